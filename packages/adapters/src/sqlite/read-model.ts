// Reading the tables of projections in SQLite, now and as of a valid day and a moment of knowledge, and rebuilding them.
import {
  type AsOf,
  checkWhere,
  hex,
  LedgerName,
  type Projection,
  ProjectionStopped,
  type ReadModelService,
  type StoreFailure
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { sql } from "kysely"
import { primitives } from "../primitives/index.ts"
import {
  type Kept,
  type Limits,
  rowOf,
  rowsQuery,
  unreadableTable,
  type VersionRow,
  versionsTable
} from "../sql/index.ts"
import { builder, dialect } from "./connection.ts"
import type { EventLog, LedgerRow } from "./event-log.ts"
import { newer } from "./failure.ts"
import type { File } from "./file.ts"
import type { ProjectionTables } from "./projection-tables.ts"

const WAIT = "5 millis"

// SQLite orders by UTF-8 bytes, which is another order beyond the basic plane.
const byId = (left: { readonly id: string }, right: { readonly id: string }): number =>
  left.id < right.id ? -1 : left.id > right.id ? 1 : 0

/** Fills tables beside the live ones, a transaction for each batch, and switches in the one that finds nothing left. */
export const rebuildBeside = Effect.fnUntraced(function* (
  file: File,
  tables: ProjectionTables,
  kept: ReadonlyArray<Kept>,
  batch: number
): Effect.fn.Return<void, StoreFailure> {
  const tag = hex(primitives.random(4))
  const rebuild = yield* file.write(() => Result.succeed(tables.begin(kept, tag)))
  const step = (work: () => boolean) =>
    file.write((): Result.Result<boolean, StoreFailure> => {
      const overtaken = tables.overtaken(rebuild)
      return overtaken === undefined ? Result.succeed(work()) : Result.fail(overtaken)
    })
  // Appends of this and other processes come between the batches.
  while (!(yield* step(() => tables.fill(rebuild, batch)))) yield* Effect.yieldNow
  yield* step(() => {
    tables.index(rebuild)
    return true
  })
  yield* step(() => {
    while (!tables.fill(rebuild, batch));
    tables.finish(rebuild)
    return true
  })
})

export const readModel = (file: File, log: EventLog, tables: ProjectionTables): ReadModelService => {
  const { path } = log.connection

  const stopped = ({ key, head }: LedgerRow, projection: Projection): ProjectionStopped | undefined => {
    const { next, reason } = tables.progressOf(key, projection, head.frontier.size)
    return reason === null ? undefined : new ProjectionStopped({ projection: projection.name, position: next, reason })
  }

  const unreadable = (ledger: LedgerRow, projection: Projection): StoreFailure | ProjectionStopped | undefined => {
    const failure = unreadableTable(tables.storedVersion(projection), projection, path, newer)
    return failure ?? stopped(ledger, projection)
  }

  /** Undefined where an asynchronous table has not come to `head` yet. */
  const look = <A>(
    name: LedgerName,
    projection: Projection,
    head: number | null,
    work: (ledger: LedgerRow) => ReadonlyArray<A>
  ) =>
    file.read((): Result.Result<ReadonlyArray<A> | { readonly awaited: number }, StoreFailure | ProjectionStopped> => {
      const ledger = log.find(name)
      if (ledger === null) return Result.succeed([])
      const failure = unreadable(ledger, projection)
      if (failure !== undefined) return Result.fail(failure)
      const { size } = ledger.head.frontier
      const { next } = tables.progressOf(ledger.key, projection, size)
      const awaited = head ?? size
      return Result.succeed(next < awaited ? { awaited } : work(ledger))
    })

  const reading = <A>(name: LedgerName, projection: Projection, work: (ledger: LedgerRow) => ReadonlyArray<A>) => {
    const go = (head: number | null): Effect.Effect<ReadonlyArray<A>, StoreFailure | ProjectionStopped> =>
      Effect.flatMap(look(name, projection, head, work), (found) =>
        "awaited" in found ? Effect.andThen(Effect.sleep(WAIT), go(found.awaited)) : Effect.succeed(found)
      )
    return go(null)
  }

  const limits = ({ key, head }: LedgerRow, { valid, known }: AsOf): Limits => ({
    last: known === null ? null : log.lastKnown(key, head.frontier.size, known),
    day: valid
  })

  return {
    rows: (name, projection, where, asOf, page) =>
      reading(name, projection, (ledger) => {
        checkWhere(projection, where, page)
        const query = rowsQuery(dialect, projection, ledger.key, where, limits(ledger, asOf), page)
        const rows = log.connection.shaped(query).map((version) => ({ ...rowOf(projection, version), id: version.id }))
        return page === undefined ? rows.sort(byId) : rows
      }),
    versions: (name, projection) =>
      reading(name, projection, (ledger) =>
        log.connection
          .all<VersionRow>(
            sql<VersionRow>`select * from ${sql.table(versionsTable(projection.name))} where ledger = ${ledger.key}`.compile(
              builder
            )
          )
          .map((version) => ({
            id: version.id,
            position: version._position,
            day: version._day,
            nextPosition: version._next_position,
            nextDay: version._next_day,
            stream: version._stream,
            row: rowOf(projection, version)
          }))
          .sort((left, right) => byId(left, right) || left.position - right.position)
      ),
    rebuild: Effect.fnUntraced(function* (projections, batch) {
      yield* file.read(() => {
        const refusal = tables.refusal()
        return refusal === undefined ? Result.void : Result.fail(refusal)
      })
      const named = new Set(projections.map(({ name }) => name))
      const chosen = tables.kept.filter(({ projection }) => named.has(projection.name))
      yield* rebuildBeside(file, tables, chosen, batch)
      yield* file.read(() => {
        const failures = log.sql.ledgers.all().flatMap(({ name }) => {
          const ledger = log.find(LedgerName.make(name))
          return ledger === null ? [] : chosen.flatMap(({ projection }) => stopped(ledger, projection) ?? [])
        })
        const [first] = failures
        return first === undefined ? Result.void : Result.fail(first)
      })
    }),
    progress: (name) =>
      file.read(() => {
        const ledger = log.find(name)
        if (ledger === null) return Result.succeed([])
        const { size } = ledger.head.frontier
        return Result.succeed(
          tables.kept
            .map(({ projection }) => {
              const { next, reason } = tables.progressOf(ledger.key, projection, size)
              return { projection: projection.name, next, behind: size - next, stopped: reason }
            })
            .sort((left, right) => (left.projection < right.projection ? -1 : 1))
        )
      })
  }
}
