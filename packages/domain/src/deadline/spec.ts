// Deadlines as documents state them, and what a policy makes of them.
import { Schema } from "effect"
import { CivilDate, Instant } from "../kernel/index.ts"
import { Recurrence } from "./recurrence.ts"

/** "kịp thời", "khẩn trương", "sớm", "ngay": a word in place of a date. */
export const UrgencyWord = Schema.Literals(["kịp thời", "khẩn trương", "sớm", "ngay"])

/** "trước" is `before`; "đến hết" and "chậm nhất" are `by`. */
export const Bound = Schema.Literals(["before", "by"])
export type Bound = typeof Bound.Type

/** What a relative deadline counts from: the meeting's last day, the issue date, the receipt of the copy, the day it was assigned. */
export const AnchorName = Schema.Literals(["meeting_end", "issue_date", "receipt", "assignment"])
export type AnchorName = typeof AnchorName.Type

const positive = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))

/** The form of a deadline; the phrase itself is kept among the texts of the event that states it [23]. */
export const DeadlineSpec = Schema.TaggedUnion({
  NoDeadline: {},
  /** "trước ngày D" is `before`; "đến hết ngày D" and "chậm nhất ngày D" are `by`. */
  Day: { date: CivilDate, bound: Bound },
  /** "trước 14 giờ, ngày 05/12": a clock time on a day. */
  Moment: { at: Instant, bound: Bound },
  /** "trong tháng 9 năm 2026", "quý II/2026": first and last day. */
  Period: { from: CivilDate, to: CivilDate },
  /** "03 ngày làm việc kể từ ngày kết thúc cuộc họp", "trong 10 ngày kể từ ngày ký"; the anchor's own day is not counted. */
  Relative: { days: positive, unit: Schema.Literals(["working_day", "calendar_day"]), after: AnchorName },
  /** "trước ngày 25 hằng tháng": no single end; each period has its own. */
  Recurring: { recurrence: Recurrence },
  /** "trước đại hội": no date until somebody fixes it. */
  Event: {},
  Urgency: { word: UrgencyWord },
  /** "cho đến khi có quy định mới": until a condition holds; never a due date. */
  UntilCondition: {},
  /** "quá 24 tháng": after so long something else happens; never a due date. See `thresholdPassed`. */
  Threshold: { amount: positive, unit: Schema.Literals(["day", "month", "year"]) }
})
export type DeadlineSpec = typeof DeadlineSpec.Type

/** Whether the text states it, a policy sets it, or somebody decided it later [26]. */
export const DeadlineOrigin = Schema.Literals(["stated", "policy", "decided"])
export type DeadlineOrigin = typeof DeadlineOrigin.Type

/**
 * A deadline as an assignment holds it. `end` is the first moment that is too late (exclusive), null where the form
 * names no day or what it counts from is not known; `policy` is the one that computed the end [23], `calendar` the
 * version of the working-day calendar where one was asked, also in vain.
 */
export const Due = Schema.Struct({
  spec: DeadlineSpec,
  origin: DeadlineOrigin,
  end: Schema.NullOr(Instant),
  policy: Schema.NullOr(Schema.String),
  calendar: Schema.NullOr(Schema.String)
})
export type Due = typeof Due.Type
