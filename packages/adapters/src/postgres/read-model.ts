// Reading the tables of projections in PostgreSQL, now and as of a valid day and a moment of knowledge.
import {
  type AsOf,
  type Cell,
  checkWhere,
  type KeyedRow,
  type LedgerName,
  lastWithin,
  type Projection,
  ProjectionStopped,
  ReadModel,
  type ReadModelService,
  type StoreFailure,
  type TableReads,
  withReads
} from "@ketluan/domain"
import { Effect } from "effect"
import {
  Behind,
  byId,
  caughtUp,
  type Kept,
  type Limits,
  refusalOf,
  rowsQuery,
  type Troubles,
  unreadableTable,
  versionsOf,
  versionsQuery,
  type WholeVersionRow
} from "../sql/index.ts"
import { builder, dialect, type Run } from "./database.ts"
import type { EventLog } from "./event-log.ts"
import { attempt } from "./failure.ts"
import { underLock } from "./open.ts"
import { readRegistry, rebuildBeside } from "./rebuilding.ts"

/** Where a table stands, in columns of their own before those of its rows: one look at the store for both. */
interface Stand {
  readonly at_size: number
  readonly at_version: number
  readonly at_inline: number
  readonly at_next: number | null
  readonly at_reason: string | null
}

const beside = (rows: string, projection: number, ledger: string): string => `
select r.*, s.* from (
  select l.size as at_size, coalesce(p.version, 0) as at_version, coalesce(p.inline, 1) as at_inline,
    g.next as at_next, g.reason as at_reason
  from ledgers l left join projections p on p.name = $${projection}
    left join progress g on g.ledger = l.ledger and g.projection = $${projection}
  where l.ledger = ${ledger}) s
left join lateral (${rows}) r on true`

/** The columns that were asked for, and the key. */
const keyedRow = ({ columns }: Projection, found: Stand & KeyedRow): KeyedRow => {
  const row: { [column: string]: Cell; id: string } = { id: found.id }
  for (const column of Object.keys(columns)) row[column] = found[column] ?? null
  return row
}

const nextOf = ({ at_next, at_inline, at_size }: Stand): number => at_next ?? (at_inline === 1 ? at_size : 0)

type Refused = StoreFailure | ProjectionStopped

/** After every moment that a ledger can hold. */
const FOR_EVER = "9999-12-31T23:59:59.999Z"

