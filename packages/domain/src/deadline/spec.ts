// Deadlines as documents state them, and what a policy makes of them.
import { Schema } from "effect"
import { CivilDate, Instant } from "../kernel/index.ts"

/** "kịp thời", "khẩn trương", "sớm", "ngay": a word in place of a date. */
export const UrgencyWord = Schema.Literals(["kịp thời", "khẩn trương", "sớm", "ngay"])

/** The form of a deadline; the phrase itself is kept among the texts of the event that states it [23]. */
export const DeadlineSpec = Schema.TaggedUnion({
  NoDeadline: {},
  /** "trước ngày D" is `before`; "đến hết ngày D" and "chậm nhất ngày D" are `by`. */
  Day: { date: CivilDate, bound: Schema.Literals(["before", "by"]) },
  /** "trong tháng 9 năm 2026", "quý II/2026": first and last day. */
  Period: { from: CivilDate, to: CivilDate },
  /** "trước đại hội": no date until somebody fixes it. */
  Event: {},
  Urgency: { word: UrgencyWord }
})
export type DeadlineSpec = typeof DeadlineSpec.Type

/** Whether the text states it, a policy sets it, or somebody decided it later [26]. */
export const DeadlineOrigin = Schema.Literals(["stated", "policy", "decided"])
export type DeadlineOrigin = typeof DeadlineOrigin.Type

/**
 * A deadline as an assignment holds it. `end` is the first moment that is too late (exclusive), null where the form
 * names no day; `policy` is the one that computed the end [23], `calendar` the version of the working-day calendar
 * where one was used.
 */
export const Due = Schema.Struct({
  spec: DeadlineSpec,
  origin: DeadlineOrigin,
  end: Schema.NullOr(Instant),
  policy: Schema.NullOr(Schema.String),
  calendar: Schema.NullOr(Schema.String)
})
export type Due = typeof Due.Type
