// What the domain needs from the platform, as one synchronous value: so that it stays pure and runs in a browser.
import { Context, type Schema } from "effect"

export class Primitives extends Context.Service<
  Primitives,
  {
    /** RFC 8785 canonical JSON as UTF-8; throws on lone surrogates and on numbers that JSON cannot hold. */
    readonly canonical: (value: Schema.Json) => Uint8Array
    /** Reads JSON from strict UTF-8; throws on anything else. */
    readonly parse: (bytes: Uint8Array) => unknown
    /** 32 bytes. */
    readonly sha256: (bytes: Uint8Array) => Uint8Array
    /** Bytes that nobody can guess. */
    readonly random: (length: number) => Uint8Array
  }
>()("@ketluan/domain/ledger/Primitives") {}

export type PrimitivesService = Primitives["Service"]

export const hex = (bytes: Uint8Array): string => {
  let text = ""
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0")
  return text
}
