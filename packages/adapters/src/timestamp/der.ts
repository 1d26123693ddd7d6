// Reading DER that anybody may have written: bounded in size, depth and number of parts, and with nothing behind it.
import { TokenFails } from "@ketluan/domain"
import { type BaseBlock, Constructed, fromBER } from "asn1js"
import { Result } from "effect"

/** No token that authorities give is half as long, with all certificates in it. */
export const MOST_TOKEN_BYTES = 65_536
const BOUNDS = { maxDepth: 32, maxNodes: 4096, maxContentLength: MOST_TOKEN_BYTES }

export const fails = (at: TokenFails["at"], reason: string): Result.Result<never, TokenFails> =>
  Result.fail(new TokenFails({ at, reason }))

export const parseDer = (bytes: Uint8Array): Result.Result<BaseBlock, TokenFails> => {
  if (bytes.length === 0 || bytes.length > MOST_TOKEN_BYTES) return fails("form", "empty or too large")
  return Result.try({
    try: () => fromBER(new Uint8Array(bytes), BOUNDS),
    catch: () => new TokenFails({ at: "form", reason: "" })
  }).pipe(
    Result.flatMap(({ offset, result }) =>
      offset === bytes.length && result.error === "" ? Result.succeed(result) : fails("form", "")
    )
  )
}

/** The parts of a sequence, of a set, or of what is tagged by its context; none of anything else. */
export const parts = (block: BaseBlock | undefined): ReadonlyArray<BaseBlock> =>
  block instanceof Constructed ? block.valueBlock.value : []

/** A block's own bytes, as they were read. */
export const bytesOf = (block: BaseBlock): Uint8Array => new Uint8Array(block.valueBeforeDecodeView)
