// Whether work is on time: a pure function of what happened, the moment asked about and a policy. Never stored [22].
import { Schema } from "effect"
import { addDays, dayOf, earliest, type Instant, instantOf, latest, millisOf } from "../kernel/index.ts"
import type { DutyHistory, Filing, Submission, Term } from "./history.ts"
import { cut, joined, type OverdueInterval } from "./intervals.ts"
import { decisive, endIn, isAccepted, isEndless, over } from "./judged.ts"
import { decisivePeriods } from "./periods.ts"
import type { DeadlinePolicy } from "./policy.ts"
import type { Due } from "./spec.ts"

export type { OverdueInterval } from "./intervals.ts"

/**
 * không thời hạn, chưa xác định được hạn, trong hạn, sắp đến hạn, quá hạn, hoàn thành đúng hạn, hoàn thành quá hạn; tạm
 * dừng tính hạn while the work is suspended; kết thúc where it ended without being accepted.
 */
export const TimelinessStatus = Schema.Literals([
  "no_deadline",
  "unresolved",
  "on_time",
  "due_soon",
  "overdue",
  "paused",
  "completed_on_time",
  "completed_late",
  "ended"
])
export type TimelinessStatus = typeof TimelinessStatus.Type

export interface Timeliness {
  readonly status: TimelinessStatus
  /** The same question against the first due date [29]. */
  readonly againstFirst: TimelinessStatus
  /** In order and apart: the times in which something was owed and late. */
  readonly overdue: ReadonlyArray<OverdueInterval>
  /** Open and untouched for longer than the policy allows. */
  readonly stale: boolean
  readonly policy: string
  readonly calendar: string | null
}

const sooner = (one: Instant, other: Instant): Instant => (one < other ? one : other)
const later = (one: Instant, other: Instant): Instant => (one > other ? one : other)

const suspended = ({ suspensions }: DutyHistory, until: Instant): ReadonlyArray<OverdueInterval> =>
  suspensions.map(({ from, to }) => ({ from: earliest(from), to: to === null ? until : over(to) }))

const isPaused = ({ suspensions }: DutyHistory, at: Instant): boolean =>
  suspensions.some(({ from, to }) => earliest(from) <= at && (to === null || earliest(to) > at))

/** Whether a due date had passed at a moment, were it only for that moment; suspended time does not count. */
const isLate = (end: Instant, at: Instant, history: DutyHistory): boolean => {
  if (history.suspensions.length === 0) return end <= at
  const until = instantOf(millisOf(at) + 1)
  return cut([{ from: end, to: until }], suspended(history, until)).length > 0
}

const isSoon = (end: Instant, at: Instant, policy: DeadlinePolicy): boolean =>
  addDays(dayOf(at), policy.dueSoonDays) >= dayOf(end)

const againstDue = (due: Due, history: DutyHistory, at: Instant, policy: DeadlinePolicy): TimelinessStatus => {
  const end = endIn(due)
  if (end === null) return isEndless(due) ? "no_deadline" : "unresolved"
  const submission = decisive(history)
  const late = isLate(end, submission === undefined ? at : latest(submission.at), history)
  if (submission?.outcome === "accepted") return late ? "completed_late" : "completed_on_time"
  if (late) return "overdue"
  return submission === undefined && isSoon(end, at, policy) ? "due_soon" : "on_time"
}

const GRAVEST = ["overdue", "due_soon", "on_time", "unresolved"] as const

/** [34] Open occurrences only: without one there is nothing to be late with, and nothing that is done. */
const againstOccurrences = (history: DutyHistory, at: Instant, policy: DeadlinePolicy): TimelinessStatus => {
  const found = history.occurrences.flatMap(({ due, reported }) =>
    reported === null ? [againstDue(due, { ...history, submissions: [] }, at, policy)] : []
  )
  return GRAVEST.find((status) => found.includes(status)) ?? "no_deadline"
}

/** Until when something can be late: the moment asked about, or when the work was handed in or had ended. */
const stopOf = ({ ended }: DutyHistory, submission: Submission | undefined, at: Instant): Instant =>
  [submission?.at ?? null, ended].reduce<Instant>(
    (stop, each) => (each === null ? stop : sooner(latest(each), stop)),
    at
  )

interface Owed {
  readonly from: Instant
  readonly to: Instant
  readonly filing: Filing | null
}

