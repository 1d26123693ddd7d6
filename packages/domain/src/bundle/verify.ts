// Whether a bundle is what its ledger signed: its tree, its payloads, its checkpoints and keys, and nothing else in the folder.
import { Effect, Result } from "effect"
import {
  type AttestationFinding,
  attestationEvents,
  attested,
  type Bounds,
  bounded,
  type CheckToken
} from "../attestation/index.ts"
import { instantOf, millisOf } from "../kernel/index.ts"
import { codec, hex, open, Primitives, type RecordedEvent } from "../ledger/index.ts"
import {
  byPosition,
  type Checkpoint,
  equal,
  type Finding,
  inspect,
  isNote,
  leafHashesOf,
  numberSize,
  originLine,
  parseCheckpoint,
  parseVerifierKey,
  root,
  type SigningPlatform,
  saltsBesideNames,
  tilePath,
  tiling,
  verification,
  verifyNote
} from "../proof/index.ts"
import { CHECKPOINT, COMPANIONS, checkpointPath, isWithheld, type Kind, LEFT_OUT } from "./files.ts"
import {
  type Beside,
  type BundledEvent,
  FileBroken,
  type Folder,
  type FolderUnreadable,
  isPartial,
  openBundle,
  type PayloadMissing
} from "./reading.ts"

/** The key that was expected, or the last one that the ledger adopted, did not sign the checkpoint. */
export interface CheckpointForged {
  readonly _tag: "CheckpointForged"
  readonly path: string
}

/** The key that was expected spoke for the ledger before, and gave that up: `key` is the verifier key of the one that signed. */
export interface KeyGivenUp {
  readonly _tag: "KeyGivenUp"
  readonly key: string
}

export type BundleFinding = Finding | AttestationFinding | FileBroken | PayloadMissing | CheckpointForged | KeyGivenUp

export interface BundleOptions {
  readonly platform: SigningPlatform
  /** The verifier key that must have signed, as somebody else told it; null takes the bundle's own word. */
  readonly key: string | null
  /** Checkpoints that were kept elsewhere. */
  readonly seen: ReadonlyArray<Checkpoint>
  readonly knows: (type: string, schemaVersion: number) => boolean
  /** Checks the tokens that the ledger recorded; left out, none is looked at. */
  readonly check?: CheckToken | null
  /** Told how many events were looked at, and of how many. */
  readonly progress?: (done: number, size: number) => Effect.Effect<void>
}

export interface BundleVerdict extends Omit<Bounds, "findings"> {
  /** Where there are none, nothing disagrees. Files first; the others as in an audit. */
  readonly findings: ReadonlyArray<BundleFinding>
  /** Of the checkpoint: the origin line, the number of events, and the root in hexadecimal digits. */
  readonly origin: string
  readonly size: number
  readonly root: string
  /** The verifier key that signed; null where none did. */
  readonly key: string | null
  /** Sizes of older checkpoints, rightly signed. */
  readonly checkpoints: ReadonlyArray<number>
  readonly withheld: number
  /** Names of persons that are not there, and not erased. */
  readonly namesLeftOut: number
  readonly erased: number
  /** What the exporter, or whoever passed the bundle on, says was left out: classifications, and `names`. */
  readonly leftOut: ReadonlyArray<Kind>
  /** Whether something was left out on purpose, so that no full ledger can be made of it. */
  readonly partial: boolean
}

const { decode } = codec(attestationEvents)
const OWN: ReadonlySet<string> = new Set(Object.keys(attestationEvents))
/** Bundles of entries that are looked at together: of commands that go over their ends less has to be looked up. */
const PACKS = 4
/** What is found where events are missing, or one that is still to come would explain it. */
const OF_ALL: ReadonlySet<string> = new Set(["Missing", "HistoryDiffers", "SaltMissing", "TextsMissing"])

/** What is found of salts, which says nothing where the file of them, or what says which they are, is broken. */
const OF_SALTS: ReadonlySet<string> = new Set(["SaltMissing", "SaltDiffers", "SaltKept"])

