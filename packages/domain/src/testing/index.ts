// For tests of whoever builds on the domain: given, when, then; and arbitraries of fast-check for every aggregate.
export * from "./arbitraries.ts"
export * from "./from-schema.ts"
export * from "./given.ts"
export type { Vocabulary } from "./vocabulary.ts"
export { vocabulary } from "./vocabulary.ts"
