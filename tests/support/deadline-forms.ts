// Generated deadlines of every form, calendars of working days, and histories of duties.
import {
  addDays,
  type CalendarYear,
  CivilDate,
  type DeadlineContext,
  type DeadlineSpec,
  type DutyHistory,
  defaultPolicy,
  endOf,
  type Instant,
  instantOf,
  isWorkingDay,
  millisOf,
  noContext,
  noHistory,
  type OccurredAt,
  policyNamed,
  type Recurrence,
  resolve,
  startOf,
  vietnamCalendar,
  type WorkingCalendar
} from "@ketluan/domain"
import fc from "fast-check"

export const day = (text: string): CivilDate => CivilDate.make(text)

/** The last moment of a day: the moment to ask about it. */
export const asked = (date: CivilDate): Instant => instantOf(millisOf(endOf(date)) - 1)

/** The moment of a clock time in Vietnam. */
export const clock = (date: string, time: string): Instant =>
  instantOf(millisOf(startOf(day(date))) + Date.parse(`1970-01-01T${time}:00Z`))

/** Two years that the calendar of Vietnam holds, and whose swaps and Tết lie within. */
export const aKnownDay = fc.nat({ max: 700 }).map((days) => addDays(day("2024-01-01"), days))

export const aBound = fc.constantFrom("before" as const, "by" as const)
export const aPolicy = fc
  .record({
    beforeDay: fc.constantFrom("exclusive" as const, "inclusive" as const),
    byMinute: fc.constantFrom("exclusive" as const, "inclusive" as const),
    dueSoonDays: fc.nat({ max: 20 }),
    staleDays: fc.nat({ max: 200 })
  })
  .map((settings) => policyNamed("quy-che", settings))
export const anyPolicy = fc.oneof(fc.constant(defaultPolicy), aPolicy)

const aTime = fc.option(
  fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
    .map((parts) => parts.map((n) => `${n}`.padStart(2, "0")).join(":")),
  { freq: 2 }
)

export const aRecurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.record({
    every: fc.constant("week" as const),
    month: fc.constant(null),
    day: fc.option(fc.integer({ min: 1, max: 7 })),
    time: aTime,
    bound: aBound
  }),
  fc
    .constantFrom(
      { every: "month" as const, months: 1 },
      { every: "quarter" as const, months: 3 },
      { every: "half_year" as const, months: 6 },
      { every: "year" as const, months: 12 }
    )
    .chain(({ every, months }) =>
      fc.record({
        every: fc.constant(every),
        month: fc.option(fc.integer({ min: 1, max: months })),
        day: fc.option(fc.integer({ min: 1, max: 31 })),
        time: aTime,
        bound: aBound
      })
    )
)

const aMoment = fc
  .tuple(aKnownDay, fc.nat({ max: 24 * 60 - 1 }))
  .map(([date, minute]) => instantOf(millisOf(startOf(date)) + minute * 60_000))

/** Work is counted so that it stays within the calendar's years; `days` may be none only where the form says so. */
const relative = fc.record({
  _tag: fc.constant("Relative" as const),
  days: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom("working_day" as const, "calendar_day" as const),
  after: fc.constantFrom("meeting_end" as const, "issue_date" as const, "receipt" as const, "assignment" as const)
})
const endless = fc.oneof(
  fc.constant<DeadlineSpec>({ _tag: "NoDeadline" }),
  fc.constant<DeadlineSpec>({ _tag: "UntilCondition" }),
  fc.record({
    _tag: fc.constant("Threshold" as const),
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom("day" as const, "month" as const, "year" as const)
  })
)

