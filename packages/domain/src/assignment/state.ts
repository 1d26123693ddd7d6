// What an assignment's history adds up to.
import { Schema } from "effect"
import type { Due, PeriodId } from "../deadline/index.ts"
import { DirectiveKind, type Force } from "../directive/index.ts"
import type {
  Actor,
  AssignmentId,
  BodyId,
  CivilDate,
  ConclusionId,
  DirectiveId,
  FactsOf,
  Instant,
  NamedActor,
  Sha256
} from "../kernel/index.ts"
import type { assignmentEvents, Degree, OccasionState, Role } from "./event.ts"

/**
 * Where the work stands: chưa thực hiện (assigned, acknowledged, reaffirmed), từ chối nhiệm vụ (contested), đang thực hiện
 * (in_progress, in_force, armed), chờ xác nhận (submitted), thực hiện lại (returned), tạm hoãn (suspended). Continuing and
 * periodic duties are in_force once begun, conditional ones armed from the start.
 */
export const OpenPhase = Schema.Literals([
  "assigned",
  "acknowledged",
  "contested",
  "reaffirmed",
  "in_progress",
  "submitted",
  "returned",
  "in_force",
  "armed",
  "suspended"
])
export type OpenPhase = typeof OpenPhase.Type

/** How work ends; only accepted and not_done may be reopened [31]. */
export const Ending = Schema.Literals([
  "accepted",
  "reassigned",
  "cancelled",
  "superseded",
  "transferred",
  "split",
  "lapsed",
  "discontinued",
  "not_done",
  "excused"
])
export type Ending = typeof Ending.Type

export const Phase = Schema.Literals([...OpenPhase.literals, ...Ending.literals])
export type Phase = typeof Phase.Type

export const isOpen = Schema.is(OpenPhase)

export interface EvidenceItem {
  readonly hash: Sha256
  readonly bytes: number
  readonly withdrawn: boolean
}

export interface Child {
  readonly child: AssignmentId
  readonly to: BodyId
  /** Whether the parent waits for it [19]; a waiver takes that away. */
  readonly mandatory: boolean
}

/** A request for a later day, and the day that was offered instead, if one was. */
export interface OpenExtension {
  readonly request: number
  readonly until: Instant
  readonly by: Actor
  readonly offered: Instant | null
}

/** What the phase of an assignment depends on. */
export const Stage = Schema.Struct({
  kind: DirectiveKind,
  phase: Phase,
  /** Where suspended work goes back to. */
  suspendedFrom: Schema.NullOr(OpenPhase)
})
export type Stage = typeof Stage.Type

export interface Assigned extends Stage {
  readonly _tag: "Assigned"
  readonly directive: DirectiveId
  readonly conclusion: ConclusionId
  readonly force: Force
  readonly body: BodyId
  readonly role: Role
  readonly issuer: BodyId
  /** Bodies that decide for the issuer, those named to monitor included [37]. */
  readonly deciders: ReadonlyArray<BodyId>
  readonly parent: AssignmentId | null
  readonly children: ReadonlyArray<Child>
  /** The assignment that it took over from. */
  readonly continues: AssignmentId | null
  /** The assignments in which it goes on after a transfer, a split or a reassignment. */
  readonly continuedBy: ReadonlyArray<AssignmentId>
  readonly acknowledged: boolean
  /** The first that names a day, once there is one [29]. */
  readonly firstDue: Due
  readonly due: Due
  readonly term: { readonly from: CivilDate; readonly to: CivilDate | null } | null
  readonly nilAllowed: boolean
  readonly extensions: number
  readonly openExtension: OpenExtension | null
  readonly submissions: number
  readonly submittedBy: NamedActor | null
  readonly answered: boolean
  readonly evidence: ReadonlyArray<EvidenceItem>
  readonly degree: Degree | null
  /** Left with a dissolved body by a decision [45]. */
  readonly held: boolean
  /** Periods reported on. */
  readonly filed: ReadonlyArray<PeriodId>
  readonly occurrences: ReadonlyArray<OccasionState>
  /** 0 while nothing was escalated [40]. */
  readonly escalation: number
}