/** Files that nothing in the bundle speaks of, or that are spoken of and not there. */
const strangers = (listed: ReadonlyArray<string>, known: ReadonlySet<string>): ReadonlyArray<FileBroken> =>
  listed.filter((path) => !known.has(path)).map((path) => new FileBroken({ path, reason: "unexpected" }))

/** Holds a bundle against itself, against the key and against checkpoints that were kept elsewhere. Reads each file once; events before the erasure of a name twice. */
export const verifyBundle = Effect.fnUntraced(function* (
  folder: Folder,
  { platform, key, seen, knows, check = null, progress = () => Effect.void }: BundleOptions
): Effect.fn.Return<BundleVerdict, FolderUnreadable | FileBroken, Primitives> {
  const primitives = yield* Primitives
  const { sha256 } = primitives
  const bundle = yield* openBundle(folder)
  const { head, note } = bundle.signed
  const { size, known } = bundle
  const findings: Array<BundleFinding> = []
  const older: Array<Checkpoint & { readonly note: string; readonly path: string }> = []
  const listed = yield* folder.list
  for (const path of listed.filter((one) => one.startsWith("checkpoints/"))) {
    const bytes = yield* folder.read(path)
    const parsed = Result.flatMap(
      Result.try(() => primitives.decode(bytes ?? new Uint8Array())),
      (text) => Result.map(parseCheckpoint(text), (signed) => ({ ...signed, text }))
    )
    const at = Result.isSuccess(parsed) ? numberSize(parsed.success.head.size) : undefined
    if (Result.isFailure(parsed) || at === undefined || path !== checkpointPath(at))
      findings.push(new FileBroken({ path, reason: "misshapen" }))
    else older.push({ size: at, root: parsed.success.head.root, note: parsed.success.text, path })
  }

  const tree = tiling(sha256)
  const compare = Effect.fnUntraced(function* (tiles: ReturnType<typeof tree.add>) {
    for (const { bytes, ...tile } of tiles) {
      const path = tilePath(tile)
      known.add(path)
      const there = yield* folder.read(path)
      if (there === null || !equal(there, bytes))
        findings.push(new FileBroken({ path, reason: there === null ? "missing" : "differs" }))
    }
  })
  const signedHead = { size, root: head.root }
  const { see, finish, ...salted } = verification(primitives, {
    checkpoints: seen,
    recorded: [...older, signedHead],
    knows,
    complete: !isPartial(bundle)
  })
  const own: Array<RecordedEvent> = []
  /** When each event says that it was recorded, in milliseconds. */
  const times: Array<number> = []
  let beside: Beside | undefined
  /** Where a file stops the walk, nothing is said of what was not reached. */
  let isWalked = false
  let waiting: Array<BundledEvent> = []
  const look = Effect.fnUntraced(function* () {
    const events = waiting
    waiting = []
    const segment = inspect(
      primitives,
      events.map(({ shown }) => shown)
    )
    see(segment)
    yield* compare(leafHashesOf(segment).flatMap(tree.add))
    for (const { leaf, shown } of events) {
      times.push(millisOf(leaf.recordedAt))
      if (!OWN.has(leaf.type) || shown.facts === null) continue
      const read = open(primitives, { ...shown, facts: shown.facts })
      if (Result.isSuccess(read)) own.push(read.success)
    }
  })
  const walk = Effect.gen(function* () {
    for (const [nth, pack] of bundle.packs.entries()) {
      waiting.push(...(yield* bundle.events(pack).pipe(Effect.tapError(look))))
      if (nth % PACKS === PACKS - 1) yield* look()
      yield* progress(pack.index * 256 + pack.width, size)
    }
    yield* look()
    isWalked = true
    yield* compare(tree.rest())
    beside = yield* bundle.finish
    if (isPartial(bundle) || bundle.faults.length > 0) return
    const besideNames = saltsBesideNames(primitives, salted)
    const pages = bundle.packs.filter(({ index }) => index * 256 < besideNames.end)
    if (pages.length === 0) return
    const again = yield* openBundle(folder)
    for (const pack of pages) for (const { shown } of yield* again.events(pack)) besideNames.see(shown)
    findings.push(...besideNames.found())
  })
  yield* walk.pipe(
    Effect.catchTag("FileBroken", (broken) => Effect.sync(() => findings.push(broken))),
    Effect.catchTag("PayloadMissing", (missing) => Effect.sync(() => findings.push(missing)))
  )
  const verdict = finish()
  findings.push(...bundle.faults)
  const isSalted = bundle.faults.length === 0
  findings.push(
    ...verdict.findings.filter(
      (finding) =>
        !isNote(finding) && (isWalked || !OF_ALL.has(finding._tag)) && (isSalted || !OF_SALTS.has(finding._tag))
    ),
    ...(beside?.kept ?? [])
  )

  const [opened] = own
  const origin = opened?.stream.slice("ledger/".length) ?? ""
  if (isWalked && head.origin !== originLine(origin)) findings.push({ _tag: "CheckpointForged", path: CHECKPOINT })
  const stated = own.flatMap((recorded) =>
    recorded.stream !== opened?.stream
      ? []
      : Result.match(decode(recorded), {
          onFailure: () => [],
          onSuccess: (event) => [{ position: recorded.position, event }]
        })
  )
  const said = attested(platform, origin, stated)
  /** Whether each checkpoint that was recorded over so many events is the one in the file that was held against the tree. */
  const isHeld = (count: number): boolean => {
    const file = older.find((one) => one.size === count)
    return said.checkpoints.every((one) => one.size !== count || (file !== undefined && hex(file.root) === one.root))
  }
  const bounds =
    check === null
      ? undefined
      : yield* bounded(check, said.checkpoints, stated, {
          size: times.length,
          agreeing: new Set([...verdict.agreeing].filter(isHeld)),
          recordedAt: (position) => {
            const time = times[position]
            return Effect.succeed(time === undefined ? null : instantOf(time))
          }
        })
  findings.push(...said.findings, ...(bounds?.findings ?? []))
  const last = said.keys.at(-1)
  const signer = Result.flatMap(parseVerifierKey(platform, last ?? ""), (one) => verifyNote(platform, note, [one]))
  const isSigned = Result.isSuccess(signer)
  const isGiven = key === null || key === last
  if (isWalked && isSigned && last !== undefined && !isGiven && said.keys.includes(key))
    findings.push({ _tag: "KeyGivenUp", key: last })
  else if (isWalked && !(isSigned && isGiven)) findings.push({ _tag: "CheckpointForged", path: CHECKPOINT })
  // A checkpoint is recorded after what it counts: the newest of them is the bundle's own.
  const recorded = new Map(
    stated.flatMap(({ event }) => (event._tag === "CheckpointSigned" ? [[event.size, event.note] as const] : []))
  )
  recorded.set(size, bundle.note)
  for (const [at, text] of recorded) {
    const path = checkpointPath(at)
    known.add(path)
    const there = older.find((one) => one.path === path)
    if (there?.note !== text)
      findings.push(new FileBroken({ path, reason: there === undefined ? "missing" : "differs" }))
  }
  for (const path of COMPANIONS) if ((yield* folder.read(path)) !== null) known.add(path)
  if (beside !== undefined) findings.push(...strangers(listed, known))
  return {
    findings: [
      ...findings.filter((finding) => "path" in finding),
      ...byPosition(findings.filter((finding) => !("path" in finding)))
    ],
    origin: head.origin,
    size,
    root: hex(root(sha256, verdict.frontier)),
    key: isSigned ? (last ?? null) : null,
    checkpoints: said.checkpoints.map((one) => one.size),
    withheld: beside?.absences.filter(isWithheld).length ?? 0,
    namesLeftOut: beside?.namesLeftOut ?? 0,
    erased: beside?.absences.filter(({ erasedBy }) => erasedBy !== null).length ?? 0,
    leftOut: bundle.faults.some(({ path }) => path === LEFT_OUT) ? [] : [...bundle.kinds],
    partial: beside === undefined || isPartial(bundle),
    timestamps: bounds?.timestamps ?? [],
    windows: bounds?.windows ?? []
  }
})
