// Proofs about a ledger's history.
export * from "./tree.ts"
export * from "./verify.ts"
