// Bytes as proofs handle them: compared, joined, and written in base64 in the one way that RFC 4648 has for them.
import { Option, Result } from "effect"
import { Base64 } from "effect/encoding"

export const equal = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, at) => byte === right[at])

export const joined = (...parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

export const toBase64 = (bytes: Uint8Array): string => Base64.encode(bytes)

/** Inverse of `toBase64`, and of nothing else: no line breaks, padding as it must be, no bits left over. */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  const bytes = Option.getOrUndefined(Result.getSuccess(Base64.decode(text)))
  return bytes !== undefined && toBase64(bytes) === text ? bytes : undefined
}

/** The same, with whatever bits left over: RFC 4648, 3.5 leaves it to who reads, and Go takes them. */
export const fromAnyBase64 = (text: string): Uint8Array | undefined =>
  text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
    ? Option.getOrUndefined(Result.getSuccess(Base64.decode(text)))
    : undefined

/** The bytes of pairs of hexadecimal digits. */
export const fromHex = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** SHA-256 gives this many. */
export const HASH_BYTES = 32

/** A hash in base64; undefined for anything else. */
export const hashFromBase64 = (text: string): Uint8Array | undefined => {
  const bytes = fromBase64(text)
  return bytes?.length === HASH_BYTES ? bytes : undefined
}
