// The rulebook: due dates that are fixed later, read again or extended.
import { Result } from "effect"
import type { Due } from "../../deadline/index.ts"
import { happened, type Instant, type NamedActor, type Rejection, refuse } from "../../kernel/index.ts"
import type { Acting, Of } from "../command.ts"
import {
  actor,
  type Decided,
  decides,
  isSameParty,
  named,
  personMissing,
  stated,
  whileOpen,
  withinParent
} from "../rules.ts"
import type { Assigned, OpenExtension } from "../state.ts"
import { termOf } from "./reports.ts"

interface DueChange {
  readonly acting: Acting
  readonly end: Instant | null
  readonly parentEnd: Instant | null
  readonly childEnd: Instant | null
  readonly basis: string
}

/** [26] By the issuer, with a basis; [18] not after the parent's, and not before a child's that got its day first. */
const mayChange = ({ acting, end, parentEnd, childEnd, basis }: DueChange, state: Assigned) =>
  decides(acting, state) ??
  stated(basis, "BasisMissing", 26) ??
  withinParent(end, parentEnd, 18) ??
  withinParent(childEnd, end, 18)

/** [26] What somebody fixes is never taken for what the text states. */
export const fixDeadline = (
  { acting, due, parentEnd, childEnd, basis }: Of<"FixDeadline">,
  state: Assigned
): Decided => {
  const by = named(acting)
  // A periodic duty of which nobody said how often it is due gets its periods by this [35].
  const givesPeriods = due.spec._tag === "Recurring" && state.kind === "periodic_report"
  if (due.end === null && !givesPeriods) return refuse("DueWithoutDay", 26)
  // Each period has its own day [35]; one day for all would end the term.
  if (termOf(state) !== null) return refuse("DeadlineRecurs", 35)
  if (state.due.end !== null) return refuse("DeadlineAlreadyFixed", 28, { end: state.due.end })
  const refusal =
    whileOpen(state, "fix deadline") ?? mayChange({ acting, end: due.end, parentEnd, childEnd, basis }, state)
  if (refusal !== undefined) return refusal
  const origin = due.origin === "stated" ? "decided" : due.origin
  return by === undefined
    ? personMissing()
    : happened({ _tag: "DeadlineFixed", due: { ...due, origin }, by, texts: { basis } })
}

/** [25] Only this moves a computed day when the calendar changes, and only where somebody asks for it. */
export const recomputeDeadline = (command: Of<"RecomputeDeadline">, state: Assigned): Decided => {
  const { acting, due, parentEnd, childEnd, basis } = command
  const by = named(acting)
  const refusal =
    whileOpen(state, "recompute deadline") ??
    mayChange({ acting, end: due?.end ?? null, parentEnd, childEnd, basis }, state)
  if (refusal !== undefined) return refusal
  if (by === undefined) return personMissing()
  return due === null ? happened() : happened({ _tag: "DeadlineRecomputed", due, by, texts: { basis } })
}