export type AssignmentState = { readonly _tag: "Unassigned" } | Assigned

export const initial: AssignmentState = { _tag: "Unassigned" }

/** Conditional duties wait for their occasion from the start; what was suspended before a transfer stays so after it. */
export const firstStage = ({ kind, lineage }: Pick<Created, "kind" | "lineage">): Stage => {
  const phase = kind === "conditional_report" ? "armed" : "assigned"
  return lineage?.suspended === true
    ? { kind, phase: "suspended", suspendedFrom: phase }
    : { kind, phase, suspendedFrom: null }
}

type Facts = FactsOf<typeof assignmentEvents>
type Created = Extract<Facts, { _tag: "AssignmentCreated" }>

const created = (event: Created): Assigned => ({
  _tag: "Assigned",
  directive: event.directive,
  conclusion: event.conclusion,
  force: event.force,
  body: event.body,
  role: event.role,
  kind: event.kind,
  issuer: event.issuer,
  deciders: event.authority,
  parent: event.parent,
  children: event.lineage?.children ?? [],
  phase: firstStage(event).phase,
  continues: event.lineage?.from ?? null,
  continuedBy: [],
  suspendedFrom: firstStage(event).suspendedFrom,
  acknowledged: false,
  firstDue: event.lineage?.firstDue ?? event.due,
  due: event.due,
  term: event.term,
  nilAllowed: event.nilAllowed,
  extensions: 0,
  openExtension: null,
  submissions: 0,
  submittedBy: null,
  answered: false,
  evidence: (event.lineage?.evidence ?? []).map((item) => ({ ...item, withdrawn: false })),
  degree: null,
  held: false,
  filed: event.lineage?.filed ?? [],
  occurrences: event.lineage?.occurrences ?? [],
  escalation: 0
})

/** Duties that are kept up rather than finished. */
const isStanding = (kind: DirectiveKind): boolean => kind === "continuing" || kind === "periodic_report"

/** The phase in which the work is done. */
const atWork = (kind: DirectiveKind): OpenPhase =>
  isStanding(kind) ? "in_force" : kind === "conditional_report" ? "armed" : "in_progress"

/** The phase that each event leads to; events that are not here leave it. */
const leadsTo: { readonly [Tag in Facts["_tag"]]?: Phase } = {
  Contested: "contested",
  Reaffirmed: "reaffirmed",
  Reassigned: "reassigned",
  ResultSubmitted: "submitted",
  ResultReturned: "returned",
  ResultAccepted: "accepted",
  Cancelled: "cancelled",
  Superseded: "superseded",
  Discontinued: "discontinued",
  ConcludedNotDone: "not_done",
  Excused: "excused",
  Lapsed: "lapsed",
  Transferred: "transferred",
  Split: "split"
}

/** Where the work stands after an event. */
export const stageAfter = ({ kind, phase, suspendedFrom }: Stage, event: Facts["_tag"]): Stage => {
  const at = (next: Phase): Stage => ({ kind, phase: next, suspendedFrom: null })
  switch (event) {
    case "Acknowledged":
      return at(kind === "conditional_report" ? "armed" : "acknowledged")
    case "WorkStarted":
    case "Reopened":
      return at(atWork(kind))
    case "Suspended":
      return isOpen(phase) ? { kind, phase: "suspended", suspendedFrom: phase } : { kind, phase, suspendedFrom }
    case "Resumed":
      return at(suspendedFrom ?? phase)
    default: {
      const next = leadsTo[event]
      return next === undefined ? { kind, phase, suspendedFrom } : at(next)
    }
  }
}

const due = (state: Assigned, current: Due): Assigned => ({
  ...state,
  due: current,
  firstDue: state.firstDue.end === null ? current : state.firstDue
})

