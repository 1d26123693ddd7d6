// How a schema is made, against what our statements make: both as the server tells it, the second in tables that are gone at once.
import type { Projection, StorageFault, StoragePart } from "@ketluan/domain"
import pg from "pg"
import { type Kept, live, madeAnew, postgresFlavor } from "../sql/index.ts"
import { builder, type Database, type Run } from "./database.ts"
import { isForbidden, isReadOnly } from "./failure.ts"
import { storeStatements } from "./open.ts"

interface Part {
  readonly what: StoragePart
  /** The table that it is of; empty where it is of none. */
  readonly of: string
  readonly name: string
  /** All that may not be otherwise, without the schema's name. */
  readonly words: string
  /** Of an index that leaves rows out: which it has. */
  readonly predicate: string | null
}

/** Temporary tables are permanent in all that is compared. Names of schemas are left out where they are the one that is looked at. */
const PARTS = `
with relations as (
  select oid, relname::text as name, relkind, case relkind when 'v' then 'view' else 'table' end as what,
    case when relnamespace = pg_catalog.pg_my_temp_schema() then 'p' else relpersistence end as persistence,
    relrowsecurity, relforcerowsecurity, relispartition, case relkind when 'v' then reloptions end as options
  from pg_catalog.pg_class where relnamespace = $1::oid and relkind in ('r', 'p', 'v', 'm', 'f')
)
select r.what, '' as of, r.name, json_build_array(
    r.relkind, r.persistence, r.relrowsecurity, r.relforcerowsecurity, r.relispartition, r.options,
    exists (select 1 from pg_catalog.pg_inherits i where r.oid in (i.inhrelid, i.inhparent)),
    (select json_agg(json_build_array(a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attcollation, a.attgenerated,
        a.attidentity, pg_catalog.pg_get_expr(d.adbin, d.adrelid)) order by a.attnum)
      from pg_catalog.pg_attribute a left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped),
    case r.what when 'view' then pg_catalog.pg_get_viewdef(r.oid) end)::text as words,
  null as predicate
from relations r
union all
select 'constraint', r.name, c.conname::text, json_build_array(
    c.contype, c.convalidated, c.condeferrable, c.condeferred, pg_catalog.pg_get_constraintdef(c.oid, true))::text, null
from relations r join pg_catalog.pg_constraint c on c.conrelid = r.oid where c.contype not in ('n', 't')
union all
select 'index', r.name, n.relname::text, json_build_array(
    pg_catalog.pg_get_indexdef(i.indexrelid, 0, true), i.indclass::text, i.indcollation::text, i.indoption::text,
    i.indisunique, i.indisprimary, i.indimmediate, i.indisexclusion)::text, pg_catalog.pg_get_expr(i.indpred, i.indrelid, true)
from relations r join pg_catalog.pg_index i on i.indrelid = r.oid join pg_catalog.pg_class n on n.oid = i.indexrelid
union all
select 'trigger', r.name, t.tgname::text, json_build_array(
    pg_catalog.split_part(pg_catalog.pg_get_triggerdef(t.oid, true), ' EXECUTE FUNCTION ', 1), t.tgtype,
    t.tgenabled in ('O', 'A'), f.pronamespace = $1::oid, f.proname, pg_catalog.encode(t.tgargs, 'hex'))::text, null
from relations r join pg_catalog.pg_trigger t on t.tgrelid = r.oid join pg_catalog.pg_proc f on f.oid = t.tgfoid
where not t.tgisinternal
union all
select 'rule', r.name, w.rulename::text, '', null
from relations r join pg_catalog.pg_rewrite w on w.ev_class = r.oid where w.ev_type <> '1' or r.relkind not in ('v', 'm')
union all
select 'policy', r.name, p.polname::text, '', null from relations r join pg_catalog.pg_policy p on p.polrelid = r.oid
union all
select 'function', '', f.proname::text, json_build_array(
    pg_catalog.pg_get_function_identity_arguments(f.oid), f.prosrc, f.probin, f.prosqlbody is null, f.prolang, f.prorettype,
    f.prokind, f.prosecdef, f.proisstrict, f.proretset, f.provolatile, f.proconfig)::text, null
from pg_catalog.pg_proc f where f.pronamespace = $1::oid
union all
select 'operator', '', o.oprname::text, o.oid::text, null from pg_catalog.pg_operator o where o.oprnamespace = $1::oid`

