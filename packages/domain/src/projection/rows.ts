// Typed rows: a table's rows as its columns declare them.
import { Effect, Struct } from "effect"
import type { AsOf, LedgerName, ProjectionStopped, StoreFailure } from "../ledger/index.ts"
import type { Columns, Projection, RowOf } from "./projection.ts"
import { type KeyedRow, type Page, ReadModel, type Where } from "./read-model.ts"

/**
 * A table with some of its columns, to read no more than those: a row of it has them and its key. No event changes its
 * rows, since it is only another look at them.
 *
 * @example
 * rowsOf(ledger, only(tables.conclusions, "reference"), { id }, now)
 */
export const only = <C extends Columns, N extends keyof C & string>(
  { name, version, columns, ordered = [] }: Projection<C>,
  ...chosen: ReadonlyArray<N>
): Projection<Pick<C, N>> => ({
  name,
  version,
  columns: Struct.pick(columns, chosen),
  indexed: [],
  ordered: ordered.filter((list) => list.every((column) => chosen.some((name) => name === column))),
  keys: () => [],
  evolve: (row) => row
})

/** `ReadModel.snapshot`: all that the work reads is of one state of the store. */
export const inSnapshot = <A, E>(work: Effect.Effect<A, E, ReadModel>): Effect.Effect<A, E | StoreFailure, ReadModel> =>
  Effect.flatMap(ReadModel, (model) => model.snapshot(work))

/** `ReadModel.rows` with the row's type; stores keep what projections made, which only these columns can be. */
export function rowsOf<C extends Columns>(
  ledger: LedgerName,
  projection: Projection<C>,
  where: Where,
  asOf: AsOf,
  page?: Page
): Effect.Effect<ReadonlyArray<KeyedRow<RowOf<C>>>, StoreFailure | ProjectionStopped, ReadModel>
export function rowsOf(
  ledger: LedgerName,
  projection: Projection,
  where: Where,
  asOf: AsOf,
  page?: Page
): Effect.Effect<ReadonlyArray<KeyedRow>, StoreFailure | ProjectionStopped, ReadModel> {
  return Effect.flatMap(ReadModel, (model) => model.rows(ledger, projection, where, asOf, page))
}
