// The SQLite adapter: a store in one file, for one machine and several programs at a time.
import { EventStore, type Projection, ReadModel, type StoreFailure } from "@ketluan/domain"
import { Context, Effect, Layer, Result } from "effect"
import { checkProjections } from "../sql/index.ts"
import { EventLog } from "./event-log.ts"
import { eventStore } from "./event-store.ts"
import { attempt, attemptSync } from "./failure.ts"
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
 * The store in a file, which is closed with the layer. Tables of projections that are missing, or older than this
 * program's, are filled before anything is read.
 *
 * @example
 * const program = Effect.gen(function* () {
 *   const store = yield* EventStore
 *   return yield* store.ledgers
 * })
 * await Effect.runPromise(program.pipe(Effect.provide(sqlite({ path: "ketluan.db", projections: [] }))))
 */
export const sqlite = ({ projections, ...options }: SqliteOptions): Layer.Layer<EventStore | ReadModel, StoreFailure> =>
  Layer.effectContext(
    Effect.gen(function* () {
      checkProjections(projections)
      const connection = yield* connect(options)
      const { path } = connection
      const [log, tables] = yield* attemptSync(path, () => {
        const log = new EventLog(connection)
        return [log, new ProjectionTables(log, projections)] as const
      })
      if (options.readOnly !== true && (yield* attemptSync(path, () => tables.isOutdated)))
        yield* attempt(path, () => connection.write(() => Result.succeed(tables.bringUpToDate())))
      return Context.make(EventStore, eventStore(log, tables)).pipe(Context.add(ReadModel, readModel(log, tables)))
    })
  )
