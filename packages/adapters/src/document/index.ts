// Documents: the bytes of a file to a text.
export { decodeDocument, refuseSize } from "./decode.ts"
export type { DecodedDocument, DocumentWarning } from "./decoded.ts"
export * from "./errors.ts"
export { type DocumentLimits, documentLimits } from "./limits.ts"
export { type Part, type Place, type PlacedSpan, placeOf } from "./places.ts"
export { readDecoded } from "./read.ts"
