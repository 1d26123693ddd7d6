// The port by which a ledger that has its history elsewhere comes to stand in a store.
import { Context, type Effect, Schema, type Stream } from "effect"
import type { LedgerName } from "./append.ts"
import type { StoreFailure } from "./errors.ts"
import type { Changes } from "./prepare.ts"

/** The store has a ledger of that name, or one of that origin under another name. Restore into an empty store, or read that one. */
export class LedgerExists extends Schema.TaggedError<LedgerExists>()("LedgerExists", { by: Schema.String }) {}

export class LedgerRestore extends Context.Service<
  LedgerRestore,
  {
    /**
     * Makes a ledger of all that once became true of it, in order. All of it is written durably, or nothing, and nobody sees any
     * of it before; where the stream fails, nothing is written. Its changes erase no texts: those that were erased are not in them.
     */
    readonly restore: <E, R>(
      ledger: LedgerName,
      changes: Stream.Stream<Changes, E, R>
    ) => Effect.Effect<void, E | LedgerExists | StoreFailure, R>
  }
>()("@ketluan/domain/ledger/LedgerRestore") {}

export type LedgerRestoreService = LedgerRestore["Service"]
