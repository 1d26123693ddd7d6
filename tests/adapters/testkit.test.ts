// The contract tells right from wrong: stores that are wrong on purpose, each found by the suite of what it gets wrong.
import { memory } from "@ketluan/adapters/memory"
import { primitives } from "@ketluan/adapters/primitives"
import {
  appendSuite,
  asOfSuite,
  commandIdsSuite,
  erasureSuite,
  expectationsSuite,
  faultsSuite,
  guardsSuite,
  historiesSuite,
  orderSuite,
  pagesSuite,
  progressSuite,
  readingSuite,
  register,
  reopeningSuite,
  type Subject,
  type Suite,
  snapshotSuite,
  sourcesSuite,
  subscriptionSuite,
  suites,
  tablesSuite,
  testProjections,
  timeSuite,
  vaultSuite
} from "@ketluan/adapters/testkit"
import {
  type Append,
  CommandId,
  EventStore,
  type EventStoreService,
  ReadModel,
  type ReadModelService,
  Sha256,
  StoreFailure
} from "@ketluan/domain"
import { Context, Effect, Layer, Stream } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"

type Change = (right: {
  readonly store: EventStoreService
  readonly tables: ReadModelService
}) => Partial<EventStoreService & ReadModelService>

/** The memory adapter, but for what is changed. */
const changed = (change: Change): Subject => ({
  name: "changed",
  room: Effect.sync(() =>
    Layer.effectContext(
      Effect.gen(function* () {
        const store = yield* EventStore
        const tables = yield* ReadModel
        const other = change({ store, tables })
        return Context.make(EventStore, { ...store, ...other }).pipe(Context.add(ReadModel, { ...tables, ...other }))
      })
    ).pipe(Layer.provide(memory({ projections: testProjections })))
  ),
  lasting: false
})

/** The cases of a suite that a subject does not pass. */
const failed = async (subject: Subject, { cases }: Suite): Promise<ReadonlyArray<string>> => {
  const names: Array<string> = []
  for (const one of cases)
    await one.run(subject).catch((error: unknown) => {
      expect(error).toBeInstanceOf(Error)
      names.push(one.name)
    })
  return names
}

const appending =
  (change: (append: Append) => Append): Change =>
  ({ store }) => ({
    append: (append) => store.append(change(append))
  })

const free = (append: Append): Append => ({
  ...append,
  writes: append.writes.map((write) => ({ ...write, expect: { _tag: "Any" } }))
})

let ids = 0
const renamed = (append: Append): Append => {
  ids += 1
  return { ...append, command: { ...append.command, id: CommandId.make(`other-${ids}`) } }
}

