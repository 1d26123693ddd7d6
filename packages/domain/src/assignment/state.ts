// What an assignment's history adds up to.
import type { Due, PeriodId } from "../deadline/index.ts"
import type { DirectiveKind, Force } from "../directive/index.ts"
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
import type { assignmentEvents, Degree, Role } from "./event.ts"

/**
 * Where the work stands: chưa thực hiện (assigned, acknowledged, reaffirmed), từ chối nhiệm vụ (contested), đang thực hiện
 * (in_progress, in_force, armed), chờ xác nhận (submitted), thực hiện lại (returned), tạm hoãn (suspended). Continuing and
 * periodic duties are in_force once begun, conditional ones armed from the start.
 */
export const openPhases = [
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
] as const
export type OpenPhase = (typeof openPhases)[number]

/** How work ends; only accepted and not_done may be reopened [31]. */
export const endings = [
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
] as const
export type Ending = (typeof endings)[number]

export type Phase = OpenPhase | Ending

export const isOpen = (phase: Phase): phase is OpenPhase => openPhases.some((open) => open === phase)

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

export interface Occurrence {
  readonly occurrence: number
  readonly stage: "raised" | "reported" | "responded"
}

export interface Assigned {
  readonly _tag: "Assigned"
  readonly directive: DirectiveId
  readonly conclusion: ConclusionId
  readonly force: Force
  readonly body: BodyId
  readonly role: Role
  readonly kind: DirectiveKind
  readonly issuer: BodyId
  /** Bodies that decide for the issuer, those named to monitor included [37]. */
  readonly deciders: ReadonlyArray<BodyId>
  readonly parent: AssignmentId | null
  readonly children: ReadonlyArray<Child>
  readonly phase: Phase
  /** The assignments in which it goes on after a transfer, a split or a reassignment. */
  readonly continuedBy: ReadonlyArray<AssignmentId>
  /** Where suspended work goes back to. */
  readonly suspendedFrom: OpenPhase | null
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
  readonly occurrences: ReadonlyArray<Occurrence>
  /** 0 while nothing was escalated [40]. */
  readonly escalation: number
}

export type AssignmentState = { readonly _tag: "Unassigned" } | Assigned

export const initial: AssignmentState = { _tag: "Unassigned" }

type Facts = FactsOf<typeof assignmentEvents>

const created = (event: Extract<Facts, { _tag: "AssignmentCreated" }>): Assigned => ({
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
  phase: event.kind === "conditional_report" ? "armed" : "assigned",
  continuedBy: [],
  suspendedFrom: null,
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
  filed: [],
  occurrences: [],
  escalation: 0
})

/** Duties that are kept up rather than finished. */
export const isStanding = ({ kind }: Pick<Assigned, "kind">): boolean =>
  kind === "continuing" || kind === "periodic_report"

/** The phase in which the work is done. */
const atWork = ({ kind }: Assigned): OpenPhase =>
  isStanding({ kind }) ? "in_force" : kind === "conditional_report" ? "armed" : "in_progress"

const withdrawn = (state: Assigned, hash: Sha256): Assigned => ({
  ...state,
  evidence: state.evidence.map((item) => (item.hash === hash ? { ...item, withdrawn: true } : item))
})

const ended = (state: Assigned, phase: Ending, continuedBy: ReadonlyArray<AssignmentId> = []): Assigned => ({
  ...state,
  phase,
  continuedBy,
  openExtension: null,
  held: false
})

const due = (state: Assigned, current: Due): Assigned => ({
  ...state,
  due: current,
  firstDue: state.firstDue.end === null ? current : state.firstDue
})

const moved = (state: Assigned, occurrence: number, stage: Occurrence["stage"]): Assigned => ({
  ...state,
  occurrences: state.occurrences.map((item) => (item.occurrence === occurrence ? { occurrence, stage } : item))
})

export const evolve = (state: AssignmentState, event: Facts): AssignmentState => {
  if (event._tag === "AssignmentCreated") return created(event)
  if (state._tag === "Unassigned") return state
  switch (event._tag) {
    case "Acknowledged":
      return { ...state, acknowledged: true, phase: state.phase === "armed" ? "armed" : "acknowledged" }
    case "Contested":
      return { ...state, phase: "contested" }
    case "Reaffirmed":
      return { ...state, phase: "reaffirmed", acknowledged: false }
    case "Reassigned":
      return ended(state, "reassigned", [event.assignment])
    case "MonitoringAssigned":
      return { ...state, deciders: [...state.deciders, event.body] }
    case "DelegationMade": {
      const { child, to, mandatory } = event
      return { ...state, children: [...state.children, { child, to, mandatory }] }
    }
    case "WorkStarted":
    case "Reopened":
      return { ...state, phase: atWork(state) }
    case "EvidenceAttached":
      return { ...state, evidence: [...state.evidence, { hash: event.hash, bytes: event.bytes, withdrawn: false }] }
    case "EvidenceWithdrawn":
      return withdrawn(state, event.hash)
    case "ResultSubmitted":
      return {
        ...state,
        phase: "submitted",
        submissions: event.submission,
        submittedBy: event.by,
        answered: event.answer !== null && event.sourced
      }
    case "ResultReturned":
      return { ...state, phase: "returned" }
    case "ResultAccepted":
      return ended(state, "accepted")
    case "OutcomeAssessed":
      return { ...state, degree: event.degree }
    case "WaiverGranted":
      return {
        ...state,
        children: state.children.map((item) => (item.child === event.child ? { ...item, mandatory: false } : item))
      }
    case "Suspended":
      return isOpen(state.phase) ? { ...state, phase: "suspended", suspendedFrom: state.phase } : state
    case "Resumed":
      return { ...state, phase: state.suspendedFrom ?? state.phase, suspendedFrom: null }
    case "Cancelled":
      return ended(state, "cancelled")
    case "Superseded":
      return ended(state, "superseded")
    case "Discontinued":
      return ended(state, "discontinued")
    case "ConcludedNotDone":
      return ended(state, "not_done")
    case "Excused":
      return ended(state, "excused")
    case "Lapsed":
      return ended(state, "lapsed")
    case "Transferred":
      return ended(state, "transferred", [event.assignment])
    case "Split":
      return ended(
        state,
        "split",
        event.parts.map(({ assignment }) => assignment)
      )
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
    case "PeriodicReportFiled":
    case "NilReportFiled":
      return { ...state, filed: [...state.filed, event.period] }
    case "OccurrenceRaised":
      return { ...state, occurrences: [...state.occurrences, { occurrence: event.occurrence, stage: "raised" }] }
    case "OccurrenceReported":
      return moved(state, event.occurrence, "reported")
    case "OccurrenceResponded":
      return moved(state, event.occurrence, "responded")
    case "EscalationRaised":
      return { ...state, escalation: event.level }
    case "EscalationCleared":
      return { ...state, escalation: 0 }
    case "LiaisonRequested":
    case "ProgressReported":
    case "Rebased":
    case "ReviewHeld":
    case "ReminderSent":
      return state
  }
}
