// Proofs about a ledger's history.
export * from "./tree.ts"