const breakages: ReadonlyArray<readonly [string, Suite, Change]> = [
  [
    "tells of a place one too far",
    appendSuite,
    ({ store }) => ({
      append: (append) => Effect.map(store.append(append), (appended) => ({ ...appended, first: appended.first + 1 }))
    })
  ],
  [
    "has a head of another ledger",
    appendSuite,
    ({ store }) => ({
      head: () =>
        Effect.flatMap(store.ledgers, ([first]) => (first === undefined ? Effect.succeed(null) : store.head(first)))
    })
  ],
  [
    "reads each part of a snapshot when it is asked",
    snapshotSuite,
    ({ tables }) => ({ snapshot: (work) => Effect.provideService(work, ReadModel, tables) })
  ],
  ["takes every expectation for Any", expectationsSuite, appending(free)],
  ["does not look at guards", guardsSuite, appending((append) => ({ ...append, guards: [] }))],
  ["does a repeated command again", commandIdsSuite, appending(renamed)],
  [
    "takes any content under a command id",
    commandIdsSuite,
    appending((append) => ({
      ...append,
      command: { ...append.command, digest: "0".repeat(64) }
    }))
  ],
  ["knows no answers", commandIdsSuite, () => ({ answered: () => Effect.succeed(null) })],
  [
    "has a clock of its own",
    timeSuite,
    ({ store }) => ({
      append: (append) => TestClock.withLive(store.append(append))
    })
  ],
  [
    "shows readers some events before others",
    orderSuite,
    ({ store }) => ({
      readLedger: (ledger, from, limit) =>
        Effect.map(store.readLedger(ledger, from, limit), (events) =>
          events.length > 20 && events.length < 90 ? events.filter(({ position }) => position !== 9) : events
        )
    })
  ],
  [
    "answers before it has written",
    orderSuite,
    ({ store }) => ({
      append: (append) =>
        append.writes.length > 1
          ? store.append(append)
          : Effect.gen(function* () {
              const size = (yield* store.head(append.ledger))?.frontier.size ?? 0
              yield* Effect.forkDetach(Effect.delay(store.append(append), "5 millis"))
              return {
                first: Math.max(size, 1),
                count: append.writes.flatMap(({ events }) => events).length,
                repeated: false
              }
            })
    })
  ],
  [
    "lets two of a merged group write the same version",
    orderSuite,
    ({ store }) => ({
      append: (append) => store.append(append.writes.length === 1 ? free(append) : append)
    })
  ],
  [
    "reads its tables as they were a little earlier",
    orderSuite,
    ({ tables }) => {
      let before: Effect.Success<ReturnType<ReadModelService["rows"]>> = []
      return {
        rows: (...asked) =>
          Effect.map(tables.rows(...asked), (rows) => {
            const answer = before
            before = rows
            return answer
          })
      }
    }
  ],
  [
    "begins pages one too late",
    readingSuite,
    ({ store }) => ({
      readLedger: (ledger, from, limit) => store.readLedger(ledger, from === 0 ? 0 : from + 1, limit)
    })
  ],
  [
    "does not say that texts were erased",
    readingSuite,
    ({ store }) => ({
      recorded: (ledger, which) =>
        Effect.map(store.recorded(ledger, which), (events) =>
          events.map((event) => (event.texts === "erased" ? { ...event, texts: null } : event))
        )
    })
  ],
  [
    "ends a subscription at the head",
    subscriptionSuite,
    ({ store }) => ({
      subscribe: (ledger, from) => Stream.fromIterableEffect(store.readLedger(ledger, from, 10_000))
    })
  ],
  [
    "begins every subscription at the beginning",
    subscriptionSuite,
    ({ store }) => ({
      subscribe: (ledger) => store.subscribe(ledger, 0)
    })
  ],
  [
    "gives a subscriber the newest event twice",
    subscriptionSuite,
    ({ store }) => ({
      subscribe: (ledger, from) =>
        store
          .subscribe(ledger, from)
          .pipe(Stream.flatMap((event) => Stream.fromIterable(event.position === 20 ? [event, event] : [event])))
    })
  ],
  [
    "tells names to every ledger",
    vaultSuite,
    ({ store }) => ({
      names: (_, persons) =>
        Effect.map(
          Effect.flatMap(store.ledgers, (ledgers) => Effect.all(ledgers.map((ledger) => store.names(ledger, persons)))),
          (all) => new Map(all.flatMap((names) => [...names]))
        )
    })
  ],
  ["keeps no names", vaultSuite, appending((append) => ({ ...append, persons: [] }))],
  ["keeps no sources", sourcesSuite, appending((append) => ({ ...append, sources: [] }))],
  ["erases no names", vaultSuite, appending((append) => ({ ...append, erasePersons: [] }))],
  ["erases no sources", sourcesSuite, appending((append) => ({ ...append, eraseSources: [] }))],
  [
    "does not hold sources against their hash",
    sourcesSuite,
    appending((append) => ({
      ...append,
      sources: append.sources.map(({ bytes }) => ({ hash: Sha256.make(primitives.sha256Hex(bytes)), bytes }))
    }))
  ],
  [
    "hides that a source was erased",
    sourcesSuite,
    ({ store }) => ({
      source: (ledger, hash) =>
        Effect.map(store.source(ledger, hash), (kept) => (kept._tag === "Erased" ? { _tag: "Unknown" } : kept))
    })
  ],
  [
    "tells sources to every ledger",
    sourcesSuite,
    ({ store }) => ({
      source: (_, hash) =>
        Effect.gen(function* () {
          for (const ledger of yield* store.ledgers) {
            const kept = yield* store.source(ledger, hash)
            if (kept._tag !== "Unknown") return kept
          }
          return { _tag: "Unknown" } as const
        })
    })
  ],
  [
    "hides that a table stopped",
    tablesSuite,
    ({ tables }) => ({
      rows: (...asked) => Effect.catchTag(tables.rows(...asked), "ProjectionStopped", () => Effect.succeed([]))
    })
  ],
  [
    "looks at one condition only",
    tablesSuite,
    ({ tables }) => ({
      rows: (ledger, projection, where, asOf, page) =>
        tables.rows(ledger, projection, Object.fromEntries(Object.entries(where).slice(0, 1)), asOf, page)
    })
  ],
  [
    "puts null last",
    pagesSuite,
    ({ tables }) => ({
      rows: (ledger, projection, where, asOf, page) =>
        Effect.map(tables.rows(ledger, projection, where, asOf, page), (rows) =>
          page === undefined
            ? rows
            : [...rows.filter((row) => row[page.orderBy] !== null), ...rows.filter((row) => row[page.orderBy] === null)]
        )
    })
  ],
  [
    "orders texts by UTF-16",
    pagesSuite,
    ({ tables }) => ({
      rows: (ledger, projection, where, asOf, page) =>
        Effect.map(tables.rows(ledger, projection, where, asOf, page), (rows) =>
          page?.orderBy === "words"
            ? rows.toSorted((left, right) => (String(left.words ?? "") < String(right.words ?? "") ? -1 : 1))
            : rows
        )
    })
  ],
  [
    "pages the present only",
    pagesSuite,
    ({ tables }) => ({
      rows: (ledger, projection, where, asOf, page) =>
        tables.rows(ledger, projection, where, page === undefined ? asOf : { valid: null, known: null }, page)
    })
  ],
  [
    "says that every table is at the head",
    progressSuite,
    ({ tables }) => ({
      progress: (ledger) =>
        Effect.map(tables.progress(ledger), (all) => all.map((one) => ({ ...one, behind: 0, stopped: null })))
    })
  ],
  [
    "does not ask what was known",
    asOfSuite,
    ({ tables }) => ({
      rows: (ledger, projection, where, asOf) => tables.rows(ledger, projection, where, { ...asOf, known: null })
    })
  ],
  [
    "does not ask what was valid",
    asOfSuite,
    ({ tables }) => ({
      rows: (ledger, projection, where, asOf) => tables.rows(ledger, projection, where, { ...asOf, valid: null })
    })
  ],
  [
    "does not ask for a position",
    asOfSuite,
    ({ tables }) => ({
      rows: (ledger, projection, where, { valid, known }) => tables.rows(ledger, projection, where, { valid, known })
    })
  ],
  ["erases nothing", erasureSuite, appending((append) => ({ ...append, eraseTexts: [] }))],
  [
    "leaves words in the tables",
    erasureSuite,
    ({ tables }) => ({
      versions: (ledger, projection) =>
        Effect.map(tables.versions(ledger, projection), (versions) =>
          versions.map((version) =>
            projection.name === "notes" && version.row?.words === '"erased"'
              ? { ...version, row: { ...version.row, words: "bí mật" } }
              : version
          )
        )
    })
  ],
  [
    "loses the second write of every third append",
    historiesSuite,
    ({ store }) => {
      let count = 0
      return {
        append: (append) => {
          count += 1
          return store.append(count % 3 === 0 ? { ...append, writes: append.writes.slice(0, 1) } : append)
        }
      }
    }
  ]
]

