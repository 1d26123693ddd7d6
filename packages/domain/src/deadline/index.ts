// Deadlines: how they are stated, when they end, and whether work is on time.
export * from "./resolve.ts"
export * from "./spec.ts"
export * from "./timeliness.ts"
