// A decoded document to a reading: of its running text, with nothing of what stands apart from it lost.
import { type Block, Classification, type Reading, read, type Span } from "@ketluan/domain"
import type { DecodedDocument } from "./decoded.ts"

const isMoreSecret = (one: Classification, other: Classification): boolean =>
  Classification.literals.indexOf(one) > Classification.literals.indexOf(other)

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
  const { text, bodyEnd } = decoded
  const reading = read(text.slice(0, bodyEnd))
  const apart = apartOf(decoded)
  if (apart.length === 0) return reading
  const blocks = [...reading.blocks, ...apart.map((span): Block => ({ kind: "unrecognised", span }))]
  const { classification, classificationQuote: quote } = read(text.slice(bodyEnd))
  if (quote === null || !isMoreSecret(classification, reading.classification)) return { ...reading, blocks }
  const span = { start: quote.span.start + bodyEnd, end: quote.span.end + bodyEnd }
  return { ...reading, blocks, classification, classificationQuote: { ...quote, span } }
}