/** [35] The periods of the term that decide, with the time from the due end to the report. */
const periodsOwed = (history: DutyHistory, term: Term, at: Instant, policy: DeadlinePolicy): ReadonlyArray<Owed> => {
  const stop = stopOf(history, history.submissions.findLast(isAccepted), at)
  return decisivePeriods(term, history.filings, at, policy).map(({ end, filing }) => ({
    filing,
    from: end,
    to: filing === null ? stop : sooner(latest(filing.at), stop)
  }))
}

const againstTerm = (history: DutyHistory, term: Term, at: Instant, policy: DeadlinePolicy): TimelinessStatus => {
  const owed = periodsOwed(history, term, at, policy)
  if (history.submissions.some(isAccepted))
    return owed.some(({ from, to }) => isLate(from, to, history)) ? "completed_late" : "completed_on_time"
  const open = owed.filter(({ filing }) => filing === null)
  if (open.some(({ from, to }) => isLate(from, to, history))) return "overdue"
  return open.some(({ from }) => isSoon(from, at, policy)) ? "due_soon" : "on_time"
}

/** [30] Each due date answers for the time in which it was the current one: a late grant erases no lateness before it. */
const duesOwed = (history: DutyHistory, at: Instant): ReadonlyArray<OverdueInterval> => {
  const stop = stopOf(history, decisive(history), at)
  return history.dues.flatMap(({ since, due }, index) => {
    if (due.end === null) return []
    const next = history.dues[index + 1]
    // [46] A due date that had passed before this body got it is late only from then on.
    const from = later(latest(since), due.end)
    return [{ from, to: next === undefined ? stop : sooner(latest(next.since), stop) }]
  })
}

const occurrencesOwed = (history: DutyHistory, at: Instant): ReadonlyArray<OverdueInterval> => {
  const stop = stopOf(history, undefined, at)
  return history.occurrences.flatMap(({ raised, due, reported }) =>
    due.end === null
      ? []
      : [{ from: later(latest(raised), due.end), to: reported === null ? stop : sooner(latest(reported), stop) }]
  )
}

/** The times in which the work stood accepted, before it was reopened. */
const stoodAccepted = ({ submissions }: DutyHistory): ReadonlyArray<OverdueInterval> =>
  submissions.flatMap(({ at, outcome, reopened }) =>
    outcome !== "accepted" || reopened === null ? [] : [{ from: latest(at), to: earliest(reopened) }]
  )

const overdueIntervals = (
  history: DutyHistory,
  at: Instant,
  policy: DeadlinePolicy
): ReadonlyArray<OverdueInterval> => {
  const timed = history.timed ? duesOwed(history, at) : []
  const owed =
    history.term === null ? [...timed, ...occurrencesOwed(history, at)] : periodsOwed(history, history.term, at, policy)
  return joined(
    cut(
      owed.map(({ from, to }) => ({ from, to })),
      [...stoodAccepted(history), ...suspended(history, at)]
    )
  )
}

/** Against one due date; a periodic report against its periods, a conditional one against its occurrences. */
const against = (due: Due | undefined, history: DutyHistory, at: Instant, policy: DeadlinePolicy): TimelinessStatus => {
  if (!history.submissions.some(isAccepted)) {
    if (history.ended !== null) return "ended"
    if (isPaused(history, at)) return "paused"
  }
  if (history.term !== null) return againstTerm(history, history.term, at, policy)
  if (history.occurrences.length > 0) return againstOccurrences(history, at, policy)
  return due === undefined || !history.timed ? "no_deadline" : againstDue(due, history, at, policy)
}

/** `history` is what happened until `at`; for a day, ask about its last moment. */
export const timeliness = (history: DutyHistory, at: Instant, policy: DeadlinePolicy): Timeliness => {
  // A deadline "before the congress" is a date only once somebody fixed it: that one is the first [29].
  const first = history.dues.find(({ due }) => due.end !== null) ?? history.dues[0]
  const last = history.dues.at(-1)
  const status = against(last?.due, history, at, policy)
  const waits = history.ended !== null || history.submissions.some(isAccepted) || isPaused(history, at)
  return {
    status,
    againstFirst: first === last ? status : against(first?.due, history, at, policy),
    overdue: overdueIntervals(history, at, policy),
    stale: !waits && addDays(dayOf(history.lastActivity), policy.staleDays) < dayOf(at),
    policy: policy.name,
    calendar:
      [...history.dues, ...history.occurrences].findLast(({ due }) => due.calendar !== null)?.due.calendar ?? null
  }
}
