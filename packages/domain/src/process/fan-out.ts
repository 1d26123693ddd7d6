// From a directive to assignments: one for each body that leads it, one for each member of a class, one for each delegate.
import { Effect } from "effect"
import { Assignment, isOpen, type Role } from "../assignment/index.ts"
import { Body, hasAuthority, refuseEnded, type Standing, samePlace } from "../body/index.ts"
import { BodyClass } from "../body-class/index.ts"
import { Conclusion, refuseAssigning } from "../conclusion/index.ts"
import { resolve } from "../deadline/index.ts"
import { bodiesOf, Directive, type Extracted, type Force, isTask, onlyReiterates } from "../directive/index.ts"
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
import { create } from "./create.ts"
import { anchorsOf, type Issuance } from "./issuance.ts"
import { currentOf } from "./lineage.ts"
import { enterIn } from "./reserve.ts"
import { standing } from "./standing.ts"

/** The latest of some moments; of those that begin at once, the first. */
const lastOf = (first: OccurredAt, ...others: ReadonlyArray<OccurredAt | null>): OccurredAt =>
  others.reduce<OccurredAt>((last, at) => (at !== null && earliest(at) > earliest(last) ? at : last), first)

/** [43] A recalled or revoked document gives nobody a task. */
const standingDocument = Effect.fnUntraced(function* (
  session: Session,
  { conclusion, path }: Pick<Extracted["facts"], "conclusion" | "path">
) {
  const refusal = refuseAssigning(yield* session.load(Conclusion, conclusion), path)
  if (refusal !== undefined) yield* Effect.fromResult(refusal)
})

/** [21] A body outside the issuer's authority is asked, also where it was only named or listed later. */
const forceFor = Effect.fnUntraced(function* (session: Session, issuer: BodyId, assignee: BodyId, force: Force) {
  const from = yield* session.load(Body, issuer)
  const to = yield* session.load(Body, assignee)
  const reaches = from._tag === "Unregistered" || to._tag === "Unregistered" || hasAuthority(from, to)
  return reaches ? force : "request"
})

interface Recipient {
  readonly assignee: Standing
  readonly role: Role
  readonly id: AssignmentId
  readonly parent: AssignmentId | null
}

const assign = Effect.fnUntraced(function* (
  session: Session,
  { facts, term, nilAllowed }: Extracted,
  directive: DirectiveId,
  { issuer, authority, policy, calendar, at }: Issuance,
  { assignee, role, id, parent }: Recipient
) {
  const { conclusion, kind, force, deadline, liaison } = facts
  yield* standingDocument(session, facts)
  const above = parent === null ? null : yield* session.load(Assignment, parent)
  const context = { anchors: yield* anchorsOf(session, conclusion, dayOf(at)), calendar }
  const read = resolve(deadline, "stated", policy, context)
  const parentEnd = above?._tag === "Assigned" ? above.due.end : null
  // What the text passes on later, counted from a later day, is due with the work above it [18].
  const due =
    above?._tag === "Assigned" && read.end !== null && parentEnd !== null && read.end > parentEnd ? above.due : read
  const periodic = kind === "periodic_report" ? (term ?? { from: dayOf(at), to: null }) : null
  const common = { directive, conclusion, assignee, role, kind, issuer, authority, parent, nilAllowed }
  yield* create(
    session,
    id,
    {
      ...common,
      force: yield* forceFor(session, issuer, assignee.body, force),
      liaison: bodiesOf(liaison),
      parentEnd,
      due,
      term: periodic,
      lineage: null
    },
    at
  )
})

const extracted = Effect.fnUntraced(function* (session: Session, directive: DirectiveId) {
  const state = yield* session.load(Directive, directive)
  if (state._tag === "Unknown" || state.split || state.discontinued || onlyReiterates(state)) return null
  return isTask(state.facts.kind) ? state : null
})

/** Below a lead, a body that the text itself delegates to; null where the lead has passed it on to that body already. */
const delegateByText = Effect.fnUntraced(function* (
  session: Session,
  state: Extracted,
  directive: DirectiveId,
  issuance: Issuance,
  parent: AssignmentId,
  body: BodyId
) {
  const above = yield* session.load(Assignment, parent)
  if (above._tag === "Unassigned") return null
  const child = AssignmentId.make(session.newId())
  const to = yield* standing(session, body)
  const by = { body: issuance.issuer, person: null }
  const made = yield* session.run(
    Assignment,
    parent,
    { _tag: "DelegateByText", by, on: dayOf(issuance.at), child, to, ancestors: [above.body] },
    issuance.at
  )
  if (made.length === 0) return null
  yield* assign(session, state, directive, issuance, { assignee: to, role: "delegate", id: child, parent })
  return child
})

