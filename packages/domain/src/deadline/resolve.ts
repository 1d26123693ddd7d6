// From the form of a deadline to the moment it ends, by a named policy and a versioned calendar.
import { addDays, type CivilDate, endOf, type Instant, instantOf, millisOf, startOf } from "../kernel/index.ts"
import { addWorkingDays, type WorkingCalendar } from "./calendar.ts"
import { vietnamCalendar } from "./calendar-vietnam.ts"
import { dayInMonth, monthOf } from "./civil.ts"
import type { DeadlinePolicy, PolicySettings } from "./policy.ts"
import { type AnchorName, type Bound, type DeadlineOrigin, DeadlineSpec, type Due } from "./spec.ts"

/** What relative deadlines count from; null is not known, as an issue date that the document leaves blank [5]. */
export interface Anchors {
  readonly meetingEnd: CivilDate | null
  readonly issueDate: CivilDate | null
  readonly receipt: CivilDate | null
  readonly assigned: CivilDate | null
}

/** What a form alone does not tell. */
export interface DeadlineContext {
  readonly anchors: Anchors
  readonly calendar: WorkingCalendar
}

/** Nothing is known that could be counted from; the calendar is the one of public offices in Vietnam. */
export const noContext: DeadlineContext = {
  anchors: { meetingEnd: null, issueDate: null, receipt: null, assigned: null },
  calendar: vietnamCalendar
}

const ANCHORS: Readonly<Record<AnchorName, keyof Anchors>> = {
  meeting_end: "meetingEnd",
  issue_date: "issueDate",
  receipt: "receipt",
  assignment: "assigned"
}

const MINUTE = 60_000

/** The exclusive end of "trước ngày D" or "chậm nhất ngày D". */
export const endOfDay = (date: CivilDate, bound: Bound, policy: Pick<PolicySettings, "beforeDay">): Instant =>
  bound === "before" && policy.beforeDay === "exclusive" ? startOf(date) : endOf(date)

/** The exclusive end of "trước 14 giờ" or "chậm nhất 14 giờ" on a day. */
export const endOfMoment = (at: Instant, bound: Bound, policy: Pick<PolicySettings, "byMinute">): Instant =>
  bound === "by" && policy.byMinute === "inclusive" ? instantOf(millisOf(at) + MINUTE) : at

interface Found {
  readonly end: Instant | null
  readonly calendar: string | null
}

const at = (end: Instant | null): Found => ({ end, calendar: null })

const counted = (
  { days, unit, after }: Extract<DeadlineSpec, { _tag: "Relative" }>,
  { anchors, calendar }: DeadlineContext
): Found => {
  const anchor = anchors[ANCHORS[after]]
  if (anchor === null) return at(null)
  if (unit === "calendar_day") return at(endOf(addDays(anchor, days)))
  const last = addWorkingDays(calendar, anchor, days)
  return { end: last === "not_known" ? null : endOf(last), calendar: calendar.version }
}

/**
 * Every computed end is exclusive, a whole day's the next midnight at +07:00 [24]. It is null where the form has none,
 * where what it counts from is not known, and where the calendar does not reach: never a guess.
 *
 * @example
 * resolve({ _tag: "Day", date, bound: "by" }, "stated", defaultPolicy).end // the midnight after `date`
 */
export const resolve = (
  spec: DeadlineSpec,
  origin: DeadlineOrigin,
  policy: DeadlinePolicy,
  context: DeadlineContext = noContext
): Due => {
  const { end, calendar } = DeadlineSpec.match(spec, {
    NoDeadline: () => at(null),
    Day: ({ date, bound }) => at(endOfDay(date, bound, policy)),
    Moment: (moment) => at(endOfMoment(moment.at, moment.bound, policy)),
    Period: ({ to }) => at(endOf(to)),
    Relative: (relative) => counted(relative, context),
    Recurring: () => at(null),
    Event: () => at(null),
    Urgency: () => at(null),
    UntilCondition: () => at(null),
    Threshold: () => at(null)
  })
  return { spec, origin, end, policy: end === null ? null : policy.name, calendar }
}

/**
 * [25] What a due date would be under a new calendar, new anchors or another policy; null where it stays. Only
 * DeadlineRecomputed makes it so. An end that somebody decided stays, and no end is taken away because less is known.
 */
export const recompute = (due: Due, policy: DeadlinePolicy, context: DeadlineContext): Due | null => {
  if (due.end !== null && due.policy === null) return null
  const now = resolve(due.spec, due.origin, policy, context)
  return now.end === null || now.end === due.end ? null : now
}

/** The last day of so many days, months or years after a day (điều 148, Bộ luật Dân sự 2015). */
const lastDayOf = ({ amount, unit }: Extract<DeadlineSpec, { _tag: "Threshold" }>, since: CivilDate): CivilDate => {
  if (unit === "day") return addDays(since, amount)
  const { year, month } = monthOf(since)
  return dayInMonth(year, month + (unit === "month" ? amount : 12 * amount), Number(since.slice(8)))
}

/** Whether more than the threshold has passed: "quá 24 tháng" since 15/01/2024 holds from 16/01/2026 at 00:00. */
export const thresholdPassed = (
  spec: Extract<DeadlineSpec, { _tag: "Threshold" }>,
  since: CivilDate,
  moment: Instant
): boolean => moment >= endOf(lastDayOf(spec, since))
