// From the events of a ledger back to everything that became true of it, commit by commit, for a store that has none of it.
import { Effect, Option, Schema, Stream } from "effect"
import { earliest, type PersonId, type Sha256 } from "../kernel/index.ts"
import {
  type Changes,
  CommandId,
  isWhole,
  type Leaf,
  type LedgerName,
  LedgerRestore,
  Primitives,
  type PrimitivesService,
  type SealedEvent,
  type Source,
  type StoredEvent,
  type StreamHead,
  type StreamName,
  type VaultEntry
} from "../ledger/index.ts"
import {
  appendAll,
  type Checkpoint,
  emptyFrontier,
  type Finding,
  inspect,
  isNote,
  leafHash,
  nameErased,
  verification
} from "../proof/index.ts"
import { sourcePath } from "./files.ts"
import { type BundledEvent, FileBroken, type Folder, isPartial, openBundle } from "./reading.ts"
import { beginsCommand } from "./told.ts"

/** The events are not the history that the checkpoint signed, or disagree with themselves. Nothing was written. */
export class HistoryRefused extends Schema.TaggedError<HistoryRefused>()("HistoryRefused", { reason: Schema.String }) {}

/** Something of the ledger was left out of the bundle on purpose; no ledger that is whole can be made of the rest. */
export class BundlePartial extends Schema.TaggedError<BundlePartial>()("BundlePartial", {}) {}

/** What came with some events of a ledger: whole commands, in order. */
export interface Came {
  readonly events: ReadonlyArray<SealedEvent>
  readonly persons: ReadonlyArray<VaultEntry>
  readonly sources: ReadonlyArray<Source>
  /** Sources whose bytes were erased, and the position that their mark tells. */
  readonly eraseSources: Changes["eraseSources"]
}

/**
 * Takes a ledger's events from the first on and answers what each batch made true; `finish` says what disagrees in them, and
 * with the checkpoint. Keeps the streams and the ids of commands in memory.
 */
export const replaying = (primitives: PrimitivesService, checkpoint: Checkpoint) => {
  const { see, finish } = verification(primitives, { checkpoints: [checkpoint] })
  const heads = new Map<StreamName, StreamHead>()
  const nameless = new Set<PersonId>()
  let frontier = emptyFrontier
  let origin = ""
  /** Persons whose names were erased by these events, and the position that their mark tells: that of the command's first event. */
  const unnamed = (events: ReadonlyArray<SealedEvent>, firstOf: (event: SealedEvent) => number) =>
    events.flatMap((event) => {
      if (event.leaf.type !== "NameErased") return []
      const found = nameErased(primitives, event.stored)
      if (found === null || nameless.has(found.person)) return []
      nameless.add(found.person)
      return [{ person: found.person, position: firstOf(event) }]
    })
  return {
    take: ({ events, persons, sources, eraseSources }: Came): Changes | null => {
      const stored = events.map((event) => event.stored)
      see(inspect(primitives, stored))
      const streams = new Map<StreamName, StreamHead>()
      const commands = new Map<CommandId, Changes["commands"][number]>()
      for (const [at, { leaf, stored: kept }] of events.entries()) {
        const { stream, version, position, type } = leaf
        const start = earliest(leaf.occurredAt)
        const floor = heads.get(stream)?.floor
        const moved = { version, floor: floor !== undefined && floor > start ? floor : start }
        heads.set(stream, moved)
        streams.set(stream, moved)
        // The event that opens a ledger is none that was asked for.
        if (position === 0 && type === "LedgerOpened" && events[at + 1] !== undefined) {
          origin = stream.slice("ledger/".length)
          continue
        }
        const id = CommandId.make(leaf.commandId)
        const known = commands.get(id)
        commands.set(
          id,
          known === undefined
            ? { id, commitment: leaf.commandDigest, salt: kept.commandSalt, first: position, count: 1 }
            : { ...known, count: known.count + 1 }
        )
      }
      frontier = appendAll(
        primitives.sha256,
        frontier,
        stored.map(({ leaf }) => leafHash(primitives.sha256, leaf))
      )
      const recordedAt = events.at(-1)?.leaf.recordedAt
      if (recordedAt === undefined) return null
      const erasePersons = unnamed(
        events,
        ({ leaf }) => commands.get(CommandId.make(leaf.commandId))?.first ?? leaf.position
      )
      return {
        head: { origin, frontier, recordedAt },
        events,
        streams,
        commands: [...commands.values()],
        // What is left of an erased name is the mark: an entry that says nothing makes room for it.
        persons: [...persons, ...erasePersons.map(({ person }) => ({ person, name: "", salt: new Uint8Array() }))],
        eraseTexts: [],
        sources,
        eraseSources,
        erasePersons
      }
    },
    finish: (): ReadonlyArray<Finding> => finish().findings.filter((finding) => !isNote(finding))
  }
}

