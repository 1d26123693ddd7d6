// Reading history back: one stream folded to a state, now or as of a valid day and a moment of knowledge.
import { Effect, Result } from "effect"
import {
  type Aggregate,
  type CivilDate,
  dayOf,
  type ErasableOf,
  type EventDeclarations,
  type Instant,
  stateFrom
} from "../kernel/index.ts"
import { type LedgerName, StreamName } from "./append.ts"
import { codec } from "./codec.ts"
import type { StoreFailure, UnreadableEvent } from "./errors.ts"
import { EventStore } from "./event-store.ts"
import type { RecordedEvent } from "./recorded.ts"

/**
 * What was true on `valid`, by what was recorded until `known`; null asks for no limit [54]. `position` asks by the ledger's
 * own order: the state right after that event [53], and −1 is before the first one; left out, it asks for no limit.
 */
export interface AsOf {
  readonly valid: CivilDate | null
  readonly known: Instant | null
  readonly position?: number
}

export const now: AsOf = { valid: null, known: null }

/** Where nothing but the position is asked about. */
export const atPosition = (position: number): AsOf => ({ valid: null, known: null, position })

export const isNow = ({ valid, known, position }: AsOf): boolean =>
  valid === null && known === null && position === undefined

/** The last position that counts, given the last one that was `known` by then; null asks for no limit. */
export const lastWithin = ({ position }: AsOf, known: number | null): number | null =>
  position === undefined || known === null ? (position ?? known) : Math.min(position, known)

/** [54] Whether an event counts. Neither time goes back in a stream, so what counts is a prefix of each stream. */
export const counts = (event: Pick<RecordedEvent, "position" | "occurredAt" | "recordedAt">, asOf: AsOf): boolean =>
  (asOf.position === undefined || event.position <= asOf.position) &&
  (asOf.valid === null || dayOf(event.occurredAt) <= asOf.valid) &&
  (asOf.known === null || event.recordedAt <= asOf.known)

export const streamOf = (aggregate: { readonly name: string }, id: string): StreamName =>
  StreamName.make(`${aggregate.name}/${id}`)

/** The recorded events of a stream, in order. */
export const readStream = Effect.fnUntraced(function* (
  ledger: LedgerName,
  stream: StreamName
): Effect.fn.Return<ReadonlyArray<RecordedEvent>, StoreFailure | UnreadableEvent, EventStore> {
  return yield* (yield* EventStore).recorded(ledger, { stream })
})

/** An aggregate's history: its events as declared, and the state and version that they add up to. */
export interface History<State, Event> {
  readonly state: State
  readonly version: number
  readonly events: ReadonlyArray<Event>
}

export const load = Effect.fnUntraced(function* <Id extends string, C, S, D extends EventDeclarations>(
  ledger: LedgerName,
  aggregate: Aggregate<Id, C, S, D>,
  id: Id,
  asOf: AsOf = now
): Effect.fn.Return<History<S, ErasableOf<D>>, StoreFailure | UnreadableEvent, EventStore> {
  const recorded = yield* readStream(ledger, streamOf(aggregate, id))
  const { decode } = codec(aggregate.events)
  const events = yield* Effect.fromResult(
    Result.all(recorded.filter((event) => counts(event, asOf)).map((event) => decode(event)))
  )
  return { state: stateFrom(aggregate, events), version: events.length, events }
})
