// Generated lives of one assignment: mostly the next sensible command, sometimes an impossible one, and a model that is told
// only what happened.
import {
  type ActFacts,
  type Acting,
  Assignment,
  type AssignmentCommand,
  AssignmentId,
  type AssignmentState,
  addDays,
  type assignmentEvents,
  BodyId as Body,
  type BodyId,
  type CivilDate,
  ConclusionId,
  CivilDate as Day,
  DirectiveId,
  type DirectiveKind,
  type Due,
  type EventOf,
  endOf,
  type Instant,
  PersonId,
  type Rejection,
  Sha256,
  stateFrom
} from "@ketluan/domain"
import { Result } from "effect"
import fc from "fast-check"

export type AssignmentEvent = EventOf<typeof assignmentEvents>

export const cast = {
  issuer: Body.make("huyen-uy"),
  collective: Body.make("ban-thuong-vu"),
  lead: Body.make("ubnd-huyen"),
  monitor: Body.make("van-phong"),
  office: Body.make("phong-noi-vu"),
  stranger: Body.make("hoi-lam-vuon")
} as const
export const bodies: ReadonlyArray<BodyId> = Object.values(cast)
export const persons = ["an", "binh", "chi", "dung"].map((name) => PersonId.make(name))
export const hashes = ["a", "b", "c"].map((digit) => Sha256.make(digit.repeat(64)))
const BLANKS = ["", " ", "\t\n"]

/** What may be wrong with an otherwise sensible command. */
export const slips = ["none", "body", "person", "same_person", "blank", "dissolved", "earlier"] as const
export type Slip = (typeof slips)[number]

/** One step of a script: the numbers pick among what is possible where the step is played. */
export interface Step {
  readonly pick: number
  /** Anything at all, instead of what comes next. */
  readonly wild: boolean
  readonly slip: Slip
  readonly body: number
  readonly person: number
  readonly days: number
  readonly hash: number
  readonly number: number
}

/** Of `care` + 3 steps, three have one of `faults`. */
export const anyStep = (care = 8, faults: ReadonlyArray<Slip> = slips): fc.Arbitrary<Step> =>
  fc.record({
    pick: fc.nat({ max: 999 }),
    wild: fc.integer({ min: 0, max: 5 }).map((n) => n === 5),
    slip: fc.oneof(
      { weight: care, arbitrary: fc.constant("none" as const) },
      { weight: 3, arbitrary: fc.constantFrom(...faults) }
    ),
    body: fc.nat({ max: bodies.length - 1 }),
    person: fc.nat({ max: persons.length - 1 }),
    days: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 6 }) }, { weight: 1, arbitrary: fc.nat({ max: 60 }) }),
    hash: fc.nat({ max: hashes.length - 1 }),
    number: fc.integer({ min: -20, max: 120 })
  })

export type Standing =
  | "assigned"
  | "acknowledged"
  | "working"
  | "in_force"
  | "armed"
  | "submitted"
  | "returned"
  | "accepted"

/** What a bookkeeper with pencil and paper would know of an assignment: written from its events, and from nothing else. */
export interface Model {
  readonly body: BodyId
  readonly kind: DirectiveKind
  readonly issuer: BodyId
  readonly standing: Standing
  readonly isAcknowledged: boolean
  readonly dues: ReadonlyArray<Instant | null>
  readonly deciders: ReadonlyArray<BodyId>
  readonly request: { readonly body: BodyId | null; readonly person: PersonId | null; readonly until: Instant } | null
  /** One entry for each attachment, in order. */
  readonly evidence: ReadonlyArray<{ readonly hash: string; readonly withdrawn: boolean }>
  readonly submitter: { readonly body: BodyId; readonly person: PersonId } | null
  readonly hasAnswer: boolean
  readonly children: ReadonlyArray<BodyId>
}

export const dueNow = ({ dues }: Model): Instant | null => dues.at(-1) ?? null

