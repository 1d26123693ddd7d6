// What a reader proposes as a draft that a clerk edits, and what the clerk made of it.
export { contentOf } from "./content.ts"
export { type DecidedReading, decideReading } from "./decide.ts"
export * from "./draft.ts"
export type { DraftProblem, DraftProblemCode } from "./problems.ts"