/** Events that a commit of a restore has at least. */
const BATCH = 512

/**
 * Restores a ledger from a bundle: the same bytes, the same root and origin, and the same answers to commands that are asked
 * again. `checkpoint` is that of the bundle, verified. Everything is checked once more before anything becomes visible.
 */
export const restoreBundle = Effect.fnUntraced(function* (
  ledger: LedgerName,
  folder: Folder,
  checkpoint: Checkpoint,
  progress: (done: number, size: number) => Effect.Effect<void> = () => Effect.void
) {
  const primitives = yield* Primitives
  const { restore } = yield* LedgerRestore
  // What stands beside the events is known once all of them were read: this is the first of two readings.
  const bundle = yield* openBundle(folder)
  const firstOf = new Map<number, number>()
  let first = 0
  let before: Leaf | undefined
  for (const pack of bundle.packs)
    for (const { leaf } of yield* bundle.events(pack)) {
      if (beginsCommand(leaf, before)) first = leaf.position
      if (leaf.type === "ErasureCarriedOut") firstOf.set(leaf.position, first)
      before = leaf
    }
  const beside = yield* bundle.finish
  const [fault] = bundle.faults
  if (fault !== undefined) return yield* fault
  if (isPartial(bundle)) return yield* new BundlePartial()
  const { absences, kept, persons, sources } = beside
  if (kept[0] !== undefined) return yield* new HistoryRefused({ reason: kept[0]._tag })
  const entries = new Map(persons.map(({ position, ...entry }) => [position, entry]))
  const files = new Map(sources.map(({ position, source }) => [position, source]))
  const marks = absences.flatMap((one) =>
    one.what === "source" ? [{ hash: one.hash, position: firstOf.get(one.erasedBy) ?? one.erasedBy }] : []
  )
  const again = yield* openBundle(folder)
  const { take, finish } = replaying(primitives, checkpoint)

  const readSource = Effect.fnUntraced(function* (hash: Sha256) {
    const bytes = yield* folder.read(sourcePath(hash))
    const source: Source = { hash, bytes: bytes ?? new Uint8Array() }
    return isWhole(primitives, source) ? source : yield* new FileBroken({ path: sourcePath(hash), reason: "differs" })
  })

  /** What came with events; the marks of what was erased come with the first of them. */
  const cameWith = Effect.fnUntraced(function* (events: ReadonlyArray<SealedEvent>, isFirst: boolean) {
    const positions = events.map(({ leaf }) => leaf.position)
    const brought: Array<Source> = isFirst ? marks.map(({ hash }) => ({ hash, bytes: new Uint8Array() })) : []
    for (const position of positions) {
      const hash = files.get(position)
      if (hash !== undefined) brought.push(yield* readSource(hash))
    }
    const came: Came = {
      events,
      persons: positions.flatMap((position) => entries.get(position) ?? []),
      sources: brought,
      eraseSources: isFirst ? marks : []
    }
    return came
  })

  const sealed = ({ leaf, shown: { read: _, facts, ...rest } }: BundledEvent): ReadonlyArray<SealedEvent> => {
    if (facts === null) return []
    const stored: StoredEvent = { ...rest, facts }
    return [{ leaf, stored }]
  }

  interface Place {
    readonly pack: number
    /** Events that wait for the rest of their command. */
    readonly held: ReadonlyArray<SealedEvent>
    readonly isFirst: boolean
  }
  const changes = Stream.paginate({ pack: 0, held: [], isFirst: true } as Place, (place: Place) =>
    Effect.gen(function* () {
      let { pack } = place
      const held = [...place.held]
      const batches: Array<Changes> = []
      const isFull = () => held.length > BATCH && held[0]?.leaf.commandId !== held.at(-1)?.leaf.commandId
      for (let tile = again.packs[pack]; tile !== undefined && !isFull(); tile = again.packs[pack]) {
        held.push(...(yield* again.events(tile)).flatMap(sealed))
        pack += 1
      }
      const isLast = pack >= again.packs.length
      const last = held.at(-1)?.leaf.commandId
      const cut = isLast ? held.length : held.findLastIndex(({ leaf }) => leaf.commandId !== last) + 1
      const whole = held.splice(0, cut)
      const change = take(yield* cameWith(whole, place.isFirst))
      if (change !== null) batches.push(change)
      yield* progress((whole.at(-1)?.leaf.position ?? -1) + 1, bundle.size)
      if (!isLast) return [batches, Option.some<Place>({ pack, held, isFirst: false })] as const
      const [finding] = finish()
      if (finding !== undefined) return yield* new HistoryRefused({ reason: finding._tag })
      return [batches, Option.none<Place>()] as const
    })
  )
  yield* restore(ledger, changes)
  return { size: bundle.size, absences }
})
