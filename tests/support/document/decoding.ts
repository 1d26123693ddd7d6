// Decoding as tests call it.
import {
  type DecodedDocument,
  type DocumentError,
  type DocumentLimits,
  decodeDocument
} from "@ketluan/adapters/document"
import { Effect } from "effect"

export const decoded = (bytes: Uint8Array, limits?: DocumentLimits): Promise<DecodedDocument> =>
  Effect.runPromise(decodeDocument(bytes, limits))

/** Why a file is refused; a defect or a success is an error of the test. */
export const refusal = (bytes: Uint8Array, limits?: DocumentLimits): Promise<DocumentError> =>
  Effect.runPromise(Effect.flip(decodeDocument(bytes, limits)))

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

export const utf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le")
  return isLittle ? bytes : bytes.swap16()
}