/** [28] Asked by the current lead, while there is work to do, for a later day, one request at a time. */
export const requestExtension = (command: Of<"RequestExtension">, state: Assigned): Decided => {
  const { acting, until, parentEnd, reason } = command
  if (acting.standing.body !== state.body) return refuse("NotTheAssignee", 28, { assignee: state.body })
  if (!["acknowledged", "in_progress", "returned"].includes(state.phase))
    return refuse("NotInThisPhase", 28, { action: "request extension", phase: state.phase })
  if (state.openExtension !== null) return refuse("ExtensionAlreadyOpen", 28, { request: state.openExtension.request })
  return (
    later(until, state, parentEnd) ??
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

/** [28] Later than the current due date, and not after the parent's. */
const later = (until: Instant, { due }: Assigned, parentEnd: Instant | null) => {
  if (due.end === null) return refuse("NoDueDateToExtend", 28)
  if (until <= due.end) return refuse("NotLaterThanDue", 28, { until, due: due.end })
  return withinParent(until, parentEnd, 28)
}

/** The day is decided, and no policy or calendar computed it. */
const decidedDue = ({ due }: Assigned, end: Instant): Due => ({
  ...due,
  origin: "decided",
  end,
  policy: null,
  calendar: null
})

interface Decision {
  readonly by: NamedActor
  readonly open: OpenExtension
}

/** [28] The decider holds the issuer's authority and is not the asker. */
const deciding = (acting: Acting, state: Assigned): Result.Result<Decision, Rejection> => {
  const open = state.openExtension
  if (open === null) return refuse("NoOpenExtension", 28)
  const refusal = whileOpen(state, "decide extension")
  if (refusal !== undefined) return refusal
  if (isSameParty(acting, open.by)) return refuse("DeciderIsAsker", 28, { asker: open.by.body })
  if (decides(acting, state) !== undefined) return refuse("NotTheIssuer", 28, { deciders: state.deciders })
  const by = named(acting)
  return by === undefined ? personMissing() : Result.succeed({ by, open })
}

export const grantExtension = ({ acting, parentEnd, note }: Of<"GrantExtension">, state: Assigned): Decided =>
  Result.flatMap(
    deciding(acting, state),
    ({ by, open: { request, until } }) =>
      later(until, state, parentEnd) ??
      happened({ _tag: "ExtensionGranted", request, due: decidedDue(state, until), by, texts: { note } })
  )

export const refuseExtension = ({ acting, reason }: Of<"RefuseExtension">, state: Assigned): Decided =>
  Result.flatMap(
    deciding(acting, state),
    ({ by, open: { request } }) =>
      stated(reason, "ReasonMissing", 28) ?? happened({ _tag: "ExtensionRefused", request, by, texts: { reason } })
  )

export const counterExtension = (command: Of<"CounterExtension">, state: Assigned): Decided => {
  const { acting, until, parentEnd, reason } = command
  return Result.flatMap(
    deciding(acting, state),
    ({ by, open: { request } }) =>
      later(until, state, parentEnd) ??
      stated(reason, "ReasonMissing", 28) ??
      happened({ _tag: "ExtensionCountered", request, until, by, texts: { reason } })
  )
}

/** The asker's own request, and the day that was offered on it. */
const asked = (acting: Acting, state: Assigned): Result.Result<OpenExtension, Rejection> => {
  if (acting.standing.body !== state.body) return refuse("NotTheAssignee", 28, { assignee: state.body })
  if (state.openExtension === null) return refuse("NoOpenExtension", 28)
  return whileOpen(state, "answer extension") ?? Result.succeed(state.openExtension)
}

const offered = (acting: Acting, state: Assigned) =>
  Result.flatMap(asked(acting, state), ({ request, offered: until }) =>
    until === null ? refuse("NoCounterOffer", 28) : Result.succeed({ request, until })
  )

export const acceptCounter = ({ acting, parentEnd, note }: Of<"AcceptCounter">, state: Assigned): Decided =>
  Result.flatMap(
    offered(acting, state),
    ({ request, until }) =>
      later(until, state, parentEnd) ??
      happened({
        _tag: "CounterAccepted",
        request,
        due: decidedDue(state, until),
        by: actor(acting),
        texts: { note }
      })
  )

export const declineCounter = ({ acting, note }: Of<"DeclineCounter">, state: Assigned): Decided =>
  Result.flatMap(offered(acting, state), ({ request }) =>
    happened({ _tag: "CounterDeclined", request, by: actor(acting), texts: { note } })
  )

export const withdrawExtension = ({ acting, note }: Of<"WithdrawExtension">, state: Assigned): Decided =>
  Result.flatMap(asked(acting, state), ({ request }) =>
    happened({ _tag: "ExtensionWithdrawn", request, by: actor(acting), texts: { note } })
  )
