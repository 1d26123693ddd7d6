// Vietnamese text: keys for identity and search, order, civil dates, document numbers, names of bodies.
export { type BodyKey, bodyKey, type Level } from "./body-key.ts"
export { civilDate, type DateFound, findDates } from "./dates.ts"
export { findDocumentNumber, findDocumentNumbers, type NumberFound, parseDocumentNumber } from "./document-number.ts"
export { type Folded, foldText, unfold } from "./folded.ts"
export { key, slug, unmarked } from "./key.ts"
export { byVietnameseOrder, sortKey } from "./sort-key.ts"
