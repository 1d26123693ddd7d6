// Standing duties [34, 35]: what is reported when something arises, and what is reported period by period.
import {
  Assignment,
  addDays,
  CivilDate,
  type Due,
  defaultPolicy,
  endOf,
  type Instant,
  instantOf,
  millisOf,
  occurrencesOf,
  PeriodId,
  periodsBegun,
  Recurrence,
  startOf,
  timeliness
} from "@ketluan/domain"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  allTags,
  anyScript,
  creation,
  endingTags,
  firstDay,
  mayDecide,
  persons,
  play,
  slips
} from "../../support/assignment-play.ts"
import { type Dated, dutyOf, isInTime, lifeOf } from "../../support/duty.ts"
import { countCommand, holds } from "../../support/reached.ts"

const atEndOf = (day: CivilDate): Instant => instantOf(millisOf(endOf(day)) - 1)
const lasting = allTags.filter((tag) => tag !== "Suspend" && !endingTags.some((ending) => ending === tag))

describe("standing duties", () => {
  it("[34] a conditional duty with no occurrence is neither done nor overdue on any day; an occurrence is raised, reported, responded to in this order", (test) =>
    holds(
      test,
      fc.tuple(
        anyScript({
          kinds: ["conditional_report"],
          care: 14,
          tags: lasting,
          faults: slips.filter((slip) => slip !== "earlier"),
          prefer: ["ReportOccurrence", "RespondOccurrence"]
        }),
        fc.nat({ max: 900 })
      ),
      {
        runs: 700,
        reaches: [
          "nothing had occurred",
          "raised",
          "reported",
          "responded to",
          "an order was refused",
          "a report is overdue"
        ]
      },
      ([script, days], reach) => {
        const played = play(script)
        const stages: Array<"raised" | "reported" | "responded"> = []
        const first = played.findIndex(({ after }) => after.occurrences.length > 0)
        const quiet = lifeOf(script, played.slice(0, first === -1 ? played.length : first))
        const judged = timeliness(dutyOf(quiet), atEndOf(addDays(firstDay, days)), defaultPolicy)
        expect([judged.status, judged.againstFirst, judged.overdue]).toEqual(["no_deadline", "no_deadline", []])
        reach("nothing had occurred")
        for (const { acting, before, command, events, after } of played) {
          expect(["armed", "suspended"]).toContain(after.standing)
          if (command._tag === "ReportOccurrence" || command._tag === "RespondOccurrence") {
            const stage = stages[command.occurrence - 1]
            const needed = command._tag === "ReportOccurrence" ? "raised" : "reported"
            const right =
              command._tag === "ReportOccurrence" ? acting.standing.body === before.body : mayDecide({ acting, before })
            const exists = acting.standing.end === null || acting.on < acting.standing.end
            const allowed = stage === needed && right && exists && acting.person !== null && command.note.trim() !== ""
            expect(events !== null).toBe(allowed)
            if (stage !== needed) reach("an order was refused")
          }
          for (const event of events ?? []) {
            if (event._tag === "OccurrenceRaised") {
              expect(event.occurrence).toBe(stages.length + 1)
              stages.push("raised")
              reach("raised")
            }
            if (event._tag === "OccurrenceReported") {
              stages[event.occurrence - 1] = "reported"
              reach("reported")
            }
            if (event._tag === "OccurrenceResponded") {
              stages[event.occurrence - 1] = "responded"
              reach("responded to")
            }
          }
          expect(after.occurrences).toEqual(stages)
        }
        const life = lifeOf(script, played)
        const day = addDays(life.at(-1)?.on ?? firstDay, days % 30)
        // Every occurrence has a week; what is not reported by then is late.
        const raised = life.flatMap(({ event, on }) => (event._tag === "OccurrenceRaised" ? [{ on, event }] : []))
        const late = raised.some(
          ({ on, event }) =>
            !life.some((one) => one.event._tag === "OccurrenceReported" && one.event.occurrence === event.occurrence) &&
            day > addDays(on, 7)
        )
        expect(timeliness(dutyOf(life), atEndOf(day), defaultPolicy).status === "overdue").toBe(late)
        if (late) reach("a report is overdue")
      }
    ))

  /** A period by plain arithmetic: months are counted from year 0, and a due day is the day or the month's last. */
  interface Counted {
    readonly id: string
    readonly from: CivilDate
    readonly end: Instant
  }
  const sizes = { month: 1, quarter: 3, half_year: 6, year: 12 } as const
  const letters = { month: "", quarter: "Q", half_year: "H", year: "" } as const
  const two = (number: number) => String(number).padStart(2, "0")
  const dayIn = (month: number, day: number | null): CivilDate => {
    const [year, inYear] = [Math.floor(month / 12), (month % 12) + 1]
    const last = new Date(Date.UTC(year, inYear, 0)).getUTCDate()
    return CivilDate.make(`${year}-${two(inYear)}-${two(Math.min(day ?? last, last))}`)
  }
  const counted = (
    { every, month, day, bound }: Recurrence & { readonly every: keyof typeof sizes },
    index: number
  ): Counted => {
    const size = sizes[every]
    const first = index * size
    const date = dayIn(first + (month ?? size) - 1, day)
    const [year, within] = [Math.floor(first / 12), (first % 12) / size + 1]
    return {
      id: every === "year" ? `${year}` : `${year}-${letters[every]}${every === "month" ? two(within) : within}`,
      from: dayIn(first, 1),
      end: day !== null && bound === "before" ? startOf(date) : endOf(date)
    }
  }
  const aRecurrence = fc
    .constantFrom("month" as const, "quarter" as const, "half_year" as const, "year" as const)
    .chain((every) =>
      fc.record({
        every: fc.constant(every),
        month: fc.option(fc.integer({ min: 1, max: sizes[every] })),
        day: fc.option(fc.integer({ min: 1, max: 31 })),
        time: fc.constant(null),
        bound: fc.constantFrom("before" as const, "by" as const)
      })
    )

  it("[35] exactly one report for each period of the term, nil only where it counts, and none for a period to come", (test) =>
    holds(
      test,
      fc.record({
        recurrence: aRecurrence,
        start: fc.nat({ max: 400 }),
        length: fc.option(fc.integer({ min: 30, max: 1200 })),
        nilAllowed: fc.boolean(),
        steps: fc.array(
          fc.record({
            days: fc.nat({ max: 70 }),
            /** Which period is reported on, counted from the one that the day lies in. */
            back: fc.integer({ min: -1, max: 4 }),
            nil: fc.boolean(),
            /** Whether the issuer lets nil reports count from then on. */
            allows: fc.integer({ min: 0, max: 6 }).map((n) => n === 0),
            blank: fc.integer({ min: 0, max: 7 }).map((n) => n === 0)
          }),
          { minLength: 6, maxLength: 16 }
        )
      }),
      {
        runs: 700,
        reaches: [
          "filed",
          "nothing to report",
          "nothing to report, as was allowed later",
          "nil was refused",
          "filed twice was refused",
          "a period to come was refused",
          "a period outside the term was refused",
          "one was missed",
          "one was late"
        ]
      },
      ({ recurrence, start, length, nilAllowed, steps }, reach) => {
        const from = addDays(firstDay, start)
        const to = length === null ? null : addDays(from, length)
        const due: Due = {
          spec: { _tag: "Recurring", recurrence: Schema.decodeUnknownSync(Recurrence)(recurrence) },
          origin: "stated",
          end: null,
          policy: null,
          calendar: null
        }
        const base = creation({ kind: "periodic_report", dueIn: null })
        const { assignee } = base
        const size = sizes[recurrence.every]
        const indexOn = (day: CivilDate) =>
          Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / size)
        const isOfTerm = ({ end }: Counted) => end > startOf(from) && (to === null || end <= endOf(to))
        const begun = (day: CivilDate) =>
          Array.from({ length: indexOn(day) - indexOn(from) + 1 }, (_, n) => counted(recurrence, indexOn(from) + n))
            .filter(isOfTerm)
            .map(({ id }) => id)

        const life: Array<Dated> = []
        const filed = new Map<string, { readonly on: CivilDate; readonly nil: boolean }>()
        const stateNow = () => {
          const state = life.reduce((before, { event }) => Assignment.evolve(before, event), Assignment.initial)
          if (state._tag === "Unassigned") throw new Error("it was created")
          return state
        }
        const acting = (on: CivilDate) => ({
          standing: assignee,
          person: persons[0] ?? null,
          namesakes: [],
          succeeds: [],
          on
        })
        const give = (command: Parameters<typeof Assignment.decide>[0], on: CivilDate) => {
          countCommand()
          const answer = Assignment.decide(command, life.length === 0 ? Assignment.initial : stateNow())
          life.push(...Result.getOrElse(answer, () => []).map((event) => ({ on, event })))
          return answer
        }
        give({ ...base, due, term: { from, to }, nilAllowed, on: from }, from)
        give({ _tag: "Acknowledge", acting: acting(from) }, from)
        give({ _tag: "Start", acting: acting(from) }, from)
        // One day for all periods would end the term.
        const day: Due = { ...due, spec: { _tag: "Day", date: from, bound: "by" }, end: endOf(from) }
        const decider = { ...acting(from), standing: { ...assignee, body: base.issuer } }
        const basis = "lịch họp"
        const fixing = give(
          { _tag: "FixDeadline", acting: decider, due: day, parentEnd: null, childEnd: null, basis },
          from
        )
        expect(Result.isFailure(fixing) && fixing.failure.rule).toBe("DeadlineRecurs")
        let on = from
        let counts = nilAllowed
        for (const { days, back, nil, allows, blank } of steps) {
          on = addDays(on, days)
          if (allows) {
            const byIssuer = { ...acting(on), standing: { ...assignee, body: base.issuer } }
            expect(Result.isFailure(give({ _tag: "AllowNil", acting: acting(on), basis }, on))).toBe(true)
            expect(Result.isSuccess(give({ _tag: "AllowNil", acting: byIssuer, basis }, on))).toBe(true)
            counts = true
          }
          const wanted = counted(recurrence, indexOn(on) - back)
          const known = periodsBegun(stateNow(), on)
          expect(known).toEqual(begun(on))
          const allowed = begun(on).includes(wanted.id) && !filed.has(wanted.id) && (nil ? counts : !blank)
          const common = {
            acting: acting(on),
            period: PeriodId.make(wanted.id),
            periods: known,
            note: blank ? " " : "đã báo cáo"
          }
          const answer = give(nil ? { _tag: "FileNil", ...common } : { _tag: "FileReport", ...common }, on)
          expect(Result.isSuccess(answer)).toBe(allowed)
          if (Result.isFailure(answer)) expect(answer.failure.invariant).toBe(35)
          if (allowed)
            reach(nil ? (nilAllowed ? "nothing to report" : "nothing to report, as was allowed later") : "filed")
          else if (filed.has(wanted.id)) reach("filed twice was refused")
          else if (wanted.from > on) reach("a period to come was refused")
          else if (!isOfTerm(wanted)) reach("a period outside the term was refused")
          else if (nil) reach("nil was refused")
          if (allowed) filed.set(wanted.id, { on, nil })
        }
        expect(stateNow().filed).toEqual([...filed.keys()])
        const { term, filings } = dutyOf(life)
        if (term === null) throw new Error("a periodic duty has a term")
        const at = atEndOf(addDays(on, 3))
        const expected = Array.from({ length: indexOn(addDays(on, 3)) - indexOn(from) + 2 }, (_, n) =>
          counted(recurrence, indexOn(from) + n)
        )
          .filter(isOfTerm)
          .map((period) => {
            const report = filed.get(period.id)
            if (report !== undefined) {
              if (!isInTime(report.on, period.end)) reach("one was late")
              return [period.id, !isInTime(report.on, period.end) ? "filed_late" : report.nil ? "nil_filed" : "filed"]
            }
            if (at >= period.end) reach("one was missed")
            return [period.id, at >= period.end ? "missed" : at < startOf(period.from) ? "upcoming" : "due"]
          })
        expect(occurrencesOf(term, filings, at, defaultPolicy).map(({ id, status }) => [id, status])).toEqual(expected)
      }
    ))
})
