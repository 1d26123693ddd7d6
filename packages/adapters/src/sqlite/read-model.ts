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
  byId,
  type Kept,
  keyedRow,
  type Limits,
  pause,
  rowsQuery,
  type Troubles,
  unreadableTable,
  type VersionRow,
  versionsOf,
  versionsTable
} from "../sql/index.ts"
import { builder, dialect } from "./connection.ts"
import type { EventLog, LedgerRow } from "./event-log.ts"
import type { File } from "./file.ts"
import type { ProjectionTables, Rebuild } from "./projection-tables.ts"

/** Milliseconds between two looks at how far a table has come. */
const WAIT = 5
/** Milliseconds between two looks at what another program rebuilds. */
const BUSY = 50

/** A rebuild from its beginning to the switch; false where it must begin again. */
const rebuildOnce = Effect.fnUntraced(function* (
  file: File,
  tables: ProjectionTables,
  rebuild: Rebuild,
  batch: number
): Effect.fn.Return<boolean, StoreFailure> {
  const step = (work: () => boolean) => file.write(() => Result.succeed(tables.goesOn(rebuild) ? work() : null))
  // Appends of this and other processes come between the batches, and between the indexes.
  for (const work of [() => tables.fill(rebuild, batch), () => tables.index(rebuild)])
    for (let done: boolean | null = false; done !== true; yield* Effect.yieldNow) {
      done = yield* step(work)
      if (done === null) return false
    }
  const finished = yield* step(() => {
    while (!tables.fill(rebuild, batch));
    tables.finish(rebuild)
    return true
  })
  return finished !== null
})

/**
 * Fills tables beside the live ones, a transaction for each batch, and switches in the one that finds nothing left. While
 * another program rebuilds one of them it waits, and then asks anew what there is to do.
 */
export const rebuildBeside = Effect.fnUntraced(function* (
  file: File,
  tables: ProjectionTables,
  chosen: () => ReadonlyArray<Kept>,
  batch: number
): Effect.fn.Return<void, StoreFailure> {
  for (;;) {
    const tag = hex(primitives.random(4))
    const begun = yield* file.write((): Result.Result<Rebuild | "busy" | "done"> => {
      const kept = chosen()
      if (kept.length === 0) return Result.succeed("done")
      return Result.succeed(tables.isBusy(kept) ? "busy" : tables.begin(kept, tag))
    })
    if (begun === "done") return
    if (begun === "busy") yield* pause(BUSY)
    else if (yield* rebuildOnce(file, tables, begun, batch)) return
  }
})

/** Removes what is left of rebuilds whose programs died, as soon as that is sure. */
export const tidy = (file: File, tables: ProjectionTables): Effect.Effect<void> => {
  const round = file.write(() => {
    tables.abandon("dead")
    return Result.succeed(tables.isRebuilding())
  })
  return Effect.repeat(
    Effect.andThen(
      pause(BUSY),
      Effect.orElseSucceed(round, () => true)
    ),
    {
      while: (isRebuilding) => isRebuilding
    }
  )
}

type Progressed = ReturnType<ProjectionTables["progressOf"]>

export const readModel = (
  file: File,
  log: EventLog,
  tables: ProjectionTables,
  troubles: Troubles
): ReadModelService => {
  const { path } = log.connection

  const stopped = (projection: Projection, { next, reason }: Progressed): ProjectionStopped | undefined =>
    reason === null ? undefined : new ProjectionStopped({ projection: projection.name, position: next, reason })

  const unreadable = (projection: Projection, progress: Progressed): StoreFailure | ProjectionStopped | undefined =>
    unreadableTable(tables.storedVersion(projection), projection, path) ?? stopped(projection, progress)

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
      const { size } = ledger.head.frontier
      const progress = tables.progressOf(ledger.key, projection, size)
      const failure = unreadable(projection, progress)
      if (failure !== undefined) return Result.fail(failure)
      const awaited = head ?? size
      return Result.succeed(progress.next < awaited ? { awaited } : work(ledger))
    })

  const reading = Effect.fnUntraced(function* <A>(
    name: LedgerName,
    projection: Projection,
    work: (ledger: LedgerRow) => ReadonlyArray<A>
  ): Effect.fn.Return<ReadonlyArray<A>, StoreFailure | ProjectionStopped> {
    for (let head: number | null = null; ; yield* pause(WAIT)) {
      const found: ReadonlyArray<A> | { readonly awaited: number } = yield* look(name, projection, head, work)
      if (!("awaited" in found)) return found
      const trouble = troubles.of(projection.name)
      if (trouble !== undefined) return yield* trouble
      head = found.awaited
    }
  })

  const limits = ({ key, head }: LedgerRow, { valid, known }: AsOf): Limits => ({
    last: known === null ? null : log.lastKnown(key, head.frontier.size, known),
    day: valid
  })

  return {
    rows: (name, projection, where, asOf, page) =>
      reading(name, projection, (ledger) => {
        checkWhere(projection, where, page)
        const query = rowsQuery(dialect, projection, ledger.key, where, limits(ledger, asOf), page)
        const rows = log.connection.shaped(query).map((version) => keyedRow(projection, version))
        return page === undefined ? rows.sort(byId) : rows
      }),
    versions: (name, projection) =>
      reading(name, projection, (ledger) =>
        versionsOf(
          projection,
          log.connection.all<VersionRow>(
            sql<VersionRow>`select * from ${sql.table(versionsTable(projection.name))} where ledger = ${ledger.key}`.compile(
              builder
            )
          )
        )
      ),
    rebuild: Effect.fnUntraced(function* (projections, batch) {
      yield* file.read(() => {
        const refusal = tables.refusal()
        return refusal === undefined ? Result.void : Result.fail(refusal)
      })
      const named = new Set(projections.map(({ name }) => name))
      const chosen = tables.kept.filter(({ projection }) => named.has(projection.name))
      yield* rebuildBeside(file, tables, () => chosen, batch)
      yield* file.read(() => {
        const failures = log.sql.ledgers.all().flatMap(({ name }) => {
          const ledger = log.find(LedgerName.make(name))
          if (ledger === null) return []
          const { size } = ledger.head.frontier
          return chosen.flatMap(
            ({ projection }) => stopped(projection, tables.progressOf(ledger.key, projection, size)) ?? []
          )
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
