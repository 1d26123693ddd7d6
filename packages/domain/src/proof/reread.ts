// The tree over what is really stored: a ledger's bytes are read back, since its head only says what once was written.
import { Effect, Schema } from "effect"
import { EventStore, type LedgerName, Primitives } from "../ledger/index.ts"
import { equal } from "./bytes.ts"
import { gathering, type LeafRange } from "./ranges.ts"
import { appendAll, emptyFrontier, leafHash, root } from "./tree.ts"
import type { Checkpoint } from "./verify.ts"

/**
 * What is stored is not what the ledger's head, or a checkpoint that it signed, says: the first `size` events are missing one,
 * or their tree has another root. Nothing may be signed; find out where with `verify`.
 */
export class StoredTreeDiffers extends Schema.TaggedError<StoredTreeDiffers>()("StoredTreeDiffers", {
  size: Schema.Int
}) {}

/** Events that are in memory at a time. */
const BATCH = 1000

/**
 * Reads every leaf that `head` counts back from the store and holds their tree against it, and against other checkpoints of the
 * same ledger. Answers with the roots of the ranges, for a proof. Memory does not grow with the ledger.
 */
export const rereadTree = Effect.fnUntraced(function* (
  ledger: LedgerName,
  head: Checkpoint,
  {
    checkpoints = [],
    ranges = []
  }: { readonly checkpoints?: ReadonlyArray<Checkpoint>; readonly ranges?: ReadonlyArray<LeafRange> } = {}
) {
  const store = yield* EventStore
  const { sha256 } = yield* Primitives
  const gathered = gathering(sha256, ranges)
  const trusted = [...checkpoints, head]
    .filter(({ size }) => size <= head.size)
    .toSorted((left, right) => left.size - right.size)
  let frontier = emptyFrontier
  for (const checkpoint of trusted) {
    while (frontier.size < checkpoint.size) {
      const from = frontier.size
      const events = yield* store.readLedger(ledger, from, Math.min(BATCH, checkpoint.size - from))
      if (events.length === 0 || events.some(({ position }, at) => position !== from + at))
        return yield* new StoredTreeDiffers({ size: checkpoint.size })
      const hashes = events.map(({ leaf }) => leafHash(sha256, leaf))
      gathered.add(from, hashes)
      frontier = appendAll(sha256, frontier, hashes)
    }
    if (!equal(root(sha256, frontier), checkpoint.root)) return yield* new StoredTreeDiffers({ size: checkpoint.size })
  }
  return gathered.roots()
})
