// Reading the tables of projections in SQLite, now and as of a valid day and a moment of knowledge, and rebuilding them.
import {
  checkWhere,
  hex,
  type LedgerName,
  lastWithin,
  type Projection,
  ProjectionStopped,
  type ReadModelService,
  runAtOnce,
  type StoreFailure,
  type TableReads,
  withReads
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { primitives } from "../primitives/index.ts"
import {
  Behind,
  byId,
  caughtUp,
  type Kept,
  type Limits,
  pause,
  rowsQuery,
  type Troubles,
  unreadableTable,
  versionsOf,
  versionsQuery
} from "../sql/index.ts"
import { builder, dialect, here } from "./connection.ts"
import type { EventLog } from "./event-log.ts"
import type { File } from "./file.ts"
import type { ProjectionTables, Rebuild } from "./projection-tables.ts"

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

/** A ledger's key in the tables, and how many events it has. */
interface LedgerSize {
  readonly ledger: number
  readonly size: number
}

export const readModel = (
  file: File,
  log: EventLog,
  tables: ProjectionTables,
  troubles: Troubles
): ReadModelService => {
  const { connection } = log
  const { path } = connection
  const sizeOf = connection.prepare<[name: string], LedgerSize>(
    builder.selectFrom("ledgers").select(["ledger", "size"]).where("name", "=", here).compile()
  )

  const stopped = (projection: Projection, { next, reason }: Progressed): ProjectionStopped | undefined =>
    reason === null ? undefined : new ProjectionStopped({ projection: projection.name, position: next, reason })

  /** Why a table cannot be read; undefined where it can. Throws where it is behind. */
  const refusal = (projection: Projection, { ledger, size }: LedgerSize, head: number) => {
    const progress = tables.progressOf(ledger, projection, size)
    const failure = unreadableTable(tables.storedVersion(projection), projection, path) ?? stopped(projection, progress)
    if (failure === undefined && progress.next < head) throw new Behind(projection.name)
    return failure
  }

  /**
   * What can be read within one transaction: ledgers and tables are looked up once in it. `heads` are those that were seen at
   * first, which a table must have come to.
   */
  const within = (heads: Map<LedgerName, number>): TableReads => {
    const ledgers = new Map<LedgerName, LedgerSize | null>()
    const refusals = new Map<string, ReturnType<typeof refusal>>()

    const find = (name: LedgerName): LedgerSize | null => {
      const known = ledgers.get(name)
      if (known !== undefined) return known
      const found = sizeOf.get(name) ?? null
      ledgers.set(name, found)
      return found
    }

    const readable = <A>(
      name: LedgerName,
      projection: Projection,
      work: (ledger: LedgerSize) => ReadonlyArray<A>
    ): Effect.Effect<ReadonlyArray<A>, StoreFailure | ProjectionStopped> =>
      Effect.suspend(() => {
        const ledger = find(name)
        if (ledger === null) return Effect.succeed([])
        const head = heads.get(name) ?? ledger.size
        heads.set(name, head)
        const table = `${ledger.ledger} ${projection.name} ${projection.version}`
        const refused = refusals.has(table) ? refusals.get(table) : refusal(projection, ledger, head)
        refusals.set(table, refused)
        return refused === undefined ? Effect.succeed(work(ledger)) : Effect.fail(refused)
      })

    return {
      rows: (name, projection, where, asOf, page) =>
        readable(name, projection, ({ ledger, size }) => {
          checkWhere(projection, where, page)
          const { known, valid } = asOf
          const last = lastWithin(asOf, known === null ? size - 1 : log.lastKnown(ledger, size, known)) ?? size - 1
          const isLimited = known !== null || asOf.position !== undefined
          const limits: Limits = { known: isLimited ? { last, size } : null, day: valid }
          const rows = connection.shaped(rowsQuery(dialect, projection, ledger, where, limits, page))
          return page === undefined ? rows.sort(byId) : rows
        }),
      versions: (name, projection) =>
        readable(name, projection, ({ ledger }) =>
          versionsOf(projection, connection.all(versionsQuery(builder, projection, ledger)))
        ),
      progress: (name) =>
        Effect.sync(() => {
          const ledger = find(name)
          if (ledger === null) return []
          const { size } = ledger
          return tables.kept
            .map(({ projection }) => {
              const { next, reason } = tables.progressOf(ledger.ledger, projection, size)
              return { projection: projection.name, next, behind: size - next, stopped: reason }
            })
            .sort((left, right) => (left.projection < right.projection ? -1 : 1))
        })
    }
  }

  /** Reads by one transaction. */
  const reading = <A, E>(work: (reads: TableReads) => Effect.Effect<A, E>): Effect.Effect<A, E | StoreFailure> =>
    Effect.contextWith((context) => {
      const heads = new Map<LedgerName, number>()
      return caughtUp(
        troubles,
        file.read(() => runAtOnce(work(within(heads)), context))
      )
    })

  return {
    rows: (...question) => reading(({ rows }) => rows(...question)),
    snapshot: (work) => reading((reads) => withReads(work, reads)),
    versions: (...question) => reading(({ versions }) => versions(...question)),
    rebuild: Effect.fnUntraced(function* (projections, batch) {
      yield* file.read(() => {
        const refusal = tables.refusal()
        return refusal === undefined ? Result.void : Result.fail(refusal)
      })
      const named = new Set(projections.map(({ name }) => name))
      const chosen = tables.kept.filter(({ projection }) => named.has(projection.name))
      yield* rebuildBeside(file, tables, () => chosen, batch)
      yield* file.read(() => {
        const failures = log.sql.ledgers
          .all()
          .flatMap(({ ledger, size }) =>
            chosen.flatMap(({ projection }) => stopped(projection, tables.progressOf(ledger, projection, size)) ?? [])
          )
        const [first] = failures
        return first === undefined ? Result.void : Result.fail(first)
      })
    }),
    progress: (name) => reading(({ progress }) => progress(name))
  }
}
