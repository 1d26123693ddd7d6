// What the schema keeps beside the leaves, as it is stored, and whether the schema is whole: for `verify`.
import { type LedgerName, Sha256, type StorageFault, type StoredHead, type StoreIndexService } from "@ketluan/domain"
import { Schema } from "effect"
import pg from "pg"
import {
  both,
  type EndedPlace,
  type EventRow,
  hasNodes,
  headOf,
  isMisplaced,
  type Kept,
  type LedgersTable,
  live,
  PLACES,
  storedAt,
  storeTables,
  strays,
  type VaultRow,
  vaultOf
} from "../sql/index.ts"
import { builder, type Run } from "./database.ts"
import { howMade, nothingCompared } from "./definitions.ts"
import type { EventLog } from "./event-log.ts"
import { readsOf } from "./event-store.ts"
import { attempt, storeFailure } from "./failure.ts"
import { TABLES_ALONE, unlikeTheirTables } from "./indexes.ts"
import { overshadowed, triggersOff } from "./surroundings.ts"

const isSha256 = Schema.is(Sha256)

const LEDGER = "(select ledger from ledgers where name = $1)"

const PLACED = `
select e.event, e.leaf, p.facts, p.texts, p.command_salt, s.name as stream, e.version, e.recorded_at
from events e join payloads p using (event) left join streams s using (stream)
where e.event >= ${LEDGER} * ${PLACES}::bigint + $2::bigint and e.event < (${LEDGER} + 1) * ${PLACES}::bigint
order by e.event limit $3::bigint`

interface PlacedRow extends EventRow {
  readonly stream: string | null
  readonly version: number
  readonly recorded_at: string
}

/** Those of some tables that there are, for a statement. */
const standing = async (run: Run, schema: string, tables: ReadonlyArray<string>): Promise<string> => {
  const found = await run<{ name: string }>(
    `select relname::text as name from pg_class
     where relnamespace = to_regnamespace(quote_ident($1)) and relkind = 'r' and relname = any($2::text[])`,
    [schema, tables]
  )
  return found.map(({ name }) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`).join(", ")
}

/** Versions that are looked at together. */
const PAGE = 10_000

/** Versions that lists of the past would not find, since they lie elsewhere in the trees of intervals. */
const misplaced = async (run: Run, kept: ReadonlyArray<Kept>): Promise<ReadonlyArray<StorageFault>> => {
  const found: Array<StorageFault> = []
  for (const { projection } of kept.filter((one) => hasNodes(one.projection))) {
    const { ended } = live(projection.name)
    await run(
      `declare versions no scroll cursor for
       select _position, _day, _next_position, _next_day, _node, _day_node from "${ended}"`
    )
    const next = () => run<EndedPlace>(`fetch ${PAGE} from versions`)
    let wrong = 0
    for (let rows = await next(); rows.length > 0; rows = await next()) wrong += rows.filter(isMisplaced).length
    await run("close versions")
    if (wrong > 0) found.push({ _tag: "RowsMisplaced", table: ended, rows: wrong })
  }
  return found
}

const standingOf = async (run: Run, ledger: LedgerName): Promise<StoredHead | null> => {
  const [row] = await run<Pick<LedgersTable, "origin" | "size" | "frontier" | "recorded_at">>(
    "select origin, size, frontier, recorded_at from ledgers where name = $1",
    [ledger]
  )
  return row === undefined ? null : { origin: row.origin, head: headOf(row) }
}

export const storeIndex = (log: EventLog, kept: ReadonlyArray<Kept>): StoreIndexService => {
  const { database } = log
  const damaged = () => storeFailure("damaged", database.place)
  const hashOf = (hash: string): Sha256 => {
    if (!isSha256(hash)) throw damaged()
    return hash
  }
  return {
    read: (ledger) =>
      attempt(database.place, () =>
        database.snapshot(async (run) => {
          const stored = await standingOf(run, ledger)
          if (stored === null) return null
          const vault = vaultOf(
            await run<VaultRow>(`select person, name, salt, erased from vault where ledger = ${LEDGER}`, [ledger])
          )
          if (vault === null) throw damaged()
          const sources = await run<{ hash: string; erased: number | null }>(
            `select hash, erased from sources where ledger = ${LEDGER}`,
            [ledger]
          )
          return {
            ...stored,
            streams: await run<{ name: string; version: number; floor: string }>(
              `select name, version, floor from streams where ledger = ${LEDGER} order by stream`,
              [ledger]
            ),
            commands: await run<{ id: string; commitment: string; first: number; count: number }>(
              `select command as id, digest as commitment, first, count from commands where ledger = ${LEDGER} order by first`,
              [ledger]
            ),
            ...vault,
            sources: sources.map(({ hash, erased }) => ({ hash: hashOf(hash), erased }))
          }
        })
      ),
    standing: (ledger) => attempt(database.place, () => standingOf(database.run, ledger)),
    reads: readsOf(log),
    placed: (ledger, from, limit) =>
      attempt(database.place, async () => {
        const rows = await database.run<PlacedRow>(PLACED, [ledger, from, limit])
        return rows.map(({ stream, version, recorded_at, ...row }) => ({
          event: storedAt(row.event % PLACES, row),
          place: { stream, version, recordedAt: recorded_at }
        }))
      }),
    damage: attempt(database.place, async () => {
      const tables = [...storeTables, ...kept.flatMap(({ projection }) => both(live(projection.name)))]
      const there = await standing(database.run, database.schema, tables)
      return database.snapshot(async (run) => {
        // No rebuild puts others in their place until the end. Locks come before the first look, which is of their moment.
        await run(`lock table ${there} in access share mode`)
        const names = [...tables, ...kept.map(({ projection }) => projection.name)]
        const shadows = await overshadowed(run, names)
        // What stands before ours would be taken for it, wherever a name is said alone.
        const made = shadows.length > 0 ? nothingCompared : await howMade(database, kept)
        const found: Array<StorageFault> = [...shadows, ...(await triggersOff(run)), ...made.faults]
        found.push(...(await misplaced(run, kept)))
        await run(TABLES_ALONE)
        for (const { sql } of strays(builder, kept)) found.push(...(await run<StorageFault & pg.QueryResultRow>(sql)))
        return [...found, ...(await unlikeTheirTables(run, database.schema, tables, made.indexes))]
      })
    })
  }
}
