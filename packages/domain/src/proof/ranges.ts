// What a proof consists of: the roots of certain ranges of leaves, which may be had from leaf hashes, from tiles or in passing.
import { appendAll, emptyFrontier, type Frontier, nodeHash, root, type Sha256Function } from "./tree.ts"

/** Positions from `start` up to `end`, not included. As part of a proof it is one subtree of RFC 6962. */
export interface LeafRange {
  readonly start: number
  readonly end: number
}

/** The largest power of two smaller than `size`, which is at least 2: where RFC 6962 splits a tree. */
export const splitOf = (size: number): number => {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** The root of a range, from the hashes of all leaves from position 0 on. */
export const rootOfHashes = (
  sha256: Sha256Function,
  hashes: ReadonlyArray<Uint8Array>,
  { start, end }: LeafRange
): Uint8Array => root(sha256, appendAll(sha256, emptyFrontier, hashes.slice(start, end)))

/** The perfect subtrees that make up a range of a proof, largest first, each by its height and its place at that height. */
const perfect = ({ start, end }: LeafRange): ReadonlyArray<{ readonly height: number; readonly index: number }> => {
  const found: Array<{ readonly height: number; readonly index: number }> = []
  for (let from = start; from < end; ) {
    let height = 0
    let width = 1
    while (width * 2 <= end - from) {
      width *= 2
      height += 1
    }
    found.push({ height, index: from / width })
    from += width
  }
  return found
}

/**
 * The root of a range of a proof, from tiles: `hashAt` gives the hash at a level of tiles and a place at that level, which a
 * tree that reaches the end of the range has.
 */
export const rootOfTiles = (
  sha256: Sha256Function,
  hashAt: (level: number, index: number) => Uint8Array,
  range: LeafRange
): Uint8Array => {
  const roots = perfect(range).map(({ height, index }) => {
    const width = 2 ** (height % 8)
    const level = Math.floor(height / 8)
    const hashes = Array.from({ length: width }, (_, at) => hashAt(level, index * width + at))
    return rootOfHashes(sha256, hashes, { start: 0, end: width })
  })
  return roots.reduceRight((right, left) => nodeHash(sha256, left, right))
}

/**
 * Collects the roots of disjoint ranges while the leaf hashes of a ledger go by in order, in memory that grows with the
 * number of ranges only.
 */
export const gathering = (sha256: Sha256Function, ranges: ReadonlyArray<LeafRange>) => {
  const grown = ranges.map((): Frontier => emptyFrontier)
  return {
    /** Consecutive leaf hashes, the first of them at `from`. */
    add: (from: number, hashes: ReadonlyArray<Uint8Array>): void => {
      for (const [at, { start, end }] of ranges.entries()) {
        const within = hashes.slice(Math.max(0, start - from), Math.max(0, end - from))
        grown[at] = appendAll(sha256, grown[at] ?? emptyFrontier, within)
      }
    },
    /** The roots in the order of the ranges, once all of their leaves went by. */
    roots: (): ReadonlyArray<Uint8Array> => grown.map((frontier) => root(sha256, frontier))
  }
}
