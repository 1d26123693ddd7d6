// Holding a receipt against keys that are known from elsewhere, without the ledger.
import { Result, Schema } from "effect"
import { Leaf, type PrimitivesService } from "../ledger/index.ts"
import { verifyInclusion } from "./inclusion.ts"
import { type SigningPlatform, verifyNote } from "./note.ts"
import type { TlogProof } from "./tlog-proof.ts"
import { leafHash } from "./tree.ts"
import type { VerifierKey } from "./verifier-key.ts"

/** A receipt that proves nothing, and where it fails. */
export class ReceiptFails extends Schema.TaggedError<ReceiptFails>()("ReceiptFails", {
  at: Schema.Literals([
    /** The checkpoint is of another ledger than the key. */
    "origin",
    /** The ledger's key did not sign the checkpoint. */
    "signature",
    /** A witness that is asked for did not cosign it. */
    "witness",
    /** The leaf is not in the tree of the checkpoint at that position. */
    "inclusion",
    /** What is in the tree is no leaf of ours, or says that it stands elsewhere. */
    "leaf"
  ])
}) {}

/** What a receipt proves. */
export interface Proven {
  readonly leaf: Leaf
  readonly origin: string
  /** Leaves that the checkpoint counts. */
  readonly size: bigint
  /** When each witness that was asked for saw the checkpoint, in whole seconds since 1970. */
  readonly cosigned: ReadonlyArray<{ readonly name: string; readonly time: bigint }>
}

const decodeLeaf = Schema.decodeUnknownResult(Leaf)

/** Whether the leaf is recorded in the ledger that `key` speaks for; each of the witnesses must have cosigned. */
export const verifyReceipt = (
  platform: SigningPlatform & Pick<PrimitivesService, "parse">,
  { checkpoint: { head, note }, index, proof }: TlogProof,
  leaf: Uint8Array,
  { key, witnesses }: { readonly key: VerifierKey; readonly witnesses: ReadonlyArray<VerifierKey> }
): Result.Result<Proven, ReceiptFails> => {
  const fails = (at: ReceiptFails["at"]) => Result.fail(new ReceiptFails({ at }))
  if (head.origin !== key.name) return fails("origin")
  if (key.use !== "note" || Result.isFailure(verifyNote(platform, note, [key]))) return fails("signature")
  const seen = witnesses.map((one) =>
    Result.map(verifyNote(platform, note, [one]), (found) => found.map(({ time }) => ({ name: one.name, time })))
  )
  const cosigned = Result.getOrElse(
    Result.map(Result.all(seen), (all) => all.flat()),
    () => null
  )?.flatMap(({ name, time }) => (time === null ? [] : [{ name, time }]))
  if (cosigned === undefined || cosigned.length < witnesses.length) return fails("witness")
  const { sha256 } = platform
  const { size, root } = head
  if (!verifyInclusion(sha256, { index, size, leafHash: leafHash(sha256, leaf), proof, root }))
    return fails("inclusion")
  const read = Result.flatMap(
    Result.try(() => platform.parse(leaf)),
    (value) => decodeLeaf(value)
  )
  if (Result.isFailure(read) || BigInt(read.success.position) !== index) return fails("leaf")
  return Result.succeed({ leaf: read.success, origin: head.origin, size, cosigned })
}
