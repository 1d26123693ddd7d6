// Programs side by side, as people start them.
import { spawn } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { answerOf, exampleFile, ketluan, ketluanProcess, program } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const example = readFileSync(exampleFile, "utf8")

it("two processes import two documents at once into one new file, and both are there, in five rounds", async () => {
  for (let round = 0; round < 5; round++) {
    const folder = path()
    mkdirSync(folder)
    const files = ["20", "21"].map((serial) => {
      const file = join(folder, `${serial}.md`)
      writeFileSync(file, example.replace("Số 12 - KL/HU", `Số ${serial} - KL/HU`))
      return file
    })
    const ended = await Promise.all(files.map((file) => ketluanProcess({ folder })("import", file, "--yes", "--json")))
    for (const one of ended) expect(answerOf(one)).toMatchObject({ stored: true })
    const run = ketluan({ folder })
    for (const serial of ["20", "21"])
      expect(answerOf(await run("list", "--conclusion", `${serial}-KL/HU`, "--json"))).toMatchObject({
        assignments: expect.toSatisfy((items: ReadonlyArray<unknown>) => items.length === 9)
      })
  }
})

it("two processes import the same file at once: one stores it, the other says that it is known [2]", async () => {
  const folder = path()
  mkdirSync(folder)
  const ended = await Promise.all(
    [1, 2].map(() => ketluanProcess({ folder })("import", exampleFile, "--yes", "--json"))
  )
  expect(ended.map((one) => JSON.parse(one.out).stored).sort()).toEqual([false, true])
  expect(ended.map(({ code }) => code)).toEqual([0, 0])
})

it("a reader that stops early, as head does, is no error", async () => {
  const folder = path()
  mkdirSync(folder)
  await ketluan({ folder })("import", exampleFile, "--yes")
  const child = spawn(process.execPath, [program, "list", "--json"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] })
  let err = ""
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text
  })
  child.stdout.destroy()
  const code = await new Promise((resolve) => child.on("close", resolve))
  expect([code, err]).toEqual([0, ""])
})
