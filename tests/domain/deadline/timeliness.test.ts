// Whether work is on time, case by case.
import {
  type DueSince,
  type DutyHistory,
  defaultPolicy,
  endOf,
  DutyHistory as History,
  instantOf,
  latest,
  millisOf,
  noHistory,
  type OccurredAt,
  type Occurrence,
  PeriodId,
  policyNamed,
  type Recurrence,
  resolve,
  type Submission,
  timeliness
} from "@ketluan/domain"
import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { asked, clock, contextOf, day } from "../../support/deadline-forms.ts"

const due = (since: string, date: string): DueSince => ({
  since: day(since),
  due: resolve({ _tag: "Day", date: day(date), bound: "by" }, "stated", defaultPolicy)
})
const open = (tag: "Urgency" | "NoDeadline" | "UntilCondition" | "Event", since = "2026-03-01"): DueSince => ({
  since: day(since),
  due: resolve(tag === "Urgency" ? { _tag: tag, word: "sớm" } : { _tag: tag }, "stated", defaultPolicy)
})
const submitted = (at: OccurredAt, outcome: Submission["outcome"] = null, reopened: OccurredAt | null = null) => ({
  at,
  outcome,
  reopened
})

/** Given on 1 March 2026, due by 20 March. */
const history = (change: Partial<DutyHistory> = {}): DutyHistory => ({
  ...noHistory,
  dues: [due("2026-03-01", "2026-03-20")],
  lastActivity: day("2026-03-01"),
  ...change
})
const on = (change: Partial<DutyHistory>, date: string, policy = defaultPolicy) =>
  timeliness(history(change), asked(day(date)), policy)
const status = (change: Partial<DutyHistory>, date: string) => on(change, date).status
const overdue = (change: Partial<DutyHistory>, date: string) => on(change, date).overdue
const midnight = (date: string) => clock(date, "00:00")

