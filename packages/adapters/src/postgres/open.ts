// Opening a schema: is it ours, is it up to date, and does the server keep what it acknowledges.
import type { StoreFailure } from "@ketluan/domain"
import pg from "pg"
import { migrations, newer, oldestVersion, postgresFlavor, schemaVersion } from "../sql/index.ts"
import { builder, type Database, type Run } from "./database.ts"
import { storeFailure } from "./failure.ts"
import { guards } from "./guards.ts"

/** "KTLN": with the schema's name, the lock under which programs that start at once make the tables one after the other. */
const LOCK = 0x4b544c4e

const unfit = (place: string, version: number): StoreFailure | undefined => {
  if (version > schemaVersion) return newer(place, `tables ${version}`)
  return version < oldestVersion ? storeFailure("older", place) : undefined
}

/** Null where there is no store. */
const readVersion = async (run: Run, { place, schema }: Database): Promise<number | null> => {
  const [found] = await run<{ store: string | null; others: number }>(
    `select to_regclass(format('%I.store', $1::text))::text as store,
       (select count(*)::int from pg_class where relnamespace = to_regnamespace(quote_ident($1))) as others`,
    [schema]
  )
  if (found?.store == null) {
    if (found !== undefined && found.others > 0) throw storeFailure("not_ours", place)
    return null
  }
  const [row] = await run<{ version: number }>("select version from store")
  if (row === undefined) throw storeFailure("damaged", place)
  return row.version
}

/** One program at a time, while the transaction that holds the lock has nothing else to do. */
export const underLock = (database: Database, work: (run: Run) => Promise<void>): Promise<void> =>
  database.alone(async (run) => {
    await run("set local idle_in_transaction_session_timeout = 0")
    await run("select pg_advisory_xact_lock($1, hashtext($2))", [LOCK, database.schema])
    await work(run)
  })

/** As `underLock`, where nobody holds the lock; otherwise there is nothing to do. */
export const underFreeLock = (database: Database, work: (run: Run) => Promise<void>): Promise<void> =>
  database.transaction(async (run) => {
    const [lock] = await run<{ free: boolean }>("select pg_try_advisory_xact_lock($1, hashtext($2)) as free", [
      LOCK,
      database.schema
    ])
    if (lock?.free === true) await work(run)
  })

const STORE = "create table store (version integer not null)"

/** What makes the tables and guards of every version after this one. */
const stepsAfter = (version: number): ReadonlyArray<string> =>
  migrations
    .filter((known) => known.version > version)
    .flatMap((step) => [
      ...step.up(builder.schema, postgresFlavor).map(({ sql }) => sql),
      ...(guards.get(step.version) ?? [])
    ])

/** What makes all tables of a store but those of projections. */
export const storeStatements: ReadonlyArray<string> = [STORE, ...stepsAfter(0)]

const migrate = async (run: Run, database: Database): Promise<void> => {
  const { schema } = database
  // Read again under the lock: another process may have done it meanwhile.
  const version = await readVersion(run, database)
  if (version === null) {
    await run(`create schema if not exists ${pg.escapeIdentifier(schema)}`)
    await run(STORE)
    await run("insert into store values (0)")
  }
  for (const statement of stepsAfter(version ?? 0)) await run(statement)
  await run("update store set version = $1", [schemaVersion])
}

/** Makes the schema and its tables where they are missing and may be made; throws why it cannot be used. */
export const openSchema = async (database: Database, create: boolean): Promise<void> => {
  const { place } = database
  const [settings] = await database.run<{ fsync: string }>("select current_setting('fsync') as fsync")
  if (settings?.fsync !== "on") throw storeFailure("unsafe", place)
  const version = await readVersion(database.run, database)
  if (version === null && !create) throw storeFailure("missing", place)
  const failure = version === null ? undefined : unfit(place, version)
  if (failure !== undefined) throw failure
  if (version === null || version < schemaVersion) await underLock(database, (run) => migrate(run, database))
}
