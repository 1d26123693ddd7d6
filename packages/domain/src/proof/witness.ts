// What a witness decides (C2SP tlog-witness): whether a checkpoint continues the last one that it saw of the same ledger.
import { Result } from "effect"
import { equal, hashFromBase64, toBase64 } from "./bytes.ts"
import { parseCheckpoint, type SignedTreeHead } from "./checkpoint.ts"
import { verifyConsistency } from "./consistency.ts"
import { type Malformed, malformed } from "./malformed.ts"
import { formatNote, type SigningPlatform, verifyNote } from "./note.ts"
import { parseSize } from "./size.ts"
import type { VerifierKey } from "./verifier-key.ts"

/** What a ledger asks: to cosign a checkpoint, with the proof that it continues the one of `oldSize`. */
export interface AddCheckpoint {
  readonly oldSize: bigint
  readonly proof: ReadonlyArray<Uint8Array>
  readonly checkpoint: SignedTreeHead
}

const MOST_HASHES = 63

/** The body of an add-checkpoint request. */
export const formatAddCheckpoint = ({ oldSize, proof, checkpoint: { note } }: AddCheckpoint): string =>
  [`old ${oldSize}`, ...proof.map(toBase64), "", formatNote(note)].join("\n")

/** Inverse of `formatAddCheckpoint`. Nothing is verified. */
export const parseAddCheckpoint = (body: string): Result.Result<AddCheckpoint, Malformed> => {
  const end = body.indexOf("\n\n")
  const [first = "", ...hashes] = body.slice(0, Math.max(0, end)).split("\n")
  const oldSize = first.startsWith("old ") ? parseSize(first.slice("old ".length)) : undefined
  if (oldSize === undefined) return malformed("witness request", "no line of the old size")
  const proof = hashes.map(hashFromBase64).filter((hash) => hash !== undefined)
  if (proof.length !== hashes.length || proof.length > MOST_HASHES)
    return malformed("witness request", "a line that is no hash, or too many of them")
  return Result.map(parseCheckpoint(body.slice(end + 2)), (checkpoint) => ({ oldSize, proof, checkpoint }))
}

/** The last checkpoint that was cosigned for a ledger. */
export interface Seen {
  readonly size: bigint
  readonly root: Uint8Array
}

export type WitnessVerdict =
  /** It continues what was seen: keep it, then cosign it. */
  | { readonly _tag: "Cosign" }
  /** No key is configured for this origin. */
  | { readonly _tag: "UnknownOrigin" }
  /** No key of the origin signed it, or a signature in the name of one is not by it. */
  | { readonly _tag: "NotSigned" }
  /** It claims to continue a larger tree than its own. */
  | { readonly _tag: "Shrinks" }
  /** The last one that was seen had another size, this one. */
  | { readonly _tag: "Stale"; readonly size: bigint }
  /** It is as large as the one that was seen, and another. */
  | { readonly _tag: "Conflicts" }
  /** It does not continue what was seen. */
  | { readonly _tag: "Inconsistent" }

/**
 * What a witness answers, which knows these keys by the origin of their ledgers, and saw this checkpoint of the origin last.
 * Pure: whoever calls it makes sure that nothing else is decided between this and keeping the checkpoint.
 */
export const judgeCheckpoint = (
  platform: SigningPlatform,
  keys: ReadonlyArray<{ readonly origin: string; readonly key: VerifierKey }>,
  { oldSize, proof, checkpoint: { head, note } }: AddCheckpoint,
  seen: Seen | null
): WitnessVerdict => {
  const known = keys.filter(({ origin }) => origin === head.origin).map(({ key }) => key)
  if (known.length === 0) return { _tag: "UnknownOrigin" }
  if (Result.isFailure(verifyNote(platform, note, known))) return { _tag: "NotSigned" }
  if (oldSize > head.size) return { _tag: "Shrinks" }
  const size1 = seen?.size ?? 0n
  if (oldSize !== size1) return { _tag: "Stale", size: size1 }
  const { sha256 } = platform
  const root1 = seen?.root ?? sha256(new Uint8Array())
  if (head.size === size1 && !equal(head.root, root1)) return { _tag: "Conflicts" }
  const continues =
    size1 === 0n
      ? proof.length === 0
      : verifyConsistency(sha256, { size1, root1, size2: head.size, root2: head.root, proof })
  return { _tag: continues ? "Cosign" : "Inconsistent" }
}
