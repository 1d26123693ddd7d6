// What is reported period by period or when something arises, and reviews of what goes on.
import { Assignment, type Due, endOf, stateFrom, termOf } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import {
  acting,
  after,
  april,
  BLANKS,
  byIssuer,
  byLead,
  created,
  day,
  due,
  type Event,
  type EventBy,
  histories,
  huyenUy,
  inEveryPhase,
  issuer,
  lamVuon,
  lead,
  march,
  monthly,
  occurrenceReported,
  open,
  raised,
  stranger,
  thuongVu,
  today,
  undated,
  unnamedIssuer,
  unnamedLead,
  xa
} from "../../support/assignments.ts"

const note = "đã trồng mười cây"
const notTheAssignee = { assignee: xa, actor: lamVuon }
const notTheIssuer = { deciders: [huyenUy, thuongVu], actor: lamVuon }
const term = { from: today, to: null }
const periodic = { kind: "periodic_report", due: monthly, term, nilAllowed: true } as const
const { in_force: kept } = histories(periodic)
const filed: EventBy<"PeriodicReportFiled"> = {
  _tag: "PeriodicReportFiled",
  period: march,
  by: byLead,
  texts: { note }
}
const nilFiled: EventBy<"NilReportFiled"> = { _tag: "NilReportFiled", period: march, by: byLead, texts: { note: "" } }

describe("a periodic report", () => {
  const periods = [march, april]
  const file = { _tag: "FileReport", acting: lead, period: march, periods, note } as const
  const nil = { _tag: "FileNil", acting: lead, period: march, periods, note: "" } as const

  it("[35] is filed by a named person of the assignee", () => {
    after(...kept)
      .when(file)
      .happens(filed)
    after(...kept)
      .when(nil)
      .happens(nilFiled)
    for (const command of [file, nil]) {
      after(...kept)
        .when({ ...command, acting: stranger })
        .refused("NotTheAssignee", 31, notTheAssignee)
      after(...kept)
        .when({ ...command, acting: unnamedLead })
        .refused("PersonMissing", 37)
    }
  })

  it("[35] is of a period that has begun", () => {
    for (const command of [file, nil]) {
      after(...kept)
        .when({ ...command, periods: [] })
        .refused("PeriodUnknown", 35, { period: march, newest: null })
      after(...kept)
        .when({ ...command, period: april, periods: [march] })
        .refused("PeriodUnknown", 35, { period: april, newest: march })
    }
  })

  it("[35] is filed once for each period, with something in it or not", () => {
    for (const before of [filed, nilFiled])
      for (const command of [file, nil]) {
        after(...kept, before)
          .when(command)
          .refused("PeriodAlreadyFiled", 35, { period: march })
        after(...kept, before)
          .when({ ...command, period: april, periods: [march] })
          .refused("PeriodUnknown", 35, { period: april, newest: march })
      }
    after(...kept, filed)
      .when({ ...file, period: april })
      .happens({ ...filed, period: april })
    after(...kept, nilFiled)
      .when({ ...nil, period: april })
      .happens({ ...nilFiled, period: april })
  })

  it("[35] says something, unless it may say that there is nothing", () => {
    for (const blank of BLANKS)
      after(...kept)
        .when({ ...file, note: blank })
        .refused("ReportMissing", 35)
    const strict = histories({ ...periodic, nilAllowed: false }).in_force
    after(...strict)
      .when(nil)
      .refused("NilNotAllowed", 35)
    after(...strict)
      .when(file)
      .happens(filed)
  })

  it("is filed while the duty is in force", () => {
    for (const command of [file, nil])
      inEveryPhase(
        command,
        { happens: ["in_force"], told: { action: "file report", allowed: ["in_force"] } },
        histories(periodic)
      )
  })
})

describe("the term of periodic reports", () => {
  const termAfter = (...events: ReadonlyArray<Event>) => {
    const state = stateFrom(Assignment, events)
    return state._tag === "Assigned" ? termOf(state) : undefined
  }
  const fixedBy = (next: Due): Event => ({
    _tag: "DeadlineRecomputed",
    due: next,
    by: byIssuer,
    texts: { basis: "lịch mới" }
  })
  const recurrence = { every: "month", month: null, day: 25, time: null, bound: "before" } as const

  it("[35] is that of the recurring deadline, while there is one", () => {
    expect(termAfter(created(periodic))).toEqual({ recurrence, from: today, to: null })
    expect(termAfter(created({ ...periodic, term: { from: today, to: day("2024-12-31") } }))).toEqual({
      recurrence,
      from: today,
      to: day("2024-12-31")
    })
    expect(termAfter(created({ ...periodic, term: null }))).toBeNull()
    expect(termAfter(created({ ...periodic, due }))).toBeNull()
  })

  it("[35] follows the deadline in force, and falls back on the first one", () => {
    const yearly: Due = { ...monthly, spec: { _tag: "Recurring", recurrence: { ...recurrence, every: "year" } } }
    const first = { ...monthly, end: endOf(day("2024-03-24")) }
    expect(termAfter(created({ ...periodic, due: first }), fixedBy(yearly))?.recurrence.every).toBe("year")
    expect(termAfter(created({ ...periodic, due: first }), fixedBy(undated))?.recurrence.every).toBe("month")
  })
})

const { armed } = histories({ kind: "conditional_report" })

