// Read models: tables that follow from events.
export * from "./project.ts"
export * from "./projection.ts"
export * from "./read-model.ts"
export * from "./rows.ts"
export * from "./settle.ts"
export * from "./tables/index.ts"
export * from "./verify-tables.ts"
