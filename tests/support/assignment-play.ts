// Generated lives of one assignment: mostly the next sensible command, sometimes an impossible one, and a bookkeeper who is
// told only what happened.
import {
  type ActFacts,
  type Acting,
  type ActingCommand,
  type Assigned,
  Assignment,
  type AssignmentCommand,
  AssignmentId,
  type AssignmentState,
  addDays,
  BodyId as Body,
  type BodyId,
  type CivilDate,
  ConclusionId,
  CivilDate as Day,
  DirectiveId,
  type DirectiveKind,
  type Due,
  endOf,
  type Instant,
  type Of,
  PeriodId,
  PersonId,
  periodsBegun,
  type Rejection,
  Sha256,
  type Standing,
  startOf,
  stateFrom
} from "@ketluan/domain"
import { Result, Struct } from "effect"
import fc from "fast-check"
import { type AssignmentEvent, book, dueNow, isEnded, type Model, nothing } from "./assignment-model.ts"
import { countCommand } from "./reached.ts"

export * from "./assignment-model.ts"

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

/** What may be asked of an assignment that exists; the text's own delegations are made at its creation. */
export type Tag = ActingCommand["_tag"]
const commands: { readonly [T in Tag]: true } = {
  Acknowledge: true,
  Contest: true,
  Reaffirm: true,
  Reassign: true,
  AssignMonitoring: true,
  Delegate: true,
  RequestLiaison: true,
  Start: true,
  Report: true,
  AttachEvidence: true,
  WithdrawEvidence: true,
  Submit: true,
  Return: true,
  Accept: true,
  Assess: true,
  WaiveChild: true,
  Suspend: true,
  Resume: true,
  Cancel: true,
  Supersede: true,
  Rebase: true,
  Discontinue: true,
  ConcludeNotDone: true,
  Excuse: true,
  Lapse: true,
  Transfer: true,
  Split: true,
  Hold: true,
  Reopen: true,
  FixDeadline: true,
  RecomputeDeadline: true,
  RequestExtension: true,
  GrantExtension: true,
  RefuseExtension: true,
  CounterExtension: true,
  AcceptCounter: true,
  DeclineCounter: true,
  WithdrawExtension: true,
  FileReport: true,
  FileNil: true,
  AllowNil: true,
  RaiseOccurrence: true,
  ReportOccurrence: true,
  RespondOccurrence: true,
  Review: true,
  Remind: true,
  Escalate: true,
  ClearEscalation: true
}
export const allTags: ReadonlyArray<Tag> = Struct.keys(commands)

/** How the issuer ends work that is open, whatever the phase. */
export const endingTags = [
  "Cancel",
  "Supersede",
  "Discontinue",
  "ConcludeNotDone",
  "Excuse",
  "Lapse",
  "Transfer",
  "Split"
] as const satisfies ReadonlyArray<Tag>

/** Work that neither rests nor ends without acceptance, nor is contested: what a plain due date is judged on. */
export const plainTags: ReadonlyArray<Tag> = [
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
]

const times = (count: number, ...tags: ReadonlyArray<Tag>): ReadonlyArray<Tag> =>
  Array.from({ length: count }, () => tags).flat()

/** What could be done about the due date. */
const aboutDue = (model: Model): ReadonlyArray<Tag> => {
  if (model.request === null) return dueNow(model) === null ? ["FixDeadline"] : ["RequestExtension", "RequestExtension"]
  return model.request.offered === null
    ? [...times(3, "GrantExtension"), ...times(2, "RefuseExtension", "CounterExtension"), "WithdrawExtension"]
    : [...times(3, "AcceptCounter", "DeclineCounter"), "GrantExtension", "RefuseExtension", "WithdrawExtension"]
}

const proof: ReadonlyArray<Tag> = ["AttachEvidence", "AttachEvidence", "WithdrawEvidence"]

