// Stored events as the rows of a SQL database give them.
import {
  isWhole,
  type KeptSource,
  partOf,
  type Sha256,
  SourceDiffers,
  type StoredEvent,
  type StreamName
} from "@ketluan/domain"
import { Result } from "effect"
import { primitives } from "../primitives/index.ts"

/** Some of a ledger's events: a stream, or a page from a position on. */
export type Which = { readonly stream: StreamName } | { readonly from: number; readonly limit: number }

export interface EventRow {
  readonly event: number
  readonly leaf: Uint8Array
  readonly facts: Uint8Array
  readonly texts: Uint8Array | null
  readonly command_salt: Uint8Array | null
}

/** Drivers answer with Buffers, which are not equal to the same bytes in a Uint8Array where values are compared. */
export const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const storedAt = (position: number, { leaf, facts, texts, command_salt }: EventRow): StoredEvent => ({
  position,
  leaf: plain(leaf),
  facts: partOf(plain(facts)),
  texts: texts === null ? null : partOf(plain(texts)),
  commandSalt: command_salt === null ? null : plain(command_salt)
})

/** Exactly one of the two is null. */
export interface SourceRow {
  readonly bytes: Uint8Array | null
  readonly erased: number | null
}

/** What a row of sources says, held against its hash; undefined where there is no row. */
export const sourceAt = (hash: Sha256, row: SourceRow | undefined): Result.Result<KeptSource, SourceDiffers> => {
  if (row === undefined) return Result.succeed({ _tag: "Unknown" })
  if (row.bytes === null) return Result.succeed({ _tag: "Erased", position: row.erased ?? -1 })
  const bytes = plain(row.bytes)
  return isWhole(primitives, { hash, bytes })
    ? Result.succeed({ _tag: "Kept", bytes })
    : Result.fail(new SourceDiffers({ hash }))
}
