// Work goes to another body: whole, in parts, or because it was contested. Lineage, due date and evidence go with it.
import { Effect } from "effect"
import type { Assigned, Lineage } from "../assignment/index.ts"
import { bodiesOf, Directive } from "../directive/index.ts"
import { AssignmentId, type BodyId, dayOf, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { type ActingFor, act, assigned, standingDocument } from "./act.ts"
import { create } from "./create.ts"
import { standing } from "./standing.ts"

/** [46] What the next assignment keeps of the one before it; overdue time is no part of that. */
const continued = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  from: Assigned,
  next: { readonly id: AssignmentId; readonly to: BodyId },
  how: Lineage["how"],
  at: OccurredAt
) {
  const { directive, conclusion, role, kind, force, issuer, deciders, parent, due, firstDue, term, nilAllowed } = from
  const evidence = from.evidence.filter(({ withdrawn }) => !withdrawn).map(({ hash, bytes }) => ({ hash, bytes }))
  const { children, occurrences, filed } = from
  const suspended = from.phase === "suspended"
  const lineage: Lineage = { from: id, how, firstDue, evidence, children, occurrences, filed, suspended }
  const common = { directive, conclusion, role, kind, force, issuer, parent, due, nilAllowed, lineage }
  // Reports that were due before stay with the one who owed them [46].
  const owed = term && { ...term, from: dayOf(at) }
  const assignee = yield* standing(session, next.to)
  const stated = yield* session.load(Directive, directive)
  const liaison = stated._tag === "Extracted" ? bodiesOf(stated.facts.liaison) : []
  yield* create(
    session,
    next.id,
    { ...common, term: owed, assignee, authority: deciders, liaison, parentEnd: null },
    at
  )
})

/** [45, 46] One body takes the work over whole. Answers the new assignment. */
export const transfer = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  who: ActingFor,
  to: BodyId,
  reason: string,
  at: OccurredAt
) {
  const before = yield* assigned(session, id)
  const next = { id: AssignmentId.make(session.newId()), to }
  const receiver = yield* standing(session, to)
  yield* act(session, id, who, at, ({ acting, holder, heirs }) => ({
    _tag: "Transfer",
    acting,
    holder,
    heirs,
    to: receiver,
    assignment: next.id,
    reason
  }))
  yield* continued(session, id, before, next, "transferred", at)
  return next.id
})

export interface Share {
  readonly to: BodyId
  /** What of the work this body takes over. */
  readonly scope: string
}

/** [45] Several bodies take the work over, each its part. Answers the new assignments in the order of the parts. */
export const splitAmong = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  who: ActingFor,
  shares: ReadonlyArray<Share>,
  reason: string,
  at: OccurredAt
) {
  const before = yield* assigned(session, id)
  const parts = yield* Effect.forEach(shares, ({ to, scope }) =>
    Effect.map(standing(session, to), (receiver) => ({
      to: receiver,
      assignment: AssignmentId.make(session.newId()),
      scope
    }))
  )
  yield* act(session, id, who, at, ({ acting, holder, heirs }) => ({
    _tag: "Split",
    acting,
    holder,
    heirs,
    parts,
    reason
  }))
  for (const { to, assignment } of parts)
    yield* continued(session, id, before, { id: assignment, to: to.body }, "split", at)
  return parts.map(({ assignment }) => assignment)
})

/** Contested work is given to another body. Answers the new assignment. */
export const reassign = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  who: ActingFor,
  to: BodyId,
  reason: string,
  at: OccurredAt
) {
  const before = yield* assigned(session, id)
  yield* standingDocument(session, id)
  const next = { id: AssignmentId.make(session.newId()), to }
  const receiver = yield* standing(session, to)
  yield* act(session, id, who, at, ({ acting, liaison }) => ({
    _tag: "Reassign",
    acting,
    to: receiver,
    assignment: next.id,
    liaison,
    reason
  }))
  yield* continued(session, id, before, next, "reassigned", at)
  return next.id
})
