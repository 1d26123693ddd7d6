// From which moment something may be overdue: a fact about what is owed, by which lists find what they then judge.
import { earliest, type Instant, latest } from "../kernel/index.ts"
import type { DutyHistory } from "./history.ts"
import { decisive, endIn, isAccepted, over } from "./judged.ts"
import { firstUnfiled } from "./periods.ts"
import type { PolicySettings } from "./policy.ts"

/** When a day or a minute ends depends on the policy; of one report, on one of the two settings. */
const EDGES: ReadonlyArray<Pick<PolicySettings, "beforeDay" | "byMinute">> = [
  { beforeDay: "exclusive", byMinute: "exclusive" },
  { beforeDay: "inclusive", byMinute: "inclusive" }
]

const earliestOf = (moments: ReadonlyArray<Instant | null>): Instant | null =>
  moments.reduce((first, each) => (first === null || (each !== null && each < first) ? each : first), null)

/** The first moment that is too late and in which the work was not suspended; null where it still is. */
const firstLate = ({ suspensions }: DutyHistory, end: Instant | null): Instant | null => {
  let late = end
  const spans = suspensions.map(({ from, to }) => ({ from: earliest(from), to: to === null ? null : over(to) }))
  for (const { from, to } of spans.toSorted((left, right) => (left.from < right.from ? -1 : 1)))
    if (late !== null && from <= late && (to === null || late < to)) late = to
  return late
}

/**
 * A moment before which nothing of it is overdue by any policy: the earliest end of what is still owed, less suspended
 * time. Null where nothing becomes overdue as things stand: ended, suspended, accepted, handed in in time, or without an
 * end that anybody knows. Where `timeliness` says overdue, of any moment after all that happened, this is not later.
 *
 * @example
 * mayBeOverdueFrom({ ...noHistory, lastActivity: day, dues: [{ since: day, due }] }) // due.end
 */
export const mayBeOverdueFrom = (history: DutyHistory): Instant | null => {
  const { dues, submissions, suspensions, ended, timed, occurrences, term, filings } = history
  const accepted = submissions.some(isAccepted)
  if (!accepted && (ended !== null || suspensions.some(({ to }) => to === null))) return null
  if (term !== null) {
    if (accepted) return null
    const filed = new Set(filings.map(({ period }) => period))
    return firstLate(history, earliestOf(EDGES.map((edges) => firstUnfiled(term, filed, edges)?.end ?? null)))
  }
  if (occurrences.length > 0)
    return earliestOf(
      occurrences.map(({ due, reported }) => (reported === null ? firstLate(history, endIn(due)) : null))
    )
  const due = dues.at(-1)?.due
  if (due === undefined || !timed || accepted) return null
  const late = firstLate(history, endIn(due))
  const submission = decisive(history)
  if (submission === undefined) return late
  // Handed in late, it is overdue until somebody decides, as soon as the claimed time of that has begun.
  return late !== null && late <= latest(submission.at) ? earliestOf([late, earliest(submission.at)]) : null
}
