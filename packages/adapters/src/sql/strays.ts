// Rows that belong to nothing, and counts that say more than there is: what every database of ours is asked alike.
import type { StorageFault } from "@ketluan/domain"
import { type CompiledQuery, type Kysely, type RawBuilder, sql } from "kysely"
import { PLACES } from "./keys.ts"
import { both, live } from "./projection-tables.ts"
import type { Kept } from "./registry.ts"
import type { Tables } from "./tables.ts"

/** Each answers the faults that there are. */
export const strays = (
  builder: Kysely<Tables>,
  kept: ReadonlyArray<Kept>
): ReadonlyArray<CompiledQuery<StorageFault>> => {
  const orphaned = (table: string, where: RawBuilder<unknown>) =>
    sql<StorageFault>`select 'RowsOrphaned' as _tag, ${sql.lit(table)} as "table", count(*) as "rows" from ${sql.table(table)} r where ${where} having count(*) > 0`
  const noLedger = (key: RawBuilder<unknown>) => sql`not exists (select 1 from ledgers l where l.ledger = ${key})`
  const none = (table: "events" | "payloads") =>
    sql`not exists (select 1 from ${sql.table(table)} o where o.event = r.event)`
  const rows = kept.flatMap(({ projection }) => both(live(projection.name)))
  return [
    ...["streams", "commands", "vault", "sources", "progress", ...rows].map((table) =>
      orphaned(table, noLedger(sql`r.ledger`))
    ),
    orphaned("payloads", none("events")),
    orphaned("events", none("payloads")),
    orphaned("events", noLedger(sql`(r.event / ${sql.lit(PLACES)})`)),
    sql<StorageFault>`select 'ProgressBeyond' as _tag, l.name as ledger, p.projection, p.next from progress p join ledgers l on l.ledger = p.ledger where p.next > l.size order by l.ledger, p.projection`,
    sql<StorageFault>`select 'StreamsMiscounted' as _tag, l.name as ledger, l.streams, count(s.stream) as counted from ledgers l left join streams s on s.ledger = l.ledger group by l.ledger, l.name, l.streams having l.streams <> count(s.stream) order by l.ledger`
  ].map((query) => query.compile(builder))
}
