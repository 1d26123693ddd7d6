// What the domain needs from the platform, as one synchronous value: so that it stays pure and runs in a browser.
import { Context, type Schema } from "effect"

export class Primitives extends Context.Service<
  Primitives,
  {
    /** RFC 8785 canonical JSON as UTF-8; throws on lone surrogates and on numbers that JSON cannot hold. */
    readonly canonical: (value: Schema.Json) => Uint8Array
    /** Reads JSON from strict UTF-8; throws on anything else. */
    readonly parse: (bytes: Uint8Array) => Schema.Json
    /** UTF-8. */
    readonly encode: (text: string) => Uint8Array
    /** Strict: throws on bytes that are no UTF-8. */
    readonly decode: (bytes: Uint8Array) => string
    /** 32 bytes. */
    readonly sha256: (bytes: Uint8Array) => Uint8Array
    /** 64 lower-case hexadecimal digits. */
    readonly sha256Hex: (bytes: Uint8Array) => string
    /** Bytes that nobody can guess. */
    readonly random: (length: number) => Uint8Array
  }
>()("@ketluan/domain/ledger/Primitives") {}

export type PrimitivesService = Primitives["Service"]

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

export const hex = (bytes: Uint8Array): string => {
  let text = ""
  for (const byte of bytes) text += digits[byte]
  return text
}

/** JSON as it was stored; throws where the text is none. */
export const parseJson = (text: string): Schema.Json => JSON.parse(text)
