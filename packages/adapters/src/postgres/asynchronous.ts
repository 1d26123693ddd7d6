// Keeps an asynchronous projection up: batch after batch, the checkpoint in the same transaction as the rows.
import { type LedgerName, measured, metrics, type Projection, traced } from "@ketluan/domain"
import { Effect, Metric } from "effect"
import { type Kept, later, type Moves, refusalOf, type Troubles } from "../sql/index.ts"
import type { EventLog } from "./event-log.ts"
import { attempt } from "./failure.ts"
import { applyTo, liveTarget, putProgress, RowsAtHand } from "./projection-tables.ts"
import { readRegistry } from "./rebuilding.ts"

const BATCH = 500
/** Rows of a table between batches; they are looked up again in each, since another program may have written them. */
const NO_ROWS = 0

const BEHIND = `
select l.ledger, l.name, l.size - coalesce(g.next, 0) as lag from ledgers l left join progress g on g.ledger = l.ledger and g.projection = $1
where coalesce(g.next, 0) < l.size and g.reason is null`

/**
 * Runs until it is interrupted. A batch holds the row of its checkpoint: with several programs each event is still applied
 * once, and where one dies, the server lets its row go and another is already there.
 */
export const keepUp = (
  log: EventLog,
  kept: ReadonlyArray<Kept>,
  projection: Projection,
  moves: Moves,
  troubles: Troubles
): Effect.Effect<never> => {
  const { database } = log
  const target = liveTarget({ projection, inline: false })

  const advance = (ledger: number, name: LedgerName): Promise<void> =>
    database.transaction(async (run) => {
      await run("insert into progress (ledger, projection, next) values ($1, $2, 0) on conflict do nothing", [
        ledger,
        projection.name
      ])
      const [at] = await run<{ next: number; reason: string | null }>(
        "select next, reason from progress where ledger = $1 and projection = $2 for update skip locked",
        [ledger, projection.name]
      )
      if (at === undefined || at.reason !== null) return
      // Under that lock, since a rebuild that keeps the table in another way takes it too.
      const refusal = refusalOf(await readRegistry(run), kept, database.place)
      if (refusal !== undefined) throw refusal
      const events = await log.opened(name, { from: at.next, limit: BATCH }, run)
      const [stopped] = await applyTo(run, ledger, [target], events, new RowsAtHand(NO_ROWS))
      const next = at.next + events.length
      await putProgress(run, ledger, stopped ?? { projection: projection.name, next, reason: null })
    })

  const round = Effect.gen(function* () {
    const { wait } = moves
    const behind = yield* attempt(database.place, () =>
      database.run<{ ledger: number; name: LedgerName; lag: number }>(BEHIND, [projection.name])
    )
    yield* measured(() =>
      Metric.update(
        Metric.withAttributes(metrics.projectionLag, { projection: projection.name }),
        behind.reduce((sum, { lag }) => sum + lag, 0)
      )
    )
    for (const { ledger, name } of behind)
      yield* attempt(database.place, () => advance(ledger, name)).pipe(
        traced("ketluan.project", { ledger: name, projection: projection.name }),
        troubles.watch(projection.name)
      )
    if (behind.length === 0) yield* wait
  })
  // What stands in the way may pass, as a server that is down; what does not is told to the table's readers.
  return Effect.forever(Effect.catchCause(round, () => later))
}
