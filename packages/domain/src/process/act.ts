// Somebody acts on an assignment: their body's standing and the parent's due date become facts of the command.
import { Effect } from "effect"
import { type Acting, Assignment, type AssignmentCommand, type AssignmentState } from "../assignment/index.ts"
import { bodiesOf, Directive } from "../directive/index.ts"
import {
  AssignmentId,
  type BodyId,
  dayOf,
  type Instant,
  type OccurredAt,
  type PersonId,
  Rejection
} from "../kernel/index.ts"
import { EventStore, type Session } from "../ledger/index.ts"
import { key } from "../text/index.ts"
import { standing } from "./fan-out.ts"

/** Facts that commands on an assignment need from elsewhere. */
export interface ActFacts {
  readonly acting: Acting
  /** The end of the parent's due date [18, 28]. */
  readonly parentEnd: Instant | null
  /** The latest end among the children's due dates [18]. */
  readonly childEnd: Instant | null
}

export interface ActingFor {
  readonly body: BodyId
  readonly person: PersonId | null
}

/** Of the persons who acted on the assignment before, those whose name is that of the one who acts now. */
const namesakesOf = Effect.fnUntraced(function* (session: Session, person: PersonId | null, state: AssignmentState) {
  if (person === null || state._tag === "Unassigned") return []
  const store = yield* EventStore
  const before = [state.submittedBy?.person, state.openExtension?.by.person].filter((other) => other != null)
  const names = new Map([...(yield* store.names(session.ledger, [person, ...before])), ...session.keptNames()])
  const own = names.get(person)
  return before.filter((other) => own !== undefined && key(names.get(other) ?? "") === key(own))
})

/** The streams that this reads are guarded by the append, so that a body dissolved meanwhile cannot act. */
export const act = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  { body, person }: ActingFor,
  at: OccurredAt,
  command: (facts: ActFacts) => AssignmentCommand
) {
  const state = yield* session.load(Assignment, id)
  const parent =
    state._tag === "Assigned" && state.parent !== null ? yield* session.load(Assignment, state.parent) : null
  const parentEnd = parent?._tag === "Assigned" ? parent.due.end : null
  let childEnd: Instant | null = null
  for (const { child } of state._tag === "Assigned" && state.due.end === null ? state.children : []) {
    const below = yield* session.load(Assignment, child)
    const end = below._tag === "Assigned" ? below.due.end : null
    if (end !== null && (childEnd === null || end > childEnd)) childEnd = end
  }
  const namesakes = yield* namesakesOf(session, person, state)
  const acting = { standing: yield* standing(session, body), person, namesakes, on: dayOf(at) }
  return yield* session.run(Assignment, id, command({ acting, parentEnd, childEnd }), at)
})

/** The bodies from which an assignment came down, its own last. */
const ancestors = Effect.fnUntraced(function* (session: Session, id: AssignmentId) {
  const bodies: Array<BodyId> = []
  for (let next: AssignmentId | null = id; next !== null; ) {
    const state: AssignmentState = yield* session.load(Assignment, next)
    if (state._tag === "Unassigned") break
    bodies.unshift(state.body)
    next = state.parent
  }
  return bodies
})

/** [18] The assignee passes work on; the child is due no later than its parent. */
export const delegate = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  actor: ActingFor,
  to: BodyId,
  at: OccurredAt
) {
  const state = yield* session.load(Assignment, id)
  if (state._tag === "Unassigned")
    return yield* new Rejection({ rule: "AssignmentUnknown", invariant: null, detail: {} })
  const child = AssignmentId.make(session.newId())
  const assignee = yield* standing(session, to)
  const chain = yield* ancestors(session, id)
  const made = yield* act(session, id, actor, at, ({ acting }) => ({
    _tag: "Delegate",
    acting,
    child,
    to: assignee,
    ancestors: chain
  }))
  if (made.length === 0) return null
  const { directive, conclusion, kind, force, issuer, deciders, due } = state
  const text = yield* session.load(Directive, directive)
  const liaison = text._tag === "Extracted" ? bodiesOf(text.facts.liaison) : []
  yield* session.run(
    Assignment,
    child,
    {
      _tag: "Create",
      directive,
      conclusion,
      assignee,
      on: dayOf(at),
      role: "delegate",
      kind,
      force,
      issuer,
      authority: deciders,
      liaison,
      parent: id,
      parentEnd: due.end,
      due
    },
    at
  )
  return child
})
