// Bytes of a file to the text that spans count in, and the name of the decoder, which is stored beside it.
import { Effect } from "effect"
import type { DecodedDocument } from "./decoded.ts"
import { decodeDocx } from "./docx/decode.ts"
import {
  BinaryDocument,
  ControlCharacter,
  type DocumentError,
  DocumentTooLarge,
  EmptyDocument,
  ProtectedDocument
} from "./errors.ts"
import { type Format, formatOf } from "./format.ts"
import { type DocumentLimits, documentLimits } from "./limits.ts"
import { decodePdf } from "./pdf/decode.ts"
import { decodeText } from "./text/text.ts"

const tooLarge = (size: number, limit: number): DocumentTooLarge | null =>
  size > limit ? new DocumentTooLarge({ size, limit }) : null

/** For a caller that knows the size before it reads: the refusal, or null where the size is fine for some format. */
export const refuseSize = (size: number, limits: DocumentLimits = documentLimits): DocumentTooLarge | null =>
  tooLarge(size, Math.max(limits.textBytes, limits.packedBytes))

/** The first control that is no blank: such a character steers terminals, and no office's document has it. */
const controlCharacter = (text: string): ControlCharacter | null => {
  const at = text.search(/(?!\s)\p{Cc}/u)
  if (at < 0) return null
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")
  return new ControlCharacter({ line: text.slice(0, at).split(/\r\n|\n|\r/).length, code: `U+${code}` })
}

const decoded = (
  format: Format,
  bytes: Uint8Array,
  limits: DocumentLimits
): Effect.Effect<DecodedDocument, DocumentError> => {
  switch (format) {
    case "text":
      return Effect.fromResult(decodeText(bytes)).pipe(
        Effect.map((one) => ({ ...one, bodyEnd: one.text.length, places: [], warnings: [] }))
      )
    case "zip":
      return decodeDocx(bytes, limits)
    case "pdf":
      return decodePdf(bytes, limits)
    case "protected":
      return Effect.fail(new ProtectedDocument({ format: "docx" }))
    default:
      return Effect.fail(new BinaryDocument({ looksLike: format }))
  }
}

/**
 * The text of a document: UTF-8, UTF-16, TCVN3, VNI or Windows-1258, .docx, or .pdf with a text layer, told apart by
 * content. Nothing that the file refers to is opened and nothing in it is run; `limits` bound time and memory.
 */
export const decodeDocument = Effect.fnUntraced(function* (bytes: Uint8Array, limits: DocumentLimits = documentLimits) {
  const format = formatOf(bytes)
  const refused = tooLarge(bytes.length, format === "text" ? limits.textBytes : limits.packedBytes)
  if (refused !== null) return yield* refused
  const document = yield* decoded(format, bytes, limits)
  const stray = controlCharacter(document.text)
  if (stray !== null) return yield* stray
  if (document.text.trim() === "") return yield* new EmptyDocument()
  return document
})
