// The connections to a server: settings that durability rests on, statements that are parsed once, and transactions.
import { createHash } from "node:crypto"
import { StoreFailure } from "@ketluan/domain"
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from "kysely"
import pg from "pg"
import type { Dialect, Tables } from "../sql/index.ts"
import { storeFailure } from "./failure.ts"

/** Builds and compiles queries; it has no connection of its own. */
export const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler()
  }
})

export const dialect: Dialect = {
  builder,
  oneOf: (column, list) => sql`${column} = any(${list})`,
  oneOfTogether: (columns, list) =>
    sql`(${sql.join(columns.map(({ name }) => sql.ref(name)))}) in (select ${sql.join(
      columns.map(({ isText }, index) => sql`(value ->> ${sql.lit(index)})::${sql.raw(isText ? "text" : "bigint")}`)
    )} from json_array_elements(${list}::json))`,
  ordersParts: true,
  listOf: (values) => values
}

/** Runs one statement and answers its rows. One with values is parsed once on each connection. */
export type Run = <R extends pg.QueryResultRow>(text: string, values?: ReadonlyArray<unknown>) => Promise<Array<R>>

/**
 * What a connection is told when it is made. What it was told to be safer than this stays. Every statement is made for an index:
 * plans are kept, and must not be those of the moment at which the tables were still small.
 */
const settings = (schema: string): string => `
  set search_path = ${pg.escapeIdentifier(schema)}, pg_temp;
  set client_encoding = 'UTF8';
  set idle_in_transaction_session_timeout = '60s';
  set jit = off;
  set plan_cache_mode = force_generic_plan;
  set enable_seqscan = off;
  set enable_hashjoin = off;
  set enable_mergejoin = off;
  set max_parallel_workers_per_gather = 0;
  select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`

const INT8 = 20
/** Statements that stay prepared on a connection. */
const MOST_KEPT = 256

/** Every integer that we keep is one that JavaScript counts exactly. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format))
}

/** Where the server is, without user and password. */
const placeOf = (url: string, schema: string): string => {
  const { host, port, database } = new pg.Client({ connectionString: url })
  return `postgres://${host}:${port}/${database ?? ""} (schema ${schema})`
}

export interface DatabaseOptions {
  readonly url: string
  readonly schema: string
  readonly connections: number
}

export class Database {
  /** For messages: neither user nor password are in it. */
  readonly place: string
  readonly schema: string
  private readonly pool: pg.Pool
  private readonly names = new Map<string, string>()

  constructor({ url, schema, connections }: DatabaseOptions) {
    this.schema = schema
    this.place = placeOf(url, schema)
    this.pool = new pg.Pool({
      connectionString: url,
      // One may be held while another works for it.
      max: Math.max(2, connections),
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: "ketluan",
      types,
      onConnect: async (client) => {
        await client.query(settings(schema))
      }
    })
    // A connection that breaks while nobody uses it; the next use gets another one.
    this.pool.on("error", () => undefined)
    // One that breaks between two statements of a transaction: the next statement tells. Unheard, it would end the process.
    this.pool.on("connect", (client) => client.on("error", () => undefined))
  }

  private named(text: string): string {
    const known = this.names.get(text)
    if (known !== undefined) return known
    const name = createHash("sha256").update(text).digest("hex").slice(0, 32)
    this.names.set(text, name)
    return name
  }

  private on(client: pg.Pool | pg.PoolClient): Run {
    return async <R extends pg.QueryResultRow>(text: string, values: ReadonlyArray<unknown> = []) => {
      // What has no values is run once in a while, as what makes tables, and is not worth keeping.
      // Nor can all be kept: a commit to several tables has as many texts as there are combinations of them.
      const kept = values.length > 0 && (this.names.size < MOST_KEPT || this.names.has(text))
      const name = kept ? { name: this.named(text) } : {}
      return (await client.query<R, Array<unknown>>({ ...name, text, values: [...values] })).rows
    }
  }

  /** Statements of their own, each on whichever connection is free. */
  readonly run: Run = (text, values) => this.on(this.pool)(text, values)

  /** Several statements that become true together; each sees what was committed before it began. */
  async transaction<A>(work: (run: Run) => Promise<A>): Promise<A> {
    const client = await this.pool.connect()
    let broken: Error | undefined
    try {
      await client.query("begin")
      const answer = await work(this.on(client))
      // A transaction that failed is rolled back by this, and says no more than that.
      if ((await client.query("commit")).command !== "COMMIT") throw storeFailure("failed", this.place)
      return answer
    } catch (cause) {
      // Where not even this is heard, the connection is closed, and the server rolls back.
      await client.query("rollback").catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure))
      })
      throw cause
    } finally {
      client.release(broken)
    }
  }

  /** A transaction that its caller ends; until then it has a connection of its own. */
  async begin(): Promise<{ readonly run: Run; readonly end: (keep: boolean) => Promise<void> }> {
    const client = await this.pool.connect()
    let ended = false
    const end = async (keep: boolean): Promise<void> => {
      if (ended) return
      ended = true
      try {
        const { command } = await client.query(keep ? "commit" : "rollback")
        client.release()
        if (keep && command !== "COMMIT") throw storeFailure("failed", this.place)
      } catch (cause) {
        if (!(cause instanceof StoreFailure)) client.release(true)
        throw cause
      }
    }
    try {
      await client.query("begin")
    } catch (cause) {
      ended = true
      client.release(true)
      throw cause
    }
    return { run: this.on(client), end }
  }

  /** Reads that all see one state of the database: that of the first of them. */
  async snapshot<A>(work: (run: Run) => Promise<A>): Promise<A> {
    const client = await this.pool.connect()
    try {
      await client.query("begin isolation level repeatable read, read only")
      return await work(this.on(client))
    } finally {
      // Nothing is lost by it, so that nobody waits. Where it is not heard, the connection is closed.
      client.query("rollback").then(
        () => client.release(),
        (failure: unknown) => client.release(failure instanceof Error ? failure : new Error(String(failure)))
      )
    }
  }

  private last: Promise<unknown> = Promise.resolve()

  /** As `transaction`, one after the other in this program: those that wait for a lock keep no connection from its holder. */
  alone<A>(work: (run: Run) => Promise<A>): Promise<A> {
    const mine = this.last.then(() => this.transaction(work))
    this.last = mine.catch(() => undefined)
    return mine
  }

  end(): Promise<void> {
    return this.pool.end()
  }
}
