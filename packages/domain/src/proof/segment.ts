// A run of stored events looked at by itself: what is wrong with each, and what has to be held against the others. Runs may
// be looked at by several workers at once; `verify` puts them together in their order.
import { Option, Result, Schema } from "effect"
import type { PersonId, Sha256 } from "../kernel/index.ts"
import {
  commitmentOf,
  type Erased,
  isSalt,
  Leaf,
  leafText,
  type Part,
  type Place,
  type PrimitivesService,
  parseJson,
  readWritten,
  type StoredEvent
} from "../ledger/index.ts"
import { HASH_BYTES } from "./bytes.ts"
import { erasureCarriedOut } from "./erasures.ts"
import type { Finding } from "./finding.ts"
import { nameEntered } from "./names.ts"
import { sourceNamed } from "./sources.ts"
import { leafHash } from "./tree.ts"

/** What a readable leaf says of its place among others. */
export interface Sighting {
  readonly position: number
  /** The position that the leaf itself names. */
  readonly claimed: number
  readonly stream: string
  readonly version: number
  readonly type: string
  readonly schemaVersion: number
  readonly eventId: string
  readonly commandId: string
  readonly commandDigest: string
  readonly recordedAt: Leaf["recordedAt"]
  readonly occurredAt: Leaf["occurredAt"]
  /** How many bytes the salt of its command has that stands with it; 0 where none does. */
  readonly salt: number
  /** Whether its texts are there; null where the leaf commits to none. */
  readonly texts: boolean | null
  /** `saidBy` where the salt of its command is not at hand: with the name of a person in it, the salt goes too. */
  readonly said: string | null
}

/** What came of some events that follow on one another. Plain values, so that a worker can hand it over. */
export interface Segment {
  /** In the order in which they came. */
  readonly positions: ReadonlyArray<number>
  /** 32 bytes for each of them. */
  readonly leafHashes: Uint8Array
  /** For each of them; null where the leaf cannot be read. */
  readonly sightings: ReadonlyArray<Sighting | null>
  readonly findings: ReadonlyArray<Finding>
  /** How many events had texts that were erased. */
  readonly erased: number
  /** The names that rosters commit to. */
  readonly entered: ReadonlyArray<{ readonly position: number; readonly person: PersonId; readonly name: string }>
  /** What was erased, as erasures say. */
  readonly erasures: ReadonlyArray<Erased & { readonly position: number }>
  /** The sources that conclusions name. */
  readonly sources: ReadonlyArray<{ readonly position: number; readonly source: Sha256; readonly kept: boolean }>
}

const decodeLeaf = Schema.decodeUnknownOption(Leaf)

const attempt = <A>(work: () => A): A | null => Result.getOrElse(Result.try(work), () => null)

/** The leaf, and whether it is spelled as RFC 8785 asks; null where the bytes are no leaf. */
export const readLeaf = (primitives: PrimitivesService, bytes: Uint8Array) =>
  attempt(() => {
    const text = primitives.decode(bytes)
    const written = readWritten(text)
    if (written !== undefined) return { leaf: written, isCanonical: true }
    const leaf = Option.getOrNull(decodeLeaf(parseJson(text)))
    return leaf === null ? null : { leaf, isCanonical: leafText(leaf) === text }
  })

/** What a person's id may look like, as JSON has it: stores look for it in the same way when they erase a name. */
const ID = /"([0-9a-z-]{1,64})"/gu

export const idsIn = (said: string): ReadonlySet<string> => new Set(Array.from(said.matchAll(ID), ([, id = ""]) => id))

/** What an event says in which the id of a person may stand: its leaf and its facts. */
export const saidBy = ({ decode }: PrimitivesService, { leaf, facts }: ShownEvent): string =>
  [leaf, ...(facts === null ? [] : [facts.bytes])].map((bytes) => attempt(() => decode(bytes)) ?? "").join("\n")

/** An event as it is shown to somebody from whom its facts may be withheld. */
export interface ShownEvent extends Omit<StoredEvent, "facts"> {
  readonly facts: Part | null
  /** What `readLeaf` says of its leaf, where that was asked before. */
  readonly read?: ReturnType<typeof readLeaf>
}

