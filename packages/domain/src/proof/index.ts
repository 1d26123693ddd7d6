// Proofs about a ledger's history.
export * from "./sources.ts"
export * from "./tree.ts"
export * from "./verify.ts"
