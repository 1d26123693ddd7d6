// What SQLite itself is told to guarantee: settings, triggers, erased bytes, and a full disk.
import { readFileSync } from "node:fs"
import { keyOf } from "@ketluan/adapters/sql"
import { type Connection, connect, sqlite, storeOn } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { EventStore } from "@ketluan/domain"
import Database from "better-sqlite3"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
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
    ["a REPLACE of a payload", "replace into payloads select event, x'00', null, null from payloads"]
  ]
  it.each(refusals)("%s", (_, statement) =>
    onConnection(path(), (connection) =>
      Effect.gen(function* () {
        yield* appendOne()
        yield* appendOne()
        const before = yield* (yield* EventStore).readLedger(ledger, 0, 10)
        // As another program would come: with none of our settings.
        const stranger = new Database(connection.path)
        expect(() => stranger.exec(statement)).toThrow(/append-only|gaps|erased|constraint/)
        stranger.close()
        expect(yield* (yield* EventStore).readLedger(ledger, 0, 10)).toEqual(before)
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
