// Why bytes are not taken as a text; each says what a person can do about it.
import { Schema } from "effect"

/** Nothing in the file, or only blanks. */
export class EmptyDocument extends Schema.TaggedError<EmptyDocument>()("EmptyDocument", {}) {
  override get message(): string {
    return "The file holds no text."
  }
}

/** A file format, or bytes that no text holds. `looksLike` is what its first bytes say. */
export class BinaryDocument extends Schema.TaggedError<BinaryDocument>()("BinaryDocument", {
  looksLike: Schema.Literals(["pdf", "zip or docx", "doc", "rtf", "image", "unknown"])
}) {
  override get message(): string {
    return `The file is no plain text (it looks like: ${this.looksLike}). Save it as text in UTF-8.`
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

/** Not valid in the encoding tried; often TCVN3, VNI or Windows-1258, which are not read yet. `encoding`: the one tried. */
export class UnknownEncoding extends Schema.TaggedError<UnknownEncoding>()("UnknownEncoding", {
  encoding: Schema.Literals(["utf-8", "utf-16le", "utf-16be"])
}) {
  override get message(): string {
    return `The file is not valid ${this.encoding}. It may be in a legacy encoding (TCVN3, VNI, Windows-1258): convert it to UTF-8.`
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

export type DocumentError = ControlCharacter | EmptyDocument | BinaryDocument | DocumentTooLarge | UnknownEncoding
