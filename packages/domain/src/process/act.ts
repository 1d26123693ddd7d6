// Somebody acts on an assignment: what other streams tell of it becomes facts of the command.
import { Effect } from "effect"
import {
  type Acting,
  type ActingCommand,
  type Assigned,
  Assignment,
  type AssignmentState,
  isOpen
} from "../assignment/index.ts"
import type { Standing } from "../body/index.ts"
import { Conclusion, refuseWithdrawn } from "../conclusion/index.ts"
import { bodiesOf, Directive } from "../directive/index.ts"
import { AssignmentId, type BodyId, dayOf, type Instant, type OccurredAt, type PersonId } from "../kernel/index.ts"
import { EventStore, type Session } from "../ledger/index.ts"
import { key } from "../text/index.ts"
import { create } from "./create.ts"
import { assignmentUnknown, currentOf } from "./lineage.ts"
import { openAgain } from "./open-again.ts"
import { heirsOf, standing, succeeded } from "./standing.ts"

/** Facts that commands on an assignment need from elsewhere. */
export interface ActFacts {
  readonly acting: Acting
  /** The assignment as it stands. */
  readonly state: Assigned
  /** The latest end among the parent's due dates, also where it goes on as several [18, 28]. */
  readonly parentEnd: Instant | null
  /** The latest end among the children's due dates [18]. */
  readonly childEnd: Instant | null
  /** Children that have not ended, or go on elsewhere [19]. */
  readonly openChildren: ReadonlyArray<AssignmentId>
  /** The body that holds the assignment, and all who succeed it by that day [45]. */
  readonly holder: Standing
  readonly heirs: ReadonlyArray<BodyId>
  /** Bodies that the directive names for consultation only [20]. */
  readonly liaison: ReadonlyArray<BodyId>
}

export interface ActingFor {
  readonly body: BodyId
  readonly person: PersonId | null
}

/** Of the persons who acted on the assignment before, those whose name is that of the one who acts now. */
const namesakesOf = Effect.fnUntraced(function* (session: Session, person: PersonId | null, state: Assigned) {
  if (person === null) return []
  const store = yield* EventStore
  const before = [state.submittedBy?.person, state.openExtension?.by.person].filter((other) => other != null)
  const names = new Map([...(yield* store.names(session.ledger, [person, ...before])), ...session.keptNames()])
  const own = names.get(person)
  return before.filter((other) => own !== undefined && key(names.get(other) ?? "") === key(own))
})

const latestEnd = (states: ReadonlyArray<AssignmentState>): Instant | null =>
  states.reduce<Instant | null>((latest, state) => {
    const end = state._tag === "Assigned" ? state.due.end : null
    return end !== null && (latest === null || end > latest) ? end : latest
  }, null)

/** [18] Work that goes on elsewhere is held to the due date that it has there. */
const endAbove = Effect.fnUntraced(function* (session: Session, { parent }: Assigned) {
  if (parent === null) return null
  const current = yield* currentOf(session, parent)
  return latestEnd(yield* Effect.forEach(current, (id) => session.load(Assignment, id)))
})

const endBelow = Effect.fnUntraced(function* (session: Session, { children }: Assigned) {
  const current = (yield* Effect.forEach(children, ({ child }) => currentOf(session, child))).flat()
  return latestEnd(yield* Effect.forEach(current, (id) => session.load(Assignment, id)))
})

/** [19] A child counts as open while it, or an assignment in which it goes on, is. */
const openChildrenOf = Effect.fnUntraced(function* (session: Session, { children }: Assigned) {
  const open: Array<AssignmentId> = []
  for (const { child } of children) {
    const current = yield* currentOf(session, child)
    const states = yield* Effect.forEach(current, (id) => session.load(Assignment, id))
    if (states.some((state) => state._tag === "Assigned" && isOpen(state.phase))) open.push(child)
  }
  return open
})

/** The assignment, or a refusal where there is none. */
export const assigned = Effect.fnUntraced(function* (session: Session, id: AssignmentId) {
  const state = yield* session.load(Assignment, id)
  return state._tag === "Assigned" ? state : yield* assignmentUnknown()
})

const gather = Effect.fnUntraced(function* (session: Session, state: Assigned, who: ActingFor, at: OccurredAt) {
  const on = dayOf(at)
  const directive = yield* session.load(Directive, state.directive)
  const facts: ActFacts = {
    acting: {
      standing: yield* standing(session, who.body),
      person: who.person,
      namesakes: yield* namesakesOf(session, who.person, state),
      succeeds: yield* succeeded(session, [...state.deciders, state.issuer], who.body, on),
      on
    },
    state,
    parentEnd: yield* endAbove(session, state),
    childEnd: yield* endBelow(session, state),
    openChildren: yield* openChildrenOf(session, state),
    holder: yield* standing(session, state.body),
    heirs: yield* heirsOf(session, state.body, on),
    liaison: directive._tag === "Extracted" ? bodiesOf(directive.facts.liaison) : []
  }
  return facts
})

/** The streams that this reads are guarded by the append, so that a body dissolved meanwhile cannot act. */
export const act = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  who: ActingFor,
  at: OccurredAt,
  command: (facts: ActFacts) => ActingCommand
) {
  const state = yield* assigned(session, id)
  const made = yield* session.run(Assignment, id, command(yield* gather(session, state, who, at)), at)
  if (made.some(({ _tag }) => _tag === "Reopened")) yield* openAgain(session, state.body, id)
  return made
})

/** The bodies from which an assignment came down, its own last; with each, those in whose hands its work goes on [18]. */
const ancestors = Effect.fnUntraced(function* (session: Session, id: AssignmentId) {
  const bodies: Array<BodyId> = []
  for (let next: AssignmentId | null = id; next !== null; ) {
    const state: AssignmentState = yield* session.load(Assignment, next)
    if (state._tag === "Unassigned") break
    for (const current of yield* currentOf(session, next)) {
      const taken: AssignmentState = yield* session.load(Assignment, current)
      if (taken._tag === "Assigned" && current !== next) bodies.unshift(taken.body)
    }
    bodies.unshift(state.body)
    next = state.parent
  }
  return bodies
})

/** [43] The work of a recalled or revoked document is given to nobody new. */
export const standingDocument = Effect.fnUntraced(function* (session: Session, id: AssignmentId) {
  const refusal = refuseWithdrawn(yield* session.load(Conclusion, (yield* assigned(session, id)).conclusion))
  if (refusal !== undefined) yield* Effect.fromResult(refusal)
})

export interface Delegation {
  readonly to: BodyId
  /** Whether the parent waits for it [19]. */
  readonly mandatory: boolean
}

/** [18] The assignee passes work on; the child is due no later than its parent. Null where the body has it already. */
export const delegate = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  actor: ActingFor,
  { to, mandatory }: Delegation,
  at: OccurredAt
) {
  yield* standingDocument(session, id)
  const child = AssignmentId.make(session.newId())
  const assignee = yield* standing(session, to)
  const chain = yield* ancestors(session, id)
  const made = yield* act(session, id, actor, at, ({ acting, liaison }) => ({
    _tag: "Delegate",
    acting,
    child,
    to: assignee,
    ancestors: chain,
    mandatory,
    liaison
  }))
  if (made.length === 0) return null
  const { directive, conclusion, kind, force, issuer, deciders, due, term, nilAllowed } = yield* assigned(session, id)
  const common = { directive, conclusion, kind, force, issuer, due, term, nilAllowed, liaison: [], lineage: null }
  yield* create(
    session,
    child,
    { ...common, assignee, role: "delegate", authority: deciders, parent: id, parentEnd: due.end },
    at
  )
  return child
})
