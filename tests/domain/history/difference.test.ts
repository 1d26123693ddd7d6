// What changed between two points: nothing from a point to itself, and never more than by way of a third one.
import {
  type AsOf,
  Assignment,
  addDays,
  atPosition,
  type Change,
  type ChangeGroup,
  changesIn,
  codec,
  counts,
  dayOf,
  daysLate,
  type Instant,
  instantOf,
  millisOf,
  now,
  type Phase,
  type RecordedEvent,
  readDifference,
  readDifferenceOf,
  readDirectory,
  startOf,
  stateFrom
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { firstDay } from "../../support/assignment-play.ts"
import { everything, inOffice, LEDGER } from "../../support/office.ts"
import { anOfficeLife, live } from "../../support/office-life.ts"

const RUNS = { numRuns: 40 }

const anyPoint = fc.oneof(
  fc.record({ _tag: fc.constant("position" as const), at: fc.nat() }),
  fc.record({ _tag: fc.constant("day" as const), at: fc.nat({ max: 110 }) }),
  fc.record({ _tag: fc.constant("moment" as const), at: fc.nat({ max: 110 * 86_400 }) }),
  fc.record({ _tag: fc.constant("now" as const), at: fc.constant(0) })
)

const asOfIn = ({ _tag, at }: { readonly _tag: string; readonly at: number }, size: number): AsOf => {
  if (_tag === "position") return atPosition(at % size)
  if (_tag === "day") return { valid: addDays(firstDay, at), known: null }
  return _tag === "moment" ? { valid: null, known: instantOf(millisOf(startOf(firstDay)) + at * 1000) } : now
}

const positions = (groups: ReadonlyArray<ChangeGroup>): ReadonlyArray<number> =>
  groups.flatMap(({ changes }) => changes.map(({ position }) => position)).sort((left, right) => left - right)

const subjects = (groups: ReadonlyArray<ChangeGroup>): ReadonlySet<string> =>
  new Set(groups.flatMap(({ changes }) => changes.map(({ subject }) => subject)))

const changesOf = (events: ReadonlyArray<RecordedEvent>, from: AsOf, to: AsOf): ReadonlyArray<Change> =>
  [...Map.groupBy(events, ({ stream }) => stream).values()].flatMap((own) =>
    Result.getOrThrow(changesIn(own, from, to))
  )

describe("a difference", () => {
  it("is empty from a point to itself; from X to Z it is within X to Y and Y to Z, whatever Y is", async () => {
    let moved = 0
    await fc.assert(
      fc.asyncProperty(anOfficeLife, anyPoint, anyPoint, anyPoint, (life, one, two, three) =>
        inOffice(
          Effect.gen(function* () {
            yield* live(life)
            const events = yield* everything()
            const [x, y, z] = [one, two, three].map((point) => asOfIn(point, events.length))
            if (x === undefined || y === undefined || z === undefined) throw new Error("three points")
            expect(yield* readDifference(LEDGER, x, x)).toEqual([])
            const xz = yield* readDifference(LEDGER, x, z)
            const xy = yield* readDifference(LEDGER, x, y)
            const yz = yield* readDifference(LEDGER, y, z)
            const either = new Set([...subjects(xy), ...subjects(yz)])
            for (const subject of subjects(xz)) expect(either).toContain(subject)
            // What is read from the events between is what a fold over all of them says.
            const expected = events
              .filter((event) => counts(event, x) !== counts(event, z))
              .map(({ position }) => position)
            expect(positions(xz)).toEqual(expected)
            if (expected.length > 0) moved++
            // Asked backwards, the same events make the difference the other way round.
            const back = yield* readDifference(LEDGER, z, x)
            expect(positions(back)).toEqual(expected)
            const added = (groups: ReadonlyArray<ChangeGroup>, which: boolean) =>
              groups.flatMap(({ changes }) => changes.filter((change) => change.added === which)).length
            expect(added(back, true)).toBe(added(xz, false))
          })
        )
      ),
      RUNS
    )
    expect(moved).toBeGreaterThan(RUNS.numRuns / 2)
  })

  it("moves each assignment from the state at the first point to the state at the second", async () => {
    let phases = 0
    let dues = 0
    const { decode } = codec(Assignment.events)
    await fc.assert(
      fc.asyncProperty(anOfficeLife, fc.nat(), fc.nat(), (life, one, two) =>
        inOffice(
          Effect.gen(function* () {
            yield* live(life)
            const events = yield* everything()
            const [from = 0, to = 0] = [one % events.length, two % events.length].sort((left, right) => left - right)
            const own = events.filter(({ stream }) => stream.startsWith("assignment/"))
            for (const stream of Map.groupBy(own, ({ stream }) => stream).values()) {
              const at = (position: number): { readonly phase: Phase | null; readonly due: Instant | null } => {
                const state = stateFrom(
                  Assignment,
                  stream.filter((event) => event.position <= position).map((event) => Result.getOrThrow(decode(event)))
                )
                return state._tag === "Assigned"
                  ? { phase: state.phase, due: state.due.end }
                  : { phase: null, due: null }
              }
              const applied = changesOf(stream, atPosition(from), atPosition(to)).reduce((before, { phase, due }) => {
                if (phase !== null) {
                  phases++
                  expect(phase.from).toBe(before.phase)
                }
                if (due !== null) {
                  dues++
                  expect(due.from).toBe(before.due)
                }
                return { phase: phase?.to ?? before.phase, due: due === null ? before.due : due.to }
              }, at(from))
              expect(applied).toEqual(at(to))
            }
          })
        )
      ),
      RUNS
    )
    expect(phases).toBeGreaterThan(20)
    expect(dues).toBeGreaterThan(5)
  })

  it("of one reference is the part of the whole that lies behind it, and says how late each record is", async () => {
    let late = 0
    await fc.assert(
      fc.asyncProperty(anOfficeLife, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 }), (life, one, pick, days) =>
        inOffice(
          Effect.gen(function* () {
            yield* live(life)
            const events = yield* everything()
            const directory = yield* readDirectory(LEDGER, now)
            const assignment = directory.assignments[pick % Math.max(1, directory.assignments.length)]
            if (assignment === undefined) return
            const from = atPosition(one % events.length)
            const whole = yield* readDifference(LEDGER, from, now, days)
            const stream = `assignment/${assignment.id}`
            const own = whole.flatMap(({ changes }) => changes.filter((change) => change.stream === stream))
            const part = yield* readDifferenceOf(LEDGER, directory, { _tag: "Assignment", assignment }, from, now, days)
            expect(part.flatMap(({ changes }) => changes)).toEqual(own)
            const all = new Map(events.map((event) => [event.position, event]))
            for (const { changes } of whole)
              for (const change of changes) {
                const event = all.get(change.position)
                if (event === undefined) throw new Error("an event of this ledger")
                const between = (Date.parse(dayOf(event.recordedAt)) - Date.parse(dayOf(event.occurredAt))) / 86_400_000
                expect(change.daysLate).toBe(Math.max(0, between))
                expect(change.daysLate).toBe(daysLate(event))
                expect(change.late).toBe(between >= days)
                if (change.late) late++
              }
          })
        )
      ),
      RUNS
    )
    expect(late).toBeGreaterThan(20)
  })
})
