// What a reader proposes as a draft that a clerk edits, and what the clerk made of it.
export { contentOf, partyOf } from "./content.ts"
export { type DecidedReading, decideReading } from "./decide.ts"
export * from "./draft.ts"
export { parseDraft, textIn } from "./parse.ts"
export { placeOf } from "./place.ts"
export type { DraftProblem, DraftProblemCode } from "./problems.ts"
