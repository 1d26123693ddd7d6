// The port to the tables that projections fill.
import { Context, type Effect } from "effect"
import type { AsOf, LedgerName, ProjectionStopped, StoreFailure } from "../ledger/index.ts"
import type { Cell, Projection, Row, RowVersion } from "./projection.ts"

/** A row with its key. */
export type KeyedRow<R extends Row = Row> = R & { readonly id: string }

/** Values from `from` on and below `below`, as the column orders them: numbers, or texts by code points. Null is in no range. */
export interface Range {
  readonly from?: string | number
  readonly below?: string | number
}

/** What rows must have (`id` included): a value, one of several, or a value in a range. Columns not named are free. */
export type Where = { readonly [column: string]: Cell | ReadonlyArray<Cell> | Range }

/** The first rows of a list in the order of a column, rows of one value by their ids; a null comes first. */
export interface Page {
  readonly orderBy: string
  readonly limit: number
}

export const isRange = (wanted: Where[string]): wanted is Range =>
  typeof wanted === "object" && wanted !== null && !Array.isArray(wanted)

const valuesOf = (wanted: Where[string]): ReadonlyArray<Cell> =>
  isRange(wanted) ? [wanted.from ?? null, wanted.below ?? null] : [wanted].flat()

/**
 * Throws where a condition or an order names a column that the table does not have, or a value that it can never hold:
 * stores would differ in what they make of it.
 */
export const checkWhere = ({ name, columns }: Projection, where: Where, page?: Page): void => {
  const typeOf = (column: string) => {
    const type = column === "id" ? "text" : Object.hasOwn(columns, column) ? columns[column] : undefined
    if (type === undefined) throw new Error(`${name} has no column ${column}`)
    return type
  }
  for (const [column, wanted] of Object.entries(where)) {
    const type = typeOf(column)
    const kind = type.startsWith("text") ? "string" : "number"
    if (valuesOf(wanted).some((cell) => cell !== null && typeof cell !== kind))
      throw new Error(`${name}: ${column} holds ${type}`)
  }
  if (page === undefined) return
  typeOf(page.orderBy)
  if (!Number.isSafeInteger(page.limit) || page.limit < 0) throw new Error(`${name}: a limit is a whole number`)
}

/** How far a projection has come in a ledger. */
export interface Progress {
  readonly projection: string
  /** The next position to apply. */
  readonly next: number
  /** Events that it has not seen; 0 for an inline projection, unless it has stopped. */
  readonly behind: number
  /** Why it cannot take the event at `next`; null where it goes on. */
  readonly stopped: string | null
}

export class ReadModel extends Context.Service<
  ReadModel,
  {
    /**
     * Rows as of a valid day and a moment of knowledge, in the order of their ids (by UTF-16 code units), or a page of
     * them; each with the columns of the projection that is given, which may be some of the table's (`only`). Of a projection that is kept asynchronously it waits for the head seen at its start.
     */
    readonly rows: (
      ledger: LedgerName,
      projection: Projection,
      where: Where,
      asOf: AsOf,
      page?: Page
    ) => Effect.Effect<ReadonlyArray<KeyedRow>, StoreFailure | ProjectionStopped>
    /** Every version of every row, by id and position: what a rebuild must give again, byte for byte [53]. */
    readonly versions: (
      ledger: LedgerName,
      projection: Projection
    ) => Effect.Effect<ReadonlyArray<RowVersion>, StoreFailure | ProjectionStopped>
    /**
     * Fills tables again from the events of all ledgers, `batch` events at a time, beside the live tables, which go on being
     * written and read, and then puts them in their place at once. Fails where one stops, after the switch.
     */
    readonly rebuild: (
      projections: ReadonlyArray<Projection>,
      batch: number
    ) => Effect.Effect<void, StoreFailure | ProjectionStopped>
    /** How far each table has come, by name. */
    readonly progress: (ledger: LedgerName) => Effect.Effect<ReadonlyArray<Progress>, StoreFailure>
  }
>()("@ketluan/domain/projection/ReadModel") {}

export type ReadModelService = ReadModel["Service"]
