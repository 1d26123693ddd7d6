// Reading a bundle: its events pack by pack, with everything beside them held against what the leaves commit to.
import { Effect, Result, Schema } from "effect"
import type { Classification, PersonId, Sha256 } from "../kernel/index.ts"
import {
  commitmentOf,
  type Leaf,
  type Part,
  Primitives,
  type PrimitivesService,
  partOf,
  type VaultEntry
} from "../ledger/index.ts"
import {
  decodeEntryBundle,
  entryBundlesOf,
  type Finding,
  nameEntered,
  numberSize,
  parseCheckpoint,
  readLeaf,
  readPart,
  type ShownEvent,
  type SignedTreeHead,
  type Tile,
  tilePath
} from "../proof/index.ts"
import {
  type Absence,
  CHECKPOINT,
  KINDS,
  LEFT_OUT,
  type LeftOut,
  packPath,
  parseCommitted,
  parseLeftOut,
  parseSalts,
  SALTS,
  sourcePath
} from "./files.ts"
import { absencesOf, beginsCommand, telling } from "./told.ts"

/** What is there could not be read, for a reason outside of it. */
export class FolderUnreadable extends Schema.TaggedError<FolderUnreadable>()("FolderUnreadable", {
  path: Schema.String
}) {}

/** A folder of files. */
export interface Folder {
  /** Every file in it, by its path with slashes; what is no regular file among them. */
  readonly list: Effect.Effect<ReadonlyArray<string>, FolderUnreadable>
  /** Null where there is no regular file: a link is none. */
  readonly read: (path: string) => Effect.Effect<Uint8Array | null, FolderUnreadable>
}

/** A file of a bundle is not what it must be: missing, one that has no place there, misshapen, or other than its ledger says. */
export class FileBroken extends Schema.TaggedError<FileBroken>()("FileBroken", {
  path: Schema.String,
  reason: Schema.Literals(["missing", "unexpected", "misshapen", "differs"])
}) {}

/** A payload is not there, no event says that it was erased, and its classification is no reason. */
export class PayloadMissing extends Schema.TaggedError<PayloadMissing>()("PayloadMissing", {
  what: Schema.Literals(["facts", "texts", "source", "name"]),
  position: Schema.Int
}) {}

/** An event as a bundle shows it. */
export interface BundledEvent {
  readonly leaf: Leaf
  readonly shown: ShownEvent
}

/** A bundle that is being read. */
export interface OpenBundle {
  readonly signed: SignedTreeHead
  /** The signed note's bytes as they stand in the file. */
  readonly note: string
  readonly size: number
  /** What may be absent: what was declared, or all that can be declared where nobody can read that. */
  readonly kinds: LeftOut["kinds"]
  /** One for each bundle of entries. */
  readonly packs: ReadonlyArray<Tile>
  readonly events: (
    pack: Tile
  ) => Effect.Effect<ReadonlyArray<BundledEvent>, FolderUnreadable | FileBroken | PayloadMissing>
  /**
   * Once all packs were read: whether what is not there may be absent, whether sources are those spoken of, and among the faults
   * whether there is a line for each salt. That a salt is one, and missing by right, `verification` looks at.
   */
  readonly finish: Effect.Effect<Beside, FolderUnreadable | FileBroken | PayloadMissing>
  /** Every file that belongs to it, as far as it was read; others may be added. */
  readonly known: Set<string>
  /** Broken files without which it is read on, found so far. */
  readonly faults: ReadonlyArray<FileBroken>
}

/** What a bundle holds beside its events. */
export interface Beside {
  readonly absences: ReadonlyArray<Absence>
  /** Sources and names that are there although events say that they were erased; texts and salts `verification` finds. */
  readonly kept: ReadonlyArray<Finding>
  /** Names that are not there, being left out. */
  readonly namesLeftOut: number
  readonly persons: ReadonlyArray<VaultEntry & { readonly position: number }>
  /** Sources that are there, by the first event that names them. */
  readonly sources: ReadonlyArray<{ readonly position: number; readonly source: Sha256 }>
}

const decodeName = Schema.decodeUnknownOption(Schema.String)

