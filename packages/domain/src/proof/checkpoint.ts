// Checkpoints (C2SP tlog-checkpoint): the text that a ledger signs to say how far its history goes and what it is.
import { Result } from "effect"
import { hashFromBase64, toBase64 } from "./bytes.ts"
import { type Malformed, malformed } from "./malformed.ts"
import { formatNote, type Note, parseNote } from "./note.ts"
import { parseSize } from "./size.ts"

/** What the text of a checkpoint says. */
export interface TreeHead {
  /** Which ledger; never empty, one line. */
  readonly origin: string
  readonly size: bigint
  /** 32 bytes. */
  readonly root: Uint8Array
  /** Lines without a meaning of ours; never empty ones. */
  readonly extensions: ReadonlyArray<string>
}

/** A checkpoint that was read: the note, and what its text says. */
export interface SignedTreeHead {
  readonly note: Note
  readonly head: TreeHead
}

/** The origin line of a ledger of ours, from the random origin that its first event fixed: a URL without a scheme, of no host. */
export const originLine = (origin: string): string => `ketluan.local/${origin}`

/** The text to sign. */
export const formatTreeHead = ({ origin, size, root, extensions }: TreeHead): string =>
  [origin, String(size), toBase64(root), ...extensions].map((line) => `${line}\n`).join("")

/** Inverse of `formatTreeHead`: nothing else is taken. */
export const parseTreeHead = (text: string): Result.Result<TreeHead, Malformed> => {
  if (!text.endsWith("\n")) return malformed("checkpoint", "no newline at its end")
  const lines = text.slice(0, -1).split("\n")
  const [origin = "", decimal = "", encoded = "", ...extensions] = lines
  if (lines.length < 3 || lines.includes("")) return malformed("checkpoint", "an empty line, or fewer than three")
  const size = parseSize(decimal)
  if (size === undefined) return malformed("checkpoint", "the size is no decimal number below 2^64")
  const root = hashFromBase64(encoded)
  if (root === undefined) return malformed("checkpoint", "the root is no hash in base64")
  return Result.succeed({ origin, size, root, extensions })
}

/** Reads a signed checkpoint. Nothing is verified: see `verifyNote`. */
export const parseCheckpoint = (source: string): Result.Result<SignedTreeHead, Malformed> =>
  Result.flatMap(parseNote(source), (note) => Result.map(parseTreeHead(note.text), (head) => ({ note, head })))

export const formatCheckpoint = ({ note }: SignedTreeHead): string => formatNote(note)
