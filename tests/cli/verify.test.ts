// `verify`: what a clerk, an auditor and somebody with the database in hand get to see.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import Database from "better-sqlite3"
import { Schema } from "effect"
import { afterAll, expect, it } from "vitest"
import { exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"

const path = temporaryFolder()
const schema = newSchema()
afterAll(() => onServer(`drop schema if exists ${schema} cascade`))

const Told = Schema.Struct({
  whole: Schema.Boolean,
  events: Schema.Int,
  history: Schema.Array(Schema.Unknown),
  storage: Schema.Array(Schema.Struct({ _tag: Schema.String })),
  tables: Schema.NullOr(Schema.Array(Schema.Struct({ _tag: Schema.String, table: Schema.String }))),
  recorded: Schema.Array(Schema.Int),
  seen: Schema.Array(Schema.Struct({ size: Schema.Int, signedBy: Schema.NullOr(Schema.String) })),
  notProven: Schema.Array(Schema.String)
})
const toldBy = ({ out }: { readonly out: string }) => Schema.decodeUnknownSync(Schema.fromJsonString(Told))(out)

/** An office with the example imported, a key, and a checkpoint that was kept elsewhere. */
const office = async (db?: string) => {
  const folder = path("office")
  mkdirSync(folder)
  const run = ketluan({ folder, environment: db === undefined ? {} : { KETLUAN_DB: db } })
  for (const args of [
    ["import", exampleFile, "--yes"],
    ["key", "init"]
  ])
    expect((await run(...args)).code).toBe(0)
  const keep = async (name: string) => {
    const { code, out } = await run("ledger", "checkpoint")
    expect(code).toBe(0)
    writeFileSync(join(folder, name), out)
  }
  await keep("first.checkpoint")
  return { folder, run, keep, file: join(folder, "ketluan.db") }
}

const acknowledge = ["assignment", "acknowledge", "12-KL/HU#1.3@phong-noi-vu", "--as", "phong-noi-vu/Trần Thị Mai"]

it.each([
  ["a file", undefined],
  ["a server", `${postgresUrl()}?schema=${schema}`]
])("%s that nobody touched is whole, and what was not proven is said", async (kind, db) => {
  const { run } = await office(db)
  expect((await run(...acknowledge)).code).toBe(0)
  const { code, out, err } = await run("verify", "--seen", "first.checkpoint")
  expect(err).toBe("")
  expect(code).toBe(0)
  expect(out).toContain("History: nothing disagrees.")
  expect(out).toContain("Storage: whole")
  expect(out).toContain("Tables: 10 of 10 are what a replay gives.")
  expect(out).toMatch(/Not proven:\n {2}- that nothing was lost or rewritten after the first 172 events/)
  expect(out).toContain("that a person named by --as was that person")
  expect(out).toContain("that the salts of commands are those of the ledger")
  const told = toldBy(await run("verify", "--seen", "first.checkpoint", "--workers", "2", "--json"))
  expect(told).toMatchObject({ whole: true, history: [], storage: [], tables: [], recorded: [172] })
  expect(told.seen[0]?.signedBy).toMatch(/^ketluan\.local\//)
  expect(toldBy(await run("verify", "--no-tables", "--json"))).toMatchObject({
    whole: true,
    tables: null,
    notProven: expect.arrayContaining(["nothingSeen", "salts", "tables"])
  })
  const shown = "that the server shows others what it showed this program"
  expect(out.includes(shown)).toBe(kind === "a server")
  expect((await run("verify", "--lang", "vi")).out).toContain("Lịch sử: không có gì sai lệch.")
})

it("a forged event ends with exit code 3 and its position, in both forms", async () => {
  const { run, file } = await office()
  const db = new Database(file)
  db.exec("drop trigger payloads_only_erased")
  const event = "(select min(event) from payloads where texts is not null and event % 1099511627776 > 50)"
  const [{ position } = { position: -1 }] = db
    .prepare<[], { position: number }>(`select ${event} % 1099511627776 as position`)
    .all()
  db.exec(`update payloads set texts = cast(texts || x'20' as blob) where event = ${event}`)
  db.close()
  const { code, out } = await run("verify", "--no-tables")
  expect(code).toBe(3)
  expect(out).toContain(`position ${position}: the texts are not those that were recorded`)
  expect(out).toContain("trigger payloads_only_erased is missing, or is not defined as it was made")
  expect(out).toContain("Not proven:")
  expect((await run("verify", "--no-tables", "--lang", "vi")).out).toContain(
    "trigger payloads_only_erased bị mất hoặc không còn như lúc lập"
  )
  const json = await run("verify", "--no-tables", "--json")
  expect(json.code).toBe(3)
  expect(toldBy(json)).toMatchObject({ whole: false, history: [{ _tag: "TextsDiffer", position }] })
})

it("a text that is gone without an erasure is told as missing by the log, not as erased", async () => {
  const { run, file } = await office()
  const db = new Database(file)
  db.exec("drop trigger payloads_only_erased")
  db.exec(
    "update payloads set texts = null, command_salt = null where texts is not null and event % 1099511627776 > 50"
  )
  db.close()
  const { out } = await run("log", "12-KL/HU", "--lang", "en")
  expect(out).toContain("(text missing, and no erasure tells of it: see ketluan verify)")
  expect((await run("log", "12-KL/HU", "--lang", "vi")).out).toContain("không việc xóa nào nói đến")
})

it("what is no event any more is told with its place, with the history and without advice to use another program", async () => {
  const { run, file } = await office()
  const db = new Database(file)
  db.exec("drop trigger events_no_update")
  db.exec("update events set leaf = cast('x' || leaf as blob) where event % 1099511627776 = 100")
  db.close()
  const { code, out } = await run("verify", "--seen", "first.checkpoint")
  expect(code).toBe(3)
  expect(out).toContain("position 100: the leaf is no event")
  expect(out).toContain("not the history that the checkpoint saw")
  expect(out).toContain("Tables: not compared.\n  what stands at position 100 is no event that this program can read")
  const list = await run("log", "12-KL/HU", "--json")
  expect(JSON.parse(list.out)).toMatchObject({
    error: { tag: "DamagedEvent", next: expect.stringContaining("verify") }
  })
})

it("tables that were changed are told apart from the history, and a rebuild mends them", async () => {
  const { run, file } = await office()
  const db = new Database(file)
  expect(db.prepare("update assignments_current set phase = 'accepted' where rowid = 2").run().changes).toBe(1)
  db.close()
  const found = await run("verify", "--json")
  expect(found.code).toBe(3)
  expect(toldBy(found)).toMatchObject({
    history: [],
    storage: [],
    tables: [{ _tag: "RowDiffers", table: "assignments" }]
  })
  expect((await run("verify")).out).toContain("Tables: 1 finding; they can be filled again")
  expect((await run("ledger", "rebuild")).code).toBe(0)
  expect((await run("verify")).code).toBe(0)
})

it("another history than the one that was seen, and an older copy, are told though they are whole in themselves", async () => {
  const { run, keep, folder, file } = await office()
  copyFileSync(file, join(folder, "old.db"))
  expect((await run(...acknowledge)).code).toBe(0)
  await keep("second.checkpoint")
  // The older copy goes on in another way.
  const other = (...args: ReadonlyArray<string>) => run(...args, "--db", "old.db")
  const older = await other("verify", "--seen", "second.checkpoint", "--seen", "first.checkpoint", "--json")
  expect(older.code).toBe(3)
  expect(toldBy(older).history).toContainEqual({ _tag: "HistoryDiffers", from: 172, to: 175 })
  for (const assignment of ["12-KL/HU#1.1@thuong-truc-ubnd-huyen", "12-KL/HU#3.3:b@hoi-lam-vuon-huyen"])
    await other("assignment", "acknowledge", assignment, "--as", `${assignment.split("@")[1]}/Lê Văn Sáu`)
  const rewritten = await other("verify", "--seen", "second.checkpoint", "--seen", "first.checkpoint")
  expect(rewritten.code).toBe(3)
  expect(rewritten.out).toContain("positions 172 to 174: not the history that the checkpoint saw")
  expect((await other("verify")).code).toBe(0)
})

it("what is no checkpoint of this ledger is refused by name", async () => {
  const { run, folder } = await office()
  const elsewhere = await office()
  copyFileSync(join(elsewhere.folder, "first.checkpoint"), join(folder, "other.checkpoint"))
  writeFileSync(join(folder, "garbage"), "một hai ba\n")
  const tags = async (...args: ReadonlyArray<string>) => {
    const { code, out } = await run("verify", ...args, "--json")
    return [code, JSON.parse(out).error.tag]
  }
  expect(await tags("--seen", "other.checkpoint")).toEqual([3, "SeenOther"])
  expect(await tags("--seen", "garbage")).toEqual([3, "SeenUnreadable"])
  expect(await tags("--seen", "nowhere")).toEqual([3, "SeenMissing"])
  expect(await tags("--workers", "0")).toEqual([2, "BadWorkers"])
})
