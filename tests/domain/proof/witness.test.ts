// What a witness decides: it follows a ledger that only grows, and nothing else.
import {
  consistencyProof,
  formatAddCheckpoint,
  judgeCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  type Seen,
  type WitnessVerdict
} from "@ketluan/domain"
import { Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { platform, signedHead, testKey } from "../../support/keys.ts"
import { leafHashes, merkleTreeHash } from "../../support/trees.ts"

const { sha256 } = platform
const key = testKey("ledger.example/a")
const other = testKey("ledger.example/b")
const KEYS = [
  { origin: key.name, key },
  { origin: other.name, key: other }
]
const hashes = leafHashes(64)
const rootOf = (size: number) => merkleTreeHash(hashes.slice(0, size))
const seenAt = (size: number): Seen | null => (size === 0 ? null : { size: BigInt(size), root: rootOf(size) })

/** A request as it goes over the wire. */
const asked = (old: number | bigint, proof: ReadonlyArray<Uint8Array>, checkpoint: string) => {
  const body = formatAddCheckpoint({
    oldSize: BigInt(old),
    proof,
    checkpoint: Result.getOrThrow(parseCheckpoint(checkpoint))
  })
  return Result.getOrThrow(parseAddCheckpoint(body))
}
const honest = (old: number, size: number) =>
  asked(old, consistencyProof(sha256, hashes.slice(0, size), old), signedHead(key, size, rootOf(size)))
const verdict = (request: ReturnType<typeof asked>, seen: Seen | null): WitnessVerdict["_tag"] =>
  judgeCheckpoint(platform, KEYS, request, seen)._tag

describe("a witness", () => {
  it("follows every history that only grows, from its first checkpoint on", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 64 }), { minLength: 1, maxLength: 12 }), (some) => {
        let seen: Seen | null = null
        let old = 0
        for (const size of some.toSorted((left, right) => left - right)) {
          expect(judgeCheckpoint(platform, KEYS, honest(old, size), seen)._tag).toBe("Cosign")
          seen = { size: BigInt(size), root: rootOf(size) }
          old = size
        }
      })
    )
  })
  it("cosigns the same checkpoint again, and none of the same size with another root", () => {
    expect(verdict(asked(9, [], signedHead(key, 9, rootOf(9))), seenAt(9))).toBe("Cosign")
    expect(verdict(asked(9, [], signedHead(key, 9, rootOf(8))), seenAt(9))).toBe("Conflicts")
    expect(verdict(asked(9, [rootOf(1)], signedHead(key, 9, rootOf(9))), seenAt(9))).toBe("Inconsistent")
  })
  it("refuses a history that was rewritten anywhere before what it saw, with any proof that a liar can make", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat({ max: 24 }), fc.nat({ max: 39 }), (old, more, changed) => {
        const size = old + more
        const forged = hashes.slice(0, size).with(changed % old, sha256(Uint8Array.of(1)))
        const checkpoint = signedHead(key, size, merkleTreeHash(forged))
        const proofs = [consistencyProof(sha256, forged, old), consistencyProof(sha256, hashes.slice(0, size), old), []]
        const refusal = more === 0 ? "Conflicts" : "Inconsistent"
        for (const proof of proofs) expect(verdict(asked(old, proof, checkpoint), seenAt(old))).toBe(refusal)
      })
    )
  })
  it("tells the size that it saw to whoever begins elsewhere, a shorter history included", () => {
    for (const old of [0, 3, 9])
      expect(judgeCheckpoint(platform, KEYS, honest(old, 9), seenAt(20))).toEqual({
        _tag: "Stale",
        size: 20n
      })
    expect(judgeCheckpoint(platform, KEYS, honest(3, 9), null)).toEqual({ _tag: "Stale", size: 0n })
    expect(verdict(asked(20, [], signedHead(key, 9, rootOf(9))), seenAt(20))).toBe("Shrinks")
    expect(verdict(asked(2n ** 60n, [], signedHead(key, 9, rootOf(9))), null)).toBe("Shrinks")
  })
  it("knows nobody but the ledgers that it was given, each by its own key", () => {
    const root = rootOf(3)
    const stranger = testKey("ledger.example/c")
    expect(verdict(asked(0, [], signedHead(stranger, 3, root)), null)).toBe("UnknownOrigin")
    expect(verdict(asked(0, [], signedHead(other, 3, root, key.name)), null)).toBe("NotSigned")
    expect(verdict(asked(0, [], signedHead(testKey(key.name, "note", "another"), 3, root)), null)).toBe("NotSigned")
    const spoilt = signedHead(key, 3, root).replace("\n3\n", "\n4\n")
    expect(verdict(asked(0, [], spoilt), null)).toBe("NotSigned")
  })
  it("takes a first checkpoint without a proof only, and an empty tree with its own root only", () => {
    expect(verdict(asked(0, [rootOf(1)], signedHead(key, 3, rootOf(3))), null)).toBe("Inconsistent")
    expect(verdict(asked(0, [], signedHead(key, 0, rootOf(0))), null)).toBe("Cosign")
    expect(verdict(asked(0, [], signedHead(key, 0, rootOf(1))), null)).toBe("Conflicts")
    expect(verdict(asked(0, [], signedHead(key, 3, rootOf(3))), { size: 0n, root: rootOf(0) })).toBe("Cosign")
  })
})

describe("an add-checkpoint request", () => {
  it("is refused where it is none", () => {
    const checkpoint = signedHead(key, 9, rootOf(9))
    const hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
    expect(Result.isSuccess(parseAddCheckpoint(`old 3\n${`${hash}\n`.repeat(63)}\n${checkpoint}`))).toBe(true)
    for (const body of [
      "",
      checkpoint,
      `\n${checkpoint}`,
      `old\n\n${checkpoint}`,
      `old 03\n\n${checkpoint}`,
      `old -1\n\n${checkpoint}`,
      `old ${2n ** 64n}\n\n${checkpoint}`,
      `old 3 \n\n${checkpoint}`,
      `Old 3\n\n${checkpoint}`,
      `old 3\n${checkpoint}`,
      `old 3\nAAAA\n\n${checkpoint}`,
      `old 3\n${`${hash}\n`.repeat(64)}\n${checkpoint}`,
      `old 3\r\n\r\n${checkpoint}`,
      `old 3\n\n${checkpoint.slice(0, -1)}`,
      "old 3\n\n"
    ])
      expect(Result.isFailure(parseAddCheckpoint(body)), body).toBe(true)
  })
})
