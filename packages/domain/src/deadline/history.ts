// All that happened to a duty and that its timeliness depends on: what the assignments table keeps.
import { Schema } from "effect"
import { CivilDate, OccurredAt } from "../kernel/index.ts"
import { PeriodId } from "./period.ts"
import { Recurrence } from "./recurrence.ts"
import { Due } from "./spec.ts"

/** A due date from the day it was set on; the first one is kept [29]. */
export const DueSince = Schema.Struct({ since: OccurredAt, due: Due })
export type DueSince = typeof DueSince.Type

/** `outcome` is null while nobody has decided; `reopened` tells when an acceptance was taken back. */
export const Submission = Schema.Struct({
  at: OccurredAt,
  outcome: Schema.NullOr(Schema.Literals(["returned", "accepted"])),
  reopened: Schema.NullOr(OccurredAt)
})
export type Submission = typeof Submission.Type

/** Time in which the work was suspended, a day counting as a whole; `to` is null while it is. */
export const Suspension = Schema.Struct({ from: OccurredAt, to: Schema.NullOr(OccurredAt) })
export type Suspension = typeof Suspension.Type

/** One occasion of a conditional report, counted from 1. */
export const Occurrence = Schema.Struct({
  ordinal: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)),
  raised: OccurredAt,
  due: Due,
  reported: Schema.NullOr(OccurredAt)
})
export type Occurrence = typeof Occurrence.Type

/** For how long a periodic report is owed: first and last day, null where nobody knows the last. */
export const Term = Schema.Struct({
  recurrence: Recurrence,
  from: CivilDate,
  to: Schema.NullOr(CivilDate)
})
export type Term = typeof Term.Type

/** A periodic report that was filed; `nil` says that there was nothing to report. */
export const Filing = Schema.Struct({ period: PeriodId, at: OccurredAt, nil: Schema.Boolean })
export type Filing = typeof Filing.Type

/** All that timeliness depends on. */
export const DutyHistory = Schema.Struct({
  dues: Schema.Array(DueSince),
  submissions: Schema.Array(Submission),
  lastActivity: OccurredAt,
  /** Conditional duties without an occurrence, and continuing ones, can be neither late nor done [32, 34]. */
  timed: Schema.Boolean,
  suspensions: Schema.Array(Suspension),
  /**
   * When it ended otherwise than by acceptance: cancelled, superseded, transferred, lapsed, not done. Who reopens such
   * work takes this back and keeps the time between as a suspension.
   */
  ended: Schema.NullOr(OccurredAt),
  /** Of a conditional report; each is on time or late by itself. */
  occurrences: Schema.Array(Occurrence),
  /** Of a periodic report, whose periods are judged in place of `dues`. */
  term: Schema.NullOr(Term),
  filings: Schema.Array(Filing)
})
export type DutyHistory = typeof DutyHistory.Type

/** A duty that nothing has happened to yet; `lastActivity` is the caller's. */
export const noHistory: Omit<DutyHistory, "lastActivity"> = {
  dues: [],
  submissions: [],
  timed: true,
  suspensions: [],
  ended: null,
  occurrences: [],
  term: null,
  filings: []
}
