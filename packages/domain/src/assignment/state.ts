// What an assignment's history adds up to.
import type { Due } from "../deadline/index.ts"
import type { DirectiveKind, Force } from "../directive/index.ts"
import type {
  Actor,
  AssignmentId,
  BodyId,
  ConclusionId,
  DirectiveId,
  FactsOf,
  Instant,
  NamedActor,
  Sha256
} from "../kernel/index.ts"
import type { assignmentEvents } from "./event.ts"

/**
 * Where the work stands: chưa thực hiện (assigned, acknowledged), đang thực hiện (in_progress, in_force, armed), chờ xác
 * nhận (submitted), thực hiện lại (returned), đã hoàn thành (accepted). Continuing duties are in_force once begun,
 * conditional ones armed from the start.
 */
export type Phase =
  | "assigned"
  | "acknowledged"
  | "in_progress"
  | "submitted"
  | "returned"
  | "accepted"
  | "in_force"
  | "armed"

export interface EvidenceItem {
  readonly hash: Sha256
  readonly withdrawn: boolean
}

export interface Assigned {
  readonly _tag: "Assigned"
  readonly directive: DirectiveId
  readonly conclusion: ConclusionId
  readonly force: Force
  readonly body: BodyId
  readonly kind: DirectiveKind
  readonly issuer: BodyId
  /** Bodies that decide for the issuer, those named to monitor included [37]. */
  readonly deciders: ReadonlyArray<BodyId>
  readonly parent: AssignmentId | null
  readonly children: ReadonlyArray<{ readonly child: AssignmentId; readonly to: BodyId }>
  readonly phase: Phase
  readonly acknowledged: boolean
  /** The first that names a day, once there is one [29]. */
  readonly firstDue: Due
  readonly due: Due
  readonly extensions: number
  readonly openExtension: { readonly request: number; readonly until: Instant; readonly by: Actor } | null
  readonly submissions: number
  readonly submittedBy: NamedActor | null
  readonly answered: boolean
  readonly evidence: ReadonlyArray<EvidenceItem>
}

export type AssignmentState = { readonly _tag: "Unassigned" } | Assigned

export const initial: AssignmentState = { _tag: "Unassigned" }

const created = (event: Extract<FactsOf<typeof assignmentEvents>, { _tag: "AssignmentCreated" }>): Assigned => ({
  _tag: "Assigned",
  directive: event.directive,
  conclusion: event.conclusion,
  force: event.force,
  body: event.body,
  kind: event.kind,
  issuer: event.issuer,
  deciders: event.authority,
  parent: event.parent,
  children: [],
  phase: event.kind === "conditional_report" ? "armed" : "assigned",
  acknowledged: false,
  firstDue: event.due,
  due: event.due,
  extensions: 0,
  openExtension: null,
  submissions: 0,
  submittedBy: null,
  answered: false,
  evidence: []
})

export const evolve = (state: AssignmentState, event: FactsOf<typeof assignmentEvents>): AssignmentState => {
  if (event._tag === "AssignmentCreated") return created(event)
  if (state._tag === "Unassigned") return state
  switch (event._tag) {
    case "Acknowledged":
      return { ...state, acknowledged: true, phase: state.phase === "armed" ? "armed" : "acknowledged" }
    case "WorkStarted":
      return { ...state, phase: state.kind === "continuing" ? "in_force" : "in_progress" }
    case "ProgressReported":
      return state
    case "EvidenceAttached":
      return { ...state, evidence: [...state.evidence, { hash: event.hash, withdrawn: false }] }
    case "EvidenceWithdrawn":
      return {
        ...state,
        evidence: state.evidence.map((item) => (item.hash === event.hash ? { ...item, withdrawn: true } : item))
      }
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
      return { ...state, phase: "accepted", openExtension: null }
    case "Reopened":
      return { ...state, phase: "in_progress" }
    case "MonitoringAssigned":
      return { ...state, deciders: [...state.deciders, event.body] }
    case "DelegationMade":
      return { ...state, children: [...state.children, { child: event.child, to: event.to }] }
    case "DeadlineFixed":
      return { ...state, due: event.due, firstDue: state.firstDue.end === null ? event.due : state.firstDue }
    case "ExtensionRequested":
      return {
        ...state,
        extensions: event.request,
        openExtension: { request: event.request, until: event.until, by: event.by }
      }
    case "ExtensionGranted":
      return { ...state, due: event.due, openExtension: null }
    case "ExtensionRefused":
      return { ...state, openExtension: null }
  }
}
