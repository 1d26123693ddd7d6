// A proof that stands alone (C2SP tlog-proof): a leaf's position, its inclusion, and the signed checkpoint that it leads to.
import { Result } from "effect"
import { fromBase64, hashFromBase64, toBase64 } from "./bytes.ts"
import { formatCheckpoint, parseCheckpoint, type SignedTreeHead } from "./checkpoint.ts"
import { type Malformed, malformed } from "./malformed.ts"
import { parseSize } from "./size.ts"

export interface TlogProof {
  /** Bytes that nothing vouches for; null where there are none. */
  readonly extra: Uint8Array | null
  /** Zero-based. */
  readonly index: bigint
  /** From the leaf's sibling upwards. */
  readonly proof: ReadonlyArray<Uint8Array>
  readonly checkpoint: SignedTreeHead
}

const HEADER = "c2sp.org/tlog-proof@v1"
/** A tree of fewer than 2^64 leaves is no higher. */
const HIGHEST = 64

export const formatTlogProof = ({ extra, index, proof, checkpoint }: TlogProof): string =>
  [
    HEADER,
    ...(extra === null ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...proof.map(toBase64),
    "",
    formatCheckpoint(checkpoint)
  ].join("\n")

/** Inverse of `formatTlogProof`. Nothing is verified: neither the checkpoint's signatures nor the inclusion. */
export const parseTlogProof = (source: string): Result.Result<TlogProof, Malformed> => {
  const end = source.indexOf("\n\n")
  const [header, ...rest] = source.slice(0, Math.max(0, end)).split("\n")
  if (header !== HEADER) return malformed("proof", `the first line is not ${HEADER}`)
  const encoded = rest[0]?.startsWith("extra ") === true ? rest[0].slice("extra ".length) : null
  const extra = encoded === null ? null : fromBase64(encoded)
  if (extra === undefined || extra?.length === 0) return malformed("proof", "the extra line is no base64")
  const [place = "", ...hashes] = encoded === null ? rest : rest.slice(1)
  const index = place.startsWith("index ") ? parseSize(place.slice("index ".length)) : undefined
  if (index === undefined) return malformed("proof", "no index line")
  const proof = hashes.map(hashFromBase64).filter((hash) => hash !== undefined)
  if (proof.length !== hashes.length || proof.length > HIGHEST)
    return malformed("proof", "a line that is no hash, or too many of them")
  const signed = source.slice(end + 2)
  return Result.flatMap(parseCheckpoint(signed), (checkpoint) =>
    // Notes may leave bits of their base64 over; a proof is refused with any byte changed.
    formatCheckpoint(checkpoint) === signed
      ? Result.succeed({ extra, index, proof, checkpoint })
      : malformed("proof", "a checkpoint in another spelling")
  )
}