describe("work with a due date", () => {
  it.each([
    ["2026-03-12", "on_time"],
    ["2026-03-13", "on_time"],
    ["2026-03-14", "due_soon"],
    ["2026-03-20", "due_soon"],
    ["2026-03-21", "overdue"]
  ])("is on %s %s", (date, expected) => expect(status({}, date)).toBe(expected))

  it("is overdue from the first moment that is too late until now", () => {
    expect(overdue({}, "2026-03-20")).toEqual([])
    expect(overdue({}, "2026-03-25")).toEqual([{ from: midnight("2026-03-21"), to: asked(day("2026-03-25")) }])
    const first = timeliness(history(), midnight("2026-03-21"), defaultPolicy)
    expect([first.status, first.overdue]).toEqual(["overdue", []])
    expect(timeliness(history(), instantOf(millisOf(midnight("2026-03-21")) - 1), defaultPolicy).status).toBe(
      "due_soon"
    )
  })
  it("submitted in time and undecided is on time, however long the decision takes", () => {
    const waits = { submissions: [submitted(day("2026-03-20"))] }
    expect(status(waits, "2026-09-01")).toBe("on_time")
    expect(status(waits, "2026-03-20")).toBe("on_time")
    expect(overdue(waits, "2026-09-01")).toEqual([])
  })
  it("submitted late is overdue until it was submitted", () => {
    const late = { submissions: [submitted(clock("2026-03-23", "08:00"))] }
    expect(status(late, "2026-04-01")).toBe("overdue")
    expect(overdue(late, "2026-04-01")).toEqual([{ from: midnight("2026-03-21"), to: clock("2026-03-23", "08:00") }])
  })
  it("is judged on the submission that was accepted", () => {
    const returned = submitted(day("2026-03-10"), "returned")
    expect(status({ submissions: [returned] }, "2026-03-25")).toBe("overdue")
    expect(status({ submissions: [returned, submitted(day("2026-03-20"), "accepted")] }, "2026-04-25")).toBe(
      "completed_on_time"
    )
    expect(status({ submissions: [returned, submitted(day("2026-03-21"), "accepted")] }, "2026-04-25")).toBe(
      "completed_late"
    )
  })
  it("reopened is overdue again, less the time in which it stood accepted", () => {
    const reopened = {
      submissions: [submitted(clock("2026-03-23", "08:00"), "accepted", clock("2026-04-02", "09:00"))]
    }
    expect(status(reopened, "2026-04-05")).toBe("overdue")
    expect(overdue(reopened, "2026-04-05")).toEqual([
      { from: midnight("2026-03-21"), to: clock("2026-03-23", "08:00") },
      { from: clock("2026-04-02", "09:00"), to: asked(day("2026-04-05")) }
    ])
  })
  it("accepted and reopened on one day was overdue without a break", () =>
    expect(
      overdue({ submissions: [submitted(day("2026-03-23"), "accepted", day("2026-03-23"))] }, "2026-03-24")
    ).toEqual([{ from: midnight("2026-03-21"), to: asked(day("2026-03-24")) }]))
  it("[29] [30] extended is judged by the new date, and stays overdue for the days before", () => {
    const extended = { dues: [due("2026-03-01", "2026-03-20"), due("2026-03-24", "2026-04-10")] }
    expect(on(extended, "2026-03-30")).toMatchObject({ status: "on_time", againstFirst: "overdue" })
    expect(overdue(extended, "2026-03-30")).toEqual([{ from: midnight("2026-03-21"), to: latest(day("2026-03-24")) }])
    expect(overdue(extended, "2026-03-22")).toEqual([{ from: midnight("2026-03-21"), to: asked(day("2026-03-22")) }])
    expect(status(extended, "2026-04-11")).toBe("overdue")
    expect(overdue(extended, "2026-04-12")).toEqual([
      { from: midnight("2026-03-21"), to: latest(day("2026-03-24")) },
      { from: midnight("2026-04-11"), to: asked(day("2026-04-12")) }
    ])
  })
  it("moved to a day that has passed already is overdue without a break", () =>
    expect(overdue({ dues: [due("2026-03-01", "2026-03-20"), due("2026-03-24", "2026-03-22")] }, "2026-03-30")).toEqual(
      [{ from: midnight("2026-03-21"), to: asked(day("2026-03-30")) }]
    ))
  it("dated only later is judged by that date, also as its first", () => {
    const fixed = { dues: [open("Event"), due("2026-03-05", "2026-03-20")] }
    expect(on(fixed, "2026-03-25")).toMatchObject({ status: "overdue", againstFirst: "overdue" })
    expect(overdue(fixed, "2026-03-25")).toEqual([{ from: midnight("2026-03-21"), to: asked(day("2026-03-25")) }])
  })
  it("[46] taken over after its due date is overdue only from then on", () => {
    const successor = { dues: [due("2026-05-04", "2026-03-20")], lastActivity: day("2026-05-04") }
    expect(status(successor, "2026-05-10")).toBe("overdue")
    expect(overdue(successor, "2026-05-10")).toEqual([
      { from: latest(day("2026-05-04")), to: asked(day("2026-05-10")) }
    ])
  })
})

describe("work without a due date", () => {
  it.each([
    ["NoDeadline", "no_deadline"],
    ["UntilCondition", "no_deadline"],
    ["Event", "unresolved"],
    ["Urgency", "unresolved"]
  ] as const)("by %s is %s and never overdue", (tag, expected) => {
    const none = { dues: [open(tag)] }
    expect(on(none, "2029-01-01")).toMatchObject({ status: expected, againstFirst: expected, overdue: [] })
    expect(status({ ...none, submissions: [submitted(day("2026-04-01"), "accepted")] }, "2029-01-01")).toBe(expected)
  })
  it("by a threshold has no deadline, and by a recurrence without a term an unresolved one", () => {
    const by = (spec: Parameters<typeof resolve>[0]) => ({
      dues: [{ since: day("2026-03-01"), due: resolve(spec, "stated", defaultPolicy) }]
    })
    expect(status(by({ _tag: "Threshold", amount: 1, unit: "day" }), "2029-01-01")).toBe("no_deadline")
    const recurrence: Recurrence = { every: "week", month: null, day: null, time: null, bound: "by" }
    expect(status(by({ _tag: "Recurring", recurrence }), "2029-01-01")).toBe("unresolved")
  })
  it("without any due at all, or not timed, has no deadline", () => {
    expect(on({ dues: [] }, "2029-01-01")).toMatchObject({
      status: "no_deadline",
      againstFirst: "no_deadline",
      calendar: null
    })
    expect(on({ timed: false }, "2029-01-01")).toMatchObject({ status: "no_deadline", overdue: [] })
  })
})

