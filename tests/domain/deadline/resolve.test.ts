// When a deadline ends, for each phrase that documents use.
import {
  type Anchors,
  type DeadlineSpec,
  defaultPolicy,
  instantOf,
  millisOf,
  noContext,
  policyNamed,
  Recurrence,
  recompute,
  resolve,
  DeadlineSpec as Spec,
  thresholdPassed,
  vietnamCalendar
} from "@ketluan/domain"
import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { clock, contextOf, day, laterCalendars } from "../../support/deadline-forms.ts"

const anchors: Anchors = {
  meetingEnd: day("2025-04-28"),
  issueDate: day("2025-05-05"),
  receipt: day("2025-05-08"),
  assigned: day("2025-05-09")
}
const known = contextOf(anchors)
const end = (spec: DeadlineSpec, policy = defaultPolicy) => resolve(spec, "stated", policy, known).end

const relative = (
  days: number,
  unit: "working_day" | "calendar_day",
  after: "meeting_end" | "issue_date" | "receipt" | "assignment"
): DeadlineSpec => ({ _tag: "Relative", days, unit, after })

describe("the end of a deadline", () => {
  it.each<[string, DeadlineSpec, string]>([
    ["trước ngày 05/12/2025", { _tag: "Day", date: day("2025-12-05"), bound: "before" }, clock("2025-12-05", "00:00")],
    ["chậm nhất ngày 05/12/2025", { _tag: "Day", date: day("2025-12-05"), bound: "by" }, clock("2025-12-06", "00:00")],
    [
      "trước 14 giờ, ngày 05/12",
      { _tag: "Moment", at: clock("2025-12-05", "14:00"), bound: "before" },
      clock("2025-12-05", "14:00")
    ],
    [
      "chậm nhất 14 giờ, ngày 05/12",
      { _tag: "Moment", at: clock("2025-12-05", "14:00"), bound: "by" },
      clock("2025-12-05", "14:01")
    ],
    [
      "trong tháng 9 năm 2025",
      { _tag: "Period", from: day("2025-09-01"), to: day("2025-09-30") },
      clock("2025-10-01", "00:00")
    ],
    [
      "03 ngày làm việc kể từ ngày kết thúc cuộc họp",
      relative(3, "working_day", "meeting_end"),
      clock("2025-05-07", "00:00")
    ],
    ["05 ngày làm việc kể từ ngày ký", relative(5, "working_day", "issue_date"), clock("2025-05-13", "00:00")],
    ["02 ngày làm việc kể từ ngày nhận", relative(2, "working_day", "receipt"), clock("2025-05-13", "00:00")],
    ["01 ngày làm việc kể từ ngày được giao", relative(1, "working_day", "assignment"), clock("2025-05-13", "00:00")],
    ["trong 10 ngày kể từ ngày ký", relative(10, "calendar_day", "issue_date"), clock("2025-05-16", "00:00")],
    ["trong 01 ngày kể từ ngày nhận", relative(1, "calendar_day", "receipt"), clock("2025-05-10", "00:00")]
  ])("of “%s” is the first moment that is too late", (_, spec, expected) => expect(end(spec)).toBe(expected))

  it("is read as the policy says", () => {
    const policy = policyNamed("quy-che", { beforeDay: "inclusive", byMinute: "exclusive" })
    expect(end({ _tag: "Day", date: day("2025-12-05"), bound: "before" }, policy)).toBe(clock("2025-12-06", "00:00"))
    expect(end({ _tag: "Day", date: day("2025-12-05"), bound: "by" }, policy)).toBe(clock("2025-12-06", "00:00"))
    const at = clock("2025-12-05", "14:00")
    expect(end({ _tag: "Moment", at, bound: "by" }, policy)).toBe(at)
    expect(end({ _tag: "Moment", at, bound: "before" }, policy)).toBe(at)
  })

  it.each<DeadlineSpec>([
    { _tag: "NoDeadline" },
    { _tag: "Event" },
    { _tag: "Urgency", word: "sớm" },
    { _tag: "UntilCondition" },
    { _tag: "Threshold", amount: 24, unit: "month" },
    { _tag: "Recurring", recurrence: { every: "quarter", month: null, day: null, time: null, bound: "by" } }
  ])("is none for $_tag", (spec) =>
    expect(resolve(spec, "policy", defaultPolicy, known)).toEqual({
      spec,
      origin: "policy",
      end: null,
      policy: null,
      calendar: null
    })
  )

  it("names the policy, and the calendar only where working days were counted", () => {
    const of = (spec: DeadlineSpec) => {
      const { policy, calendar } = resolve(spec, "stated", defaultPolicy, known)
      return [policy, calendar]
    }
    expect(of(relative(3, "working_day", "issue_date"))).toEqual(["mac-dinh-1", "vn-2020-2026/1"])
    expect(of(relative(3, "calendar_day", "issue_date"))).toEqual(["mac-dinh-1", null])
    expect(of({ _tag: "Day", date: day("2025-12-05"), bound: "by" })).toEqual(["mac-dinh-1", null])
  })

  it("[5] is not guessed where the day it counts from is not known", () => {
    for (const after of ["meeting_end", "issue_date", "receipt", "assignment"] as const) {
      const due = resolve(relative(3, "working_day", after), "stated", defaultPolicy)
      expect([due.end, due.policy, due.calendar]).toEqual([null, null, null])
    }
    expect(resolve(relative(3, "calendar_day", "issue_date"), "stated", defaultPolicy, noContext).end).toBeNull()
  })

  it("is not guessed where the calendar does not reach, and names the calendar that was asked", () => {
    const late = contextOf({ ...anchors, issueDate: day("2026-12-30") })
    const due = resolve(relative(3, "working_day", "issue_date"), "stated", defaultPolicy, late)
    expect([due.end, due.policy, due.calendar]).toEqual([null, null, "vn-2020-2026/1"])
  })

  it("has forms that a schema knows", () => {
    const is = Schema.is(Spec)
    expect(is({ _tag: "Relative", days: 0, unit: "working_day", after: "receipt" })).toBe(false)
    expect(is({ _tag: "Threshold", amount: 0, unit: "month" })).toBe(false)
    expect(is({ _tag: "Threshold", amount: 1, unit: "month" })).toBe(true)
    // As stored before there were other forms.
    expect(is({ _tag: "Day", date: "2025-12-05", bound: "by" })).toBe(true)
    expect(is({ _tag: "Period", from: "2025-09-01", to: "2025-09-30" })).toBe(true)
  })
})

