// Periods of a year, and the reports that are due for them.
import {
  addDays,
  decisivePeriods,
  defaultPolicy,
  Every,
  type Filing,
  instantOf,
  millisOf,
  occurrencesOf,
  PeriodId,
  periodNamed,
  periodOn,
  periodsOf,
  policyNamed,
  type Recurrence,
  type Term
} from "@ketluan/domain"
import { Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { aKnownDay, anyPolicy, aRecurrence, asked, clock, day } from "../../support/deadline-forms.ts"

const every = (each: Every, rest: Partial<Recurrence> = {}): Recurrence => ({
  every: each,
  month: null,
  day: null,
  time: null,
  bound: "by",
  ...rest
})
const term = (recurrence: Recurrence, from: string, to: string | null = null): Term => ({
  recurrence,
  from: day(from),
  to: to === null ? null : day(to)
})

describe("a period", () => {
  it.each<[Every, string, string, string, string]>([
    ["week", "2026-07-01", "2026-W27", "2026-06-29", "2026-07-05"],
    ["week", "2026-06-29", "2026-W27", "2026-06-29", "2026-07-05"],
    ["week", "2026-07-05", "2026-W27", "2026-06-29", "2026-07-05"],
    ["week", "2026-07-06", "2026-W28", "2026-07-06", "2026-07-12"],
    ["week", "2021-01-03", "2020-W53", "2020-12-28", "2021-01-03"],
    ["week", "2020-12-31", "2020-W53", "2020-12-28", "2021-01-03"],
    ["week", "2021-01-04", "2021-W01", "2021-01-04", "2021-01-10"],
    ["week", "2024-12-30", "2025-W01", "2024-12-30", "2025-01-05"],
    ["week", "2023-01-01", "2022-W52", "2022-12-26", "2023-01-01"],
    ["week", "2026-12-31", "2026-W53", "2026-12-28", "2027-01-03"],
    ["week", "1969-12-31", "1970-W01", "1969-12-29", "1970-01-04"],
    ["week", "1950-03-01", "1950-W09", "1950-02-27", "1950-03-05"],
    ["month", "2026-07-01", "2026-07", "2026-07-01", "2026-07-31"],
    ["month", "2024-02-29", "2024-02", "2024-02-01", "2024-02-29"],
    ["month", "2026-12-31", "2026-12", "2026-12-01", "2026-12-31"],
    ["quarter", "2026-03-31", "2026-Q1", "2026-01-01", "2026-03-31"],
    ["quarter", "2026-04-01", "2026-Q2", "2026-04-01", "2026-06-30"],
    ["quarter", "2026-12-15", "2026-Q4", "2026-10-01", "2026-12-31"],
    ["half_year", "2026-06-30", "2026-H1", "2026-01-01", "2026-06-30"],
    ["half_year", "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31"],
    ["year", "2026-05-05", "2026", "2026-01-01", "2026-12-31"]
  ])("of a %s with %s is %s, and is found by that", (each, date, id, from, to) => {
    expect(periodOn(each, day(date))).toEqual({ id, from, to })
    expect(periodNamed(each, PeriodId.make(id))).toEqual({ id, from, to })
  })

  it("is not found by the id of a longer or shorter one", () => {
    const ids = ["2026-W27", "2026-07", "2026-Q3", "2026-H2", "2026"].map((id) => PeriodId.make(id))
    const found = (each: Every) => ids.filter((id) => periodNamed(each, id) !== undefined)
    expect(Every.literals.map(found)).toEqual(ids.map((id) => [id]))
  })

  it("is computed also past the years that anybody may state", () => {
    expect(periodOn("year", addDays(day("2999-12-31"), 1)).id).toBe("3000")
    expect(periodOn("week", addDays(day("2999-12-31"), 7)).id).toBe("3000-W02")
  })

  it("has an id that a schema knows", () => {
    const is = Schema.is(PeriodId)
    const good = ["2026-W01", "2026-W53", "2020-W53", "2026-01", "2026-10", "2026-12", "2026-Q1", "2026-Q4", "2026-H2"]
    expect([...good, "2026", "1999", "2026-W39"].filter((id) => !is(id))).toEqual([])
    const bad = ["2025-W53", "2026-W00", "2026-W54", "2026-W1", "2026-00", "2026-13", "2026-Q0", "2026-Q5", "2026-H3"]
    expect([...bad, "26", "2026-", "2026-1", "x2026", "2026-07-01", "1899", ""].filter(is)).toEqual([])
    expect(() => Schema.decodeUnknownSync(PeriodId)("2025-W53")).toThrow("a week that its year has")
  })
})

describe("the periods of a term", () => {
  const ids = (of: Term, until: string) => periodsOf(of, day(until), defaultPolicy).map(({ id }) => id)
  const ends = (of: Term, until: string, policy = defaultPolicy) =>
    periodsOf(of, day(until), policy).map(({ end }) => end)

  it("are those that have begun", () => {
    const monthly = term(every("month"), "2025-11-01")
    expect(ids(monthly, "2026-01-31")).toEqual(["2025-11", "2025-12", "2026-01"])
    expect(ids(monthly, "2026-02-01")).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"])
    expect(ids(monthly, "2025-10-31")).toEqual([])
  })
  it("run over the turn of a year by ISO weeks", () =>
    expect(ids(term(every("week"), "2026-12-21"), "2027-01-11")).toEqual([
      "2026-W52",
      "2026-W53",
      "2027-W01",
      "2027-W02"
    ]))
  it("include one in which the term begins or ends, where its report falls due within the term", () => {
    expect(ids(term(every("quarter"), "2026-05-20", "2026-12-31"), "2027-06-01")).toEqual([
      "2026-Q2",
      "2026-Q3",
      "2026-Q4"
    ])
    expect(ids(term(every("quarter"), "2026-05-20", "2026-12-30"), "2027-06-01")).toEqual(["2026-Q2", "2026-Q3"])
    const before25 = every("month", { day: 25, bound: "before" })
    expect(ids(term(before25, "2026-07-24", "2026-09-24"), "2027-01-01")).toEqual(["2026-07", "2026-08", "2026-09"])
    expect(ids(term(before25, "2026-07-25", "2026-09-23"), "2027-01-01")).toEqual(["2026-08"])
  })
  it.each<[string, Recurrence, string]>([
    [
      "thứ Sáu hằng tuần, trước 16 giờ",
      every("week", { day: 5, time: "16:00", bound: "before" }),
      clock("2026-07-03", "16:00")
    ],
    ["chậm nhất 16 giờ thứ Sáu hằng tuần", every("week", { day: 5, time: "16:00" }), clock("2026-07-03", "16:01")],
    ["thứ Tư hằng tuần", every("week", { day: 3 }), clock("2026-07-02", "00:00")],
    ["hằng tuần", every("week"), clock("2026-07-06", "00:00")],
    ["trước ngày 25 hằng tháng", every("month", { day: 25, bound: "before" }), clock("2026-07-25", "00:00")],
    ["chậm nhất ngày 25 hằng tháng", every("month", { day: 25 }), clock("2026-07-26", "00:00")],
    ["hằng tháng", every("month"), clock("2026-08-01", "00:00")],
    ["hằng tháng, with a bound alone", every("month", { bound: "before" }), clock("2026-08-01", "00:00")],
    ["trước 10 giờ ngày cuối tháng", every("month", { time: "10:00", bound: "before" }), clock("2026-07-31", "10:00")],
    ["hằng quý", every("quarter"), clock("2026-10-01", "00:00")],
    ["ngày 10 tháng cuối quý", every("quarter", { day: 10 }), clock("2026-09-11", "00:00")],
    ["ngày 10 tháng đầu quý", every("quarter", { month: 1, day: 10 }), clock("2026-07-11", "00:00")],
    ["6 tháng", every("half_year"), clock("2027-01-01", "00:00")],
    ["trong tháng đầu của 6 tháng", every("half_year", { month: 1 }), clock("2026-08-01", "00:00")],
    ["hằng năm", every("year"), clock("2027-01-01", "00:00")],
    ["trước ngày 30/11 hằng năm", every("year", { month: 11, day: 30, bound: "before" }), clock("2026-11-30", "00:00")]
  ])("end for “%s” when its report is too late", (_, recurrence, end) =>
    expect(ends(term(recurrence, "2026-07-01"), "2026-07-01")).toEqual([end])
  )
  it("end on a month's last day where it has no such day", () =>
    expect(ends(term(every("month", { day: 31 }), "2026-01-01"), "2026-04-01")).toEqual(
      ["2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01"].map((date) => clock(date, "00:00"))
    ))
  it("end as the policy says", () => {
    const policy = policyNamed("quy-che", { beforeDay: "inclusive", byMinute: "exclusive" })
    const of = term(every("month", { day: 25, bound: "before" }), "2026-07-01")
    expect(ends(of, "2026-07-01", policy)).toEqual([clock("2026-07-26", "00:00")])
    const at16 = term(every("week", { day: 5, time: "16:00" }), "2026-07-01")
    expect(ends(at16, "2026-07-01", policy)).toEqual([clock("2026-07-03", "16:00")])
  })
})

describe("a periodic report", () => {
  const quarterly = term(every("quarter"), "2026-01-01")
  const filing = (period: string, at: string, nil = false): Filing => ({
    period: PeriodId.make(period),
    at: day(at),
    nil
  })
  const statuses = (filings: ReadonlyArray<Filing>, at: ReturnType<typeof asked>, of = quarterly) =>
    occurrencesOf(of, filings, at, defaultPolicy).map(({ id, status }) => `${id} ${status}`)

  it("is missed, due and upcoming, quarter by quarter", () => {
    expect(statuses([], asked(day("2026-05-05")))).toEqual(["2026-Q1 missed", "2026-Q2 due", "2026-Q3 upcoming"])
  })
  it("is missed from the first moment that is too late, and due from its period's first", () => {
    const turn = clock("2026-04-01", "00:00")
    expect(statuses([], instantOf(millisOf(turn) - 1))).toEqual(["2026-Q1 due", "2026-Q2 upcoming"])
    expect(statuses([], turn)).toEqual(["2026-Q1 missed", "2026-Q2 due", "2026-Q3 upcoming"])
  })
  it("is filed on the last day, and late on the next", () => {
    expect(statuses([filing("2026-Q1", "2026-03-31")], asked(day("2026-04-01")))[0]).toBe("2026-Q1 filed")
    expect(statuses([filing("2026-Q1", "2026-04-01")], asked(day("2026-04-01")))[0]).toBe("2026-Q1 filed_late")
    expect(statuses([filing("2026-Q1", "2026-04-01", true)], asked(day("2026-04-01")))[0]).toBe("2026-Q1 filed_late")
    expect(statuses([filing("2026-Q1", "2026-03-31", true)], asked(day("2026-04-01")))[0]).toBe("2026-Q1 nil_filed")
  })
  it("counts as first filed, and a filing counts for its own period alone", () => {
    const filings = [filing("2026-Q1", "2026-03-02"), filing("2026-Q1", "2026-04-02"), filing("2026-Q3", "2026-04-02")]
    expect(statuses(filings, asked(day("2026-05-05")))).toEqual(["2026-Q1 filed", "2026-Q2 due", "2026-Q3 filed"])
    expect(occurrencesOf(quarterly, filings, asked(day("2026-05-05")), defaultPolicy)[0]?.filing).toEqual(filings[0])
    expect(occurrencesOf(quarterly, filings, asked(day("2026-05-05")), defaultPolicy)[1]?.filing).toBeNull()
  })
  it("is owed no longer than the term lasts", () =>
    expect(statuses([], asked(day("2027-05-05")), term(every("half_year"), "2026-01-01", "2026-12-31"))).toEqual([
      "2026-H1 missed",
      "2026-H2 missed"
    ]))
})

describe("the periods that decide", () => {
  it("are those with a filing, and the first without one", () =>
    fc.assert(
      fc.property(
        aRecurrence,
        aKnownDay,
        fc.option(fc.nat({ max: 700 })),
        fc.nat({ max: 500 }),
        fc.array(
          fc.tuple(
            fc.option(fc.constantFrom(...Every.literals)),
            fc.integer({ min: -400, max: 900 }),
            fc.nat({ max: 60 })
          )
        ),
        anyPolicy,
        ({ every, ...recurrence }, from, length, days, reports, policy) => {
          const term: Term = {
            recurrence: { every, ...recurrence },
            from,
            to: length === null ? null : addDays(from, length)
          }
          const at = asked(addDays(from, days))
          // Some are of no period of the term: of another length, from before its beginning, or from after its end.
          const filings = reports.map(([other, offset, late]): Filing => {
            const { id, to } = periodOn(other ?? every, addDays(from, offset))
            return { period: id, at: addDays(to, late - 30), nil: false }
          })
          const all = occurrencesOf(term, filings, at, policy).map(({ end, filing }) => ({ end, filing }))
          const first = all.find(({ filing }) => filing === null)
          const expected = all.filter((period) => period.filing !== null || period === first)
          const found = decisivePeriods(term, filings, at, policy)
          expect(found.toSorted((left, right) => (left.end < right.end ? -1 : 1))).toEqual(expected)
        }
      ),
      { numRuns: 500 }
    ))
})
