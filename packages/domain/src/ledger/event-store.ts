// The port to a store of events. It is small, so that a new adapter is: see the memory adapter first.
import { Context, type Effect, type Stream } from "effect"
import type { PersonId, Sha256 } from "../kernel/index.ts"
import type { Append, Appended, CommandContext, LedgerName, StreamName } from "./append.ts"
import type { AppendError, CommandReused, SourceDiffers, StoreFailure, UnreadableEvent } from "./errors.ts"
import type { RecordedEvent, StoredEvent } from "./recorded.ts"
import type { Head } from "./seal.ts"
import type { KeptSource } from "./sources.ts"

export class EventStore extends Context.Service<
  EventStore,
  {
    /**
     * Writes all of the append, or nothing, durably. Repeating a command id with the same digest answers as the first
     * time and writes nothing; with another digest it is refused. After a `StoreFailure` the append may still be in the
     * log: repeat it with the same command id. The first append to a ledger opens it.
     */
    readonly append: (append: Append) => Effect.Effect<Appended, AppendError>
    /** What this command was answered before; null where its id is new, refused where the id stands for something else. */
    readonly answered: (
      ledger: LedgerName,
      command: Pick<CommandContext, "id" | "digest">
    ) => Effect.Effect<Appended | null, CommandReused | StoreFailure>
    /** The events of a stream in order of version; empty where there is none. */
    readonly readStream: (
      ledger: LedgerName,
      stream: StreamName
    ) => Effect.Effect<ReadonlyArray<StoredEvent>, StoreFailure>
    /** At most `limit` events from a zero-based position on, in order. */
    readonly readLedger: (
      ledger: LedgerName,
      from: number,
      limit: number
    ) => Effect.Effect<ReadonlyArray<StoredEvent>, StoreFailure>
    /** The same events as they are read: faster than the bytes, which only proofs need. Never skips what it cannot read [56]. */
    readonly recorded: (
      ledger: LedgerName,
      which: { readonly stream: StreamName } | { readonly from: number; readonly limit: number }
    ) => Effect.Effect<ReadonlyArray<RecordedEvent>, StoreFailure | UnreadableEvent>
    /** Every event from a position on, those still to come included, each once and in order. */
    readonly subscribe: (ledger: LedgerName, from: number) => Stream.Stream<StoredEvent, StoreFailure>
    /** Null where the ledger does not exist. */
    readonly head: (ledger: LedgerName) => Effect.Effect<Head | null, StoreFailure>
    /** The ledgers of this store, by name. */
    readonly ledgers: Effect.Effect<ReadonlyArray<LedgerName>, StoreFailure>
    /** Names from the vault; persons that it does not hold, or whose entry was erased, are absent. */
    readonly names: (
      ledger: LedgerName,
      persons: ReadonlyArray<PersonId>
    ) => Effect.Effect<ReadonlyMap<PersonId, string>, StoreFailure>
    /** The bytes under a hash, held against it; or that they were erased, or that the ledger never kept them. */
    readonly source: (ledger: LedgerName, hash: Sha256) => Effect.Effect<KeptSource, SourceDiffers | StoreFailure>
  }
>()("@ketluan/domain/ledger/EventStore") {}

export type EventStoreService = EventStore["Service"]
