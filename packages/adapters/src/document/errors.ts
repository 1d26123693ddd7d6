// Why bytes are not taken as a text; each says what a person can do about it.
import { Schema } from "effect"

/** Nothing in the file, or only blanks. */
export class EmptyDocument extends Schema.TaggedError<EmptyDocument>()("EmptyDocument", {}) {
  override get message(): string {
    return "The file holds no text."
  }
}

/** A format that is not read, or bytes that no text holds. `looksLike` is what the bytes say, whatever the file's name. */
export class BinaryDocument extends Schema.TaggedError<BinaryDocument>()("BinaryDocument", {
  looksLike: Schema.Literals(["doc", "xls", "ppt", "rtf", "html", "xlsx", "pptx", "odt", "zip", "image", "unknown"])
}) {
  override get message(): string {
    return `The file is in a format that is not read (it looks like: ${this.looksLike}). Open it in Word or LibreOffice and save it as .docx.`
  }
}

/** `size` and `limit` in bytes. */
export class DocumentTooLarge extends Schema.TaggedError<DocumentTooLarge>()("DocumentTooLarge", {
  size: Schema.Int,
  limit: Schema.Int
}) {
  override get message(): string {
    return `The file has ${this.size} bytes; the limit is ${this.limit}.`
  }
}

/**
 * Invalid in the encoding that the file's first bytes announce, and as no encoding of Vietnamese clearly right: a wrong
 * guess would change letters. `encoding`: the one announced.
 */
export class UnknownEncoding extends Schema.TaggedError<UnknownEncoding>()("UnknownEncoding", {
  encoding: Schema.Literals(["utf-8", "utf-16le", "utf-16be"])
}) {
  override get message(): string {
    return `The file is not valid ${this.encoding}, and not clearly TCVN3, VNI or Windows-1258. Save it as UTF-8.`
  }
}

/** A character that steers a terminal and that no document has, as ESC; `line` counts from 1, `code` is as `U+001B`. */
export class ControlCharacter extends Schema.TaggedError<ControlCharacter>()("ControlCharacter", {
  line: Schema.Int,
  code: Schema.String
}) {
  override get message(): string {
    return `The file holds the control character ${this.code} in line ${this.line}. Remove it.`
  }
}

/** Pages without a text layer, as a scanner makes them. `pages`: how many there are. */
export class ScannedDocument extends Schema.TaggedError<ScannedDocument>()("ScannedDocument", {
  pages: Schema.Int
}) {
  override get message(): string {
    return `The file's pages (${this.pages}) are pictures without text. Run text recognition (OCR) on it and save it as a searchable PDF or as .docx.`
  }
}

/** Encrypted: it opens with a password only. */
export class ProtectedDocument extends Schema.TaggedError<ProtectedDocument>()("ProtectedDocument", {
  format: Schema.Literals(["docx", "pdf"])
}) {
  override get message(): string {
    return `The ${this.format} is protected by a password. Save it without one.`
  }
}

/** Not what its format allows: damaged, or made to deceive. `reason` is technical and in English. */
export class DamagedDocument extends Schema.TaggedError<DamagedDocument>()("DamagedDocument", {
  format: Schema.Literals(["docx", "pdf"]),
  reason: Schema.String
}) {
  override get message(): string {
    return `The ${this.format} is damaged: ${this.reason}. Open it in the program that made it and save it again.`
  }
}

/** Reading was given up at a limit of `DocumentLimits`, by that name. */
export class DocumentLimitReached extends Schema.TaggedError<DocumentLimitReached>()("DocumentLimitReached", {
  limit: Schema.Literals([
    "unpackedBytes",
    "entries",
    "depth",
    "paragraphs",
    "pages",
    "textLength",
    "milliseconds",
    "memoryBytes"
  ]),
  value: Schema.Int
}) {
  override get message(): string {
    return `Reading the file was given up at a limit: ${this.limit} ${this.value}.`
  }
}

export const DocumentError = Schema.Union([
  BinaryDocument,
  ControlCharacter,
  DamagedDocument,
  DocumentLimitReached,
  DocumentTooLarge,
  EmptyDocument,
  ProtectedDocument,
  ScannedDocument,
  UnknownEncoding
])
export type DocumentError = typeof DocumentError.Type
