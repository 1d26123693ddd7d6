// An explanation: no event of the assignment is missing from it, it ends where `show` stands, and it reads streams only.
import {
  Assignment,
  addDays,
  EventStore,
  explain,
  instantOf,
  millisOf,
  nextSteps,
  now,
  readDirectory,
  readLog,
  ruleBehind,
  StreamName,
  showAssignment,
  startOf,
  stateFrom
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { anyScript, creation, decideAfter, firstDay, play } from "../../support/assignment-play.ts"
import { appendOne, everything, inOffice, LEDGER } from "../../support/office.ts"
import { anOfficeLife, live } from "../../support/office-life.ts"

const RUNS = { numRuns: 40 }
const present = instantOf(millisOf(startOf(addDays(firstDay, 400))))

/** What an issuer may decide at any time, or what only its document's fate decides: never told as a next step. */
const FREE: ReadonlyArray<string> = [
  "AssignmentCreated",
  "Suspended",
  "Cancelled",
  "Superseded",
  "Discontinued",
  "ConcludedNotDone",
  "Excused",
  "Lapsed",
  "Transferred",
  "Split",
  // Work that was returned may also be taken up again first.
  "WorkStarted"
]

describe("an explanation", () => {
  it("has every event of the assignment and of those it took over from, in order, each with its rule", async () => {
    let links = 0
    await fc.assert(
      fc.asyncProperty(anOfficeLife, fc.nat(), (life, pick) =>
        inOffice(
          Effect.gen(function* () {
            yield* live(life)
            const events = yield* everything()
            const directory = yield* readDirectory(LEDGER, now)
            const assignment = directory.assignments[pick % Math.max(1, directory.assignments.length)]
            if (assignment === undefined) return
            const { chain } = yield* explain(LEDGER, directory, { _tag: "Assignment", assignment }, present, now)
            const told = chain.map(({ position }) => position)
            expect(told).toEqual([...new Set(told)].sort((left, right) => left - right))
            const streams = new Set([`assignment/${assignment.id}`, `directive/${assignment.directive}`])
            if (assignment.lineage_from !== null) streams.add(`assignment/${assignment.lineage_from}`)
            for (const { stream, position } of events) if (streams.has(stream)) expect(told).toContain(position)
            expect(chain.some(({ type }) => type === "ConclusionRegistered")).toBe(true)
            for (const link of chain) expect(link.rule).toBe(ruleBehind(link.event))
            links += chain.length
          })
        )
      ),
      RUNS
    )
    expect(links).toBeGreaterThan(RUNS.numRuns * 5)
  })

  it("ends where `show` says that the work stands", async () => {
    await fc.assert(
      fc.asyncProperty(anOfficeLife, (life) =>
        inOffice(
          Effect.gen(function* () {
            yield* live(life)
            const directory = yield* readDirectory(LEDGER, now)
            for (const assignment of directory.assignments) {
              const { chain, standing } = yield* explain(
                LEDGER,
                directory,
                { _tag: "Assignment", assignment },
                present,
                now
              )
              const shown = yield* showAssignment(LEDGER, directory, assignment, present, now)
              expect(standing.map((one) => one.assignment)).toEqual([shown.assignment])
              const own = chain.filter(({ stream }) => stream === `assignment/${assignment.id}`)
              expect(own.findLast(({ phase }) => phase !== null)?.phase?.to).toBe(shown.assignment.status)
              const due = own.findLast((link) => link.due !== null)?.due?.to ?? null
              if (shown.assignment.due !== null) expect(due).toBe(shown.assignment.due)
            }
          })
        )
      ),
      RUNS
    )
  })

  it("foresees every step of a played life that is not the issuer's free decision, and who may take it", () => {
    const all = [
      "Acknowledged",
      "Contested",
      "Reaffirmed",
      "Reassigned",
      "WorkStarted",
      "ResultSubmitted",
      "ResultAccepted",
      "ResultReturned",
      "Resumed",
      "Reopened",
      "Discontinued",
      "PeriodicReportFiled",
      "OccurrenceRaised",
      "OccurrenceReported",
      "OccurrenceResponded",
      "ExtensionGranted",
      "ExtensionRefused",
      "ExtensionCountered",
      "CounterAccepted",
      "CounterDeclined"
    ]
    const taken = new Set<string>()
    // Chance is sparing with some of them.
    for (let round = 0; round < 5 && taken.size < all.length; round++)
      fc.assert(
        fc.property(anyScript(), (script) => {
          const first = Result.getOrThrow(decideAfter([], creation(script)))
          let before = stateFrom(Assignment, first)
          for (const { events, state, acting } of play(script)) {
            const [event] = events ?? []
            if (before._tag === "Assigned" && event !== undefined) {
              const step = nextSteps(before).find((one) => one.event === event._tag)
              const isMoved = before.phase !== (state._tag === "Assigned" ? state.phase : null)
              if (isMoved && !FREE.includes(event._tag)) expect(step, `${before.phase}: ${event._tag}`).toBeDefined()
              if (step !== undefined) {
                taken.add(event._tag)
                const { body } = acting.standing
                expect(step.by.some((one) => one === body || acting.succeeds.includes(one))).toBe(true)
              }
            }
            before = state
          }
        }),
        { numRuns: 400 }
      )
    expect([...taken].sort()).toEqual(all.sort())
  })

  it("says which words were erased, and stands as it did", () =>
    inOffice(
      Effect.gen(function* () {
        const [life] = fc.sample(anOfficeLife, { numRuns: 1, seed: 6 })
        if (life === undefined) throw new Error("a life")
        yield* live(life)
        const directory = yield* readDirectory(LEDGER, now)
        const assignment = directory.assignments[0]
        if (assignment === undefined) throw new Error("an assignment")
        const target = { _tag: "Assignment", assignment } as const
        const before = yield* explain(LEDGER, directory, target, present, now)
        const positions = before.chain.filter(({ event }) => event.texts !== null).map(({ position }) => position)
        expect(before.quotes.map(({ text }) => typeof text)).toEqual(["string"])
        expect(before.chain.some(({ textsGone }) => textsGone)).toBe(false)
        yield* appendOne(LEDGER, "xoa", StreamName.make("body/khac"), "BodyRenamed", 1, positions)
        const after = yield* explain(LEDGER, directory, target, present, now)
        expect(after.quotes.map(({ text }) => text)).toEqual([null])
        for (const link of after.chain) {
          expect(link.event.texts === null || Object.keys(link.event.texts).length === 0).toBe(true)
          if (link.event.texts === null) expect(link.textsGone).toBe(true)
        }
        const stands = ({ chain, standing }: typeof before) => ({
          standing: standing.map(({ assignment: { status, timeliness, due }, next }) => ({
            status,
            timeliness,
            due,
            next
          })),
          chain: chain.map(({ position, rule, phase, due }) => ({ position, rule, phase, due }))
        })
        expect(stands(after)).toEqual(stands(before))
      })
    ))

  it("and the log read the streams behind the reference, and nothing else of the ledger", async () => {
    await fc.assert(
      fc.asyncProperty(anOfficeLife, fc.nat(), (life, pick) =>
        inOffice(
          Effect.gen(function* () {
            yield* live(life)
            const directory = yield* readDirectory(LEDGER, now)
            const assignment = directory.assignments[pick % Math.max(1, directory.assignments.length)]
            if (assignment === undefined) return
            const store = yield* EventStore
            const read: Array<string> = []
            const watched = EventStore.of({
              ...store,
              recorded: (ledger, which) => {
                if (!("stream" in which)) throw new Error("read the ledger by position")
                read.push(which.stream)
                return store.recorded(ledger, which)
              },
              readLedger: () => {
                throw new Error("read the ledger by position")
              },
              subscribe: () => {
                throw new Error("read the ledger by position")
              }
            })
            const target = { _tag: "Assignment", assignment } as const
            const events = yield* everything()
            const { chain } = yield* explain(LEDGER, directory, target, present, now).pipe(
              Effect.provideService(EventStore, watched)
            )
            expect(new Set(read).size).toBeLessThan(new Set(events.map(({ stream }) => stream)).size)
            for (const { stream } of chain) expect(read).toContain(stream)
            const log = yield* readLog(LEDGER, directory, target, now).pipe(Effect.provideService(EventStore, watched))
            expect(log.map(({ stream }) => stream)).toEqual(log.map(() => `assignment/${assignment.id}`))
          })
        )
      ),
      { numRuns: 10 }
    )
  })
})
