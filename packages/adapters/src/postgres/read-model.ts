// Reading the tables of projections in PostgreSQL, now and as of a valid day and a moment of knowledge.
import {
  type AsOf,
  checkWhere,
  type LedgerName,
  type Page,
  type Projection,
  ProjectionStopped,
  type ReadModelService,
  type StoreFailure,
  type Where
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import pg from "pg"
import {
  byId,
  type Kept,
  keyedRow,
  type Limits,
  pause,
  refusalOf,
  rowsQuery,
  type Troubles,
  unreadableTable,
  type VersionRow,
  versionsOf,
  versionsTable
} from "../sql/index.ts"
import { dialect } from "./database.ts"
import type { EventLog } from "./event-log.ts"
import { attempt } from "./failure.ts"
import { underLock } from "./open.ts"
import { readRegistry, rebuildBeside } from "./rebuilding.ts"

/** Milliseconds between two looks at how far a table has come. */
const WAIT = 5

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

type Found = { readonly rows: ReadonlyArray<VersionRow> } | { readonly awaited: number }
type Refused = StoreFailure | ProjectionStopped

export const readModel = (log: EventLog, kept: ReadonlyArray<Kept>, troubles: Troubles): ReadModelService => {
  const { database } = log
  const { place } = database
  const shapes = new Map<string, string>()
  const keys = new Map<LedgerName, number>()

  const keyOf = async (name: LedgerName): Promise<number | undefined> => {
    const known = keys.get(name)
    if (known !== undefined) return known
    const [row] = await database.run<{ ledger: number }>("select ledger from ledgers where name = $1", [name])
    if (row !== undefined) keys.set(name, row.ledger)
    return row?.ledger
  }

  const nextOf = ({ at_next, at_inline, at_size }: Stand): number => at_next ?? (at_inline === 1 ? at_size : 0)

  const judged = (
    rows: ReadonlyArray<Stand & VersionRow>,
    projection: Projection,
    head: number | null
  ): Result.Result<Found, Refused> => {
    const [stand] = rows
    if (stand === undefined) return Result.succeed({ rows: [] })
    const failure = unreadableTable(stand.at_version, projection, place)
    if (failure !== undefined) return Result.fail(failure)
    const next = nextOf(stand)
    if (stand.at_reason !== null)
      return Result.fail(
        new ProjectionStopped({ projection: projection.name, position: next, reason: stand.at_reason })
      )
    const awaited = head ?? stand.at_size
    return Result.succeed(next < awaited ? { awaited } : { rows: rows.filter(({ id }) => id !== null) })
  }

  /** Asks until the table has come to the head that was seen at first, or cannot. */
  const reading = Effect.fnUntraced(function* (
    projection: Projection,
    ask: Effect.Effect<ReadonlyArray<Stand & VersionRow>, StoreFailure>
  ): Effect.fn.Return<ReadonlyArray<VersionRow>, Refused> {
    for (let head: number | null = null; ; yield* pause(WAIT)) {
      const found: Found = yield* Effect.fromResult(judged(yield* ask, projection, head))
      if ("rows" in found) return found.rows
      const trouble = troubles.of(projection.name)
      if (trouble !== undefined) return yield* trouble
      head = found.awaited
    }
  })

  const limits = async (ledger: number, { valid, known }: AsOf): Promise<Limits> => ({
    last: known === null ? null : await log.lastKnown(ledger, known),
    day: valid
  })

  const ask = async (
    name: LedgerName,
    projection: Projection,
    where: Where,
    asOf: AsOf,
    page: Page | undefined
  ): Promise<ReadonlyArray<Stand & VersionRow>> => {
    const ledger = await keyOf(name)
    if (ledger === undefined) return []
    const query = rowsQuery(dialect, projection, ledger, where, await limits(ledger, asOf), page)
    const values = [...query.values, projection.name]
    const text = shapes.get(query.shape) ?? beside(query.compile().sql, values.length, "$1")
    shapes.set(query.shape, text)
    return database.run<Stand & VersionRow>(text, values)
  }

  return {
    rows: (name, projection, where, asOf, page) =>
      Effect.gen(function* () {
        checkWhere(projection, where, page)
        const found = yield* reading(
          projection,
          attempt(place, () => ask(name, projection, where, asOf, page))
        )
        const rows = found.map((version) => keyedRow(projection, version))
        return page === undefined ? rows.sort(byId) : rows
      }),
    versions: (name, projection) =>
      Effect.map(
        reading(
          projection,
          attempt(place, async () => {
            const ledger = await keyOf(name)
            if (ledger === undefined) return []
            const table = pg.escapeIdentifier(versionsTable(projection.name))
            const text = beside(`select * from ${table} where ledger = $1`, 2, "$1")
            return database.run<Stand & VersionRow>(text, [ledger, projection.name])
          })
        ),
        (rows) => versionsOf(projection, rows)
      ),
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
    }),
    progress: (name) =>
      attempt(place, async () => {
        const rows = await database.run<{ name: string; size: number } & Omit<Stand, "at_size">>(
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
