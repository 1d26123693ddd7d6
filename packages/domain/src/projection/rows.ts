// Typed rows: a table's rows as its columns declare them.
import { Effect } from "effect"
import type { AsOf, LedgerName, ProjectionStopped, StoreFailure } from "../ledger/index.ts"
import type { Columns, Projection, RowOf } from "./projection.ts"
import { type KeyedRow, ReadModel, type Where } from "./read-model.ts"

/** `ReadModel.rows` with the row's type; stores keep what projections made, which only these columns can be. */
export function rowsOf<C extends Columns>(
  ledger: LedgerName,
  projection: Projection<C>,
  where: Where,
  asOf: AsOf
): Effect.Effect<ReadonlyArray<KeyedRow<RowOf<C>>>, StoreFailure | ProjectionStopped, ReadModel>
export function rowsOf(
  ledger: LedgerName,
  projection: Projection,
  where: Where,
  asOf: AsOf
): Effect.Effect<ReadonlyArray<KeyedRow>, StoreFailure | ProjectionStopped, ReadModel> {
  return Effect.flatMap(ReadModel, (model) => model.rows(ledger, projection, where, asOf))
}
