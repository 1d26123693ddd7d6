// Contract, by generated histories: whatever was asked, the log has no gaps and the tables follow from it.
import {
  type AsOf,
  CivilDate,
  counts,
  EventStore,
  Instant,
  type LedgerName,
  type Projection,
  ProjectionStopped,
  ReadModel,
  type RecordedEvent
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { memory } from "../memory/index.ts"
import { testProjections } from "./projections.ts"
import { anySteps, everything, type Folded, foldPlainly, runSteps } from "./steps.ts"
import { opened, runAt, type Subject } from "./subject.ts"

const RUNS = { numRuns: 30 }

const stoppedOr = <A>(result: Result.Result<A, unknown>): { readonly stopped: number } | { readonly rows: A } => {
  if (Result.isSuccess(result)) return { rows: result.success }
  if (result.failure instanceof ProjectionStopped) return { stopped: result.failure.position }
  throw result.failure
}

const rowsOf = (ledger: LedgerName, projection: Projection, asOf: AsOf) =>
  Effect.gen(function* () {
    return stoppedOr(yield* Effect.result((yield* ReadModel).rows(ledger, projection, {}, asOf)))
  })

const versionsOf = (ledger: LedgerName, projection: Projection) =>
  Effect.gen(function* () {
    return stoppedOr(yield* Effect.result((yield* ReadModel).versions(ledger, projection)))
  })

/** Every version of every row of every ledger. */
const allTables = Effect.gen(function* () {
  const store = yield* EventStore
  const all = []
  for (const ledger of yield* store.ledgers)
    for (const projection of testProjections)
      all.push({ ledger, table: projection.name, kept: yield* versionsOf(ledger, projection) })
  return all
})

const rebuildAll = Effect.fnUntraced(function* (batch: number) {
  yield* Effect.result((yield* ReadModel).rebuild(testProjections, batch))
})

const versionsByStream = (events: ReadonlyArray<RecordedEvent>) =>
  [...Map.groupBy(events, ({ stream }) => stream).values()].map((own) => own.map(({ version }) => version))

const upTo = (count: number, from: number) => Array.from({ length: count }, (_, index) => index + from)

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

export const historiesContract = (subject: Subject): void => {
  describe(`${subject.name}: generated histories`, () => {
    it("[52] right appends are placed without gaps, stale ones are refused, repeated commands are answered alike", () =>
      fc.assert(
        fc.asyncProperty(anySteps, (steps) =>
          runAt(
            subject,
            Effect.gen(function* () {
              const outcomes = yield* runSteps(steps)
              expect(outcomes.map(({ actual }) => actual)).toEqual(outcomes.map(({ expected }) => expected))
              const store = yield* EventStore
              for (const { ledger, events } of yield* everything) {
                expect(events.map(({ position }) => position)).toEqual(upTo(events.length, 0))
                for (const versions of versionsByStream(events)) expect(versions).toEqual(upTo(versions.length, 1))
                expect((yield* store.head(ledger))?.frontier.size).toBe(events.length)
                for (const [name, own] of Map.groupBy(events, ({ stream }) => stream))
                  expect(opened(yield* store.readStream(ledger, name))).toEqual(own)
              }
            })
          )
        ),
        RUNS
      ))

    it("[53] incremental tables equal rebuilt ones byte for byte, in batches of any size, also after erasures", () =>
      fc.assert(
        fc.asyncProperty(anySteps, fc.integer({ min: 1, max: 40 }), (steps, batch) =>
          runAt(
            subject,
            Effect.gen(function* () {
              yield* runSteps(steps)
              const live = JSON.stringify(yield* allTables)
              for (const size of [batch, 1]) {
                yield* rebuildAll(size)
                expect(JSON.stringify(yield* allTables)).toBe(live)
              }
            })
          )
        ),
        RUNS
      ))

    it("[53] replaying to any position gives the rows of that position", () =>
      fc.assert(
        fc.asyncProperty(anySteps, fc.nat(), (steps, seed) =>
          runAt(
            subject,
            Effect.gen(function* () {
              yield* runSteps(steps)
              for (const { ledger, events } of yield* everything)
                for (const projection of testProjections) {
                  const kept = yield* versionsOf(ledger, projection)
                  if ("stopped" in kept) continue
                  const last = seed % events.length
                  const rows = kept.rows
                    .filter(({ position, nextPosition: next }) => position <= last && (next === null || next > last))
                    .flatMap(({ id, row }) => (row === null ? [] : [{ ...row, id }]))
                  expect({ rows }).toEqual(foldPlainly(projection, events.slice(0, last + 1)))
                }
            })
          )
        ),
        RUNS
      ))

    it("[54] as of (valid, known) is a prefix of every stream, and the rows are what that prefix adds up to", () =>
      fc.assert(
        fc.asyncProperty(anySteps, fc.array(anyAsOf, { minLength: 4, maxLength: 4 }), (steps, moments) =>
          runAt(
            subject,
            Effect.gen(function* () {
              yield* runSteps(steps)
              for (const { ledger, events } of yield* everything)
                for (const asOf of [...moments, { valid: null, known: null }].map(toAsOf)) {
                  const counted = events.filter((event) => counts(event, asOf))
                  for (const versions of versionsByStream(counted)) expect(versions).toEqual(upTo(versions.length, 1))
                  for (const projection of testProjections) {
                    const whole = foldPlainly(projection, events)
                    const expected: Folded = "stopped" in whole ? whole : foldPlainly(projection, counted)
                    expect(yield* rowsOf(ledger, projection, asOf)).toEqual(expected)
                  }
                }
            })
          )
        ),
        RUNS
      ))

    it("[53] the log and the tables are those of the memory adapter, also after erasures", () =>
      fc.assert(
        fc.asyncProperty(anySteps, async (steps) => {
          const trace = Effect.gen(function* () {
            const outcomes = yield* runSteps(steps)
            const events = (yield* everything).map((all) => all.events.map(comparable))
            return { answers: outcomes.map(({ actual }) => actual), events, tables: yield* allTables }
          })
          const reference: Subject = { name: "memory", layer: memory({ projections: testProjections }) }
          expect(await runAt(subject, trace)).toEqual(await runAt(reference, trace))
        }),
        RUNS
      ))
  })
}
