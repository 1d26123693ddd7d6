// From an append to the exact bytes to store: may it be written, and what does it look like then. Every store calls this.
import { Result, type Schema } from "effect"
import {
  type CivilDate,
  dayOf,
  earliest,
  type Instant,
  isDay,
  millisOf,
  type OccurredAt,
  Rejection,
  startOf
} from "../kernel/index.ts"
import { appendAll, emptyFrontier, type Frontier, leafHash } from "../proof/tree.ts"
import { type Append, type CommandContext, type LedgerName, type NewEvent, StreamName } from "./append.ts"
import { ClockBehind, Conflict, InvalidAppend } from "./errors.ts"
import { hex, type PrimitivesService } from "./primitives.ts"
import {
  commitmentOf,
  type Leaf,
  leafText,
  type Part,
  partOf,
  type RecordedEvent,
  SALT_BYTES,
  type StoredEvent
} from "./recorded.ts"

/** Where a ledger stands: its random origin, its tree and the time of its newest record. */
export interface Head {
  readonly origin: string
  readonly frontier: Frontier
  readonly recordedAt: Instant
}

/** Where a stream stands: its version, and the earliest moment that its next event may claim. */
export interface StreamHead {
  readonly version: number
  readonly floor: Instant
}

/** One event ready to be stored, and its leaf before it was written down. */
export interface SealedEvent {
  readonly leaf: Leaf
  readonly stored: StoredEvent
}

/** What projections see of a new event: the same as they will see in a rebuild, down to the order of keys [53]. */
export const recordedOf = (
  { parse }: Pick<PrimitivesService, "parse">,
  { leaf: { facts: _, texts: committed, ...envelope }, stored: { facts, texts } }: SealedEvent
): RecordedEvent => ({
  ...envelope,
  facts: parse(facts.bytes),
  texts: texts === null ? (committed === null ? null : "erased") : parse(texts.bytes)
})

export interface Sealed {
  readonly events: ReadonlyArray<SealedEvent>
  readonly head: Head
  readonly streams: ReadonlyMap<StreamName, StreamHead>
  /** What the store remembers of the command's content; its salt stands on the first event. */
  readonly commitment: string
  /** Position and number of the command's own events, without the opening event of a new ledger. */
  readonly first: number
  readonly count: number
}

export interface LedgerStanding {
  /** Null where the ledger does not exist yet: its opening event is then put first. */
  readonly head: Head | null
  readonly streams: ReadonlyMap<StreamName, StreamHead>
  readonly now: Instant
}

const EVENT_ID = 16
const ENTROPY = EVENT_ID + 2 * SALT_BYTES
const TOLERATED_CLOCK_LAG = 300_000

/** The streams whose heads a store must look up before sealing. */
export const streamsOf = (append: Append): ReadonlyArray<StreamName> => [
  ...new Set([...append.writes, ...append.guards].map(({ stream }) => stream))
]

const versionOf = (standing: LedgerStanding, stream: StreamName): number => standing.streams.get(stream)?.version ?? 0

const misshapen = (append: Append, size: number): string | undefined => {
  const written = append.writes.map(({ stream }) => stream)
  if (written.length === 0) return "it writes nothing"
  if (new Set(written).size !== written.length) return "it writes one stream twice"
  if (append.writes.some(({ events }) => events.length === 0)) return "a write has no events"
  if (append.eraseTexts.some((position) => !(Number.isInteger(position) && position >= 0 && position < size)))
    return "it erases texts of events that are not recorded"
  if (append.persons.some(({ name }) => holdsUnkeepableText(name))) return "a name with U+0000 or a lone surrogate"
  return undefined
}

const conflict = (append: Append, standing: LedgerStanding): Conflict | undefined => {
  const expected = [
    ...append.guards,
    ...append.writes.flatMap(({ stream, expect }) =>
      expect._tag === "Any" ? [] : [{ stream, version: expect._tag === "NoStream" ? 0 : expect.version }]
    )
  ]
  const moved = expected.find(({ stream, version }) => versionOf(standing, stream) !== version)
  return moved === undefined
    ? undefined
    : new Conflict({ stream: moved.stream, expected: moved.version, actual: versionOf(standing, moved.stream) })
}

