// Commands and events of assignments for tests: a good one of each, to spoil one thing at a time, and a history for each phase.
import {
  type Acting,
  Assignment,
  type AssignmentCommand,
  AssignmentId,
  type assignmentEvents,
  BodyId,
  CivilDate,
  ConclusionId,
  DirectiveId,
  type Due,
  type EventOf,
  endOf,
  type Instant,
  type NamedActor,
  type Of,
  PeriodId,
  PersonId,
  type Phase,
  ProvisionPath,
  type RejectionDetail,
  type RuleName,
  Sha256,
  type Standing,
  stateFrom
} from "@ketluan/domain"
import { given } from "@ketluan/domain/testing"
import { Result } from "effect"
import { expect } from "vitest"

export type Event = EventOf<typeof assignmentEvents>
export type EventBy<Tag extends Event["_tag"]> = Extract<Event, { _tag: Tag }>
type History = ReadonlyArray<Event>

export const day = (iso: string) => CivilDate.make(iso)
export const today = day("2024-03-20")
export const yesterday = day("2024-03-19")

export const huyenUy = BodyId.make("huyen-uy")
export const thuongVu = BodyId.make("ban-thuong-vu")
export const xa = BodyId.make("ubnd-xa")
export const vanPhong = BodyId.make("van-phong")
export const noiVu = BodyId.make("phong-noi-vu")
export const lamVuon = BodyId.make("hoi-lam-vuon")
export const an = PersonId.make("an")
export const binh = PersonId.make("binh")
export const chi = PersonId.make("chi")

export const directive = DirectiveId.make("dau-viec")
export const conclusion = ConclusionId.make("ket-luan")
export const later = ConclusionId.make("ket-luan-sau")
export const path = ProvisionPath.make("1.2")
export const child = AssignmentId.make("viec-con")
export const next = AssignmentId.make("viec-tiep")
export const another = AssignmentId.make("viec-khac")
export const hash = Sha256.make("a".repeat(64))
export const otherHash = Sha256.make("b".repeat(64))
export const march = PeriodId.make("2024-03")
export const april = PeriodId.make("2024-04")

export const BLANKS = ["", " ", "\t\n"]

export const standing = (
  body: BodyId,
  end: CivilDate | null = null,
  ...successors: ReadonlyArray<BodyId>
): Standing => ({
  body,
  end,
  successors
})

export const acting = (body: BodyId, person: PersonId | null, changes: Partial<Acting> = {}): Acting => ({
  standing: standing(body),
  person,
  namesakes: [],
  succeeds: [],
  on: today,
  ...changes
})

/** Who holds the work, who gave it, and somebody who has nothing to do with it; each of them also without a name. */
export const lead = acting(xa, an)
export const issuer = acting(huyenUy, binh)
export const stranger = acting(lamVuon, chi)
export const unnamedLead = acting(xa, null)
export const unnamedIssuer = acting(huyenUy, null)
export const byLead: NamedActor = { body: xa, person: an }
export const byIssuer: NamedActor = { body: huyenUy, person: binh }

export const dueDay = day("2024-04-30")
export const dueBy = (date: CivilDate): Due => ({
  spec: { _tag: "Day", date, bound: "by" },
  origin: "stated",
  end: endOf(date),
  policy: "default-1",
  calendar: "viet-nam-1"
})
export const due = dueBy(dueDay)
export const dueEnd = endOf(dueDay)
export const undated: Due = {
  spec: { _tag: "Event" },
  origin: "stated",
  end: null,
  policy: "default-1",
  calendar: null
}
export const monthly: Due = {
  spec: { _tag: "Recurring", recurrence: { every: "month", month: null, day: 25, time: null, bound: "before" } },
  origin: "stated",
  end: null,
  policy: "default-1",
  calendar: null
}

/** A month after the due date. */
export const asked: Instant = endOf(day("2024-05-31"))
export const offered: Instant = endOf(day("2024-05-15"))