/** One arbitrary for each form, so that a property can ask for some of them. */
export const forms = {
  endless,
  relative,
  day: fc.record({ _tag: fc.constant("Day" as const), date: aKnownDay, bound: aBound }),
  moment: fc.record({ _tag: fc.constant("Moment" as const), at: aMoment, bound: aBound }),
  period: fc
    .tuple(aKnownDay, fc.nat({ max: 120 }))
    .map(([from, days]) => ({ _tag: "Period" as const, from, to: addDays(from, days) })),
  recurring: fc.record({ _tag: fc.constant("Recurring" as const), recurrence: aRecurrence }),
  event: fc.constant({ _tag: "Event" as const }),
  urgency: fc.record({
    _tag: fc.constant("Urgency" as const),
    word: fc.constantFrom("kịp thời" as const, "khẩn trương" as const, "sớm" as const, "ngay" as const)
  })
}
export const anySpec: fc.Arbitrary<DeadlineSpec> = fc.oneof(...Object.values(forms), relative, relative, relative)

/** What is known to count from, all within some days after one. */
export const anchorsNear = (from: CivilDate): fc.Arbitrary<DeadlineContext["anchors"]> => {
  const anchor = fc.option(
    fc.nat({ max: 20 }).map((days) => addDays(from, days)),
    { freq: 4 }
  )
  return fc.record({ meetingEnd: anchor, issueDate: anchor, receipt: anchor, assigned: anchor })
}
export const someAnchors = aKnownDay.chain(anchorsNear)

const otherYear =
  (version: number) =>
  (year: CalendarYear): CalendarYear => {
    const first = day(`${year.year}-01-01`)
    const free = Array.from({ length: 360 }, (_, index) => addDays(first, index)).filter(
      (each, index) => index % 7 === version && isWorkingDay(vietnamCalendar, each) === true
    )
    return { ...year, swappedOff: [...year.swappedOff, ...free], source: `as if decided anew, ${version}` }
  }

/** What later decisions might make of the calendar: in each, one weekday after another is off. */
export const laterCalendars: ReadonlyArray<WorkingCalendar> = [0, 1, 2, 3, 4, 5, 6].map((version) => ({
  version: `vn-thu/${version}`,
  years: vietnamCalendar.years.map(otherYear(version))
}))

export const contextOf = (anchors: DeadlineContext["anchors"], calendar = vietnamCalendar): DeadlineContext => ({
  ...noContext,
  anchors,
  calendar
})

const shiftOf = (from: CivilDate, most: number): fc.Arbitrary<OccurredAt> =>
  fc.oneof(
    fc.nat({ max: most }).map((days) => addDays(from, days)),
    fc.nat({ max: most * 24 }).map((hours) => instantOf(millisOf(startOf(from)) + hours * 3_600_000))
  )

/** A history of one duty that began on a day: any due date, at most two suspensions, perhaps an end, perhaps a submission. */
export const aHistory = (spec: fc.Arbitrary<DeadlineSpec>): fc.Arbitrary<DutyHistory> =>
  aKnownDay
    .chain((began) => fc.tuple(fc.constant(began), anchorsNear(began)))
    .chain(([began, anchors]) => {
      const at = shiftOf(began, 200)
      return fc
        .record({
          specs: fc.array(spec, { minLength: 1, maxLength: 3 }),
          submitted: fc.option(at),
          outcome: fc.constantFrom("accepted" as const, "returned" as const, null),
          suspensions: fc.array(fc.tuple(at, at, fc.boolean()), { maxLength: 2 }),
          calm: fc.boolean(),
          ended: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: at }),
          timed: fc.integer({ min: 0, max: 5 }).map((n) => n > 0)
        })
        .map(
          ({ specs, submitted, outcome, suspensions, calm, ended, timed }): DutyHistory => ({
            ...noHistory,
            timed,
            dues: specs.map((each, index) => ({
              since: addDays(began, index * 30),
              due: resolve(each, index === 0 ? "stated" : "decided", defaultPolicy, contextOf(anchors))
            })),
            submissions: submitted === null ? [] : [{ at: submitted, outcome, reopened: null }],
            suspensions: (calm ? [] : suspensions).map(([one, other, open]) => ({
              from: one < other ? one : other,
              to: open ? null : one < other ? other : one
            })),
            ended: submitted !== null && outcome === "accepted" ? null : ended,
            lastActivity: began
          })
        )
    })
