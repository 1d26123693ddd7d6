// What a history adds up to: the phases, field by field what each event changes, and what is left when work ends.
import { type Assigned, Assignment, addDays, PeriodId, Phase, stageAfter, stateFrom } from "@ketluan/domain"
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
  delegated,
  directive,
  due,
  dueBy,
  dueDay,
  type Event,
  escalated,
  hash,
  histories,
  huyenUy,
  lamVuon,
  march,
  monthly,
  next,
  noiVu,
  notDone,
  occurrenceReported,
  offered,
  otherHash,
  raised,
  reaffirmed,
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
  withdrawn,
  xa
} from "../../support/assignments.ts"

const stateAfter = (...events: ReadonlyArray<Event>): Assigned => {
  const state = stateFrom(Assignment, events)
  if (state._tag === "Unassigned") throw new Error("a history without a creation")
  return state
}

const fresh: Assigned = {
  _tag: "Assigned",
  directive,
  conclusion,
  force: "assign",
  body: xa,
  role: "lead",
  kind: "finite",
  issuer: huyenUy,
  deciders: [huyenUy, thuongVu],
  parent: null,
  children: [],
  phase: "assigned",
  continues: null,
  continuedBy: [],
  suspendedFrom: null,
  acknowledged: false,
  firstDue: due,
  due,
  term: null,
  nilAllowed: false,
  extensions: 0,
  openExtension: null,
  submissions: 0,
  submittedBy: null,
  answered: false,
  evidence: [],
  degree: null,
  held: false,
  filed: [],
  occurrences: [],
  escalation: 0
}
const by = byIssuer
const texts = { reason: "có lý do" }
const basis = { basis: "lịch mới" }

/** What the last of these events changes in the state before it. */
const changedBy = (...events: ReadonlyArray<Event>): Partial<Assigned> => {
  const before = stateAfter(...events.slice(0, -1))
  const now = stateAfter(...events)
  const entries = Object.entries(now).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(Object.entries(before).find(([key]) => key === name)?.[1])
  )
  return Object.fromEntries(entries)
}

describe("a creation", () => {
  it("says everything there is to know at first", () => {
    expect(stateAfter(created())).toEqual(fresh)
    expect(stateAfter(created({ kind: "conditional_report" }))).toEqual({
      ...fresh,
      kind: "conditional_report",
      phase: "armed"
    })
    const term = { from: today, to: addDays(today, 300) }
    const asWell = { parent: another, term, nilAllowed: true, kind: "periodic_report", due: monthly } as const
    expect(stateAfter(created(asWell))).toEqual({ ...fresh, ...asWell, firstDue: monthly })
  })

  it("[29, 46] keeps first due date, evidence and children of the assignment before it", () => {
    const children = [{ child, to: noiVu, mandatory: true }]
    const lineage = {
      from: another,
      how: "transferred",
      firstDue: dueBy(today),
      evidence: [{ hash, bytes: 12 }],
      children,
      occurrences: [],
      filed: [],
      suspended: false
    } as const
    expect(stateAfter(created({ lineage }))).toEqual({
      ...fresh,
      firstDue: dueBy(today),
      evidence: [{ hash, bytes: 12, withdrawn: false }],
      children,
      continues: another
    })
  })

  it("[34, 35, 46] goes on with occasions, filed periods and a suspension of the assignment before it", () => {
    const lineage = {
      from: another,
      how: "transferred",
      firstDue: dueBy(today),
      evidence: [],
      children: [],
      occurrences: [{ occurrence: 1, stage: "raised", due: dueBy(today) }],
      filed: [PeriodId.make("2024-03")],
      suspended: true
    } as const
    expect(stateAfter(created({ lineage }))).toMatchObject({
      phase: "suspended",
      suspendedFrom: "assigned",
      occurrences: lineage.occurrences,
      filed: lineage.filed
    })
    expect(stateAfter(created({ lineage, kind: "conditional_report" }))).toMatchObject({ suspendedFrom: "armed" })
  })

  it("is what everything else builds on", () => {
    expect(stateFrom(Assignment, [])).toEqual({ _tag: "Unassigned" })
    expect(stateFrom(Assignment, [acknowledged, suspended])).toEqual({ _tag: "Unassigned" })
  })
})

