// From which moment something may be overdue: never later than lateness by any policy, and no earlier than it must be.
import {
  addDays,
  type DutyHistory,
  defaultPolicy,
  earliest,
  endOf,
  type Filing,
  type Instant,
  instantOf,
  mayBeOverdueFrom,
  millisOf,
  noHistory,
  type Occurrence,
  PeriodId,
  periodOn,
  policyNamed,
  resolve,
  startOf,
  type Term,
  timeliness
} from "@ketluan/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { aHistory, anyPolicy, anySpec, aRecurrence, day, forms } from "../../support/deadline-forms.ts"

/** Occasions of a conditional report, some of them reported. */
const someOccurrences = (began: ReturnType<typeof day>): fc.Arbitrary<ReadonlyArray<Occurrence>> =>
  fc.array(fc.tuple(anySpec, fc.nat({ max: 90 }), fc.option(fc.nat({ max: 90 }))), { maxLength: 3 }).map((found) =>
    found.map(([spec, after, reported], index) => ({
      ordinal: index + 1,
      raised: addDays(began, after),
      due: resolve(spec, "stated", defaultPolicy),
      reported: reported === null ? null : addDays(began, after + reported)
    }))
  )

/** A term with reports filed for some of its periods, on time or late. */
const aTermWithFilings = (began: ReturnType<typeof day>) =>
  fc
    .record({
      recurrence: aRecurrence,
      to: fc.option(fc.nat({ max: 500 })),
      filed: fc.array(fc.boolean(), { maxLength: 6 }),
      late: fc.nat({ max: 60 })
    })
    .map(({ recurrence, to, filed, late }) => {
      const term: Term = { recurrence, from: began, to: to === null ? null : addDays(began, to) }
      const filings: Array<Filing> = []
      let period = periodOn(recurrence.every, began)
      for (const isFiled of filed) {
        if (isFiled) filings.push({ period: period.id, at: addDays(period.from, late), nil: false })
        period = periodOn(recurrence.every, addDays(period.to, 1))
      }
      return { term, filings }
    })

const anyHistory: fc.Arbitrary<DutyHistory> = aHistory(fc.oneof(anySpec, forms.day, forms.moment)).chain((history) => {
  const began = history.dues[0]?.since.slice(0, 10) ?? "2024-01-01"
  return fc
    .record({
      occurrences: fc.oneof(fc.constant([]), someOccurrences(day(began))),
      periodic: fc.option(aTermWithFilings(day(began))),
      reopened: fc.boolean()
    })
    .map(({ occurrences, periodic, reopened }) => ({
      ...history,
      occurrences,
      ...periodic,
      submissions: history.submissions.map((one) =>
        reopened && one.outcome === "accepted" ? { ...one, reopened: one.at } : one
      )
    }))
})

/** The first moment by which everything in a history has begun to happen: only from then on is it asked about. */
const begunBy = ({ dues, submissions, suspensions, ended, occurrences, filings }: DutyHistory): Instant =>
  [
    ...dues.map(({ since }) => since),
    ...submissions.flatMap(({ at, reopened }) => [at, reopened ?? at]),
    ...suspensions.flatMap(({ from, to }) => [from, to ?? from]),
    ...(ended === null ? [] : [ended]),
    ...occurrences.flatMap(({ raised, reported }) => [raised, reported ?? raised]),
    ...filings.map(({ at }) => at)
  ]
    .map(earliest)
    .reduce((last, each) => (each > last ? each : last), startOf(day("1999-01-01")))

const someTimeLater = fc.oneof(fc.nat({ max: 86_400_000 }), fc.nat({ max: 400 * 86_400_000 }))

const due = (since: string, date: string): DutyHistory["dues"][number] => ({
  since: day(since),
  due: resolve({ _tag: "Day", date: day(date), bound: "by" }, "stated", defaultPolicy)
})

/** Given on 1 March 2026, due by 20 March. */
const from = (change: Partial<DutyHistory> = {}): Instant | null =>
  mayBeOverdueFrom({
    ...noHistory,
    dues: [due("2026-03-01", "2026-03-20")],
    lastActivity: day("2026-03-01"),
    ...change
  })
