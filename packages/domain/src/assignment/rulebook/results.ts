// The rulebook: what is handed in, and what is decided on it.
import { Result } from "effect"
import { happened, type NamedActor, type Rejection, refuse } from "../../kernel/index.ts"
import type { Acting, Of } from "../command.ts"
import {
  type AssignmentEvent,
  actor,
  type Decided,
  decides,
  independent,
  inPhase,
  isAssignee,
  issuerDecides,
  named,
  personMissing,
  stated
} from "../rules.ts"
import type { Assigned } from "../state.ts"

/** Handing in again after a return takes the work up again first: returned → in progress → submitted. */
export const submit = ({ acting, note, answer, answerText, source }: Of<"Submit">, state: Assigned): Decided => {
  const by = named(acting)
  const refusal = isAssignee(acting, state) ?? inPhase(state, "submit", "in_progress", "returned")
  if (refusal !== undefined) return refusal
  if (by === undefined) return personMissing()
  if (answer === "text" && (answerText === null || answerText.trim() === "")) return refuse("AnswerOrSourceMissing", 33)
  const resumed: ReadonlyArray<AssignmentEvent> =
    state.phase === "returned" ? [{ _tag: "WorkStarted", by: actor(acting), texts: {} }] : []
  return happened<AssignmentEvent>(...resumed, {
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

export const giveBack = ({ acting, reason }: Of<"Return">, state: Assigned): Decided =>
  inPhase(state, "return", "submitted") ??
  Result.flatMap(
    verifier(acting, state),
    (by) =>
      stated(reason, "ReasonMissing", 38) ??
      happened({ _tag: "ResultReturned", submission: state.submissions, by, texts: { reason } })
  )

/** [19] The delegator stays accountable: what it passed on must have ended, unless the issuer waives that. */
const awaited = ({ children }: Assigned, openChildren: ReadonlyArray<string>) => {
  const open = children.filter(({ child, mandatory }) => mandatory && openChildren.includes(child))
  return open.length === 0 ? undefined : refuse("ChildrenOpen", 19, { bodies: open.map(({ to }) => to) })
}

export const accept = ({ acting, note, waiver, openChildren }: Of<"Accept">, state: Assigned): Decided => {
  if (state.kind === "continuing") return refuse("ContinuingNeverComplete", 32)
  const wrong = inPhase(state, "accept", "submitted")
  if (wrong !== undefined) return wrong
  return Result.flatMap(verifier(acting, state), (by) => {
    if (state.kind === "inquiry" && !state.answered) return refuse("AnswerOrSourceMissing", 33)
    const waived = waiver !== null && waiver.trim() !== ""
    if (!waived && !state.evidence.some(({ withdrawn }) => !withdrawn)) return refuse("EvidenceMissing", 36)
    return (
      awaited(state, openChildren) ??
      happened({
        _tag: "ResultAccepted",
        submission: state.submissions,
        by,
        evidenceWaived: waived,
        texts: { note, waiver: waived ? waiver : null }
      })
    )
  })
}

/** The degree of outcome is a judgement beside acceptance, and changes no phase. */
export const assess = ({ acting, degree, note }: Of<"Assess">, state: Assigned): Decided => {
  const refusal =
    inPhase(state, "assess", "in_progress", "in_force", "armed", "submitted", "returned") ?? decides(acting, state)
  if (refusal !== undefined) return refusal
  const by = named(acting)
  if (by === undefined) return personMissing()
  return state.degree === degree ? happened() : happened({ _tag: "OutcomeAssessed", degree, by, texts: { note } })
}

/** [19] With a reason, acceptance need not wait for a child. */
export const waiveChild = ({ acting, child, reason }: Of<"WaiveChild">, state: Assigned): Decided => {
  const found = state.children.find((made) => made.child === child)
  if (found === undefined) return refuse("ChildUnknown", 19)
  return issuerDecides(acting, reason, state, "waive", (by) =>
    found.mandatory ? happened({ _tag: "WaiverGranted", child, by, texts: { reason } }) : happened()
  )
}
