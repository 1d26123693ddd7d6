// The memory adapter. It has two jobs: a target for tests, and the exemplar that an author of a new adapter reads first.
//
// An adapter keeps bytes and rows. What may be written, and which bytes, `seal` says; what becomes of a table, `project`
// says; the testkit says whether the adapter did it right. Read event-store.ts, then read-model.ts.
import { EventStore, type Projection, ReadModel } from "@ketluan/domain"
import { Context, Deferred, Effect, Layer } from "effect"
import { observedStore, observedTables } from "../telemetry/observed.ts"
import { eventStore } from "./event-store.ts"
import type { State } from "./ledger.ts"
import { readModel } from "./read-model.ts"

export interface MemoryOptions {
  /** The tables to keep. */
  readonly projections: ReadonlyArray<Projection>
}

/** A store that lives as long as the layer. */
export const memory = ({ projections }: MemoryOptions): Layer.Layer<EventStore | ReadModel> =>
  Layer.effectContext(
    Effect.sync(() => {
      const state: State = { projections, ledgers: new Map(), moved: Deferred.makeUnsafe() }
      return Context.make(EventStore, observedStore(eventStore(state))).pipe(
        Context.add(ReadModel, observedTables(readModel(state)))
      )
    })
  )
