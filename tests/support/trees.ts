// Trees to prove things about: the definitions of RFC 6962 written down as they stand there, to compare with.
import { primitives } from "@ketluan/adapters/primitives"
import { leafHash, nodeHash } from "@ketluan/domain"

const { sha256, encode } = primitives

/** The hashes of `size` different leaves. */
export const leafHashes = (size: number): ReadonlyArray<Uint8Array> =>
  Array.from({ length: size }, (_, at) => leafHash(sha256, encode(`leaf ${at}`)))

/** The largest power of two smaller than `n`. */
const half = (n: number): number => (n <= 2 ? 1 : 2 * half(Math.ceil(n / 2)))

/** MTH of section 2.1. */
export const merkleTreeHash = (leaves: ReadonlyArray<Uint8Array>): Uint8Array => {
  const [first] = leaves
  if (first === undefined) return sha256(new Uint8Array())
  if (leaves.length === 1) return first
  const k = half(leaves.length)
  return nodeHash(sha256, merkleTreeHash(leaves.slice(0, k)), merkleTreeHash(leaves.slice(k)))
}

/** PATH of section 2.1.1. */
export const auditPath = (m: number, leaves: ReadonlyArray<Uint8Array>): ReadonlyArray<Uint8Array> => {
  if (leaves.length === 1) return []
  const k = half(leaves.length)
  return m < k
    ? [...auditPath(m, leaves.slice(0, k)), merkleTreeHash(leaves.slice(k))]
    : [...auditPath(m - k, leaves.slice(k)), merkleTreeHash(leaves.slice(0, k))]
}

const subproof = (m: number, leaves: ReadonlyArray<Uint8Array>, whole: boolean): ReadonlyArray<Uint8Array> => {
  if (m === leaves.length) return whole ? [] : [merkleTreeHash(leaves)]
  const k = half(leaves.length)
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), merkleTreeHash(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), merkleTreeHash(leaves.slice(0, k))]
}

/** PROOF of section 2.1.2, for an earlier tree of at least one leaf. */
export const proofOfGrowth = (m: number, leaves: ReadonlyArray<Uint8Array>): ReadonlyArray<Uint8Array> =>
  subproof(m, leaves, true)

/** Every change of a list of hashes that a proof must not survive: each bit, each hash left out, repeated or moved. */
export const spoilt = (proof: ReadonlyArray<Uint8Array>): ReadonlyArray<ReadonlyArray<Uint8Array>> => [
  ...proof.flatMap((hash, at) =>
    Array.from({ length: hash.length * 8 }, (_, bit) =>
      proof.with(
        at,
        hash.map((byte, index) => (index === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte))
      )
    )
  ),
  ...proof.flatMap((hash, at) => [
    proof.toSpliced(at, 1),
    proof.toSpliced(at, 0, hash),
    proof.with(at, hash.slice(1)),
    proof.with(at, Uint8Array.of(...hash, 0))
  ]),
  ...proof.slice(1).map((hash, at) => proof.toSpliced(at, 2, hash, proof[at] ?? hash)),
  [...proof, new Uint8Array(32)],
  [new Uint8Array(32), ...proof]
]
