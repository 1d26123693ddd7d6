// Keeps an asynchronous projection up: batch after batch, the checkpoint in the same transaction as the rows.
import { measured, metrics, type Projection, traced } from "@ketluan/domain"
import { Effect, Metric, Result } from "effect"
import { later, type Troubles } from "../sql/index.ts"
import type { EventLog } from "./event-log.ts"
import type { File } from "./file.ts"
import type { ProjectionTables } from "./projection-tables.ts"

const BATCH = 500

/**
 * Runs until it is interrupted. Each batch reads the checkpoint under the write lock: with several processes each event is
 * still applied once, and where one dies the others are already there.
 */
export const keepUp = (
  file: File,
  log: EventLog,
  tables: ProjectionTables,
  projection: Projection,
  troubles: Troubles
): Effect.Effect<never> => {
  const behind = file.read(() =>
    Result.succeed(
      log.sql.ledgers.all().flatMap(({ ledger, name, size }) => {
        const { next, reason } = tables.progressOf(ledger, projection, size)
        return reason === null && next < size ? [{ ledger, name, lag: size - next }] : []
      })
    )
  )
  const advance = (ledger: number) =>
    file.write(() => {
      const refusal = tables.refusal()
      return refusal === undefined ? Result.succeed(tables.advance(ledger, projection, BATCH)) : Result.fail(refusal)
    })
  const round = Effect.gen(function* () {
    const { wait } = file.moves
    const ledgers = yield* behind
    yield* measured(() =>
      Metric.update(
        Metric.withAttributes(metrics.projectionLag, { projection: projection.name }),
        ledgers.reduce((sum, { lag }) => sum + lag, 0)
      )
    )
    for (const { ledger, name } of ledgers)
      yield* advance(ledger).pipe(
        traced("ketluan.project", { ledger: name, projection: projection.name }),
        troubles.watch(projection.name)
      )
    if (ledgers.length === 0) yield* wait
    else yield* Effect.yieldNow
  })
  // What stands in the way may pass, as a lock; what does not is told to the table's readers.
  return Effect.forever(Effect.catchCause(round, () => later))
}
