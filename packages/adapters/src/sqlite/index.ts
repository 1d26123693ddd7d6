// The SQLite adapter: a store in one file, for one machine and several programs at a time.
import {
  EventStore,
  LedgerRestore,
  MAX_SOURCE_BYTES,
  type Projection,
  ReadModel,
  type StoreFailure,
  StoreIndex
} from "@ketluan/domain"
import { Context, Effect, Layer, Result, type Scope } from "effect"
import { checkProjections, type Kept, Troubles } from "../sql/index.ts"
import { observedStore, observedTables } from "../telemetry/observed.ts"
import { keepUp } from "./asynchronous.ts"
import type { Connection } from "./connection.ts"
import { EventLog } from "./event-log.ts"
import { eventStore } from "./event-store.ts"
import { attempt } from "./failure.ts"
import { File } from "./file.ts"
import { BUSY_TIMEOUT, connect, type OpenOptions } from "./open.ts"
import { ProjectionTables } from "./projection-tables.ts"
import { readModel, rebuildBeside, tidy } from "./read-model.ts"
import { ledgerRestore } from "./restore.ts"
import { storeIndex } from "./store-index.ts"

export type { Connection } from "./connection.ts"
export { holdAlone } from "./lock.ts"
export { connect, type OpenOptions } from "./open.ts"

export interface SqliteOptions extends OpenOptions {
  /** Most bytes of a source that is kept; `MAX_SOURCE_BYTES` unless said otherwise. */
  readonly sourceLimit?: number
  /** The tables to keep: all that programs which write to this file know. Each append brings them up to date. */
  readonly projections: ReadonlyArray<Projection>
  /**
   * Tables that are brought up to date after the append has answered; a read of them waits for the head it sees at its
   * start. Every process that has the store open for writing takes part, so that one goes on where another dies.
   */
  readonly asynchronous?: ReadonlyArray<Projection>
}

const BATCH = 1000

/**
 * The store over a connection that is open already, for tools that need the connection too. Tables of projections that
 * are missing, or older than this program's, are filled first, beside the live ones.
 */
export const storeOn = Effect.fnUntraced(function* (
  connection: Connection,
  {
    projections,
    asynchronous = [],
    busyTimeout = BUSY_TIMEOUT,
    sourceLimit = MAX_SOURCE_BYTES
  }: Omit<SqliteOptions, "path">
): Effect.fn.Return<Context.Context<EventStore | ReadModel | StoreIndex | LedgerRestore>, StoreFailure, Scope.Scope> {
  const kept: ReadonlyArray<Kept> = [
    ...projections.map((projection) => ({ projection, inline: true })),
    ...asynchronous.map((projection) => ({ projection, inline: false }))
  ]
  checkProjections(kept.map(({ projection }) => projection))
  const { file, log, tables } = yield* attempt(connection.path, () => {
    const file = new File(connection, busyTimeout)
    const log = new EventLog(connection)
    return Result.succeed({ file, log, tables: new ProjectionTables(log, kept) })
  })
  const troubles = new Troubles()
  if (!connection.db.readonly) {
    const missing = () => tables.outdated().filter(({ projection }) => tables.storedVersion(projection) === 0)
    // Of programs that find an empty file at once, one makes the tables and the others find them made.
    if ((yield* file.read(() => Result.succeed(missing()))).length > 0)
      yield* file.write(() => Result.succeed(tables.rebuildNow(missing(), "new", BATCH)))
    const outdated = yield* file.read(() => Result.succeed(tables.outdated()))
    if (outdated.length > 0) yield* rebuildBeside(file, tables, () => tables.outdated(), BATCH)
    if (yield* file.read(() => Result.succeed(tables.isRebuilding()))) yield* Effect.forkScoped(tidy(file, tables))
    for (const { projection } of kept.filter(({ inline }) => !inline))
      yield* Effect.forkScoped(keepUp(file, log, tables, projection, troubles))
  }
  const store = eventStore(file, log, tables, sourceLimit)
  yield* Effect.addFinalizer(() => store.idle)
  return Context.make(EventStore, observedStore(store)).pipe(
    Context.add(ReadModel, observedTables(readModel(file, log, tables, troubles))),
    Context.add(StoreIndex, storeIndex(file, log, kept)),
    Context.add(LedgerRestore, ledgerRestore(file, kept, busyTimeout))
  )
})

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
export const sqlite = (
  options: SqliteOptions
): Layer.Layer<EventStore | ReadModel | StoreIndex | LedgerRestore, StoreFailure> =>
  Layer.effectContext(Effect.flatMap(connect(options), (connection) => storeOn(connection, options)))