describe("a store that is wrong is found", () => {
  it.each(breakages)("it %s", async (_, suite, change) => {
    expect(await failed(changed(change), suite)).not.toEqual([])
  })

  it("it forgets everything when it is closed", async () => {
    const forgetful: Subject = { ...changed(() => ({})), lasting: true }
    expect((await failed(forgetful, reopeningSuite)).length).toBe(reopeningSuite.cases.length - 1)
  })

  describe("where a commit fails", () => {
    const failing = (fails: (store: EventStoreService, append: Append) => Effect.Effect<void, unknown>): Subject => {
      let next = false
      const right = changed(({ store }) => ({
        append: (append) => {
          if (!next) return store.append(append)
          next = false
          return Effect.andThen(
            Effect.ignore(fails(store, append)),
            Effect.fail(new StoreFailure({ reason: "failed", message: "no space" }))
          )
        }
      }))
      const strike = Effect.sync(() => {
        next = true
      })
      return { ...right, faults: { "it fails": strike } }
    }

    it("all is well where nothing was written, or all of it", async () => {
      expect(
        await failed(
          failing(() => Effect.void),
          faultsSuite
        )
      ).toEqual([])
      expect(
        await failed(
          failing((store, append) => Effect.asVoid(store.append(append))),
          faultsSuite
        )
      ).toEqual([])
    })

    it("it writes a part", async () => {
      const part = failing((store, append) =>
        Effect.asVoid(store.append({ ...append, writes: append.writes.slice(0, 1) }))
      )
      expect(await failed(part, faultsSuite)).not.toEqual([])
    })

    it("it writes under an id that nobody can ask for again", async () => {
      const twice = failing((store, append) => Effect.asVoid(store.append(renamed(append))))
      expect(await failed(twice, faultsSuite)).not.toEqual([])
    })

    it("it says that all is well", async () => {
      const silent: Subject = { ...changed(() => ({})), faults: { "nothing happens": Effect.void } }
      expect((await failed(silent, faultsSuite)).length).toBe(faultsSuite.cases.length)
    })
  })
})

it("a runner is told of every case once, and sees which are skipped and why", () => {
  const told: Array<string> = []
  const skipped: Array<string> = []
  const it = Object.assign((name: string) => told.push(name), { skip: (name: string) => skipped.push(name) })
  register(
    changed(() => ({})),
    { describe: (_, group) => group(), it },
    suites
  )
  const needy = suites.flatMap(({ cases }) => cases.filter(({ needs }) => needs !== undefined))
  expect(skipped).toEqual(needy.map(({ name, needs }) => `${name} (needs ${needs})`))
  expect(told.length + skipped.length).toBe(suites.flatMap(({ cases }) => cases).length)
  expect(new Set(told).size).toBe(told.length)
})
