// What people ask of the tables: references resolved, lists with timeliness, one thing in full, its log.
export * from "./assignments.ts"
export * from "./log.ts"
export * from "./names.ts"
export * from "./references.ts"
export * from "./show.ts"
export * from "./succession.ts"
