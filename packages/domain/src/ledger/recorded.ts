// An event as it is stored and as it is read back: a leaf, and its two payload parts [design: leaf, facts and texts].
import { Brand, Result, Schema } from "effect"
import {
  Actor,
  type BodyId,
  Classification,
  IDENTIFIER_FORM,
  Instant,
  isInstant,
  isOccurredAt,
  OccurredAt,
  type PersonId,
  SHA256_FORM,
  Sha256
} from "../kernel/index.ts"
import { Position, STREAM_FORM, StreamName, Version } from "./append.ts"
import { UnreadableEvent } from "./errors.ts"
import { type PrimitivesService, parseJson } from "./primitives.ts"

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

/**
 * The leaf's canonical JSON. Its fields are written here in the order that RFC 8785 asks for, and hold nothing that
 * JSON.stringify writes in another way: a test compares the two.
 */
export const leafText = (leaf: Leaf): string =>
  JSON.stringify({
    actor: { body: leaf.actor.body, person: leaf.actor.person },
    causationId: leaf.causationId,
    classification: leaf.classification,
    commandDigest: leaf.commandDigest,
    commandId: leaf.commandId,
    correlationId: leaf.correlationId,
    eventId: leaf.eventId,
    facts: leaf.facts,
    occurredAt: leaf.occurredAt,
    position: leaf.position,
    recordedAt: leaf.recordedAt,
    schemaVersion: leaf.schemaVersion,
    stream: leaf.stream,
    texts: leaf.texts,
    type: leaf.type,
    version: leaf.version
  })

/** Canonical JSON and the salt of its commitment, exactly as stored. */
export interface Part {
  readonly salt: Uint8Array
  readonly bytes: Uint8Array
}

/** The salt followed by the bytes: what a leaf commits to. Not copied where they lie side by side already. */
export const salted = ({ salt, bytes }: Part): Uint8Array => {
  if (salt.buffer === bytes.buffer && salt.byteOffset + salt.length === bytes.byteOffset)
    return new Uint8Array(salt.buffer, salt.byteOffset, salt.length + bytes.length)
  const joined = new Uint8Array(salt.length + bytes.length)
  joined.set(salt)
  joined.set(bytes, salt.length)
  return joined
}

export const SALT_BYTES = 32

/** Inverse of `salted`: the first 32 bytes are the salt. */
export const partOf = (bytes: Uint8Array): Part => ({
  salt: bytes.subarray(0, SALT_BYTES),
  bytes: bytes.subarray(SALT_BYTES)
})

/** What a leaf says of a part, and a roster of a name: SHA-256 over the salt followed by the bytes. */
export const commitmentOf = ({ sha256Hex }: Pick<PrimitivesService, "sha256Hex">, part: Part): Sha256 =>
  Sha256.make(sha256Hex(salted(part)), { disableChecks: true })

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

/** An event as text: what a store hands over where only the meaning is asked for, and no proof. */
export interface StoredText {
  readonly position: number
  readonly leaf: string
  readonly facts: string
  /** Null where the type has none, or they were erased. */
  readonly texts: string | null
}

/**
 * A leaf as it is read back. Its words were of the right form when they were written, and `proof` looks at them again: here
 * only what time is computed from is looked at, which a reader of a whole ledger feels.
 */
const readLeaf = Schema.decodeUnknownSync(
  Schema.Struct({
    ...Leaf.fields,
    stream: Schema.String.pipe(Schema.brand("StreamName")),
    actor: Schema.Struct({
      body: Schema.NullOr(Schema.String.pipe(Schema.brand("BodyId"))),
      person: Schema.NullOr(Schema.String.pipe(Schema.brand("PersonId")))
    }),
    facts: Schema.String,
    texts: Schema.NullOr(Schema.String)
  })
)

/** A word in quotes, of the form that a pattern from start to end says. */
const quoted = ({ source }: RegExp): string => `"(${source.slice(1, -1)})"`
const orNull = (word: string): string => `(?:null|${word})`
const WORD = String.raw`"([^"\\\x00-\x1f]*)"`
const [ID, HASH] = [quoted(IDENTIFIER_FORM), quoted(SHA256_FORM)]
const COUNT = String.raw`(0|[1-9]\d{0,14})`

