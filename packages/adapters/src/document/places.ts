// Where in a source each stretch of its decoded text stands, in words that a person can follow on the page.
import type { Span } from "@ketluan/domain"

/** A stretch of a .docx that is laid out by itself. */
export type Part = "body" | "header" | "footer" | "footnote" | "endnote" | "text_box"

/**
 * All count from 1. `paragraph` counts those that hold something: outside tables within the part, in a cell within the cell.
 * Tables count within the part, in the order in which they begin.
 */
export type Place =
  | { readonly kind: "page"; readonly page: number }
  | { readonly kind: "paragraph"; readonly part: Part; readonly paragraph: number }
  | {
      readonly kind: "cell"
      readonly part: Part
      readonly table: number
      readonly row: number
      readonly cell: number
      readonly paragraph: number
    }

export interface PlacedSpan {
  readonly span: Span
  readonly place: Place
  /** How many characters at its start are an automatic number ("1.", "a)", "-") with the blank behind: shown, not typed. */
  readonly numbering: number
}

/** The stretch in which a span starts; null where none does, as in a text file. */
export const placeOf = (
  { places }: { readonly places: ReadonlyArray<PlacedSpan> },
  { start }: Pick<Span, "start">
): PlacedSpan | null => {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const one = places[middle]
    if (one !== undefined && one.span.end <= start) low = middle + 1
    else high = middle
  }
  const found = places[low]
  return found !== undefined && found.span.start <= start ? found : null
}
