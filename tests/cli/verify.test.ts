// `verify`: what a clerk, an auditor and somebody with the database in hand get to see.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import Database from "better-sqlite3"
import { Schema } from "effect"
import { afterAll, expect, it } from "vitest"
import { exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"
import { unguarded } from "../support/unguarded.ts"

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

it.each(["a file", "a server"])(
  "%s whose head is none is walked all the same, and nothing else is done with it",
  async (kind) => {
    const own = newSchema()
    const { run, file } = await office(kind === "a file" ? undefined : `${postgresUrl()}?schema=${own}`)
    // Another number of ones in its binary form than there are roots.
    const forge = "update ledgers set size = size - 1"
    if (kind === "a file") unguarded(file, forge)
    else await onServer(`set search_path = ${own}; ${forge}`)
    const { code, out, err } = await run("verify", "--seen", "first.checkpoint")
    expect([code, err]).toEqual([3, ""])
    expect(out).toContain("Ledger main: 173 events")
    expect(out).toContain("History: 1 finding.\n  what stands as the ledger's head is none")
    expect(out).toContain("Storage: whole")
    expect(out).toContain("Tables: 10 of 10")
    const told = toldBy(await run("verify", "--workers", "2", "--json"))
    expect(told).toMatchObject({ whole: false, history: [{ _tag: "HeadDiffers", counted: null }], recorded: [172] })
    expect((await run("verify", "--lang", "vi")).out).toContain("đầu sổ được lưu không phải là đầu sổ")
    for (const args of [acknowledge, ["ledger", "checkpoint"], ["ledger", "export", "bundle"]])
      expect(JSON.parse((await run(...args, "--json")).out)).toMatchObject({ error: { tag: "StoreDamaged" } })
    if (kind === "a server") await onServer(`drop schema ${own} cascade`)
  }
)

it("tables are not to be filled again from a history that was changed, and findings stand in the order of positions", async () => {
  const { run, file } = await office()
  unguarded(
    file,
    `update payloads set facts = cast(facts || x'20' as blob) where event % 1099511627776 in (100, 120);
     update payloads set command_salt = null where event % 1099511627776 = 1;
     update streams set version = version + 1 where stream = (select max(stream) from streams);
     update assignments_current set phase = 'accepted' where rowid = 2`
  )
  const { history, tables } = toldBy(await run("verify", "--json"))
  expect(history).toMatchObject([
    { _tag: "SaltMissing", position: 1 },
    { _tag: "FactsDiffer", position: 100 },
    { _tag: "FactsDiffer", position: 120 },
    { _tag: "StreamDiffers" }
  ])
  expect(tables?.length).toBeGreaterThan(0)
  const { out } = await run("verify")
  expect(out).toMatch(/position 1: .+\n {2}position 100: .+\n {2}position 120: /)
  expect(out).toMatch(/Tables: \d+ findings?\. Do not fill them again: they may show what stood there before/)
  expect(out).not.toContain("rebuild")
  const vietnamese = (await run("verify", "--lang", "vi")).out
  expect(vietnamese).toContain("Đừng lập lại")
  expect(vietnamese).not.toContain("rebuild")
})

it("leaves that stand elsewhere are told by how far, one way or the other", async () => {
  const { run, file } = await office()
  const at = (position: number) => `event % 1099511627776 = ${position}`
  unguarded(
    file,
    `create temp table was as select * from events;
     update events set leaf = (select leaf from was where ${at(101)}) where ${at(100)};
     update events set leaf = (select leaf from was where ${at(100)}) where ${at(101)}`
  )
  const { out } = await run("verify")
  expect(out).toContain("position 100: the leaf says that it stands 1 further on")
  expect(out).toContain("position 101: the leaf says that it stands 1 further back")
  const vietnamese = (await run("verify", "--lang", "vi")).out
  expect(vietnamese).toContain("vị trí 100: lá nói nó đứng sau đó 1 vị trí")
  expect(vietnamese).toContain("vị trí 101: lá nói nó đứng trước đó 1 vị trí")
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
  // It may be the beginning of what was seen: that is all that is said.
  expect(toldBy(older)).toMatchObject({
    history: [{ _tag: "Missing", from: 173, to: 175 }],
    notProven: expect.arrayContaining(["shorter", "afterNewest"])
  })
  const said = (await other("verify", "--seen", "second.checkpoint")).out
  expect(said).toContain("positions 173 to 174: events are missing")
  expect(said).toContain("Not proven:\n  - that what is there was not rewritten too")
  expect(said).not.toContain("after the first")
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
