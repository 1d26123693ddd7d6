// The rulebook of assignments. Numbers in brackets are invariants of the specification.
import { Result } from "effect"
import { refuseEnded } from "../body/index.ts"
import type { Due } from "../deadline/index.ts"
import { isTask } from "../directive/index.ts"
import {
  type Actor,
  type Decision,
  type EventOf,
  happened,
  type Instant,
  type NamedActor,
  type Rejection,
  refuse
} from "../kernel/index.ts"
import type { Acting, AssignmentCommand } from "./command.ts"
import type { assignmentEvents } from "./event.ts"
import {
  decides,
  exists,
  independent,
  inPhase,
  isAssignee,
  isSameParty,
  named,
  personMissing,
  stated,
  withinParent
} from "./rules.ts"
import type { Assigned, AssignmentState } from "./state.ts"

type Event = EventOf<typeof assignmentEvents>
type Answer = Decision<Event>
type Of<Tag extends AssignmentCommand["_tag"]> = Extract<AssignmentCommand, { _tag: Tag }>

const actor = ({ standing, person }: Acting): Actor => ({ body: standing.body, person })

const create = (command: Of<"Create">): Answer => {
  const { assignee, on, due } = command
  if (!isTask(command.kind)) return refuse("NotATask", 12, { kind: command.kind })
  if (command.liaison.includes(assignee.body)) return refuse("LiaisonGetsNoAssignment", 20, { body: assignee.body })
  return (
    refuseEnded(assignee, on) ??
    withinParent(due.end, command.parentEnd, 18) ??
    happened({
      _tag: "AssignmentCreated",
      directive: command.directive,
      conclusion: command.conclusion,
      body: assignee.body,
      role: command.role,
      kind: command.kind,
      force: command.force,
      issuer: command.issuer,
      authority: command.authority,
      parent: command.parent,
      due,
      texts: {}
    })
  )
}

const acknowledge = ({ acting }: Of<"Acknowledge">, state: Assigned): Answer =>
  isAssignee(acting, state) ??
  (state.acknowledged
    ? happened()
    : (inPhase(state, "acknowledge", "assigned", "armed") ??
      happened({ _tag: "Acknowledged", by: actor(acting), texts: {} })))

const start = ({ acting }: Of<"Start">, state: Assigned): Answer =>
  isAssignee(acting, state) ??
  (state.phase === "in_progress" || state.phase === "in_force"
    ? happened()
    : (inPhase(state, "start", "acknowledged", "returned") ??
      happened({ _tag: "WorkStarted", by: actor(acting), texts: {} })))

const report = ({ acting, percent, note }: Of<"Report">, state: Assigned): Answer => {
  if (percent !== null && (percent < 0 || percent > 100)) return refuse("PercentOutOfRange", 39, { percent })
  return (
    isAssignee(acting, state) ??
    inPhase(state, "report", "in_progress", "in_force", "returned") ??
    happened({ _tag: "ProgressReported", by: actor(acting), percent, texts: { note } })
  )
}

const attachEvidence = ({ acting, hash, bytes, name }: Of<"AttachEvidence">, state: Assigned): Answer => {
  if (state.evidence.some((item) => item.hash === hash && !item.withdrawn)) return happened()
  return (
    isAssignee(acting, state) ??
    inPhase(state, "attach evidence", "acknowledged", "in_progress", "in_force", "submitted", "returned") ??
    happened({ _tag: "EvidenceAttached", hash, bytes, by: actor(acting), texts: { name } })
  )
}

/** [36] What was withdrawn stays listed as such; the same file may be attached and withdrawn again. */
const withdrawEvidence = ({ acting, hash, reason }: Of<"WithdrawEvidence">, state: Assigned): Answer => {
  const item = state.evidence.findLast((candidate) => candidate.hash === hash)
  if (item === undefined) return refuse("EvidenceUnknown", 36, { hash })
  if (item.withdrawn) return happened()
  return (
    isAssignee(acting, state) ??
    inPhase(state, "withdraw evidence", "acknowledged", "in_progress", "in_force", "submitted", "returned") ??
    stated(reason, "ReasonMissing", 36) ??
    happened({ _tag: "EvidenceWithdrawn", hash, by: actor(acting), texts: { reason } })
  )
}