const after = (date: string) => endOf(day(date))
const handedIn = (date: string, outcome: "returned" | "accepted" | null = null) => ({
  submissions: [{ at: day(date), outcome, reopened: null }]
})

describe("from when something may be overdue", () => {
  it("is the end of the due date in force, were it extended or not", () => {
    expect(from()).toBe(after("2026-03-20"))
    expect(from({ dues: [due("2026-03-01", "2026-03-20"), due("2026-03-24", "2026-04-10")] })).toBe(after("2026-04-10"))
    expect(from(handedIn("2026-03-10", "returned"))).toBe(after("2026-03-20"))
  })

  it("is nothing where the work rests, has ended, is done, or waits for a decision in time", () => {
    expect(from({ suspensions: [{ from: day("2026-03-05"), to: null }] })).toBeNull()
    expect(from({ ended: day("2026-03-25") })).toBeNull()
    expect(from(handedIn("2026-03-25", "accepted"))).toBeNull()
    expect(from(handedIn("2026-03-20"))).toBeNull()
    expect(from({ timed: false })).toBeNull()
    expect(from({ dues: [] })).toBeNull()
  })

  it("stays where the work was handed in late, while nobody has decided", () =>
    expect(from(handedIn("2026-03-25"))).toBe(after("2026-03-20")))

  it("leaves out the time in which the work was suspended", () => {
    expect(from({ suspensions: [{ from: day("2026-03-18"), to: day("2026-03-29") }] })).toBe(after("2026-03-29"))
    expect(from({ suspensions: [{ from: day("2026-03-05"), to: day("2026-03-07") }] })).toBe(after("2026-03-20"))
  })

  it("[34, 35] is the end of the first occasion or period of which nobody has reported", () => {
    const occasion = (ordinal: number, date: string, reported: string | null): Occurrence => ({
      ordinal,
      raised: day("2026-03-02"),
      due: due("2026-03-02", date).due,
      reported: reported === null ? null : day(reported)
    })
    const occurrences = [occasion(1, "2026-03-05", "2026-03-09"), occasion(2, "2026-04-01", null)]
    expect(from({ occurrences })).toBe(after("2026-04-01"))
    const recurrence = { every: "month", month: null, day: 25, time: null, bound: "by" } as const
    const term: Term = { recurrence, from: day("2026-03-01"), to: day("2026-04-30") }
    const filed = (id: string): Filing => ({ period: PeriodId.make(id), at: day("2026-03-20"), nil: false })
    expect(from({ term })).toBe(after("2026-03-25"))
    expect(from({ term, filings: [filed("2026-03")] })).toBe(after("2026-04-25"))
    expect(from({ term, filings: [filed("2026-03"), filed("2026-04")] })).toBeNull()
  })

  it("[22] is never later than a moment at which it is, by whatever policy", () => {
    const seen = { overdue: 0, other: 0 }
    fc.assert(
      fc.property(anyHistory, anyPolicy, someTimeLater, (history, policy, later) => {
        const at = instantOf(millisOf(begunBy(history)) + later)
        const bound = mayBeOverdueFrom(history)
        const { status } = timeliness(history, at, policy)
        seen[status === "overdue" ? "overdue" : "other"]++
        if (status === "overdue") expect(bound !== null && bound <= at).toBe(true)
      }),
      { numRuns: 2500 }
    )
    expect(Math.min(seen.overdue, seen.other)).toBeGreaterThan(250)
  })

  it("is the very moment, by a policy by which days and minutes end as early as they may", () => {
    const strict = policyNamed("quy-che", { beforeDay: "exclusive", byMinute: "exclusive" })
    fc.assert(
      fc.property(anyHistory, someTimeLater, (history, later) => {
        fc.pre(history.term === null)
        const at = instantOf(millisOf(begunBy(history)) + later)
        const bound = mayBeOverdueFrom(history)
        if (bound === null || bound > at) return
        const judged = timeliness(history, at, strict).status
        // A suspension that ends within the day asked about may still pause it.
        if (judged !== "paused") expect(judged).toBe("overdue")
      }),
      { numRuns: 1200 }
    )
  })
})
