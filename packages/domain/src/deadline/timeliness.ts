// Whether work is on time: a pure function of what happened, the moment asked about and a policy. Never stored [22].
import { Schema } from "effect"
import { addDays, dayOf, earliest, type Instant, latest, OccurredAt } from "../kernel/index.ts"
import type { DeadlinePolicy } from "./resolve.ts"
import { Due } from "./spec.ts"

/** A due date from the day it was set on; the first one is kept [29]. */
export const DueSince = Schema.Struct({ since: OccurredAt, due: Due })
/** `outcome` is null while nobody has decided; `reopened` tells when an acceptance was taken back. */
export const Submission = Schema.Struct({
  at: OccurredAt,
  outcome: Schema.NullOr(Schema.Literals(["returned", "accepted"])),
  reopened: Schema.NullOr(OccurredAt)
})
export type Submission = typeof Submission.Type

/** All that timeliness depends on. */
export const DutyHistory = Schema.Struct({
  dues: Schema.Array(DueSince),
  submissions: Schema.Array(Submission),
  lastActivity: OccurredAt,
  /** Conditional duties without an occurrence, and continuing ones, can be neither late nor done [32, 34]. */
  timed: Schema.Boolean
})
export type DutyHistory = typeof DutyHistory.Type

/**
 * không thời hạn, chưa xác định được hạn, trong hạn, sắp đến hạn, quá hạn, hoàn thành đúng hạn, hoàn thành quá hạn.
 */
export const TimelinessStatus = Schema.Literals([
  "no_deadline",
  "unresolved",
  "on_time",
  "due_soon",
  "overdue",
  "completed_on_time",
  "completed_late"
])
export type TimelinessStatus = typeof TimelinessStatus.Type

/** From the first moment that was too late until the submission that was accepted, a new due date, or the moment asked about. */
export interface OverdueInterval {
  readonly from: Instant
  readonly to: Instant
}

export interface Timeliness {
  readonly status: TimelinessStatus
  /** The same question against the first due date [29]. */
  readonly againstFirst: TimelinessStatus
  readonly overdue: ReadonlyArray<OverdueInterval>
  /** Open and untouched for longer than the policy allows. */
  readonly stale: boolean
  readonly policy: string
  readonly calendar: string | null
}

const isAccepted = ({ outcome, reopened }: Submission): boolean => outcome === "accepted" && reopened === null

/** The submission that lateness is judged on: the accepted one [38], else the one still undecided. */
const decisive = ({ submissions }: DutyHistory) =>
  submissions.findLast(isAccepted) ?? submissions.findLast(({ outcome }) => outcome === null)

const against = (due: Due, history: DutyHistory, at: Instant, policy: DeadlinePolicy): TimelinessStatus => {
  if (!history.timed || due.spec._tag === "NoDeadline") return "no_deadline"
  if (due.end === null) return "unresolved"
  const submission = decisive(history)
  const handedIn = submission === undefined ? at : latest(submission.at)
  const inTime = handedIn < due.end
  if (submission?.outcome === "accepted") return inTime ? "completed_on_time" : "completed_late"
  if (!inTime) return "overdue"
  if (submission !== undefined) return "on_time"
  return addDays(dayOf(at), policy.dueSoonDays) >= dayOf(due.end) ? "due_soon" : "on_time"
}

/** The interval less the times in which the work stood accepted, before it was reopened. */
const without = (interval: OverdueInterval, submissions: ReadonlyArray<Submission>): ReadonlyArray<OverdueInterval> =>
  submissions.reduce<ReadonlyArray<OverdueInterval>>(
    (open, { at, outcome, reopened }) =>
      outcome !== "accepted" || reopened === null
        ? open
        : open.flatMap(({ from, to }) =>
            [
              { from, to: latest(at) < to ? latest(at) : to },
              { from: earliest(reopened) > from ? earliest(reopened) : from, to }
            ].filter((part) => part.from < part.to)
          ),
    [interval]
  )

/** [30] Each due date answers for the time in which it was the current one: a late grant erases no lateness before it. */
const overdueIntervals = (history: DutyHistory, at: Instant): ReadonlyArray<OverdueInterval> => {
  if (!history.timed) return []
  const submission = decisive(history)
  const end = submission === undefined || latest(submission.at) > at ? at : latest(submission.at)
  return history.dues.flatMap(({ since, due }, index) => {
    if (due.end === null) return []
    const next = history.dues[index + 1]
    const until = next === undefined || latest(next.since) > end ? end : latest(next.since)
    const start = latest(since) > due.end ? latest(since) : due.end
    return start < until ? without({ from: start, to: until }, history.submissions) : []
  })
}

/** `history` is what happened until `at`; for a day, ask about its last moment. */
export const timeliness = (history: DutyHistory, at: Instant, policy: DeadlinePolicy): Timeliness => {
  // A deadline "before the congress" is a date only once somebody fixed it: that one is the first [29].
  const first = history.dues.find(({ due }) => due.end !== null) ?? history.dues[0]
  const current = history.dues.at(-1)
  const closed = history.submissions.some(isAccepted)
  return {
    status: current === undefined ? "no_deadline" : against(current.due, history, at, policy),
    againstFirst: first === undefined ? "no_deadline" : against(first.due, history, at, policy),
    overdue: overdueIntervals(history, at),
    stale: !closed && addDays(dayOf(history.lastActivity), policy.staleDays) < dayOf(at),
    policy: policy.name,
    calendar: current?.due.calendar ?? null
  }
}
