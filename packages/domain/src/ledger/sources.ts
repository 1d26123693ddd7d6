// Sources: the original bytes of documents, kept once in a ledger under their hash, and erasable like texts.
import type { Sha256 } from "../kernel/index.ts"
import { SourceDiffers, SourceErased, SourceTooLarge } from "./errors.ts"
import type { PrimitivesService } from "./primitives.ts"

/** The bytes of a file as they came, and their SHA-256. */
export interface Source {
  readonly hash: Sha256
  readonly bytes: Uint8Array
}

/** The largest source that a store keeps, in bytes, unless it is opened with another limit: 20 MiB. */
export const MAX_SOURCE_BYTES = 20 * 1024 * 1024

/** What a ledger holds under a hash. Of erased bytes a mark is left: the position of the first event recorded with the erasure. */
export type KeptSource =
  | { readonly _tag: "Kept"; readonly bytes: Uint8Array }
  | { readonly _tag: "Erased"; readonly position: number }
  | { readonly _tag: "Unknown" }

/** Whether these are the bytes of the hash. */
export const isWhole = ({ sha256Hex }: Pick<PrimitivesService, "sha256Hex">, { hash, bytes }: Source): boolean =>
  sha256Hex(bytes) === hash

/** Why a ledger that holds `held` under the hash does not take a source of at most `limit` bytes; undefined where it does. */
export const refuseSource = (
  primitives: Pick<PrimitivesService, "sha256Hex">,
  source: Source,
  held: KeptSource["_tag"],
  limit: number
): SourceDiffers | SourceErased | SourceTooLarge | undefined => {
  const { hash, bytes } = source
  if (bytes.length > limit) return new SourceTooLarge({ hash, size: bytes.length, limit })
  if (!isWhole(primitives, source)) return new SourceDiffers({ hash })
  return held === "Erased" ? new SourceErased({ hash }) : undefined
}