/** The bookkeeper's next page. */
export const book = (model: Model, event: AssignmentEvent): Model => {
  switch (event._tag) {
    case "AssignmentCreated":
      return {
        body: event.body,
        kind: event.kind,
        issuer: event.issuer,
        standing: event.kind === "conditional_report" ? "armed" : "assigned",
        isAcknowledged: false,
        dues: [event.due.end],
        deciders: event.authority,
        request: null,
        evidence: [],
        submitter: null,
        hasAnswer: false,
        children: []
      }
    case "Acknowledged":
      return { ...model, isAcknowledged: true, standing: model.standing === "armed" ? "armed" : "acknowledged" }
    case "WorkStarted":
      return { ...model, standing: model.kind === "continuing" ? "in_force" : "working" }
    case "EvidenceAttached":
      return { ...model, evidence: [...model.evidence, { hash: event.hash, withdrawn: false }] }
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
      return { ...model, standing: "accepted", request: null }
    case "Reopened":
      return { ...model, standing: "working" }
    case "MonitoringAssigned":
      return { ...model, deciders: [...model.deciders, event.body] }
    case "DelegationMade":
      return { ...model, children: [...model.children, event.to] }
    case "DeadlineFixed":
      return { ...model, dues: [...model.dues, event.due.end] }
    case "ExtensionRequested":
      return { ...model, request: { ...event.by, until: event.until } }
    case "ExtensionGranted":
      return { ...model, dues: [...model.dues, event.due.end], request: null }
    case "ExtensionRefused":
      return { ...model, request: null }
    default:
      return model
  }
}

const playable = [
  "Acknowledge",
  "Start",
  "Report",
  "AttachEvidence",
  "WithdrawEvidence",
  "Submit",
  "Return",
  "Accept",
  "Reopen",
  "AssignMonitoring",
  "Delegate",
  "FixDeadline",
  "RequestExtension",
  "GrantExtension",
  "RefuseExtension"
] as const
export type Tag = (typeof playable)[number]
const allTags: ReadonlyArray<Tag> = playable

/** What could come next; what is written twice comes twice as often. */
const sensible = (model: Model): ReadonlyArray<Tag> => {
  const decision: ReadonlyArray<Tag> =
    model.request === null ? [] : ["GrantExtension", "GrantExtension", "RefuseExtension"]
  const asking: ReadonlyArray<Tag> =
    model.request !== null ? [] : dueNow(model) === null ? ["FixDeadline"] : ["RequestExtension"]
  const proof: ReadonlyArray<Tag> = ["AttachEvidence", "AttachEvidence", "WithdrawEvidence"]
  switch (model.standing) {
    case "assigned":
      return ["Acknowledge", "Acknowledge", "Acknowledge", "AssignMonitoring", "Delegate"]
    case "armed":
      return ["Acknowledge", "AssignMonitoring", "Delegate", "FixDeadline"]
    case "acknowledged":
      return ["Start", "Start", "Start", ...asking, ...asking, ...decision, "Delegate"]
    case "in_force":
      return ["Report", ...proof, "AssignMonitoring"]
    case "working":
      return ["Submit", "Submit", "Submit", "Report", ...proof, ...asking, ...asking, ...decision, "Delegate"]
    case "submitted":
      return ["Accept", "Accept", "Accept", "Return", "Return", ...decision, "WithdrawEvidence"]
    case "returned":
      return ["Submit", "Submit", "Start", "Report", ...proof, ...asking, ...decision]
    case "accepted":
      return ["Reopen", "Reopen", "Submit", "AssignMonitoring", "Delegate", "FixDeadline", "AttachEvidence"]
  }
}

const deciding: ReadonlySet<Tag> = new Set([
  "Return",
  "Accept",
  "Reopen",
  "FixDeadline",
  "GrantExtension",
  "RefuseExtension"
])

const chosen = <A>(list: readonly [A, ...ReadonlyArray<A>] | ReadonlyArray<A>, index: number): A => {
  const item = list[index % list.length]
  if (item === undefined) throw new Error("nothing to choose from")
  return item
}

export type PlayFacts = Pick<ActFacts, "acting" | "parentEnd" | "childEnd" | "openChildren" | "liaison">

/** Who acts, and what they want once the facts are known. */
export interface Intent {
  readonly by: { readonly body: BodyId; readonly person: PersonId | null }
  readonly tag: Tag
  readonly words: string
  readonly command: (facts: PlayFacts) => Exclude<AssignmentCommand, { _tag: "Create" | "DelegateByText" }>
}

