// The rulebook: work and what shows it.
import { happened, refuse } from "../../kernel/index.ts"
import type { Of } from "../command.ts"
import { actor, type Decided, inPhase, isAssignee, stated } from "../rules.ts"
import type { Assigned, OpenPhase } from "../state.ts"

export const start = ({ acting }: Of<"Start">, state: Assigned): Decided =>
  isAssignee(acting, state) ??
  (state.phase === "in_progress" || state.phase === "in_force"
    ? happened()
    : (inPhase(state, "start", "acknowledged", "returned") ??
      happened({ _tag: "WorkStarted", by: actor(acting), texts: {} })))

/** [39] However much is reported, nothing is accepted by it. */
export const report = ({ acting, percent, note }: Of<"Report">, state: Assigned): Decided => {
  if (percent !== null && (percent < 0 || percent > 100)) return refuse("PercentOutOfRange", 39, { percent })
  return (
    isAssignee(acting, state) ??
    inPhase(state, "report", "in_progress", "in_force", "returned") ??
    happened({ _tag: "ProgressReported", by: actor(acting), percent, texts: { note } })
  )
}

const withEvidence: ReadonlyArray<OpenPhase> = [
  "acknowledged",
  "in_progress",
  "in_force",
  "armed",
  "submitted",
  "returned"
]

export const attachEvidence = ({ acting, hash, bytes, name }: Of<"AttachEvidence">, state: Assigned): Decided => {
  if (state.evidence.some((item) => item.hash === hash && !item.withdrawn)) return happened()
  return (
    isAssignee(acting, state) ??
    inPhase(state, "attach evidence", ...withEvidence) ??
    happened({ _tag: "EvidenceAttached", hash, bytes, by: actor(acting), texts: { name } })
  )
}

/** [36] What was withdrawn stays listed as such; the same file may be attached and withdrawn again. */
export const withdrawEvidence = ({ acting, hash, reason }: Of<"WithdrawEvidence">, state: Assigned): Decided => {
  const item = state.evidence.findLast((candidate) => candidate.hash === hash)
  if (item === undefined) return refuse("EvidenceUnknown", 36, { hash })
  if (item.withdrawn) return happened()
  return (
    isAssignee(acting, state) ??
    inPhase(state, "withdraw evidence", ...withEvidence) ??
    stated(reason, "ReasonMissing", 36) ??
    happened({ _tag: "EvidenceWithdrawn", hash, by: actor(acting), texts: { reason } })
  )
}
