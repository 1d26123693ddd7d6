// The ledgers that benchmarks and long runs are made of: valid by every rule, and the same for the same seed.
import { primitives } from "@ketluan/adapters/primitives"
import {
  type Append,
  Assignment,
  AssignmentId,
  CivilDate,
  type CurrentRow,
  EventStore,
  load,
  project,
  projections,
  ReadModel,
  type RecordedEvent,
  type RowStep,
  readEvent,
  tables,
  verify
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { expect, it } from "vitest"
import { fill, inBatches, ledgerOf, oneByOne } from "../support/ledger/index.ts"
import { everything, inOffice, LEDGER, on, rows } from "../support/office.ts"

const EVENTS = 6000
const AFTERWARDS = CivilDate.make("2026-01-05")

const eventsIn = (appends: Iterable<Append>) =>
  [...appends].flatMap(({ writes }) =>
    writes.flatMap(({ stream, events }) => events.map((event) => ({ stream, ...event })))
  )

/** Streams in the order of their first event, each with its events. */
const byStream = (appends: Iterable<Append>) =>
  Object.entries(Object.groupBy(eventsIn(appends), ({ stream }) => stream))

it("the same seed gives the same ledger, and another seed another one", () => {
  const [first, again, other] = [1, 1, 2].map((seed) => [...ledgerOf({ seed, events: 1000 })])
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
})

it("one by one or in batches, the same events stand in the same streams", () => {
  const plan = { seed: 3, events: 1500 }
  expect(eventsIn(oneByOne(ledgerOf(plan)))).toEqual(eventsIn(ledgerOf(plan)))
  expect(byStream(inBatches(ledgerOf(plan), 100))).toEqual(byStream(ledgerOf(plan)))
  const sizes = [...inBatches(ledgerOf(plan), 400)].map((batch) => eventsIn([batch]).length)
  expect(sizes).toEqual([400, 400, 400, 300])
})

it("[31] a store takes it, every event is readable, no table stops, and rows agree with the states of their streams", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(AFTERWARDS)
      expect(yield* fill(ledgerOf({ seed: 4, events: EVENTS }), 500)).toBe(EVENTS)
      const recorded = yield* everything()
      expect(recorded.length).toBe(EVENTS + 1)
      for (const event of recorded) Result.getOrThrow(readEvent(event))

      for (const { stopped } of yield* (yield* ReadModel).progress(LEDGER)) expect(stopped).toBe(null)
      for (const { id, phase, due_end, submissions } of yield* rows(tables.assignments)) {
        const { state } = yield* load(LEDGER, Assignment, AssignmentId.make(id))
        expect(state).toMatchObject({ _tag: "Assigned", phase, due: { end: due_end }, submissions })
      }
      const stored = yield* (yield* EventStore).readLedger(LEDGER, 0, EVENTS + 1)
      expect(verify(primitives, stored, { checkpoints: [] })).toEqual([])
    })
  ))

it("[53] every table becomes the same from rows in memory as from rows that were read back between any two events", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(AFTERWARDS)
      yield* fill(ledgerOf({ seed: 6, events: EVENTS }), 500)
      const recorded = yield* everything()
      for (const projection of projections) {
        const stored = new Map<string, CurrentRow>()
        const one = (event: RecordedEvent): ReadonlyArray<RowStep> => {
          const { steps } = project(projection, [event], (id) => stored.get(id) ?? null)
          for (const { id, position, day, stream, row } of structuredClone(steps))
            stored.set(id, { position, day, stream, row })
          return steps
        }
        const { steps, stopped } = project(projection, recorded, () => null)
        expect(stopped).toBe(null)
        expect(JSON.stringify(steps) === JSON.stringify(recorded.flatMap(one)), projection.name).toBe(true)
      }
    })
  ))

it("it holds what offices live through: work done, returned, extended, suspended, passed on, contested and overdue", () => {
  const types = new Set(eventsIn(ledgerOf({ seed: 5, events: 20_000 })).map(({ type }) => type))
  for (const type of [
    "ClassMembershipSnapshotted",
    "ConclusionRegistered",
    "DirectiveExtracted",
    "CopyAcknowledged",
    "ProgressReported",
    "ResultReturned",
    "ResultAccepted",
    "ExtensionGranted",
    "ExtensionCountered",
    "Suspended",
    "Resumed",
    "DelegationMade",
    "Contested",
    "PeriodicReportFiled",
    "OccurrenceResponded",
    "ReminderSent",
    "EscalationRaised",
    "Reopened"
  ])
    expect(types).toContain(type)
})
