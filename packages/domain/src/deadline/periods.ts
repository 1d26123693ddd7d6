// Periodic reports: exactly one for each period of the term, and where each of them stands [35].
import { addDays, type CivilDate, dayOf, endOf, Instant, latest, startOf } from "../kernel/index.ts"
import { dayInMonth, monthOf } from "./civil.ts"
import type { Filing, Term } from "./history.ts"
import { type CalendarPeriod, type PeriodId, periodNamed, periodOn } from "./period.ts"
import type { DeadlinePolicy, PolicySettings } from "./policy.ts"
import { MONTHS, type Recurrence } from "./recurrence.ts"
import { endOfDay, endOfMoment } from "./resolve.ts"

/** A period of a term with the first moment that is too late for its report. */
export interface ReportPeriod extends CalendarPeriod {
  readonly end: Instant
}

/** sắp tới, đang mở, đã nộp, nộp muộn, không phát sinh, chưa nộp: computed, never stored. */
export type PeriodStatus = "upcoming" | "due" | "filed" | "filed_late" | "nil_filed" | "missed"

export interface PeriodOccurrence extends ReportPeriod {
  readonly status: PeriodStatus
  readonly filing: Filing | null
}

/** What of a policy moves the end of a period. */
type Edges = Pick<PolicySettings, "beforeDay" | "byMinute">

const dueDay = ({ every, month, day }: Recurrence, { from, to }: CalendarPeriod): CivilDate => {
  if (every === "week") return day === null ? to : addDays(from, day - 1)
  const first = monthOf(from)
  return dayInMonth(first.year, first.month - 1 + (month ?? MONTHS[every]), day)
}

/** The moment of a clock time at +07:00 on a day. */
const clockOn = (day: CivilDate, time: string): Instant =>
  Instant.make(new Date(`${day}T${time}:00.000+07:00`).toISOString())

const dueEnd = (recurrence: Recurrence, period: CalendarPeriod, policy: Edges): Instant => {
  const { day, time, bound } = recurrence
  const date = dueDay(recurrence, period)
  if (time !== null) return endOfMoment(clockOn(date, time), bound, policy)
  return day === null ? endOf(date) : endOfDay(date, bound, policy)
}

/**
 * The periods of a term in order, without end where the term has none. A period is of the term if its report falls due
 * within it: none was due before the term began, none after it is over.
 */
export function* everyPeriod({ recurrence, from, to }: Term, policy: Edges): Generator<ReportPeriod> {
  let period = periodOn(recurrence.every, from)
  while (true) {
    const end = dueEnd(recurrence, period, policy)
    if (to !== null && end > endOf(to)) return
    if (end > startOf(from)) yield { ...period, end }
    period = periodOn(recurrence.every, addDays(period.to, 1))
  }
}

/** The periods of a term that have begun by the end of `until`. */
export const periodsOf = (term: Term, until: CivilDate, policy: Edges): ReadonlyArray<ReportPeriod> => {
  const periods: Array<ReportPeriod> = []
  for (const period of everyPeriod(term, policy)) {
    if (period.from > until) break
    periods.push(period)
  }
  return periods
}

const statusOf = ({ from, end }: ReportPeriod, filing: Filing | null, at: Instant): PeriodStatus => {
  if (filing !== null) {
    if (latest(filing.at) >= end) return "filed_late"
    return filing.nil ? "nil_filed" : "filed"
  }
  if (at >= end) return "missed"
  return at < startOf(from) ? "upcoming" : "due"
}

/** The first filing of each period counts. */
const firstFilings = (filings: ReadonlyArray<Filing>): ReadonlyMap<PeriodId, Filing> =>
  new Map(filings.map((filing) => [filing.period, filing] as const).reverse())

/** The last day that a period may begin on, to be asked about at a moment: the one after the moment's own does. */
const lastBegin = ({ recurrence }: Term, at: Instant): CivilDate => addDays(periodOn(recurrence.every, dayOf(at)).to, 1)

/** Every period of the term up to the one after the moment asked about, each with its first filing. */
export const occurrencesOf = (
  term: Term,
  filings: ReadonlyArray<Filing>,
  at: Instant,
  policy: DeadlinePolicy
): ReadonlyArray<PeriodOccurrence> => {
  const filed = firstFilings(filings)
  return periodsOf(term, lastBegin(term, at), policy).map((period) => {
    const filing = filed.get(period.id) ?? null
    return { ...period, filing, status: statusOf(period, filing, at) }
  })
}

/** The first period of a term of which nothing was filed [35]; undefined where the term is over before there is one. */
export const firstUnfiled = (
  term: Term,
  filed: { readonly has: (period: PeriodId) => boolean },
  policy: Edges
): ReportPeriod | undefined => {
  for (const period of everyPeriod(term, policy)) if (!filed.has(period.id)) return period
  return undefined
}

/**
 * Of what `occurrencesOf` answers, as much as lateness depends on: the periods with a filing, and the first without. Each
 * later one without is owed for a part of the time for which that is.
 */
export const decisivePeriods = (
  term: Term,
  filings: ReadonlyArray<Filing>,
  at: Instant,
  policy: DeadlinePolicy
): ReadonlyArray<Pick<PeriodOccurrence, "end" | "filing">> => {
  const { recurrence, from, to } = term
  const until = lastBegin(term, at)
  const filed = firstFilings(filings)
  const reported = [...filed].flatMap(([id, filing]) => {
    const period = periodNamed(recurrence.every, id)
    if (period === undefined || period.from > until) return []
    const end = dueEnd(recurrence, period, policy)
    return end > startOf(from) && (to === null || end <= endOf(to)) ? [{ end, filing }] : []
  })
  const open = firstUnfiled(term, filed, policy)
  return open === undefined || open.from > until ? reported : [...reported, { end: open.end, filing: null }]
}