const holdsUnkeepableText = (value: Schema.Json): boolean => {
  if (typeof value === "string") return !value.isWellFormed() || value.includes("\u0000")
  if (typeof value !== "object" || value === null) return false
  if (Array.isArray(value)) return value.some(holdsUnkeepableText)
  return Object.keys(value).some(holdsUnkeepableText) || Object.values(value).some(holdsUnkeepableText)
}

/**
 * [54] A claim about the past may be any day up to today, and no stream goes back. Days are compared with days: that says the
 * same as the moments at which they begin and end, which would have to be computed.
 */
const claim = (
  stream: string,
  claimed: OccurredAt,
  floor: Instant | undefined,
  recordedAt: Instant,
  today: CivilDate
): Rejection | undefined => {
  const day = isDay(claimed)
  if (day ? claimed > today : claimed > recordedAt)
    return new Rejection({ rule: "OccursInFuture", invariant: 54, detail: { claimed, now: recordedAt } })
  if (floor !== undefined && (day ? claimed < dayOf(floor) : claimed < floor))
    return new Rejection({
      rule: "OccursBeforePrevious",
      invariant: 54,
      detail: { stream, claimed, previous: startOf(dayOf(floor)) === floor ? dayOf(floor) : floor }
    })
  return undefined
}

/** Bytes of a command's salt that follow from the others, so that damage is noticed: no leaf commits to a salt that may go. */
const SALT_CHECK = 8
export const CHECKED_SALT_BYTES = SALT_BYTES + SALT_CHECK

/** A command's salt as it is stored: 32 bytes, followed by the first 8 of their SHA-256. What is longer is such a one already. */
export const checkedSalt = ({ sha256 }: PrimitivesService, salt: Uint8Array): Uint8Array => {
  if (salt.length > SALT_BYTES) return salt
  const stored = new Uint8Array(CHECKED_SALT_BYTES)
  stored.set(salt)
  stored.set(sha256(salt).subarray(0, SALT_CHECK), SALT_BYTES)
  return stored
}

/** Whether these bytes are a command's salt as it is stored; older programs stored it without the check. */
export const isSalt = (primitives: PrimitivesService, stored: Uint8Array): boolean => {
  if (stored.length === SALT_BYTES) return true
  const checked = checkedSalt(primitives, stored.subarray(0, SALT_BYTES))
  return checked.length === stored.length && checked.every((byte, at) => byte === stored[at])
}

/** What a leaf says of a command's content: SHA-256 (hex) of 32 bytes of salt followed by the digest as canonical JSON. */
export const commandCommitment = (primitives: PrimitivesService, salt: Uint8Array, digest: string): string =>
  commitmentOf(primitives, { salt, bytes: primitives.canonical(digest) })

/** What a store remembers of a command: the commitment, and its salt as stored unless a text of the command was erased. */
export interface RecordedCommand {
  readonly commitment: string
  readonly salt: Uint8Array | null
}

/** Whether a command of the same id asks for the same. Without the salt nobody can tell any more: the id alone answers. */
export const isSameCommand = (
  primitives: PrimitivesService,
  { commitment, salt }: RecordedCommand,
  digest: string
): boolean => salt === null || commandCommitment(primitives, salt.subarray(0, SALT_BYTES), digest) === commitment

interface Envelope {
  readonly position: number
  readonly stream: StreamName
  readonly version: number
  readonly recordedAt: Instant
  readonly command: CommandContext
  readonly commandDigest: string
  readonly commandSalt: Uint8Array | null
}

/** `entropy` holds the event's id, then a salt for each part. */
const sealEvent = (
  primitives: PrimitivesService,
  entropy: Uint8Array,
  { command, commandDigest, commandSalt, position, stream, version, recordedAt }: Envelope,
  event: NewEvent
): SealedEvent => {
  const part = (from: number, value: NewEvent["facts"]): Part => {
    const json = primitives.canonical(value)
    const bytes = new Uint8Array(SALT_BYTES + json.length)
    bytes.set(entropy.subarray(from, from + SALT_BYTES))
    bytes.set(json, SALT_BYTES)
    return partOf(bytes)
  }
  const facts = part(EVENT_ID, event.facts)
  const texts = event.texts === null ? null : part(EVENT_ID + SALT_BYTES, event.texts)
  const leaf: Leaf = {
    position,
    stream,
    version,
    eventId: hex(entropy.subarray(0, EVENT_ID)),
    type: event.type,
    schemaVersion: event.schemaVersion,
    occurredAt: event.occurredAt ?? recordedAt,
    recordedAt,
    actor: command.actor,
    commandId: command.id,
    commandDigest,
    correlationId: command.correlationId,
    causationId: command.causationId,
    classification: event.classification,
    facts: commitmentOf(primitives, facts),
    texts: texts === null ? null : commitmentOf(primitives, texts)
  }
  return { leaf, stored: { position, leaf: primitives.encode(leafText(leaf)), facts, texts, commandSalt } }
}

