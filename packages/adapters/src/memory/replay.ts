// Tables that follow from the events of a ledger kept elsewhere, in memory: what they say rests on those events alone.
import type { LedgerName, Projection, ReadModelService, RecordedEvent, StoredEvent } from "@ketluan/domain"
import { emptyLedger, emptyState } from "./ledger.ts"
import { applyTo, readModel } from "./read-model.ts"

/** An event as it is stored, and as it was read from that. */
interface Replayed {
  readonly stored: StoredEvent
  readonly recorded: RecordedEvent
}

export interface ReplayedTables {
  /** Takes the next events of the ledger, in order, from its first one on. */
  readonly take: (events: ReadonlyArray<Replayed>) => void
  /** The tables as of anything that was taken. */
  readonly model: ReadModelService
}

/** Tables without a store: nothing in them but what events lead to. */
export const replayedTables = (name: LedgerName, projections: ReadonlyArray<Projection>): ReplayedTables => {
  const state = emptyState(projections)
  const ledger = emptyLedger()
  state.ledgers.set(name, ledger)
  return {
    take: (events) => {
      ledger.events.push(...events)
      applyTo(
        projections,
        ledger,
        events.map(({ recorded }) => recorded)
      )
    },
    model: readModel(state)
  }
}
