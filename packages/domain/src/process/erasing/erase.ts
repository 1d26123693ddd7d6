// An erasure from its proposal to its end. What goes is found out anew by whoever carries it out, in the same append.
import { Effect } from "effect"
import { Erasure, ErasureId, type ErasureTarget, type HoldScope, type LegalGround } from "../../erasure/index.ts"
import { type NamedActor, type PersonId, refuse } from "../../kernel/index.ts"
import { EventStore, type Session } from "../../ledger/index.ts"
import { LegalHold, LegalHoldId } from "../../legal-hold/index.ts"
import { Roster } from "../../roster/index.ts"
import { key } from "../../text/index.ts"
import type { ActingFor } from "../act.ts"
import { enteredIn, enterIn, type RegisterSet } from "../reserve.ts"
import { stillExists } from "../standing.ts"
import { heldBy, isEmpty, meet, reachOf, together } from "./reach.ts"
import { survey } from "./survey.ts"

/** Erasures and holds are counted in a ledger from 1, each for itself. */
export const EVERY = "ledger"

const fail = (rejection: ReturnType<typeof refuse>) => Effect.fromResult(rejection)

/** Who acts, by name, for a body that exists. */
const named = Effect.fnUntraced(function* (session: Session, { body, person }: ActingFor) {
  if (person === null) return yield* fail(refuse("PersonMissing", 37))
  yield* stillExists(session, body, session.now)
  const by: NamedActor = { body, person }
  return by
})

/** The id behind a number; undefined where there is none. */
const numbered = Effect.fnUntraced(function* (session: Session, set: RegisterSet, number: number) {
  return (yield* enteredIn(session, set, EVERY))[number - 1]
})

const positionsIn = (scopes: ReadonlyArray<HoldScope>): ReadonlyArray<number> =>
  scopes.flatMap((scope) => (scope._tag === "OfEvents" ? scope.positions : []))
const personsIn = (scopes: ReadonlyArray<HoldScope>): ReadonlyArray<PersonId> =>
  scopes.flatMap((scope) => (scope._tag === "OfPerson" ? [scope.person] : []))

const surveyFor = (session: Session, scopes: ReadonlyArray<HoldScope>) =>
  survey(session.ledger, { positions: positionsIn(scopes), persons: personsIn(scopes) })

export interface ErasureProposal {
  readonly targets: readonly [ErasureTarget, ...ReadonlyArray<ErasureTarget>]
  readonly ground: LegalGround
  /** The decision or request that asks for it, as people cite it. */
  readonly document: string
  readonly reason: string
}

/** Proposes an erasure; nothing goes yet. Answers its number in the ledger, and what it would take as things stand. */
export const proposeErasure = Effect.fnUntraced(function* (
  session: Session,
  { targets, ground, document, reason }: ErasureProposal,
  who: ActingFor
) {
  const by = yield* named(session, who)
  const known = yield* surveyFor(session, targets)
  const reaches = yield* Effect.forEach(targets, (target) => reachOf(session, known, target))
  const nothing = targets.flatMap(({ _tag }, index) => {
    const reach = reaches[index]
    return reach === undefined || isEmpty(reach) ? [_tag] : []
  })
  const id = ErasureId.make(session.newId())
  yield* session.run(Erasure, id, { _tag: "Propose", targets, ground, document, reason, by, nothing }, null)
  yield* enterIn(session, "erasures", EVERY, id)
  const number = (yield* enteredIn(session, "erasures", EVERY)).length
  return { id, number, found: together(reaches) }
})

const proposed = Effect.fnUntraced(function* (session: Session, number: number) {
  const entered = yield* numbered(session, "erasures", number)
  if (entered === undefined) return yield* fail(refuse("ErasureUnknown", null, { number }))
  const id = ErasureId.make(entered)
  return { id, state: yield* session.load(Erasure, id) }
})

/** By their keys, the names of these persons; a person whose name is gone has none. */
const nameKeys = Effect.fnUntraced(function* (session: Session, persons: ReadonlyArray<PersonId>) {
  const store = yield* EventStore
  const names = new Map([...(yield* store.names(session.ledger, persons)), ...session.keptNames()])
  return new Map([...names].map(([person, name]) => [person, key(name)] as const))
})

