// What SQLite itself is told to guarantee: settings, triggers, erased bytes, and a full disk.
import { readFileSync } from "node:fs"
import { primitives } from "@ketluan/adapters/primitives"
import { keyOf } from "@ketluan/adapters/sql"
import { type Connection, connect, sqlite, storeOn } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { EventStore, PersonId, Sha256, type Source } from "@ketluan/domain"
import Database from "better-sqlite3"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { sqliteVersionTwo } from "../support/earlier-store.ts"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne, ledger } from "../support/notes.ts"

const path = temporaryFolder()

const onConnection = <A, E>(file: string, test: (connection: Connection) => Effect.Effect<A, E, EventStore>) =>
  Effect.gen(function* () {
    const connection = yield* connect({ path: file })
    return yield* test(connection).pipe(
      Effect.provideContext(yield* storeOn(connection, { projections: testProjections }))
    )
  }).pipe(Effect.scoped, Effect.runPromise)

describe("settings", () => {
  const wanted = {
    journal_mode: "wal",
    synchronous: 2,
    recursive_triggers: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    secure_delete: 1,
    application_id: 0x4b544c4e
  }
  it.each(["a new file", "a file that was there"])(
    "synchronous is FULL after journal_mode, and the rest, on %s",
    (kind) =>
      Effect.gen(function* () {
        const file = path()
        if (kind !== "a new file") yield* Effect.scoped(connect({ path: file }))
        const connection = yield* connect({ path: file })
        const actual = Object.keys(wanted).map((name) => [name, connection.db.pragma(name, { simple: true })])
        expect(Object.fromEntries(actual)).toEqual(wanted)
      }).pipe(Effect.scoped, Effect.runPromise)
  )
})

const file = (words: string): Source => {
  const bytes = primitives.encode(words)
  return { hash: Sha256.make(primitives.sha256Hex(bytes)), bytes }
}

const everything = Effect.gen(function* () {
  const store = yield* EventStore
  return [
    yield* store.readLedger(ledger, 0, 10),
    yield* store.source(ledger, file("giữ").hash),
    yield* store.source(ledger, file("xóa").hash)
  ]
})

const person = (id: string, name = "Lê Thị Lan") => ({
  person: PersonId.make(id),
  name,
  salt: new Uint8Array(32).fill(7)
})

describe("history refuses direct SQL", () => {
  const insertEvent = (position: number, version: number) =>
    `into events select ${keyOf(1, position)}, stream, ${version}, recorded_at, leaf from events where event = ${keyOf(1, 1)}`
  const refusals: ReadonlyArray<readonly [string, string]> = [
    ["an UPDATE of an event", "update events set leaf = x'00'"],
    ["a DELETE of an event", `delete from events where event = ${keyOf(1, 2)}`],
    ["a REPLACE of an event by position", `replace ${insertEvent(1, 3)}`],
    ["a REPLACE of an event by stream and version", `replace ${insertEvent(3, 2)}`],
    ["an UPSERT of an event", `insert ${insertEvent(1, 1)} on conflict do update set leaf = x'00'`],
    ["an INSERT that leaves a gap [52]", `insert ${insertEvent(4, 3)}`],
    ["an UPDATE of facts", "update payloads set facts = x'00'"],
    ["an UPDATE of texts", "update payloads set texts = x'00'"],
    ["an erasure that moves the payload", "update payloads set texts = null, event = 9"],
    ["a DELETE of a payload", "delete from payloads"],
    ["a REPLACE of a payload", "replace into payloads select event, x'00', null, null from payloads"],
    ["an UPDATE of a source", "update sources set bytes = x'00'"],
    ["an erasure of a source without a mark", "update sources set bytes = null"],
    ["an erasure of a source under another hash", "update sources set bytes = null, erased = 1, hash = 'x'"],
    ["another mark for an erased source", "update sources set erased = 2 where bytes is null"],
    ["a restored source", "update sources set bytes = x'00', erased = null where bytes is null"],
    ["a DELETE of a source", "delete from sources"],
    ["a REPLACE of a source", "replace into sources select ledger, hash, x'00', null from sources"],
    ["a REPLACE of a mark", "replace into sources select ledger, hash, x'00', null from sources where bytes is null"],
    ["an UPDATE of a name", "update vault set name = 'Khác' where erased is null"],
    ["an erasure of a name without a mark", "update vault set name = '', salt = x''"],
    ["an erasure that keeps the salt", "update vault set name = '', erased = 1 where erased is null"],
    ["a restored name", "update vault set name = 'Khác' where erased is not null"],
    ["another mark for an erased name", "update vault set erased = 2 where erased is not null"],
    ["a DELETE of a name", "delete from vault"],
    ["a REPLACE of a name", "replace into vault select ledger, person, 'Khác', salt, null from vault"]
  ]
  it.each(refusals)("%s", (_, statement) =>
    onConnection(path(), (connection) =>
      Effect.gen(function* () {
        yield* appendOne({ sources: [file("giữ"), file("xóa")] })
        yield* appendOne({ eraseSources: [file("xóa").hash] })
        yield* appendOne({ persons: [person("p-1"), person("p-2")] })
        yield* appendOne({ erasePersons: [PersonId.make("p-2")] })
        const before = yield* everything
        // As another program would come: with none of our settings.
        const stranger = new Database(connection.path)
        expect(() => stranger.exec(statement)).toThrow(/append-only|gaps|erased|constraint/)
        stranger.close()
        expect(yield* everything).toEqual(before)
      })
    )
  )

  it("while texts may be set to null, with the salt before them", () =>
    onConnection(path(), (connection) =>
      Effect.gen(function* () {
        yield* appendOne()
        connection.db.exec(`update payloads set texts = null where event = ${keyOf(1, 1)}`)
        const [, event] = yield* (yield* EventStore).readLedger(ledger, 0, 10)
        expect(event?.texts).toBeNull()
      })
    ))
})

