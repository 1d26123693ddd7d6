// The port to the tables that projections fill.
import { Context, Effect, type Result } from "effect"
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
export type Conditions = { readonly [column: string]: Cell | ReadonlyArray<Cell> | Range }

/** Values that a row must have together; of several such, all of the same columns, it must have one. */
export type Together = { readonly [column: string]: string | number }

/** Which rows are wanted. */
export type Where = Conditions | ReadonlyArray<Together>

export const isTogether = (where: Where): where is ReadonlyArray<Together> => Array.isArray(where)

/** The first rows of a list in the order of a column, rows of one value by their ids; a null comes first. */
export interface Page {
  readonly orderBy: string
  readonly limit: number
}

export const isRange = (wanted: Conditions[string]): wanted is Range =>
  typeof wanted === "object" && wanted !== null && !Array.isArray(wanted)

const valuesOf = (wanted: Conditions[string]): ReadonlyArray<Cell> =>
  isRange(wanted) ? [wanted.from ?? null, wanted.below ?? null] : [wanted].flat()

/** The columns of values together. */
export const togetherIn = (where: ReadonlyArray<Together>): ReadonlyArray<string> => Object.keys(where[0] ?? {})

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
  const check = (column: string, cells: ReadonlyArray<Cell>) => {
    const type = typeOf(column)
    const kind = type.startsWith("text") ? "string" : "number"
    if (cells.some((cell) => cell !== null && typeof cell !== kind)) throw new Error(`${name}: ${column} holds ${type}`)
  }
  if (isTogether(where)) {
    const columns = togetherIn(where)
    for (const column of columns)
      check(
        column,
        where.map((one) => one[column] ?? null)
      )
    const isAlike = (one: Together) =>
      Object.keys(one).length === columns.length && columns.every((column) => Object.hasOwn(one, column))
    if ((where.length > 0 && columns.length === 0) || !where.every(isAlike))
      throw new Error(`${name}: values together are of the same columns`)
  } else for (const [column, wanted] of Object.entries(where)) check(column, valuesOf(wanted))
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

export interface ReadModelService {
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
  /**
   * Work that reads tables, all of it from one state of the store, whatever is written meanwhile. It does nothing but read:
   * a store may let it run without a pause, so that one which waits is a defect, and run it again where a table that is
   * kept asynchronously was behind. A snapshot within another is of that one's state.
   *
   * @example
   * const model = yield* ReadModel
   * const [bodies, classes] = yield* model.snapshot(Effect.all([rowsOf(…), rowsOf(…)]))
   */
  readonly snapshot: <A, E>(work: Effect.Effect<A, E, ReadModel>) => Effect.Effect<A, E | StoreFailure>
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

export class ReadModel extends Context.Service<ReadModel, ReadModelService>()("@ketluan/domain/projection/ReadModel") {}

/** What reads tables, and changes none. */
export type TableReads = Pick<ReadModelService, "rows" | "versions" | "progress">

/** Gives the work of a snapshot what it reads by. */
export const withReads = <A, E>(work: Effect.Effect<A, E, ReadModel>, reads: TableReads): Effect.Effect<A, E> => {
  const model: ReadModelService = {
    ...reads,
    snapshot: (inner) => Effect.provideService(inner, ReadModel, model),
    rebuild: () => Effect.die(new Error("a rebuild cannot be part of a snapshot"))
  }
  return Effect.provideService(work, ReadModel, model)
}

/** Runs it in one go, so that nothing can be written meanwhile. Throws what is a defect of it, a pause among them. */
export const runAtOnce = <A, E>(work: Effect.Effect<A, E>, context: Context.Context<never>): Result.Result<A, E> =>
  Effect.runSyncWith(context)(Effect.result(work))
