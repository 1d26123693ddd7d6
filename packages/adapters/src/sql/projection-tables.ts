// The tables of projections in SQL, built from the columns that a projection declares.
import type { Projection } from "@ketluan/domain"
import { type CompiledQuery, type CreateTableBuilder, type SchemaModule, sql } from "kysely"
import type { Flavor } from "./migrations.ts"

/** Beside these, the columns that the store itself keeps begin with an underscore, which no declared column does. */
const KEPT = ["ledger", "id"]
const IDENTIFIER = /^[a-z][a-z0-9_]{0,47}$/
const TABLES = ["ledgers", "events", "payloads", "streams", "commands", "vault", "projections", "stopped"]

/** Throws where projections cannot share one database: a programming error. */
export const checkProjections = (projections: ReadonlyArray<Projection>): void => {
  const taken = new Set(TABLES)
  for (const { name, columns, indexed } of projections) {
    for (const table of [name, versionsTable(name)]) {
      if (!IDENTIFIER.test(name) || taken.has(table)) throw new Error(`a projection cannot be named ${name}`)
      taken.add(table)
    }
    for (const column of Object.keys(columns))
      if (!IDENTIFIER.test(column) || KEPT.includes(column))
        throw new Error(`${name}: no column can be named ${column}`)
    for (const column of indexed)
      if (!Object.hasOwn(columns, column)) throw new Error(`${name}: there is no column ${column} to index`)
  }
}

/** The table that holds every version of every row; the projection's own name is a view of the current rows. */
export const versionsTable = (projection: string): string => `${projection}_versions`

/**
 * One table for all versions of all rows of all ledgers, indexes over the current rows by the columns that readers
 * filter by, and a view of the current rows under the projection's name, with the ledger's name, for people.
 */
export const createProjection = (
  schema: SchemaModule,
  { integer, end }: Flavor,
  { name, columns, indexed }: Projection
): ReadonlyArray<CompiledQuery> => {
  const table = versionsTable(name)
  const kept: CreateTableBuilder<string, string> = schema
    .createTable(table)
    .addColumn("ledger", "integer", (column) => column.notNull().references("ledgers.ledger"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("_position", integer, (column) => column.notNull())
    .addColumn("_day", "text", (column) => column.notNull())
    .addColumn("_next_position", integer)
    .addColumn("_next_day", "text")
    .addColumn("_stream", "text", (column) => column.notNull())
    .addColumn("_removed", "integer", (column) => column.notNull())
  const whole = Object.entries(columns).reduce(
    (built, [name, type]) =>
      built.addColumn(name, type.startsWith("text") ? "text" : integer, (column) =>
        // The version that says that a row was removed holds nothing, so that NOT NULL would be too much.
        type.endsWith("?") ? column : column.check(sql`_removed = 1 or ${sql.ref(name)} is not null`)
      ),
    kept
  )
  const shown = sql.join(
    Object.keys(columns).map((column) => sql`, v.${sql.ref(column)}`),
    sql``
  )
  return [
    whole.addPrimaryKeyConstraint(`${table}_pk`, ["ledger", "id", "_position"]).modifyEnd(sql.raw(end.small)).compile(),
    ...indexed.map((column) =>
      schema
        .createIndex(`${table}_by_${column}`)
        .on(table)
        .columns(["ledger", column])
        .where(sql.ref("_next_position"), "is", null)
        .compile()
    ),
    schema
      .createView(name)
      .as(
        sql`select l.name as ledger, v.id${shown} from ${sql.table(table)} v join ledgers l on l.ledger = v.ledger where v._next_position is null and v._removed = 0`
      )
      .compile()
  ]
}

/** Removes what `createProjection` made. */
export const dropProjection = (schema: SchemaModule, name: string): ReadonlyArray<CompiledQuery> => [
  schema.dropView(name).ifExists().compile(),
  schema.dropTable(versionsTable(name)).ifExists().compile()
]
