// A file on disk to a read document, or the reason why it cannot be one.
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { readFile, stat } from "node:fs/promises"
import { basename, resolve } from "node:path"
import { pipeline } from "node:stream/promises"
import {
  type BinaryDocument,
  type DecodedDocument,
  type DocumentError,
  decodeDocument,
  readDecoded,
  refuseSize
} from "@ketluan/adapters/document"
import { hex, Primitives, type ReadDocument, Sha256 } from "@ketluan/domain"
import { Effect } from "effect"
import { FileTrouble } from "./failure.ts"
import type { Messages } from "./language/index.ts"
import { oneLine } from "./output/escape.ts"
import { shorten } from "./output/table.ts"
import { Run } from "./settings.ts"

// What to do about a format that is not read, where saving it as .docx would not help.
const ADVICE: { readonly [format in BinaryDocument["looksLike"]]?: "picture" | "otherFile" } = {
  image: "picture",
  xls: "otherFile",
  xlsx: "otherFile",
  ppt: "otherFile",
  pptx: "otherFile",
  zip: "otherFile",
  unknown: "otherFile"
}
// A reason may quote a hostile file.
const LONGEST_REASON = 160

const trouble = (m: Messages, file: string, error: DocumentError): FileTrouble => {
  const { document, documentAdvice } = m.problems
  switch (error._tag) {
    case "EmptyDocument":
      return new FileTrouble({ tag: error._tag, message: document.empty(file), next: documentAdvice.empty })
    case "BinaryDocument":
      return new FileTrouble({
        tag: error._tag,
        message: document.binary(file, error.looksLike),
        next: documentAdvice[ADVICE[error.looksLike] ?? "format"]
      })
    case "DocumentTooLarge":
      return new FileTrouble({
        tag: error._tag,
        message: document.tooLarge(file, error.size, error.limit),
        next: documentAdvice.tooLarge
      })
    case "UnknownEncoding":
      return new FileTrouble({ tag: error._tag, message: document.encoding(file), next: documentAdvice.encoding })
    case "ControlCharacter":
      return new FileTrouble({
        tag: error._tag,
        message: document.control(file, error.line, error.code),
        next: documentAdvice.control
      })
    case "ScannedDocument":
      return new FileTrouble({
        tag: error._tag,
        message: document.scanned(file, error.pages),
        next: documentAdvice.scanned
      })
    case "ProtectedDocument":
      return new FileTrouble({ tag: error._tag, message: document.protected(file), next: documentAdvice.protected })
    case "DamagedDocument":
      return new FileTrouble({
        tag: error._tag,
        message: document.damaged(file, shorten(error.reason, LONGEST_REASON)),
        next: documentAdvice.damaged
      })
    case "DocumentLimitReached":
      return new FileTrouble({
        tag: error._tag,
        message: document.limit(file, error.limit, error.value),
        next: documentAdvice.limit
      })
  }
}

/** The size in bytes of an ordinary file; anything else is trouble. `file` is how the person named it. */
const sizeOf = Effect.fnUntraced(function* (path: string, file: string) {
  const { m } = yield* Run
  const { document, documentAdvice } = m.problems
  const missing = new FileTrouble({ tag: "FileMissing", message: document.missing(file), next: documentAdvice.missing })
  const found = yield* Effect.tryPromise({
    try: () => stat(path),
    catch: (cause) =>
      cause instanceof Error && "code" in cause && cause.code === "ENOENT" ? missing : unreadable(m, file)
  })
  if (found.isDirectory())
    return yield* new FileTrouble({
      tag: "FileIsFolder",
      message: document.directory(file),
      next: documentAdvice.directory
    })
  if (!found.isFile()) return yield* unreadable(m, file)
  return found.size
})

const unreadable = (m: Messages, file: string): FileTrouble =>
  new FileTrouble({ tag: "FileUnreadable", message: m.problems.document.unreadable(file), next: null })

/** A document as it was read, and what its file says besides. */
export interface OpenedDocument extends ReadDocument, Pick<DecodedDocument, "bodyEnd" | "places" | "warnings"> {}

/** Decodes a file; `file` as the person typed it. */
export const decodeFile = Effect.fnUntraced(function* (file: string) {
  const { folder, m } = yield* Run
  const { sha256 } = yield* Primitives
  const shown = oneLine(file)
  const path = resolve(folder, file)
  const tooLarge = refuseSize(yield* sizeOf(path, shown))
  if (tooLarge !== null) return yield* trouble(m, shown, tooLarge)
  const bytes = yield* Effect.tryPromise({ try: () => readFile(path), catch: () => unreadable(m, shown) })
  const decoded = yield* decodeDocument(bytes).pipe(Effect.mapError((error) => trouble(m, shown, error)))
  return { shown, source: Sha256.make(hex(sha256(bytes))), bytes, decoded }
})

/** Reads what was decoded. */
export const documentOf = Effect.fnUntraced(function* (file: Effect.Success<ReturnType<typeof decodeFile>>) {
  const { m } = yield* Run
  const { sha256 } = yield* Primitives
  const { shown, source, bytes, decoded } = file
  const { text, decoder, bodyEnd, places, warnings } = decoded
  const reading = readDecoded(decoded)
  const isConclusion =
    reading.documentType !== null && (reading.provisions.length > 0 || reading.classification !== "ordinary")
  if (!isConclusion)
    return yield* new FileTrouble({
      tag: "NotAConclusion",
      message: m.problems.document.noConclusion(shown),
      next: m.problems.documentAdvice.noConclusion
    })
  const document: OpenedDocument = {
    source,
    bytes,
    decoder,
    text,
    textHash: Sha256.make(hex(sha256(new TextEncoder().encode(text)))),
    reading,
    bodyEnd,
    places,
    warnings
  }
  return document
})

/** Decodes and reads a document; `file` as the person typed it. */
export const readDocument = Effect.fnUntraced(function* (file: string) {
  return yield* documentOf(yield* decodeFile(file))
})

/** A file handed in as evidence, of any size: only its hash, size and name are kept. */
export const readEvidence = Effect.fnUntraced(function* (file: string) {
  const { folder, m } = yield* Run
  const path = resolve(folder, file)
  const bytes = yield* sizeOf(path, oneLine(file))
  const hash = createHash("sha256")
  yield* Effect.tryPromise({
    try: () => pipeline(createReadStream(path), hash),
    catch: () => unreadable(m, oneLine(file))
  })
  return { hash: Sha256.make(hash.digest("hex")), bytes, name: basename(path) }
})
