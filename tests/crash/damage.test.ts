// Bytes of a closed store that changed: told as damage, found by the proof or by a rebuild, or of no consequence; never a crash.
import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { ed25519, nodePrimitives, primitives } from "@ketluan/adapters/primitives"
import { connect, sqlite, storeOn } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { checking } from "@ketluan/adapters/timestamp"
import {
  type Audit,
  auditLedger,
  type Checkpoint,
  EventStore,
  ProjectionStopped,
  ReadModel,
  root,
  type StoredEvent,
  StoreFailure,
  segmentOf,
  UnreadableEvent
} from "@ketluan/domain"
import Database from "better-sqlite3"
import { Cause, Effect, Exit, Layer } from "effect"
import fc from "fast-check"
import { expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne, ledger } from "../support/notes.ts"
import { answersOf, findingsOf } from "../support/race/whole.ts"

const path = temporaryFolder()
const EVENTS = 60
const PAGE = 4096
/** Of each page so many bytes are changed, one at a time. */
const FLIPS = 3

const on = (file: string) => sqlite({ path: file, projections: testProjections, create: false })

const same = (left: ReadonlyArray<unknown>, right: ReadonlyArray<unknown>): boolean =>
  JSON.stringify(left) === JSON.stringify(right)

/** Every row of every table, in an order of its own. */
const dump = (file: string): { readonly [table: string]: ReadonlyArray<string> } => {
  const db = new Database(file, { readonly: true })
  try {
    const names = db
      .prepare<[], { name: string }>(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name"
      )
      .all()
    return Object.fromEntries(
      names.map(({ name }) => [
        name,
        db
          .prepare(`select * from "${name}"`)
          .all()
          .map((row) => JSON.stringify(row))
          .sort()
      ])
    )
  } finally {
    db.close()
  }
}

/** Everything that `verify` asks of a file, given the checkpoint of a sound one; null where the ledger is not there. */
const audit = (file: string, seen: ReadonlyArray<Checkpoint>) =>
  Effect.runPromiseExit(
    auditLedger(ledger, {
      platform: { ...primitives, ed25519 },
      seen,
      check: checking({ authorities: [], nonce: null }),
      read: segmentOf(ledger),
      knows: () => true,
      tables: testProjections
    }).pipe(Effect.provide(Layer.merge(on(file), nodePrimitives)))
  )

const isWhole = (found: Audit | null): boolean =>
  found !== null && [found.history, found.notes, found.storage, found.tables ?? []].every((list) => list.length === 0)

/** How a changed bit shows: by an error, by a finding, or not at all. */
type Shows = "told" | "found" | "nothing"

