// History for people: replayed, compared between two points, and explained.
export * from "./changes.ts"
export * from "./late.ts"
export * from "./next.ts"
export * from "./replay.ts"
export * from "./rules.ts"