/** Assigns a directive to the bodies that lead it and, below each of them, to those that the text delegates it to. */
const assignLeads = Effect.fnUntraced(function* (session: Session, directive: DirectiveId, issuance: Issuance) {
  const state = yield* extracted(session, directive)
  if (state === null) return
  const { lead, delegates } = state.facts
  for (const party of lead) {
    if (party._tag !== "OneBody") continue
    const assignee = yield* standing(session, party.body)
    const id = AssignmentId.make(session.newId())
    const command = { _tag: "ResolveBody", standing: assignee, assignment: id, on: dayOf(issuance.at) } as const
    const resolved = yield* session.run(Directive, directive, command, issuance.at)
    if (resolved.length === 0) continue
    const role = lead.length > 1 ? "co_lead" : "lead"
    yield* assign(session, state, directive, issuance, { assignee, role, id, parent: null })
    for (const below of delegates)
      if (below._tag === "OneBody") yield* delegateByText(session, state, directive, issuance, id, below.body)
  }
})

const newestMembers = Effect.fnUntraced(function* (session: Session, classId: ClassId) {
  const state = yield* session.load(BodyClass, classId)
  const members = state._tag === "Defined" ? state.snapshots.at(-1) : undefined
  if (state._tag === "Undefined" || members === undefined) return null
  const fresh = yield* Effect.forEach(members, (body) =>
    Effect.map(standing(session, body), (member) => ({
      standing: member,
      assignment: AssignmentId.make(session.newId())
    }))
  )
  return { members: fresh, snapshot: state.snapshots.length }
})

/** Of two bodies, whether they are of one place: "UBND xã An Bình" is below "Đảng ủy xã An Bình". */
const ofOnePlace = Effect.fnUntraced(function* (session: Session, one: BodyId, other: BodyId) {
  return samePlace(yield* session.load(Body, one), yield* session.load(Body, other))
})

/** Whether a class that the text delegates to got its assignments, by the list of that day [15]. */
const isPassedOn = ({ given }: Extracted, classId: ClassId): boolean =>
  given.some(({ addressee }) => addressee._tag === "EachOfClass" && addressee.class === classId)

/**
 * A class that the text delegates to, once every lead has its assignment: below a class each member goes to the lead of its
 * place, below one body all of them do. While one of them finds no lead, the class stays visible as not passed on [17].
 */
const resolveDelegates = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  classId: ClassId,
  issuance: Issuance
) {
  const state = yield* extracted(session, directive)
  const found = yield* newestMembers(session, classId)
  if (state === null || found === null || isPassedOn(state, classId)) return
  const waiting = state.facts.lead.some((lead) => lead._tag === "EachOfClass" && !state.resolved.includes(lead.class))
  if (waiting) return
  const at = lastOf(issuance.at, yield* session.newest(Directive, directive), yield* session.newest(BodyClass, classId))
  const placed: Array<(typeof found.members)[number]> = []
  const leads = state.given.filter(({ addressee }) => addressee._tag !== "OpenSet")
  for (const { assignment: given, addressee } of leads) {
    const [parent, another] = yield* currentOf(session, given)
    const above = parent === undefined ? undefined : yield* session.load(Assignment, parent)
    // Work that several bodies have taken over is nobody's alone to pass on.
    if (parent === undefined || another !== undefined || above?._tag !== "Assigned" || !isOpen(above.phase)) continue
    const { body } = above
    const isSole = addressee._tag === "OneBody" && leads.length === 1
    for (const member of found.members) {
      if (refuseEnded(member.standing, dayOf(at)) !== undefined || member.standing.body === body) continue
      const paired = isSole || (yield* ofOnePlace(session, body, member.standing.body))
      if (!paired || placed.some(({ standing: one }) => one.body === member.standing.body)) continue
      const child = yield* delegateByText(session, state, directive, { ...issuance, at }, parent, member.standing.body)
      if (child !== null) placed.push({ ...member, assignment: child })
    }
  }
  if (placed.length === 0) return
  // A lead that is on the list itself has the work.
  const holds = new Set([...state.given, ...placed.map(({ standing: one }) => one)].map(({ body }) => body))
  const command = {
    _tag: "ResolveClass",
    class: classId,
    snapshot: found.snapshot,
    members: placed,
    complete: found.members.every(({ standing: { body } }) => holds.has(body)),
    on: dayOf(at)
  } as const
  yield* session.run(Directive, directive, command, at)
})

const exists = Effect.fnUntraced(function* (session: Session, body: BodyId, at: OccurredAt) {
  return refuseEnded(yield* standing(session, body), dayOf(at)) === undefined
})

