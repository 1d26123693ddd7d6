// The rulebook: work that rests, ends without acceptance, goes to another body, or is taken up again.
import { happened, type NamedActor, refuse } from "../../kernel/index.ts"
import type { Of } from "../command.ts"
import {
  type AssignmentEvent,
  type Decided,
  decides,
  inPhase,
  issuerDecides,
  mayReceive,
  named,
  personMissing,
  stated
} from "../rules.ts"
import type { Assigned } from "../state.ts"

export const suspend = ({ acting, reason }: Of<"Suspend">, state: Assigned): Decided =>
  issuerDecides(acting, reason, state, "suspend", (by) =>
    state.phase === "suspended" ? happened() : happened({ _tag: "Suspended", by, texts: { reason } })
  )

export const resume = ({ acting, note }: Of<"Resume">, state: Assigned): Decided => {
  const refusal = inPhase(state, "resume", "suspended") ?? decides(acting, state)
  if (refusal !== undefined) return refusal
  const by = named(acting)
  return by === undefined ? personMissing() : happened({ _tag: "Resumed", by, texts: { note } })
}

export const cancel = ({ acting, reason, cause }: Of<"Cancel">, state: Assigned): Decided =>
  issuerDecides(acting, reason, state, "cancel", (by) => happened({ _tag: "Cancelled", cause, by, texts: { reason } }))

/** [49] The new provision stands in its place. */
export const supersede = ({ acting, reason, conclusion, path }: Of<"Supersede">, state: Assigned): Decided =>
  issuerDecides(acting, reason, state, "supersede", (by) =>
    happened({ _tag: "Superseded", conclusion, path, by, texts: { reason } })
  )

/** [49] The work goes on under the new provision. */
export const rebase = ({ acting, reason, conclusion, path }: Of<"Rebase">, state: Assigned): Decided =>
  issuerDecides(acting, reason, state, "rebase", (by) =>
    happened({ _tag: "Rebased", conclusion, path, by, texts: { reason } })
  )

/** Duties that are never complete end by this: kept up until now, and no longer. */
export const discontinue = ({ acting, reason }: Of<"Discontinue">, state: Assigned): Decided =>
  state.kind === "finite" || state.kind === "inquiry"
    ? refuse("NotInThisPhase", 31, { action: "discontinue", phase: state.phase })
    : issuerDecides(acting, reason, state, "discontinue", (by) =>
        happened({ _tag: "Discontinued", by, texts: { reason } })
      )

const simple =
  (action: string, tag: "ConcludedNotDone" | "Excused" | "Lapsed") =>
  ({ acting, reason }: Of<"ConcludeNotDone" | "Excuse" | "Lapse">, state: Assigned): Decided =>
    issuerDecides(acting, reason, state, action, (by) =>
      happened<AssignmentEvent>({ _tag: tag, by, texts: { reason } })
    )

export const concludeNotDone = simple("conclude not done", "ConcludedNotDone")
export const excuse = simple("excuse", "Excused")
export const lapse = simple("lapse", "Lapsed")

/** [46] Another body takes it over whole; its new assignment keeps lineage, due date and evidence. */
export const transfer = (command: Of<"Transfer">, state: Assigned): Decided => {
  const { acting, reason, holder, heirs, to, assignment } = command
  return issuerDecides(
    acting,
    reason,
    state,
    "transfer",
    (by) =>
      mayReceive(to, holder, heirs, acting.on) ??
      happened({ _tag: "Transferred", to: to.body, assignment, by, texts: { reason } })
  )
}

const parted = (command: Of<"Split">, by: NamedActor): Decided => {
  const { acting, reason, holder, heirs, parts } = command
  if (parts.length < 2) return refuse("SplitNeedsTwo", 45)
  const bodies = parts.map(({ to }) => to.body)
  if (new Set(bodies).size !== bodies.length) return refuse("MemberTwice", 45)
  const refusal = parts
    .map(({ to, scope }) => mayReceive(to, holder, heirs, acting.on) ?? stated(scope, "ReasonMissing", 45))
    .find((found) => found !== undefined)
  return (
    refusal ??
    happened({
      _tag: "Split",
      parts: parts.map(({ to, assignment }) => ({ to: to.body, assignment })),
      by,
      texts: { reason, scopes: parts.map(({ scope }) => scope) }
    })
  )
}

/** [45] Several bodies take it over, each its part. */
export const split = (command: Of<"Split">, state: Assigned): Decided =>
  issuerDecides(command.acting, command.reason, state, "split", (by) => parted(command, by))

/** [45] Left where it is, by decision, although the body that holds it has ended. */
export const hold = ({ acting, reason, holder, until }: Of<"Hold">, state: Assigned): Decided =>
  holder.end === null || acting.on < holder.end
    ? refuse("BodyNotDissolved", 45, { body: holder.body })
    : issuerDecides(acting, reason, state, "hold", (by) => happened({ _tag: "Held", until, by, texts: { reason } }))

/** [31] On what has ended only this, with authority and reason, and only where it was accepted or left undone. */
export const reopen = ({ acting, reason }: Of<"Reopen">, state: Assigned): Decided => {
  const by = named(acting)
  const refusal =
    inPhase(state, "reopen", "accepted", "not_done") ?? decides(acting, state) ?? stated(reason, "ReasonMissing", 31)
  if (refusal !== undefined) return refusal
  return by === undefined ? personMissing() : happened({ _tag: "Reopened", by, texts: { reason } })
}
