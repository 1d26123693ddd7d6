// What the schema keeps beside the leaves, as it is stored, and whether its guards stand: for `verify`.
import { PersonId, Sha256, type StoreIndexService } from "@ketluan/domain"
import { Schema } from "effect"
import {
  type EndedPlace,
  type EventRow,
  hasNodes,
  isMisplaced,
  type Kept,
  live,
  PLACES,
  plain,
  sayMisplaced,
  storedAt
} from "../sql/index.ts"
import type { Run } from "./database.ts"
import type { EventLog } from "./event-log.ts"
import { attempt, storeFailure } from "./failure.ts"
import { guards } from "./guards.ts"
import { readStanding } from "./standing.ts"

const isSha256 = Schema.is(Sha256)
const isPerson = Schema.is(PersonId)

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

/** The triggers that refuse to change history, by the statements that make them. */
const TRIGGERS = [...guards.values()].flat().flatMap((text) => /^create trigger (\w+)/u.exec(text)?.[1] ?? [])

const ENABLED = `
select t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
where c.relnamespace = to_regnamespace(quote_ident($1)) and not t.tgisinternal and t.tgenabled in ('O', 'A')`

const ORPHANS = `
select 'streams' as place, count(*)::int as count from streams where ledger not in (select ledger from ledgers)
union all select 'commands', count(*)::int from commands where ledger not in (select ledger from ledgers)
union all select 'vault', count(*)::int from vault where ledger not in (select ledger from ledgers)
union all select 'sources', count(*)::int from sources where ledger not in (select ledger from ledgers)
union all select 'payloads', count(*)::int from payloads p where not exists (select 1 from events e where e.event = p.event)
union all select 'events', count(*)::int from events e where not exists (select 1 from payloads p where p.event = e.event)`

/** Versions that are looked at together. */
const PAGE = 10_000

/** Versions that lists of the past would not find, since they lie elsewhere in the trees of intervals. */
const misplaced = async (run: Run, kept: ReadonlyArray<Kept>): Promise<ReadonlyArray<string>> => {
  const found: Array<string> = []
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
    found.push(...sayMisplaced(ended, wrong))
  }
  return found
}

export const storeIndex = (log: EventLog, kept: ReadonlyArray<Kept>): StoreIndexService => {
  const { database } = log
  const damaged = () => storeFailure("damaged", database.place)
  const personOf = (id: string): PersonId => {
    if (!isPerson(id)) throw damaged()
    return id
  }
  const hashOf = (hash: string): Sha256 => {
    if (!isSha256(hash)) throw damaged()
    return hash
  }
  return {
    read: (ledger) =>
      attempt(database.place, () =>
        database.snapshot(async (run) => {
          const head = (await readStanding(database, run, ledger, [])).ledger?.head ?? null
          if (head === null) return null
          const persons = await run<{ person: string; name: string; salt: Uint8Array }>(
            `select person, name, salt from vault
             where ledger = ${LEDGER} and (erased is null or name <> '' or length(salt) > 0)`,
            [ledger]
          )
          const erasedPersons = await run<{ person: string; erased: number }>(
            `select person, erased from vault where ledger = ${LEDGER} and erased is not null`,
            [ledger]
          )
          const sources = await run<{ hash: string; erased: number | null }>(
            `select hash, erased from sources where ledger = ${LEDGER}`,
            [ledger]
          )
          return {
            head,
            streams: await run<{ name: string; version: number; floor: string }>(
              `select name, version, floor from streams where ledger = ${LEDGER} order by stream`,
              [ledger]
            ),
            commands: await run<{ id: string; commitment: string; first: number; count: number }>(
              `select command as id, digest as commitment, first, count from commands where ledger = ${LEDGER} order by first`,
              [ledger]
            ),
            persons: persons.map(({ person, name, salt }) => ({ person: personOf(person), name, salt: plain(salt) })),
            erasedPersons: erasedPersons.map(({ person, erased }) => ({ person: personOf(person), erased })),
            sources: sources.map(({ hash, erased }) => ({ hash: hashOf(hash), erased }))
          }
        })
      ),
    placed: (ledger, from, limit) =>
      attempt(database.place, async () => {
        const rows = await database.run<PlacedRow>(PLACED, [ledger, from, limit])
        return rows.map(({ stream, version, recorded_at, ...row }) => ({
          event: storedAt(row.event % PLACES, row),
          place: { stream, version, recordedAt: recorded_at }
        }))
      }),
    damage: attempt(database.place, () =>
      database.snapshot(async (run) => {
        const enabled = new Set((await run<{ name: string }>(ENABLED, [database.schema])).map(({ name }) => name))
        const orphans = await run<{ place: string; count: number }>(ORPHANS)
        return [
          ...(await misplaced(run, kept)),
          ...TRIGGERS.filter((name) => !enabled.has(name)).map((name) => `trigger ${name} is missing or switched off`),
          ...orphans
            .filter(({ count }) => count > 0)
            .map(({ place, count }) => `${count} rows of ${place} belong to nothing`)
        ]
      })
    )
  }
}
