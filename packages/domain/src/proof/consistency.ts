// That a tree only grew: the proof of RFC 6962, section 2.1.2, and RFC 9162, section 2.1.4.
import { equal, HASH_BYTES } from "./bytes.ts"
import { type LeafRange, rootOfHashes, splitOf } from "./ranges.ts"
import { exactSize, type TreeSize } from "./size.ts"
import { nodeHash, type Sha256Function } from "./tree.ts"

/**
 * The ranges whose roots prove that the first `size1` of `size2` leaves are an earlier tree. None where the trees are equal, or
 * the earlier is empty, which is the beginning of every tree. Throws a RangeError where `size1` is larger.
 */
export const consistencyRanges = (size1: number, size2: number): ReadonlyArray<LeafRange> => {
  if (!(Number.isSafeInteger(size1) && Number.isSafeInteger(size2) && size1 >= 0 && size1 <= size2))
    throw new RangeError(`no tree of ${size1} within one of ${size2}`)
  if (size1 === 0) return []
  const path: Array<LeafRange> = []
  let [start, end] = [0, size2]
  while (size1 !== end) {
    const middle = start + splitOf(end - start)
    if (size1 <= middle) {
      path.push({ start: middle, end })
      end = middle
    } else {
      path.push({ start, end: middle })
      start = middle
    }
  }
  // Where the earlier tree is a subtree of the later as it stands, its root is known to whoever asks.
  if (start !== 0) path.push({ start, end })
  return path.reverse()
}

/** The proof that the tree of the first `size1` of these leaf hashes is an earlier tree. */
export const consistencyProof = (
  sha256: Sha256Function,
  hashes: ReadonlyArray<Uint8Array>,
  size1: number
): ReadonlyArray<Uint8Array> =>
  consistencyRanges(size1, hashes.length).map((range) => rootOfHashes(sha256, hashes, range))

export interface Consistency {
  /** The earlier tree: at least one leaf. */
  readonly size1: TreeSize
  readonly root1: Uint8Array
  readonly size2: TreeSize
  readonly root2: Uint8Array
  readonly proof: ReadonlyArray<Uint8Array>
}

/**
 * Whether the proof shows that the first tree is the beginning of the second; RFC 9162, section 2.1.4.2. Nothing can be proved
 * of an empty first tree, and between equal sizes the proof is empty and the roots are the same.
 */
export const verifyConsistency = (sha256: Sha256Function, consistency: Consistency): boolean => {
  const { root1, root2, proof } = consistency
  const size1 = exactSize(consistency.size1)
  const size2 = exactSize(consistency.size2)
  if (size1 === undefined || size2 === undefined || size1 === 0n || size1 > size2) return false
  if (size1 === size2) return proof.length === 0 && equal(root1, root2)
  if (proof.length === 0 || proof.some((hash) => hash.length !== HASH_BYTES)) return false

  let [node, last] = [size1 - 1n, size2 - 1n]
  while (node % 2n === 1n) [node, last] = [node / 2n, last / 2n]
  // A perfect first tree stands in the second as it is, and is not repeated in the proof.
  const [seed, ...rest] = node === 0n ? [root1, ...proof] : proof
  if (seed === undefined || seed.length !== HASH_BYTES) return false
  let [earlier, later] = [seed, seed]
  for (const hash of rest) {
    if (last === 0n) return false
    if (node % 2n === 1n || node === last) {
      earlier = nodeHash(sha256, hash, earlier)
      later = nodeHash(sha256, hash, later)
      while (node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n]
    } else later = nodeHash(sha256, later, hash)
    ;[node, last] = [node / 2n, last / 2n]
  }
  return last === 0n && equal(earlier, root1) && equal(later, root2)
}
