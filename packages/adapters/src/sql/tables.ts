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
  /** The roots of the Merkle tree's frontier, 32 bytes each. */
  frontier: Uint8Array
  recorded_at: string
}

/** The leaves. The other columns repeat what the leaf says, to be found by. */
export interface EventsTable {
  ledger: number
  position: number
  stream: string
  version: number
  recorded_at: string
  leaf: Uint8Array
}

/**
 * What the leaves commit to. Texts and their salt are null where there are none or they were erased; the salt of a
 * command's digest stands on its first event.
 */
export interface PayloadsTable {
  ledger: number
  position: number
  facts_salt: Uint8Array
  facts: Uint8Array
  texts_salt: Uint8Array | null
  texts: Uint8Array | null
  command_salt: Uint8Array | null
}

/** Where each stream stands, and the earliest moment that its next event may claim. */
export interface StreamsTable {
  ledger: number
  stream: string
  version: number
  floor: string
}

/** What each command was answered; the digest is the salted one of its leaves. */
export interface CommandsTable {
  ledger: number
  command: string
  digest: string
  first: number
  count: number
}

/** Names of persons. */
export interface VaultTable {
  ledger: number
  person: string
  name: string
  salt: Uint8Array
}

/** The version of each projection that the tables were filled by. */
export interface ProjectionsTable {
  name: string
  version: number
}

/** Projections that could not take an event of a ledger; all others stand at the ledger's head. */
export interface StoppedTable {
  ledger: number
  projection: string
  position: number
  reason: string
}

export interface Tables {
  ledgers: LedgersTable
  events: EventsTable
  payloads: PayloadsTable
  streams: StreamsTable
  commands: CommandsTable
  vault: VaultTable
  projections: ProjectionsTable
  stopped: StoppedTable
}
