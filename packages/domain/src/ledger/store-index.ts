// The port to what a store keeps beside its events so as to find them: it follows from the leaves, and `proof` holds it against them.
import { Context, Effect } from "effect"
import type { PersonId, Sha256 } from "../kernel/index.ts"
import type { LedgerName, VaultEntry } from "./append.ts"
import type { StoreFailure } from "./errors.ts"
import { EventStore, type EventStoreService } from "./event-store.ts"
import type { StoredEvent } from "./recorded.ts"
import type { Head } from "./seal.ts"
import type { StorageFault } from "./storage-fault.ts"

/** By what an event is found. */
export interface Place {
  /** Null where the store knows no such stream. */
  readonly stream: string | null
  readonly version: number
  readonly recordedAt: string
}

/** An event as it is stored, and where the store finds it. */
export interface PlacedEvent {
  readonly event: StoredEvent
  readonly place: Place
}

/** Where the store takes a ledger to stand. */
export interface StoredHead {
  readonly origin: string
  /** Null where no tree and time can be read from what is stored. */
  readonly head: Head | null
}

/** All of one moment. */
export interface LedgerIndex extends StoredHead {
  readonly streams: ReadonlyArray<{ readonly name: string; readonly version: number; readonly floor: string }>
  /** What each command was answered: its events from `first` on; `commitment` is the salted digest of its leaves. */
  readonly commands: ReadonlyArray<{
    readonly id: string
    readonly commitment: string
    readonly first: number
    readonly count: number
  }>
  /** What the vault holds, also where it should be gone. */
  readonly persons: ReadonlyArray<VaultEntry>
  /** The marks that erased names leave: `erased` is the position of the event recorded with the erasure. */
  readonly erasedPersons: ReadonlyArray<{ readonly person: PersonId; readonly erased: number }>
  /** `erased` is the position of the event recorded with the erasure; null where the bytes are kept. */
  readonly sources: ReadonlyArray<{ readonly hash: Sha256; readonly erased: number | null }>
}

export class StoreIndex extends Context.Service<
  StoreIndex,
  {
    /** Null where the ledger does not exist. */
    readonly read: (ledger: LedgerName) => Effect.Effect<LedgerIndex | null, StoreFailure>
    /** Null where the ledger does not exist. */
    readonly standing: (ledger: LedgerName) => Effect.Effect<StoredHead | null, StoreFailure>
    /** As the `EventStore` reads, also where the head is none. */
    readonly reads: Pick<EventStoreService, "readStream" | "readLedger" | "recorded" | "source">
    /** At most `limit` events from a position on, in order. */
    readonly placed: (
      ledger: LedgerName,
      from: number,
      limit: number
    ) => Effect.Effect<ReadonlyArray<PlacedEvent>, StoreFailure>
    /** What is wrong with the storage itself: its pages, tables, indexes and rules; empty where it is whole. */
    readonly damage: Effect.Effect<ReadonlyArray<StorageFault>, StoreFailure>
  }
>()("@ketluan/domain/ledger/StoreIndex") {}

export type StoreIndexService = StoreIndex["Service"]

/** For work that looks for what is wrong with a store: it reads on where other work stops, at a head that is none. */
export const whateverTheHead = <A, E, R>(
  work: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R | EventStore | StoreIndex> =>
  Effect.gen(function* () {
    const { reads } = yield* StoreIndex
    const store = yield* EventStore
    return yield* Effect.provideService(work, EventStore, { ...store, ...reads })
  })
