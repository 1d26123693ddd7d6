// Load, decide, append: runs pure decisions over the streams they need and writes them as one atomic append.
import { Clock, Effect, Metric, Result, type Schema } from "effect"
import {
  type Actor,
  type Aggregate,
  type Classification,
  type EventDeclarations,
  type EventOf,
  type Instant,
  instantOf,
  type OccurredAt,
  type PersonId,
  type Rejection,
  type Sha256,
  stateFrom
} from "../kernel/index.ts"
import type { Appended, CommandId, Guard, LedgerName, NewEvent, StreamName, VaultEntry, Write } from "./append.ts"
import { codec } from "./codec.ts"
import { type AppendError, Conflict, type StoreFailure, type UnreadableEvent } from "./errors.ts"
import { EventStore } from "./event-store.ts"
import { readStream, streamOf } from "./history.ts"
import { hex, Primitives } from "./primitives.ts"
import type { RecordedEvent } from "./recorded.ts"
import type { Source } from "./sources.ts"
import { measured, metrics, traced } from "./telemetry.ts"

/** What somebody asks for. `content` is the command before ids, salts and times: what "the same content" means. */
export interface Request {
  readonly ledger: LedgerName
  readonly id: CommandId
  readonly content: Schema.Json
  readonly actor: Actor
  readonly correlationId?: CommandId
  readonly causationId?: CommandId
}

type LoadError = StoreFailure | UnreadableEvent
type Needs = EventStore | Primitives

/** What an append removes: see `Append`. */
export interface Erased {
  readonly positions: ReadonlyArray<number>
  readonly sources: ReadonlyArray<Sha256>
  readonly persons: ReadonlyArray<PersonId>
}

/**
 * One attempt. Every stream that it loads is held to the version it saw: written ones by expectation, others by a guard.
 */
export interface Session {
  readonly ledger: LedgerName
  /** When this attempt began; never before the newest record of the ledger. */
  readonly now: Instant
  /** An id that nobody can guess. */
  readonly newId: () => string
  readonly load: <Id extends string, C, S, D extends EventDeclarations>(
    aggregate: Aggregate<Id, C, S, D>,
    id: Id
  ) => Effect.Effect<S, LoadError, Needs>
  /** When the newest event of a stream happened, those decided in this attempt included; null for a new stream. */
  readonly newest: <Id extends string, C, S, D extends EventDeclarations>(
    aggregate: Aggregate<Id, C, S, D>,
    id: Id
  ) => Effect.Effect<OccurredAt | null, LoadError, Needs>
  /** The recorded events of a stream, those decided in this attempt left out. */
  readonly recorded: <Id extends string, C, S, D extends EventDeclarations>(
    aggregate: Aggregate<Id, C, S, D>,
    id: Id
  ) => Effect.Effect<ReadonlyArray<RecordedEvent>, LoadError, Needs>
  /** The recorded events of any stream. The append then guards that it has not moved. */
  readonly recordedIn: (stream: StreamName) => Effect.Effect<ReadonlyArray<RecordedEvent>, LoadError, Needs>
  /**
   * Decides one command on the state so far and keeps its events for the append. `at` null: the moment of recording.
   * `classification` is the mark of what they tell, by which exports withhold them; ordinary unless said otherwise.
   */
  readonly run: <Id extends string, C, S, D extends EventDeclarations>(
    aggregate: Aggregate<Id, C, S, D>,
    id: Id,
    command: NoInfer<C>,
    at: OccurredAt | null,
    classification?: Classification
  ) => Effect.Effect<ReadonlyArray<EventOf<D>>, Rejection | LoadError, Needs>
  /** Names who acts, where the person's id is found only on the way; otherwise it is the request's actor. */
  readonly actAs: (actor: Actor) => void
  /** Puts a name into the vault in the same append. */
  readonly keepName: (entry: VaultEntry) => void
  /** The names put there in this attempt. */
  readonly keptNames: () => ReadonlyMap<PersonId, string>
  /** Keeps the bytes of a document in the same append. */
  readonly keepSource: (source: Source) => void
  /** Removes texts, sources and names in the same append. */
  readonly erase: (what: Erased) => void
}

/** `value` is what the work answered; a repetition of a recorded command does no work and only tells where it is. */
export type Outcome<A> =
  | { readonly _tag: "Done"; readonly value: A; readonly appended: Appended | null }
  | { readonly _tag: "Repeated"; readonly appended: Appended }

interface Track {
  readonly recorded: ReadonlyArray<RecordedEvent>
  readonly pending: Array<NewEvent>
}

