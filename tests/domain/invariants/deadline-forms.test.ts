// Deadlines of every form [22-27, 30, 34, 35]: what they resolve to, what a new calendar does to them, and what is late.
import {
  addDays,
  type CivilDate,
  DeadlinePolicy,
  type Due,
  type DutyHistory as Duty,
  DutyHistory,
  dayOf,
  defaultPolicy,
  endOf,
  isWorkingDay,
  latest,
  millisOf,
  noHistory,
  type OccurredAt,
  occurrencesOf,
  PeriodId,
  periodOn,
  periodsOf,
  recompute,
  resolve,
  startOf,
  type Timeliness,
  TimelinessStatus,
  timeliness,
  vietnamCalendar
} from "@ketluan/domain"
import { Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  aHistory,
  aKnownDay,
  anchorsNear,
  anyPolicy,
  anySpec,
  aRecurrence,
  asked,
  contextOf,
  forms,
  laterCalendars,
  someAnchors
} from "../../support/deadline-forms.ts"
import { isInTime } from "../../support/duty.ts"
import { holds } from "../../support/reached.ts"

const HOUR = 3_600_000

/** What a bookkeeper with a wall calendar would say: day after day, crossing off those that offices work. */
const crossedOff = (from: CivilDate, count: number, off: (day: CivilDate) => boolean): CivilDate => {
  let day = from
  for (let left = count; left > 0; left -= off(day) ? 0 : 1) day = addDays(day, 1)
  return day
}

const isClockTime = (moment: string): boolean => (Date.parse(moment) + 7 * HOUR) % (24 * HOUR) !== 0

/** The whole days that the intervals cover. */
const overdueDays = ({ overdue }: Timeliness): ReadonlyArray<CivilDate> =>
  overdue.flatMap(({ from, to }) => {
    const days: Array<CivilDate> = []
    for (let day = dayOf(from); latest(day) < to; day = addDays(day, 1)) if (latest(day) >= from) days.push(day)
    return days
  })

