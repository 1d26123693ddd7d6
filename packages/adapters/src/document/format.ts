// What a file is, by its bytes and never by its name.
import type { BinaryDocument } from "./errors.ts"

export type Format = "text" | "zip" | "pdf" | "protected" | BinaryDocument["looksLike"]

const MAGIC: ReadonlyArray<readonly [format: Format, magic: ReadonlyArray<number>]> = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]],
  ["rtf", [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["image", [0x49, 0x49, 0x2a, 0x00]],
  ["image", [0x4d, 0x4d, 0x00, 0x2a]],
  ["image", [0x47, 0x49, 0x46, 0x38]],
  ["image", [0x42, 0x4d]]
]
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

// The streams of a compound file by which its programs know their own; Word keeps a protected .docx in such a file.
const STREAMS: ReadonlyArray<readonly [format: Format, stream: string]> = [
  ["protected", "EncryptedPackage"],
  ["doc", "WordDocument"],
  ["xls", "Workbook"],
  ["ppt", "PowerPoint Document"]
]

const startsWith = (bytes: Uint8Array, start: ReadonlyArray<number>): boolean =>
  start.every((byte, at) => bytes[at] === byte)

// Readers of PDF allow something in front of the header, as mail programs leave it.
const PDF_WITHIN = 1024

export const formatOf = (bytes: Uint8Array): Format => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(bytes, COMPOUND))
    return STREAMS.find(([, stream]) => buffer.includes(Buffer.from(stream, "utf16le")))?.[0] ?? "doc"
  const pdf = buffer.subarray(0, PDF_WITHIN).indexOf("%PDF-")
  if (pdf === 0 || (pdf > 0 && buffer.includes("startxref"))) return "pdf"
  const format = MAGIC.find(([, magic]) => startsWith(bytes, magic))?.[0]
  // Two letters are few: a picture of that kind holds zeros in its first fields, a text none.
  if (format !== undefined && (format !== "image" || bytes[0] !== 0x42 || bytes.subarray(0, 32).includes(0)))
    return format
  const start = buffer
    .subarray(0, 256)
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .toLowerCase()
  return /^(?:<!doctype html|<html|<\?xml|mime-version:)/.test(start) ? "html" : "text"
}
