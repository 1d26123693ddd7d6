// The rules that several commands on an assignment share. Each returns a refusal, or undefined where the rule holds.
import { refuseEnded, type Standing } from "../body/index.ts"
import {
  type Actor,
  type BodyId,
  type Decision,
  type EventOf,
  type Instant,
  type NamedActor,
  type PersonId,
  type RuleName,
  refuse
} from "../kernel/index.ts"
import type { Acting } from "./command.ts"
import type { assignmentEvents } from "./event.ts"
import { type Assigned, isOpen, type Phase } from "./state.ts"

export type AssignmentEvent = EventOf<typeof assignmentEvents>
export type Decided = Decision<AssignmentEvent>
export type Refusal = ReturnType<typeof refuse>

export const actor = ({ standing, person }: Acting): Actor => ({ body: standing.body, person })

/** [44] A dissolved body cannot act after its end. */
export const exists = ({ standing, on }: Acting): Refusal | undefined => refuseEnded(standing, on)

/** Only the body that holds the assignment does its work. */
export const isAssignee = ({ standing }: Acting, state: Assigned): Refusal | undefined =>
  standing.body === state.body
    ? undefined
    : refuse("NotTheAssignee", 31, { assignee: state.body, actor: standing.body })

/** [31] Only the listed transitions. */
export const inPhase = (state: Assigned, action: string, ...allowed: ReadonlyArray<Phase>): Refusal | undefined =>
  allowed.includes(state.phase) ? undefined : refuse("NotInThisPhase", 31, { action, phase: state.phase, allowed })

/** [31] What has ended stays as it is. */
export const whileOpen = ({ phase }: Assigned, action: string): Refusal | undefined =>
  isOpen(phase) ? undefined : refuse("NotInThisPhase", 31, { action, phase })

/** [37] Submitting, accepting, returning and granting need a named person; so does every decision for the issuer. */
export const named = ({ standing, person }: Acting): NamedActor | undefined =>
  person === null ? undefined : { body: standing.body, person }

export const personMissing = (): Refusal => refuse("PersonMissing", 37)

/** [37] Decisions belong to the issuer, to a body it named to monitor, or to the recorded successor of one that ended. */
export const decides = ({ standing, succeeds }: Acting, { deciders }: Assigned): Refusal | undefined =>
  deciders.some((body) => body === standing.body || succeeds.includes(body))
    ? undefined
    : refuse("NotTheIssuer", 37, { deciders, actor: standing.body })

/** Whether somebody who acts is, by id or by name, the person or of the body that acted before. */
export const isSameParty = (
  { standing, person, namesakes }: Acting,
  before: { readonly body: BodyId | null; readonly person: PersonId | null }
): boolean =>
  before.body === standing.body ||
  (before.person !== null && (before.person === person || namesakes.includes(before.person)))

/** [37] The verifier differs from the submitter in person and in body. */
export const independent = (acting: Acting, state: Assigned): Refusal | undefined =>
  state.submittedBy !== null && isSameParty(acting, state.submittedBy)
    ? refuse("VerifierIsSubmitter", 37, { submitter: state.submittedBy.body })
    : undefined

/** A text that a rule asks for is there. */
export const stated = (text: string, rule: RuleName, invariant: number | null): Refusal | undefined =>
  text.trim() === "" ? refuse(rule, invariant) : undefined

/** [18] A child's due date is not after its parent's. */
export const withinParent = (end: Instant | null, parentEnd: Instant | null, invariant: number): Refusal | undefined =>
  end !== null && parentEnd !== null && end > parentEnd
    ? refuse("AfterParent", invariant, { end, parentEnd })
    : undefined

/** [45] Work of a dissolved body goes to a body that succeeds it; [44] and that still exists. */
export const mayReceive = (
  to: Standing,
  holder: Standing,
  heirs: ReadonlyArray<BodyId>,
  on: Acting["on"]
): Refusal | undefined => {
  if (to.body === holder.body) return refuse("SameBody", 46, { body: to.body })
  const ended = refuseEnded(to, on)
  if (ended !== undefined) return ended
  return holder.end !== null && on >= holder.end && !heirs.includes(to.body)
    ? refuse("NotASuccessor", 45, { body: to.body, of: holder.body, successors: heirs })
    : undefined
}

/** A decision for the issuer on work that is open: by a named person, with a reason. */
export const issuerDecides = (
  acting: Acting,
  reason: string,
  state: Assigned,
  action: string,
  then: (by: NamedActor) => Decided
): Decided => {
  const refusal = whileOpen(state, action) ?? decides(acting, state) ?? stated(reason, "ReasonMissing", null)
  if (refusal !== undefined) return refusal
  const by = named(acting)
  return by === undefined ? personMissing() : then(by)
}
