// The end of a body: who succeeds it, what it leaves open, and that nothing of it is forgotten.
import { Effect } from "effect"
import { Assignment, assignmentEvents, isOpen } from "../assignment/index.ts"
import { Body, type Extent } from "../body/index.ts"
import { type Actor, AssignmentId, type BodyId, type CivilDate, dayOf, type OccurredAt } from "../kernel/index.ts"
import { codec, type Session } from "../ledger/index.ts"
import type { ActingFor } from "./act.ts"
import { transfer } from "./dispose.ts"
import { enteredIn } from "./reserve.ts"
import { heirsOf, standing } from "./standing.ts"

const { decode } = codec(assignmentEvents)

/** Every assignment that a body was ever given. */
const assignmentsOf = Effect.fnUntraced(function* (session: Session, body: BodyId) {
  return (yield* enteredIn(session, "body_assignments", body)).map((id) => AssignmentId.make(id))
})

/** The newest day on which a body acted on an assignment that it holds or held; null where it never did. */
const lastAct = Effect.fnUntraced(function* (session: Session, body: BodyId) {
  let newest: CivilDate | null = null
  for (const id of yield* assignmentsOf(session, body))
    for (const recorded of yield* session.recorded(Assignment, id)) {
      const event = yield* Effect.fromResult(decode(recorded))
      const day = dayOf(recorded.occurredAt)
      if ("by" in event && event.by.body === body && (newest === null || day > newest)) newest = day
    }
  return newest
})

/** `end` is the first day without the body. Refused where the body acted on that day or later [44]. */
export const dissolve = Effect.fnUntraced(function* (
  session: Session,
  body: BodyId,
  { end, basis }: { readonly end: CivilDate; readonly basis: string },
  at: OccurredAt
) {
  const acted = yield* lastAct(session, body)
  yield* session.run(Body, body, { _tag: "Dissolve", end, basis, acted }, at)
})

export interface SuccessionEdge {
  readonly successor: BodyId
  readonly from: CivilDate
  readonly extent: Extent
  /** What the successor takes over, in words. */
  readonly scope: string
}

/** [47] The streams of everybody who succeeds the successor are guarded, so that two edges recorded at once make no circle. */
export const recordSuccession = Effect.fnUntraced(function* (
  session: Session,
  body: BodyId,
  { successor, ...edge }: SuccessionEdge,
  at: OccurredAt
) {
  const heirs = yield* heirsOf(session, successor, null)
  const receiver = yield* standing(session, successor)
  yield* session.run(Body, body, { _tag: "RecordSuccession", body, successor: receiver, heirs, ...edge }, at)
})

/** [45] The open assignments of a body that nobody has decided on. */
export const undecidedOf = Effect.fnUntraced(function* (session: Session, body: BodyId) {
  const undecided: Array<AssignmentId> = []
  for (const id of yield* assignmentsOf(session, body)) {
    const state = yield* session.load(Assignment, id)
    if (state._tag === "Assigned" && isOpen(state.phase) && !state.held) undecided.push(id)
  }
  return undecided
})

/** [45] Fails while one is undecided; an assignment given to the body meanwhile makes the append decide again. */
export const closeDissolution = Effect.fnUntraced(function* (
  session: Session,
  body: BodyId,
  by: Actor,
  at: OccurredAt
) {
  const undecided = yield* undecidedOf(session, body)
  yield* session.run(Body, body, { _tag: "CloseDissolution", undecided, by }, at)
})

/** [45] Everything that waits for a decision goes to one body, in one append. Answers the new assignments. */
export const handOver = Effect.fnUntraced(function* (
  session: Session,
  body: BodyId,
  who: ActingFor,
  to: BodyId,
  reason: string,
  at: OccurredAt
) {
  const waiting = yield* undecidedOf(session, body)
  return yield* Effect.forEach(waiting, (id) => transfer(session, id, who, to, reason, at))
})
