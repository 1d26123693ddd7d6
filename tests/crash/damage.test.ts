// Bytes of a closed store that changed: told as damage, found by the proof or by a rebuild, or of no consequence; never a crash.
import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { primitives } from "@ketluan/adapters/primitives"
import { connect, sqlite, storeOn } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { CommandReused, EventStore, ReadModel, root, type StoredEvent, StoreFailure } from "@ketluan/domain"
import { Cause, Effect, Exit } from "effect"
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

interface Answers {
  readonly events: ReadonlyArray<StoredEvent>
  readonly all: string
}

const reading = Effect.gen(function* () {
  const events = yield* (yield* EventStore).readLedger(ledger, 0, 10_000)
  return { events, all: yield* answersOf(ledger, events) }
})

const on = (file: string) => sqlite({ path: file, projections: testProjections, create: false })

/**
 * How a changed byte shows, from the first sign on: a typed error; a finding of the proof; texts that seem erased or the salt of a
 * command; tables that a rebuild mends; heads, streams and answers that no longer agree with the events.
 */
type Shows = "told" | "proof" | "erasable" | "rebuild" | "answers" | "nothing"

const same = (left: ReadonlyArray<unknown>, right: ReadonlyArray<unknown>): boolean =>
  JSON.stringify(left) === JSON.stringify(right)
const lasting = (events: ReadonlyArray<StoredEvent>) =>
  events.map(({ position, leaf, facts }) => ({ position, leaf, facts }))

it("a changed byte anywhere in the file is told by name, or found by proof, by comparison or by a rebuild, and never ends the program", async () => {
  const file = path()
  await Effect.runPromise(
    Effect.gen(function* () {
      for (let count = 0; count < EVENTS; count++) yield* appendOne({ words: `lời thứ ${count}` })
    }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })))
  )
  const sound: Answers = await Effect.runPromise(reading.pipe(Effect.provide(on(file))))
  const bytes = readFileSync(file)
  const pages = Math.floor(bytes.length / PAGE)
  expect(pages).toBeGreaterThan(20)

  const look = async (changed: string): Promise<Shows> => {
    const exit = await Effect.runPromise(
      Effect.exit(
        Effect.gen(function* () {
          const events = yield* (yield* EventStore).readLedger(ledger, 0, 10_000)
          const head = yield* (yield* EventStore).head(ledger)
          // The ledger is not there any more under its name.
          if (head === null) return "answers"
          const kept = { size: head.frontier.size, root: root(primitives.sha256, head.frontier) }
          if (findingsOf(events, kept).length > 0) return "proof"
          // The proof passed: then the events are those that were recorded, except for what may be erased.
          expect(same(lasting(events), lasting(sound.events))).toBe(true)
          if (!same(events, sound.events)) return "erasable"
          if ((yield* answersOf(ledger, events)) === sound.all) return "nothing"
          const tables = yield* ReadModel
          yield* tables.rebuild(testProjections, 100)
          return (yield* answersOf(ledger, events)) === sound.all ? "rebuild" : "answers"
        }).pipe(Effect.provide(on(changed)))
      )
    )
    if (Exit.isSuccess(exit)) return exit.value
    const error = Cause.squash(exit.cause)
    // The salt of a command's digest, by which a repetition is known, is not proven.
    if (error instanceof CommandReused) return "answers"
    if (!(error instanceof StoreFailure)) throw error
    expect(["damaged", "not_ours", "newer", "older", "failed"]).toContain(error.reason)
    return "told"
  }

  const shown = new Map<Shows, number>()
  const places = fc.sample(fc.tuple(fc.nat({ max: PAGE - 1 }), fc.integer({ min: 1, max: 255 })), {
    seed: 5055,
    numRuns: pages * FLIPS
  })
  for (const [index, [offset, mask]] of places.entries()) {
    const at = (index % pages) * PAGE + offset
    const changed = path("changed.db")
    writeFileSync(
      changed,
      bytes.map((byte, position) => (position === at ? byte ^ mask : byte))
    )
    const shows = await look(changed)
    shown.set(shows, (shown.get(shows) ?? 0) + 1)
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${changed}${suffix}`, { force: true })
  }
  expect(shown.get("told") ?? 0).toBeGreaterThan(0)
  expect(shown.get("proof") ?? 0).toBeGreaterThan(0)
  // Free space and what only the order of pages depends on.
  expect(shown.get("nothing") ?? 0).toBeGreaterThan(0)
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
  const { events } = await Effect.runPromise(reading.pipe(Effect.provide(on(copy))))
  expect(events.length).toBeLessThan(12)
  expect(findingsOf(events, null)).toEqual([])
  expect(findingsOf(events, kept).join()).toContain('"Missing"')
})
