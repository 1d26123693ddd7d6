// What a bookkeeper with pencil and paper would know of an assignment: written from the specification, sections 3 and 6.
import {
  type AssignmentId,
  type assignmentEvents,
  BodyId as Body,
  type BodyId,
  type DirectiveKind,
  type Due,
  type EventOf,
  type Instant,
  type PersonId
} from "@ketluan/domain"

export type AssignmentEvent = EventOf<typeof assignmentEvents>

export const openStandings = [
  "assigned",
  "acknowledged",
  "contested",
  "reaffirmed",
  "in_progress",
  "in_force",
  "armed",
  "submitted",
  "returned",
  "suspended"
] as const
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
export type Standing = (typeof openStandings)[number] | Ending

interface Request {
  readonly body: BodyId | null
  readonly person: PersonId | null
  readonly until: Instant
  /** The day that the issuer would give instead. */
  readonly offered: Instant | null
}

export interface Model {
  readonly body: BodyId
  readonly kind: DirectiveKind
  readonly issuer: BodyId
  readonly standing: Standing
  /** Where it stood before it was suspended. */
  readonly resting: Standing | null
  readonly isAcknowledged: boolean
  /** The first due date and each that came after it. */
  readonly dues: ReadonlyArray<Instant | null>
  readonly deciders: ReadonlyArray<BodyId>
  readonly request: Request | null
  /** One entry for each attachment, in order. */
  readonly evidence: ReadonlyArray<{ readonly hash: string; readonly bytes: number; readonly withdrawn: boolean }>
  readonly submitter: { readonly body: BodyId; readonly person: PersonId } | null
  readonly hasAnswer: boolean
  readonly children: ReadonlyArray<{ readonly child: AssignmentId; readonly to: BodyId; readonly mandatory: boolean }>
  readonly continuedBy: ReadonlyArray<AssignmentId>
  readonly isHeld: boolean
  readonly nilAllowed: boolean
  readonly filed: ReadonlyArray<string>
  readonly occurrences: ReadonlyArray<"raised" | "reported" | "responded">
  readonly level: number
}

export const dueNow = ({ dues }: Model): Instant | null => dues.at(-1) ?? null
export const isEnded = ({ standing }: Pick<Model, "standing">): boolean => endings.some((ending) => ending === standing)

/** Before anything happened. */
export const nothing: Model = {
  body: Body.make("khong-ai"),
  kind: "finite",
  issuer: Body.make("khong-ai"),
  standing: "assigned",
  resting: null,
  isAcknowledged: false,
  dues: [],
  deciders: [],
  request: null,
  evidence: [],
  submitter: null,
  hasAnswer: false,
  children: [],
  continuedBy: [],
  isHeld: false,
  nilAllowed: false,
  filed: [],
  occurrences: [],
  level: 0
}

/** Continuing and periodic duties are in force, conditional ones wait for their occasion, the rest is in progress. */
const atWork = ({ kind }: Model): Standing => {
  if (kind === "continuing" || kind === "periodic_report") return "in_force"
  return kind === "conditional_report" ? "armed" : "in_progress"
}

const end = (model: Model, standing: Ending): Model => ({
  ...model,
  standing,
  request: null,
  isHeld: false,
  resting: null
})
const moved = (model: Model, { end: day }: Due): Model => ({ ...model, dues: [...model.dues, day] })
/** A bookkeeper who came late knows nothing of earlier ones, but that they were raised. */
const occurred = (model: Model, number: number, stage: "reported" | "responded"): Model => ({
  ...model,
  occurrences: Array.from({ length: Math.max(number, model.occurrences.length) }, (_, at) =>
    at === number - 1 ? stage : (model.occurrences[at] ?? "raised")
  )
})

