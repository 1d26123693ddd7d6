// Erasures and legal holds: what was asked for, by whom, on which ground, and what became of it.
import { Effect } from "effect"
import { readEvent } from "../catalogue.ts"
import type { HoldScope, LegalGround } from "../erasure/index.ts"
import type { Actor, PersonId, Sha256 } from "../kernel/index.ts"
import {
  type AsOf,
  counts,
  EventStore,
  type LedgerName,
  now,
  type RecordedEvent,
  readStream,
  StreamName,
  streamOf
} from "../ledger/index.ts"
import { EVERY, eachEvent, quoting, stringsIn } from "../process/erasing/index.ts"
import { reservationOf } from "../process/reserve.ts"
import { only, rowsOf, tables } from "../projection/index.ts"
import { Reservation } from "../reservation/index.ts"
import { key } from "../text/index.ts"
import { readDirectoryOf } from "./directory.ts"
import { referencesOf } from "./list.ts"
import { type ActorView, namesIn, readPersons } from "./names.ts"

/** A step of an erasure or a hold: where it was recorded, when, and by whom. */
export interface RecordedStep extends ActorView {
  readonly position: number
  readonly on: string
  /** The decision or request that it rests on, and why; null where there is none, and where they were erased. */
  readonly document: string | null
  readonly reason: string | null
}

/** What it is about, as people name it: a reference, positions or a person's name; null where nothing can be said. */
export interface ScopeView {
  readonly kind: HoldScope["_tag"]
  readonly reference: string | null
}

export interface ErasureView {
  readonly number: number
  readonly state: "proposed" | "carried_out" | "declined"
  readonly ground: LegalGround
  readonly targets: ReadonlyArray<ScopeView>
  readonly proposed: RecordedStep
  readonly decided: RecordedStep | null
  /** What went; empty until it was carried out. */
  readonly positions: ReadonlyArray<number>
  readonly sources: ReadonlyArray<Sha256>
  readonly persons: ReadonlyArray<PersonId>
}

export interface HoldView {
  readonly number: number
  readonly inForce: boolean
  readonly over: ScopeView
  readonly placed: RecordedStep
  readonly lifted: RecordedStep | null
}

const entered = Effect.fnUntraced(function* (ledger: LedgerName, set: "erasures" | "legal_holds") {
  const claims = yield* readStream(ledger, streamOf(Reservation, yield* reservationOf(set, EVERY)))
  return yield* Effect.forEach(claims, (claim) =>
    Effect.map(Effect.fromResult(readEvent(claim)), (event) => (event._tag === "Claimed" ? event.holder : ""))
  )
})

/** The names of those who acted, at once. */
const stepping = Effect.fnUntraced(function* (ledger: LedgerName, events: ReadonlyArray<RecordedEvent>) {
  const actors = events.map(({ actor }) => actor)
  const persons = yield* readPersons(
    ledger,
    actors.flatMap(({ person }) => person ?? [])
  )
  const ids = [...new Set(actors.flatMap(({ body }) => body ?? []))]
  const names = namesIn(yield* rowsOf(ledger, only(tables.bodies, "slug", "names"), { id: ids }, now), [])
  const who = ({ body, person }: Actor, day: string): ActorView => ({
    body: body === null ? null : names.body(body, day),
    person: person === null ? null : (persons.get(person) ?? null)
  })
  return ({ position, recordedAt, actor }: RecordedEvent, texts: { document?: string; reason?: string } | null) => {
    const step: RecordedStep = {
      position,
      on: recordedAt,
      ...who(actor, recordedAt.slice(0, 10)),
      document: texts?.document ?? null,
      reason: texts?.reason ?? null
    }
    return step
  }
})

const scopeView = Effect.fnUntraced(function* (ledger: LedgerName, scope: HoldScope) {
  const said = (reference: string | null): ScopeView => ({ kind: scope._tag, reference })
  switch (scope._tag) {
    case "OfConclusion":
    case "OfProvision": {
      const directory = yield* readDirectoryOf(ledger, scope.conclusion, now)
      const reference = directory.ofConclusion(scope.conclusion)
      return said(scope._tag === "OfProvision" ? `${reference}#${scope.path}` : reference)
    }
    case "OfAssignment":
      return said((yield* referencesOf(ledger, [scope.assignment], now)).get(scope.assignment) ?? null)
    case "OfEvents":
      return said(scope.positions.join(", "))
    case "OfSource": {
      const [document] = yield* rowsOf(
        ledger,
        only(tables.conclusions, "reference", "source"),
        { source: scope.source },
        now
      )
      return said(document?.reference ?? scope.source)
    }
    case "OfPerson":
      return said((yield* readPersons(ledger, [scope.person])).get(scope.person) ?? null)
    case "WholeLedger":
      return said(null)
  }
})

/** The first event of a stream and the one that ended it, as far as they count; null where it had not begun. */
const begunAndEnded = Effect.fnUntraced(function* (ledger: LedgerName, stream: string, asOf: AsOf) {
  const events = yield* readStream(ledger, StreamName.make(stream))
  if (events.length === 0) return yield* Effect.die(`${stream} is in its register and has no events`)
  const [first, last] = events.filter((event) => counts(event, asOf))
  return first === undefined ? null : { first, last }
})

