// A decoded document to a reading: of its running text, with nothing of what stands apart from it lost.
import { type Block, type Reading, readBody, type Span } from "@ketluan/domain"
import type { DecodedDocument } from "./decoded.ts"

/** Stretches behind the running text; those that follow each other on pages are one. */
const apartOf = ({ places, bodyEnd }: DecodedDocument): ReadonlyArray<Span> => {
  const apart: Array<Span> = []
  for (const { span, place } of places) {
    const last = apart.at(-1)
    if (span.start < bodyEnd) continue
    if (last !== undefined && place.kind === "page") apart[apart.length - 1] = { start: last.start, end: span.end }
    else apart.push(span)
  }
  return apart
}

/**
 * Reads a decoded document. Footers, notes and page numbers are no recipients and no part of a provision: they are blocks of
 * their own, unrecognised; a mark of secrecy among them counts [10]. Spans are of the whole decoded text.
 */
export const readDecoded = (decoded: DecodedDocument): Reading => {
  const reading = readBody(decoded.text, decoded.bodyEnd)
  const apart = apartOf(decoded).map((span): Block => ({ kind: "unrecognised", span }))
  const within = reading.blocks.filter(({ span }) => span.start < decoded.bodyEnd)
  return apart.length === 0 ? reading : { ...reading, blocks: [...within, ...apart] }
}