/** The events behind a position: a run that begins where some are missing reaches into the next one. */
export const segmentBehind = (segment: Segment, last: number): Segment => {
  const { positions, leafHashes, findings, entered, erasures, sources } = segment
  const first = positions.findIndex((position) => position > last)
  if (first === 0) return segment
  const from = first < 0 ? positions.length : first
  const isBehind = (one: object): boolean => !("position" in one) || Number(one.position) > last
  const sightings = segment.sightings.slice(from)
  return {
    positions: positions.slice(from),
    leafHashes: leafHashes.subarray(HASH_BYTES * from),
    sightings,
    findings: findings.filter(isBehind),
    erased: sightings.filter((sighting) => sighting?.texts === false).length,
    entered: entered.filter(isBehind),
    erasures: erasures.filter(isBehind),
    sources: sources.filter(isBehind)
  }
}

/** One for each of its events. */
export const leafHashesOf = ({ leafHashes }: Segment): ReadonlyArray<Uint8Array> =>
  Array.from({ length: leafHashes.length / HASH_BYTES }, (_, at) =>
    leafHashes.subarray(HASH_BYTES * at, HASH_BYTES * (at + 1))
  )

/**
 * Looks at events that follow on one another, each for itself; `places` is by what the store finds them, where that is known.
 * Pure; erased texts are as they should be, and of withheld facts nothing is said.
 */
export const inspect = (
  primitives: PrimitivesService,
  events: ReadonlyArray<ShownEvent>,
  places?: ReadonlyArray<Place>
): Segment => {
  const findings: Array<Finding> = []
  const entered: Array<Segment["entered"][number]> = []
  const erasures: Array<Segment["erasures"][number]> = []
  const sources: Array<Segment["sources"][number]> = []
  let erased = 0
  let saltedCommand: string | undefined
  const leafHashes = new Uint8Array(HASH_BYTES * events.length)
  const sightings = events.map((stored, index): Sighting | null => {
    const { position, facts, texts, commandSalt } = stored
    leafHashes.set(leafHash(primitives.sha256, stored.leaf), HASH_BYTES * index)
    const read = stored.read ?? readLeaf(primitives, stored.leaf)
    if (read === null) {
      findings.push({ _tag: "LeafUnreadable", position })
      return null
    }
    const { leaf, isCanonical } = read
    const { type } = leaf
    if (!isCanonical) findings.push({ _tag: "LeafNotCanonical", position })
    if (texts === null && leaf.texts !== null) erased += 1
    if (texts !== null && commitmentOf(primitives, texts) !== leaf.texts)
      findings.push({ _tag: "TextsDiffer", position })
    if (facts !== null && commitmentOf(primitives, facts) !== leaf.facts)
      findings.push({ _tag: "FactsDiffer", position })
    else if (facts !== null && type === "PersonEntered") {
      const found = nameEntered(primitives, { facts })
      if (found !== null) entered.push({ position, ...found })
    } else if (facts !== null && type === "ErasureCarriedOut") {
      const found = erasureCarriedOut(primitives, { facts })
      if (found !== null) erasures.push({ position, ...found })
    } else if (facts !== null && type === "ConclusionRegistered") {
      const named = sourceNamed(primitives, { facts })
      if (named !== null) sources.push({ position, ...named })
    }
    if (commandSalt !== null && !isSalt(primitives, commandSalt)) findings.push({ _tag: "SaltDiffers", position })
    if (commandSalt !== null) saltedCommand = leaf.commandId
    const { stream, version, recordedAt } = leaf
    if (places !== undefined) {
      const place = places[index]
      if (place?.stream !== stream || place.version !== version || place.recordedAt !== recordedAt)
        findings.push({ _tag: "PlaceDiffers", position })
    }
    const { position: claimed, schemaVersion, eventId, commandId, commandDigest, occurredAt } = leaf
    return {
      position,
      claimed,
      stream,
      version,
      type,
      schemaVersion,
      eventId,
      commandId,
      commandDigest,
      recordedAt,
      occurredAt,
      salt: commandSalt?.length ?? 0,
      texts: leaf.texts === null ? null : texts !== null,
      said: saltedCommand === commandId ? null : saidBy(primitives, stored)
    }
  })
  return {
    positions: events.map(({ position }) => position),
    leafHashes,
    sightings,
    findings,
    erased,
    entered,
    erasures,
    sources
  }
}
