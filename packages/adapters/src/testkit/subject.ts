// What is tested: an adapter, how it makes room for a store, and how a store is opened there.
import {
  EventStore,
  type EventStoreService,
  Instant,
  millisOf,
  ReadModel,
  type ReadModelService
} from "@ketluan/domain"
import { Effect, type Layer, type Scope } from "effect"
import { TestClock } from "effect/testing"

/** Opens a store, and closes it with its scope. It keeps `testProjections`, and takes the time of recording from the caller's `Clock`. */
export type StoreLayer = Layer.Layer<EventStore | ReadModel, unknown>

export interface Subject {
  /** What the cases are called by, as `sqlite`. */
  readonly name: string
  /**
   * Makes room for one new, empty store, as a file or a schema, and answers the layer that opens it. Run once for each
   * store, which is once in nearly every case; what it acquires is released after it.
   */
  readonly room: Effect.Effect<StoreLayer, unknown, Scope.Scope>
  /** Whether the layer, built again in the same room, finds what was stored. */
  readonly lasting: boolean
  /** Whether the layer also offers `LedgerRestore`. */
  readonly restores?: boolean
  /**
   * Ways in which a commit can fail, by what happens. Each effect makes the next commit of the store that was opened last
   * fail in that way, once: before, while or after it writes; in the end only the answer is lost. The caller must be told:
   * where a store tries again by itself, a fault must outlast that.
   */
  readonly faults?: { readonly [what: string]: Effect.Effect<void, unknown> }
}

/** An open store, as a case uses it. */
export interface Opened {
  readonly store: EventStoreService
  readonly tables: ReadModelService
}

/** Opens a store for as long as `work` takes. */
export const opening = <A, E, R>(
  layer: StoreLayer,
  work: (opened: Opened) => Effect.Effect<A, E, R>
): Effect.Effect<A, unknown, R> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const tables = yield* ReadModel
    return yield* work({ store, tables })
  }).pipe(Effect.provide(layer, { local: true }))

/** Where the clock stands at the beginning of a case that moves it. */
export const START = Instant.make("2026-03-02T02:00:00.000Z")

/** Runs work on a clock that only `TestClock` moves; it starts at `START`. */
export const atStart = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.andThen(TestClock.setTime(millisOf(START)), work).pipe(Effect.provide(TestClock.layer()))
