// What the memory adapter keeps of a ledger.
import {
  type Changes,
  type CommandId,
  type Head,
  type KeptSource,
  type LedgerName,
  MAX_SOURCE_BYTES,
  type PersonId,
  type Projection,
  type RecordedAnswer,
  type RecordedEvent,
  type RowVersion,
  type Sha256,
  type StoredEvent,
  type StreamHead,
  type StreamName,
  type VaultEntry
} from "@ketluan/domain"
import { Deferred } from "effect"

/** All versions of each row, oldest first, and the event at which the projection stopped. */
export interface Table {
  readonly rows: Map<string, Array<RowVersion>>
  stopped: { readonly position: number; readonly reason: string } | null
}

/** An event as it is stored, and as it is read. */
export interface KeptEvent {
  readonly stored: StoredEvent
  readonly recorded: RecordedEvent
}

export interface Ledger {
  head: Head | null
  readonly events: Array<KeptEvent>
  readonly streams: Map<StreamName, StreamHead>
  readonly answers: Map<CommandId, RecordedAnswer>
  readonly vault: Map<PersonId, VaultEntry>
  readonly sources: Map<Sha256, KeptSource>
  /** Persons whose names were erased, and the position that tells so. */
  readonly erasedPersons: Map<PersonId, number>
  readonly tables: Map<string, Table>
}

export interface State {
  readonly projections: ReadonlyArray<Projection>
  readonly ledgers: Map<LedgerName, Ledger>
  /** Most bytes of a source. */
  readonly sourceLimit: number
  /** Done by the next append, and then replaced: what a subscriber waits for. */
  moved: Deferred.Deferred<void>
}

/** What one commit makes true: the changes that `prepare` answers, with their events as stored. */
export interface Commit extends Omit<Changes, "events"> {
  readonly events: ReadonlyArray<StoredEvent>
}

export const commitOf = (changes: Changes): Commit => ({
  ...changes,
  events: changes.events.map(({ stored }) => stored)
})

export const emptyState = (projections: ReadonlyArray<Projection>, sourceLimit = MAX_SOURCE_BYTES): State => ({
  projections,
  sourceLimit,
  ledgers: new Map(),
  moved: Deferred.makeUnsafe()
})

export const emptyLedger = (): Ledger => ({
  head: null,
  events: [],
  streams: new Map(),
  answers: new Map(),
  vault: new Map(),
  sources: new Map(),
  erasedPersons: new Map(),
  tables: new Map()
})
