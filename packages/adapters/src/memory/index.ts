// The memory adapter. It has two jobs: a target for tests, and the exemplar that an author of a new adapter reads first.
//
// An adapter keeps bytes and rows. What may be written, and which bytes, `seal` says; what becomes of a table, `project`
// says; the testkit says whether the adapter did it right. Read event-store.ts, then read-model.ts. An adapter that reads
// everything from memory takes its parts from here: docs/adapters.md builds one.
import { EventStore, LedgerRestore, type Projection, ReadModel } from "@ketluan/domain"
import { Context, Effect, Layer } from "effect"
import { observedStore, observedTables } from "../telemetry/observed.ts"
import { eventStore } from "./event-store.ts"
import { emptyState } from "./ledger.ts"
import { readModel } from "./read-model.ts"
import { ledgerRestore } from "./restore.ts"

export { apply, lookup, reading } from "./event-store.ts"
export { type Commit, commitOf, emptyState, type Ledger, type State } from "./ledger.ts"
export { readModel } from "./read-model.ts"
export { type ReplayedTables, replayedTables } from "./replay.ts"

export interface MemoryOptions {
  /** The tables to keep. */
  readonly projections: ReadonlyArray<Projection>
  /** Most bytes of a source that is kept; `MAX_SOURCE_BYTES` unless said otherwise. */
  readonly sourceLimit?: number
}

/** A store that lives as long as the layer. */
export const memory = ({
  projections,
  sourceLimit
}: MemoryOptions): Layer.Layer<EventStore | ReadModel | LedgerRestore> =>
  Layer.effectContext(
    Effect.sync(() => {
      const state = emptyState(projections, sourceLimit)
      return Context.make(EventStore, observedStore(eventStore(state))).pipe(
        Context.add(ReadModel, observedTables(readModel(state))),
        Context.add(LedgerRestore, ledgerRestore(state))
      )
    })
  )
