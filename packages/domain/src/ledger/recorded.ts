// An event as it is stored and as it is read back: a leaf, and its two payload parts [design: leaf, facts and texts].
import { Result, Schema } from "effect"
import { Actor, Classification, Instant, OccurredAt, Sha256 } from "../kernel/index.ts"
import { Position, StreamName, Version } from "./append.ts"
import { UnreadableEvent } from "./errors.ts"
import { hex, type PrimitivesService } from "./primitives.ts"

/**
 * The canonical JSON (RFC 8785) of this is the leaf that the Merkle tree holds. `facts` and `texts` are commitments:
 * SHA-256 over the part's 32 bytes of salt followed by its stored bytes; `texts` is null where the type has none.
 * `commandDigest` is salted too, since what was asked for may name persons: see `commandCommitment`.
 */
export const Leaf = Schema.Struct({
  position: Position,
  stream: StreamName,
  version: Version,
  eventId: Schema.String,
  type: Schema.String,
  schemaVersion: Schema.Int,
  occurredAt: OccurredAt,
  recordedAt: Instant,
  actor: Actor,
  commandId: Schema.String,
  commandDigest: Schema.String,
  correlationId: Schema.NullOr(Schema.String),
  causationId: Schema.NullOr(Schema.String),
  classification: Classification,
  facts: Sha256,
  texts: Schema.NullOr(Sha256)
})
export type Leaf = typeof Leaf.Type

/** Canonical JSON and the salt of its commitment, exactly as stored. */
export interface Part {
  readonly salt: Uint8Array
  readonly bytes: Uint8Array
}

/** What a leaf says of a part, and a roster of a name: SHA-256 over the salt followed by the bytes. */
export const commitmentOf = ({ sha256 }: Pick<PrimitivesService, "sha256">, { salt, bytes }: Part): Sha256 => {
  const salted = new Uint8Array(salt.length + bytes.length)
  salted.set(salt)
  salted.set(bytes, salt.length)
  return Sha256.make(hex(sha256(salted)))
}

/**
 * What a store keeps of an event. `texts` is null where the type has none or they were erased. `commandSalt` stands on
 * the first event of a command: the salt of its digest, which goes when any text of the command is erased.
 */
export interface StoredEvent {
  readonly position: number
  readonly leaf: Uint8Array
  readonly facts: Part
  readonly texts: Part | null
  readonly commandSalt: Uint8Array | null
}

/** An event read back. `texts` is null where there are none, `"erased"` where they were removed. */
export interface RecordedEvent extends Omit<Leaf, "facts" | "texts"> {
  readonly facts: Schema.Json
  readonly texts: Schema.Json | null | "erased"
}

const parseLeaf = Schema.decodeUnknownSync(Leaf)
const parseJson = Schema.decodeUnknownSync(Schema.Json)

/** Reads a stored event; the bytes are taken as they are, proofs are a matter of `proof`. */
export const open = (
  { parse }: PrimitivesService,
  stored: StoredEvent
): Result.Result<RecordedEvent, UnreadableEvent> =>
  Result.try({
    try: () => {
      const { facts: _, texts: commitment, ...leaf } = parseLeaf(parse(stored.leaf))
      return {
        ...leaf,
        facts: parseJson(parse(stored.facts.bytes)),
        texts: stored.texts === null ? (commitment === null ? null : "erased") : parseJson(parse(stored.texts.bytes))
      } as const
    },
    catch: (cause) => new UnreadableEvent({ position: stored.position, type: "?", reason: String(cause) })
  })
