// Files and databases that cannot be taken: a clear error that says what to do, and nothing is stored.
import { spawn } from "node:child_process"
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import Database from "better-sqlite3"
import { beforeAll, describe, expect, it } from "vitest"
import { exampleFile, ketluan, ketluanProcess } from "../support/cli.ts"
import { docxOf, paragraph, run } from "../support/document/docx.ts"
import { stateNotice } from "../support/document/examples.ts"
import { pdfOf } from "../support/document/pdf.ts"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const fresh = (name: string): string => {
  const folder = path()
  mkdirSync(folder)
  return join(folder, name)
}

const refused = async (file: string, code: number, words: RegExp) => {
  const folder = join(file, "..")
  for (const command of [
    ["import", file, "--yes"],
    ["read", file]
  ]) {
    const { code: ended, out, err } = await ketluan({ folder })(...command)
    expect([command[0], ended, out]).toEqual([command[0], code, ""])
    expect(err).toMatch(words)
    expect(err).toMatch(/^→ /mu)
    expect(err).not.toMatch(/\n\s+at /u)
  }
  expect(existsSync(join(folder, "ketluan.db"))).toBe(false)
}

describe("a document that cannot be taken", () => {
  const cases: ReadonlyArray<readonly [what: string, bytes: string | Uint8Array, code: number, words: RegExp]> = [
    ["an empty file", "", 3, /holds no text/],
    ["a blank file", " \n\t\n", 3, /holds no text/],
    ["a binary file", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]), 3, /not a text, \.docx or \.pdf file/],
    ["a file of old Word", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 3, /save it as \.docx/],
    ["a picture", new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 3, /OCR/],
    ["half of a Word document", docxOf({ body: "" }).subarray(0, 99), 3, /damaged/],
    [
      "a zip bomb",
      docxOf({ body: paragraph(run(" ".repeat(80 * 1024 * 1024))) }),
      3,
      /unpacked it has more than 64 MB/
    ],
    ["a scan", pdfOf({ pages: [[]] }), 3, /is a scan[\s\S]*OCR/],
    ["a secret Word document [10]", docxOf({ ...stateNotice, footer: paragraph(run("MẬT")) }), 1, /rule 10/],
    ["bytes in no encoding that is read", new Uint8Array([0x4b, 0xd5, 0xc2, 0xff, 0x20, 0xe9]), 3, /UTF-8/],
    ["text with terminal escapes", "Số 01-KL/HU\n\u001b[2J\u001b]0;tựa\u0007\n", 3, /U\+001B/],
    ["a file that is no conclusion", "Kính gửi anh Ba, hôm nay trời đẹp.\n", 3, /No conclusion/],
    ["a secret document [10]", "MẬT\n\nSố 09-KL/HU\n\nKẾT LUẬN\n\n1. UBND huyện:\n- Lập kế hoạch.\n", 1, /rule 10/]
  ]
  it.each(cases)("%s", async (_, bytes, code, words) => {
    const file = fresh("văn bản.md")
    writeFileSync(file, bytes)
    await refused(file, code, words)
  })

  it("a file of 50 MB, without reading it", async () => {
    const file = fresh("lớn.md")
    const opened = openSync(file, "w")
    ftruncateSync(opened, 50 * 1024 * 1024)
    closeSync(opened)
    await refused(file, 3, /50 MB/)
  })

  it("a folder, and a file that is not there", async () => {
    await refused(join(fresh("x"), ".."), 3, /folder/)
    await refused(fresh("không có.md"), 3, /no file/)
  })
})

describe("a database that cannot be taken", () => {
  let prepared: Buffer
  beforeAll(async () => {
    const file = fresh("ketluan.db")
    await ketluan({ folder: join(file, "..") })("import", exampleFile, "--yes")
    prepared = readFileSync(file)
  })

  const refusedDatabase = async (file: string, words: RegExp) => {
    const before = readFileSync(file)
    for (const command of [["import", exampleFile, "--yes"], ["list"]]) {
      const { code, out, err } = await ketluan({ folder: join(file, "..") })(...command)
      expect([code, out]).toEqual([3, ""])
      expect(err).toMatch(words)
      expect(err).toMatch(/^→ /mu)
      expect(err).not.toMatch(/\n\s+at /u)
    }
    expect(readFileSync(file).equals(before)).toBe(true)
  }

  it("some text", async () => {
    const file = fresh("ketluan.db")
    writeFileSync(file, "không phải cơ sở dữ liệu")
    await refusedDatabase(file, /not a Ketluan database/)
  })

  it("another program's SQLite database", async () => {
    const file = fresh("ketluan.db")
    new Database(file).exec("create table t (x); insert into t values (1)").close()
    await refusedDatabase(file, /not a Ketluan database/)
  })

  it("a database of a newer version", async () => {
    const file = fresh("ketluan.db")
    writeFileSync(file, prepared)
    const database = new Database(file)
    database.pragma("user_version = 99")
    database.pragma("wal_checkpoint(truncate)")
    database.close()
    await refusedDatabase(file, /newer version/)
  })

  it("none at all, where one is to be read", async () => {
    const folder = join(fresh("x"), "..")
    const { code, err } = await ketluan({ folder })("list")
    expect([code, err]).toEqual([3, expect.stringMatching(/no database[\s\S]*→ .*import/u)])
    expect(existsSync(join(folder, "ketluan.db"))).toBe(false)
  })

  it("one that another process holds locked, after a while", async () => {
    const file = fresh("ketluan.db")
    writeFileSync(file, prepared)
    const holding = `
      import Database from ${JSON.stringify(import.meta.resolve("better-sqlite3"))}
      const database = new Database(process.argv[1])
      database.exec("begin immediate")
      console.log("held")
      setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ["--input-type=module", "-e", holding, file], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    await new Promise((resolve) => holder.stdout.once("data", resolve))
    const run = ketluan({ folder: join(file, "..") })
    const { code, err } = await run("class", "define", "Các phòng")
    expect([code, err]).toEqual([3, expect.stringMatching(/locked[\s\S]*→ /u)])
    holder.kill("SIGKILL")
    await new Promise((resolve) => holder.once("close", resolve))
    expect((await run("class", "define", "Các phòng")).code).toBe(0)
  })

  it.runIf(process.getuid?.() === 0)("one that may not be written: reading works, writing says so", async () => {
    const file = fresh("ketluan.db")
    const folder = join(file, "..")
    writeFileSync(file, prepared, { mode: 0o444 })
    const run = ketluanProcess({ folder, uid: 65534 })
    const writing = await run("class", "define", "Các phòng")
    expect([writing.code, writing.err]).toEqual([3, expect.stringMatching(/cannot be (written|opened)|no right/u)])
    expect(readFileSync(file).equals(prepared)).toBe(true)
  })
})