it("[55] erased words are in no byte of the file or its write-ahead log", () =>
  onConnection(path(), ({ path: file }) =>
    Effect.gen(function* () {
      const words = "Nguyễn Thị Rất Dễ Tìm"
      const bytes = () => Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)])
      for (const size of [1, 400]) {
        const { first } = yield* appendOne({ words: words.repeat(size) })
        yield* appendOne({ words: "hai" })
        expect(bytes().includes(words)).toBe(true)
        yield* appendOne({ eraseTexts: [first] })
        expect(bytes().includes(words)).toBe(false)
      }
    })
  ))

it("[55] an erased source is in no byte of the file or its write-ahead log, and the file does not grow by another", () =>
  onConnection(path(), ({ path: store }) =>
    Effect.gen(function* () {
      const words = "Chim yến ở hang đá rất dễ tìm"
      const bytes = () => Buffer.concat([readFileSync(store), readFileSync(`${store}-wal`)])
      for (const size of [1, 400, 40_000]) {
        const source = file(words.repeat(size))
        yield* appendOne({ sources: [source] })
        yield* appendOne({ words: "hai" })
        expect(bytes().includes(words)).toBe(true)
        yield* appendOne({ eraseSources: [source.hash] })
        expect(bytes().includes(words)).toBe(false)
      }
      const before = readFileSync(store).length
      yield* appendOne({ sources: [file("khác".repeat(40_000))] })
      expect(bytes().length).toBeLessThan(before + 1_000_000)
    })
  ))

it("[55] an erased name is in no byte of the file or its write-ahead log", () =>
  onConnection(path(), ({ path: store }) =>
    Effect.gen(function* () {
      const bytes = () => Buffer.concat([readFileSync(store), readFileSync(`${store}-wal`)])
      for (const size of [1, 300, 3000]) {
        const name = "Nguyễn Thị Rất Dễ Tìm ".repeat(size)
        const many = Array.from({ length: 200 }, (_, index) => person(`q-${size}-${index}`, `Người thứ ${index}`))
        yield* appendOne({ persons: [...many, person(`p-${size}`, name)] })
        yield* appendOne({ words: "hai" })
        expect(bytes().includes("Rất Dễ Tìm")).toBe(true)
        yield* appendOne({ erasePersons: [PersonId.make(`p-${size}`)] })
        expect(bytes().includes("Rất Dễ Tìm")).toBe(false)
        expect(bytes().includes("Người thứ 7")).toBe(true)
      }
    })
  ))