describe("suspended work", () => {
  const from15to25 = { suspensions: [{ from: day("2026-03-15"), to: day("2026-03-25") }] }
  it("is paused from its first day until it is resumed", () => {
    const suspended = { suspensions: [{ from: day("2026-03-15"), to: null }] }
    expect(on(suspended, "2026-03-15")).toMatchObject({ status: "paused", againstFirst: "paused", overdue: [] })
    expect(status(suspended, "2027-03-15")).toBe("paused")
    expect(status(suspended, "2026-03-14")).toBe("due_soon")
    expect(timeliness(history(suspended), midnight("2026-03-15"), defaultPolicy).status).toBe("paused")
    expect(status(from15to25, "2026-03-24")).toBe("paused")
    expect(timeliness(history(from15to25), midnight("2026-03-25"), defaultPolicy).status).toBe("due_soon")
  })
  it("is paused by the moment, where the moments are known", () => {
    const [from, to] = [clock("2026-03-22", "09:00"), clock("2026-03-23", "15:00")]
    const at = (moment: typeof from) =>
      timeliness(history({ suspensions: [{ from, to }] }), moment, defaultPolicy).status
    expect([at(instantOf(millisOf(from) - 1)), at(from), at(instantOf(millisOf(to) - 1)), at(to)]).toEqual([
      "overdue",
      "paused",
      "paused",
      "overdue"
    ])
    expect(overdue({ suspensions: [{ from, to }] }, "2026-03-24")).toEqual([
      { from: midnight("2026-03-21"), to: from },
      { from: to, to: asked(day("2026-03-24")) }
    ])
  })
  it("is overdue only from the day after it was resumed", () => {
    expect(on(from15to25, "2026-03-25")).toMatchObject({ status: "due_soon", overdue: [] })
    expect(status(from15to25, "2026-03-26")).toBe("overdue")
    expect(overdue(from15to25, "2026-03-27")).toEqual([{ from: midnight("2026-03-26"), to: asked(day("2026-03-27")) }])
  })
  it("keeps the overdue time before", () => {
    const late = { suspensions: [{ from: day("2026-03-23"), to: null }] }
    expect(on(late, "2026-06-01")).toMatchObject({
      status: "paused",
      overdue: [{ from: midnight("2026-03-21"), to: midnight("2026-03-23") }]
    })
  })
  it("accepted with no time lost but suspended time is completed on time", () => {
    const done = (at: string) => ({ ...from15to25, submissions: [submitted(day(at), "accepted")] })
    expect(status(done("2026-03-25"), "2026-05-01")).toBe("completed_on_time")
    expect(status(done("2026-03-26"), "2026-05-01")).toBe("completed_late")
  })
  it("once accepted is no longer paused", () => {
    const done = {
      suspensions: [{ from: day("2026-03-25"), to: null }],
      submissions: [submitted(day("2026-03-10"), "accepted")]
    }
    expect(status(done, "2026-05-01")).toBe("completed_on_time")
  })
  it("may be suspended more than once", () =>
    expect(
      overdue(
        {
          suspensions: [
            { from: day("2026-03-22"), to: day("2026-03-23") },
            { from: day("2026-03-26"), to: null }
          ]
        },
        "2026-04-10"
      )
    ).toEqual([
      { from: midnight("2026-03-21"), to: midnight("2026-03-22") },
      { from: midnight("2026-03-24"), to: midnight("2026-03-26") }
    ]))
})