export const readModel = (log: EventLog, kept: ReadonlyArray<Kept>, troubles: Troubles): ReadModelService => {
  const { database } = log
  const { place } = database
  const shapes = new Map<string, string>()
  const keys = new Map<LedgerName, number>()

  const keyOf = async (run: Run, name: LedgerName): Promise<number | undefined> => {
    const known = keys.get(name)
    if (known !== undefined) return known
    const [row] = await run<{ ledger: number }>("select ledger from ledgers where name = $1", [name])
    if (row !== undefined) keys.set(name, row.ledger)
    return row?.ledger
  }

  /** What can be read by `run`. `heads` are those that were seen at first, which a table must have come to. */
  const readBy = (run: Run, heads: Map<LedgerName, number>): TableReads => {
    const limits = async (ledger: number, asOf: AsOf): Promise<Limits> => {
      const { valid, known, position } = asOf
      if (known === null && position === undefined) return { known: null, day: valid }
      const { last, size } = await log.lastKnown(ledger, known ?? FOR_EVER, run)
      return { known: { last: lastWithin(asOf, last) ?? last, size }, day: valid }
    }

    /** The rows that were found, none without a ledger, or why the table cannot be read. Dies where it is behind. */
    const judged = <R extends { readonly id: string }>(
      name: LedgerName,
      projection: Projection,
      rows: ReadonlyArray<Stand & R>
    ): Effect.Effect<ReadonlyArray<Stand & R>, Refused> => {
      const [stand] = rows
      if (stand === undefined) return Effect.succeed([])
      const failure = unreadableTable(stand.at_version, projection, place)
      if (failure !== undefined) return Effect.fail(failure)
      const next = nextOf(stand)
      if (stand.at_reason !== null)
        return Effect.fail(
          new ProjectionStopped({ projection: projection.name, position: next, reason: stand.at_reason })
        )
      const head = heads.get(name) ?? stand.at_size
      heads.set(name, head)
      if (next < head) return Effect.die(new Behind(projection.name))
      return Effect.succeed(rows.filter(({ id }) => id !== null))
    }

    const reading = <R extends { readonly id: string }>(
      name: LedgerName,
      projection: Projection,
      ask: (ledger: number) => Promise<ReadonlyArray<Stand & R>>
    ): Effect.Effect<ReadonlyArray<Stand & R>, Refused> =>
      Effect.flatMap(
        attempt(place, async () => {
          const ledger = await keyOf(run, name)
          return ledger === undefined ? [] : await ask(ledger)
        }),
        (rows) => judged(name, projection, rows)
      )

    return {
      rows: (name, projection, where, asOf, page) =>
        Effect.suspend(() => {
          checkWhere(projection, where, page)
          const found = reading(name, projection, async (ledger) => {
            const query = rowsQuery(dialect, projection, ledger, where, await limits(ledger, asOf), page)
            const values = [...query.values, projection.name]
            const text = shapes.get(query.shape) ?? beside(query.compile().sql, values.length, "$1")
            shapes.set(query.shape, text)
            return run<Stand & KeyedRow>(text, values)
          })
          return Effect.map(found, (stands) => {
            const rows = stands.map((row) => keyedRow(projection, row))
            return page === undefined ? rows.sort(byId) : rows
          })
        }),
      versions: (name, projection) =>
        Effect.map(
          reading(name, projection, (ledger) => {
            const { sql, parameters } = versionsQuery(builder, projection, ledger)
            const text = beside(sql, parameters.length + 1, "$1")
            return run<Stand & WholeVersionRow>(text, [...parameters, projection.name])
          }),
          (rows) => versionsOf(projection, rows)
        ),
      progress: (name) =>
        attempt(place, async () => {
          const rows = await run<{ name: string; size: number } & Omit<Stand, "at_size">>(
            `select p.name, l.size, p.version as at_version, p.inline as at_inline, g.next as at_next, g.reason as at_reason
           from ledgers l cross join projections p
             left join progress g on g.ledger = l.ledger and g.projection = p.name
           where l.name = $1 and p.name = any($2::text[])`,
            [name, kept.map(({ projection }) => projection.name)]
          )
          return rows
            .map(({ name, size, ...stand }) => {
              const next = nextOf({ ...stand, at_size: size })
              return { projection: name, next, behind: size - next, stopped: stand.at_reason }
            })
            .sort((left, right) => (left.projection < right.projection ? -1 : 1))
        })
    }
  }

  const snapshot: ReadModelService["snapshot"] = (work) =>
    Effect.contextWith((context) => {
      const heads = new Map<LedgerName, number>()
      const answer = attempt(place, () =>
        database.snapshot((run) => Effect.runPromiseExitWith(context)(withReads(work, readBy(run, heads))))
      )
      return caughtUp(troubles, Effect.flatten(answer))
    })

  /** One statement is of one state by itself. */
  const alone = <A, E>(read: (reads: TableReads) => Effect.Effect<A, E>): Effect.Effect<A, E | StoreFailure> =>
    Effect.suspend(() => caughtUp(troubles, read(readBy(database.run, new Map()))))

  return {
    rows: (ledger, projection, where, asOf, page) => {
      const question = [ledger, projection, where, asOf, page] as const
      // What was known when is another statement, and rows must be found where they were put by then.
      if (asOf.known !== null || asOf.position !== undefined)
        return snapshot(Effect.flatMap(ReadModel, ({ rows }) => rows(...question)))
      return alone(({ rows }) => rows(...question))
    },
    snapshot,
    versions: (...question) => alone(({ versions }) => versions(...question)),
    progress: (name) => alone(({ progress }) => progress(name)),
    rebuild: Effect.fnUntraced(function* (projections, batch) {
      const named = new Set(projections.map(({ name }) => name))
      const chosen = kept.filter(({ projection }) => named.has(projection.name))
      yield* attempt(place, async () => {
        const refusal = refusalOf(await readRegistry(database.run), kept, place)
        if (refusal !== undefined) throw refusal
        await underLock(database, () => rebuildBeside(log, chosen, batch))
      })
      const [stopped] = yield* attempt(place, () =>
        database.run<{ projection: string; next: number; reason: string }>(
          `select projection, next, reason from progress
           where reason is not null and projection = any($1::text[]) order by ledger, projection`,
          [[...named]]
        )
      )
      if (stopped !== undefined) {
        const { projection, next: position, reason } = stopped
        return yield* new ProjectionStopped({ projection, position, reason })
      }
    })
  }
}
