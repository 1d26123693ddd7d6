// The row of an assignment after every event: each column, and the whole history that timeliness is computed from.
import {
  addDays,
  codec,
  Distribution,
  type DutyHistory,
  dutyHistoryOf,
  foldRow,
  Instant,
  mayBeOverdueFrom,
  type OccurredAt,
  StreamName,
  tables
} from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import {
  accepted,
  acknowledged,
  another,
  april,
  asked,
  attached,
  byIssuer,
  byLead,
  child,
  conclusion,
  contested,
  countered,
  created,
  day,
  directive,
  due,
  dueBy,
  dueDay,
  dueEnd,
  type Event,
  escalated,
  histories,
  huyenUy,
  lamVuon,
  later,
  march,
  monthly,
  next,
  noiVu,
  notDone,
  occurrenceReported,
  open,
  raised,
  reopened,
  requested,
  resumed,
  returned,
  started,
  submitted,
  suspended,
  thuongVu,
  today,
  undated,
  vanPhong,
  xa
} from "../../support/assignments.ts"
import { recorded } from "../../support/duty.ts"

const table = tables.assignments
const id = "mot-viec"

/** The day of the event at that place in a history: the first one happens today, and one more each day. */
const onDay = (index: number) => addDays(today, index)
const stored = (events: ReadonlyArray<Event>) =>
  events.map((event, index) => recorded({ on: onDay(index), event }, index))

const split = (events: ReadonlyArray<Event>) => {
  const row = foldRow(table, stored(events), id)
  if (row === null) throw new Error("a history without a creation")
  const { history: _, ...columns } = row
  return { columns, history: dutyHistoryOf(row) }
}
const columnsAfter = (...events: ReadonlyArray<Event>) => split(events).columns
const historyAfter = (...events: ReadonlyArray<Event>) => split(events).history

const fresh = {
  created: 0,
  assigned_on: today,
  directive,
  conclusion,
  body: xa,
  role: "lead",
  kind: "finite",
  force: "assign",
  parent: null,
  issuer: huyenUy,
  deciders: `["huyen-uy","ban-thuong-vu"]`,
  phase: "assigned",
  suspended_from: null,
  held: 0,
  lineage_from: null,
  lineage_how: null,
  continued_by: "[]",
  waived: "[]",
  degree: null,
  escalation: 0,
  percent: null,
  first_due_end: dueEnd,
  due_end: dueEnd,
  open_extension_until: null,
  overdue_from: dueEnd,
  submissions: 0
}
const noneYet: DutyHistory = {
  dues: [{ since: today, due }],
  submissions: [],
  lastActivity: today,
  timed: true,
  suspensions: [],
  ended: null,
  occurrences: [],
  term: null,
  filings: []
}

const by = byIssuer
const texts = { reason: "có lý do" }
const note = { note: "" }
const basis = { basis: "lịch mới" }
const moved = dueBy(addDays(dueDay, 9))

/** What becomes of a fresh row by these events: only the columns that are named, and its history's parts likewise. */
const expectRow = (
  events: ReadonlyArray<Event>,
  columns: Partial<Record<keyof typeof fresh, string | number | null>>,
  history: Partial<DutyHistory> = {}
): void => {
  // Reminding, escalating and holding is nothing that happens in the work [27].
  const aside = ["ReminderSent", "EscalationRaised", "EscalationCleared", "Held"]
  const lastActivity = onDay(events.findLastIndex(({ _tag }) => !aside.includes(_tag)) + 1)
  const told = { ...noneYet, lastActivity, ...history }
  expect(split([created(), ...events])).toEqual({
    columns: { ...fresh, overdue_from: mayBeOverdueFrom(told), ...columns },
    history: told
  })
}