describe("work that ended otherwise", () => {
  const ended = { ended: clock("2026-03-25", "10:00") }
  it("is overdue until its end and no longer", () => {
    expect(on(ended, "2026-06-01")).toMatchObject({ status: "ended", againstFirst: "ended" })
    expect(overdue(ended, "2026-06-01")).toEqual([{ from: midnight("2026-03-21"), to: clock("2026-03-25", "10:00") }])
    expect(overdue({ ended: day("2026-03-25") }, "2026-06-01")).toEqual([
      { from: midnight("2026-03-21"), to: latest(day("2026-03-25")) }
    ])
  })
  it("before its due date was never overdue", () => {
    expect(overdue({ ended: day("2026-03-20") }, "2026-06-01")).toEqual([])
  })
  it("is ended also without a deadline, and while suspended", () => {
    expect(status({ ...ended, timed: false }, "2026-06-01")).toBe("ended")
    expect(status({ ...ended, dues: [] }, "2026-06-01")).toBe("ended")
    expect(status({ ...ended, suspensions: [{ from: day("2026-03-23"), to: null }] }, "2026-06-01")).toBe("ended")
  })
  it("with a submission that nobody decided on was late only until that", () =>
    expect(on({ ...ended, submissions: [submitted(clock("2026-03-22", "10:00"))] }, "2026-06-01")).toMatchObject({
      status: "ended",
      overdue: [{ from: midnight("2026-03-21"), to: clock("2026-03-22", "10:00") }]
    }))
})

describe("stale work", () => {
  const none = { dues: [open("NoDeadline")] }
  const isStale = (change: Partial<DutyHistory>, date: string) => on({ ...none, ...change }, date).stale
  it("[27] is open and untouched for longer than the policy allows", () => {
    expect([isStale({}, "2026-05-30"), isStale({}, "2026-05-31")]).toEqual([false, true])
    expect(on(none, "2026-03-12", policyNamed("quy-che", { staleDays: 10 })).stale).toBe(true)
    expect(on(none, "2026-03-11", policyNamed("quy-che", { staleDays: 10 })).stale).toBe(false)
    expect(isStale({ lastActivity: clock("2026-05-01", "08:00") }, "2026-05-31")).toBe(false)
  })
  it("is never work that is done, has ended or is suspended", () => {
    expect(isStale({ submissions: [submitted(day("2026-03-02"), "accepted")] }, "2027-01-01")).toBe(false)
    expect(isStale({ ended: day("2026-03-02") }, "2027-01-01")).toBe(false)
    expect(isStale({ suspensions: [{ from: day("2026-03-02"), to: null }] }, "2027-01-01")).toBe(false)
    expect(isStale({ suspensions: [{ from: day("2026-03-02"), to: day("2026-03-03") }] }, "2027-01-01")).toBe(true)
    expect(isStale({ submissions: [submitted(day("2026-03-02"), "accepted", day("2026-03-03"))] }, "2027-01-01")).toBe(
      true
    )
  })
})