const newSession = (request: Request, now: Instant, newId: () => string) => {
  const tracks = new Map<StreamName, Track>()
  const persons: Array<VaultEntry> = []
  const sources: Array<Source> = []
  const erased: Array<Erased> = []
  let actor = request.actor

  const track = Effect.fnUntraced(function* (stream: StreamName) {
    const known = tracks.get(stream)
    if (known !== undefined) return known
    const fresh: Track = { recorded: yield* readStream(request.ledger, stream), pending: [] }
    tracks.set(stream, fresh)
    return fresh
  })

  const stateOf = <Id extends string, C, S, D extends EventDeclarations>(
    aggregate: Aggregate<Id, C, S, D>,
    { recorded, pending }: Track
  ): Result.Result<S, UnreadableEvent> => {
    const { decode } = codec(aggregate.events)
    return Result.all([...recorded, ...pending.map((event) => ({ ...event, position: -1 }))].map(decode)).pipe(
      Result.map((events) => stateFrom(aggregate, events))
    )
  }

  const session: Session = {
    ledger: request.ledger,
    now,
    newId,
    load: Effect.fnUntraced(function* (aggregate, id) {
      return yield* Effect.fromResult(stateOf(aggregate, yield* track(streamOf(aggregate, id))))
    }),
    newest: Effect.fnUntraced(function* (aggregate, id) {
      const { recorded, pending } = yield* track(streamOf(aggregate, id))
      const last = pending.at(-1)
      return last === undefined ? (recorded.at(-1)?.occurredAt ?? null) : (last.occurredAt ?? now)
    }),
    recorded: Effect.fnUntraced(function* (aggregate, id) {
      return (yield* track(streamOf(aggregate, id))).recorded
    }),
    recordedIn: Effect.fnUntraced(function* (stream) {
      return (yield* track(stream)).recorded
    }),
    run: Effect.fnUntraced(function* (aggregate, id, command, at, classification = "ordinary") {
      const known = yield* track(streamOf(aggregate, id))
      const state = yield* Effect.fromResult(stateOf(aggregate, known))
      const events = yield* Effect.fromResult(aggregate.decide(command, state))
      const { encode } = codec(aggregate.events)
      // What happens now happens as it is recorded, by the clock of the store, which may be another.
      const occurredAt = at === now ? null : at
      known.pending.push(...events.map((event) => encode(event, { occurredAt, classification })))
      return events
    }),
    actAs: (found) => {
      actor = found
    },
    keepName: (entry) => {
      persons.push(entry)
    },
    keptNames: () => new Map(persons.map(({ person, name }) => [person, name])),
    keepSource: (source) => {
      sources.push(source)
    },
    erase: (what) => {
      erased.push(what)
    }
  }

  const written = (): { writes: ReadonlyArray<Write>; guards: ReadonlyArray<Guard> } => {
    const seen = [...tracks].map(([stream, { recorded, pending }]) => ({ stream, version: recorded.length, pending }))
    return {
      writes: seen
        .filter(({ pending }) => pending.length > 0)
        .map(({ stream, version, pending }) => ({ stream, expect: { _tag: "Exactly", version }, events: pending })),
      guards: seen.filter(({ pending }) => pending.length === 0).map(({ stream, version }) => ({ stream, version }))
    }
  }
  return { session, written, persons, sources, erased, actor: () => actor }
}

/** What `work` would answer and write now; nothing is written. */
export const rehearse = Effect.fnUntraced(function* <A, E, R>(
  request: Request,
  work: (session: Session) => Effect.Effect<A, E, R>
): Effect.fn.Return<{ readonly value: A; readonly writes: ReadonlyArray<Write> }, E, R | Primitives> {
  const { random } = yield* Primitives
  const now = instantOf(yield* Clock.currentTimeMillis)
  const { session, written } = newSession(request, now, () => hex(random(16)))
  const value = yield* work(session)
  return { value, writes: written().writes }
})

const ATTEMPTS = 16

/**
 * Runs `work` and appends what it decided. Where a stream that it read has moved meanwhile, everything is loaded and
 * decided again. Where the decisions come to nothing new, nothing is written and `appended` is null: also where they only enter
 * who acts into the roster.
 */
export const transact = Effect.fnUntraced(function* <A, E, R>(
  request: Request,
  work: (session: Session) => Effect.Effect<A, E, R>
): Effect.fn.Return<Outcome<A>, E | AppendError | UnreadableEvent, R | Needs> {
  const store = yield* EventStore
  const { canonical, random, sha256 } = yield* Primitives
  const digest = hex(sha256(canonical(request.content)))

  const attempt = Effect.gen(function* () {
    const before = yield* store.answered(request.ledger, { id: request.id, digest })
    if (before !== null) return { _tag: "Repeated", appended: before } as const
    const clock = instantOf(yield* Clock.currentTimeMillis)
    const newest = (yield* store.head(request.ledger))?.recordedAt ?? clock
    const now = clock < newest ? newest : clock
    const { session, written, persons, sources, erased, actor } = newSession(request, now, () => hex(random(16)))
    const value = yield* work(session)
    const { writes, guards } = written()
    const decided = writes.reduce((count, { events }) => count + events.length, 0)
    const isActor = ({ person }: VaultEntry): boolean => person === actor().person
    if (decided === persons.filter(isActor).length) return { _tag: "Done", value, appended: null } as const
    const appended = yield* store.append({
      ledger: request.ledger,
      command: {
        id: request.id,
        digest,
        actor: actor(),
        correlationId: request.correlationId ?? null,
        causationId: request.causationId ?? null
      },
      writes,
      guards,
      persons,
      eraseTexts: erased.flatMap(({ positions }) => positions),
      sources,
      eraseSources: erased.flatMap((what) => what.sources),
      erasePersons: erased.flatMap((what) => what.persons)
    })
    return appended.repeated ? ({ _tag: "Repeated", appended } as const) : ({ _tag: "Done", value, appended } as const)
  })
  return yield* attempt.pipe(
    Effect.tapError((error) =>
      error instanceof Conflict ? measured(() => Metric.update(metrics.retries, 1)) : Effect.void
    ),
    Effect.retry({ times: ATTEMPTS, while: (error) => error instanceof Conflict }),
    traced("ketluan.transact", { ledger: request.ledger, command: request.id })
  )
})
