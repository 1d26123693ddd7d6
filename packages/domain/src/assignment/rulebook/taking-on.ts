// The rulebook: who takes work on, contests it, passes it on, watches it and is asked about it.
import { refuseEnded } from "../../body/index.ts"
import { isTask } from "../../directive/index.ts"
import { happened, refuse } from "../../kernel/index.ts"
import type { Of } from "../command.ts"
import {
  actor,
  type Decided,
  inPhase,
  isAssignee,
  issuerDecides,
  mayReceive,
  named,
  personMissing,
  stated,
  whileOpen,
  withinParent
} from "../rules.ts"
import type { Assigned } from "../state.ts"

export const create = (command: Of<"Create">): Decided => {
  const { assignee, on, due, kind, parentEnd, liaison } = command
  if (!isTask(kind)) return refuse("NotATask", 12, { kind })
  if (liaison.includes(assignee.body)) return refuse("LiaisonGetsNoAssignment", 20, { body: assignee.body })
  return (
    refuseEnded(assignee, on) ??
    withinParent(due.end, parentEnd, 18) ??
    happened({
      _tag: "AssignmentCreated",
      directive: command.directive,
      conclusion: command.conclusion,
      body: assignee.body,
      role: command.role,
      kind,
      force: command.force,
      issuer: command.issuer,
      authority: command.authority,
      parent: command.parent,
      due,
      lineage: command.lineage,
      term: command.term,
      nilAllowed: command.nilAllowed,
      texts: {}
    })
  )
}

export const acknowledge = ({ acting }: Of<"Acknowledge">, state: Assigned): Decided =>
  isAssignee(acting, state) ??
  (state.acknowledged && state.phase !== "contested"
    ? happened()
    : (inPhase(state, "acknowledge", "assigned", "reaffirmed", "armed") ??
      happened({ _tag: "Acknowledged", by: actor(acting), texts: {} })))

export const contest = ({ acting, reason }: Of<"Contest">, state: Assigned): Decided =>
  isAssignee(acting, state) ??
  inPhase(state, "contest", "assigned", "acknowledged") ??
  stated(reason, "ReasonMissing", null) ??
  happened({ _tag: "Contested", by: actor(acting), texts: { reason } })

export const reaffirm = ({ acting, reason }: Of<"Reaffirm">, state: Assigned): Decided =>
  inPhase(state, "reaffirm", "contested") ??
  issuerDecides(acting, reason, state, "reaffirm", (by) => happened({ _tag: "Reaffirmed", by, texts: { reason } }))

/** Contested with reason: another body gets it, and this assignment ends. */
export const reassign = ({ acting, reason, to, assignment, liaison }: Of<"Reassign">, state: Assigned): Decided =>
  inPhase(state, "reassign", "contested") ??
  (liaison.includes(to.body) ? refuse("LiaisonGetsNoAssignment", 20, { body: to.body }) : undefined) ??
  issuerDecides(
    acting,
    reason,
    state,
    "reassign",
    (by) =>
      mayReceive(to, { body: state.body, end: null, successors: [] }, [], acting.on) ??
      happened({ _tag: "Reassigned", to: to.body, assignment, by, texts: { reason } })
  )

export const assignMonitoring = ({ acting, monitor }: Of<"AssignMonitoring">, state: Assigned): Decided => {
  const { standing, succeeds } = acting
  if (standing.body !== state.issuer && !succeeds.includes(state.issuer))
    return refuse("NotTheIssuer", 37, { deciders: [state.issuer] })
  const refusal = whileOpen(state, "assign monitoring")
  if (refusal !== undefined) return refusal
  if (monitor.body === state.body) return refuse("VerifierIsSubmitter", 37, { submitter: state.body })
  const by = named(acting)
  if (by === undefined) return personMissing()
  if (state.deciders.includes(monitor.body)) return happened()
  return refuseEnded(monitor, acting.on) ?? happened({ _tag: "MonitoringAssigned", body: monitor.body, by, texts: {} })
}

type HandingDown = Omit<Of<"DelegateByText">, "_tag"> & { readonly mandatory: boolean }

/** [18] Never to a body that the work came from, and once to each. */
const handDown = ({ by, on, child, to, ancestors, mandatory }: HandingDown, state: Assigned): Decided => {
  if (to.body === state.body || ancestors.includes(to.body)) return refuse("DelegationCycle", 18, { to: to.body })
  if (state.children.some((made) => made.to === to.body)) return happened()
  return (
    whileOpen(state, "delegate") ??
    refuseEnded(to, on) ??
    happened({ _tag: "DelegationMade", child, to: to.body, by, mandatory, texts: {} })
  )
}

/** [18] Only the assignee delegates; [20] never to a body that is only to be consulted. */
export const delegate = ({ acting, liaison, ...command }: Of<"Delegate">, state: Assigned): Decided => {
  if (acting.standing.body !== state.body) return refuse("OnlyTheAssigneeDelegates", 18, { assignee: state.body })
  if (liaison.includes(command.to.body)) return refuse("LiaisonGetsNoAssignment", 20, { body: command.to.body })
  return handDown({ ...command, by: actor(acting), on: acting.on }, state)
}

export const delegateByText = (command: Of<"DelegateByText">, state: Assigned): Decided =>
  handDown({ ...command, mandatory: true }, state)

/** [20] Asking a body for advice gives it no task. */
export const requestLiaison = ({ acting, with: asked, about }: Of<"RequestLiaison">, state: Assigned): Decided =>
  isAssignee(acting, state) ??
  whileOpen(state, "request liaison") ??
  (asked.body === state.body ? refuse("SameBody", 20, { body: asked.body }) : undefined) ??
  refuseEnded(asked, acting.on) ??
  stated(about, "ReasonMissing", null) ??
  happened({ _tag: "LiaisonRequested", body: asked.body, by: actor(acting), texts: { about } })