describe("the row of a new assignment", () => {
  it("says who got what, and when", () => {
    expect(split([created()])).toEqual({ columns: fresh, history: noneYet })
    const [first] = stored([created({ parent: another })])
    if (first === undefined) throw new Error("no creation")
    const lateEvening: OccurredAt = Instant.make("2024-03-20T17:30:00.000Z")
    const row = foldRow(table, [{ ...first, position: 7, occurredAt: lateEvening }], id)
    expect(row).toMatchObject({ created: 7, assigned_on: "2024-03-21", parent: another })
    expect(row && dutyHistoryOf(row)).toEqual({
      ...noneYet,
      dues: [{ since: lateEvening, due }],
      lastActivity: lateEvening
    })
  })

  it("writes its history as JSON in one order of keys", () => {
    const row = foldRow(table, stored([created({ due: undated })]), id)
    expect(Object.keys(JSON.parse(row?.history ?? ""))).toEqual([
      "dues",
      "submissions",
      "lastActivity",
      "timed",
      "suspensions",
      "ended",
      "occurrences",
      "term",
      "filings"
    ])
    expect(row).toMatchObject({ due_end: null, first_due_end: null })
  })

  it("[29, 46] keeps the first due date of the assignment that it took over from", () => {
    const lineage = {
      from: another,
      how: "transferred",
      firstDue: dueBy(today),
      evidence: [],
      children: [],
      occurrences: [],
      filed: [],
      suspended: false
    } as const
    const { columns, history } = split([created({ lineage })])
    expect(columns).toEqual({
      ...fresh,
      lineage_from: another,
      lineage_how: "transferred",
      first_due_end: dueBy(today).end
    })
    expect(history.dues).toEqual([
      { since: today, due: dueBy(today) },
      { since: today, due }
    ])
    expect(historyAfter(created({ lineage: { ...lineage, firstDue: due } })).dues).toEqual([{ since: today, due }])
    expect(columnsAfter(created({ lineage: { ...lineage, firstDue: undated } })).first_due_end).toBe(dueEnd)
  })

  it("[32, 34] is not timed where the duty goes on or waits", () => {
    const timed = { finite: true, inquiry: true, periodic_report: true, continuing: false, conditional_report: false }
    for (const kind of ["finite", "inquiry", "periodic_report", "continuing", "conditional_report"] as const) {
      expect([kind, historyAfter(created({ kind })).timed]).toEqual([kind, timed[kind]])
      const phase = kind === "conditional_report" ? "armed" : "assigned"
      const overdue_from = timed[kind] ? dueEnd : null
      expect(columnsAfter(created({ kind }))).toEqual({ ...fresh, kind, phase, overdue_from })
    }
  })

  it("[35] has a term where the deadline recurs", () => {
    const term = { from: today, to: day("2024-12-31") }
    const recurrence = { every: "month", month: null, day: 25, time: null, bound: "before" }
    expect(historyAfter(created({ due: monthly, term })).term).toEqual({ recurrence, ...term })
    expect(historyAfter(created({ due: monthly })).term).toBeNull()
    expect(historyAfter(created({ term })).term).toBeNull()
  })
})

describe("which events make a row", () => {
  it("are those of the assignment's own stream", () => {
    const [one, two] = stored([created(), acknowledged])
    if (one === undefined || two === undefined) throw new Error("no events")
    expect(table.keys(one)).toEqual([id])
    expect(table.keys({ ...one, stream: StreamName.make("directive/mot-viec") })).toEqual([])
    expect(foldRow(table, [one, { ...two, stream: StreamName.make("assignment/viec-khac") }], id)).toMatchObject({
      phase: "assigned"
    })
    expect(foldRow(table, [one, two], id)).toMatchObject({ phase: "acknowledged" })
    expect(foldRow(table, [two], id)).toBeNull()
  })

  it("are no events of another kind", () => {
    const [one] = stored([created()])
    if (one === undefined) throw new Error("no event")
    const sent = codec(Distribution.events).encode(
      { _tag: "CopySent", channel: "paper", texts: {} },
      { occurredAt: onDay(3), classification: "ordinary" }
    )
    const row = table.evolve(null, one, id)
    expect(table.evolve(row, { ...one, ...sent, occurredAt: onDay(3) }, id)).toEqual(row)
  })
})