/** Opens a folder as a bundle. A signature is not looked at. */
export const openBundle = Effect.fnUntraced(function* (
  folder: Folder
): Effect.fn.Return<OpenBundle, FolderUnreadable | FileBroken, Primitives> {
  const primitives: PrimitivesService = yield* Primitives
  const { decode, sha256Hex } = primitives
  const known = new Set<string>()
  const broken = (path: string, reason: FileBroken["reason"]) => new FileBroken({ path, reason })
  const read = Effect.fnUntraced(function* (path: string) {
    known.add(path)
    const bytes = yield* folder.read(path)
    return bytes ?? (yield* broken(path, "missing"))
  })
  const parsed = <A>(path: string, bytes: Uint8Array, parse: (text: string) => Result.Result<A, unknown>) =>
    Result.try(() => decode(bytes)).pipe(
      Result.flatMap(parse),
      Result.mapError(() => broken(path, "misshapen")),
      Effect.fromResult
    )
  const readAs = <A>(path: string, parse: (text: string) => Result.Result<A, unknown>) =>
    Effect.flatMap(read(path), (bytes) => parsed(path, bytes, parse))

  const note = yield* readAs(CHECKPOINT, (text) => Result.succeed(text))
  const signed = yield* readAs(CHECKPOINT, parseCheckpoint)
  const size = numberSize(signed.head.size) ?? 0
  if (size === 0) return yield* broken(CHECKPOINT, "misshapen")
  const faults: Array<FileBroken> = []
  const orNull = <A>(reading: Effect.Effect<A, FolderUnreadable | FileBroken>) =>
    reading.pipe(
      Effect.catchTag("FileBroken", (fault) => {
        faults.push(fault)
        return Effect.succeed(null)
      })
    )
  const leftOut = yield* orNull(readAs(LEFT_OUT, parseLeftOut))
  const kinds = leftOut?.kinds ?? new Set(KINDS)
  const salts = yield* orNull(
    Effect.gen(function* () {
      const bytes = yield* read(SALTS)
      const lines = yield* parsed(SALTS, bytes, parseSalts)
      if (leftOut !== null && sha256Hex(bytes) !== leftOut.salts) return yield* broken(SALTS, "differs")
      return lines
    })
  )
  const told = telling(primitives)
  const missing: Array<{ readonly what: "facts" | "texts"; readonly position: number }> = []
  const classes = new Map<number, Classification>()
  const persons: Array<Beside["persons"][number]> = []
  const nameless: Array<{ readonly position: number; readonly person: PersonId }> = []
  let commands = 0
  let before: Leaf | undefined

  const events = Effect.fnUntraced(function* (pack: Tile) {
    const path = tilePath(pack)
    const entriesOf = decodeEntryBundle(yield* read(path), pack.width)
    if (Result.isFailure(entriesOf)) return yield* broken(path, "misshapen")
    const payloads = yield* readAs(packPath(pack), parseCommitted)
    let next = 0
    const take = (hash: string | null): Part | null => {
      const line = hash === null ? undefined : payloads[next]
      if (line === undefined || line.hash !== hash) return null
      next += 1
      return partOf(line.bytes)
    }
    const found: Array<BundledEvent> = []
    for (const [at, bytes] of entriesOf.success.entries()) {
      const position = pack.index * 256 + at
      const read = readLeaf(primitives, bytes)
      if (read === null) return yield* broken(path, "misshapen")
      const { leaf } = read
      const facts = take(leaf.facts)
      const texts = take(leaf.texts)
      if (facts === null) missing.push({ what: "facts", position })
      else told.see({ position, type: leaf.type }, facts)
      if (texts === null && leaf.texts !== null) missing.push({ what: "texts", position })
      if (facts === null || (texts === null && leaf.texts !== null)) classes.set(position, leaf.classification)
      const entered = leaf.type === "PersonEntered" && facts !== null ? nameEntered(primitives, { facts }) : null
      if (entered !== null) {
        const { person, name: hash } = entered
        const part = take(hash)
        const name = part === null ? null : readPart(primitives, part, decodeName)
        if (part === null) nameless.push({ position, person })
        else if (name === null || commitmentOf(primitives, part) !== hash)
          return yield* broken(packPath(pack), "differs")
        else persons.push({ position, person, name, salt: part.salt })
      }
      const begins = beginsCommand(leaf, before)
      const commandSalt = begins ? (salts?.[commands] ?? null) : null
      if (begins) commands += 1
      before = leaf
      found.push({ leaf, shown: { position, leaf: bytes, facts, texts, commandSalt, read } })
    }
    return next === payloads.length ? found : yield* broken(packPath(pack), "differs")
  })

  const finish = Effect.gen(function* () {
    if (salts !== null && leftOut !== null && salts.length !== (isPartial({ kinds }) ? 0 : commands))
      faults.push(broken(SALTS, "differs"))
    const absences = [...absencesOf(missing, told)]
    const kept: Array<Finding> = []
    let namesLeftOut = 0
    for (const absence of absences) {
      if (absence.what === "source" || absence.erasedBy !== null) continue
      const classification = classes.get(absence.position) ?? "ordinary"
      if (!kinds.has(classification))
        return yield* new PayloadMissing({ what: absence.what, position: absence.position })
    }
    for (const { position, person } of nameless) {
      const erasedBy = told.erasedName(person)
      if (erasedBy !== null) absences.push({ what: "name", position, person, erasedBy })
      else if (!kinds.has("names")) return yield* new PayloadMissing({ what: "name", position })
      else namesLeftOut += 1
    }
    for (const { position, person } of persons) {
      const erased = told.erasedName(person)
      if (erased !== null) kept.push({ _tag: "NameKept", position, person, erased })
    }
    const there: Array<Beside["sources"][number]> = []
    for (const { position, source, kept: came } of told.sources()) {
      const path = sourcePath(source)
      const bytes = yield* folder.read(path)
      const erasedBy = told.erasedSource(source)
      if (bytes !== null) {
        known.add(path)
        if (sha256Hex(bytes) !== source) return yield* broken(path, "differs")
        there.push({ position, source })
        if (erasedBy !== null) kept.push({ _tag: "SourceKept", position, source, erased: erasedBy })
      } else if (erasedBy !== null) absences.push({ what: "source", hash: source, erasedBy })
      else if (came) return yield* new PayloadMissing({ what: "source", position })
    }
    return { absences, kept, namesLeftOut, persons, sources: there }
  })

  return { signed, note, size, kinds, packs: entryBundlesOf(size), events, finish, known, faults }
})

/** Whether anything was left out on purpose. */
export const isPartial = ({ kinds }: Pick<OpenBundle, "kinds">): boolean => kinds.size > 0
