// How much a file may ask of the machine that reads it.
import { DocumentLimitReached } from "./errors.ts"

const MIB = 1024 * 1024

/** A file beyond one of these is refused; a real conclusion is far below all of them. */
export interface DocumentLimits {
  /** Of a text file. */
  readonly textBytes: number
  /** Of a .docx or .pdf as it lies on the disk. */
  readonly packedBytes: number
  /** Of all parts of a .docx that are inflated, together. */
  readonly unpackedBytes: number
  /** Files within a .docx. */
  readonly entries: number
  /** Elements within elements, in each part of a .docx. */
  readonly depth: number
  readonly paragraphs: number
  readonly pages: number
  /** Of the decoded text, in UTF-16 code units. */
  readonly textLength: number
  /** For one document, on the clock. */
  readonly milliseconds: number
  /** By which the process may grow while it reads a .pdf. */
  readonly memoryBytes: number
}

export const documentLimits: DocumentLimits = {
  textBytes: 5 * MIB,
  packedBytes: 20 * MIB,
  unpackedBytes: 64 * MIB,
  entries: 2000,
  depth: 200,
  paragraphs: 50_000,
  pages: 500,
  textLength: 5 * MIB,
  milliseconds: 20_000,
  memoryBytes: 256 * MIB
}

/** Counts against one limit and throws where it is passed. */
export const meter = (limits: DocumentLimits, limit: DocumentLimitReached["limit"]): ((more: number) => void) => {
  let used = 0
  return (more) => {
    used += more
    if (used > limits[limit]) throw new DocumentLimitReached({ limit, value: limits[limit] })
  }
}
