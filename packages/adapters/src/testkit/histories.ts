// Contract, by generated histories: whatever was asked, the log has no gaps and the tables follow from it.
import {
  type AsOf,
  CivilDate,
  counts,
  Instant,
  type LedgerName,
  type Projection,
  ProjectionStopped,
  type RecordedEvent
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { memory } from "../memory/index.ts"
import { has, is } from "./check.ts"
import { listedAsRows } from "./listing.ts"
import { lines, notes, testProjections } from "./projections.ts"
import { anySteps, everything, type Folded, foldPlainly, runSteps, twoLedgers } from "./steps.ts"
import { atStart, type Opened, opening } from "./subject.ts"
import { type Case, type Steps, type Suite, test, timed } from "./suite.ts"
import { opened, upTo } from "./words.ts"

const RUNS = { numRuns: 30 }

interface Given extends Opened {
  readonly ledgers: ReadonlyArray<LedgerName>
}

/** A property whose runs share a store, each in ledgers of its own: a new store may take long to make. */
const property = <A>(name: string, values: fc.Arbitrary<A>, steps: (value: A, given: Given) => Steps): Case =>
  test(name, function* (opened) {
    const run = (value: A) =>
      Effect.runPromise(atStart(Effect.gen(() => steps(value, { ...opened, ledgers: twoLedgers() }))))
    yield* Effect.promise(() => fc.assert(fc.asyncProperty(values, run), RUNS))
  })

/** As `property`, with a new store for each run: for what is done to a whole store. */
const propertyOfStores = <A>(
  name: string,
  values: fc.Arbitrary<A>,
  steps: (value: A, given: Given) => Steps
): Case => ({
  name,
  run: (subject) => {
    const run = (value: A) => timed(name, (opened) => steps(value, { ...opened, ledgers: twoLedgers() })).run(subject)
    return fc.assert(fc.asyncProperty(values, run), RUNS)
  }
})

const stoppedOr = <A>(result: Result.Result<A, unknown>): { readonly stopped: number } | { readonly rows: A } => {
  if (Result.isSuccess(result)) return { rows: result.success }
  if (result.failure instanceof ProjectionStopped) return { stopped: result.failure.position }
  throw result.failure
}

const rowsOf = ({ tables }: Opened, ledger: LedgerName, projection: Projection, asOf: AsOf) =>
  Effect.map(Effect.result(tables.rows(ledger, projection, {}, asOf)), stoppedOr)

const versionsOf = ({ tables }: Opened, ledger: LedgerName, projection: Projection) =>
  Effect.map(Effect.result(tables.versions(ledger, projection)), stoppedOr)

/** Every version of every row. */
const allTables = Effect.fnUntraced(function* (given: Given) {
  const all = []
  for (const ledger of given.ledgers)
    for (const projection of testProjections)
      all.push({ ledger, table: projection.name, kept: yield* versionsOf(given, ledger, projection) })
  return all
})

const versionsByStream = (events: ReadonlyArray<RecordedEvent>) =>
  [...Map.groupBy(events, ({ stream }) => stream).values()].map((own) => own.map(({ version }) => version))

/** What does not depend on chance. */
const comparable = ({ eventId: _, commandId: __, commandDigest: ___, ...event }: RecordedEvent) =>
  event.type === "LedgerOpened" ? event.type : event

const anyAsOf = fc.record({
  valid: fc.option(fc.date({ min: new Date("2025-01-20"), max: new Date("2026-05-20"), noInvalidDate: true })),
  known: fc.option(fc.date({ min: new Date("2026-03-01"), max: new Date("2026-04-10"), noInvalidDate: true }))
})

const toAsOf = ({ valid, known }: { readonly valid: Date | null; readonly known: Date | null }): AsOf => ({
  valid: valid && CivilDate.make(valid.toISOString().slice(0, 10)),
  known: known && Instant.make(known.toISOString())
})

export const historiesSuite: Suite = {
  name: "generated histories",
  cases: [
    property(
      "[52] right appends are placed without gaps, stale ones are refused, repeated commands are answered alike",
      anySteps,
      function* (steps, { store, ledgers }) {
        const outcomes = yield* runSteps(store, ledgers, steps)
        is(
          outcomes.map(({ actual }) => actual),
          outcomes.map(({ expected }) => expected)
        )
        for (const { ledger, events } of yield* everything(store, ledgers)) {
          is(
            events.map(({ position }) => position),
            upTo(events.length, 0)
          )
          for (const versions of versionsByStream(events)) is(versions, upTo(versions.length, 1))
          has(yield* store.head(ledger), { frontier: { size: events.length } })
          for (const [name, own] of Map.groupBy(events, ({ stream }) => stream))
            is(opened(yield* store.readStream(ledger, name)), own)
        }
      }
    ),

    propertyOfStores(
      "[53] incremental tables equal rebuilt ones byte for byte, in batches of any size, also after erasures",
      fc.tuple(anySteps, fc.integer({ min: 1, max: 40 })),
      function* ([steps, batch], given) {
        yield* runSteps(given.store, given.ledgers, steps)
        const live = JSON.stringify(yield* allTables(given))
        for (const size of [batch, 1]) {
          yield* Effect.result(given.tables.rebuild(testProjections, size))
          is(JSON.stringify(yield* allTables(given)), live)
        }
      }
    ),

    property(
      "[53] replaying to any position gives the rows of that position",
      fc.tuple(anySteps, fc.nat()),
      function* ([steps, seed], given) {
        yield* runSteps(given.store, given.ledgers, steps)
        for (const { ledger, events } of yield* everything(given.store, given.ledgers))
          for (const projection of testProjections) {
            const kept = yield* versionsOf(given, ledger, projection)
            if ("stopped" in kept) continue
            const last = seed % events.length
            const rows = kept.rows
              .filter(({ position, nextPosition: next }) => position <= last && (next === null || next > last))
              .flatMap(({ id, row }) => (row === null ? [] : [{ ...row, id }]))
            is({ rows }, foldPlainly(projection, events.slice(0, last + 1)))
          }
      }
    ),

    property(
      "[54] as of (valid, known) is a prefix of every stream, and the rows are what that prefix adds up to",
      fc.tuple(anySteps, fc.array(anyAsOf, { minLength: 4, maxLength: 4 })),
      function* ([steps, moments], given) {
        yield* runSteps(given.store, given.ledgers, steps)
        for (const { ledger, events } of yield* everything(given.store, given.ledgers))
          for (const asOf of [...moments, { valid: null, known: null }].map(toAsOf)) {
            const counted = events.filter((event) => counts(event, asOf))
            for (const versions of versionsByStream(counted)) is(versions, upTo(versions.length, 1))
            for (const projection of testProjections) {
              const whole = foldPlainly(projection, events)
              const expected: Folded = "stopped" in whole ? whole : foldPlainly(projection, counted)
              is(yield* rowsOf(given, ledger, projection, asOf), expected)
            }
          }
      }
    ),

    property(
      "[54] what is listed of any moment, whole or a page, are the rows of that moment in their order",
      fc.tuple(anySteps, fc.array(anyAsOf, { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 4 })),
      function* ([steps, moments, limit], given) {
        yield* runSteps(given.store, given.ledgers, steps)
        for (const ledger of given.ledgers)
          for (const asOf of [...moments, { valid: null, known: null }].map(toAsOf)) {
            yield* listedAsRows(given, ledger, notes, { own: {}, column: "count" }, asOf, limit)
            const all = yield* given.tables.rows(ledger, lines, {}, asOf)
            for (const stream_name of new Set(all.map((row) => row.stream_name ?? null)))
              yield* listedAsRows(given, ledger, lines, { own: { stream_name }, column: "weight" }, asOf, limit)
          }
      }
    ),

    property(
      "[53] the log and the tables are those of the memory adapter, also after erasures",
      anySteps,
      function* (steps, given) {
        const { ledgers } = given
        const trace = Effect.fnUntraced(function* (opened: Opened) {
          const outcomes = yield* runSteps(opened.store, ledgers, steps)
          const events = (yield* everything(opened.store, ledgers)).map((all) => all.events.map(comparable))
          return {
            answers: outcomes.map(({ actual }) => actual),
            events,
            tables: yield* allTables({ ...opened, ledgers })
          }
        })
        const reference = opening(memory({ projections: testProjections }), (opened) => atStart(trace(opened)))
        is(yield* trace(given), yield* reference)
      }
    )
  ]
}
