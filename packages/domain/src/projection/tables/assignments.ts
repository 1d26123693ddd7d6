// One row for each assignment: where it stands, and the history that timeliness is computed from.
import { Schema } from "effect"
import { assignmentEvents, Ending, firstStage, Stage, stageAfter } from "../../assignment/index.ts"
import type { LedgerEvent } from "../../catalogue.ts"
import { type Due, type DueSince, DutyHistory, mayBeOverdueFrom, noHistory, type Term } from "../../deadline/index.ts"
import { dayOf, type ErasableOf, type OccurredAt } from "../../kernel/index.ts"
import { parseJson } from "../../ledger/index.ts"
import { declareProjection, json, listIn, type Placed } from "../declare.ts"
import type { RowOf } from "../projection.ts"

const columns = {
  /** The position of its first event; orders several assignments of one directive to one body. */
  created: "integer",
  /** The day on which it was given. */
  assigned_on: "text",
  directive: "text",
  conclusion: "text",
  body: "text",
  role: "text",
  kind: "text",
  force: "text",
  parent: "text?",
  issuer: "text",
  /** JSON list of the bodies that decide for the issuer. */
  deciders: "text",
  phase: "text",
  /** The phase that suspended work goes back to. */
  suspended_from: "text?",
  /** 1 where it is left with a dissolved body by decision [45]. */
  held: "integer",
  /** The assignment that it took over from, and how: transferred, split or reassigned [46]. */
  lineage_from: "text?",
  lineage_how: "text?",
  /** JSON list of the assignments in which it goes on. */
  continued_by: "text",
  /** JSON list of the children whose end acceptance does not wait for [19]. */
  waived: "text",
  degree: "text?",
  /** 0 while nothing was escalated [40]. */
  escalation: "integer",
  percent: "integer?",
  first_due_end: "text?",
  due_end: "text?",
  open_extension_until: "text?",
  /**
   * The moment from which something of it may be overdue, as things stand; null where nothing may be. A fact about what is
   * owed: whether it is overdue is judged when asked [22].
   */
  overdue_from: "text?",
  submissions: "integer",
  /** JSON of `DutyHistory`. */
  history: "text"
} as const

type AssignmentRow = RowOf<typeof columns>
type Patch = Partial<Omit<AssignmentRow, "phase" | "suspended_from" | "overdue_from" | "history">>

const readHistory = Schema.decodeUnknownSync(DutyHistory)
const readStage = Schema.decodeUnknownSync(Stage)

/** The history in an assignment's row, for `timeliness`. */
export const dutyHistoryOf = (row: { readonly history: string }): DutyHistory => readHistory(parseJson(row.history))

/** The histories of rows that were made here, which need not be read from their text again. */
const histories = new WeakMap<AssignmentRow, DutyHistory>()

const withHistory = (row: Omit<AssignmentRow, "overdue_from" | "history">, history: DutyHistory): AssignmentRow => {
  const { dues, submissions, lastActivity, timed, suspensions, ended, occurrences, term, filings } = history
  const whole = {
    ...row,
    overdue_from: mayBeOverdueFrom(history),
    history: json({ dues, submissions, lastActivity, timed, suspensions, ended, occurrences, term, filings })
  }
  histories.set(whole, history)
  return whole
}

const isEnding = Schema.is(Ending)

type Event = ErasableOf<typeof assignmentEvents>
type Created = Extract<Event, { _tag: "AssignmentCreated" }>

/** The first due date of all is kept, also where another body had it [29]. */
const firstDues = ({ due, lineage }: Created, since: OccurredAt): ReadonlyArray<DueSince> =>
  lineage === null || lineage.firstDue.end === due.end
    ? [{ since, due }]
    : [
        { since, due: lineage.firstDue },
        { since, due }
      ]

const termIn = ({ due, term }: Created): Term | null =>
  due.spec._tag === "Recurring" && term !== null ? { recurrence: due.spec.recurrence, ...term } : null

const created = (event: Created, { at }: Placed): AssignmentRow =>
  withHistory(
    {
      created: at.position,
      assigned_on: dayOf(at.occurredAt),
      directive: event.directive,
      conclusion: event.conclusion,
      body: event.body,
      role: event.role,
      kind: event.kind,
      force: event.force,
      parent: event.parent,
      issuer: event.issuer,
      deciders: json(event.authority),
      phase: firstStage(event).phase,
      suspended_from: firstStage(event).suspendedFrom,
      held: 0,
      lineage_from: event.lineage?.from ?? null,
      lineage_how: event.lineage?.how ?? null,
      continued_by: json([]),
      waived: json([]),
      degree: null,
      escalation: 0,
      percent: null,
      first_due_end: event.lineage?.firstDue.end ?? event.due.end,
      due_end: event.due.end,
      open_extension_until: null,
      submissions: 0
    },
    {
      ...noHistory,
      dues: firstDues(event, at.occurredAt),
      lastActivity: at.occurredAt,
      timed: event.kind !== "continuing" && event.kind !== "conditional_report",
      suspensions: event.lineage?.suspended === true ? [{ from: at.occurredAt, to: null }] : [],
      occurrences: (event.lineage?.occurrences ?? []).map(({ occurrence, stage, due }) => ({
        ordinal: occurrence,
        raised: at.occurredAt,
        due,
        reported: stage === "raised" ? null : at.occurredAt
      })),
      filings: (event.lineage?.filed ?? []).map((period) => ({ period, at: at.occurredAt, nil: false })),
      term: termIn(event)
    }
  )

