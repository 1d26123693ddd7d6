// What an event store is asked to write, and what it answers.
import { Schema } from "effect"
import { Actor, type Classification, type OccurredAt, PersonId, type Sha256, Text } from "../kernel/index.ts"
import type { Source } from "./sources.ts"

/** A ledger's name in its store; one ledger per office that keeps the record. */
export const LedgerName = Schema.String.check(Schema.isPattern(/^[a-z0-9][a-z0-9-]{0,62}$/)).pipe(
  Schema.brand("LedgerName")
)
export type LedgerName = typeof LedgerName.Type

export const STREAM_FORM = /^[a-z-]+\/[0-9a-z-]{1,64}$/
/** `aggregate/id`; it never holds personal data. */
export const StreamName = Schema.String.check(Schema.isPattern(STREAM_FORM)).pipe(Schema.brand("StreamName"))
export type StreamName = typeof StreamName.Type

/** Zero-based, dense in a ledger, in the order of commits. */
export const Position = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
/** Dense from 1 in a stream; 0 stands for a stream without events. */
export const Version = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** What must be true of a stream for the write to go ahead. `Any` never conflicts. */
export const Expectation = Schema.TaggedUnion({ NoStream: {}, Exactly: { version: Version }, Any: {} })
export type Expectation = typeof Expectation.Type

/** An event before it is recorded: its facts and texts as JSON, by the declaration of its type and schema version. */
export interface NewEvent {
  readonly type: string
  readonly schemaVersion: number
  /** Null: the moment it is recorded. */
  readonly occurredAt: OccurredAt | null
  readonly classification: Classification
  readonly facts: Schema.Json
  /** Null where the type has no texts. */
  readonly texts: Schema.Json | null
}

export interface Write {
  readonly stream: StreamName
  readonly expect: Expectation
  readonly events: ReadonlyArray<NewEvent>
}

/** A stream that was only read for the decision, and that must not have moved since. */
export interface Guard {
  readonly stream: StreamName
  readonly version: number
}

/** Identifies what somebody asked for, so that asking again is answered and not done again. */
export const CommandId = Schema.String.check(Schema.isPattern(/^[0-9A-Za-z._:-]{1,128}$/)).pipe(
  Schema.brand("CommandId")
)
export type CommandId = typeof CommandId.Type

export const CommandContext = Schema.Struct({
  id: CommandId,
  /**
   * SHA-256 (hex) of the command's canonical form before ids, salts and times: what "the same content" means. It is
   * never stored as it is, because it would confirm a guess at the content: leaves hold it salted.
   */
  digest: Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)),
  actor: Actor,
  correlationId: Schema.NullOr(CommandId),
  causationId: Schema.NullOr(CommandId)
})
export type CommandContext = typeof CommandContext.Type

/** A name for the vault; the events know only the id. */
export const VaultEntry = Schema.Struct({ person: PersonId, name: Text, salt: Schema.Uint8Array })
export type VaultEntry = typeof VaultEntry.Type

/** One atomic append: all of it is written, or nothing. */
export interface Append {
  readonly ledger: LedgerName
  readonly command: CommandContext
  readonly writes: ReadonlyArray<Write>
  readonly guards: ReadonlyArray<Guard>
  /** Vault entries for the persons that the events mention for the first time. */
  readonly persons: ReadonlyArray<VaultEntry>
  /** Positions whose texts and salts are removed in the same transaction; the leaves stay. */
  readonly eraseTexts: ReadonlyArray<number>
  /** Bytes that are kept under their hash; those that the ledger keeps already are not stored again. */
  readonly sources: ReadonlyArray<Source>
  /** Sources whose bytes are removed in the same transaction. A mark stays, and they are never taken again. */
  readonly eraseSources: ReadonlyArray<Sha256>
  /**
   * Persons whose names leave the vault in the same transaction, with the salts of every command one of whose events, those of
   * this append among them, mentions the person in its leaf or facts: what was asked for may hold the name. A mark stays,
   * and no name is ever taken for them again.
   */
  readonly erasePersons: ReadonlyArray<PersonId>
}

/** Whether anything goes with it: it must be gone before anything else is written. */
export const erases = ({ eraseTexts, eraseSources, erasePersons }: Append): boolean =>
  eraseTexts.length > 0 || eraseSources.length > 0 || erasePersons.length > 0

/** `repeated` is true where the same command had been recorded before and nothing was written now. */
export interface Appended {
  readonly first: number
  readonly count: number
  readonly repeated: boolean
  /** True where words that were erased could not be taken out of the store's files yet, as another program is reading them. */
  readonly lingering?: true
}