/** What comes next where the work stands; what is written twice comes twice as often. */
const nextIn = (model: Model): ReadonlyArray<Tag> => {
  const due = aboutDue(model)
  switch (model.standing) {
    case "assigned":
      return [...times(4, "Acknowledge"), "Contest", "AssignMonitoring", "Delegate"]
    case "acknowledged":
      return [...times(4, "Start"), ...due, "Delegate", "Contest"]
    case "contested":
      return ["Reaffirm", "Reaffirm", "Reassign"]
    case "reaffirmed":
      return ["Acknowledge"]
    case "in_progress":
      return [...times(3, "Submit"), "Report", ...proof, ...due, "Delegate"]
    case "in_force":
      return model.kind === "periodic_report"
        ? [...times(2, "FileReport", "FileNil"), "Report", "Review"]
        : ["Report", ...proof, "AssignMonitoring", "Review"]
    case "armed":
      return ["Acknowledge", ...times(2, "RaiseOccurrence", "ReportOccurrence", "RespondOccurrence"), "Review", ...due]
    case "submitted":
      return [
        ...times(3, "Accept"),
        ...times(2, "Return"),
        ...(model.request === null ? [] : due),
        "WithdrawEvidence",
        "Assess",
        "WaiveChild"
      ]
    case "returned":
      return [...times(2, "Submit"), "Start", "Report", ...proof, ...due]
    case "suspended":
      return ["Resume", "Resume"]
    default:
      return ["Reopen", "Reopen", ...times(1, "Submit", "AssignMonitoring", "Delegate", "AttachEvidence", "Cancel")]
  }
}

/** What may come anywhere while the work is open, and seldom does. */
const seldom: ReadonlyArray<Tag> = [
  ...endingTags,
  "Suspend",
  "Hold",
  "Rebase",
  "RecomputeDeadline",
  "RequestLiaison",
  "Remind",
  "Escalate",
  "Escalate",
  "ClearEscalation",
  "WaiveChild",
  "AllowNil"
]

const chosen = <A>(list: ReadonlyArray<A>, index: number): A => {
  const item = list[Math.abs(index) % list.length]
  if (item === undefined) throw new Error("nothing to choose from")
  return item
}

/** The command of a step: of `tags` only, and of those in `prefer` more often. */
const tagOf = (step: Step, model: Model, { prefer, tags }: Pick<Script, "prefer" | "tags">): Tag => {
  if (step.wild) return chosen(tags, step.pick)
  const rare = isEnded(model) ? [] : seldom.filter((tag) => tags.includes(tag))
  const next = nextIn(model).filter((tag) => tags.includes(tag))
  const liked = [...next, ...new Set(rare)].filter((tag) => prefer.includes(tag))
  const common = [...next, ...times(3, ...liked)]
  const isRare = common.length === 0 || (rare.length > 0 && step.pick % 12 === 0)
  if (isRare) return rare.length > 0 ? chosen(rare, step.number) : chosen(tags, step.pick)
  return chosen(common, step.pick)
}

/** Who may do it: its assignee, whoever decides on it, or the issuer alone. */
const ofAssignee: ReadonlyArray<Tag> = [
  "Acknowledge",
  "Contest",
  "Delegate",
  "RequestLiaison",
  "Start",
  "Report",
  "AttachEvidence",
  "WithdrawEvidence",
  "Submit",
  "RequestExtension",
  "AcceptCounter",
  "DeclineCounter",
  "WithdrawExtension",
  "FileReport",
  "FileNil",
  "RaiseOccurrence",
  "ReportOccurrence",
  "Escalate"
]
export const isDecision = (tag: Tag): boolean => !ofAssignee.includes(tag)

/** Who acts, and what they want once the facts are known. */
export interface Intent {
  readonly by: { readonly body: BodyId; readonly person: PersonId | null }
  readonly tag: Tag
  readonly words: string
  readonly command: (facts: ActFacts) => ActingCommand
}

const fixed = (end: Instant, day: CivilDate): Due => ({
  spec: { _tag: "Day", date: day, bound: "by" },
  origin: "decided",
  end,
  policy: null,
  calendar: null
})