export const create = (changes: Partial<Of<"Create">> = {}): { readonly _tag: "Create" } & Of<"Create"> => ({
  _tag: "Create",
  directive,
  conclusion,
  assignee: standing(xa),
  on: today,
  role: "lead",
  kind: "finite",
  force: "assign",
  issuer: huyenUy,
  authority: [huyenUy, thuongVu],
  liaison: [],
  parent: null,
  parentEnd: null,
  due,
  lineage: null,
  term: null,
  nilAllowed: false,
  ...changes
})

export const created = (changes: Partial<EventBy<"AssignmentCreated">> = {}): EventBy<"AssignmentCreated"> => ({
  _tag: "AssignmentCreated",
  directive,
  conclusion,
  body: xa,
  role: "lead",
  kind: "finite",
  force: "assign",
  issuer: huyenUy,
  authority: [huyenUy, thuongVu],
  parent: null,
  due,
  lineage: null,
  term: null,
  nilAllowed: false,
  texts: {},
  ...changes
})

const texts = { reason: "có lý do" }
const decision = { by: byIssuer, texts }

export const acknowledged: EventBy<"Acknowledged"> = { _tag: "Acknowledged", by: byLead, texts: {} }
export const contested: Event = { _tag: "Contested", by: byLead, texts }
export const reaffirmed: Event = { _tag: "Reaffirmed", ...decision }
export const started: EventBy<"WorkStarted"> = { _tag: "WorkStarted", by: byLead, texts: {} }
export const attached: EventBy<"EvidenceAttached"> = {
  _tag: "EvidenceAttached",
  hash,
  bytes: 12,
  by: byLead,
  texts: { name: "ảnh.jpg" }
}
export const withdrawn: EventBy<"EvidenceWithdrawn"> = { _tag: "EvidenceWithdrawn", hash, by: byLead, texts }
export const submitted = (changes: Partial<EventBy<"ResultSubmitted">> = {}): EventBy<"ResultSubmitted"> => ({
  _tag: "ResultSubmitted",
  submission: 1,
  by: byLead,
  answer: null,
  sourced: false,
  texts: { note: "", answer: null, source: null },
  ...changes
})
export const returned: EventBy<"ResultReturned"> = { _tag: "ResultReturned", submission: 1, ...decision }
export const accepted: EventBy<"ResultAccepted"> = {
  _tag: "ResultAccepted",
  submission: 1,
  by: byIssuer,
  evidenceWaived: true,
  texts: { note: "", waiver: "thấy tận mắt" }
}
export const suspended: EventBy<"Suspended"> = { _tag: "Suspended", ...decision }
export const resumed: Event = { _tag: "Resumed", by: byIssuer, texts: { note: "" } }
export const notDone: Event = { _tag: "ConcludedNotDone", ...decision }
export const reopened: Event = { _tag: "Reopened", ...decision }
export const delegated = (to: BodyId, id: AssignmentId, mandatory: boolean): Event => ({
  _tag: "DelegationMade",
  child: id,
  to,
  by: byLead,
  mandatory,
  texts: {}
})
export const requested: EventBy<"ExtensionRequested"> = {
  _tag: "ExtensionRequested",
  request: 1,
  until: asked,
  by: byLead,
  texts
}
export const countered: EventBy<"ExtensionCountered"> = {
  _tag: "ExtensionCountered",
  request: 1,
  until: offered,
  by: byIssuer,
  texts
}
export const raised = (occurrence: number): EventBy<"OccurrenceRaised"> => ({
  _tag: "OccurrenceRaised",
  occurrence,
  due,
  by: byLead,
  texts: { what: "mưa lớn" }
})
export const occurrenceReported = (occurrence: number): Event => ({
  _tag: "OccurrenceReported",
  occurrence,
  by: byLead,
  texts: { note: "đã xử lý" }
})
export const escalated: EventBy<"EscalationRaised"> = {
  _tag: "EscalationRaised",
  level: 2,
  to: thuongVu,
  overdue: { from: dueEnd, to: asked },
  by: byIssuer,
  texts: { note: "" }
}