it("[55] where a reader holds the write-ahead log, erased words leave it with a later commit", () =>
  onConnection(path(), ({ path: store }) =>
    Effect.gen(function* () {
      const words = "Nguyễn Thị Rất Dễ Tìm"
      const bytes = () => Buffer.concat([readFileSync(store), readFileSync(`${store}-wal`)])
      const { first } = yield* appendOne({ words })
      const reader = new Database(store)
      reader.exec("begin; select count(*) from events")
      reader.prepare("select count(*) from events").get()
      yield* appendOne({ eraseTexts: [first] })
      expect(bytes().includes(words)).toBe(true)
      reader.exec("rollback")
      yield* appendOne({ words: "hai" })
      expect(bytes().includes(words)).toBe(false)
      reader.close()
    })
  ))

it("a source of more bytes than the store was opened for is refused, and one of as many is kept", () =>
  Effect.gen(function* () {
    expect(yield* Effect.flip(appendOne({ sources: [file("12345")] }))).toMatchObject({
      _tag: "SourceTooLarge",
      size: 5,
      limit: 4
    })
    yield* appendOne({ sources: [file("1234")] })
    expect(yield* (yield* EventStore).source(ledger, file("1234").hash)).toMatchObject({ _tag: "Kept" })
  }).pipe(Effect.provide(sqlite({ path: path(), projections: [], sourceLimit: 4 })), Effect.runPromise))

it("a source whose bytes changed on the disk is told as such, and not handed out", () =>
  onConnection(path(), ({ db }) =>
    Effect.gen(function* () {
      yield* appendOne({ sources: [file("tệp")] })
      db.exec("drop trigger sources_only_erased; update sources set bytes = x'00'")
      const { hash } = file("tệp")
      expect(yield* Effect.flip((yield* EventStore).source(ledger, hash))).toMatchObject({
        _tag: "SourceDiffers",
        hash
      })
    })
  ))

it("a store from before there were sources is brought up to date when it is opened, with all that is in it", async () => {
  const store = path()
  const open = sqlite({ path: store, projections: testProjections })
  const reading = Effect.gen(function* () {
    return yield* (yield* EventStore).readLedger(ledger, 0, 10)
  })
  const before = await Effect.runPromise(Effect.andThen(appendOne(), reading).pipe(Effect.provide(open)))
  const db = new Database(store)
  db.exec(sqliteVersionTwo)
  db.close()
  await Effect.gen(function* () {
    expect(yield* reading).toEqual(before)
    expect(yield* (yield* EventStore).source(ledger, file("tệp").hash)).toEqual({ _tag: "Unknown" })
    yield* appendOne({ sources: [file("tệp")] })
    expect(yield* (yield* EventStore).source(ledger, file("tệp").hash)).toMatchObject({ _tag: "Kept" })
  }).pipe(Effect.provide(open), Effect.runPromise)
})

it("full: the append fails as a whole, and succeeds when there is space again", () =>
  onConnection(path(), ({ db }) =>
    Effect.gen(function* () {
      const store = yield* EventStore
      yield* appendOne()
      const before = yield* store.head(ledger)
      db.pragma(`max_page_count = ${db.pragma("page_count", { simple: true })}`)
      const failure = yield* Effect.flip(appendOne({ words: "dài ".repeat(10_000) }))
      expect(failure).toMatchObject({ _tag: "StoreFailure", reason: "full" })
      expect(yield* store.head(ledger)).toEqual(before)
      db.pragma("max_page_count = 1073741823")
      yield* appendOne({ words: "dài ".repeat(10_000) })
    })
  ))

it("failed: anything else is told without the driver's words", () =>
  onConnection(path(), ({ db }) =>
    Effect.gen(function* () {
      yield* appendOne()
      db.exec("drop table commands")
      const failure = yield* Effect.flip(appendOne())
      expect(failure).toMatchObject({ _tag: "StoreFailure", reason: "failed" })
      expect(failure.message).not.toContain("no such table")
    })
  ))

it("people can query the current rows under the table's own name", () =>
  onConnection(path(), ({ db }) =>
    Effect.gen(function* () {
      yield* appendOne()
      yield* appendOne()
      expect(db.prepare("select ledger, id, count from notes").all()).toEqual([
        { ledger: "van-phong", id: "note/a", count: 2 }
      ])
      yield* appendOne({ type: "Removed" })
      expect(db.prepare("select * from notes").all()).toEqual([])
    })
  ))

it("the layer closes its file: nothing is left beside it", async () => {
  const file = path()
  await Effect.runPromise(appendOne().pipe(Effect.provide(sqlite({ path: file, projections: testProjections }))))
  expect(() => readFileSync(`${file}-wal`)).toThrow("ENOENT")
})
