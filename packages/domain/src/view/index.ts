// What people ask of the tables: references resolved, lists with timeliness, one thing in full, its log.
export * from "./assignment.ts"
export * from "./assignments.ts"
export * from "./directive.ts"
export * from "./log.ts"
export * from "./names.ts"
export * from "./references.ts"
export type { TableRow } from "./rows.ts"
export * from "./show.ts"
