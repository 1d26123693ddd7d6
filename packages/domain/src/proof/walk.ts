// A stored ledger from its first event to its head, read in pages that workers may take between them.
import { Effect, Stream } from "effect"
import type { Sha256 } from "../kernel/index.ts"
import {
  EventStore,
  type LedgerName,
  Primitives,
  type PrimitivesService,
  type StoreFailure,
  StoreIndex,
  whateverTheHead
} from "../ledger/index.ts"
import type { Finding } from "./finding.ts"
import { idsIn, inspect, type Segment, type ShownEvent, saidBy, segmentBehind } from "./segment.ts"
import type { SourceStanding } from "./sources.ts"
import { type Checkpoint, type Trusted, type Verdict, type Verification, verification } from "./verify.ts"

/** Reads at most `limit` events from a position on, and looks at them. */
export type ReadSegment<R = never> = (from: number, limit: number) => Effect.Effect<Segment, StoreFailure, R>

/** Events that are read and looked at together: their bytes are in memory at a time, for each worker. */
const PAGE = 768

/** Reads and looks at events in this process. */
export const segmentOf =
  (ledger: LedgerName): ReadSegment<StoreIndex | Primitives> =>
  (from, limit) =>
    Effect.gen(function* () {
      const found = yield* (yield* StoreIndex).placed(ledger, from, limit)
      return inspect(
        yield* Primitives,
        found.map(({ event }) => event),
        found.map(({ place }) => place)
      )
    })

/** How the store holds each of these sources. Their bytes are in memory one after the other. */
export const sourceStandings = Effect.fnUntraced(function* (ledger: LedgerName, hashes: Iterable<Sha256>) {
  const store = yield* EventStore
  const standings = new Map<Sha256, SourceStanding>()
  for (const hash of hashes) {
    const standing = yield* store.source(ledger, hash).pipe(
      Effect.map((held): SourceStanding => (held._tag === "Kept" ? { _tag: "Whole" } : held)),
      Effect.catchTag("SourceDiffers", () => Effect.succeed<SourceStanding>({ _tag: "Differs" }))
    )
    standings.set(hash, standing)
  }
  return standings
})

/**
 * Salts that are there though the name of a person whom their commands mention was erased after. The events up to the last
 * such erasure, below `end`, are read once more, where there was one: until then nobody knows for whom to look.
 */
export const saltsBesideNames = (
  primitives: PrimitivesService,
  { namesErased, saltAt }: Pick<Verification, "namesErased" | "saltAt">
) => {
  const erasedAt: ReadonlyMap<string, number> = namesErased()
  const kept = new Map<number, number>()
  return {
    end: [...erasedAt.values()].reduce((last, position) => Math.max(last, position + 1), 0),
    see: (event: ShownEvent): void => {
      const { position } = event
      const salt = saltAt(position)
      if (salt === null || kept.has(salt)) return
      const erased = [...idsIn(saidBy(primitives, event))].map((mention) => erasedAt.get(mention) ?? -1)
      const last = Math.max(-1, ...erased)
      if (last >= position) kept.set(salt, last)
    },
    found: (): ReadonlyArray<Finding> => [...kept].map(([position, erased]) => ({ _tag: "SaltKept", position, erased }))
  }
}

/** Where pages of a ledger begin; none within what was seen already. */
function* pagesBefore(size: number, seen: () => number): Generator<number> {
  for (let from = 0; from < size; from = Math.max(from + PAGE, seen() + 1)) yield from
}

export interface WalkOptions<R> {
  readonly checkpoints: ReadonlyArray<Checkpoint>
  /** Those that the ledger itself recorded: see `Trusted`. */
  readonly recorded?: ReadonlyArray<Checkpoint>
  readonly knows: NonNullable<Trusted["knows"]>
  readonly read: ReadSegment<R>
  /** How many segments are read at once; 1 unless said otherwise. */
  readonly atOnce?: number
  /** Told how many events were looked at. */
  readonly progress?: (events: number) => Effect.Effect<void>
}

/**
 * Holds a stored ledger, as it is when this begins, against itself and the trusted checkpoints: see `verify`. Null where it does
 * not exist. What is appended meanwhile is not looked at. Where its head is none, it ends with its last event.
 */
export const verifyLedger = Effect.fnUntraced(function* <R>(
  ledger: LedgerName,
  { checkpoints, recorded = [], knows, read, atOnce = 1, progress = () => Effect.void }: WalkOptions<R>
): Effect.fn.Return<Verdict | null, StoreFailure, EventStore | StoreIndex | Primitives | R> {
  const store = yield* EventStore
  const primitives = yield* Primitives
  const index = yield* (yield* StoreIndex).read(ledger)
  if (index === null) return null
  const size = index.head?.frontier.size ?? Number.POSITIVE_INFINITY
  const sources = yield* sourceStandings(
    ledger,
    index.sources.map(({ hash }) => hash)
  )
  const walk = verification(primitives, { checkpoints, recorded, index, sources, knows })
  let seen = -1
  const pages = pagesBefore(size, () => seen)
  yield* Stream.fromIterable(pages, { chunkSize: 1 }).pipe(
    Stream.mapEffect((from) => read(from, Math.min(PAGE, size - from)), { concurrency: atOnce }),
    // Behind a page without events there are none, whatever the head says.
    Stream.takeWhile(({ positions }) => positions.length > 0),
    Stream.runForEach((segment) =>
      Effect.suspend(() => {
        const fresh = segmentBehind(segment, seen)
        walk.see(fresh)
        seen = fresh.positions.at(-1) ?? seen
        return progress(fresh.positions.length)
      })
    )
  )
  const after: Array<Segment> = []
  for (let from = size; from < Number.POSITIVE_INFINITY; ) {
    const next = yield* read(from, PAGE)
    const last = next.positions.at(-1)
    if (last === undefined) break
    after.push(next)
    from = last + 1
  }
  const behind = after[0]?.positions[0]
  const now = yield* (yield* StoreIndex).standing(ledger)
  // What was appended meanwhile has moved the head.
  const isBeyond = behind !== undefined && now?.head?.frontier.size === size
  if (isBeyond) for (const segment of after) walk.see(segmentBehind(segment, seen))
  const beside = saltsBesideNames(primitives, walk)
  for (let from = 0; from < beside.end; from += PAGE)
    for (const event of yield* store.readLedger(ledger, from, Math.min(PAGE, beside.end - from))) beside.see(event)
  const verdict = walk.finish(isBeyond ? [] : after)
  const findings = [...verdict.findings, ...beside.found()]
  if (isBeyond) findings.push({ _tag: "BeyondHead", position: behind })
  return { ...verdict, findings }
}, whateverTheHead)
