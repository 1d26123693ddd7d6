// The rules that several commands on an assignment share. Each returns a refusal, or undefined where the rule holds.
import { refuseEnded } from "../body/index.ts"
import { type BodyId, type Instant, type NamedActor, type PersonId, type RuleName, refuse } from "../kernel/index.ts"
import type { Acting } from "./command.ts"
import type { Assigned, Phase } from "./state.ts"

export type Refusal = ReturnType<typeof refuse>

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

/** [37] Submitting, accepting, returning and granting need a named person. */
export const named = ({ standing, person }: Acting): NamedActor | undefined =>
  person === null ? undefined : { body: standing.body, person }

export const personMissing = (): Refusal => refuse("PersonMissing", 37)

/** [37] Decisions belong to the issuer, or to a body it named to monitor. */
export const decides = ({ standing }: Acting, state: Assigned): Refusal | undefined =>
  state.deciders.includes(standing.body)
    ? undefined
    : refuse("NotTheIssuer", 37, { deciders: state.deciders, actor: standing.body })

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
export const stated = (text: string, rule: RuleName, invariant: number): Refusal | undefined =>
  text.trim() === "" ? refuse(rule, invariant) : undefined

/** [18] A child's due date is not after its parent's. */
export const withinParent = (end: Instant | null, parentEnd: Instant | null, invariant: number): Refusal | undefined =>
  end !== null && parentEnd !== null && end > parentEnd
    ? refuse("AfterParent", invariant, { end, parentEnd })
    : undefined