/** The first event of every ledger; its origin names the ledger in checkpoints. */
const opening = (ledger: LedgerName, origin: string): { readonly stream: StreamName; readonly event: NewEvent } => ({
  stream: StreamName.make(`ledger/${origin}`),
  event: {
    type: "LedgerOpened",
    schemaVersion: 1,
    occurredAt: null,
    classification: "ordinary",
    facts: { name: ledger, origin },
    texts: null
  }
})

/** Either the bytes to store, or why nothing may be stored. Pure: `random` is the only chance, and `standing.now` the only clock. */
export const seal = (
  primitives: PrimitivesService,
  append: Append,
  standing: LedgerStanding
): Result.Result<Sealed, Conflict | ClockBehind | InvalidAppend | Rejection> => {
  const reason = misshapen(append, standing.head?.frontier.size ?? 0)
  if (reason !== undefined) return Result.fail(new InvalidAppend({ reason }))
  const moved = conflict(append, standing)
  if (moved !== undefined) return Result.fail(moved)
  const newest = standing.head?.recordedAt ?? standing.now
  const behind = newest > standing.now
  if (behind && millisOf(newest) - millisOf(standing.now) > TOLERATED_CLOCK_LAG)
    return Result.fail(new ClockBehind({ clock: standing.now, head: newest }))
  const recordedAt = behind ? newest : standing.now

  const today = dayOf(recordedAt)
  const origin = standing.head?.origin ?? hex(primitives.random(16))
  const opened = standing.head === null ? [opening(append.ledger, origin)] : []
  const all = [...opened, ...append.writes.flatMap(({ stream, events }) => events.map((event) => ({ stream, event })))]
  const entropy = primitives.random(all.length * ENTROPY + SALT_BYTES)
  const salt = entropy.slice(all.length * ENTROPY)
  const commandDigest = commandCommitment(primitives, salt, append.command.digest)
  const before = standing.head?.frontier ?? emptyFrontier
  const first = before.size + opened.length
  const streams = new Map<StreamName, StreamHead>()
  const events: Array<SealedEvent> = []

  for (const [index, { stream, event }] of all.entries()) {
    const known = streams.get(stream) ?? standing.streams.get(stream)
    const occurredAt = event.occurredAt ?? recordedAt
    // What happens as it is recorded is neither in the future nor before anything recorded.
    const untimely = event.occurredAt === null ? undefined : claim(stream, occurredAt, known?.floor, recordedAt, today)
    if (untimely !== undefined) return Result.fail(untimely)
    if (holdsUnkeepableText(event.facts) || holdsUnkeepableText(event.texts))
      return Result.fail(new InvalidAppend({ reason: "text with U+0000 or a lone surrogate" }))
    const version = (known?.version ?? 0) + 1
    const position = before.size + index
    const commandSalt = position === first ? checkedSalt(primitives, salt) : null
    const place = { position, stream, version, recordedAt, command: append.command, commandDigest, commandSalt }
    events.push(sealEvent(primitives, entropy.subarray(index * ENTROPY, (index + 1) * ENTROPY), place, event))
    const start = earliest(occurredAt)
    streams.set(stream, { version, floor: known !== undefined && known.floor > start ? known.floor : start })
  }
  const { sha256 } = primitives
  const leaves = events.map(({ stored }) => leafHash(sha256, stored.leaf))
  return Result.succeed({
    events,
    head: { origin, frontier: appendAll(sha256, before, leaves), recordedAt },
    streams,
    commitment: commandDigest,
    first,
    count: all.length - opened.length
  })
}