/** Handing in again after a return takes the work up again first: returned → in progress → submitted. */
const submit = ({ acting, note, answer, answerText, source }: Of<"Submit">, state: Assigned): Answer => {
  const by = named(acting)
  const refusal = isAssignee(acting, state) ?? inPhase(state, "submit", "in_progress", "returned")
  if (refusal !== undefined) return refusal
  if (by === undefined) return personMissing()
  if (answer === "text" && (answerText === null || answerText.trim() === "")) return refuse("AnswerOrSourceMissing", 33)
  const resumed: ReadonlyArray<Event> =
    state.phase === "returned" ? [{ _tag: "WorkStarted", by: actor(acting), texts: {} }] : []
  return happened<Event>(...resumed, {
    _tag: "ResultSubmitted",
    submission: state.submissions + 1,
    by,
    answer,
    sourced: source !== null && source.trim() !== "",
    texts: { note, answer: answerText, source }
  })
}

/** [37] Who may decide on what was submitted. */
const verifier = (acting: Acting, state: Assigned): Result.Result<NamedActor, Rejection> => {
  const by = named(acting)
  const refusal = decides(acting, state)
  if (refusal !== undefined) return refusal
  return by === undefined ? personMissing() : (independent(acting, state) ?? Result.succeed(by))
}

const giveBack = ({ acting, reason }: Of<"Return">, state: Assigned): Answer =>
  inPhase(state, "return", "submitted") ??
  Result.flatMap(
    verifier(acting, state),
    (by) =>
      stated(reason, "ReasonMissing", 38) ??
      happened({ _tag: "ResultReturned", submission: state.submissions, by, texts: { reason } })
  )

const accept = ({ acting, note, waiver }: Of<"Accept">, state: Assigned): Answer => {
  if (state.kind === "continuing") return refuse("ContinuingNeverComplete", 32)
  const wrong = inPhase(state, "accept", "submitted")
  if (wrong !== undefined) return wrong
  return Result.flatMap(verifier(acting, state), (by) => {
    if (state.kind === "inquiry" && !state.answered) return refuse("AnswerOrSourceMissing", 33)
    const waived = waiver !== null && waiver.trim() !== ""
    if (!waived && !state.evidence.some(({ withdrawn }) => !withdrawn)) return refuse("EvidenceMissing", 36)
    return happened({
      _tag: "ResultAccepted",
      submission: state.submissions,
      by,
      evidenceWaived: waived,
      texts: { note, waiver: waived ? waiver : null }
    })
  })
}

/** [31] On a terminal assignment only this, with authority and reason. */
const reopen = ({ acting, reason }: Of<"Reopen">, state: Assigned): Answer => {
  const by = named(acting)
  const refusal = inPhase(state, "reopen", "accepted") ?? decides(acting, state) ?? stated(reason, "ReasonMissing", 31)
  if (refusal !== undefined) return refusal
  return by === undefined ? personMissing() : happened({ _tag: "Reopened", by, texts: { reason } })
}

const assignMonitoring = ({ acting, monitor }: Of<"AssignMonitoring">, state: Assigned): Answer => {
  if (acting.standing.body !== state.issuer) return refuse("NotTheIssuer", 37, { deciders: [state.issuer] })
  if (state.phase === "accepted")
    return refuse("NotInThisPhase", 31, { action: "assign monitoring", phase: state.phase })
  if (monitor.body === state.body) return refuse("VerifierIsSubmitter", 37, { submitter: state.body })
  const by = named(acting)
  if (by === undefined) return personMissing()
  if (state.deciders.includes(monitor.body)) return happened()
  return refuseEnded(monitor, acting.on) ?? happened({ _tag: "MonitoringAssigned", body: monitor.body, by, texts: {} })
}

/** [18] Never to a body that the work came from, and once to each. */
const handDown = ({ by, on, child, to, ancestors }: Omit<Of<"DelegateByText">, "_tag">, state: Assigned): Answer => {
  if (to.body === state.body || ancestors.includes(to.body)) return refuse("DelegationCycle", 18, { to: to.body })
  if (state.phase === "accepted") return refuse("NotInThisPhase", 31, { action: "delegate", phase: state.phase })
  if (state.children.some((made) => made.to === to.body)) return happened()
  return refuseEnded(to, on) ?? happened({ _tag: "DelegationMade", child, to: to.body, by, texts: {} })
}

/** [18] Only the assignee delegates. */
const delegate = ({ acting, ...command }: Of<"Delegate">, state: Assigned): Answer =>
  acting.standing.body === state.body
    ? handDown({ ...command, by: actor(acting), on: acting.on }, state)
    : refuse("OnlyTheAssigneeDelegates", 18, { assignee: state.body })

