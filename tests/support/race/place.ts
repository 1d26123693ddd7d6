// Where a store is, as data that can be told to another process, and the one place that opens it.
import { memory } from "@ketluan/adapters/memory"
import { postgres } from "@ketluan/adapters/postgres"
import { sqlite } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { type EventStore, LedgerName, type Projection, type ReadModel, type StoreFailure } from "@ketluan/domain"
import { type Layer, Schema } from "effect"
import { tally } from "./tally.ts"

/** `memory` is a store of its own wherever it is opened: it cannot be shared between processes. */
export const Place = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("memory") }),
  Schema.Struct({ kind: Schema.Literal("sqlite"), path: Schema.String }),
  Schema.Struct({ kind: Schema.Literal("postgres"), url: Schema.String, schema: Schema.String })
])
export type Place = typeof Place.Type

/** How the table that readers look at is kept; the same for all who have the store open at once. */
export const Kept = Schema.Literals(["inline", "asynchronous"])
export type Kept = typeof Kept.Type

export const ledger = LedgerName.make("cuoc-dua")

export const raceTables: ReadonlyArray<Projection> = [...testProjections, tally]

/** Opens the store at a place, with the tables that racers look at. */
export const openPlace = (place: Place, kept: Kept): Layer.Layer<EventStore | ReadModel, StoreFailure> => {
  const tables =
    kept === "inline" ? { projections: raceTables } : { projections: testProjections, asynchronous: [tally] }
  switch (place.kind) {
    case "memory":
      return memory({ projections: raceTables })
    case "sqlite":
      return sqlite({ path: place.path, ...tables })
    case "postgres":
      return postgres({ url: place.url, schema: place.schema, connections: 4, ...tables })
  }
}
