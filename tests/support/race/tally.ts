// A table that tells how far it has come: what it holds says exactly which events it has seen, each of them once.
import type { Projection } from "@ketluan/domain"
import { Schema } from "effect"

const columns = { seen: "integer", sum: "integer" } as const

/** A row per stream, the ledger's own included: how many events, and the sum of their positions. */
export const tally: Projection<typeof columns> = {
  name: "tally",
  version: 1,
  columns,
  indexed: ["seen"],
  keys: ({ stream }) => [stream],
  evolve: (row, { position }) => ({ seen: (row?.seen ?? 0) + 1, sum: (row?.sum ?? 0) + position })
}

/** A row of it as a reader gets it. */
export const TallyRow = Schema.Struct({ id: Schema.String, seen: Schema.Int, sum: Schema.Int })
