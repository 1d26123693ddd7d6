// Whether a ledger's stored events are what was once recorded: everything that disagrees, and where [55].
import { Option, Result, Schema } from "effect"
import { earliest, type Instant, latest, type PersonId, type Sha256 } from "../kernel/index.ts"
import { commitmentOf, Leaf, type PrimitivesService, type StoredEvent, type VaultEntry } from "../ledger/index.ts"
import { rosterEvents } from "../roster/index.ts"
import { equal } from "./bytes.ts"
import { type SourceStanding, sourceNamed } from "./sources.ts"
import { append, emptyFrontier, leafHash, root } from "./tree.ts"

/** A tree head that is trusted, because it was kept somewhere else: the root over the first `size` leaves. */
export interface Checkpoint {
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

/**
 * What disagrees. `position` is the store's own, zero-based; `from` and `to` are a half-open interval of positions.
 */
export type Finding =
  /** The first event does not open a ledger. */
  | { readonly _tag: "NotOpened"; readonly position: number }
  /** The leaf's bytes are no envelope of an event. */
  | { readonly _tag: "LeafUnreadable"; readonly position: number }
  /** The leaf is another spelling of its envelope than RFC 8785 gives. */
  | { readonly _tag: "LeafNotCanonical"; readonly position: number }
  /** The leaves say that they stand elsewhere, each `by` positions further on. */
  | { readonly _tag: "LeafMisplaced"; readonly from: number; readonly to: number; readonly by: number }
  /** No event stands there, though one stands after or a checkpoint counts it. */
  | { readonly _tag: "Missing"; readonly from: number; readonly to: number }
  /** Several events stand there. */
  | { readonly _tag: "Repeated"; readonly position: number }
  /** The events came in another order than that of their positions. */
  | { readonly _tag: "Reordered"; readonly from: number; readonly to: number }
  | {
      readonly _tag: "VersionGap"
      readonly position: number
      readonly stream: string
      readonly expected: number
      readonly found: number
    }
  /** An event of this id stands at `first` already. */
  | { readonly _tag: "EventIdTwice"; readonly position: number; readonly first: number }
  /** The facts are not those that the leaf commits to. */
  | { readonly _tag: "FactsDiffer"; readonly position: number }
  /** The texts are not those that the leaf commits to, or the leaf commits to none. */
  | { readonly _tag: "TextsDiffer"; readonly position: number }
  /** Recorded before the event that stands before it. */
  | { readonly _tag: "RecordedEarlier"; readonly position: number }
  /** Claims a day before the one that its stream had reached. */
  | { readonly _tag: "OccurredEarlier"; readonly position: number; readonly stream: string }
  /**
   * The tree is not the one that a checkpoint saw: something between the last checkpoint that agrees, or the beginning,
   * and the first that does not.
   */
  | { readonly _tag: "HistoryDiffers"; readonly from: number; readonly to: number }
  /** The vault's entry is not the one that the roster's event at `position` commits to; null where none mentions the person. */
  | { readonly _tag: "NameDiffers"; readonly position: number | null; readonly person: PersonId }
  /** The bytes that came with the conclusion at `position` are not there, and no event of the ledger stands where they were erased. */
  | { readonly _tag: "SourceMissing"; readonly position: number; readonly source: Sha256 }
  /** What is kept as the source of the conclusion at `position` has another hash. */
  | { readonly _tag: "SourceDiffers"; readonly position: number; readonly source: Sha256 }
  /** A note, no damage: the conclusion at `position` was recorded without the bytes of its source, as by programs that did not keep them. */
  | { readonly _tag: "SourceNeverKept"; readonly position: number; readonly source: Sha256 }

/** Whether a finding only tells what never was; any other means that something is not as it was recorded. */
export const isNote = ({ _tag }: Finding): boolean => _tag === "SourceNeverKept"

export interface Trusted {
  readonly checkpoints: ReadonlyArray<Checkpoint>
  /** The vault as far as it is at hand; names that are absent or erased are not missed. */
  readonly persons?: Iterable<VaultEntry>
  /** How the sources stand, by `sourceStandings`; left out, nothing is said of them. One that is absent is unknown. */
  readonly sources?: ReadonlyMap<Sha256, SourceStanding>
}

interface Placed {
  readonly position: number
  readonly stored: StoredEvent
  readonly leaf: Leaf
}

/** Sees every readable event in order, and says what is wrong with each. */
type Watch = (placed: Placed) => ReadonlyArray<Finding>

const decodeLeaf = Schema.decodeUnknownResult(Leaf)
const decodeEntered = Schema.decodeUnknownOption(Schema.Struct(rosterEvents.PersonEntered.facts))

const readLeaf = ({ parse }: PrimitivesService, bytes: Uint8Array): Result.Result<Leaf, unknown> =>
  Result.flatMap(
    Result.try(() => parse(bytes)),
    (value) => decodeLeaf(value)
  )

const spelling =
  ({ canonical }: PrimitivesService): Watch =>
  ({ position, leaf, stored }) => {
    const spelled = Result.try(() => equal(canonical(leaf), stored.leaf))
    return Result.getOrElse(spelled, () => false) ? [] : [{ _tag: "LeafNotCanonical", position }]
  }

/** Erased texts are as they should be. */
const commitments =
  (primitives: PrimitivesService): Watch =>
  ({ position, leaf, stored: { facts, texts } }) => [
    ...(commitmentOf(primitives, facts) === leaf.facts ? [] : [{ _tag: "FactsDiffer", position } as const]),
    ...(texts === null || commitmentOf(primitives, texts) === leaf.texts
      ? []
      : [{ _tag: "TextsDiffer", position } as const])
  ]

const versions = (): Watch => {
  const seen = new Map<string, number>()
  return ({ position, leaf: { stream, version } }) => {
    const expected = (seen.get(stream) ?? 0) + 1
    seen.set(stream, version)
    return version === expected ? [] : [{ _tag: "VersionGap", position, stream, expected, found: version }]
  }
}

const eventIds = (): Watch => {
  const seen = new Map<string, number>()
  return ({ position, leaf: { eventId } }) => {
    const first = seen.get(eventId)
    if (first !== undefined) return [{ _tag: "EventIdTwice", position, first }]
    seen.set(eventId, position)
    return []
  }
}

const recording = (): Watch => {
  let newest: Instant | undefined
  return ({ position, leaf: { recordedAt } }) => {
    if (newest !== undefined && recordedAt < newest) return [{ _tag: "RecordedEarlier", position }]
    newest = recordedAt
    return []
  }
}

/** [54] No stream goes back. */
const claims = (): Watch => {
  const floors = new Map<string, Instant>()
  return ({ position, leaf: { stream, occurredAt } }) => {
    const floor = floors.get(stream)
    if (floor !== undefined && latest(occurredAt) < floor) return [{ _tag: "OccurredEarlier", position, stream }]
    const start = earliest(occurredAt)
    if (floor === undefined || start > floor) floors.set(stream, start)
    return []
  }
}

/** What the vault holds against what the rosters commit to. */
const names = (primitives: PrimitivesService, entries: ReadonlyMap<PersonId, VaultEntry>) => {
  const unmentioned = new Map(entries)
  const holds = ({ name, salt }: VaultEntry, commitment: string): boolean =>
    Result.getOrElse(
      Result.try(() => commitmentOf(primitives, { salt, bytes: primitives.canonical(name) }) === commitment),
      () => false
    )
  const watch: Watch = ({ position, leaf, stored }) => {
    if (leaf.type !== "PersonEntered" || commitmentOf(primitives, stored.facts) !== leaf.facts) return []
    const facts = Result.getOrElse(
      Result.try(() => primitives.parse(stored.facts.bytes)),
      () => null
    )
    const entered = Option.getOrNull(decodeEntered(facts))
    const entry = entered === null ? undefined : entries.get(entered.person)
    if (entered === null || entry === undefined) return []
    unmentioned.delete(entered.person)
    return holds(entry, entered.name) ? [] : [{ _tag: "NameDiffers", position, person: entered.person }]
  }
  const rest = (): ReadonlyArray<Finding> =>
    [...unmentioned.keys()].map((person) => ({ _tag: "NameDiffers", position: null, person }))
  return { watch, rest }
}

/** Each conclusion's source against what the store holds of it. */
const originals = (primitives: PrimitivesService, standings: ReadonlyMap<Sha256, SourceStanding> | undefined) => {
  const marked: Array<{ readonly position: number; readonly source: Sha256; readonly erased: number }> = []
  const watch: Watch = ({ position, leaf, stored }) => {
    if (standings === undefined || leaf.type !== "ConclusionRegistered") return []
    const named = commitmentOf(primitives, stored.facts) === leaf.facts ? sourceNamed(primitives, stored) : null
    if (named === null) return []
    const { source, kept } = named
    const standing = standings.get(source)
    switch (standing?._tag) {
      case "Whole":
        return []
      case "Differs":
        return [{ _tag: "SourceDiffers", position, source }]
      case "Erased":
        marked.push({ position, source, erased: standing.position })
        return []
      default:
        return [{ _tag: kept ? "SourceMissing" : "SourceNeverKept", position, source }]
    }
  }
  /** A mark must tell of an event that came after the source. */
  const rest = (size: number): ReadonlyArray<Finding> =>
    marked
      .filter(({ position, erased }) => erased <= position || erased >= size)
      .map(({ position, source }) => ({ _tag: "SourceMissing", position, source }))
  return { watch, rest }
}

/** Compares the growing tree with each checkpoint at its size. */
const checking = ({ sha256 }: PrimitivesService, checkpoints: ReadonlyArray<Checkpoint>) => {
  const ahead = checkpoints.toSorted((left, right) => left.size - right.size)
  let frontier = emptyFrontier
  let agreed = 0
  let reported = false
  const compare = (): ReadonlyArray<Finding> => {
    const found: Array<Finding> = []
    while (ahead[0]?.size === frontier.size) {
      const trusted = ahead.shift()
      if (trusted === undefined) break
      if (equal(trusted.root, root(sha256, frontier))) {
        agreed = trusted.size
        reported = false
      } else if (!reported) {
        found.push({ _tag: "HistoryDiffers", from: agreed, to: trusted.size })
        reported = true
      }
    }
    return found
  }
  return {
    compare,
    grow: (leaf: Uint8Array): ReadonlyArray<Finding> => {
      frontier = append(sha256, frontier, leafHash(sha256, leaf))
      return compare()
    },
    /** Checkpoints over more events than there are. */
    rest: (): ReadonlyArray<Finding> => {
      const [next] = ahead
      return next === undefined || reported ? [] : [{ _tag: "HistoryDiffers", from: agreed, to: next.size }]
    }
  }
}

/** Positions in the order in which they came: where some are missing, stand twice, or came in another order. */
const placing = (came: ReadonlyArray<number>, size: number): ReadonlyArray<Finding> => {
  const inOrder = came.toSorted((left, right) => left - right)
  const found: Array<Finding> = []
  let next = 0
  for (const [index, position] of inOrder.entries()) {
    if (position > next) found.push({ _tag: "Missing", from: next, to: position })
    if (position < next && position !== inOrder[index - 2]) found.push({ _tag: "Repeated", position })
    next = position + 1
  }
  if (next < size) found.push({ _tag: "Missing", from: next, to: size })
  // A block is complete where what came so far is what should have come so far.
  let start = 0
  let highest = -1
  for (const [index, position] of came.entries()) {
    highest = Math.max(highest, position)
    if (inOrder[index] !== highest) continue
    const first = inOrder[start]
    if (start < index && first !== undefined && came.slice(start, index + 1).some((at, i) => at !== inOrder[start + i]))
      found.push({ _tag: "Reordered", from: first, to: highest + 1 })
    start = index + 1
  }
  return found
}

/** Neighbours that are displaced alike are one finding. */
const displaced = (
  leaves: ReadonlyArray<{ readonly position: number; readonly by: number }>
): ReadonlyArray<Finding> => {
  const found: Array<Extract<Finding, { _tag: "LeafMisplaced" }>> = []
  for (const { position, by } of leaves) {
    const last = found.at(-1)
    if (last !== undefined && last.to === position && last.by === by) found.splice(-1, 1, { ...last, to: position + 1 })
    else found.push({ _tag: "LeafMisplaced", from: position, to: position + 1, by })
  }
  return found
}

/**
 * Holds every stored event of a ledger, from position 0 on, against its leaf, its neighbours and the trusted checkpoints.
 * An empty list means: nothing was changed, removed, inserted or moved up to the largest checkpoint, and what stands
 * after it is whole in itself. Texts, names and sources that were erased are no findings; `isNote` tells what is no damage.
 * Pure; reads the events once.
 *
 * @example
 * verify(primitives, stored, { checkpoints: [{ size: 3, root: kept }] })
 */
export const verify = (
  primitives: PrimitivesService,
  events: Iterable<StoredEvent>,
  { checkpoints, persons = [], sources }: Trusted
): ReadonlyArray<Finding> => {
  const tree = checking(primitives, checkpoints)
  const vault = names(primitives, new Map([...persons].map((entry) => [entry.person, entry])))
  const documents = originals(primitives, sources)
  const watches = [
    spelling(primitives),
    commitments(primitives),
    versions(),
    eventIds(),
    recording(),
    claims(),
    vault.watch,
    documents.watch
  ]
  const found: Array<Finding> = [...tree.compare()]
  const came: Array<number> = []
  const elsewhere: Array<{ readonly position: number; readonly by: number }> = []
  for (const stored of events) {
    const { position } = stored
    const leaf = Option.getOrNull(Result.getSuccess(readLeaf(primitives, stored.leaf)))
    if (came.length === 0 && leaf?.type !== "LedgerOpened") found.push({ _tag: "NotOpened", position })
    came.push(position)
    if (leaf === null) found.push({ _tag: "LeafUnreadable", position })
    else {
      if (leaf.position !== position) elsewhere.push({ position, by: leaf.position - position })
      found.push(...watches.flatMap((watch) => watch({ position, stored, leaf })))
    }
    found.push(...tree.grow(stored.leaf))
  }
  const largest = checkpoints.reduce((most, { size }) => Math.max(most, size), 0)
  return [
    ...found,
    ...placing(came, largest),
    ...displaced(elsewhere),
    ...tree.rest(),
    ...vault.rest(),
    ...documents.rest(came.length)
  ]
}
