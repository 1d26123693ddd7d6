// Bytes of a text file to the text that spans count in, and the name of the decoder, which is stored beside it.
import { Result } from "effect"
import {
  BinaryDocument,
  ControlCharacter,
  type DocumentError,
  DocumentTooLarge,
  EmptyDocument,
  UnknownEncoding
} from "./errors.ts"

/** The largest file that is read, in bytes: 5 MiB. A real conclusion has some ten thousand. */
export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024

/** `text` without the byte order mark, otherwise unchanged: line ends and Unicode form are the file's. */
export interface DecodedDocument {
  readonly text: string
  readonly decoder: "utf-8" | "utf-8-bom" | "utf-16le-bom" | "utf-16be-bom"
}

type Decoding = {
  readonly decoder: DecodedDocument["decoder"]
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be"
  readonly mark: ReadonlyArray<number>
}

const MARKED: ReadonlyArray<Decoding> = [
  { decoder: "utf-8-bom", encoding: "utf-8", mark: [0xef, 0xbb, 0xbf] },
  { decoder: "utf-16le-bom", encoding: "utf-16le", mark: [0xff, 0xfe] },
  { decoder: "utf-16be-bom", encoding: "utf-16be", mark: [0xfe, 0xff] }
]
const PLAIN: Decoding = { decoder: "utf-8", encoding: "utf-8", mark: [] }

const FORMATS: ReadonlyArray<readonly [looksLike: BinaryDocument["looksLike"], magic: ReadonlyArray<number>]> = [
  ["pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["zip or docx", [0x50, 0x4b, 0x03, 0x04]],
  ["zip or docx", [0x50, 0x4b, 0x05, 0x06]],
  ["doc", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ["rtf", [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["image", [0x49, 0x49, 0x2a, 0x00]],
  ["image", [0x4d, 0x4d, 0x00, 0x2a]]
]

const startsWith = (bytes: Uint8Array, start: ReadonlyArray<number>): boolean =>
  start.every((byte, at) => bytes[at] === byte)

/** For a caller that knows the size before it reads: the refusal, or null where the size is fine. */
export const refuseSize = (size: number): DocumentTooLarge | null =>
  size > MAX_DOCUMENT_BYTES ? new DocumentTooLarge({ size, limit: MAX_DOCUMENT_BYTES }) : null

/** The first control that is no blank: such a character steers terminals, and no office's document has it. */
const controlCharacter = (text: string): ControlCharacter | null => {
  const at = text.search(/(?!\s)\p{Cc}/u)
  if (at < 0) return null
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")
  return new ControlCharacter({ line: text.slice(0, at).split(/\r\n|\n|\r/).length, code: `U+${code}` })
}

/**
 * Decodes UTF-8, with or without byte order mark, and UTF-16 with one. Strict: an invalid sequence is an error, never a
 * replacement character, since the text must give the bytes back.
 */
export const decodeDocument = (bytes: Uint8Array): Result.Result<DecodedDocument, DocumentError> => {
  const tooLarge = refuseSize(bytes.length)
  if (tooLarge !== null) return Result.fail(tooLarge)
  const format = FORMATS.find(([, magic]) => startsWith(bytes, magic))
  if (format !== undefined) return Result.fail(new BinaryDocument({ looksLike: format[0] }))
  const { decoder, encoding, mark } = MARKED.find((one) => startsWith(bytes, one.mark)) ?? PLAIN
  const rest = bytes.subarray(mark.length)
  if (encoding === "utf-8" && rest.includes(0)) return Result.fail(new BinaryDocument({ looksLike: "unknown" }))
  return Result.try({
    try: () => new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(rest),
    catch: () => new UnknownEncoding({ encoding })
  }).pipe(
    Result.flatMap((text): Result.Result<DecodedDocument, DocumentError> => {
      if (text.includes("\u0000")) return Result.fail(new BinaryDocument({ looksLike: "unknown" }))
      const stray = controlCharacter(text)
      if (stray !== null) return Result.fail(stray)
      return text.trim() === "" ? Result.fail(new EmptyDocument()) : Result.succeed({ text, decoder })
    })
  )
}