describe("the phases", () => {
  it("are each reached by the history that is named after it", () => {
    const all = histories()
    for (const phase of Phase.literals) expect([phase, stateAfter(...all[phase]).phase]).toEqual([phase, phase])
  })

  it("depend on the kind once work begins", () => {
    const reached = (kind: Assigned["kind"], events: ReadonlyArray<Event>) =>
      stateAfter(created({ kind }), ...events).phase
    const table = [
      ["finite", "acknowledged", "in_progress"],
      ["inquiry", "acknowledged", "in_progress"],
      ["continuing", "acknowledged", "in_force"],
      ["periodic_report", "acknowledged", "in_force"],
      ["conditional_report", "armed", "armed"]
    ] as const
    for (const [kind, known, working] of table) {
      expect([kind, reached(kind, [acknowledged])]).toEqual([kind, known])
      expect([kind, reached(kind, [acknowledged, started])]).toEqual([kind, working])
      expect([kind, reached(kind, [acknowledged, started, notDone, reopened])]).toEqual([kind, working])
      expect([kind, reached(kind, [contested])]).toEqual([kind, "contested"])
    }
  })

  it("come back after a suspension, from wherever it rested", () => {
    const { suspended: _, ...others } = histories()
    for (const phase of [
      "assigned",
      "acknowledged",
      "contested",
      "reaffirmed",
      "in_progress",
      "submitted",
      "returned",
      "in_force",
      "armed"
    ] as const) {
      const resting = stateAfter(...others[phase], suspended)
      expect([resting.phase, resting.suspendedFrom]).toEqual(["suspended", phase])
      const back = stateAfter(...others[phase], suspended, resumed)
      expect([back.phase, back.suspendedFrom]).toEqual([phase, null])
    }
  })

  it("forget where suspended work was once it ends, and keep it through what changes no phase", () => {
    expect(stateAfter(created(), suspended, attached)).toMatchObject({ phase: "suspended", suspendedFrom: "assigned" })
    expect(stateAfter(created(), suspended, notDone)).toMatchObject({ phase: "not_done", suspendedFrom: null })
  })

  it("are total over orders that no decision makes", () => {
    const cancelled = { kind: "finite", phase: "cancelled", suspendedFrom: null } as const
    expect(stageAfter(cancelled, "Suspended")).toEqual(cancelled)
    expect(stageAfter(cancelled, "Resumed")).toEqual(cancelled)
    expect(stageAfter({ ...cancelled, phase: "assigned" }, "Resumed")).toEqual({ ...cancelled, phase: "assigned" })
    expect(stageAfter(cancelled, "AssignmentCreated")).toEqual(cancelled)
  })
})

describe("taking work on", () => {
  it("is remembered until the work is reaffirmed", () => {
    expect(changedBy(created(), acknowledged)).toEqual({ acknowledged: true, phase: "acknowledged" })
    expect(changedBy(created(), acknowledged, contested)).toEqual({ phase: "contested" })
    expect(changedBy(created(), acknowledged, contested, reaffirmed)).toEqual({
      acknowledged: false,
      phase: "reaffirmed"
    })
  })

  it("adds bodies that decide, and children", () => {
    const named: Event = { _tag: "MonitoringAssigned", body: vanPhong, by, texts: {} }
    expect(changedBy(created(), named)).toEqual({ deciders: [huyenUy, thuongVu, vanPhong] })
    const first = { child, to: noiVu, mandatory: true }
    const second = { child: next, to: lamVuon, mandatory: true }
    const family = [created(), delegated(noiVu, child, true), delegated(lamVuon, next, true)]
    expect(changedBy(...family)).toEqual({ children: [first, second] })
    const waived: Event = { _tag: "WaiverGranted", child: next, by, texts }
    expect(changedBy(...family, waived)).toEqual({ children: [first, { ...second, mandatory: false }] })
  })

  it("names where the work goes on", () => {
    const parts = [
      { to: noiVu, assignment: next },
      { to: lamVuon, assignment: another }
    ]
    expect(changedBy(created(), { _tag: "Reassigned", to: noiVu, assignment: next, by, texts })).toEqual({
      phase: "reassigned",
      continuedBy: [next]
    })
    expect(changedBy(created(), { _tag: "Transferred", to: noiVu, assignment: another, by, texts })).toEqual({
      phase: "transferred",
      continuedBy: [another]
    })
    expect(changedBy(created(), { _tag: "Split", parts, by, texts: { ...texts, scopes: ["một", "hai"] } })).toEqual({
      phase: "split",
      continuedBy: [next, another]
    })
  })
})

