// The rulebook: reminding, and raising what is overdue to those who supervise.
import { refuseEnded } from "../../body/index.ts"
import { happened, refuse } from "../../kernel/index.ts"
import type { Of } from "../command.ts"
import { actor, type Decided, decides, isAssignee, issuerDecides, whileOpen } from "../rules.ts"
import type { Assigned } from "../state.ts"

export const remind = ({ acting, note }: Of<"Remind">, state: Assigned): Decided =>
  whileOpen(state, "remind") ??
  decides(acting, state) ??
  happened({ _tag: "ReminderSent", by: actor(acting), texts: { note } })

/** [40] Of overdue work only, one level higher at least, to a body that supervises; by whoever decides, or the assignee itself. */
export const escalate = (command: Of<"Escalate">, state: Assigned): Decided => {
  const { acting, level, to, overdue, chain, note } = command
  const refusal =
    whileOpen(state, "escalate") ?? (isAssignee(acting, state) === undefined ? undefined : decides(acting, state))
  if (refusal !== undefined) return refusal
  if (overdue === null) return refuse("NotOverdue", 40)
  if (level <= state.escalation) return refuse("EscalationNotHigher", 40, { level, current: state.escalation })
  if (!chain.includes(to.body)) return refuse("NotInTheChain", 40, { to: to.body, chain })
  return (
    refuseEnded(to, acting.on) ??
    happened({ _tag: "EscalationRaised", level, to: to.body, overdue, by: actor(acting), texts: { note } })
  )
}

/** [40] Only this takes the level down. */
export const clearEscalation = ({ acting, reason }: Of<"ClearEscalation">, state: Assigned): Decided =>
  issuerDecides(acting, reason, state, "clear escalation", (by) =>
    state.escalation === 0 ? happened() : happened({ _tag: "EscalationCleared", by, texts: { reason } })
  )
