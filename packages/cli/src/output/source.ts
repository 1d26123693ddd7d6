// What the file of a document says besides its text: where passages stand, and what is worth a look.
import { type DecodedDocument, type Place, placeOf } from "@ketluan/adapters/document"
import type { ConclusionView } from "@ketluan/domain"
import type { Messages } from "../language/index.ts"

export const placeText = (place: Place, { source }: Messages): string => {
  switch (place.kind) {
    case "page":
      return source.page(place.page)
    case "paragraph":
      return source.paragraph(place.part, place.paragraph)
    case "cell":
      return source.cell(place.part, place.table, place.row, place.cell)
  }
}

/** Where each provision stands; nothing for a text file, in which an editor finds them. */
export const placeLines = (
  { places }: Pick<DecodedDocument, "places">,
  { provisions }: ConclusionView,
  m: Messages
): ReadonlyArray<string> => {
  const found = provisions.flatMap(({ reference, span }) => {
    const placed = placeOf({ places }, span)
    return placed === null ? [] : [`  ${reference}: ${placeText(placed.place, m)}`]
  })
  return found.length === 0 ? [] : ["", m.labels.places, ...found]
}

/** What the text does not tell. */
export const warningLines = (
  { warnings }: Pick<DecodedDocument, "warnings">,
  { labels, source }: Messages
): ReadonlyArray<string> =>
  warnings.length === 0
    ? []
    : ["", labels.lookAtFile, ...warnings.map(({ about, count }) => `  ${source.warnings[about](count)}`)]
