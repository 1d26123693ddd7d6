// What lateness is judged on: which submission counts, which end, and when a claimed time is over.
import { dayOf, earliest, endOf, type Instant, type OccurredAt } from "../kernel/index.ts"
import type { DutyHistory, Submission } from "./history.ts"
import type { DeadlineSpec, Due } from "./spec.ts"

export const isAccepted = ({ outcome, reopened }: Submission): boolean => outcome === "accepted" && reopened === null

/** The submission that lateness is judged on: the accepted one [38], else the one still undecided. */
export const decisive = ({ submissions }: DutyHistory): Submission | undefined =>
  submissions.findLast(isAccepted) ?? submissions.findLast(({ outcome }) => outcome === null)

/** The moment at which a claimed time is certainly over. */
export const over = (at: OccurredAt): Instant => (earliest(at) === at ? earliest(at) : endOf(dayOf(at)))

/** Forms that are no due dates, so that nothing can be late by them [27]. */
const ENDLESS: ReadonlyArray<DeadlineSpec["_tag"]> = ["NoDeadline", "UntilCondition", "Threshold"]

export const isEndless = ({ spec }: Due): boolean => ENDLESS.includes(spec._tag)

/** The first moment that is too late; null where there is none, or nobody knows it. */
export const endIn = (due: Due): Instant | null => (isEndless(due) ? null : due.end)
