// Erasing, and what stands in its way.
export * from "./erase.ts"
export { quoting, stringsIn } from "./runs.ts"
export { eachEvent } from "./survey.ts"