describe("each event", () => {
  it("of taking on shows in the phase", () => {
    expectRow([acknowledged], { phase: "acknowledged" })
    expectRow([contested], { phase: "contested" })
    expectRow([{ _tag: "MonitoringAssigned", body: vanPhong, by, texts: {} }], {
      deciders: `["huyen-uy","ban-thuong-vu","van-phong"]`
    })
    expectRow([{ _tag: "LiaisonRequested", body: vanPhong, by, texts: { about: "cách làm" } }], {})
    const waived = (one: typeof child): Event => ({ _tag: "WaiverGranted", child: one, by, texts })
    expectRow([waived(child), waived(next)], { waived: `["viec-con","viec-tiep"]` })
  })

  it("of work shows how much was reported last", () => {
    const report = (percent: number | null): Event => ({ _tag: "ProgressReported", by: byLead, percent, texts: note })
    expectRow([report(40)], { percent: 40 })
    expectRow([report(40), report(null)], { percent: 40 })
    expectRow([report(40), report(0)], { percent: 0 })
    expectRow([report(null)], { percent: null })
    expectRow([attached], {})
  })

  it("of a result shows in phase, number and history", () => {
    const one = { at: onDay(1), outcome: null, reopened: null }
    const two = { at: onDay(3), outcome: null, reopened: null }
    expectRow([submitted()], { phase: "submitted", submissions: 1 }, { submissions: [one] })
    const back = { ...one, outcome: "returned" } as const
    expectRow([submitted(), returned], { phase: "returned", submissions: 1 }, { submissions: [back] })
    const again = [submitted(), returned, submitted({ submission: 2 })]
    expectRow(again, { phase: "submitted", submissions: 2 }, { submissions: [back, two] })
    expectRow(
      [...again, accepted],
      { phase: "accepted", submissions: 2 },
      { submissions: [back, { ...two, outcome: "accepted" }] }
    )
    expectRow(
      [...again, accepted, reopened],
      { phase: "in_progress", submissions: 2 },
      { submissions: [back, { ...two, outcome: "accepted", reopened: onDay(5) }] }
    )
    expectRow([{ _tag: "OutcomeAssessed", degree: "most", by, texts: note }], { degree: "most" })
  })

  it("of resting shows where the work goes back to, and the time that does not count", () => {
    expectRow(
      [suspended],
      { phase: "suspended", suspended_from: "assigned" },
      { suspensions: [{ from: onDay(1), to: null }] }
    )
    expectRow([suspended, acknowledged], { phase: "acknowledged" }, { suspensions: [{ from: onDay(1), to: null }] })
    expectRow(
      [suspended, resumed, started, suspended, resumed],
      { phase: "in_progress" },
      {
        suspensions: [
          { from: onDay(1), to: onDay(2) },
          { from: onDay(4), to: onDay(5) }
        ]
      }
    )
  })

  it("[31] of an ending is dated, and taken back when the work is opened again", () => {
    expectRow([notDone], { phase: "not_done" }, { ended: onDay(1) })
    expectRow([notDone, attached], { phase: "not_done" }, { ended: onDay(1) })
    expectRow(
      [notDone, attached, reopened],
      { phase: "in_progress" },
      { ended: null, suspensions: [{ from: onDay(1), to: onDay(3) }] }
    )
    expectRow(
      [suspended, notDone, reopened],
      { phase: "in_progress" },
      {
        ended: null,
        suspensions: [
          { from: onDay(1), to: onDay(2) },
          { from: onDay(2), to: onDay(3) }
        ]
      }
    )
  })

  it("of a later day shows the request while it is open, and the day once it is decided", () => {
    expectRow([requested], { open_extension_until: asked })
    expectRow([requested, countered], { open_extension_until: asked })
    const dues = [
      { since: today, due },
      { since: onDay(2), due: moved }
    ]
    expectRow(
      [requested, { _tag: "ExtensionGranted", request: 1, due: moved, by, texts: note }],
      { due_end: moved.end },
      { dues }
    )
    expectRow(
      [requested, { _tag: "CounterAccepted", request: 1, due: moved, by: byLead, texts: note }],
      { due_end: moved.end },
      { dues }
    )
    const closing: ReadonlyArray<Event> = [
      { _tag: "ExtensionRefused", request: 1, by, texts },
      { _tag: "CounterDeclined", request: 1, by: byLead, texts: note },
      { _tag: "ExtensionWithdrawn", request: 1, by: byLead, texts: note }
    ]
    for (const event of closing) expectRow([requested, event], { open_extension_until: null })
  })

  it("[29] of a day fixed or read again moves the due date, and the first one only where there was none", () => {
    const changes: ReadonlyArray<Event> = [
      { _tag: "DeadlineFixed", due: moved, by, texts: basis },
      { _tag: "DeadlineRecomputed", due: moved, by, texts: basis }
    ]
    for (const event of changes) {
      const known = { since: onDay(1), due: moved }
      expectRow([event], { due_end: moved.end }, { dues: [{ since: today, due }, known] })
      const { columns, history } = split([created({ due: undated }), event])
      expect(columns).toEqual({ ...fresh, due_end: moved.end, first_due_end: moved.end, overdue_from: moved.end })
      expect(history.dues).toEqual([{ since: today, due: undated }, known])
    }
  })

  it("[35] of a period shows what was filed for it", () => {
    const filed: Event = { _tag: "PeriodicReportFiled", period: march, by: byLead, texts: { note: "đã làm" } }
    const nil: Event = { _tag: "NilReportFiled", period: april, by: byLead, texts: note }
    expectRow(
      [filed, nil],
      {},
      {
        filings: [
          { period: march, at: onDay(1), nil: false },
          { period: april, at: onDay(2), nil: true }
        ]
      }
    )
  })

  it("[34] of an occasion shows when it was raised and reported", () => {
    const one = { ordinal: 1, raised: onDay(1), due, reported: null }
    const two = { ordinal: 2, raised: onDay(2), due, reported: null }
    expectRow([raised(1), raised(2)], {}, { occurrences: [one, two] })
    const reported = { occurrences: [one, { ...two, reported: onDay(3) }] }
    expectRow([raised(1), raised(2), occurrenceReported(2)], {}, reported)
    const responded: Event = { _tag: "OccurrenceResponded", occurrence: 2, by, texts: { note: "được" } }
    expectRow([raised(1), raised(2), occurrenceReported(2), responded], {}, reported)
  })

  it("[40] of pressing shows the level", () => {
    expectRow([escalated], { escalation: 2 })
    expectRow([escalated, { _tag: "ReminderSent", by, texts: note }], { escalation: 2 })
    expectRow([escalated, { _tag: "EscalationCleared", by, texts }], { escalation: 0 })
  })

  it("[45, 46] of succession shows where the work stays or goes on", () => {
    const held: Event = { _tag: "Held", until: null, by, texts }
    const parts = [
      { to: noiVu, assignment: next },
      { to: lamVuon, assignment: another }
    ]
    expectRow([held], { held: 1 })
    expectRow(
      [held, { _tag: "Transferred", to: noiVu, assignment: next, by, texts }],
      { phase: "transferred", continued_by: `["viec-tiep"]` },
      { ended: onDay(2) }
    )
    expectRow(
      [{ _tag: "Split", parts, by, texts: { ...texts, scopes: ["một", "hai"] } }],
      { phase: "split", continued_by: `["viec-tiep","viec-khac"]` },
      { ended: onDay(1) }
    )
    expectRow(
      [contested, { _tag: "Reassigned", to: noiVu, assignment: another, by, texts }],
      { phase: "reassigned", continued_by: `["viec-khac"]` },
      { ended: onDay(2) }
    )
  })

  it("[49] of a later provision ends the work, or leaves it as it is", () => {
    expectRow([{ _tag: "Rebased", conclusion: later, path: null, by, texts }], {})
    expectRow(
      [{ _tag: "Superseded", conclusion: later, path: null, by, texts }],
      { phase: "superseded" },
      { ended: onDay(1) }
    )
  })
})