const erasureView = Effect.fnUntraced(function* (ledger: LedgerName, id: string, index: number, asOf: AsOf) {
  const found = yield* begunAndEnded(ledger, `erasure/${id}`, asOf)
  if (found === null) return null
  const { first, last } = found
  const step = yield* stepping(ledger, last === undefined ? [first] : [first, last])
  const proposal = yield* Effect.fromResult(readEvent(first))
  const end = last === undefined ? null : yield* Effect.fromResult(readEvent(last))
  if (proposal._tag !== "ErasureProposed")
    return yield* Effect.die(`the erasure ${id} does not begin with its proposal`)
  const texts = end?._tag === "ErasureDeclined" ? end.texts : null
  const went = end?._tag === "ErasureCarriedOut" ? end : { positions: [], sources: [], persons: [] }
  const view: ErasureView = {
    number: index + 1,
    state: end === null ? "proposed" : end._tag === "ErasureCarriedOut" ? "carried_out" : "declined",
    ground: proposal.ground,
    targets: yield* Effect.forEach(proposal.targets, (target) => scopeView(ledger, target)),
    proposed: step(first, proposal.texts),
    decided: last === undefined ? null : step(last, texts),
    positions: went.positions,
    sources: went.sources,
    persons: went.persons
  }
  return view
})

const present = <A>(views: ReadonlyArray<A | null>): ReadonlyArray<A> => views.filter((view) => view !== null)

/** Every erasure that was proposed, in order; what they are about and who acted, under the names that are known now. */
export const listErasures = Effect.fnUntraced(function* (ledger: LedgerName, asOf: AsOf = now) {
  const ids = yield* entered(ledger, "erasures")
  return present(yield* Effect.forEach(ids, (id, index) => erasureView(ledger, id, index, asOf)))
})

/** Every legal hold, in order, under the names that are known now. */
export const listHolds = Effect.fnUntraced(function* (ledger: LedgerName, asOf: AsOf = now) {
  const views = yield* Effect.forEach(
    yield* entered(ledger, "legal_holds"),
    Effect.fnUntraced(function* (id, index) {
      const found = yield* begunAndEnded(ledger, `legal-hold/${id}`, asOf)
      if (found === null) return null
      const { first, last } = found
      const placed = yield* Effect.fromResult(readEvent(first))
      if (placed._tag !== "LegalHoldPlaced")
        return yield* Effect.die(`the legal hold ${id} does not begin with its placing`)
      const step = yield* stepping(ledger, last === undefined ? [first] : [first, last])
      const end = last === undefined ? null : yield* Effect.fromResult(readEvent(last))
      const view: HoldView = {
        number: index + 1,
        inForce: last === undefined,
        over: yield* scopeView(ledger, placed.over),
        placed: step(first, placed.texts),
        lifted: last === undefined ? null : step(last, end?._tag === "LegalHoldLifted" ? end.texts : null)
      }
      return view
    })
  )
  return present(views)
})

/** What took a text or a name away: where that was recorded, who carried it out, and on which ground it was asked for. */
export interface Fate extends RecordedStep {
  /** The erasure's number. */
  readonly erasure: number
  readonly ground: LegalGround
}

/** Why texts, files and names are gone, by position, hash and person. */
export const readErased = Effect.fnUntraced(function* (ledger: LedgerName) {
  const fates = (yield* listErasures(ledger)).flatMap(
    ({ number, state, ground, proposed: { document, reason }, decided, positions, sources, persons }) => {
      if (state !== "carried_out" || decided === null) return []
      const fate: Fate = { ...decided, document, reason, erasure: number, ground }
      return [{ fate, positions, sources, persons }]
    }
  )
  return {
    texts: new Map(fates.flatMap(({ fate, positions }) => positions.map((position) => [position, fate] as const))),
    sources: new Map(fates.flatMap(({ fate, sources }) => sources.map((source) => [source, fate] as const))),
    persons: new Map(fates.flatMap(({ fate, persons }) => persons.map((person) => [person, fate] as const)))
  }
})

/** So many words in a row are worth a look, wherever in the ledger they stand again. */
const LIKE = { length: 8, least: 3 }

/**
 * Where in the ledger the words of these events' texts, or the names of these persons, stand beside: for whoever decides whether that
 * must go too. Looked up while they can still be read.
 */
export const copiesOf = Effect.fnUntraced(function* (
  ledger: LedgerName,
  { positions, persons }: { readonly positions: ReadonlyArray<number>; readonly persons: ReadonlyArray<PersonId> }
) {
  const going = new Set(positions)
  const words: Array<string> = []
  const textsOf = ({ texts }: RecordedEvent) => (texts === "erased" ? [] : stringsIn(texts))
  // The text of a whole document goes with each of its provisions; what else was in it does not matter here.
  const isWhole = ({ type }: RecordedEvent) => type === "ConclusionRegistered" || type === "ConclusionDrafted"
  yield* eachEvent(ledger, (event) => {
    if (going.has(event.position) && !isWhole(event)) words.push(...textsOf(event))
  })
  const store = yield* EventStore
  const names = [...(yield* store.names(ledger, persons)).values()].map(key)
  const quotes = quoting(words, LIKE)
  const found: Array<number> = []
  yield* eachEvent(ledger, (event) => {
    const here = going.has(event.position) ? [] : textsOf(event)
    if (here.some((text) => quotes(text) || names.some((name) => key(text).includes(name)))) found.push(event.position)
  })
  return found
})
