// Documents: the bytes of a file to a text.
export { type DecodedDocument, decodeDocument, MAX_DOCUMENT_BYTES, refuseSize } from "./decode.ts"
export * from "./errors.ts"
