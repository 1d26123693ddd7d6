// The SQLite adapter: a store in one file, for one machine and several programs at a time.
import { EventStore, type Projection, ReadModel, type StoreFailure } from "@ketluan/domain"
import { Context, Effect, Layer, Result } from "effect"
import { checkProjections } from "../sql/index.ts"
import type { Connection } from "./connection.ts"
import { EventLog } from "./event-log.ts"
import { eventStore } from "./event-store.ts"
import { attempt } from "./failure.ts"
import { connect, type OpenOptions } from "./open.ts"
import { ProjectionTables } from "./projection-tables.ts"
import { readModel } from "./read-model.ts"

export type { Connection } from "./connection.ts"
export { connect, type OpenOptions } from "./open.ts"

export interface SqliteOptions extends OpenOptions {
  /** The tables to keep: all that programs which write to this file know. */
  readonly projections: ReadonlyArray<Projection>
}

/**
 * The store over a connection that is open already, for tools that need the connection too. Tables of projections that
 * are missing, or older than this program's, are filled first.
 */
export const storeOn = (
  connection: Connection,
  projections: ReadonlyArray<Projection>
): Effect.Effect<Context.Context<EventStore | ReadModel>, StoreFailure> => {
  checkProjections(projections)
  return attempt(connection.path, () => {
    const log = new EventLog(connection)
    const tables = new ProjectionTables(log, projections)
    if (!connection.db.readonly && tables.isOutdated) connection.write(() => Result.succeed(tables.bringUpToDate()))
    return Result.succeed(
      Context.make(EventStore, eventStore(log, tables)).pipe(Context.add(ReadModel, readModel(log, tables)))
    )
  })
}

/**
 * The store in a file, which is closed with the layer.
 *
 * @example
 * const program = Effect.gen(function* () {
 *   const store = yield* EventStore
 *   return yield* store.ledgers
 * })
 * await Effect.runPromise(program.pipe(Effect.provide(sqlite({ path: "ketluan.db", projections: [] }))))
 */
export const sqlite = ({ projections, ...options }: SqliteOptions): Layer.Layer<EventStore | ReadModel, StoreFailure> =>
  Layer.effectContext(Effect.flatMap(connect(options), (connection) => storeOn(connection, projections)))