const occurrenceAt = (state: Assigned, occurrence: number, stage: OccasionState["stage"]): Assigned => ({
  ...state,
  occurrences: state.occurrences.map((item) => (item.occurrence === occurrence ? { ...item, stage } : item))
})

/** What ends no longer waits for an answer on its due date, nor for a decision on who takes it over. */
const closed = (state: Assigned): Assigned =>
  isOpen(state.phase) ? state : { ...state, openExtension: null, held: false }

const recorded = (state: Assigned, event: Exclude<Facts, { _tag: "AssignmentCreated" }>): Assigned => {
  switch (event._tag) {
    case "Acknowledged":
      return { ...state, acknowledged: true }
    case "Reaffirmed":
      return { ...state, acknowledged: false }
    case "MonitoringAssigned":
      return { ...state, deciders: [...state.deciders, event.body] }
    case "DelegationMade": {
      const { child, to, mandatory } = event
      return { ...state, children: [...state.children, { child, to, mandatory }] }
    }
    case "EvidenceAttached":
      return { ...state, evidence: [...state.evidence, { hash: event.hash, bytes: event.bytes, withdrawn: false }] }
    case "EvidenceWithdrawn":
      return {
        ...state,
        evidence: state.evidence.map((item) => (item.hash === event.hash ? { ...item, withdrawn: true } : item))
      }
    case "ResultSubmitted": {
      const { submission, by, answer, sourced } = event
      return { ...state, submissions: submission, submittedBy: by, answered: answer !== null && sourced }
    }
    case "OutcomeAssessed":
      return { ...state, degree: event.degree }
    case "WaiverGranted":
      return {
        ...state,
        children: state.children.map((item) => (item.child === event.child ? { ...item, mandatory: false } : item))
      }
    case "Reassigned":
    case "Transferred":
      return { ...state, continuedBy: [event.assignment] }
    case "Split":
      return { ...state, continuedBy: event.parts.map(({ assignment }) => assignment) }
    case "Held":
      return { ...state, held: true }
    case "DeadlineFixed":
    case "DeadlineRecomputed":
      return due(state, event.due)
    case "ExtensionRequested": {
      const { request, until, by } = event
      return { ...state, extensions: request, openExtension: { request, until, by, offered: null } }
    }
    case "ExtensionCountered":
      return { ...state, openExtension: state.openExtension && { ...state.openExtension, offered: event.until } }
    case "ExtensionGranted":
    case "CounterAccepted":
      return { ...state, due: event.due, openExtension: null }
    case "ExtensionRefused":
    case "CounterDeclined":
    case "ExtensionWithdrawn":
      return { ...state, openExtension: null }
    case "NilReportsAllowed":
      return { ...state, nilAllowed: true }
    case "PeriodicReportFiled":
    case "NilReportFiled":
      return { ...state, filed: [...state.filed, event.period] }
    case "OccurrenceRaised":
      return {
        ...state,
        occurrences: [...state.occurrences, { occurrence: event.occurrence, stage: "raised", due: event.due }]
      }
    case "OccurrenceReported":
      return occurrenceAt(state, event.occurrence, "reported")
    case "OccurrenceResponded":
      return occurrenceAt(state, event.occurrence, "responded")
    case "EscalationRaised":
      return { ...state, escalation: event.level }
    case "EscalationCleared":
      return { ...state, escalation: 0 }
    default:
      return state
  }
}

export const evolve = (state: AssignmentState, event: Facts): AssignmentState => {
  if (event._tag === "AssignmentCreated") return created(event)
  if (state._tag === "Unassigned") return state
  const next = recorded(state, event)
  const { phase, suspendedFrom } = stageAfter(state, event._tag)
  // Most events leave it where it was, and an assignment is much to copy.
  return closed(phase === next.phase && suspendedFrom === next.suspendedFrom ? next : { ...next, phase, suspendedFrom })
}