/** [26] What somebody fixes is never taken for what the text states. [18] Children may have got their day first. */
const fixDeadline = ({ acting, due, parentEnd, childEnd, basis }: Of<"FixDeadline">, state: Assigned): Answer => {
  const by = named(acting)
  if (state.due.end !== null) return refuse("DeadlineAlreadyFixed", 28, { end: state.due.end })
  if (state.phase === "accepted") return refuse("NotInThisPhase", 31, { action: "fix deadline", phase: state.phase })
  const refusal =
    decides(acting, state) ??
    stated(basis, "BasisMissing", 26) ??
    withinParent(due.end, parentEnd, 18) ??
    withinParent(childEnd, due.end, 18)
  if (refusal !== undefined) return refusal
  const origin = due.origin === "stated" ? "decided" : due.origin
  return by === undefined
    ? personMissing()
    : happened({ _tag: "DeadlineFixed", due: { ...due, origin }, by, texts: { basis } })
}

/** [28] Asked by the current lead, while there is work to do, for a later day, one request at a time. */
const requestExtension = (command: Of<"RequestExtension">, state: Assigned): Answer => {
  const { acting, until, parentEnd, reason } = command
  if (acting.standing.body !== state.body) return refuse("NotTheAssignee", 28, { assignee: state.body })
  if (!["acknowledged", "in_progress", "returned"].includes(state.phase))
    return refuse("NotInThisPhase", 28, { action: "request extension", phase: state.phase })
  if (state.openExtension !== null) return refuse("ExtensionAlreadyOpen", 28, { request: state.openExtension.request })
  if (state.due.end === null) return refuse("NoDueDateToExtend", 28)
  if (until <= state.due.end) return refuse("NotLaterThanDue", 28, { until, due: state.due.end })
  return (
    withinParent(until, parentEnd, 28) ??
    stated(reason, "ReasonMissing", 28) ??
    happened({
      _tag: "ExtensionRequested",
      request: state.extensions + 1,
      until,
      by: actor(acting),
      texts: { reason }
    })
  )
}

interface Extension {
  readonly by: NamedActor
  readonly request: number
  readonly until: Instant
}

/** [28] The decider holds the issuer's authority and is not the asker. */
const openExtension = (
  acting: Acting,
  { openExtension: open, deciders }: Assigned
): Result.Result<Extension, Rejection> => {
  if (open === null) return refuse("NoOpenExtension", 28)
  if (isSameParty(acting, open.by)) return refuse("DeciderIsAsker", 28, { asker: open.by.body })
  if (!deciders.includes(acting.standing.body)) return refuse("NotTheIssuer", 28, { deciders })
  const by = named(acting)
  return by === undefined ? personMissing() : Result.succeed({ by, request: open.request, until: open.until })
}

const grantExtension = ({ acting, parentEnd, note }: Of<"GrantExtension">, state: Assigned): Answer =>
  Result.flatMap(openExtension(acting, state), ({ by, request, until }) => {
    const due: Due = { ...state.due, origin: "decided", end: until, policy: null, calendar: null }
    return (
      withinParent(until, parentEnd, 28) ?? happened({ _tag: "ExtensionGranted", request, due, by, texts: { note } })
    )
  })

const refuseExtension = ({ acting, reason }: Of<"RefuseExtension">, state: Assigned): Answer =>
  Result.flatMap(
    openExtension(acting, state),
    ({ by, request }) =>
      stated(reason, "ReasonMissing", 28) ?? happened({ _tag: "ExtensionRefused", request, by, texts: { reason } })
  )

export const decide = (command: AssignmentCommand, state: AssignmentState): Answer => {
  if (command._tag === "Create") return state._tag === "Assigned" ? refuse("AlreadyAssigned", 15) : create(command)
  if (state._tag === "Unassigned") return refuse("AssignmentUnknown", null)
  if (command._tag === "DelegateByText") return handDown(command, state)
  const ended = exists(command.acting)
  if (ended !== undefined) return ended
  switch (command._tag) {
    case "Acknowledge":
      return acknowledge(command, state)
    case "Start":
      return start(command, state)
    case "Report":
      return report(command, state)
    case "AttachEvidence":
      return attachEvidence(command, state)
    case "WithdrawEvidence":
      return withdrawEvidence(command, state)
    case "Submit":
      return submit(command, state)
    case "Return":
      return giveBack(command, state)
    case "Accept":
      return accept(command, state)
    case "Reopen":
      return reopen(command, state)
    case "AssignMonitoring":
      return assignMonitoring(command, state)
    case "Delegate":
      return delegate(command, state)
    case "FixDeadline":
      return fixDeadline(command, state)
    case "RequestExtension":
      return requestExtension(command, state)
    case "GrantExtension":
      return grantExtension(command, state)
    case "RefuseExtension":
      return refuseExtension(command, state)
  }
}
