// Proofs of inclusion and consistency against published values, against the definitions, and against whoever tampers.
import { primitives } from "@ketluan/adapters/primitives"
import {
  consistencyProof,
  consistencyRanges,
  gathering,
  inclusionProof,
  inclusionRanges,
  leafHash,
  nodeHash,
  rootOfHashes,
  verifyConsistency,
  verifyInclusion
} from "@ketluan/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { auditPath, leafHashes, merkleTreeHash, proofOfGrowth, spoilt } from "../../support/trees.ts"

const { sha256 } = primitives
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "hex"))
const hex = (hash: Uint8Array) => Buffer.from(hash).toString("hex")

/** The leaves of the reference tests of Certificate Transparency, and the roots of the trees of 1 to 8 of them. */
const REFERENCE = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
]
const reference = REFERENCE.map((leaf) => leafHash(sha256, bytes(leaf)))
const referenceRoot = (size: number) => bytes(ROOTS[size - 1] ?? "")

const SIZES = Array.from({ length: 40 }, (_, at) => at + 1)
const hashAt = (hashes: ReadonlyArray<Uint8Array>, at: number) => hashes[at] ?? new Uint8Array()

/** A size up to 300, a position in it, and an earlier size. */
const places = fc
  .integer({ min: 1, max: 300 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }))
const all = leafHashes(300)