describe("work", () => {
  it("[36] shows evidence, withdrawn or not", () => {
    const item = { hash, bytes: 12, withdrawn: false }
    const other = { hash: otherHash, bytes: 12, withdrawn: false }
    const both = [created(), attached, { ...attached, hash: otherHash }]
    expect(changedBy(...both)).toEqual({ evidence: [item, other] })
    expect(changedBy(...both, withdrawn)).toEqual({ evidence: [{ ...item, withdrawn: true }, other] })
    expect(changedBy(...both, withdrawn, attached)).toEqual({
      evidence: [{ ...item, withdrawn: true }, other, item]
    })
  })

  it("is handed in by somebody, answered only with its source", () => {
    const begun = [created(), acknowledged, started]
    expect(changedBy(...begun, submitted())).toEqual({ submissions: 1, submittedBy: byLead, phase: "submitted" })
    expect(changedBy(...begun, submitted({ answer: "no", sourced: true }))).toEqual({
      submissions: 1,
      submittedBy: byLead,
      answered: true,
      phase: "submitted"
    })
    for (const half of [{ answer: "no" }, { sourced: true }] as const)
      expect(stateAfter(...begun, submitted(half)).answered).toBe(false)
    const again = [submitted({ answer: "no", sourced: true }), returned, started, submitted({ submission: 2 })]
    expect(stateAfter(...begun, ...again)).toMatchObject({ submissions: 2, answered: false })
  })

  it("is judged beside its phase", () => {
    expect(changedBy(created(), { _tag: "OutcomeAssessed", degree: "some", by, texts: { note: "" } })).toEqual({
      degree: "some"
    })
  })

  it("is not changed by reports, reminders, reviews, advice and new provisions", () => {
    const silent: ReadonlyArray<Event> = [
      { _tag: "ProgressReported", by: byLead, percent: 100, texts: { note: "" } },
      { _tag: "ReminderSent", by, texts: { note: "" } },
      { _tag: "ReviewHeld", by, texts: { note: "rà soát" } },
      { _tag: "LiaisonRequested", by, body: noiVu, texts: { about: "cách làm" } },
      { _tag: "Rebased", conclusion, path: null, by, texts }
    ]
    for (const event of silent) expect(changedBy(created(), event)).toEqual({})
  })
})

describe("a due date", () => {
  const moved = dueBy(addDays(dueDay, 9))
  const fixed: Event = { _tag: "DeadlineFixed", due, by, texts: basis }
  const read: Event = { _tag: "DeadlineRecomputed", due: moved, by, texts: basis }

  it("[29] has the first day that was named as its first", () => {
    expect(changedBy(created({ due: undated }), fixed)).toEqual({ due, firstDue: due })
    expect(changedBy(created({ due: undated }), read)).toEqual({ due: moved, firstDue: moved })
    expect(changedBy(created(), read)).toEqual({ due: moved })
    expect(changedBy(created({ due: undated }), fixed, read)).toEqual({ due: moved })
  })

  it("[28] waits for the answer to a request", () => {
    const open = { request: 1, until: asked, by: byLead, offered: null }
    expect(changedBy(created(), requested)).toEqual({ extensions: 1, openExtension: open })
    expect(changedBy(created(), requested, countered)).toEqual({ openExtension: { ...open, offered } })
    expect(changedBy(created(), countered)).toEqual({})
  })

  it("[28, 29] is moved by what was granted or taken, and never the first one", () => {
    const note = { note: "" }
    expect(
      changedBy(created(), requested, { _tag: "ExtensionGranted", request: 1, due: moved, by, texts: note })
    ).toEqual({ due: moved, openExtension: null })
    expect(
      changedBy(created(), requested, countered, { _tag: "CounterAccepted", request: 1, due: moved, by, texts: note })
    ).toEqual({ due: moved, openExtension: null })
    const closing: ReadonlyArray<Event> = [
      { _tag: "ExtensionRefused", request: 1, by, texts },
      { _tag: "CounterDeclined", request: 1, by: byLead, texts: note },
      { _tag: "ExtensionWithdrawn", request: 1, by: byLead, texts: note }
    ]
    for (const event of closing)
      expect(changedBy(created(), requested, countered, event)).toEqual({ openExtension: null })
  })
})