describe("a conditional report", () => {
  const armed = { timed: false, dues: [open("NoDeadline")] }
  const raised = (ordinal: number, at: string, by: string | null, reported: OccurredAt | null = null): Occurrence => ({
    ordinal,
    raised: day(at),
    due: by === null ? open("Urgency").due : due(at, by).due,
    reported
  })
  const of = (...occurrences: ReadonlyArray<Occurrence>) => ({ ...armed, occurrences })

  it("[34] with no occurrence is neither done nor overdue", () =>
    expect(on({ ...armed, dues: [due("2026-03-01", "2026-03-20")] }, "2029-01-01")).toMatchObject({
      status: "no_deadline",
      againstFirst: "no_deadline",
      overdue: []
    }))
  it("is late with an open occurrence from its own end on", () => {
    const one = of(raised(1, "2026-04-01", "2026-04-10"))
    expect([status(one, "2026-04-02"), status(one, "2026-04-05"), status(one, "2026-04-11")]).toEqual([
      "on_time",
      "due_soon",
      "overdue"
    ])
    expect(overdue(one, "2026-04-12")).toEqual([{ from: midnight("2026-04-11"), to: asked(day("2026-04-12")) }])
    expect(on(one, "2026-04-12").againstFirst).toBe("overdue")
  })
  it("is armed again once all are reported, and keeps what was late", () => {
    const late = of(raised(1, "2026-04-01", "2026-04-10", clock("2026-04-13", "09:00")))
    expect(status(late, "2026-05-01")).toBe("no_deadline")
    expect(overdue(late, "2026-05-01")).toEqual([{ from: midnight("2026-04-11"), to: clock("2026-04-13", "09:00") }])
    expect(overdue(of(raised(1, "2026-04-01", "2026-04-10", day("2026-04-10"))), "2026-05-01")).toEqual([])
  })
  it("without an end is unresolved and never overdue", () =>
    expect(on(of(raised(1, "2026-04-01", null)), "2029-01-01")).toMatchObject({ status: "unresolved", overdue: [] }))
  it("is as grave as its gravest occurrence", () => {
    const [late, later, far, endless] = [
      raised(1, "2026-04-01", "2026-04-10"),
      raised(2, "2026-04-02", "2026-04-16"),
      raised(3, "2026-04-02", "2026-05-30"),
      raised(4, "2026-04-02", null)
    ]
    expect(status(of(endless, far, later, late), "2026-04-12")).toBe("overdue")
    expect(status(of(endless, far, later), "2026-04-12")).toBe("due_soon")
    expect(status(of(endless, far), "2026-04-12")).toBe("on_time")
  })
  it("counts overlapping lateness once", () => {
    const two = of(raised(1, "2026-04-01", "2026-04-10"), raised(2, "2026-04-01", "2026-04-05"))
    expect(overdue(two, "2026-04-12")).toEqual([{ from: midnight("2026-04-06"), to: asked(day("2026-04-12")) }])
    const inner = of(
      raised(1, "2026-04-01", "2026-04-05", clock("2026-04-20", "10:00")),
      raised(2, "2026-04-01", "2026-04-07", clock("2026-04-10", "10:00")),
      raised(3, "2026-04-25", "2026-04-26", clock("2026-04-28", "10:00"))
    )
    expect(overdue(inner, "2026-06-12")).toEqual([
      { from: midnight("2026-04-06"), to: clock("2026-04-20", "10:00") },
      { from: midnight("2026-04-27"), to: clock("2026-04-28", "10:00") }
    ])
  })
  it("raised after its own end is late only from then on", () =>
    expect(overdue(of(raised(1, "2026-04-12", "2026-04-10")), "2026-04-15")).toEqual([
      { from: latest(day("2026-04-12")), to: asked(day("2026-04-15")) }
    ]))
  it("does not stop being owed because a result was submitted, but stops at the end of the duty", () => {
    const one = of(raised(1, "2026-04-01", "2026-04-10"))
    expect(status({ ...one, submissions: [submitted(day("2026-04-02"))] }, "2026-04-15")).toBe("overdue")
    expect(overdue({ ...one, submissions: [submitted(day("2026-04-02"))] }, "2026-04-12")).toHaveLength(1)
    expect(on({ ...one, ended: clock("2026-04-13", "00:00") }, "2026-05-01")).toMatchObject({
      status: "ended",
      overdue: [{ from: midnight("2026-04-11"), to: clock("2026-04-13", "00:00") }]
    })
  })
})