const fixed = (end: Instant, day: CivilDate): Due => ({
  spec: { _tag: "Day", date: day, bound: "by" },
  origin: "decided",
  end,
  policy: null,
  calendar: null
})

/** The command of a step, as the model stands and for the day that it is played on. */
export const intend = (step: Step, model: Model, on: CivilDate, prefer: ReadonlyArray<Tag> = []): Intent => {
  const next = sensible(model)
  const liked = next.filter((tag) => prefer.includes(tag))
  const tag = chosen(step.wild ? allTags : [...next, ...liked, ...liked, ...liked], step.pick)
  const person = chosen(persons, step.person)
  const other = chosen(
    persons.filter((someone) => someone !== model.submitter?.person && someone !== model.request?.person),
    step.person
  )
  const decider = chosen([...model.deciders, ...model.deciders.filter((body) => body !== model.body)], step.body)
  const rightful = tag === "AssignMonitoring" ? model.issuer : deciding.has(tag) ? decider : model.body
  const by = {
    body: step.slip === "body" ? chosen(bodies, step.body) : rightful,
    person:
      step.slip === "person"
        ? null
        : step.slip === "same_person"
          ? (model.submitter?.person ?? model.request?.person ?? person)
          : deciding.has(tag)
            ? other
            : person
  }
  const words = step.slip === "blank" ? chosen(BLANKS, step.pick) : "vì lý do đã nêu"
  const hash = chosen(
    tag === "WithdrawEvidence" && !step.wild ? [...model.evidence.map((item) => item.hash), ...hashes] : hashes,
    step.hash
  )
  const due = dueNow(model)
  const end = endOf(addDays(due === null ? on : Day.make(due.slice(0, 10)), step.number))
  const to = { body: chosen(bodies, step.body), end: null, successors: [] }
  const command = ({
    acting,
    parentEnd,
    childEnd,
    openChildren,
    liaison
  }: PlayFacts): ReturnType<Intent["command"]> => {
    switch (tag) {
      case "Acknowledge":
      case "Start":
        return { _tag: tag, acting }
      case "Report":
        return {
          _tag: tag,
          acting,
          percent: step.number < -10 ? null : step.pick % 3 === 0 ? 100 : step.number,
          note: words
        }
      case "AttachEvidence":
        return { _tag: tag, acting, hash: Sha256.make(hash), bytes: 10, name: words }
      case "WithdrawEvidence":
        return { _tag: tag, acting, hash: Sha256.make(hash), reason: words }
      case "Submit":
        return {
          _tag: tag,
          acting,
          note: words,
          answer: chosen(["yes", "undetermined", "text", "undetermined", "no", null] as const, step.number + 20),
          answerText: step.hash === 0 ? null : words,
          source: step.pick % 4 === 0 ? null : words
        }
      case "Return":
      case "Reopen":
      case "RefuseExtension":
        return { _tag: tag, acting, reason: words }
      case "Accept":
        return { _tag: tag, acting, note: "", waiver: step.pick % 2 === 0 ? null : words, openChildren }
      case "AssignMonitoring":
        return { _tag: tag, acting, monitor: to }
      case "Delegate":
        return {
          _tag: tag,
          acting,
          child: AssignmentId.make(`con-${step.pick}`),
          to,
          ancestors: [model.body],
          mandatory: true,
          liaison
        }
      case "FixDeadline":
        return { _tag: tag, acting, due: fixed(end, on), parentEnd, childEnd, basis: words }
      case "RequestExtension":
        return { _tag: tag, acting, until: end, parentEnd, reason: words }
      case "GrantExtension":
        return { _tag: tag, acting, parentEnd, note: words }
    }
  }
  return { by, tag, words, command }
}

export interface Played {
  readonly step: Step
  readonly on: CivilDate
  readonly acting: Acting
  readonly command: AssignmentCommand
  readonly before: Model
  /** What happened; null where the command was refused. */
  readonly events: ReadonlyArray<AssignmentEvent> | null
  readonly refusal: Rejection | null
  readonly after: Model
  /** The real state after the step. */
  readonly state: AssignmentState
}