describe("the end of the work", () => {
  it("closes its request and its stay with a dissolved body, and is dated unless it is an acceptance", () => {
    const held: Event = { _tag: "Held", until: null, by, texts }
    for (const [phase, events] of Object.entries(histories({}, held, requested))) {
      const { columns, history } = split(events)
      const isOpen = open.some((one) => one === phase)
      expect([phase, columns]).toMatchObject([
        phase,
        { phase, held: isOpen ? 1 : 0, open_extension_until: isOpen ? asked : null }
      ])
      const ended = isOpen || phase === "accepted" ? null : onDay(events.length - 1)
      expect([phase, history.ended]).toEqual([phase, ended])
    }
  })
})

describe("the declaration of the table", () => {
  it("says its name, version and what it is looked up by", () => {
    expect([table.name, table.version, table.indexed]).toEqual([
      "assignments",
      4,
      [
        ["directive", "body"],
        ["body", "overdue_from"]
      ]
    ])
    expect(table.ordered).toEqual([["overdue_from"]])
    expect(Object.keys(table.columns)).toEqual([...Object.keys(fresh), "history"])
    const optional = ["parent", "suspended_from", "lineage_from", "lineage_how", "degree", "percent"]
    const nullable = [...optional, "first_due_end", "due_end", "open_extension_until", "overdue_from"]
    const columns = Object.entries(table.columns)
    expect(columns.filter(([, type]) => type.endsWith("?")).map(([name]) => name)).toEqual(nullable)
    const numbers = ["created", "held", "escalation", "percent", "submissions"]
    expect(columns.filter(([, type]) => type.startsWith("integer")).map(([name]) => name)).toEqual(numbers)
  })

  it("counts by the issuer and all who decide for it", () => {
    expect(columnsAfter(created({ issuer: thuongVu, authority: [thuongVu] }))).toMatchObject({
      issuer: thuongVu,
      deciders: `["ban-thuong-vu"]`
    })
  })
})
