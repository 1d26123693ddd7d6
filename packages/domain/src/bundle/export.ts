// Writing a bundle: a ledger up to its newest checkpoint, in files that a stranger can check and another store can take.
import { Effect, Schema } from "effect"
import { Attestation, LedgerOrigin } from "../attestation/index.ts"
import type { Classification, PersonId } from "../kernel/index.ts"
import {
  checkedSalt,
  EventStore,
  type Leaf,
  type LedgerName,
  load,
  Primitives,
  type StoredEvent,
  StoreIndex,
  salted
} from "../ledger/index.ts"
import {
  appendAll,
  commandSalts,
  emptyFrontier,
  encodeEntryBundle,
  equal,
  fromHex,
  inspect,
  leafHashesOf,
  nameEntered,
  parseCheckpoint,
  readLeaf,
  root,
  StoredTreeDiffers,
  TILE_WIDTH,
  tilePath,
  tiling
} from "../proof/index.ts"
import {
  type Absence,
  CHECKPOINT,
  checkpointPath,
  formatCommitted,
  formatLeftOut,
  formatSalt,
  isWithheld,
  type Kind,
  kindsLeftOut,
  LEFT_OUT,
  packPath,
  SALTS,
  sourcePath
} from "./files.ts"
import { absencesOf, beginsCommand, telling, withholdsFacts } from "./told.ts"

/** The ledger signed no checkpoint, and so there is nothing to hold a bundle against. Sign one first. */
export class NothingSigned extends Schema.TaggedError<NothingSigned>()("NothingSigned", {}) {}

/**
 * Something is gone, and no event before the checkpoint says that it was erased. Where it was erased since, sign a new
 * checkpoint; otherwise the store is damaged: `verify` says where.
 */
export class GoneUnsaid extends Schema.TaggedError<GoneUnsaid>()("GoneUnsaid", {
  what: Schema.Literals(["facts", "texts", "source", "name", "salt"]),
  position: Schema.Int
}) {}

export interface ExportOptions {
  /** Leaves out the payloads of events of a higher classification; null leaves out none. */
  readonly above: Classification | null
  /** Whether the names of persons come along. */
  readonly names: boolean
  /** Told how many events were written, and of how many. */
  readonly progress?: (done: number, size: number) => Effect.Effect<void>
}

/** What became of an export. */
export interface Exported {
  /** The ledger's random origin. */
  readonly origin: string
  /** Events in the bundle. */
  readonly size: number
  /** 64 hexadecimal digits. */
  readonly root: string
  /** Events that stand behind the checkpoint and are not in it. */
  readonly after: number
  readonly withheld: number
  readonly erased: number
}

/** Bundles that are read from the store at once. */
const PACKS = 16

/** Where a ledger ends for a bundle: its newest checkpoint, and all before it. */
const signedUpTo = Effect.fnUntraced(function* (ledger: LedgerName) {
  const head = yield* (yield* EventStore).head(ledger)
  if (head === null) return yield* new NothingSigned()
  const { state } = yield* load(ledger, Attestation, LedgerOrigin.make(head.origin))
  const newest = state.checkpoints.at(-1)
  if (newest === undefined) return yield* new NothingSigned()
  yield* Effect.fromResult(parseCheckpoint(newest.note))
  return { origin: head.origin, checkpoints: state.checkpoints, newest, after: head.frontier.size - newest.size }
})

/**
 * Hands the files of a bundle to `write`, by their paths in it. Every leaf is read back and hashed; the tree must be the one
 * that the newest checkpoint signed.
 */