it("[55] a bit that flips anywhere in the file is told by name, found by an audit, or changes nothing that is stored", async () => {
  const file = path()
  await Effect.runPromise(
    Effect.gen(function* () {
      for (let count = 0; count < EVENTS; count++) yield* appendOne({ words: `lời thứ ${count}` })
    }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })))
  )
  const head = await Effect.runPromise(
    Effect.flatMap(EventStore, (store) => store.head(ledger)).pipe(Effect.provide(on(file)))
  )
  if (head === null) throw new Error("there is no ledger")
  const seen = [{ size: head.frontier.size, root: root(primitives.sha256, head.frontier) }]
  const first = await audit(file, seen)
  expect(Exit.isSuccess(first) && isWhole(first.value)).toBe(true)
  const sound = dump(file)
  const bytes = readFileSync(file)
  const pages = Math.floor(bytes.length / PAGE)
  expect(pages).toBeGreaterThan(20)

  const look = async (changed: string): Promise<Shows> => {
    const exit = await audit(changed, seen)
    if (Exit.isSuccess(exit)) {
      if (!isWhole(exit.value)) return "found"
      expect(dump(changed)).toEqual(sound)
      return "nothing"
    }
    const error = Cause.squash(exit.cause)
    if (error instanceof ProjectionStopped || error instanceof UnreadableEvent) return "told"
    if (!(error instanceof StoreFailure)) throw error
    expect(["damaged", "not_ours", "newer", "older", "failed"]).toContain(error.reason)
    return "told"
  }

  const shown = new Map<Shows, number>()
  const places = fc.sample(fc.tuple(fc.nat({ max: PAGE - 1 }), fc.nat({ max: 7 })), {
    seed: 5055,
    numRuns: pages * FLIPS
  })
  for (const [index, [offset, bit]] of places.entries()) {
    const at = (index % pages) * PAGE + offset
    const changed = path("changed.db")
    const other = Buffer.from(bytes)
    other[at] = (other[at] ?? 0) ^ (1 << bit)
    writeFileSync(changed, other)
    const shows = await look(changed)
    shown.set(shows, (shown.get(shows) ?? 0) + 1)
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${changed}${suffix}`, { force: true })
  }
  for (const shows of ["told", "found", "nothing"] as const) expect(shown.get(shows) ?? 0).toBeGreaterThan(0)
})

it("a write-ahead log that ends anywhere gives the events up to there: all that was acknowledged before, and a sound ledger", async () => {
  const file = path()
  const copy = path("copy.db")
  const acknowledged: Array<{ readonly log: number; readonly events: number }> = []
  let whole: ReadonlyArray<StoredEvent> = []
  await Effect.runPromise(
    Effect.gen(function* () {
      const connection = yield* connect({ path: file })
      const context = yield* storeOn(connection, { projections: testProjections })
      yield* Effect.gen(function* () {
        yield* appendOne()
        // From here on everything is in the log alone.
        connection.db.pragma("wal_checkpoint(truncate)")
        connection.db.pragma("wal_autocheckpoint = 0")
        for (let count = 0; count < 12; count++) {
          const { first } = yield* appendOne({ words: "dài ".repeat(count * 100) })
          acknowledged.push({ log: statSync(`${file}-wal`).size, events: first + 1 })
        }
        whole = yield* (yield* EventStore).readLedger(ledger, 0, 100)
      }).pipe(Effect.provideContext(context))
      copyFileSync(file, copy)
      copyFileSync(`${file}-wal`, `${copy}-wal`)
    }).pipe(Effect.scoped)
  )
  const log = readFileSync(`${copy}-wal`)
  const ends = fc.sample(fc.nat({ max: log.length }), { seed: 5056, numRuns: 60 })
  for (const end of [0, 1, 31, 32, ...acknowledged.flatMap(({ log: size }) => [size - 1, size, size + 1]), ...ends]) {
    const torn = path("torn.db")
    copyFileSync(copy, torn)
    // Cut off, or followed by what stood on the disk before.
    const tail = end % 2 === 0 ? Buffer.alloc(0) : Buffer.alloc(500, 0x5a)
    writeFileSync(`${torn}-wal`, Buffer.concat([log.subarray(0, end), tail]))
    const events = await Effect.runPromise(
      Effect.gen(function* () {
        const store = yield* EventStore
        const left = yield* store.readLedger(ledger, 0, 100)
        const head = yield* store.head(ledger)
        expect(head?.frontier.size).toBe(left.length)
        const kept = head === null ? null : { size: left.length, root: root(primitives.sha256, head.frontier) }
        expect(findingsOf(left, kept)).toEqual([])
        const tables = yield* ReadModel
        const live = yield* answersOf(ledger, left)
        yield* tables.rebuild(testProjections, 5)
        expect(yield* answersOf(ledger, left)).toBe(live)
        yield* appendOne()
        return left
      }).pipe(Effect.provide(on(torn)))
    )
    const least = acknowledged.reduce((most, { log: size, events: count }) => (size <= end ? count : most), 2)
    expect(events.length).toBeGreaterThanOrEqual(least)
    expect(same(events, whole.slice(0, events.length))).toBe(true)
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${torn}${suffix}`, { force: true })
  }
})

it("[55] a changed byte in the middle of the log ends the history there; only a checkpoint kept elsewhere shows it", async () => {
  const file = path()
  const copy = path("copy.db")
  const kept = await Effect.runPromise(
    Effect.gen(function* () {
      const connection = yield* connect({ path: file })
      const context = yield* storeOn(connection, { projections: testProjections })
      return yield* Effect.gen(function* () {
        yield* appendOne()
        connection.db.pragma("wal_checkpoint(truncate)")
        connection.db.pragma("wal_autocheckpoint = 0")
        for (let count = 0; count < 10; count++) yield* appendOne()
        const head = yield* (yield* EventStore).head(ledger)
        copyFileSync(file, copy)
        copyFileSync(`${file}-wal`, `${copy}-wal`)
        return head === null ? null : { size: head.frontier.size, root: root(primitives.sha256, head.frontier) }
      }).pipe(Effect.provideContext(context))
    }).pipe(Effect.scoped)
  )
  const log = readFileSync(`${copy}-wal`)
  log[Math.floor(log.length / 2)] = (log[Math.floor(log.length / 2)] ?? 0) ^ 1
  writeFileSync(`${copy}-wal`, log)
  const events = await Effect.runPromise(
    Effect.flatMap(EventStore, (store) => store.readLedger(ledger, 0, 10_000)).pipe(Effect.provide(on(copy)))
  )
  expect(events.length).toBeLessThan(12)
  expect(findingsOf(events, null)).toEqual([])
  expect(findingsOf(events, kept).join()).toContain('"Missing"')
})