describe("published values", () => {
  it("are the hashes of leaves and nodes (RFC 6962, section 2.1)", () => {
    const encode = primitives.encode
    expect(hex(leafHash(sha256, encode("L123456")))).toBe(
      "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    )
    expect(hex(nodeHash(sha256, encode("N123"), encode("N456")))).toBe(
      "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )
  })
  it("are the roots of the reference tree at every size", () => {
    expect(SIZES.slice(0, 8).map((end) => hex(rootOfHashes(sha256, reference, { start: 0, end })))).toEqual(ROOTS)
  })
  it("are proofs of inclusion and consistency in the reference tree", () => {
    expect(inclusionProof(sha256, reference, 5).map(hex)).toEqual([
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
    ])
    expect(consistencyProof(sha256, reference, 6).map(hex)).toEqual([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
    ])
    const consistent = consistencyProof(sha256, reference, 6)
    expect(
      verifyConsistency(sha256, {
        size1: 6,
        root1: referenceRoot(6),
        size2: 8,
        root2: referenceRoot(8),
        proof: consistent
      })
    ).toBe(true)
  })
})

describe("a proof of inclusion", () => {
  it("is the path of the definition, and holds, for every leaf of every small tree", () => {
    for (const size of SIZES) {
      const hashes = all.slice(0, size)
      const root = merkleTreeHash(hashes)
      for (const [index, leaf] of hashes.entries()) {
        const proof = inclusionProof(sha256, hashes, index)
        expect(proof).toEqual(auditPath(index, hashes))
        expect(verifyInclusion(sha256, { index, size, leafHash: leaf, proof, root })).toBe(true)
        expect(verifyInclusion(sha256, { index: BigInt(index), size: BigInt(size), leafHash: leaf, proof, root })).toBe(
          true
        )
      }
    }
  })
  it("holds at no other position, for no other leaf, root or size of another shape", () => {
    fc.assert(
      fc.property(places, fc.nat({ max: 299 }), ({ size, index }, other) => {
        const hashes = all.slice(0, size)
        const proof = inclusionProof(sha256, hashes, index)
        const claim = { index, size, leafHash: hashAt(all, index), proof, root: merkleTreeHash(hashes) }
        fc.pre(other !== index)
        expect(verifyInclusion(sha256, { ...claim, index: other })).toBe(false)
        expect(verifyInclusion(sha256, { ...claim, leafHash: hashAt(all, other) })).toBe(false)
        expect(verifyInclusion(sha256, { ...claim, root: merkleTreeHash(all.slice(0, size - 1)) })).toBe(false)
        expect(verifyInclusion(sha256, { ...claim, size: size * 2 + 1 })).toBe(false)
        expect(verifyInclusion(sha256, { ...claim, size: index })).toBe(false)
      }),
      { numRuns: 200 }
    )
  })
  it("survives no flipped bit, no hash left out, repeated, added, moved, shortened or lengthened", () => {
    for (const size of [1, 2, 3, 7, 8, 13]) {
      const hashes = all.slice(0, size)
      const root = merkleTreeHash(hashes)
      for (const [index, leaf] of hashes.entries())
        for (const proof of spoilt(inclusionProof(sha256, hashes, index)))
          expect(verifyInclusion(sha256, { index, size, leafHash: leaf, proof, root })).toBe(false)
    }
  })
  it("is refused where sizes and hashes are none", () => {
    const claim = { index: 0, size: 1, leafHash: hashAt(all, 0), proof: [], root: hashAt(all, 0) }
    expect(verifyInclusion(sha256, claim)).toBe(true)
    for (const index of [-1, 1, 0.5, Number.NaN, 2 ** 53, -1n, 2n ** 64n])
      expect(verifyInclusion(sha256, { ...claim, index })).toBe(false)
    for (const size of [0, -1, 0.5, Number.POSITIVE_INFINITY, 0n, -1n, 2n ** 64n + 1n])
      expect(verifyInclusion(sha256, { ...claim, size })).toBe(false)
    expect(verifyInclusion(sha256, { ...claim, leafHash: new Uint8Array(), root: new Uint8Array() })).toBe(false)
    expect(verifyInclusion(sha256, { ...claim, leafHash: new Uint8Array(31), root: new Uint8Array(31) })).toBe(false)
    expect(() => inclusionRanges(1, 1)).toThrow(RangeError)
    expect(() => inclusionRanges(0, 2 ** 53)).toThrow(RangeError)
  })
})

describe("a proof of consistency", () => {
  it("is that of the definition, and holds, between all small trees", () => {
    for (const size2 of SIZES) {
      const hashes = all.slice(0, size2)
      const root2 = merkleTreeHash(hashes)
      for (const size1 of SIZES.slice(0, size2)) {
        const proof = consistencyProof(sha256, hashes, size1)
        const root1 = merkleTreeHash(hashes.slice(0, size1))
        expect(proof).toEqual(proofOfGrowth(size1, hashes))
        expect(verifyConsistency(sha256, { size1, root1, size2, root2, proof })).toBe(true)
      }
    }
  })
  it("holds for no rewritten, shorter or other history", () => {
    fc.assert(
      fc.property(places, fc.nat({ max: 299 }), ({ size: size2, index }, changed) => {
        const size1 = index + 1
        fc.pre(size1 < size2)
        const hashes = all.slice(0, size2)
        const rewritten = hashes.with(changed % size1, leafHash(sha256, primitives.encode("another")))
        const claim = { size1, root1: merkleTreeHash(hashes.slice(0, size1)), size2, root2: merkleTreeHash(hashes) }
        const proof = consistencyProof(sha256, hashes, size1)
        expect(verifyConsistency(sha256, { ...claim, proof })).toBe(true)
        const forged = consistencyProof(sha256, rewritten, size1)
        expect(verifyConsistency(sha256, { ...claim, root2: merkleTreeHash(rewritten), proof: forged })).toBe(false)
        expect(verifyConsistency(sha256, { ...claim, root2: merkleTreeHash(rewritten), proof })).toBe(false)
        expect(
          verifyConsistency(sha256, { size1: size2, root1: claim.root2, size2: size1, root2: claim.root1, proof })
        ).toBe(false)
        expect(verifyConsistency(sha256, { ...claim, size1: 0, proof })).toBe(false)
        expect(verifyConsistency(sha256, { ...claim, proof: [] })).toBe(false)
      }),
      { numRuns: 200 }
    )
  })
  it("survives no flipped bit, no hash left out, repeated, added, moved, shortened or lengthened", () => {
    for (const size2 of [1, 2, 3, 7, 8, 13]) {
      const hashes = all.slice(0, size2)
      const root2 = merkleTreeHash(hashes)
      for (const size1 of SIZES.slice(0, size2)) {
        const root1 = merkleTreeHash(hashes.slice(0, size1))
        for (const proof of spoilt(consistencyProof(sha256, hashes, size1)))
          expect(verifyConsistency(sha256, { size1, root1, size2, root2, proof })).toBe(false)
      }
    }
  })
  it("proves nothing of an empty tree, and of equal trees only that they are equal", () => {
    const [root, other] = [hashAt(all, 0), hashAt(all, 1)]
    const empty = sha256(new Uint8Array())
    expect(verifyConsistency(sha256, { size1: 0, root1: empty, size2: 1, root2: root, proof: [] })).toBe(false)
    expect(verifyConsistency(sha256, { size1: 0, root1: empty, size2: 0, root2: empty, proof: [] })).toBe(false)
    expect(verifyConsistency(sha256, { size1: 1, root1: root, size2: 1, root2: root, proof: [] })).toBe(true)
    expect(verifyConsistency(sha256, { size1: 1, root1: root, size2: 1, root2: other, proof: [] })).toBe(false)
    expect(verifyConsistency(sha256, { size1: 1, root1: root, size2: 1, root2: root, proof: [root] })).toBe(false)
    expect(() => consistencyRanges(2, 1)).toThrow(RangeError)
  })
})

describe("sizes beyond 2^53", () => {
  /** A tree of 2^60 + 1 leaves whose first half is a made-up perfect tree: its last leaf has one sibling. */
  const left = hashAt(all, 0)
  const last = hashAt(all, 1)
  const root = nodeHash(sha256, left, last)
  const size = 2n ** 60n + 1n
  it("are counted exactly", () => {
    expect(verifyInclusion(sha256, { index: size - 1n, size, leafHash: last, proof: [left], root })).toBe(true)
    expect(verifyInclusion(sha256, { index: size - 2n, size, leafHash: last, proof: [left], root })).toBe(false)
    expect(verifyInclusion(sha256, { index: size - 1n, size: size + 1n, leafHash: last, proof: [left], root })).toBe(
      false
    )
    const grown = { size1: size - 1n, root1: left, size2: size, root2: root, proof: [last] }
    expect(verifyConsistency(sha256, grown)).toBe(true)
    expect(verifyConsistency(sha256, { ...grown, size1: size - 2n })).toBe(false)
  })
  it("are refused as numbers, which do not hold them", () => {
    expect(
      verifyInclusion(sha256, { index: Number(size) - 1, size: Number(size), leafHash: last, proof: [left], root })
    ).toBe(false)
    expect(verifyConsistency(sha256, { size1: 2 ** 60, root1: left, size2: size, root2: root, proof: [last] })).toBe(
      false
    )
  })
})

it("the roots of a proof can be gathered while leaves go by in pieces", () => {
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 64 }), ({ size, index }, piece) => {
      const hashes = all.slice(0, size)
      for (const ranges of [inclusionRanges(index, size), consistencyRanges(index, size)]) {
        const gathered = gathering(sha256, ranges)
        for (let from = 0; from < size; from += piece) gathered.add(from, hashes.slice(from, from + piece))
        expect(gathered.roots()).toEqual(ranges.map((range) => rootOfHashes(sha256, hashes, range)))
      }
    }),
    { numRuns: 100 }
  )
})
