// Reading: verbatim text in, a proposed conclusion out.
export { read } from "./read.ts"
export * from "./reading.ts"