export const exportLedger = Effect.fnUntraced(function* <E, R>(
  ledger: LedgerName,
  { above, names, progress = () => Effect.void }: ExportOptions,
  write: (path: string, bytes: Uint8Array) => Effect.Effect<void, E, R>
) {
  const primitives = yield* Primitives
  const { encode, sha256, sha256Hex } = primitives
  const store = yield* EventStore
  const { origin, checkpoints, newest, after } = yield* signedUpTo(ledger)
  const { size } = newest
  const kinds = kindsLeftOut(above, names)
  const vault = new Map(
    ((names ? yield* (yield* StoreIndex).read(ledger) : null)?.persons ?? []).map(({ person, name, salt }) => [
      person,
      salted({ salt, bytes: primitives.canonical(name) })
    ])
  )
  const told = telling(primitives)
  const tree = tiling(sha256)
  const missing: Array<{ readonly what: "facts" | "texts"; readonly position: number }> = []
  /** Texts and names that the store itself does not hold. */
  const gone = new Set<number>()
  const nameless: Array<{ readonly position: number; readonly person: PersonId }> = []
  const leftOut = new Set<Kind>()
  /** Of each command, in order; older programs stored them without the check. */
  const salts: Array<Uint8Array | null> = []
  const asked = commandSalts(true)
  let misplaced = false
  let before: Leaf | undefined
  let frontier = emptyFrontier

  const packOf = (events: ReadonlyArray<readonly [StoredEvent, Leaf]>): string => {
    const lines: Array<string> = []
    for (const [{ position, facts, texts, commandSalt: salt }, leaf] of events) {
      const { classification, type } = leaf
      const hidden = kinds.has(classification)
      if (beginsCommand(leaf, before)) salts.push(salt === null ? null : checkedSalt(primitives, salt))
      before = leaf
      const withheld = withholdsFacts(leaf, kinds)
      if (withheld || (hidden && texts !== null)) leftOut.add(classification)
      if (withheld) missing.push({ what: "facts", position })
      else {
        lines.push(formatCommitted({ hash: leaf.facts, bytes: salted(facts) }))
        told.see({ position, type }, facts)
      }
      if (texts !== null && leaf.texts !== null && !hidden)
        lines.push(formatCommitted({ hash: leaf.texts, bytes: salted(texts) }))
      else if (leaf.texts !== null) missing.push({ what: "texts", position })
      if (texts === null && leaf.texts !== null) gone.add(position)
      const entered = type === "PersonEntered" && !hidden ? nameEntered(primitives, { facts }) : null
      if (entered === null) continue
      const bytes = vault.get(entered.person)
      if (bytes === undefined || sha256Hex(bytes) !== entered.name) nameless.push({ position, person: entered.person })
      else lines.push(formatCommitted({ hash: entered.name, bytes }))
    }
    return lines.join("")
  }

  for (const { size: signed, note } of checkpoints) yield* write(checkpointPath(signed), encode(note))
  yield* write(CHECKPOINT, encode(newest.note))
  for (let from = 0; from < size; from += PACKS * TILE_WIDTH) {
    const events = yield* store.readLedger(ledger, from, Math.min(PACKS * TILE_WIDTH, size - from))
    const shown = events.map((event) => ({ ...event, read: readLeaf(primitives, event.leaf) }))
    const segment = inspect(primitives, shown)
    if (events.length < Math.min(PACKS * TILE_WIDTH, size - from) || segment.findings.length > 0)
      return yield* new StoredTreeDiffers({ size })
    for (const sighting of segment.sightings) misplaced ||= sighting !== null && asked.watch(sighting) !== undefined
    const hashes = leafHashesOf(segment)
    frontier = appendAll(sha256, frontier, hashes)
    for (const hash of hashes)
      for (const { bytes, ...tile } of tree.add(hash)) yield* write(tilePath({ ...tile }), bytes)
    for (let at = 0; at < events.length; at += TILE_WIDTH) {
      const some = shown.slice(at, at + TILE_WIDTH)
      const place = { level: "entries", index: (from + at) / TILE_WIDTH, width: some.length } as const
      yield* write(tilePath(place), yield* Effect.fromResult(encodeEntryBundle(some.map(({ leaf }) => leaf))))
      const pairs = some.flatMap((event) => (event.read === null ? [] : [[event, event.read.leaf] as const]))
      yield* write(packPath(place), encode(packOf(pairs)))
    }
    yield* progress(from + events.length, size)
  }
  for (const { bytes, ...tile } of tree.rest()) yield* write(tilePath(tile), bytes)
  const stored = root(sha256, frontier)
  if (!equal(stored, fromHex(newest.root))) return yield* new StoredTreeDiffers({ size })

  const absences: Array<Absence> = [...absencesOf(missing, told)]
  for (const position of gone)
    if (told.erasedTexts(position) === null) return yield* new GoneUnsaid({ what: "texts", position })
  for (const { position, person } of nameless) {
    const erasedBy = told.erasedName(person)
    if (erasedBy !== null) absences.push({ what: "name", position, person, erasedBy })
    else if (names) return yield* new GoneUnsaid({ what: "name", position })
    else leftOut.add("names")
  }
  for (const { position, source, kept } of told.sources()) {
    const held = yield* store.source(ledger, source)
    const erasedBy = told.erasedSource(source)
    if (held._tag === "Kept") yield* write(sourcePath(source), held.bytes)
    else if (erasedBy !== null) absences.push({ what: "source", hash: source, erasedBy })
    else if (kept) return yield* new GoneUnsaid({ what: "source", position })
  }
  const isWhole = leftOut.size === 0
  if (isWhole && misplaced) return yield* new StoredTreeDiffers({ size })
  const [bare] = isWhole ? asked.rest(told.namesErased()) : []
  if (bare !== undefined) return yield* new GoneUnsaid({ what: "salt", position: bare.position })
  const saltLines = encode(isWhole ? salts.map(formatSalt).join("") : "")
  yield* write(SALTS, saltLines)
  yield* write(LEFT_OUT, encode(formatLeftOut({ salts: sha256Hex(saltLines), kinds: leftOut })))
  const exported: Exported = {
    origin,
    size,
    root: newest.root,
    after,
    withheld: absences.filter(isWithheld).length,
    erased: absences.filter(({ erasedBy }) => erasedBy !== null).length
  }
  return exported
})