describe("deadlines of every form", () => {
  it("[22] the same history, moment and policy give the same answer, also read back from a store, and none of it is stored", (test) =>
    holds(
      test,
      fc.tuple(aHistory(fc.oneof(anySpec, forms.relative, forms.day)), fc.nat({ max: 120 }), anyPolicy),
      { runs: 2000, reaches: ["overdue", "in time", "paused", "ended", "completed", "no date"] },
      ([history, days, policy], reach) => {
        const at = asked(addDays(dayOf(history.lastActivity), days))
        const answer = timeliness(history, at, policy)
        const stored = JSON.stringify(Schema.encodeSync(DutyHistory)(history))
        expect(timeliness(Schema.decodeUnknownSync(DutyHistory)(JSON.parse(stored)), at, policy)).toEqual(answer)
        for (const word of TimelinessStatus.literals) if (word !== "ended") expect(stored).not.toContain(`"${word}"`)
        expect(stored).not.toContain('"status"')
        expect(answer.policy).toBe(policy.name)
        if (answer.status === "overdue") reach("overdue")
        if (answer.status === "on_time" || answer.status === "due_soon") reach("in time")
        if (answer.status === "paused") reach("paused")
        if (answer.status === "ended") reach("ended")
        if (answer.status.startsWith("completed")) reach("completed")
        if (answer.status === "unresolved" || answer.status === "no_deadline") reach("no date")
      }
    ))

  it("[23] [26] what a form comes to keeps the form and its origin, and names the policy and the calendar that it used", (test) =>
    holds(
      test,
      fc.tuple(
        anySpec,
        fc.constantFrom("stated" as const, "policy" as const, "decided" as const),
        anyPolicy,
        someAnchors
      ),
      { runs: 1900, reaches: ["a date", "no date", "counted on the calendar", "nothing to count from", "stated"] },
      ([spec, origin, policy, anchors], reach) => {
        const due = resolve(spec, origin, policy, contextOf(anchors))
        expect([due.spec, due.origin]).toEqual([spec, origin])
        expect(due.policy).toBe(due.end === null ? null : policy.name)
        expect(Schema.is(DeadlinePolicy)(policy)).toBe(true)
        const from =
          spec._tag === "Relative"
            ? {
                meeting_end: anchors.meetingEnd,
                issue_date: anchors.issueDate,
                receipt: anchors.receipt,
                assignment: anchors.assigned
              }[spec.after]
            : null
        const counts = spec._tag === "Relative" && spec.unit === "working_day" && from !== null
        expect(due.calendar).toBe(counts ? vietnamCalendar.version : null)
        reach(due.end === null ? "no date" : "a date")
        if (counts) reach("counted on the calendar")
        if (origin === "stated") reach("stated")
        if (spec._tag === "Relative" && from === null) {
          expect(due.end).toBeNull()
          reach("nothing to count from")
        }
      }
    ))

  it("[24] days, periods and counted days end at a midnight in Vietnam, a clock time at its minute, in whatever zone it is asked", (test) =>
    holds(
      test,
      fc.tuple(
        fc.oneof(forms.day, forms.period, forms.relative, forms.relative, forms.moment),
        someAnchors,
        anyPolicy,
        fc.constantFrom("America/Los_Angeles", "Pacific/Kiritimati", "UTC", "America/St_Johns")
      ),
      { runs: 900, reaches: ["a midnight", "a clock time", "working days", "calendar days"] },
      ([spec, anchors, policy, zone], reach) => {
        const before = process.env.TZ
        process.env.TZ = zone
        try {
          const { end } = resolve(spec, "stated", policy, contextOf(anchors))
          if (end === null) return
          if (spec._tag === "Moment") {
            const late = spec.bound === "by" && policy.byMinute === "inclusive" ? 60_000 : 0
            expect(millisOf(end) - millisOf(spec.at)).toBe(late)
            if (isClockTime(end)) reach("a clock time")
            return
          }
          expect(isClockTime(end)).toBe(false)
          reach("a midnight")
          if (spec._tag !== "Relative") return
          const anchor = [anchors.meetingEnd, anchors.issueDate, anchors.receipt, anchors.assigned][
            ["meeting_end", "issue_date", "receipt", "assignment"].indexOf(spec.after)
          ]
          if (anchor == null) throw new Error("counted from nothing")
          const working = spec.unit === "working_day"
          const off = (day: CivilDate) => working && isWorkingDay(vietnamCalendar, day) === false
          expect(end).toBe(endOf(crossedOff(anchor, spec.days, off)))
          reach(working ? "working days" : "calendar days")
        } finally {
          if (before === undefined) delete process.env.TZ
          else process.env.TZ = before
        }
      }
    ))

  it("[25] a new calendar moves no due date and changes no answer; asked to recompute, it gives the new date and its name", (test) =>
    holds(
      test,
      fc.tuple(
        fc.array(fc.oneof(anySpec, forms.relative, forms.relative), { minLength: 1, maxLength: 3 }),
        aKnownDay.chain((since) => fc.tuple(fc.constant(since), anchorsNear(since))),
        fc.constantFrom(...laterCalendars),
        fc.integer({ min: -2, max: 8 })
      ),
      {
        runs: 1400,
        reaches: ["another day by the new calendar", "the same day by the new calendar", "late only by the old one"]
      },
      ([specs, [since, anchors], later, days], reach) => {
        const [was, now] = [contextOf(anchors), contextOf(anchors, later)]
        const dues = specs.map((spec) => ({ since, due: resolve(spec, "stated", defaultPolicy, was) }))
        const history: Duty = { ...noHistory, dues, lastActivity: since }
        const before = JSON.stringify(history)
        const end = dues.at(-1)?.due.end ?? endOf(since)
        const at = asked(addDays(dayOf(end), days))
        const answer = timeliness(history, at, defaultPolicy)
        const anew = dues.map(({ due }) => recompute(due, defaultPolicy, now))
        // Whatever was asked of the new calendar, what the old one computed stands and is judged as before.
        expect(JSON.stringify(history)).toBe(before)
        expect(timeliness(history, at, defaultPolicy)).toEqual(answer)
        for (const [index, due] of anew.entries()) {
          const old = dues[index]?.due
          if (old === undefined) throw new Error("one for each")
          expect(recompute(old, defaultPolicy, was)).toBeNull()
          // What somebody decided is no calendar's to move.
          const decided: Due = { ...old, origin: "decided", end: at, policy: null, calendar: null }
          expect(recompute(decided, defaultPolicy, now)).toBeNull()
          const wanted = resolve(old.spec, "stated", defaultPolicy, now)
          if (due === null) expect(wanted.end).toBe(old.end)
          else {
            expect(due).toEqual(wanted)
            expect(due.end).not.toBe(old.end)
            expect([old.calendar, due.calendar]).toEqual([vietnamCalendar.version, now.calendar.version])
            reach("another day by the new calendar")
          }
          if (due === null && old.calendar !== null) reach("the same day by the new calendar")
        }
        // Only the event that says so moves it: then the later date counts, from its own day on.
        const moved = anew.at(-1)
        if (moved == null) return
        const recomputed = timeliness(
          { ...history, dues: [...dues, { since: dayOf(at), due: moved }] },
          at,
          defaultPolicy
        )
        expect(recomputed.againstFirst).toBe(answer.againstFirst)
        if (answer.status === "overdue" && recomputed.status !== "overdue") reach("late only by the old one")
      }
    ))

  it("[27] what has no due date is never overdue, by whatever form and whatever happens to it", (test) =>
    holds(
      test,
      fc.tuple(aHistory(fc.oneof(forms.endless, forms.event, forms.urgency, forms.recurring)), fc.nat({ max: 2000 })),
      { runs: 700, reaches: ["no deadline", "unresolved", "stale"] },
      ([history, days], reach) => {
        const answer = timeliness(history, asked(addDays(dayOf(history.lastActivity), days)), defaultPolicy)
        expect(answer.overdue).toEqual([])
        for (const status of [answer.status, answer.againstFirst])
          expect(["no_deadline", "unresolved", "paused", "ended"]).toContain(status)
        if (answer.status === "no_deadline") reach("no deadline")
        if (answer.status === "unresolved") reach("unresolved")
        if (answer.stale) reach("stale")
      }
    ))

  it("[30] [46] overdue days are those after the due date of the day, since it was this body's, less every suspended day, until it was handed in or ended", (test) =>
    holds(
      test,
      fc.tuple(aHistory(fc.oneof(forms.day, forms.period)), fc.nat({ max: 400 })),
      { runs: 2200, reaches: ["overdue days", "a suspended day", "stopped at its end", "late before it was given"] },
      ([{ suspensions: stops, ended: end, submissions: given, dues, ...history }, days], reach) => {
        const began = dayOf(history.lastActivity)
        // Everything by whole days, so that a day is late or is not.
        const whole = (at: OccurredAt | null) => (at === null ? null : dayOf(at))
        const suspensions = stops.map(({ from, to }) => ({ from: dayOf(from), to: whole(to) }))
        const ended = whole(end)
        const submissions = given.map((submission) => ({ ...submission, at: dayOf(submission.at) }))
        const dues2 = dues.map(({ since, due }, index) => ({
          due,
          since: addDays(began, index * 30),
          at: dayOf(since)
        }))
        const today = addDays(began, days)
        const duty: Duty = {
          ...history,
          dues: dues2.map(({ since, due }) => ({ since, due })),
          suspensions,
          ended,
          submissions
        }
        const decided = submissions.find(({ outcome }) => outcome !== "returned")
        const expected: Array<CivilDate> = []
        for (let day = began; day < today; day = addDays(day, 1)) {
          const due = dues2.findLast(({ since }) => since <= day)?.due.end
          if (due == null || isInTime(day, due) || !duty.timed) continue
          if (decided !== undefined && day >= decided.at) continue
          if (ended !== null && day >= ended) {
            reach("stopped at its end")
            continue
          }
          if (suspensions.some(({ from, to }) => from <= day && (to === null || day <= to))) {
            reach("a suspended day")
            continue
          }
          expected.push(day)
        }
        expect(overdueDays(timeliness(duty, startOf(today), defaultPolicy))).toEqual(expected)
        if (expected.length > 0) reach("overdue days")
        const first = dues2[0]?.due.end
        if (first != null && first <= startOf(began) && expected.includes(began)) reach("late before it was given")
      }
    ))

  it("[34] a conditional report without an occurrence is neither done nor overdue, whatever its deadline says", (test) =>
    holds(
      test,
      fc.tuple(aHistory(anySpec), fc.nat({ max: 900 }), anyPolicy),
      { runs: 400, reaches: ["would be overdue if it were timed", "armed"] },
      ([duty, days, policy], reach) => {
        const history = { ...duty, timed: false, submissions: [], suspensions: [], ended: null }
        const at = asked(addDays(dayOf(history.lastActivity), days))
        const answer = timeliness(history, at, policy)
        expect(answer).toMatchObject({ status: "no_deadline", againstFirst: "no_deadline", overdue: [] })
        reach("armed")
        if (timeliness({ ...history, timed: true }, at, policy).status === "overdue")
          reach("would be overdue if it were timed")
      }
    ))

  it("[35] every period whose report falls due in the term is owed exactly once, and stands as its filing says", (test) =>
    holds(
      test,
      fc.tuple(
        aRecurrence,
        aKnownDay,
        fc.option(fc.nat({ max: 700 }), { freq: 2 }),
        fc.nat({ max: 500 }),
        fc.array(fc.tuple(fc.nat({ max: 400 }), fc.integer({ min: -60, max: 20 }), fc.boolean()), { maxLength: 12 }),
        anyPolicy
      ),
      { runs: 1200, reaches: ["filed", "filed_late", "nil_filed", "missed", "due", "upcoming", "the term is over"] },
      ([recurrence, from, length, days, reports, policy], reach) => {
        const to = length === null ? null : addDays(from, length)
        const term = { recurrence, from, to }
        const today = addDays(from, days)
        const at = asked(today)
        const filings = reports.map(([offset, delay, nil]) => {
          const period = periodOn(recurrence.every, addDays(from, offset))
          return { period: period.id, at: addDays(period.to, delay), nil }
        })
        const found = occurrencesOf(term, filings, at, policy)
        // Day by day: each period that a day of the walk lies in is there once, unless it was due outside the term.
        const seen = new Set<string>()
        for (let day = addDays(from, -7); day <= today; day = addDays(day, 1)) {
          const { id } = periodOn(recurrence.every, day)
          if (seen.has(id) || day < from) continue
          seen.add(id)
          const [one, another] = found.filter((each) => each.id === id)
          expect(another).toBeUndefined()
          const alone = periodsOf({ recurrence, from: periodOn(recurrence.every, day).from, to: null }, day, policy)
          const end = alone.find((each) => each.id === id)?.end
          const within = end !== undefined && end > startOf(from) && (to === null || end <= endOf(to))
          if (end !== undefined) expect(one !== undefined).toBe(within)
          if (to !== null && !within) reach("the term is over")
        }
        for (const [index, period] of found.entries()) {
          const before = found[index - 1]
          if (before !== undefined) expect(addDays(before.to, 1)).toBe(period.from)
          expect(Schema.is(PeriodId)(period.id)).toBe(true)
          expect(period.end > startOf(addDays(period.from, -1)) && period.end <= endOf(period.to)).toBe(true)
          const filing = filings.find((each) => each.period === period.id)
          const inTime = filing === undefined ? isInTime(today, period.end) : isInTime(filing.at, period.end)
          const expected =
            filing !== undefined
              ? !inTime
                ? "filed_late"
                : filing.nil
                  ? "nil_filed"
                  : "filed"
              : today < period.from
                ? "upcoming"
                : inTime
                  ? "due"
                  : "missed"
          // A clock time within the day asked about is a case of its own.
          if (!isClockTime(period.end)) {
            expect(period.status).toBe(expected)
            reach(period.status)
          }
        }
        const owed = found.some(({ status }) => status === "missed")
        const answer = timeliness({ ...noHistory, dues: [], term, filings, lastActivity: from }, at, policy)
        expect(answer.status === "overdue").toBe(owed)
      }
    ))
})
