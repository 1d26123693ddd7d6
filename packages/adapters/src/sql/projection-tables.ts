// The tables of projections in SQL, built from the columns that a projection declares.
import type { Cell, Projection, Row, RowVersion } from "@ketluan/domain"
import { type CompiledQuery, type CreateTableBuilder, type SchemaModule, sql } from "kysely"
import type { Flavor } from "./migrations.ts"

/** Beside these, the columns that the store itself keeps begin with an underscore, which no declared column does. */
const KEPT = ["ledger", "id"]
const IDENTIFIER = /^[a-z][a-z0-9_]{0,39}$/
const TABLES = ["store", "ledgers", "streams", "events", "payloads", "commands", "vault", "projections", "progress"]

/** Throws where projections cannot share one database: a programming error. */
export const checkProjections = (projections: ReadonlyArray<Projection>): void => {
  const taken = new Set(TABLES)
  for (const { name, columns, indexed, ordered = [] } of projections) {
    for (const table of [name, versionsTable(name), buildingTable(name)]) {
      if (!IDENTIFIER.test(name) || taken.has(table)) throw new Error(`a projection cannot be named ${name}`)
      taken.add(table)
    }
    for (const column of Object.keys(columns))
      if (!IDENTIFIER.test(column) || KEPT.includes(column))
        throw new Error(`${name}: no column can be named ${column}`)
    for (const column of [...indexed, ...ordered].flat())
      if (!Object.hasOwn(columns, column)) throw new Error(`${name}: there is no column ${column} to index`)
  }
}

/** The table that holds every version of every row; the projection's own name is a view of the current rows. */
export const versionsTable = (projection: string): string => `${projection}_versions`

/** Where a rebuild makes the table of versions anew, beside the live one. */
export const buildingTable = (projection: string): string => `${projection}_building`

/** A row of a table of versions. */
export interface VersionRow {
  readonly id: string
  readonly _position: number
  readonly _day: string
  readonly _next_position: number | null
  readonly _next_day: string | null
  readonly _stream: string
  readonly _removed: number
  readonly [column: string]: Cell
}

/** The columns that every table of versions has, with their types. */
export const keptColumns = {
  id: "text",
  _position: "integer",
  _day: "text",
  _next_position: "integer",
  _next_day: "text",
  _stream: "text",
  _removed: "integer"
} as const

/** The declared columns; null for the version that says that the row was removed. */
export const rowOf = ({ columns }: Projection, version: VersionRow): Row | null => {
  if (version._removed === 1) return null
  const row: { [column: string]: Cell } = {}
  for (const column of Object.keys(columns)) row[column] = version[column] ?? null
  return row
}

/** Databases order by the bytes of UTF-8, which is another order beyond the basic plane. */
export const byId = (left: { readonly id: string }, right: { readonly id: string }): number =>
  left.id < right.id ? -1 : left.id > right.id ? 1 : 0

/** The versions that a reader gets, by id and position. */
export const versionsOf = (projection: Projection, found: ReadonlyArray<VersionRow>): ReadonlyArray<RowVersion> =>
  found
    .map((version) => ({
      id: version.id,
      position: version._position,
      day: version._day,
      nextPosition: version._next_position,
      nextDay: version._next_day,
      stream: version._stream,
      row: rowOf(projection, version)
    }))
    .sort((left, right) => byId(left, right) || left.position - right.position)

/** One table for all versions of all rows of all ledgers. */
export const createVersions = (
  schema: SchemaModule,
  { integer, text, end }: Flavor,
  { columns, once = false }: Projection,
  table: string,
  tag: string
): CompiledQuery => {
  const kept: CreateTableBuilder<string, string> = schema
    .createTable(table)
    .addColumn("ledger", "integer", (column) => column.notNull())
    .addColumn("id", text, (column) => column.notNull())
    .addColumn("_position", integer, (column) => column.notNull())
    .addColumn("_day", text, (column) => column.notNull())
    .addColumn("_next_position", integer)
    .addColumn("_next_day", text)
    .addColumn("_stream", text, (column) => column.notNull())
    .addColumn("_removed", "integer", (column) => column.notNull())
  const whole = Object.entries(columns).reduce(
    (built, [name, type]) => built.addColumn(name, type.startsWith("text") ? text : integer),
    kept
  )
  return whole
    .addPrimaryKeyConstraint(`${table}_pk_${tag}`, ["ledger", "id", "_position"])
    .modifyEnd(sql.raw(once ? end.small : end.large))
    .compile()
}

/** An index of a table of versions. */
export interface VersionsIndex {
  readonly name: string
  readonly columns: ReadonlyArray<string>
  /** Whether it holds the current rows alone. */
  readonly current: boolean
  /** The column without which a row is in no such list, so that the index leaves it out; null where it holds every row. */
  readonly without: string | null
}

/**
 * Indexes over the current rows by the columns that readers filter by; and, for the lists that readers page through, over
 * the current rows and over all versions.
 */
export const versionsIndexes = (
  { columns: declared, indexed, ordered = [] }: Projection,
  table: string,
  tag: string
): ReadonlyArray<VersionsIndex> => {
  const named = (kind: string, columns: ReadonlyArray<string>) => `${table}_${kind}_${columns.join("_")}_${tag}`
  const now = (columns: ReadonlyArray<string>, without: string | null): VersionsIndex => ({
    name: named("by", columns),
    columns: ["ledger", ...columns, "id"],
    current: true,
    without
  })
  return [
    ...indexed.map((columns) => now([columns].flat(), null)),
    ...ordered.flatMap((columns) => {
      const last = columns.at(-1) ?? ""
      const without = declared[last]?.endsWith("?") ? last : null
      const ever = {
        name: named("ever_by", columns),
        columns: ["ledger", ...columns, "id", "_position", "_next_position"],
        current: false,
        without
      }
      return [now(columns, without), ever]
    })
  ]
}

/** Makes them; once a rebuilt table is full. */
export const createIndexes = (
  schema: SchemaModule,
  projection: Projection,
  table: string,
  tag: string
): ReadonlyArray<CompiledQuery> =>
  versionsIndexes(projection, table, tag).map(({ name, columns, current, without }) => {
    const whole = schema
      .createIndex(name)
      .on(table)
      .columns([...columns])
    const now = current ? whole.where(sql.ref("_next_position"), "is", null) : whole
    return (without === null ? now : now.where(sql.ref(without), "is not", null)).compile()
  })

/** The view of the current rows under the projection's name, with the ledger's name, for people. */
export const createView = (schema: SchemaModule, { name, columns }: Projection): CompiledQuery => {
  const shown = sql.join(
    Object.keys(columns).map((column) => sql`, v.${sql.ref(column)}`),
    sql``
  )
  return schema
    .createView(name)
    .as(
      sql`select l.name as ledger, v.id${shown} from ${sql.table(versionsTable(name))} v join ledgers l on l.ledger = v.ledger where v._next_position is null and v._removed = 0`
    )
    .compile()
}

/** Puts the table that was built in the place of the live one, if there was one. */
export const switchTables = (schema: SchemaModule, projection: Projection): ReadonlyArray<CompiledQuery> => [
  schema.dropView(projection.name).ifExists().compile(),
  schema.dropTable(versionsTable(projection.name)).ifExists().compile(),
  schema.alterTable(buildingTable(projection.name)).renameTo(versionsTable(projection.name)).compile(),
  createView(schema, projection)
]
