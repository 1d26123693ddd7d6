// The tables of a store in SQL, as Kysely sees them. Many ledgers share them, each by a small integer key.
import type { Generated } from "kysely"

/** One row per ledger: its name and its head. */
export interface LedgersTable {
  ledger: Generated<number>
  name: string
  /** The ledger's random id. */
  origin: string
  /** Number of events: the next position. */
  size: number
  /** Number of streams: the next ordinal. */
  streams: number
  /** The roots of the Merkle tree's frontier, 32 bytes each. */
  frontier: Uint8Array
  recorded_at: string
}

/** Where each stream stands, and the earliest moment that its next event may claim. Names are long, so that events hold keys. */
export interface StreamsTable {
  /** See `keyOf`. */
  stream: number
  ledger: number
  name: string
  version: number
  floor: string
}

/** The leaves. The other columns repeat what the leaf says, to be found by. */
export interface EventsTable {
  /** See `keyOf`. */
  event: number
  stream: number
  version: number
  recorded_at: string
  leaf: Uint8Array
}

/**
 * What the leaves commit to: 32 bytes of salt followed by canonical JSON. Texts are null where there are none or they were
 * erased; the salt of a command's digest stands on its first event.
 */
export interface PayloadsTable {
  event: number
  facts: Uint8Array
  texts: Uint8Array | null
  command_salt: Uint8Array | null
}

/** What each command was answered; the digest is the salted one of its leaves. */
export interface CommandsTable {
  ledger: number
  command: string
  digest: string
  first: number
  count: number
}

/** Names of persons. Once one was erased, name and salt are empty, and `erased` is the position of the event recorded with that. */
export interface VaultTable {
  ledger: number
  person: string
  name: string
  salt: Uint8Array
  erased: number | null
}

/** Sources by their hash. `bytes` is null once they were erased, and `erased` the position of the event recorded with that. */
export interface SourcesTable {
  ledger: number
  hash: string
  bytes: Uint8Array | null
  erased: number | null
}

/** The version of each projection that the tables were filled by, and whether appends keep it or a process of its own. */
export interface ProjectionsTable {
  name: string
  version: number
  inline: number
  /** What rebuilds it now, beside the live table; null where nothing does. */
  rebuild: string | null
}

/**
 * How far projections have come that do not stand at the head: the next position to apply, and why it could not be, null
 * where nothing is wrong. An inline projection has a row only once it has stopped.
 */
export interface ProgressTable {
  ledger: number
  projection: string
  next: number
  reason: string | null
}

export interface Tables {
  ledgers: LedgersTable
  streams: StreamsTable
  events: EventsTable
  payloads: PayloadsTable
  commands: CommandsTable
  vault: VaultTable
  sources: SourcesTable
  projections: ProjectionsTable
  progress: ProgressTable
}
