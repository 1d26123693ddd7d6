// That a leaf stands at its position in a tree: the proof of RFC 6962, section 2.1.1, and RFC 9162, section 2.1.3.
import { equal, HASH_BYTES } from "./bytes.ts"
import { type LeafRange, rootOfHashes, splitOf } from "./ranges.ts"
import { exactSize, type TreeSize } from "./size.ts"
import { nodeHash, type Sha256Function } from "./tree.ts"

/**
 * The ranges whose roots prove that the leaf at `index` is in the tree of `size` leaves, from its sibling upwards. Throws a
 * RangeError where the tree has no such leaf.
 */
export const inclusionRanges = (index: number, size: number): ReadonlyArray<LeafRange> => {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size))
    throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const path: Array<LeafRange> = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      path.push({ start: middle, end })
      end = middle
    } else {
      path.push({ start, end: middle })
      start = middle
    }
  }
  return path.reverse()
}

/** The proof for the leaf at `index` in the tree of these leaf hashes. */
export const inclusionProof = (
  sha256: Sha256Function,
  hashes: ReadonlyArray<Uint8Array>,
  index: number
): ReadonlyArray<Uint8Array> =>
  inclusionRanges(index, hashes.length).map((range) => rootOfHashes(sha256, hashes, range))

export interface Inclusion {
  /** Zero-based. */
  readonly index: TreeSize
  readonly size: TreeSize
  /** As `leafHash` gives it: 32 bytes. */
  readonly leafHash: Uint8Array
  readonly proof: ReadonlyArray<Uint8Array>
  readonly root: Uint8Array
}

/** Whether the proof shows that the leaf is at `index` of the tree with this size and root; RFC 9162, section 2.1.3.2. */
export const verifyInclusion = (sha256: Sha256Function, inclusion: Inclusion): boolean => {
  const { leafHash, proof, root } = inclusion
  const index = exactSize(inclusion.index)
  const size = exactSize(inclusion.size)
  if (index === undefined || size === undefined || index >= size) return false
  if (leafHash.length !== HASH_BYTES) return false
  let [node, last, hash] = [index, size - 1n, leafHash]
  for (const sibling of proof) {
    if (last === 0n || sibling.length !== HASH_BYTES) return false
    if (node % 2n === 1n || node === last) {
      hash = nodeHash(sha256, sibling, hash)
      while (node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n]
    } else hash = nodeHash(sha256, hash, sibling)
    ;[node, last] = [node / 2n, last / 2n]
  }
  return last === 0n && equal(hash, root)
}
