// The tables of projections in SQL, built from the columns that a projection declares.
import type { Cell, CurrentRow, Projection, Row, RowVersion } from "@ketluan/domain"
import { type CompiledQuery, type Kysely, type SchemaModule, sql } from "kysely"
import { nodeOf, ordinalOf } from "./interval-tree.ts"
import type { Flavor } from "./migrations.ts"
import type { Tables } from "./tables.ts"

/** Beside these, the columns that the store itself keeps begin with an underscore, which no declared column does. */
const KEPT = ["ledger", "id"]
const IDENTIFIER = /^[a-z][a-z0-9_]{0,39}$/
/** Every table of a store that is not a projection's. */
export const storeTables: ReadonlyArray<string> = [
  "store",
  "ledgers",
  "streams",
  "events",
  "payloads",
  "commands",
  "vault",
  "sources",
  "projections",
  "progress"
]

/** Throws where projections cannot share one database: a programming error. */
export const checkProjections = (projections: ReadonlyArray<Projection>): void => {
  const taken = new Set(storeTables)
  for (const { name, columns, indexed, ordered = [] } of projections) {
    for (const table of [name, formerTable(name), ...both(live(name)), ...both(building(name))]) {
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

/** Where the rows of a projection are: as they are now, each in its place, and the versions that are over. */
export interface RowTables {
  readonly current: string
  readonly ended: string
}

/** The projection's own name is a view of the current rows. */
export const live = (projection: string): RowTables => ({
  current: `${projection}_current`,
  ended: `${projection}_ended`
})

/** Where a rebuild makes them anew, beside the live ones. */
export const building = (projection: string): RowTables => ({
  current: `${projection}_building`,
  ended: `${projection}_building_ended`
})

export const both = ({ current, ended }: RowTables): ReadonlyArray<string> => [current, ended]

/** The one table that held all versions in stores of older programs. */
export const formerTable = (projection: string): string => `${projection}_versions`

/** A row of either table. */
export interface VersionRow {
  readonly id: string
  readonly _position: number
  readonly _day: string
  readonly _stream: string
  readonly _removed: number
  readonly [column: string]: Cell
}

/** With its end; null where it has none. */
export interface WholeVersionRow extends VersionRow {
  readonly _next_position: number | null
  readonly _next_day: string | null
}

const keptColumns = ["id", "_position", "_day", "_stream", "_removed"]
const endColumns = ["_next_position", "_next_day"]
/** Where a version is found by the positions, and by the days, at which it counted: see `nodeOf`. */
const nodeColumns = ["_node", "_day_node"]

export const hasNodes = ({ ordered = [] }: Projection): boolean => ordered.length > 0

/** The columns of the table of current rows beside the ledger's key. */
export const currentColumns = ({ columns }: Projection): ReadonlyArray<string> => [
  ...keptColumns,
  ...Object.keys(columns)
]

/** Those of the table of versions that are over. */
export const endedColumns = (projection: Projection): ReadonlyArray<string> => [
  ...currentColumns(projection),
  ...endColumns,
  ...(hasNodes(projection) ? nodeColumns : [])
]

/** A version that is over, as far as it says where lists of the past find it. */
export interface EndedPlace {
  readonly _position: number
  readonly _day: string
  readonly _next_position: number
  readonly _next_day: string
  readonly _node: number
  readonly _day_node: number | null
}

/** Where a version is found that counted within these ends. One that began and ended on one day never counts by days alone. */
export const nodesOf = (
  position: number,
  nextPosition: number,
  day: string,
  nextDay: string
): Pick<EndedPlace, "_node" | "_day_node"> => ({
  _node: nodeOf(position, nextPosition),
  _day_node: day < nextDay ? nodeOf(ordinalOf(day), ordinalOf(nextDay)) : null
})

/** Whether lists of the past would not find the version, since it lies elsewhere in the trees of intervals. */
export const isMisplaced = (row: EndedPlace): boolean => {
  const { _node, _day_node } = nodesOf(row._position, row._next_position, row._day, row._next_day)
  return row._node !== _node || row._day_node !== _day_node
}

/** What is in the columns; in those that are not named, null. */
export const currentCells = ({ id, position, day, stream, row }: CurrentRow & { readonly id: string }): Row => ({
  id,
  _position: position,
  _day: day,
  _stream: stream,
  _removed: row === null ? 1 : 0,
  ...row
})

/** As `currentCells`, of a version that is over. */
export const endedCells = (version: RowVersion): Row => {
  const { position, day, nextPosition, nextDay } = version
  if (nextPosition === null || nextDay === null) throw new Error(`${version.id} is not over`)
  return {
    ...currentCells(version),
    _next_position: nextPosition,
    _next_day: nextDay,
    ...nodesOf(position, nextPosition, day, nextDay)
  }
}

/** The declared columns; null for the version that says that the row was removed. */
const rowOf = ({ columns }: Projection, version: VersionRow): Row | null => {
  if (version._removed === 1) return null
  const row: { [column: string]: Cell } = {}
  for (const column of Object.keys(columns)) row[column] = version[column] ?? null
  return row
}

export const currentRowOf = (projection: Projection, version: VersionRow): CurrentRow => ({
  position: version._position,
  day: version._day,
  stream: version._stream,
  row: rowOf(projection, version)
})

/** Databases order by the bytes of UTF-8, which is another order beyond the basic plane. */
export const byId = (left: { readonly id: string }, right: { readonly id: string }): number =>
  left.id < right.id ? -1 : left.id > right.id ? 1 : 0

/** All versions of a ledger's rows. */
export const versionsQuery = (
  builder: Kysely<Tables>,
  projection: Projection,
  ledger: number
): CompiledQuery<WholeVersionRow> => {
  const { current, ended } = live(projection.name)
  const columns = sql.join(currentColumns(projection).map((column) => sql.ref(column)))
  const ends = sql.join(endColumns.map((column) => sql.ref(column)))
  return sql<WholeVersionRow>`select ${columns}, ${ends} from ${sql.table(ended)} where ledger = ${ledger} union all select ${columns}, null, null from ${sql.table(current)} where ledger = ${ledger}`.compile(
    builder
  )
}

/** The versions that a reader gets, by id and position. */
export const versionsOf = (projection: Projection, found: ReadonlyArray<WholeVersionRow>): ReadonlyArray<RowVersion> =>
  found
    .map((version) => ({
      id: version.id,
      ...currentRowOf(projection, version),
      nextPosition: version._next_position,
      nextDay: version._next_day
    }))
    .sort((left, right) => byId(left, right) || left.position - right.position)

/** Both tables, for the rows of all ledgers. */
export const createTables = (
  schema: SchemaModule,
  { integer, text, end }: Flavor,
  projection: Projection,
  { current, ended }: RowTables,
  tag: string
): ReadonlyArray<CompiledQuery> => {
  const begun = (table: string) => {
    const kept = schema
      .createTable(table)
      .addColumn("ledger", "integer", (column) => column.notNull())
      .addColumn("id", text, (column) => column.notNull())
      .addColumn("_position", integer, (column) => column.notNull())
      .addColumn("_day", text, (column) => column.notNull())
      .addColumn("_stream", text, (column) => column.notNull())
      .addColumn("_removed", "integer", (column) => column.notNull())
    return Object.entries(projection.columns).reduce(
      (built, [name, type]) => built.addColumn(name, type.startsWith("text") ? text : integer),
      kept
    )
  }
  const over = begun(ended)
    .addColumn("_next_position", integer, (column) => column.notNull())
    .addColumn("_next_day", text, (column) => column.notNull())
  const found = hasNodes(projection)
    ? over.addColumn("_node", integer, (column) => column.notNull()).addColumn("_day_node", integer)
    : over
  return [
    begun(current)
      .addPrimaryKeyConstraint(`${current}_pk_${tag}`, ["ledger", "id"])
      .modifyEnd(sql.raw(projection.once === true ? end.small : end.changing))
      .compile(),
    found
      .addPrimaryKeyConstraint(`${ended}_pk_${tag}`, ["ledger", "id", "_position"])
      .modifyEnd(sql.raw(end.large))
      .compile()
  ]
}

/** An index of one of the tables. */
export interface RowsIndex {
  readonly name: string
  readonly table: keyof RowTables
  readonly columns: ReadonlyArray<string>
  /** Columns without which a row is in no such list, so that the index leaves it out. */
  readonly without: ReadonlyArray<string>
}

/**
 * Indexes over the current rows by the columns that readers filter by; and, for the lists that readers page through, over
 * the current rows and, node by node, over the versions that are over.
 */
export const rowsIndexes = (
  { columns: declared, indexed, ordered = [] }: Projection,
  tables: RowTables,
  tag: string
): ReadonlyArray<RowsIndex> => {
  const index = (
    table: keyof RowTables,
    kind: string,
    columns: ReadonlyArray<string>,
    key: ReadonlyArray<string>,
    without: ReadonlyArray<string>
  ): RowsIndex => ({
    name: `${tables[table]}_${kind}_${columns.join("_")}_${tag}`,
    table,
    columns: ["ledger", ...key],
    without
  })
  return [
    ...indexed.map((one) => {
      const columns = [one].flat()
      return index("current", "by", columns, [...columns, "id"], [])
    }),
    ...ordered.flatMap((columns) => {
      const without = columns.slice(-1).filter((last) => declared[last]?.endsWith("?"))
      // What a version began and ended with tells whether it counts, without a look at the row.
      const known = ["_node", ...columns, "id", "_position", "_next_position"]
      const valid = ["_day_node", ...columns, "id", "_day", "_next_day"]
      return [
        index("current", "by", columns, [...columns, "id"], without),
        index("ended", "known_by", columns, known, without),
        index("ended", "valid_by", columns, valid, ["_day_node", ...without])
      ]
    })
  ]
}

/** Makes them; once rebuilt tables are full. */
export const createIndexes = (
  schema: SchemaModule,
  projection: Projection,
  tables: RowTables,
  tag: string
): ReadonlyArray<CompiledQuery> =>
  rowsIndexes(projection, tables, tag).map(({ name, table, columns, without }) =>
    without
      .reduce(
        (index, column) => index.where(sql.ref(column), "is not", null),
        schema
          .createIndex(name)
          .on(tables[table])
          .columns([...columns])
      )
      .compile()
  )

/** The view of the current rows under the projection's name, with the ledger's name, for people. */
export const createView = (schema: SchemaModule, { name, columns }: Projection): CompiledQuery => {
  const shown = sql.join(
    Object.keys(columns).map((column) => sql`, r.${sql.ref(column)}`),
    sql``
  )
  return schema
    .createView(name)
    .as(
      sql`select l.name as ledger, r.id${shown} from ${sql.table(live(name).current)} r join ledgers l on l.ledger = r.ledger where r._removed = 0`
    )
    .compile()
}

/** All that makes a projection's tables, empty, where they are read; `tag` as for `createTables`. */
export const madeAnew = (
  schema: SchemaModule,
  flavor: Flavor,
  projection: Projection,
  tag: string
): ReadonlyArray<CompiledQuery> => {
  const tables = building(projection.name)
  return [
    ...createTables(schema, flavor, projection, tables, tag),
    ...createIndexes(schema, projection, tables, tag),
    ...switchTables(schema, projection)
  ]
}

/** Puts the tables that were built in the place of the live ones, if there were any. */
export const switchTables = (schema: SchemaModule, projection: Projection): ReadonlyArray<CompiledQuery> => {
  const { name } = projection
  const [from, to] = [building(name), live(name)]
  return [
    schema.dropView(name).ifExists().compile(),
    ...[formerTable(name), ...both(to)].map((table) => schema.dropTable(table).ifExists().compile()),
    schema.alterTable(from.current).renameTo(to.current).compile(),
    schema.alterTable(from.ended).renameTo(to.ended).compile(),
    createView(schema, projection)
  ]
}