const patchOf = (row: AssignmentRow, event: Event): Patch => {
  switch (event._tag) {
    case "ProgressReported":
      return { percent: event.percent ?? row.percent }
    case "ResultSubmitted":
      return { submissions: event.submission }
    case "OutcomeAssessed":
      return { degree: event.degree }
    case "WaiverGranted":
      return { waived: json([...listIn(row.waived), event.child]) }
    case "MonitoringAssigned":
      return { deciders: json([...listIn(row.deciders), event.body]) }
    case "Held":
      return { held: 1 }
    case "Reassigned":
    case "Transferred":
      return { continued_by: json([event.assignment]) }
    case "Split":
      return { continued_by: json(event.parts.map(({ assignment }) => assignment)) }
    case "DeadlineFixed":
    case "DeadlineRecomputed":
      return { due_end: event.due.end, first_due_end: row.first_due_end ?? event.due.end }
    case "ExtensionRequested":
      return { open_extension_until: event.until }
    case "ExtensionGranted":
    case "CounterAccepted":
      return { due_end: event.due.end, open_extension_until: null }
    case "ExtensionRefused":
    case "CounterDeclined":
    case "ExtensionWithdrawn":
      return { open_extension_until: null }
    case "EscalationRaised":
      return { escalation: event.level }
    case "EscalationCleared":
      return { escalation: 0 }
    default:
      return {}
  }
}

const newest = ({ submissions }: DutyHistory, patch: Partial<DutyHistory["submissions"][number]>) =>
  submissions.map((submission, index) => (index === submissions.length - 1 ? { ...submission, ...patch } : submission))

const resumed = ({ suspensions }: DutyHistory, to: OccurredAt) =>
  suspensions.map((suspension) => (suspension.to === null ? { ...suspension, to } : suspension))

/** The time in which work counted as ended is nobody's lateness. */
const reopened = (before: DutyHistory, at: OccurredAt): Partial<DutyHistory> =>
  before.ended === null
    ? { submissions: newest(before, { reopened: at }) }
    : { ended: null, suspensions: [...resumed(before, before.ended), { from: before.ended, to: at }] }

/** Periods that somebody fixes count from the day on which the duty was given. */
const termFixed = (before: DutyHistory, { spec }: Due): Partial<DutyHistory> => {
  const [first] = before.dues
  return spec._tag === "Recurring" && before.term === null && first !== undefined
    ? { term: { recurrence: spec.recurrence, from: dayOf(first.since), to: null } }
    : {}
}

const historyAfter = (before: DutyHistory, event: Event, at: OccurredAt): Partial<DutyHistory> => {
  switch (event._tag) {
    case "ResultSubmitted":
      return { submissions: [...before.submissions, { at, outcome: null, reopened: null }] }
    case "ResultReturned":
      return { submissions: newest(before, { outcome: "returned" }) }
    case "ResultAccepted":
      return { submissions: newest(before, { outcome: "accepted" }) }
    case "Reopened":
      return reopened(before, at)
    case "Suspended":
      return { suspensions: [...before.suspensions, { from: at, to: null }] }
    case "Resumed":
      return { suspensions: resumed(before, at) }
    case "DeadlineFixed":
    case "DeadlineRecomputed":
    case "ExtensionGranted":
    case "CounterAccepted":
      return { dues: [...before.dues, { since: at, due: event.due }], ...termFixed(before, event.due) }
    case "OccurrenceRaised": {
      const { occurrence: ordinal, due } = event
      return { occurrences: [...before.occurrences, { ordinal, raised: at, due, reported: null }] }
    }
    case "OccurrenceReported":
      return {
        occurrences: before.occurrences.map((one) =>
          one.ordinal === event.occurrence ? { ...one, reported: at } : one
        )
      }
    case "PeriodicReportFiled":
    case "NilReportFiled": {
      const { period } = event
      return { filings: [...before.filings, { period, at, nil: event._tag === "NilReportFiled" }] }
    }
    default:
      return {}
  }
}

/** What others do about the work is nothing that happens in it [27]. */
const aside: ReadonlyArray<Event["_tag"]> = ["ReminderSent", "EscalationRaised", "EscalationCleared", "Held"]

const isOfAssignment = (event: LedgerEvent): event is Event => Object.hasOwn(assignmentEvents, event._tag)

const changed = (row: AssignmentRow, event: Event, at: OccurredAt): AssignmentRow => {
  const before = histories.get(row) ?? dutyHistoryOf(row)
  const { kind, phase, suspended_from: suspendedFrom } = row
  const stage = stageAfter(readStage({ kind, phase, suspendedFrom }), event._tag)
  const endedNow = isEnding(stage.phase) && !isEnding(phase)
  const lastActivity = aside.includes(event._tag) ? before.lastActivity : at
  const ended = endedNow && stage.phase !== "accepted" ? { ended: at } : {}
  return withHistory(
    {
      ...row,
      ...(endedNow ? { open_extension_until: null, held: 0 } : {}),
      ...patchOf(row, event),
      phase: stage.phase,
      suspended_from: stage.suspendedFrom
    },
    { ...before, ...ended, ...historyAfter(before, event, at), lastActivity }
  )
}

export const assignments = declareProjection({
  name: "assignments",
  version: 4,
  columns,
  indexed: [
    ["directive", "body"],
    ["body", "overdue_from"]
  ],
  ordered: [["overdue_from"]],
  keys: ({ at, aggregate }) => (at.stream.startsWith("assignment/") ? [aggregate] : []),
  evolve: (row, placed) => {
    const { event, at } = placed
    if (!isOfAssignment(event)) return row
    if (event._tag === "AssignmentCreated") return created(event, placed)
    return row && changed(row, event, at.occurredAt)
  }
})