/** Whether `by` bears the name of the proposer, whose name nobody erases meanwhile. */
const namesakeOf = Effect.fnUntraced(function* (session: Session, proposer: NamedActor, by: NamedActor) {
  yield* session.load(Roster, proposer.body)
  const names = yield* nameKeys(session, [proposer.person, by.person])
  const first = names.get(proposer.person)
  if (first === undefined) return "unknown"
  return first === names.get(by.person) ? "yes" : "no"
})

/** Whether one of these persons bears the name of `by`: whoever acts for another body has another id. */
const isAmong = Effect.fnUntraced(function* (session: Session, persons: ReadonlyArray<PersonId>, by: NamedActor) {
  if (persons.length === 0) return false
  const names = yield* nameKeys(session, [...persons, by.person])
  const own = names.get(by.person)
  return persons.some((person) => own !== undefined && names.get(person) === own)
})

/** The holds in force, by their numbers. None is placed or lifted meanwhile. */
const holdsInForce = Effect.fnUntraced(function* (session: Session) {
  const entered = yield* enteredIn(session, "legal_holds", EVERY)
  const holds = yield* Effect.forEach(entered, (id, index) =>
    Effect.map(session.load(LegalHold, LegalHoldId.make(id)), (state) =>
      state._tag === "InForce" ? [{ number: index + 1, over: state.over }] : []
    )
  )
  return holds.flat()
})

/** Carries an erasure out: texts, sources, names and their salts go with the append. Twice is once. */
export const carryOutErasure = Effect.fnUntraced(function* (session: Session, number: number, who: ActingFor) {
  const by = yield* named(session, who)
  const { id, state } = yield* proposed(session, number)
  const targets = state._tag === "Proposed" ? state.targets : []
  const holds = yield* holdsInForce(session)
  const known = yield* surveyFor(session, [...targets, ...holds.map(({ over }) => over)])
  const found = together(yield* Effect.forEach(targets, (target) => reachOf(session, known, target)))
  const holding: Array<number> = []
  for (const hold of holds)
    if (hold.over._tag === "WholeLedger" || meet(found, yield* heldBy(session, known, hold.over)))
      holding.push(hold.number)
  const went = {
    positions: [...found.positions].sort((left, right) => left - right),
    sources: [...found.sources],
    persons: [...found.persons]
  }
  const namesake = state._tag === "Proposed" ? yield* namesakeOf(session, state.by, by) : "no"
  const erasesOwnName = yield* isAmong(session, went.persons, by)
  const made = yield* session.run(
    Erasure,
    id,
    { _tag: "CarryOut", by, namesake, erasesOwnName, found: went, holds: holding },
    null
  )
  if (made.length === 0) return null
  for (const person of went.persons) {
    const body = known.rosters.get(person)
    if (body !== undefined) yield* session.run(Roster, body, { _tag: "Forget", person }, null)
  }
  session.erase(went)
  return went
})

/** Somebody else than the proposer declines. */
export const declineErasure = Effect.fnUntraced(function* (
  session: Session,
  number: number,
  reason: string,
  who: ActingFor
) {
  const by = yield* named(session, who)
  const { id, state } = yield* proposed(session, number)
  const namesake = state._tag === "Proposed" ? yield* namesakeOf(session, state.by, by) : "no"
  yield* session.run(Erasure, id, { _tag: "Decline", by, namesake, reason }, null)
})

export interface HoldGround {
  readonly document: string
  readonly reason: string
}

/** Places a legal hold, and answers its number. From then on no erasure takes anything of what it lies over. */
export const placeHold = Effect.fnUntraced(function* (
  session: Session,
  over: HoldScope,
  ground: HoldGround,
  who: ActingFor
) {
  const by = yield* named(session, who)
  const id = LegalHoldId.make(session.newId())
  yield* session.run(LegalHold, id, { _tag: "Place", over, ...ground, by }, null)
  yield* enterIn(session, "legal_holds", EVERY, id)
  return { id, number: (yield* enteredIn(session, "legal_holds", EVERY)).length }
})

export const liftHold = Effect.fnUntraced(function* (
  session: Session,
  number: number,
  ground: HoldGround,
  who: ActingFor
) {
  const by = yield* named(session, who)
  const entered = yield* numbered(session, "legal_holds", number)
  if (entered === undefined) return yield* fail(refuse("HoldUnknown", null, { number }))
  yield* session.run(LegalHold, LegalHoldId.make(entered), { _tag: "Lift", ...ground, by }, null)
})