/** [15] Assigns a directive to each member of the class's newest snapshot; without one nothing happens yet. */
export const resolveClass = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  classId: ClassId,
  issuance: Issuance
) {
  const state = yield* extracted(session, directive)
  if (state === null) return
  const leads = state.facts.lead.some((lead) => lead._tag === "EachOfClass" && lead.class === classId)
  if (!leads) return yield* resolveDelegates(session, directive, classId, issuance)
  const found = yield* newestMembers(session, classId)
  if (found === null) return
  // A list younger than the directive counts from its own day, an older one from the directive's [54].
  const at = lastOf(issuance.at, yield* session.newest(Directive, directive), yield* session.newest(BodyClass, classId))
  // A list with a body that has ended since waits for a new one, and stops no document [44].
  if (found.members.some((member) => refuseEnded(member.standing, dayOf(at)) !== undefined)) return
  // Whoever is only to be consulted is told nothing by being listed [20].
  const consulted = bodiesOf(state.facts.liaison)
  const members = found.members.filter((member) => !consulted.includes(member.standing.body))
  if (members.length === 0) return
  const { snapshot } = found
  const command = { _tag: "ResolveClass", class: classId, snapshot, members, complete: true, on: dayOf(at) } as const
  const resolved = yield* session.run(Directive, directive, command, at)
  if (resolved.length === 0) return
  for (const { standing: assignee, assignment: id } of members) {
    yield* assign(session, state, directive, { ...issuance, at }, { assignee, role: "member", id, parent: null })
    for (const below of state.facts.delegates)
      if (below._tag === "OneBody" && below.body !== assignee.body && (yield* exists(session, below.body, at)))
        yield* delegateByText(session, state, directive, { ...issuance, at }, id, below.body)
  }
  for (const below of state.facts.delegates)
    if (below._tag === "EachOfClass") yield* resolveDelegates(session, directive, below.class, { ...issuance, at })
})

/** The one open assignment below which a set that the text delegates to is named; null where it stands on its own. */
const soleLead = Effect.fnUntraced(function* (
  session: Session,
  { facts, given }: Extracted,
  slot: number,
  body: BodyId
) {
  const delegated = facts.delegates.some((party) => party._tag === "OpenSet" && party.slot === slot)
  const leads = given.filter(({ addressee }) => addressee._tag !== "OpenSet")
  if (!delegated || leads.length !== 1) return null
  const current = (yield* Effect.forEach(leads, ({ assignment }) => currentOf(session, assignment))).flat()
  const [id, another] = current
  const state = id === undefined ? undefined : yield* session.load(Assignment, id)
  if (id === undefined || another !== undefined || state?._tag !== "Assigned") return null
  return isOpen(state.phase) && state.body !== body ? { id, state } : null
})

/**
 * A member of an open set gets a name, and with it the assignment [17]; below the lead where the set is among those that
 * the text delegates to and one body leads.
 */
export const nameParty = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  slot: number,
  body: BodyId,
  issuance: Issuance
) {
  const assignee = yield* standing(session, body)
  const state = yield* session.load(Directive, directive)
  const above = state._tag === "Extracted" ? yield* soleLead(session, state, slot, body) : null
  const child = above?.state.children.find(({ to }) => to === body)
  const assignment = child?.child ?? AssignmentId.make(session.newId())
  const command = { _tag: "NameParty", slot, standing: assignee, assignment, on: dayOf(issuance.at) } as const
  const named = yield* session.run(Directive, directive, command, issuance.at)
  if (state._tag === "Unknown" || named.length === 0) return null
  // The lead had passed it on to that body already: naming it gives no second assignment.
  if (child !== undefined) return assignment
  if (above !== null) {
    const by = { body: issuance.issuer, person: null }
    const below = { _tag: "DelegateByText", by, on: dayOf(issuance.at), child: assignment, to: assignee } as const
    yield* session.run(Assignment, above.id, { ...below, ancestors: [] }, issuance.at)
  }
  const parent = above?.id ?? null
  yield* assign(session, state, directive, issuance, { assignee, role: "named", id: assignment, parent })
  return assignment
})

/** Everything that follows from one directive of a task kind; approvals and constraints get no assignment [12]. */
export const fanOut = Effect.fnUntraced(function* (session: Session, directive: DirectiveId, issuance: Issuance) {
  const state = yield* extracted(session, directive)
  if (state === null) return
  yield* assignLeads(session, directive, issuance)
  const { lead, delegates } = state.facts
  for (const party of [...lead, ...delegates]) {
    if (party._tag !== "EachOfClass") continue
    yield* enterIn(session, "class_directives", party.class, directive)
    yield* resolveClass(session, directive, party.class, issuance)
  }
})
