// What is found through each index of our tables, against the tables themselves: people read through indexes, `verify` often not.
import type { StorageFault } from "@ketluan/domain"
import { Option, Schema } from "effect"
import pg from "pg"
import { primitives } from "../primitives/index.ts"
import type { Run } from "./database.ts"

interface Index {
  readonly table: string
  readonly index: string
  readonly keys: ReadonlyArray<string>
  /** Null where every row is in it. */
  readonly predicate: string | null
  readonly unique: boolean
  /** Kept up, and used. */
  readonly on: boolean
  /** With nothing in it but the plain order of its types. */
  readonly plain: boolean
  /** Not used in transactions that began before it did. */
  readonly young: boolean
}

/** The classes of operators that come with the server have smaller numbers. */
const FIRST_OF_OTHERS = 16_384

const INDEXES = `
select c.relname::text as "table", n.relname::text as index,
  (select pg_catalog.array_agg(pg_catalog.pg_get_indexdef(i.indexrelid, k, true) order by k)
   from pg_catalog.generate_series(1, i.indnkeyatts::int) k) as keys,
  pg_catalog.pg_get_expr(i.indpred, i.indrelid, true) as predicate, i.indisunique as unique,
  i.indisvalid and i.indisready and i.indislive as on, i.indcheckxmin as young,
  m.amname = 'btree'
    and not exists (select 1 from pg_catalog.unnest(i.indclass::oid[]) c where c >= ${FIRST_OF_OTHERS})
    and not exists (select 1 from pg_catalog.unnest(i.indoption::int2[]) o where o <> 0) as plain
from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indrelid join pg_catalog.pg_class n on n.oid = i.indexrelid
  join pg_catalog.pg_am m on m.oid = n.relam
where c.relnamespace = pg_catalog.to_regnamespace(quote_ident($1)) and c.relkind = 'r' and c.relname = any($2::text[])
order by 1, 2`

/** How many rows, and a sum over their places: whoever leaves some out and repeats others cannot foresee it. */
const counted = (where: string): string =>
  `(count(*) filter (where ${where}))::text || ' ' || coalesce(sum(place) filter (where ${where}), 0)::text`

/** What is asked of a table once for all of its indexes. */
const wholeTable = (from: string, place: string, indexes: ReadonlyArray<Index>): string => `
select array[${indexes.map((_, at) => counted(`in_${at}`)).join(", ")}] as found
from (select ${[
  `${place} as place`,
  ...indexes.map(({ predicate }, at) => `(${predicate ?? "true"}) as in_${at}`)
].join(", ")} from only ${from} offset 0) rows`

/**
 * What is asked through an index: the rows in its own order, each no earlier than the one before it. Records compare by the order of
 * their types, with null last, as entries of an index do.
 */
const throughIndex = (from: string, place: string, { keys, predicate, unique }: Index): string => `
select ${counted("true")} as found, count(*) filter (where not (before ${unique ? "<" : "<="} entry)) as disordered
from (select _entry as entry, _place as place, lag(_entry) over () as before
  from (select row(${keys.join(", ")}) as _entry, ${place} as _place from only ${from}
    where ${predicate ?? "true"} order by ${keys.join(", ")} offset 0) rows) pairs`

interface Plan {
  readonly "Node Type": string
  readonly "Index Name"?: string
  readonly Plans?: ReadonlyArray<Plan>
}

const Plan: Schema.Codec<Plan> = Schema.Struct({
  "Node Type": Schema.String,
  "Index Name": Schema.optionalKey(Schema.String),
  Plans: Schema.optionalKey(Schema.Array(Schema.suspend((): Schema.Codec<Plan> => Plan)))
})

const plansOf = Schema.decodeUnknownOption(Schema.Array(Schema.Struct({ Plan })))

const nodesOf = (plan: Plan): ReadonlyArray<Plan> => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** Whether the server would read the index for the question, and nothing but it, in its own order. */
const reads = async (run: Run, question: string, { index }: Index): Promise<boolean> => {
  const [told] = await run<{ "QUERY PLAN": unknown }>(`explain (format json) ${question}`)
  const nodes = Option.match(plansOf(told?.["QUERY PLAN"]), {
    onNone: () => [],
    onSome: (plans) => plans.flatMap(({ Plan }) => nodesOf(Plan))
  })
  const scans = nodes.filter((node) => node["Node Type"].includes("Scan") && node["Node Type"] !== "Subquery Scan")
  return (
    scans.every((node) => node["Index Name"] === index) &&
    scans.length === 1 &&
    nodes.every((node) => !node["Node Type"].includes("Sort"))
  )
}

/** From here to the end of the transaction, or the next such setting, nothing is read through an index. */
export const TABLES_ALONE = `
set local enable_seqscan = on; set local enable_hashjoin = on; set local enable_indexscan = off;
set local enable_indexonlyscan = off; set local enable_bitmapscan = off; set local enable_tidscan = off`
const INDEXES_ALONE = `
set local enable_seqscan = off; set local enable_indexscan = on; set local enable_sort = off;
set local enable_incremental_sort = off`

/** The indexes of one table that do not give its rows, or cannot be read. */
const unlikeTable = async (
  run: Run,
  from: string,
  indexes: ReadonlyArray<Index>
): Promise<ReadonlyArray<StorageFault>> => {
  const place = `hashtidextended(ctid, ${Buffer.from(primitives.random(6)).readUIntBE(0, 6)})`
  const readable = indexes.filter(({ on, plain }) => on && plain)
  const faults: Array<StorageFault> = indexes
    .filter((one) => !readable.includes(one))
    .map(({ index, table, on }) => ({ _tag: "IndexUnread", index, table, why: on ? "unused" : "off" }))
  if (readable.length === 0) return faults
  await run(TABLES_ALONE)
  const [whole] = await run<{ found: ReadonlyArray<string> }>(wholeTable(from, place, readable))
  await run(INDEXES_ALONE)
  for (const [at, one] of readable.entries()) {
    const { index, table, young } = one
    const question = throughIndex(from, place, one)
    if (await reads(run, question, one)) {
      const [through] = await run<{ found: string; disordered: number }>(question)
      if (through?.found !== whole?.found[at] || through?.disordered !== 0)
        faults.push({ _tag: "IndexDiffers", index, table })
    } else faults.push({ _tag: "IndexUnread", index, table, why: young ? "young" : "unused" })
  }
  return faults
}

/**
 * One pass over each table and one over each of its indexes, of the transaction's moment; the transaction's settings are others after it.
 * `ours` are the predicates of our indexes, null of those that have all rows.
 */
export const unlikeTheirTables = async (
  run: Run,
  schema: string,
  tables: ReadonlyArray<string>,
  ours: ReadonlyMap<string, string | null>
): Promise<ReadonlyArray<StorageFault>> => {
  const indexes = (await run<Index>(INDEXES, [schema, tables])).map((one) => {
    const predicate = ours.get(one.index)
    // In ours no column that is null is part of what is unique.
    return predicate === undefined ? { ...one, unique: false } : { ...one, predicate }
  })
  const faults: Array<StorageFault> = []
  for (const table of tables) {
    const from = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`
    faults.push(
      ...(await unlikeTable(
        run,
        from,
        indexes.filter((one) => one.table === table)
      ))
    )
  }
  return faults
}