describe("a recurrence", () => {
  const is = (change: object) =>
    Schema.is(Recurrence)({ every: "month", month: null, day: null, time: null, bound: "by", ...change })
  it.each([
    { every: "week", day: 7 },
    { every: "week" },
    { day: 31 },
    { month: 1 },
    { every: "quarter", month: 3, day: 10 },
    { every: "half_year", month: 6 },
    { every: "year", month: 12 },
    { time: "23:59" },
    { time: "00:00" }
  ])("may be %o", (change) => expect(is(change)).toBe(true))
  it.each([
    { every: "week", day: 8 },
    { every: "week", month: 1 },
    { day: 32 },
    { day: 0 },
    { month: 2 },
    { month: 0 },
    { every: "quarter", month: 4 },
    { every: "half_year", month: 7 },
    { every: "year", month: 13 },
    { time: "24:00" },
    { time: "9:00" },
    { time: "12:60" },
    { time: "12:000" }
  ])("is never %o", (change) => expect(is(change)).toBe(false))
  it("says what is wrong with it", () => {
    const fails = (change: object) => () =>
      Schema.decodeUnknownSync(Recurrence)({
        every: "week",
        month: null,
        day: null,
        time: null,
        bound: "by",
        ...change
      })
    expect(fails({ day: 8 })).toThrow("a week has seven days and no months")
    expect(fails({ every: "quarter", month: 4 })).toThrow("a month of the period")
  })
})

describe("a threshold", () => {
  const passed = (amount: number, unit: "day" | "month" | "year", since: string, moment: ReturnType<typeof clock>) =>
    thresholdPassed({ _tag: "Threshold", amount, unit }, day(since), moment)
  it.each([
    [24, "month", "2024-01-15", "2026-01-16"],
    [1, "month", "2024-01-31", "2024-03-01"],
    [1, "month", "2023-01-31", "2023-03-01"],
    [12, "month", "2023-12-05", "2024-12-06"],
    [2, "year", "2024-02-29", "2026-03-01"],
    [1, "year", "2024-07-01", "2025-07-02"],
    [30, "day", "2024-02-01", "2024-03-03"]
  ] as const)("of %i %ss since %s has passed at the first moment of %s", (amount, unit, since, first) => {
    expect(passed(amount, unit, since, clock(first, "00:00"))).toBe(true)
    expect(passed(amount, unit, since, instantOf(millisOf(clock(first, "00:00")) - 1))).toBe(false)
  })
})

describe("a due date computed anew", () => {
  const three = relative(3, "working_day", "issue_date")
  const due = resolve(three, "stated", defaultPolicy, known)

  it("is null where nothing changes", () => {
    expect(recompute(due, defaultPolicy, known)).toBeNull()
    expect(recompute(due, defaultPolicy, contextOf(anchors, { ...vietnamCalendar, version: "vn/2" }))).toBeNull()
  })
  it("follows a new calendar, and names it", () => {
    const calendar = { years: laterCalendars[6]?.years ?? [], version: "vn/2" }
    const now = resolve(three, "stated", defaultPolicy, contextOf(anchors, calendar))
    expect(now.end).not.toBe(due.end)
    expect(recompute(due, defaultPolicy, contextOf(anchors, calendar))).toEqual(now)
    expect(now.calendar).toBe("vn/2")
  })
  it("follows an issue date that was not known before", () => {
    const open = resolve(three, "stated", defaultPolicy, contextOf({ ...anchors, issueDate: null }))
    expect(recompute(open, defaultPolicy, known)).toEqual(due)
  })
  it("follows another policy", () => {
    const before = resolve({ _tag: "Day", date: day("2025-12-05"), bound: "before" }, "stated", defaultPolicy)
    const policy = policyNamed("quy-che", { beforeDay: "inclusive" })
    expect(recompute(before, policy, noContext)).toEqual({
      ...before,
      end: clock("2025-12-06", "00:00"),
      policy: policy.name
    })
  })
  it("is not taken away because less is known", () => expect(recompute(due, defaultPolicy, noContext)).toBeNull())
  it("leaves an end that somebody decided", () => {
    const extended = { ...due, origin: "decided" as const, end: clock("2025-12-01", "00:00"), policy: null }
    expect(recompute(extended, defaultPolicy, known)).toBeNull()
  })
})