/** Who does it, rightly or with the slip of the step. */
const actorOf = (step: Step, tag: Tag, model: Model): Intent["by"] => {
  const person = chosen(persons, step.person)
  const other = chosen(
    persons.filter((someone) => someone !== model.submitter?.person && someone !== model.request?.person),
    step.person
  )
  const decider = chosen([...model.deciders, ...model.deciders.filter((body) => body !== model.body)], step.body)
  const rightful = tag === "AssignMonitoring" ? model.issuer : isDecision(tag) ? decider : model.body
  const before = model.submitter?.person ?? model.request?.person ?? person
  return {
    body: step.slip === "body" ? chosen(bodies, step.body) : rightful,
    person: step.slip === "person" ? null : step.slip === "same_person" ? before : isDecision(tag) ? other : person
  }
}

const still = (body: BodyId): Standing => ({ body, end: null, successors: [] })

/** The command of a step, as the model stands and for the day that it is played on. */
export const intend = (
  step: Step,
  model: Model,
  on: CivilDate,
  prefer: ReadonlyArray<Tag> = [],
  tags: ReadonlyArray<Tag> = allTags
): Intent => {
  const tag = tagOf(step, model, { prefer, tags })
  const by = actorOf(step, tag, model)
  const words = step.slip === "blank" ? chosen(BLANKS, step.pick) : "vì lý do đã nêu"
  const hash = chosen(
    tag === "WithdrawEvidence" && !step.wild ? [...model.evidence.map((item) => item.hash), ...hashes] : hashes,
    step.hash
  )
  const due = dueNow(model)
  const end = endOf(addDays(due === null ? on : Day.make(due.slice(0, 10)), step.number))
  const to = still(chosen(bodies, step.body))
  const next = AssignmentId.make(`viec-${step.pick}`)
  const stages = model.occurrences.flatMap((stage, index) =>
    stage === (tag === "ReportOccurrence" ? "raised" : "reported") ? [index + 1] : []
  )
  const occurrence = step.number % 4 === 0 || stages.length === 0 ? 1 + (step.pick % 4) : chosen(stages, step.pick)
  const command = ({
    acting,
    parentEnd,
    childEnd,
    openChildren,
    holder,
    heirs,
    liaison,
    state
  }: ActFacts): ActingCommand => {
    const reasoned = { acting, reason: words }
    const noted = { acting, note: words }
    switch (tag) {
      case "Acknowledge":
      case "Start":
        return { _tag: tag, acting }
      case "Contest":
      case "Reaffirm":
      case "Return":
      case "Suspend":
      case "Discontinue":
      case "ConcludeNotDone":
      case "Excuse":
      case "Lapse":
      case "Reopen":
      case "RefuseExtension":
      case "ClearEscalation":
        return { _tag: tag, ...reasoned }
      case "Resume":
      case "DeclineCounter":
      case "WithdrawExtension":
      case "Review":
      case "Remind":
        return { _tag: tag, ...noted }
      case "Reassign":
        return { _tag: tag, ...reasoned, to, assignment: next, liaison }
      case "AssignMonitoring":
        return { _tag: tag, acting, monitor: to }
      case "Delegate":
        return {
          _tag: tag,
          acting,
          child: next,
          to,
          ancestors: [model.body],
          mandatory: step.number % 3 !== 0,
          liaison
        }
      case "RequestLiaison":
        return { _tag: tag, acting, with: to, about: words }
      case "Report": {
        const percent = step.number < -10 ? null : step.pick % 3 === 0 ? 100 : step.number
        return { _tag: tag, ...noted, percent }
      }
      case "AttachEvidence":
        return { _tag: tag, acting, hash: Sha256.make(hash), bytes: 10, name: words }
      case "WithdrawEvidence":
        return { _tag: tag, ...reasoned, hash: Sha256.make(hash) }
      case "Submit":
        return {
          _tag: tag,
          ...noted,
          answer: chosen(["yes", "undetermined", "text", "undetermined", "no", null] as const, step.number + 20),
          answerText: step.hash === 0 ? null : words,
          source: step.pick % 4 === 0 ? null : words
        }
      case "Accept":
        return { _tag: tag, acting, note: "", waiver: step.pick % 2 === 0 ? null : words, openChildren }
      case "Assess":
        return { _tag: tag, ...noted, degree: chosen(["full", "most", "some", "none"] as const, step.hash) }
      case "WaiveChild":
        return {
          _tag: tag,
          ...reasoned,
          child: chosen([...model.children.map(({ child }) => child), next], step.hash)
        }
      case "Cancel":
        return { _tag: tag, ...reasoned, cause: "decision" }
      case "Supersede":
      case "Rebase":
        return { _tag: tag, ...reasoned, conclusion: ConclusionId.make("ket-luan-sau"), path: null }
      case "Transfer":
        return { _tag: tag, ...reasoned, holder, heirs, to, assignment: next }
      case "Split": {
        const second = still(chosen(bodies, step.body + 1 + (step.hash % 2)))
        const parts = [
          { to, assignment: next, scope: words },
          { to: second, assignment: AssignmentId.make(`${next}-2`), scope: words }
        ]
        return { _tag: tag, ...reasoned, holder, heirs, parts }
      }
      case "Hold":
        return { _tag: tag, ...reasoned, holder, until: null }
      case "FixDeadline":
        return { _tag: tag, acting, due: fixed(end, on), parentEnd, childEnd, basis: words }
      case "RecomputeDeadline": {
        const read = step.number % 3 === 0 ? null : fixed(end, on)
        return { _tag: tag, acting, due: read, parentEnd, childEnd, basis: words }
      }
      case "RequestExtension":
      case "CounterExtension":
        return { _tag: tag, ...reasoned, until: end, parentEnd }
      case "GrantExtension":
      case "AcceptCounter":
        return { _tag: tag, ...noted, parentEnd }
      case "FileReport":
      case "FileNil": {
        const periods = periodsBegun(state, on)
        const period = chosen([...periods, ...periods, unknownPeriod], step.pick)
        return { _tag: tag, ...noted, period, periods }
      }
      case "AllowNil":
        return { _tag: tag, acting, basis: words }
      case "RaiseOccurrence":
        return { _tag: tag, acting, due: fixed(endOf(addDays(on, 7)), on), what: words }
      case "ReportOccurrence":
      case "RespondOccurrence":
        return { _tag: tag, ...noted, occurrence }
      case "Escalate": {
        const overdue = due === null || due >= startOf(on) ? null : { from: due, to: startOf(on) }
        const level = model.level + 1 - (step.pick % 3 === 0 ? step.hash : 0)
        return { _tag: tag, ...noted, level, to, overdue, chain: [cast.issuer, cast.collective, cast.office] }
      }
    }
  }
  return { by, tag, words, command }
}