describe("a periodic report", () => {
  const monthly: Recurrence = { every: "month", month: null, day: null, time: null, bound: "by" }
  const base = {
    dues: [
      {
        since: day("2026-01-01"),
        due: resolve({ _tag: "Recurring", recurrence: monthly }, "stated", defaultPolicy)
      }
    ],
    term: { recurrence: monthly, from: day("2026-01-01"), to: day("2026-04-30") },
    lastActivity: day("2026-01-01")
  } satisfies Partial<DutyHistory>
  const filed = (...list: ReadonlyArray<readonly [string, OccurredAt]>) => ({
    ...base,
    filings: list.map(([period, at]) => ({ period: PeriodId.make(period), at, nil: false }))
  })

  it("[35] is overdue while a missed period is unfiled, and due soon before its end", () => {
    expect(status(base, "2026-01-15")).toBe("on_time")
    expect(status(base, "2026-01-25")).toBe("due_soon")
    expect(on(base, "2026-02-01")).toMatchObject({ status: "overdue", againstFirst: "overdue" })
    expect(status(filed(["2026-01", day("2026-01-31")]), "2026-02-10")).toBe("on_time")
    expect(status(filed(["2026-01", day("2026-01-31")]), "2026-02-25")).toBe("due_soon")
    expect(status(filed(["2026-02", day("2026-02-03")]), "2026-02-10")).toBe("overdue")
  })
  it("filed late was overdue until then, and is so no longer", () => {
    const late = filed(["2026-01", clock("2026-02-03", "09:00")])
    expect(on(late, "2026-02-10")).toMatchObject({
      status: "on_time",
      overdue: [{ from: midnight("2026-02-01"), to: clock("2026-02-03", "09:00") }]
    })
  })
  it("missed again and again was overdue once, from the first", () =>
    expect(overdue(base, "2026-04-10")).toEqual([{ from: midnight("2026-02-01"), to: asked(day("2026-04-10")) }]))
  it("is not overdue while it is suspended", () => {
    const suspended = { ...base, suspensions: [{ from: day("2026-01-20"), to: day("2026-02-10") }] }
    expect(status(suspended, "2026-02-05")).toBe("paused")
    expect(on(suspended, "2026-02-10")).toMatchObject({ status: "due_soon", overdue: [] })
    expect(overdue(suspended, "2026-02-12")).toEqual([{ from: midnight("2026-02-11"), to: asked(day("2026-02-12")) }])
  })
  it("that ended owes nothing after", () => {
    expect(on({ ...base, ended: day("2026-01-20") }, "2026-06-01")).toMatchObject({ status: "ended", overdue: [] })
    expect(overdue({ ...base, ended: clock("2026-02-05", "00:00") }, "2026-06-01")).toEqual([
      { from: midnight("2026-02-01"), to: clock("2026-02-05", "00:00") }
    ])
  })
  it("accepted as a whole is completed, late where a period was", () => {
    const accepted = (history: Partial<DutyHistory>, at: string) => ({
      ...history,
      submissions: [submitted(day(at), "accepted")]
    })
    const months = ["2026-01", "2026-02", "2026-03", "2026-04"]
    const all = filed(...months.map((month) => [month, day(`${month}-20`)] as const))
    expect(status(accepted(all, "2026-05-01"), "2026-06-01")).toBe("completed_on_time")
    expect(status(all, "2026-06-01")).toBe("on_time")
    expect(status(accepted(base, "2026-05-01"), "2026-06-01")).toBe("completed_late")
    expect(status(accepted(filed(["2026-01", day("2026-02-01")]), "2026-02-02"), "2026-06-01")).toBe("completed_late")
    expect(status(accepted(filed(["2026-01", day("2026-01-31")]), "2026-02-02"), "2026-06-01")).toBe(
      "completed_on_time"
    )
  })
  it("does not stop being owed because a result waits for its decision", () =>
    expect(status({ ...base, submissions: [submitted(day("2026-01-02"))] }, "2026-02-05")).toBe("overdue"))
  it("is judged by its term also where the duty is not timed", () =>
    expect(on({ ...base, timed: false }, "2026-02-05")).toMatchObject({ status: "overdue", overdue: [{}] }))
})

describe("what an answer names", () => {
  const anchors = { meetingEnd: null, issueDate: day("2026-03-01"), receipt: null, assigned: null }
  const counted = {
    since: day("2026-03-01"),
    due: resolve(
      { _tag: "Relative", days: 3, unit: "working_day", after: "issue_date" },
      "stated",
      defaultPolicy,
      contextOf(anchors)
    )
  } satisfies DueSince
  it("is the policy that judged, and the calendar that any of its due dates was counted by", () => {
    const policy = policyNamed("quy-che")
    expect(on({}, "2026-03-05", policy)).toMatchObject({ policy: policy.name, calendar: null })
    expect(on({ dues: [counted] }, "2026-03-05").calendar).toBe("vn-2020-2026/1")
    expect(on({ dues: [counted, due("2026-03-04", "2026-04-01")] }, "2026-03-05").calendar).toBe("vn-2020-2026/1")
    const occurrences = [{ ordinal: 1, raised: day("2026-03-01"), due: counted.due, reported: null }]
    expect(on({ timed: false, occurrences }, "2026-03-05").calendar).toBe("vn-2020-2026/1")
  })
  it("comes from a history that can be stored and read back", () => {
    const full = history({
      dues: [counted],
      suspensions: [{ from: day("2026-03-02"), to: null }],
      ended: endOf(day("2026-03-02")),
      occurrences: [{ ordinal: 1, raised: day("2026-03-01"), due: counted.due, reported: null }],
      filings: [{ period: PeriodId.make("2026-Q1"), at: day("2026-03-02"), nil: true }]
    })
    const codec = Schema.fromJsonString(History)
    expect(Schema.decodeSync(codec)(Schema.encodeSync(codec)(full))).toEqual(full)
    expect(Schema.is(History)({ ...full, occurrences: [{ ...full.occurrences[0], ordinal: 0 }] })).toBe(false)
  })
})
