// From which moment something may be overdue: never later than lateness by any policy, and no earlier than it must be.
import {
  addDays,
  type DutyHistory,
  defaultPolicy,
  earliest,
  type Filing,
  type Instant,
  instantOf,
  mayBeOverdueFrom,
  millisOf,
  type Occurrence,
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

describe("from when something may be overdue", () => {
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
      { numRuns: 4000 }
    )
    expect(Math.min(seen.overdue, seen.other)).toBeGreaterThan(400)
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
      { numRuns: 2000 }
    )
  })
})