export interface Script {
  readonly kind: DirectiveKind
  readonly dueIn: number | null
  readonly parentSlack: number | null
  /** Commands that come more often, where they are possible. */
  readonly prefer: ReadonlyArray<Tag>
  readonly steps: ReadonlyArray<Step>
}

export const taskKinds = ["finite", "continuing", "inquiry", "conditional_report", "periodic_report"] as const

export const anyScript = ({
  kinds = taskKinds,
  care = 8,
  length = 24,
  faults = slips,
  prefer = []
}: {
  readonly kinds?: ReadonlyArray<DirectiveKind>
  readonly care?: number
  readonly length?: number
  readonly faults?: ReadonlyArray<Slip>
  readonly prefer?: ReadonlyArray<Tag>
} = {}): fc.Arbitrary<Script> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    dueIn: fc.option(fc.integer({ min: 3, max: 90 }), { freq: 5 }),
    parentSlack: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 2 }),
    prefer: fc.constant(prefer),
    steps: fc.array(anyStep(care, faults), { minLength: Math.floor(length / 2), maxLength: length })
  })

export const firstDay = Day.make("2026-01-05")
/** Before anything happened. */
export const nothing: Model = {
  body: cast.lead,
  kind: "finite",
  issuer: cast.issuer,
  standing: "assigned",
  isAcknowledged: false,
  dues: [],
  deciders: [],
  request: null,
  evidence: [],
  submitter: null,
  hasAnswer: false,
  children: []
}

export const creation = ({ kind, dueIn }: Pick<Script, "kind" | "dueIn">): AssignmentCommand => ({
  _tag: "Create",
  directive: DirectiveId.make("chi-dao"),
  conclusion: ConclusionId.make("ket-luan"),
  assignee: { body: cast.lead, end: null, successors: [] },
  on: firstDay,
  role: "lead",
  kind,
  force: "assign",
  issuer: cast.issuer,
  authority: [cast.issuer, cast.collective],
  liaison: [],
  parent: null,
  parentEnd: null,
  due:
    dueIn === null
      ? { spec: { _tag: "Event" }, origin: "stated", end: null, policy: null, calendar: null }
      : {
          spec: { _tag: "Day", date: addDays(firstDay, dueIn), bound: "by" },
          origin: "stated",
          end: endOf(addDays(firstDay, dueIn)),
          policy: "mac-dinh-1",
          calendar: null
        },
  lineage: null,
  term: null,
  nilAllowed: false
})

/** What a command comes to after a history, by the real decider. */
export const decideAfter = (history: ReadonlyArray<AssignmentEvent>, command: AssignmentCommand) =>
  Assignment.decide(command, stateFrom(Assignment, history))

/** Plays a script against the real decider, and keeps the books beside it. */
export const play = (script: Script): ReadonlyArray<Played> => {
  const history: Array<AssignmentEvent> = [...Result.getOrThrow(decideAfter([], creation(script)))]
  let model = history.reduce(book, nothing)
  let on = firstDay
  const parentEnd =
    script.parentSlack === null || script.dueIn === null
      ? null
      : endOf(addDays(firstDay, script.dueIn + script.parentSlack))
  return script.steps.map((step) => {
    on = addDays(on, step.slip === "earlier" ? -step.days : step.days)
    const { by, command: make } = intend(step, model, on, script.prefer)
    const end = step.slip === "dissolved" ? addDays(on, -(step.number % 3)) : null
    const acting: Acting = {
      standing: { body: by.body, end, successors: [cast.office] },
      person: by.person,
      namesakes: [],
      succeeds: [],
      on
    }
    const command = make({ acting, parentEnd, childEnd: null, openChildren: [], liaison: [] })
    const before = model
    const decision = decideAfter(history, command)
    const events = Result.isSuccess(decision) ? decision.success : null
    history.push(...(events ?? []))
    model = (events ?? []).reduce(book, model)
    return {
      step,
      on,
      acting,
      command,
      before,
      events,
      refusal: Result.isFailure(decision) ? decision.failure : null,
      after: model,
      state: stateFrom(Assignment, history)
    }
  })
}
