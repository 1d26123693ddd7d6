// Stored events as the rows of a SQL database give them.
import { partOf, type StoredEvent, type StreamName } from "@ketluan/domain"

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
