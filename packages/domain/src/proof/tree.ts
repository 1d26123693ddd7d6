// The Merkle tree of RFC 6962 (section 2.1) and RFC 9162, grown leaf by leaf through its frontier.

/** SHA-256 as the platform gives it: 32 bytes from any bytes. */
export type Sha256Function = (bytes: Uint8Array) => Uint8Array

const LEAF = 0x00
const NODE = 0x01

/** Where bytes are put together before they are hashed: one place for all, since that is done at once. */
let scratch = new Uint8Array(4096)

const hashed = (sha256: Sha256Function, prefix: number, left: Uint8Array, right?: Uint8Array): Uint8Array => {
  const length = 1 + left.length + (right?.length ?? 0)
  if (scratch.length < length) scratch = new Uint8Array(2 * length)
  scratch[0] = prefix
  scratch.set(left, 1)
  if (right !== undefined) scratch.set(right, 1 + left.length)
  return sha256(scratch.subarray(0, length))
}

/** RFC 6962: SHA-256(0x00 ‖ leaf). */
export const leafHash = (sha256: Sha256Function, leaf: Uint8Array): Uint8Array => hashed(sha256, LEAF, leaf)

/** RFC 6962: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (sha256: Sha256Function, left: Uint8Array, right: Uint8Array): Uint8Array =>
  hashed(sha256, NODE, left, right)

/**
 * The roots of the perfect subtrees that a tree of `size` leaves consists of, largest first: one for each 1 in the
 * binary form of `size`. It is all that is needed to append and to know the root.
 */
export interface Frontier {
  /** Number of leaves; at most 2^53 − 1. */
  readonly size: number
  readonly roots: ReadonlyArray<Uint8Array>
}

export const emptyFrontier: Frontier = { size: 0, roots: [] }

/** The frontier after more leaves, given by their leaf hashes. */
export const appendAll = (sha256: Sha256Function, frontier: Frontier, hashes: ReadonlyArray<Uint8Array>): Frontier => {
  const roots = [...frontier.roots]
  let { size } = frontier
  for (const hash of hashes) {
    let node = hash
    for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      const left = roots.pop()
      if (left !== undefined) node = nodeHash(sha256, left, node)
    }
    roots.push(node)
    size += 1
  }
  return { size, roots }
}

/** The frontier after one more leaf, given by its leaf hash. */
export const append = (sha256: Sha256Function, frontier: Frontier, hash: Uint8Array): Frontier =>
  appendAll(sha256, frontier, [hash])

/** The root hash; of the empty tree it is SHA-256 of nothing. */
export const root = (sha256: Sha256Function, frontier: Frontier): Uint8Array => {
  let node: Uint8Array | undefined
  for (const left of [...frontier.roots].reverse()) node = node === undefined ? left : nodeHash(sha256, left, node)
  return node ?? sha256(new Uint8Array())
}

/** The roots one after the other, 32 bytes each. */
export const encodeFrontier = (frontier: Frontier): Uint8Array => {
  const bytes = new Uint8Array(frontier.roots.length * 32)
  frontier.roots.forEach((hash, index) => {
    bytes.set(hash, index * 32)
  })
  return bytes
}

/** Inverse of `encodeFrontier`; undefined where the bytes cannot belong to a tree of that size. */
export const decodeFrontier = (size: number, bytes: Uint8Array): Frontier | undefined => {
  let ones = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2
  if (bytes.length !== ones * 32) return undefined
  return { size, roots: Array.from({ length: ones }, (_, index) => bytes.slice(index * 32, (index + 1) * 32)) }
}
