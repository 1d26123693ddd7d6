// What around a schema decides which tables are read, and whether its guards act at all.
import type { StorageFault } from "@ketluan/domain"
import type { Run } from "./database.ts"

/** Without being named in it, these stand before every search path; see `settings` of a connection. */
const BEFORE_OURS = `
select c.relname::text as name, n.nspname::text as schema
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relname = any($1::text[]) and n.oid in ('pg_catalog'::regnamespace, pg_catalog.pg_my_temp_schema())
order by 1, 2`

/** As `replica`, it switches off all triggers that nobody told to act always. */
const TRIGGERS_OFF = `
select null as role, null as database where pg_catalog.current_setting('session_replication_role') = 'replica'
union all
select r.rolname::text, d.datname::text from pg_catalog.pg_db_role_setting s
  left join pg_catalog.pg_roles r on r.oid = s.setrole left join pg_catalog.pg_database d on d.oid = s.setdatabase
where exists (select 1 from pg_catalog.unnest(s.setconfig) c where pg_catalog.lower(c) = 'session_replication_role=replica')
  and s.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))`

export const overshadowed = async (run: Run, names: ReadonlyArray<string>): Promise<ReadonlyArray<StorageFault>> => {
  const found = await run<{ name: string; schema: string }>(BEFORE_OURS, [names])
  return found.map(({ name, schema }) => ({ _tag: "Overshadowed", name, schema }))
}

export const triggersOff = async (run: Run): Promise<ReadonlyArray<StorageFault>> => {
  const found = await run<{ role: string | null; database: string | null }>(TRIGGERS_OFF)
  return found.map(({ role, database }) => ({ _tag: "TriggersOff", role, database }))
}
