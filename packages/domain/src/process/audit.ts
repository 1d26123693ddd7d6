// All that can be asked of a stored ledger without trusting whoever keeps it.
import { Effect, Option, Result } from "effect"
import {
  type AttestationFinding,
  attestationEvents,
  attested,
  type Bounds,
  bounded,
  type CheckToken
} from "../attestation/index.ts"
import { isKnownType } from "../catalogue.ts"
import {
  codec,
  EventStore,
  hex,
  type LedgerName,
  open,
  Primitives,
  type StorageFault,
  StoreIndex,
  StreamName,
  whateverTheHead
} from "../ledger/index.ts"
import { type Projection, projections, type TableFinding, verifyTables } from "../projection/index.ts"
import {
  byPosition,
  type Checkpoint,
  type Finding,
  fromHex,
  isNote,
  type ReadSegment,
  root,
  type SigningPlatform,
  verifyLedger
} from "../proof/index.ts"

export interface AuditOptions<R> {
  readonly platform: SigningPlatform
  /** Checkpoints that were kept elsewhere. */
  readonly seen: ReadonlyArray<Checkpoint>
  readonly read: ReadSegment<R>
  /** Checks the tokens that the ledger recorded. */
  readonly check: CheckToken
  /** Which types of events are known; those of this program unless said otherwise. */
  readonly knows?: (type: string, schemaVersion: number) => boolean
  /** How many segments are read at once; 1 unless said otherwise. */
  readonly atOnce?: number
  /** The tables to compare with a replay; none leaves that out. */
  readonly tables?: ReadonlyArray<Projection>
  /** Told of each part how many events were looked at, and of how many. */
  readonly progress?: (part: "history" | "tables", done: number, size: number) => Effect.Effect<void>
}

/** What an audit found. Where every list of findings is empty, nothing disagrees. */
export interface Audit extends Omit<Bounds, "findings"> {
  /** The ledger's random origin. */
  readonly origin: string
  readonly events: number
  /** 64 hexadecimal digits: the root over the events as they are stored. */
  readonly root: string
  /** In the order of positions; what has none stands behind. */
  readonly history: ReadonlyArray<Finding | AttestationFinding>
  /** What never was: no damage. */
  readonly notes: ReadonlyArray<Finding>
  /** What is wrong with the storage itself. */
  readonly storage: ReadonlyArray<StorageFault>
  /** Null where tables were left out. */
  readonly tables: ReadonlyArray<TableFinding> | null
  /** Verifier keys that spoke for the ledger, in the order of their adoption. */
  readonly keys: ReadonlyArray<string>
  /** Sizes of the checkpoints that the ledger itself recorded, rightly signed. */
  readonly recorded: ReadonlyArray<number>
  /** Events whose texts were erased. */
  readonly erased: number
  /** Persons whose names were erased. */
  readonly namesErased: number
}

const { decode } = codec(attestationEvents)

/** The events on the ledger's own stream; those that cannot be read are found elsewhere. */
const ownEvents = Effect.fnUntraced(function* (ledger: LedgerName, origin: string) {
  const primitives = yield* Primitives
  const stream = Option.liftThrowable(StreamName.make)(`ledger/${origin}`)
  if (Option.isNone(stream)) return []
  const stored = yield* (yield* EventStore).readStream(ledger, stream.value)
  return stored.flatMap((event) =>
    Result.match(Result.flatMap(open(primitives, event), decode), {
      onFailure: () => [],
      onSuccess: (read) => [{ position: event.position, event: read }]
    })
  )
})

/** When the event at a position says that it was recorded; null where that cannot be read, which is found elsewhere. */
const recordedAt = Effect.fnUntraced(function* (ledger: LedgerName, position: number) {
  const primitives = yield* Primitives
  const [event] = yield* (yield* EventStore).readLedger(ledger, position, 1)
  if (event === undefined) return null
  return Result.match(open(primitives, event), { onFailure: () => null, onSuccess: (read) => read.recordedAt })
})

/**
 * Walks a whole ledger as it is when this begins, and compares it with itself, with the checkpoints that it recorded and with
 * those that were kept elsewhere. Null where it does not exist.
 */
export const auditLedger = Effect.fnUntraced(function* <R>(
  ledger: LedgerName,
  {
    platform,
    seen,
    read,
    check,
    atOnce = 1,
    knows = isKnownType,
    tables = projections,
    progress = () => Effect.void
  }: AuditOptions<R>
) {
  const storeIndex = yield* StoreIndex
  const standing = yield* storeIndex.standing(ledger)
  if (standing === null) return null
  const { origin, head } = standing
  const size = head?.frontier.size ?? 0
  const counting = (part: "history" | "tables") => {
    let done = 0
    return (events: number) =>
      Effect.suspend(() => {
        done += events
        return progress(part, done, size)
      })
  }
  const storage = yield* storeIndex.damage
  const events = yield* ownEvents(ledger, origin)
  const own = attested(platform, origin, events)
  const verdict = yield* verifyLedger(ledger, {
    checkpoints: seen,
    recorded: own.checkpoints.map(({ size, root }) => ({ size, root: fromHex(root) })),
    knows,
    read,
    atOnce,
    progress: counting("history")
  })
  if (verdict === null) return null
  const found = verdict.findings
  const { frontier, erased, namesErased, agreeing } = verdict
  const bounds = yield* bounded(check, own.checkpoints, events, {
    size: frontier.size,
    agreeing,
    recordedAt: (position) => recordedAt(ledger, position)
  })
  const compared =
    tables.length === 0
      ? null
      : yield* verifyTables(ledger, tables, head === null ? frontier.size : size, counting("tables"))
  const audit: Audit = {
    origin,
    events: frontier.size,
    root: hex(root(platform.sha256, frontier)),
    history: byPosition([...found.filter((finding) => !isNote(finding)), ...own.findings, ...bounds.findings]),
    notes: byPosition(found.filter(isNote)),
    storage,
    tables: compared === null ? null : compared.findings,
    keys: own.keys,
    recorded: own.checkpoints.map((checkpoint) => checkpoint.size),
    erased,
    namesErased,
    timestamps: bounds.timestamps,
    windows: bounds.windows
  }
  return audit
}, whateverTheHead)