/** The bookkeeper's next page. */
export const book = (model: Model, event: AssignmentEvent): Model => {
  switch (event._tag) {
    case "AssignmentCreated":
      return {
        ...nothing,
        body: event.body,
        kind: event.kind,
        issuer: event.issuer,
        standing: event.kind === "conditional_report" ? "armed" : "assigned",
        dues: [event.due.end],
        deciders: event.authority,
        evidence: (event.lineage?.evidence ?? []).map((item) => ({ ...item, withdrawn: false })),
        children: event.lineage?.children ?? [],
        nilAllowed: event.nilAllowed
      }
    case "Acknowledged":
      return { ...model, isAcknowledged: true, standing: model.standing === "armed" ? "armed" : "acknowledged" }
    case "Contested":
      return { ...model, standing: "contested" }
    case "Reaffirmed":
      return { ...model, standing: "reaffirmed", isAcknowledged: false }
    case "Reassigned":
      return end({ ...model, continuedBy: [event.assignment] }, "reassigned")
    case "MonitoringAssigned":
      return { ...model, deciders: [...model.deciders, event.body] }
    case "DelegationMade": {
      const { child, to, mandatory } = event
      return { ...model, children: [...model.children, { child, to, mandatory }] }
    }
    case "WaiverGranted":
      return {
        ...model,
        children: model.children.map((made) => (made.child === event.child ? { ...made, mandatory: false } : made))
      }
    case "WorkStarted":
    case "Reopened":
      return { ...model, standing: atWork(model) }
    case "EvidenceAttached":
      return { ...model, evidence: [...model.evidence, { hash: event.hash, bytes: event.bytes, withdrawn: false }] }
    case "EvidenceWithdrawn": {
      const at = model.evidence.findLastIndex(({ hash, withdrawn }) => hash === event.hash && !withdrawn)
      return {
        ...model,
        evidence: model.evidence.map((item, index) => (index === at ? { ...item, withdrawn: true } : item))
      }
    }
    case "ResultSubmitted":
      return {
        ...model,
        standing: "submitted",
        submitter: event.by,
        hasAnswer: event.answer !== null && event.sourced
      }
    case "ResultReturned":
      return { ...model, standing: "returned" }
    case "ResultAccepted":
      return end(model, "accepted")
    case "Suspended":
      return { ...model, standing: "suspended", resting: model.standing }
    case "Resumed":
      return { ...model, standing: model.resting ?? model.standing, resting: null }
    case "Cancelled":
      return end(model, "cancelled")
    case "Superseded":
      return end(model, "superseded")
    case "Discontinued":
      return end(model, "discontinued")
    case "ConcludedNotDone":
      return end(model, "not_done")
    case "Excused":
      return end(model, "excused")
    case "Lapsed":
      return end(model, "lapsed")
    case "Transferred":
      return end({ ...model, continuedBy: [event.assignment] }, "transferred")
    case "Split":
      return end({ ...model, continuedBy: event.parts.map(({ assignment }) => assignment) }, "split")
    case "Held":
      return { ...model, isHeld: true }
    case "DeadlineFixed":
    case "DeadlineRecomputed":
      return moved(model, event.due)
    case "ExtensionRequested":
      return { ...model, request: { ...event.by, until: event.until, offered: null } }
    case "ExtensionCountered":
      return { ...model, request: model.request && { ...model.request, offered: event.until } }
    case "ExtensionGranted":
    case "CounterAccepted":
      return { ...moved(model, event.due), request: null }
    case "ExtensionRefused":
    case "CounterDeclined":
    case "ExtensionWithdrawn":
      return { ...model, request: null }
    case "NilReportsAllowed":
      return { ...model, nilAllowed: true }
    case "PeriodicReportFiled":
    case "NilReportFiled":
      return { ...model, filed: [...model.filed, event.period] }
    case "OccurrenceRaised":
      return { ...model, occurrences: [...model.occurrences, "raised"] }
    case "OccurrenceReported":
      return occurred(model, event.occurrence, "reported")
    case "OccurrenceResponded":
      return occurred(model, event.occurrence, "responded")
    case "EscalationRaised":
      return { ...model, level: event.level }
    case "EscalationCleared":
      return { ...model, level: 0 }
    case "LiaisonRequested":
    case "ProgressReported":
    case "OutcomeAssessed":
    case "Rebased":
    case "ReviewHeld":
    case "ReminderSent":
      return model
  }
}
