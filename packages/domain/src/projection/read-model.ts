// The port to the tables that projections fill.
import { Context, type Effect } from "effect"
import type { AsOf, LedgerName, ProjectionStopped, StoreFailure } from "../ledger/index.ts"
import type { Cell, Projection, Row, RowVersion } from "./projection.ts"

/** A row with its key. */
export type KeyedRow<R extends Row = Row> = R & { readonly id: string }

/** Column values that rows must have (`id` included): one value, or one of several. Columns not named are free. */
export type Where = { readonly [column: string]: Cell | ReadonlyArray<Cell> }

/**
 * Throws where a condition names a column that the table does not have, or a value that it can never hold: stores would
 * differ in what they make of it.
 */
export const checkWhere = ({ name, columns }: Projection, where: Where): void => {
  for (const [column, wanted] of Object.entries(where)) {
    const type = column === "id" ? "text" : Object.hasOwn(columns, column) ? columns[column] : undefined
    if (type === undefined) throw new Error(`${name} has no column ${column}`)
    const kind = type.startsWith("text") ? "string" : "number"
    if ([wanted].flat().some((cell) => cell !== null && typeof cell !== kind))
      throw new Error(`${name}: ${column} holds ${type}`)
  }
}

export class ReadModel extends Context.Service<
  ReadModel,
  {
    /** Rows as of a valid day and a moment of knowledge, in the order of their ids (by UTF-16 code units). */
    readonly rows: (
      ledger: LedgerName,
      projection: Projection,
      where: Where,
      asOf: AsOf
    ) => Effect.Effect<ReadonlyArray<KeyedRow>, StoreFailure | ProjectionStopped>
    /** Every version of every row, by id and position: what a rebuild must give again, byte for byte [53]. */
    readonly versions: (
      ledger: LedgerName,
      projection: Projection
    ) => Effect.Effect<ReadonlyArray<RowVersion>, StoreFailure | ProjectionStopped>
    /** Empties the tables of a ledger and fills them again from its events, `batch` events at a time. */
    readonly rebuild: (ledger: LedgerName, batch: number) => Effect.Effect<void, StoreFailure | ProjectionStopped>
  }
>()("@ketluan/domain/projection/ReadModel") {}

export type ReadModelService = ReadModel["Service"]