/** A month of no term that is played. */
const unknownPeriod = PeriodId.make("1999-12")

export interface Played {
  readonly step: Step
  readonly on: CivilDate
  readonly acting: Acting
  readonly tag: Tag
  readonly command: ActingCommand
  readonly facts: ActFacts
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
  /** The commands that are given at all. */
  readonly tags: ReadonlyArray<Tag>
  readonly steps: ReadonlyArray<Step>
}

export const taskKinds = ["finite", "continuing", "inquiry", "conditional_report", "periodic_report"] as const

export const anyScript = ({
  kinds = taskKinds,
  care = 8,
  length = 24,
  faults = slips,
  prefer = [],
  tags = allTags
}: {
  readonly kinds?: ReadonlyArray<DirectiveKind>
  readonly care?: number
  readonly length?: number
  readonly faults?: ReadonlyArray<Slip>
  readonly prefer?: ReadonlyArray<Tag>
  readonly tags?: ReadonlyArray<Tag>
} = {}): fc.Arbitrary<Script> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    dueIn: fc.option(fc.integer({ min: 3, max: 90 }), { freq: 5 }),
    parentSlack: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 2 }),
    prefer: fc.constant(prefer),
    tags: fc.constant(tags),
    steps: fc.array(anyStep(care, faults), { minLength: Math.floor(length / 2), maxLength: length })
  })

export const firstDay = Day.make("2026-01-05")

