// One connection to a store's file: prepared statements, and transactions that nothing else can slip into.
import type { KeyedRow } from "@ketluan/domain"
import type Database from "better-sqlite3"
import { Result } from "effect"
import {
  type CompiledQuery,
  DummyDriver,
  type Expression,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql
} from "kysely"
import type { Dialect, ShapedQuery, Tables } from "../sql/index.ts"

/**
 * SQLite parses a kept statement again before each run if it orders or limits rows by a bare parameter, since another value
 * might ask for another plan; an expression has no value to plan by. Parsing takes ten times as long as running.
 */
const PLACE = "+?"

class QueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return PLACE
  }
}

/** Builds and compiles queries; it has no connection of its own. */
export const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new QueryCompiler()
  }
})

/** The place of a value in a statement that is compiled once; values are given in the order of their places. */
export const here: Expression<never> = sql<never>`${sql.raw(PLACE)}`

export const dialect: Dialect = {
  builder,
  oneOf: (column, list) => sql`${column} in (select value from json_each(${list}))`,
  oneOfTogether: (columns, list) =>
    sql`(${sql.join(columns.map(({ name }) => sql.ref(name)))}) in (select ${sql.join(
      columns.map((_, index) => sql`value ->> ${sql.lit(index)}`)
    )} from json_each(${list}))`,
  ordersParts: false,
  listOf: (values) => JSON.stringify(values)
}

export class Connection {
  readonly path: string
  readonly db: Database.Database
  private readonly begin: Database.Statement
  /** For a transaction that lasts as long as its connection is held: nothing else may be asked of it meanwhile. */
  readonly beginImmediate: Database.Statement
  readonly commit: Database.Statement
  readonly rollback: Database.Statement
  private readonly byShape = new Map<string, Database.Statement<Array<unknown>, KeyedRow>>()

  constructor(path: string, db: Database.Database) {
    this.path = path
    this.db = db
    this.begin = db.prepare("begin")
    this.beginImmediate = db.prepare("begin immediate")
    this.commit = db.prepare("commit")
    this.rollback = db.prepare("rollback")
  }

  /** A statement for a hot path, compiled once; its values are given `here`. */
  prepare<P extends Array<unknown>, O = unknown>({ sql, parameters }: CompiledQuery): Database.Statement<P, O> {
    if (parameters.length > 0) throw new Error(`a value is part of ${sql}`)
    return this.db.prepare<P, O>(sql)
  }

  /** Runs a query whose statement is kept by its shape. */
  shaped({ shape, values, compile }: ShapedQuery): Array<KeyedRow> {
    const known = this.byShape.get(shape) ?? this.db.prepare<Array<unknown>, KeyedRow>(compile().sql)
    this.byShape.set(shape, known)
    return known.all(...values)
  }

  all<O>({ sql, parameters }: CompiledQuery<O>): Array<O> {
    return this.db.prepare<Array<unknown>, O>(sql).all(...parameters)
  }

  run({ sql, parameters }: CompiledQuery): void {
    this.db.prepare<Array<unknown>>(sql).run(...parameters)
  }

  private transaction<A>(begin: Database.Statement, work: () => A, keep: (answer: A) => boolean): A {
    begin.run()
    try {
      const answer = work()
      if (keep(answer)) this.commit.run()
      else this.rollback.run()
      return answer
    } catch (cause) {
      if (this.db.inTransaction) this.rollback.run()
      throw cause
    }
  }

  /**
   * Takes the write lock at once (BEGIN IMMEDIATE) and runs synchronously to the commit: a statement issued meanwhile
   * would join the transaction. A failed result rolls back.
   */
  write<A, E>(work: () => Result.Result<A, E>): Result.Result<A, E> {
    return this.transaction(this.beginImmediate, work, Result.isSuccess)
  }

  /** Reads that belong together see one state of the file. */
  read<A>(work: () => A): A {
    return this.transaction(this.begin, work, () => true)
  }
}
