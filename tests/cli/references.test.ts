// References where a number or a body alone does not say which: candidates that work when they are copied.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const folder = temporaryFolder()()
const run = ketluan({ folder })

/** Two bodies lead, and each passes its task on to the same third one. */
const coLed = `Số 15-KL/HU

KẾT LUẬN
của Thường trực Huyện ủy

Thường trực Huyện ủy kết luận như sau:

1. Ban Tổ chức Huyện ủy, Ủy ban Kiểm tra Huyện ủy:
- Chỉ đạo Phòng Nội vụ rà soát hồ sơ cán bộ, hoàn thành trước ngày 30/6/2021.
`

const imported = async (name: string, text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return answerOf(await run("import", file, "--yes", "--json"))
}

/** What an error asks to choose from. */
const candidatesOf = (next: string): ReadonlyArray<string> => next.replace(/^[^:]*: /u, "").split(", ")

const ambiguous = async (...command: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const { code, out } = await run(...command, "--json")
  const { error } = JSON.parse(out)
  expect([code, error.tag]).toEqual([2, "AmbiguousReference"])
  return candidatesOf(String(error.next))
}

beforeAll(async () => {
  mkdirSync(folder)
  const example = readFileSync(exampleFile, "utf8")
  await imported("12.md", example)
  await imported("12-khac.md", example.replace("chưa đều", "không đều"))
  await imported("15.md", coLed)
})

it("[1] a number that two documents bear is asked about, and the full form names one of them", async () => {
  const candidates = await ambiguous("show", "12-KL/HU")
  expect(candidates).toHaveLength(2)
  const texts = await Promise.all(
    candidates.map(async (candidate) => {
      expect(candidate).toMatch(/^12-KL\/HU~[0-9a-f]{6}$/)
      const { code, out } = await run("show", candidate)
      expect([code, out.split("\n")[0]]).toEqual([0, candidate])
      expect((await run("show", `${candidate}#1.3@phong-noi-vu`)).code).toBe(0)
      return out.includes("không đều")
    })
  )
  expect(texts.toSorted()).toEqual([false, true])
})

it("two assignments of one body under one provision are told apart by an ordinal", async () => {
  const candidates = await ambiguous("show", "15-KL/HU#1.1@phong-noi-vu")
  expect(candidates).toEqual(["15-KL/HU#1.1@phong-noi-vu/1", "15-KL/HU#1.1@phong-noi-vu/2"])
  const parents = await Promise.all(
    candidates.map(async (candidate) => {
      const { out } = await run("show", candidate)
      return /Parent task: (.*)/.exec(out)?.[1]
    })
  )
  expect(parents.toSorted()).toEqual(["15-KL/HU#1.1@ban-to-chuc-huyen-uy", "15-KL/HU#1.1@uy-ban-kiem-tra-huyen-uy"])
  expect(await run("show", "15-KL/HU#1.1@phong-noi-vu/3")).toMatchObject({ code: 2 })
})

it("a number is found however it is typed: blanks, capitals, zeros", async () => {
  for (const typed of ["15-KL/HU", "15 - kl/hu", "015-KL/HU", " 15-kl/HU "])
    expect((await run("show", typed)).out.split("\n")[0]).toBe("15-KL/HU")
})
