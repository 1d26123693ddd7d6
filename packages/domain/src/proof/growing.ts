// The tree as it grows, held against checkpoints at their sizes.
import type { PrimitivesService } from "../ledger/index.ts"
import { equal } from "./bytes.ts"
import type { Finding } from "./finding.ts"
import { leafHashesOf, type Segment } from "./segment.ts"
import { appendAll, emptyFrontier, root } from "./tree.ts"

/** A tree head that is trusted, because it was kept somewhere else: the root over the first `size` leaves. */
export interface Checkpoint {
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

/** Compares the growing tree with each checkpoint at its size. */
export const growing = (
  { sha256 }: PrimitivesService,
  checkpoints: ReadonlyArray<Checkpoint>,
  recorded: ReadonlyArray<Checkpoint>
) => {
  const ahead = [
    ...checkpoints.map((one) => ({ ...one, own: false })),
    ...recorded.map((one) => ({ ...one, own: true }))
  ].toSorted((left, right) => left.size - right.size)
  const agreeing = new Set<number>()
  const differing = new Set<number>()
  let frontier = emptyFrontier
  let agreed = 0
  /** Whether a difference was told that nothing has agreed after: with a trusted checkpoint, with any. */
  let reported = false
  let reportedAny = false
  const differs = ({ size, own }: { readonly size: number; readonly own: boolean }): ReadonlyArray<Finding> => {
    const told = own ? reportedAny : reported
    if (own) differing.add(size)
    else reported = true
    reportedAny = true
    return told ? [] : [{ _tag: "HistoryDiffers", from: agreed, to: size }]
  }
  const compare = (): ReadonlyArray<Finding> => {
    const found: Array<Finding> = []
    while (ahead[0]?.size === frontier.size) {
      const next = ahead.shift()
      if (next === undefined) break
      if (!equal(next.root, root(sha256, frontier))) {
        found.push(...differs(next))
        continue
      }
      if (next.own) {
        agreeing.add(next.size)
        reportedAny = reported
      } else {
        agreed = next.size
        reported = false
        reportedAny = false
      }
    }
    return found
  }
  return {
    frontier: () => frontier,
    agreeing: (): ReadonlySet<number> => new Set([...agreeing].filter((size) => !differing.has(size))),
    see: (segment: Segment): ReadonlyArray<Finding> => {
      const hashes = leafHashesOf(segment)
      const found = [...compare()]
      for (let from = 0; from < hashes.length; ) {
        // As far as the next checkpoint, if it is among these.
        const to = Math.min(
          hashes.length,
          from + (ahead[0] === undefined ? hashes.length : ahead[0].size - frontier.size)
        )
        frontier = appendAll(sha256, frontier, hashes.slice(from, to))
        found.push(...compare())
        from = to
      }
      return found
    },
    /**
     * Checkpoints at the end, and over more events than there are: these are of another history where `isBeginning` does not hold.
     * Where it does, the events may be the first of those that such a checkpoint saw, and nobody can tell.
     */
    rest: (isBeginning: boolean): ReadonlyArray<Finding> => [
      ...compare(),
      ...(isBeginning ? [] : ahead.flatMap(differs))
    ]
  }
}