const dueOf = ({ kind, dueIn }: Pick<Script, "kind" | "dueIn">): Due => {
  const none = { origin: "stated", end: null, policy: null, calendar: null } as const
  if (kind === "periodic_report") {
    const recurrence = { every: "month", month: null, day: 25, time: null, bound: "by" } as const
    return { ...none, spec: { _tag: "Recurring", recurrence } }
  }
  if (dueIn === null) return { ...none, spec: { _tag: "Event" } }
  const date = addDays(firstDay, dueIn)
  return { ...none, spec: { _tag: "Day", date, bound: "by" }, end: endOf(date), policy: "mac-dinh-1" }
}

export const creation = (script: Pick<Script, "kind" | "dueIn">): Of<"Create"> => ({
  _tag: "Create",
  directive: DirectiveId.make("chi-dao"),
  conclusion: ConclusionId.make("ket-luan"),
  assignee: still(cast.lead),
  on: firstDay,
  role: "lead",
  kind: script.kind,
  force: "assign",
  issuer: cast.issuer,
  authority: [cast.issuer, cast.collective],
  liaison: [],
  parent: null,
  parentEnd: null,
  due: dueOf(script),
  lineage: null,
  term: script.kind === "periodic_report" ? { from: firstDay, to: null } : null,
  nilAllowed: script.dueIn === null
})

/** Whether whoever acts decides for the issuer: itself, a body with its authority, its monitor, or its successor [37]. */
export const mayDecide = ({ acting, before }: Pick<Played, "acting" | "before">): boolean =>
  before.deciders.some((body) => body === acting.standing.body || acting.succeeds.includes(body))

/** What a command comes to after a history, by the real decider. */
export const decideAfter = (history: ReadonlyArray<AssignmentEvent>, command: AssignmentCommand) => {
  countCommand()
  return Assignment.decide(command, stateFrom(Assignment, history))
}

const assignedBy = (state: AssignmentState): Assigned => {
  if (state._tag === "Unassigned") throw new Error("a life begins with a creation")
  return state
}

/** What the world around says on a step: sometimes the holder is gone, and some of the children have ended. */
const factsOf = (step: Step, model: Model, acting: Acting, parentEnd: Instant | null, state: Assigned): ActFacts => ({
  acting,
  state,
  parentEnd,
  childEnd: null,
  openChildren: model.children.flatMap(({ child }, index) => ((step.number + index) % 3 === 0 ? [child] : [])),
  holder: { ...still(model.body), end: step.hash === 2 ? addDays(acting.on, -(step.days % 3)) : null },
  heirs: [cast.office, cast.monitor],
  liaison: [cast.stranger]
})

/** Plays a script against the real decider, and keeps the books beside it. */
export const play = (script: Script): ReadonlyArray<Played> => {
  const first = Result.getOrThrow(decideAfter([], creation(script)))
  let state = assignedBy(stateFrom(Assignment, first))
  let model = first.reduce(book, nothing)
  let on = firstDay
  const parentEnd =
    script.parentSlack === null || script.dueIn === null
      ? null
      : endOf(addDays(firstDay, script.dueIn + script.parentSlack))
  return script.steps.map((step) => {
    on = addDays(on, step.slip === "earlier" ? -step.days : step.days)
    const { by, tag, command: make } = intend(step, model, on, script.prefer, script.tags)
    const end = step.slip === "dissolved" ? addDays(on, -(step.number % 3)) : null
    const acting: Acting = {
      standing: { body: by.body, end, successors: [cast.office] },
      person: by.person,
      namesakes: [],
      // Of those who should not act, some took over from the issuer, which ended.
      succeeds: step.slip === "body" && step.number % 3 !== 0 ? [cast.issuer] : [],
      on
    }
    const facts = factsOf(step, model, acting, parentEnd, state)
    const command = make(facts)
    const before = model
    countCommand()
    const decision = Assignment.decide(command, state)
    const events = Result.isSuccess(decision) ? decision.success : null
    state = assignedBy((events ?? []).reduce(Assignment.evolve, state))
    model = (events ?? []).reduce(book, model)
    const refusal = Result.isFailure(decision) ? decision.failure : null
    return { step, on, acting, tag, command, facts, before, events, refusal, after: model, state }
  })
}
