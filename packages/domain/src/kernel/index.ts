// The words that every aggregate shares.
export * from "./actor.ts"
export * from "./classification.ts"
export * from "./decider.ts"
export * from "./event.ts"
export * from "./identifiers.ts"
export * from "./rejection.ts"
export * from "./rule-name.ts"
export * from "./time.ts"
