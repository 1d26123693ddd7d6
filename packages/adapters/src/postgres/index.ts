// The PostgreSQL adapter: a store in one schema of a server, for many programs on many machines.
import {
  EventStore,
  LedgerRestore,
  MAX_SOURCE_BYTES,
  type Projection,
  ReadModel,
  type StoreFailure,
  StoreIndex
} from "@ketluan/domain"
import { Context, Effect, Layer, type Scope } from "effect"
import { checkProjections, type Kept, Moves, outdated, Troubles } from "../sql/index.ts"
import { observedStore, observedTables } from "../telemetry/observed.ts"
import { Appending } from "./appending.ts"
import { keepUp } from "./asynchronous.ts"
import { Database } from "./database.ts"
import { EventLog } from "./event-log.ts"
import { eventStore } from "./event-store.ts"
import { attempt, isForbidden } from "./failure.ts"
import { openSchema, underFreeLock, underLock } from "./open.ts"
import { readModel } from "./read-model.ts"
import { readRegistry, rebuildBeside, tidy } from "./rebuilding.ts"
import { ledgerRestore } from "./restore.ts"
import { storeIndex } from "./store-index.ts"

export interface PostgresOptions {
  /** As `postgres://user@host:5432/database`; a password may also come from `PGPASSWORD` or a password file. */
  readonly url: string
  /** The schema that holds the store's tables and nothing else; `ketluan` unless said otherwise. */
  readonly schema?: string
  /** Make the schema and its tables where there are none (the default). */
  readonly create?: boolean
  /** Most connections of this program; 8 unless said otherwise. */
  readonly connections?: number
  /** The tables to keep: all that programs which write to this schema know. Each append brings them up to date. */
  readonly projections: ReadonlyArray<Projection>
  /**
   * Tables that are brought up to date after the append has answered; a read of them waits for the head it sees at its
   * start. Every program that has the store open takes part, so that one goes on where another dies.
   */
  readonly asynchronous?: ReadonlyArray<Projection>
  /**
   * Whose clock says when something is recorded: the server's (the default), which every program shares, or that of the
   * program, for tests that move it.
   */
  readonly clock?: "server" | "program"
  /** Most bytes of a source that is kept; `MAX_SOURCE_BYTES` unless said otherwise. */
  readonly sourceLimit?: number
}

const BATCH = 1000
const CONNECTIONS = 8

const open = Effect.fnUntraced(function* ({
  url,
  schema = "ketluan",
  create = true,
  connections = CONNECTIONS,
  projections,
  asynchronous = [],
  clock = "server",
  sourceLimit = MAX_SOURCE_BYTES
}: PostgresOptions): Effect.fn.Return<
  Context.Context<EventStore | ReadModel | StoreIndex | LedgerRestore>,
  StoreFailure,
  Scope.Scope
> {
  const kept: ReadonlyArray<Kept> = [
    ...projections.map((projection) => ({ projection, inline: true })),
    ...asynchronous.map((projection) => ({ projection, inline: false }))
  ]
  checkProjections(kept.map(({ projection }) => projection))
  const database = yield* Effect.acquireRelease(
    Effect.sync(() => new Database({ url, schema, connections })),
    (opened) => Effect.promise(() => opened.end())
  )
  const log = new EventLog(database)
  yield* attempt(database.place, async () => {
    await openSchema(database, create)
    // Of programs that find tables missing or older than theirs, one fills them and the others find them filled.
    if (outdated(await readRegistry(database.run), kept).length > 0)
      await underLock(database, async () => {
        const old = outdated(await readRegistry(database.run), kept)
        if (old.length > 0) await rebuildBeside(log, old, BATCH)
      })
    if ((await readRegistry(database.run)).some(({ rebuild }) => rebuild !== null))
      // A program that may not do it leaves it to one that may.
      await underFreeLock(database, tidy).catch((cause: unknown) => {
        if (!isForbidden(cause)) throw cause
      })
  })
  const moves = new Moves()
  const troubles = new Troubles()
  for (const projection of asynchronous) yield* Effect.forkScoped(keepUp(log, kept, projection, moves, troubles))
  const store = eventStore(log, new Appending({ database, log, kept, clock, sourceLimit }), moves)
  yield* Effect.addFinalizer(() => store.idle)
  return Context.make(EventStore, observedStore(store)).pipe(
    Context.add(ReadModel, observedTables(readModel(log, kept, troubles))),
    Context.add(StoreIndex, storeIndex(log, kept)),
    Context.add(LedgerRestore, ledgerRestore(database, kept, moves))
  )
})

/**
 * The store in a schema of a PostgreSQL server; its connections are closed with the layer. Connections must be the program's own
 * for a session: statements are kept prepared on them.
 *
 * @example
 * const program = Effect.gen(function* () {
 *   const store = yield* EventStore
 *   return yield* store.ledgers
 * })
 * const store = postgres({ url: "postgres://ketluan@localhost/office", projections: [] })
 * await Effect.runPromise(program.pipe(Effect.provide(store)))
 */
export const postgres = (
  options: PostgresOptions
): Layer.Layer<EventStore | ReadModel | StoreIndex | LedgerRestore, StoreFailure> => Layer.effectContext(open(options))
