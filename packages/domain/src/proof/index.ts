// Proofs about a ledger's history.
export * from "./finding.ts"
export * from "./segment.ts"
export * from "./sources.ts"
export * from "./tables.ts"
export * from "./tree.ts"
export * from "./verify.ts"
export * from "./walk.ts"