type Changes = Partial<EventBy<"AssignmentCreated">>

/**
 * A history that ends in each phase, or for another kind of work in the one that stands in its place; `more` happens right
 * after the creation.
 */
export const histories = (changes: Changes = {}, ...more: History): Readonly<Record<Phase, History>> => {
  const start = [created(changes), ...more]
  const known = [...start, acknowledged]
  const working = [...known, started]
  const handedIn = [...working, submitted()]
  const { kind = "finite" } = changes
  const duty = kind === "finite" || kind === "inquiry" ? "continuing" : kind
  const standingDuty = [created({ ...changes, kind: duty }), ...more, acknowledged, started]
  return {
    assigned: start,
    acknowledged: known,
    contested: [...start, contested],
    reaffirmed: [...start, contested, reaffirmed],
    in_progress: working,
    submitted: handedIn,
    returned: [...handedIn, returned],
    in_force: standingDuty,
    armed: [created({ ...changes, kind: "conditional_report" }), ...more],
    suspended: [...working, suspended],
    accepted: [...handedIn, accepted],
    reassigned: [...start, contested, { _tag: "Reassigned", to: noiVu, assignment: next, ...decision }],
    cancelled: [...working, { _tag: "Cancelled", cause: "decision", ...decision }],
    superseded: [...working, { _tag: "Superseded", conclusion: later, path: null, ...decision }],
    transferred: [...working, { _tag: "Transferred", to: noiVu, assignment: next, ...decision }],
    split: [
      ...working,
      {
        _tag: "Split",
        parts: [
          { to: noiVu, assignment: next },
          { to: lamVuon, assignment: another }
        ],
        by: byIssuer,
        texts: { reason: "chia đôi", scopes: ["phần một", "phần hai"] }
      }
    ],
    lapsed: [...working, { _tag: "Lapsed", ...decision }],
    discontinued: [...standingDuty, { _tag: "Discontinued", ...decision }],
    not_done: [...working, notDone],
    excused: [...working, { _tag: "Excused", ...decision }]
  }
}

/** `given` of the kit, whose refusals are also held against the facts that they tell. */
export const after = (...events: History) => ({
  when: (command: AssignmentCommand) => {
    const { then: happens, thenNothing, thenRefused } = given(Assignment, ...events).when(command)
    const decided = Assignment.decide(command, stateFrom(Assignment, events))
    return {
      happens,
      nothing: thenNothing,
      somethingHappens: () => expect(Result.getOrThrow(decided)).not.toEqual([]),
      refused: (rule: RuleName, invariant: number | null, detail: RejectionDetail = {}) => {
        thenRefused(rule, invariant)
        expect(Result.isFailure(decided) ? decided.failure.detail : null).toEqual(detail)
      }
    }
  }
})

interface Rule {
  /** In which phases something happens, and in which it is already so. */
  readonly happens: ReadonlyArray<Phase>
  readonly nothing?: ReadonlyArray<Phase>
  /** What the refusal tells in every other phase, beside that phase; its number is 31 where none is given. */
  readonly told: RejectionDetail
  readonly invariant?: number
}

/** Asks for the same in every phase that the histories end in. */
export const inEveryPhase = (
  command: AssignmentCommand,
  { happens, nothing = [], told, invariant = 31 }: Rule,
  phases: Readonly<Partial<Record<Phase, History>>> = histories()
): void => {
  for (const history of Object.values(phases)) {
    const state = stateFrom(Assignment, history)
    if (state._tag === "Unassigned") throw new Error("a history without a creation")
    const { phase } = state
    const answer = after(...history).when(command)
    if (nothing.includes(phase)) answer.nothing()
    else if (happens.includes(phase)) answer.somethingHappens()
    else answer.refused("NotInThisPhase", invariant, { ...told, phase })
  }
}

export const open: ReadonlyArray<Phase> = [
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
]
