// Where work goes on: through transfers, splits and reassignments, and down through delegations.
import { Effect } from "effect"
import { Assignment, type AssignmentState, isOpen } from "../assignment/index.ts"
import { Directive } from "../directive/index.ts"
import { type AssignmentId, type DirectiveId, Rejection } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"

export const assignmentUnknown = () => new Rejection({ rule: "AssignmentUnknown", invariant: null, detail: {} })

/** The assignments in which one goes on now: itself where it was never handed over. */
export const currentOf = Effect.fnUntraced(function* (session: Session, id: AssignmentId) {
  const current: Array<AssignmentId> = []
  const waiting = [id]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const state = yield* session.load(Assignment, next)
    if (state._tag === "Assigned" && state.continuedBy.length > 0) waiting.push(...state.continuedBy)
    else current.push(next)
  }
  return current
})

/** The assignment that the text gave, from which one came by transfers, splits and reassignments; itself where it did not. */
export const originOf = Effect.fnUntraced(function* (session: Session, id: AssignmentId) {
  let origin = id
  for (let next: AssignmentId | null = id; next !== null; ) {
    origin = next
    const state: AssignmentState = yield* session.load(Assignment, next)
    next = state._tag === "Assigned" ? state.continues : null
  }
  return origin
})

/** The open assignments in which one goes on, and those below them, each before the ones that were passed on from it. */
export const openUnder = Effect.fnUntraced(function* (session: Session, id: AssignmentId) {
  const open = new Set<AssignmentId>()
  const seen = new Set<AssignmentId>()
  const waiting = [id]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) continue
    seen.add(next)
    const state = yield* session.load(Assignment, next)
    if (state._tag === "Unassigned") continue
    if (isOpen(state.phase)) open.add(next)
    waiting.push(...state.continuedBy, ...state.children.map(({ child }) => child))
  }
  return [...open]
})

/** Every open assignment that a directive led to, those passed on and handed over included. */
export const openOf = Effect.fnUntraced(function* (session: Session, directive: DirectiveId) {
  const state = yield* session.load(Directive, directive)
  if (state._tag === "Unknown") return []
  const found = yield* Effect.forEach(state.given, ({ assignment }) => openUnder(session, assignment))
  return [...new Set(found.flat())]
})
