// Reading: verbatim text in, a proposed conclusion out.
export { namesEverybody, reassessed } from "./discrepancies.ts"
export { directiveField, type Guess, guessesOf } from "./guesses.ts"
export { organName, withoutPlace } from "./number.ts"
export { read, readBody } from "./read.ts"
export * from "./reading.ts"
