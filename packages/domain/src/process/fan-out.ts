// From a directive to assignments: one for each body that leads it, one for each member of a class, one for each delegate.
import { Effect } from "effect"
import { Assignment, type Role } from "../assignment/index.ts"
import { Body, refuseEnded, type Standing, standingOf } from "../body/index.ts"
import { BodyClass } from "../body-class/index.ts"
import { type DeadlinePolicy, resolve } from "../deadline/index.ts"
import { bodiesOf, Directive, isTask } from "../directive/index.ts"
import {
  AssignmentId,
  type BodyId,
  type ClassId,
  type DirectiveId,
  dayOf,
  earliest,
  type OccurredAt
} from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { Reservation } from "../reservation/index.ts"
import { reservationOf } from "./reserve.ts"

/** What every assignment of a conclusion has in common. */
export interface Issuance {
  readonly issuer: BodyId
  /** The bodies that hold its authority: itself, the body that concluded, the collective that signed. */
  readonly authority: ReadonlyArray<BodyId>
  readonly policy: DeadlinePolicy
  readonly at: OccurredAt
}

/** The latest of some moments; of those that begin at once, the first. */
const lastOf = (first: OccurredAt, ...others: ReadonlyArray<OccurredAt | null>): OccurredAt =>
  others.reduce<OccurredAt>((last, at) => (at !== null && earliest(at) > earliest(last) ? at : last), first)

export const standing = Effect.fnUntraced(function* (session: Session, body: BodyId) {
  return standingOf(body, yield* session.load(Body, body))
})

const assign = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  { issuer, authority, policy, at }: Issuance,
  to: {
    readonly assignee: Standing
    readonly role: Role
    readonly id: AssignmentId
    readonly parent: AssignmentId | null
  }
) {
  const state = yield* session.load(Directive, directive)
  if (state._tag === "Unknown") return
  const { conclusion, kind, force, deadline, liaison } = state.facts
  const due = resolve(deadline, "stated", policy)
  yield* session.run(
    Assignment,
    to.id,
    {
      _tag: "Create",
      directive,
      conclusion,
      assignee: to.assignee,
      on: dayOf(at),
      role: to.role,
      kind,
      force,
      issuer,
      authority,
      liaison: bodiesOf(liaison),
      parent: to.parent,
      parentEnd: to.parent === null ? null : due.end,
      due
    },
    at
  )
})

/** Assigns a directive to its leads and, below each of them, to the bodies that the text itself delegates it to. */
const assignLeads = Effect.fnUntraced(function* (session: Session, directive: DirectiveId, issuance: Issuance) {
  const state = yield* session.load(Directive, directive)
  if (state._tag === "Unknown") return
  const { lead, delegates } = state.facts
  for (const party of lead) {
    if (party._tag !== "OneBody") continue
    const assignee = yield* standing(session, party.body)
    const id = AssignmentId.make(session.newId())
    yield* assign(session, directive, issuance, {
      assignee,
      role: lead.length > 1 ? "co_lead" : "lead",
      id,
      parent: null
    })
    for (const below of delegates) {
      if (below._tag !== "OneBody") continue
      const child = AssignmentId.make(session.newId())
      const to = yield* standing(session, below.body)
      const by = { body: issuance.issuer, person: null }
      const made = yield* session.run(
        Assignment,
        id,
        { _tag: "DelegateByText", by, on: dayOf(issuance.at), child, to, ancestors: [party.body] },
        issuance.at
      )
      if (made.length > 0)
        yield* assign(session, directive, issuance, { assignee: to, role: "delegate", id: child, parent: id })
    }
  }
})

/** [15] Assigns a directive to each member of the class's newest snapshot; without one nothing happens yet. */
export const resolveClass = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  classId: ClassId,
  issuance: Issuance
) {
  const state = yield* session.load(BodyClass, classId)
  const members = state._tag === "Defined" ? state.snapshots.at(-1) : undefined
  if (state._tag === "Undefined" || members === undefined) return
  const fresh = yield* Effect.forEach(members, (body) =>
    standing(session, body).pipe(
      Effect.map((member) => ({ standing: member, assignment: AssignmentId.make(session.newId()) }))
    )
  )
  // A list younger than the directive counts from its own day, an older one from the directive's [54].
  const at = lastOf(issuance.at, yield* session.newest(Directive, directive), yield* session.newest(BodyClass, classId))
  // A list with a body that has ended since waits for a new one, and stops no document [44].
  if (fresh.some((member) => refuseEnded(member.standing, dayOf(at)) !== undefined)) return
  const resolved = yield* session.run(
    Directive,
    directive,
    {
      _tag: "ResolveClass",
      class: classId,
      snapshot: state.snapshots.length,
      members: fresh,
      on: dayOf(at)
    },
    at
  )
  if (resolved.length === 0) return
  for (const { standing: assignee, assignment } of fresh)
    yield* assign(session, directive, { ...issuance, at }, { assignee, role: "member", id: assignment, parent: null })
})

/** A member of an open set gets a name, and with it the assignment [17]. */
export const nameParty = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  slot: number,
  body: BodyId,
  issuance: Issuance
) {
  const assignee = yield* standing(session, body)
  const assignment = AssignmentId.make(session.newId())
  const command = { _tag: "NameParty", slot, standing: assignee, assignment, on: dayOf(issuance.at) } as const
  const named = yield* session.run(Directive, directive, command, issuance.at)
  if (named.length > 0)
    yield* assign(session, directive, issuance, { assignee, role: "named", id: assignment, parent: null })
})

/** Everything that follows from one directive of a task kind; approvals and constraints get no assignment [12]. */
export const fanOut = Effect.fnUntraced(function* (session: Session, directive: DirectiveId, issuance: Issuance) {
  const state = yield* session.load(Directive, directive)
  if (state._tag === "Unknown" || state.split || !isTask(state.facts.kind)) return
  yield* assignLeads(session, directive, issuance)
  for (const party of state.facts.lead) {
    if (party._tag !== "EachOfClass") continue
    const waiting = yield* reservationOf("class_directives", party.class)
    const claim = { _tag: "Share", set: "class_directives", holder: directive, scope: null } as const
    yield* session.run(Reservation, waiting, claim, null)
    yield* resolveClass(session, directive, party.class, issuance)
  }
})