describe("standing duties", () => {
  it("[35] remember each period that was reported on", () => {
    const filed: Event = { _tag: "PeriodicReportFiled", period: march, by: byLead, texts: { note: "đã làm" } }
    const nil: Event = { _tag: "NilReportFiled", period: april, by: byLead, texts: { note: "" } }
    expect(changedBy(created(), filed)).toEqual({ filed: [march] })
    expect(changedBy(created(), filed, nil)).toEqual({ filed: [march, PeriodId.make("2024-04")] })
  })

  it("[34] follow each occurrence by itself", () => {
    const start = [created({ kind: "conditional_report" }), raised(1), raised(2)]
    const responded: Event = { _tag: "OccurrenceResponded", occurrence: 2, by, texts: { note: "được" } }
    expect(changedBy(...start)).toEqual({
      occurrences: [
        { occurrence: 1, stage: "raised", due: raised(1).due },
        { occurrence: 2, stage: "raised", due: raised(2).due }
      ]
    })
    expect(changedBy(...start, occurrenceReported(2))).toEqual({
      occurrences: [
        { occurrence: 1, stage: "raised", due: raised(1).due },
        { occurrence: 2, stage: "reported", due: raised(2).due }
      ]
    })
    expect(changedBy(...start, occurrenceReported(2), responded)).toEqual({
      occurrences: [
        { occurrence: 1, stage: "raised", due: raised(1).due },
        { occurrence: 2, stage: "responded", due: raised(2).due }
      ]
    })
  })
})

describe("pressing", () => {
  it("[40] goes up, and down only when it is cleared", () => {
    expect(changedBy(created(), escalated)).toEqual({ escalation: 2 })
    expect(changedBy(created(), escalated, { ...escalated, level: 5 })).toEqual({ escalation: 5 })
    expect(changedBy(created(), escalated, { _tag: "EscalationCleared", by, texts })).toEqual({ escalation: 0 })
    expect(stateAfter(...histories({}, escalated).accepted).escalation).toBe(2)
  })
})

describe("what ended", () => {
  const held: Event = { _tag: "Held", until: null, by, texts }

  it("waits for no answer and no decision any more", () => {
    expect(changedBy(created(), held)).toEqual({ held: true })
    const all = histories({}, held, requested)
    for (const phase of Phase.literals) {
      const state = stateAfter(...all[phase])
      const isOpen = phase === "assigned" || phase === "suspended" || phase === "in_force" || phase === "returned"
      if (isOpen) expect([phase, state.held, state.openExtension?.request]).toEqual([phase, true, 1])
    }
    for (const phase of [
      "accepted",
      "cancelled",
      "transferred",
      "lapsed",
      "reassigned",
      "split",
      "discontinued"
    ] as const)
      expect([phase, stateAfter(...all[phase])]).toMatchObject([phase, { held: false, openExtension: null }])
  })

  it("[31] starts without them when it is opened again", () => {
    const events = [created(), held, requested, acknowledged, started, submitted(), accepted, reopened]
    expect(stateAfter(...events)).toMatchObject({
      phase: "in_progress",
      held: false,
      openExtension: null,
      extensions: 1
    })
  })
})