const partsIn = (run: Run, namespace: string): Promise<Array<Part>> => run<Part>(PARTS, [namespace])

/** What a projection's tables were made under; it is part of the names of their keys and indexes. */
const TAG = /_pk_(\w+)$/u

/** What makes everything that a store consists of, with projections whose tables were made under these tags. */
const statements = (tags: ReadonlyMap<Projection, string>): ReadonlyArray<string> => [
  // Functions are not looked for among what is temporary unless it is said.
  ...storeStatements.map((text) => text.replace(/execute function /u, "execute function pg_temp.")),
  ...[...tags].flatMap(([projection, tag]) =>
    madeAnew(builder.schema, postgresFlavor, projection, tag).map(({ sql }) => sql)
  )
]

/** What is not ours and changes what is read or written, wherever in the schema it stands. */
const FOREIGN: ReadonlyArray<StoragePart> = ["trigger", "rule", "policy", "function", "operator"]

const keyOf = ({ what, of, name }: Part): string => JSON.stringify([what, of, name])

const differences = (found: ReadonlyArray<Part>, expected: ReadonlyArray<Part>): ReadonlyArray<StorageFault> => {
  const ours = new Map(expected.map((part) => [keyOf(part), part]))
  const words = new Map(found.map((part) => [keyOf(part), part.words]))
  const tables = new Set(expected.map(({ of }) => of).filter((of) => of !== ""))
  const named = ({ what, name }: Part) => ({ what, name })
  return [
    ...[...ours]
      .filter(([key, part]) => words.get(key) !== part.words)
      .map(([, part]) => ({ _tag: "Redefined" as const, ...named(part) })),
    ...found
      .filter(
        (part) =>
          !ours.has(keyOf(part)) && (FOREIGN.includes(part.what) || (part.what === "constraint" && tables.has(part.of)))
      )
      .map((part) => ({ _tag: "NotOurs" as const, ...named(part) }))
  ]
}

export interface Made {
  readonly faults: ReadonlyArray<StorageFault>
  /** The predicates of our indexes, null of those that have all rows; empty where nothing could be compared. */
  readonly indexes: ReadonlyMap<string, string | null>
}

export const nothingCompared: Made = { faults: [], indexes: new Map() }

const notCompared = (why: "forbidden" | "read_only"): Made => ({
  ...nothingCompared,
  faults: [{ _tag: "NotCompared", why }]
})

/** How a schema is made. The caller sees to it that its tables are not exchanged meanwhile. */
export const howMade = async (database: Database, kept: ReadonlyArray<Kept>): Promise<Made> => {
  const { run, end } = await database.begin()
  try {
    await run(`set local search_path = ${pg.escapeIdentifier(database.schema)}, pg_catalog, pg_temp`)
    const [ours] = await run<{ oid: string }>("select pg_catalog.to_regnamespace(quote_ident($1))::oid::text as oid", [
      database.schema
    ])
    const found = await partsIn(run, ours?.oid ?? "0")
    const tags = new Map(
      kept.map(({ projection }) => {
        const { current } = live(projection.name)
        const made = found.filter(({ what, of }) => what === "constraint" && of === current)
        return [projection, made.flatMap(({ name }) => TAG.exec(name)?.[1] ?? [])[0] ?? ""] as const
      })
    )
    await run("set local search_path = pg_temp, pg_catalog")
    await run(statements(tags).join(";\n"))
    const [twin] = await run<{ oid: string }>("select pg_catalog.pg_my_temp_schema()::text as oid")
    const expected = await partsIn(run, twin?.oid ?? "0")
    return {
      faults: differences(found, expected),
      indexes: new Map(expected.filter(({ what }) => what === "index").map(({ name, predicate }) => [name, predicate]))
    }
  } catch (cause) {
    if (isForbidden(cause)) return notCompared("forbidden")
    if (isReadOnly(cause)) return notCompared("read_only")
    throw cause
  } finally {
    await end(false)
  }
}