/** What `leafText` writes, as long as nothing in it is escaped; the groups are counted from 1. */
const WRITTEN = new RegExp(
  `^{"actor":{"body":${orNull(ID)},"person":${orNull(ID)}},"causationId":${orNull(WORD)},` +
    `"classification":${WORD},"commandDigest":${WORD},"commandId":${WORD},"correlationId":${orNull(WORD)},` +
    `"eventId":${WORD},"facts":${HASH},"occurredAt":${WORD},"position":${COUNT},"recordedAt":${WORD},` +
    `"schemaVersion":${COUNT},"stream":${quoted(STREAM_FORM)},"texts":${orNull(HASH)},"type":${WORD},"version":${COUNT}}$`
)

const isClassification = Schema.is(Classification)
const streamName = Brand.nominal<StreamName>()
const bodyId = Brand.nominal<BodyId>()
const personId = Brand.nominal<PersonId>()
const sha256 = Brand.nominal<Sha256>()

/**
 * A leaf by the form in which it is written, which takes half the time of its JSON, and lets through nothing that `Leaf`
 * refuses. Undefined for any other text, which may still be a leaf. What is read so is spelled as RFC 8785 asks.
 */
export const readWritten = (text: string): Leaf | undefined => {
  const found = WRITTEN.exec(text)
  if (found === null) return undefined
  const classification = found[4] ?? ""
  const occurredAt = found[10] ?? ""
  const recordedAt = found[12] ?? ""
  if (!isOccurredAt(occurredAt) || !isInstant(recordedAt) || !isClassification(classification)) return undefined
  return {
    position: Number(found[11]),
    stream: streamName(found[14] ?? ""),
    version: Number(found[17]),
    eventId: found[8] ?? "",
    type: found[16] ?? "",
    schemaVersion: Number(found[13]),
    occurredAt,
    recordedAt,
    actor: {
      body: found[1] === undefined ? null : bodyId(found[1]),
      person: found[2] === undefined ? null : personId(found[2])
    },
    commandId: found[6] ?? "",
    commandDigest: found[5] ?? "",
    correlationId: found[7] ?? null,
    causationId: found[3] ?? null,
    classification,
    facts: sha256(found[9] ?? ""),
    texts: found[15] === undefined ? null : sha256(found[15])
  }
}

/**
 * Reads an event. Checked here: that the leaf has all of its fields, times and classification in their form, and that facts
 * and texts are JSON; by a codec: that they have the shape that their type declares; by `proof`: every word of the leaf, and
 * that facts and texts are those that it commits to.
 */
export const openText = ({
  position,
  leaf: text,
  facts,
  texts
}: StoredText): Result.Result<RecordedEvent, UnreadableEvent> => {
  try {
    const leaf = readWritten(text) ?? readLeaf(parseJson(text))
    return Result.succeed({
      position: leaf.position,
      stream: leaf.stream,
      version: leaf.version,
      eventId: leaf.eventId,
      type: leaf.type,
      schemaVersion: leaf.schemaVersion,
      occurredAt: leaf.occurredAt,
      recordedAt: leaf.recordedAt,
      actor: leaf.actor,
      commandId: leaf.commandId,
      commandDigest: leaf.commandDigest,
      correlationId: leaf.correlationId,
      causationId: leaf.causationId,
      classification: leaf.classification,
      facts: parseJson(facts),
      texts: texts === null ? (leaf.texts === null ? null : "erased") : parseJson(texts)
    })
  } catch (cause) {
    return Result.fail(new UnreadableEvent({ position, type: null, reason: String(cause) }))
  }
}

/** As `openText`, from the stored bytes. */
export const open = (
  { decode }: Pick<PrimitivesService, "decode">,
  { position, leaf, facts, texts }: StoredEvent
): Result.Result<RecordedEvent, UnreadableEvent> =>
  Result.try({
    try: () => ({
      position,
      leaf: decode(leaf),
      facts: decode(facts.bytes),
      texts: texts === null ? null : decode(texts.bytes)
    }),
    catch: (cause) => new UnreadableEvent({ position, type: null, reason: String(cause) })
  }).pipe(Result.flatMap(openText))
