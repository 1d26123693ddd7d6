// Reading: verbatim text in, a proposed conclusion out.
export { namesEverybody } from "./discrepancies.ts"
export { organName, withoutPlace } from "./number.ts"
export { read } from "./read.ts"
export * from "./reading.ts"
