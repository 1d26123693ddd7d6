// A ledger's head as a SQL database stores it.
import { decodeFrontier, type Head, Instant } from "@ketluan/domain"
import { Schema } from "effect"
import { plain } from "./events.ts"
import type { LedgersTable } from "./tables.ts"

const isInstant = Schema.is(Instant)

/** Null where no tree and time can be read from the row. */
export const headOf = ({
  origin,
  size,
  frontier: roots,
  recorded_at
}: Pick<LedgersTable, "origin" | "size" | "frontier" | "recorded_at">): Head | null => {
  const frontier = decodeFrontier(size, plain(roots))
  return frontier === undefined || !isInstant(recorded_at) ? null : { origin, frontier, recordedAt: recorded_at }
}