describe("raising an occurrence", () => {
  const what = "mưa lớn"
  const raise = { _tag: "RaiseOccurrence", acting: lead, due, what } as const
  const allowed = ["armed"] as const

  it("[34] is by the body itself, or by whoever decides", () => {
    after(...armed)
      .when(raise)
      .happens(raised(1))
    after(...armed, raised(1))
      .when({ ...raise, due: undated })
      .happens({ ...raised(2), due: undated })
    after(...armed)
      .when({ ...raise, acting: unnamedLead })
      .happens({ ...raised(1), by: { body: xa, person: null } })
    after(...armed)
      .when({ ...raise, acting: issuer })
      .happens({ ...raised(1), by: byIssuer })
    after(...armed)
      .when({ ...raise, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    after(...armed)
      .when({ ...raise, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
  })

  it("[34] says what happened", () => {
    for (const blank of BLANKS)
      for (const by of [lead, issuer])
        after(...armed)
          .when({ ...raise, what: blank, acting: by })
          .refused("ReportMissing", 34)
  })

  it("[34] is on a duty that waits for it", () => {
    const phases = histories({ kind: "conditional_report" })
    inEveryPhase(raise, { happens: allowed, told: { action: "raise occurrence", allowed } }, phases)
    for (const kind of ["finite", "continuing", "inquiry", "periodic_report"] as const)
      after(created({ kind }))
        .when(raise)
        .refused("NotInThisPhase", 34, { action: "raise occurrence", phase: "assigned" })
  })
})

describe("reporting an occurrence", () => {
  const note = "đã xử lý"
  const report = { _tag: "ReportOccurrence", acting: lead, occurrence: 1, note } as const

  it("[34] is by a named person of the assignee, with a text", () => {
    after(...armed, raised(1))
      .when(report)
      .happens(occurrenceReported(1))
    after(...armed, raised(1))
      .when({ ...report, acting: stranger })
      .refused("NotTheAssignee", 31, notTheAssignee)
    after(...armed, raised(1))
      .when({ ...report, acting: unnamedLead })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...armed, raised(1))
        .when({ ...report, note: blank })
        .refused("ReportMissing", 34)
  })

  it("[34] is once for each that was raised", () => {
    const two = [...armed, raised(1), raised(2)]
    const responded: Event = { _tag: "OccurrenceResponded", occurrence: 1, by: byIssuer, texts: { note } }
    for (const occurrence of [0, 3])
      after(...two)
        .when({ ...report, occurrence })
        .refused("OccurrenceUnknown", 34, { occurrence })
    after(...two, occurrenceReported(1))
      .when(report)
      .refused("OccurrenceAlreadyReported", 34, { occurrence: 1 })
    after(...two, occurrenceReported(1), responded)
      .when(report)
      .refused("OccurrenceAlreadyReported", 34, { occurrence: 1 })
    after(...two, occurrenceReported(1))
      .when({ ...report, occurrence: 2 })
      .happens(occurrenceReported(2))
    after(...two, occurrenceReported(2))
      .when(report)
      .happens(occurrenceReported(1))
  })

  it("is on a duty that waits", () => {
    const rule = { happens: ["armed"], told: { action: "report occurrence", allowed: ["armed"] } } as const
    inEveryPhase(report, rule, histories({}, raised(1)))
  })
})

describe("answering a reported occurrence", () => {
  const respond = { _tag: "RespondOccurrence", acting: issuer, occurrence: 1, note } as const
  const responded: Event = { _tag: "OccurrenceResponded", occurrence: 1, by: byIssuer, texts: { note } }
  const told = [...armed, raised(1), raised(2), occurrenceReported(1)]

  it("[34] is by whoever decides, by name, with a text", () => {
    after(...told)
      .when(respond)
      .happens(responded)
    after(...told)
      .when({ ...respond, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...told)
      .when({ ...respond, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...told)
        .when({ ...respond, note: blank })
        .refused("ReasonMissing", null)
  })

  it("[34] is to what was reported and is not answered", () => {
    after(...told)
      .when({ ...respond, occurrence: 2 })
      .refused("OccurrenceNotReported", 34, { occurrence: 2 })
    after(...told)
      .when({ ...respond, occurrence: 3 })
      .refused("OccurrenceUnknown", 34, { occurrence: 3 })
    after(...told, responded)
      .when(respond)
      .refused("OccurrenceNotReported", 34, { occurrence: 1 })
  })

  it("is possible while the duty is open", () => {
    const rule = { happens: open, told: { action: "respond to occurrence" } }
    inEveryPhase(respond, rule, histories({}, raised(1), occurrenceReported(1)))
  })
})

describe("a review", () => {
  const review = { _tag: "Review", acting: issuer, note } as const
  const { in_force } = histories()

  it("is by whoever decides, by name, with a text", () => {
    after(...in_force)
      .when(review)
      .happens({ _tag: "ReviewHeld", by: byIssuer, texts: { note } })
    after(...in_force)
      .when({ ...review, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...in_force)
      .when({ ...review, acting: acting(huyenUy, null) })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...in_force)
        .when({ ...review, note: blank })
        .refused("ReasonMissing", null)
  })

  it("is of standing duties that go on", () => {
    const allowed = ["in_force", "armed"] as const
    const phases = histories()
    for (const phase of ["assigned", "in_progress", "submitted", "suspended"] as const)
      after(...phases[phase])
        .when(review)
        .refused("NotInThisPhase", 31, { action: "review", phase, allowed })
    for (const phase of ["accepted", "cancelled", "discontinued", "lapsed"] as const)
      after(...phases[phase])
        .when(review)
        .refused("NotInThisPhase", 31, { action: "review", phase })
    for (const phase of allowed)
      after(...phases[phase])
        .when(review)
        .somethingHappens()
  })
})
