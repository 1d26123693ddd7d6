// The bytes of a text file to its text, by what the bytes say.
import { Result } from "effect"
import { BinaryDocument, type DocumentError, UnknownEncoding } from "../errors.ts"
import { recogniseBytes, recogniseLetters } from "./recognise.ts"

type Encoding = UnknownEncoding["encoding"]

export interface DecodedText {
  readonly text: string
  readonly decoder: string
}

interface Decoding {
  readonly decoder: string
  readonly encoding: Encoding
  readonly mark: number
}

const MARKED: ReadonlyArray<readonly [mark: ReadonlyArray<number>, encoding: Encoding]> = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"]
]

// In UTF-16 the high byte of every blank, digit and plain letter is zero, and Vietnamese is more than half of those.
const unmarkedUtf16 = (bytes: Uint8Array): Encoding | null => {
  if (bytes.length % 2 !== 0) return null
  const zeros = [0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const enough = bytes.length / 2 / 4
  if (even === 0 && odd > enough) return "utf-16le"
  return odd === 0 && even > enough ? "utf-16be" : null
}

const decodingOf = (bytes: Uint8Array): Decoding => {
  const marked = MARKED.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))
  if (marked !== undefined) return { decoder: `${marked[1]}-bom`, encoding: marked[1], mark: marked[0].length }
  const encoding = (bytes.includes(0) ? unmarkedUtf16(bytes) : null) ?? "utf-8"
  return { decoder: encoding, encoding, mark: 0 }
}

const strictly = (encoding: Encoding, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * UTF-8 and UTF-16, with or without byte order mark, TCVN3, VNI and Windows-1258. Strict: an invalid sequence is never
 * replaced, since the text must give the bytes back. A file in UTF-8 or UTF-16 may still hold the letters of a legacy font.
 */
export const decodeText = (bytes: Uint8Array): Result.Result<DecodedText, DocumentError> => {
  const { decoder, encoding, mark } = decodingOf(bytes)
  const rest = bytes.subarray(mark)
  if (encoding === "utf-8" && rest.includes(0)) return Result.fail(new BinaryDocument({ looksLike: "unknown" }))
  const text = strictly(encoding, rest)
  if (text === null) {
    const legacy = mark === 0 && encoding === "utf-8" ? recogniseBytes(bytes) : null
    return legacy === null
      ? Result.fail(new UnknownEncoding({ encoding }))
      : Result.succeed({ text: legacy.text, decoder: legacy.encoding })
  }
  if (text.includes("\u0000")) return Result.fail(new BinaryDocument({ looksLike: "unknown" }))
  const legacy = recogniseLetters(text)
  return Result.succeed(
    legacy === null ? { text, decoder } : { text: legacy.text, decoder: `${decoder}+${legacy.encoding}` }
  )
}
