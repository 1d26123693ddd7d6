// What the adapters for SQL databases share: the tables, how they came to be, and the tables of projections.
export * from "./events.ts"
export * from "./keys.ts"
export * from "./migrations.ts"
export * from "./projection-tables.ts"
export * from "./registry.ts"
export * from "./rows-query.ts"
export * from "./tables.ts"
export * from "./waiting.ts"
