// The rows of a projection as SQL: current ones, or those as of a valid day and a position.
import { isRange, type Page, type Projection, type Where } from "@ketluan/domain"
import { type CompiledQuery, type Kysely, type RawBuilder, sql } from "kysely"
import { type FoundRow, versionsTable } from "./projection-tables.ts"
import type { Tables } from "./tables.ts"

/** `column` is one of a list that goes in as one value, since databases limit the number of values in a statement. */
export type OneOf = (column: RawBuilder<unknown>, list: RawBuilder<unknown>) => RawBuilder<unknown>

/** How a database builds queries. */
export interface Dialect {
  readonly builder: Kysely<Tables>
  readonly oneOf: OneOf
  /** A list as that one value. */
  readonly listOf: (values: ReadonlyArray<string | number>) => unknown
}

/** Up to a position, and a day; null where there is no limit. */
export interface Limits {
  readonly last: number | null
  readonly day: string | null
}

/** A query whose text depends on `shape` alone, so that it can be compiled once and kept. */
export interface ShapedQuery {
  readonly shape: string
  readonly values: ReadonlyArray<unknown>
  readonly compile: () => CompiledQuery<FoundRow>
}

/** Whether rows with null in the column that orders a page may be among those that are wanted. */
const mayBeNull = ({ columns }: Projection, where: Where, { orderBy }: Page): boolean => {
  const wanted = where[orderBy]
  if (columns[orderBy]?.endsWith("?") !== true) return false
  return wanted === undefined || (!isRange(wanted) && [wanted].flat().includes(null))
}

/**
 * [54] Position and day only rise in a row's versions: what counts last is what has no counting successor. Columns are
 * those of the table of versions.
 */
export const rowsQuery = (
  { builder, oneOf, listOf }: Dialect,
  projection: Projection,
  ledger: number,
  where: Where,
  { last, day }: Limits,
  page?: Page
): ShapedQuery => {
  const values: Array<unknown> = []
  const conditions: Array<RawBuilder<unknown>> = []
  const columns = Object.keys(projection.columns)
  let shape = `${projection.name}:${columns.join()}`
  const value = (given: unknown): RawBuilder<unknown> => {
    values.push(given)
    return sql`${given}`
  }
  const and = (kind: string, condition: RawBuilder<unknown>): void => {
    shape += `|${kind}`
    conditions.push(condition)
  }

  and("ledger", sql`ledger = ${value(ledger)} and _removed = 0`)
  for (const [name, wanted] of Object.entries(where)) {
    const column = sql.ref(name)
    if (wanted === null) and(`${name} null`, sql`${column} is null`)
    else if (isRange(wanted)) {
      and(`${name} not null`, sql`${column} is not null`)
      if (wanted.from !== undefined) and(`${name} from`, sql`${column} >= ${value(wanted.from)}`)
      if (wanted.below !== undefined) and(`${name} below`, sql`${column} < ${value(wanted.below)}`)
    } else if (typeof wanted !== "object") and(`${name} is`, sql`${column} = ${value(wanted)}`)
    else {
      const listed = oneOf(column, value(listOf(wanted.filter((cell) => cell !== null))))
      if (wanted.includes(null)) and(`${name} in or null`, sql`(${listed} or ${column} is null)`)
      else and(`${name} in`, listed)
    }
  }
  if (last === null && day === null) and("now", sql`_next_position is null`)
  else {
    const successors: Array<RawBuilder<unknown>> = [sql`_next_position is null`]
    if (last !== null) {
      and("last", sql`_position <= ${value(last)}`)
    }
    if (day !== null) and("day", sql`_day <= ${value(day)}`)
    if (last !== null) successors.push(sql`_next_position > ${value(last)}`)
    if (day !== null) successors.push(sql`_next_day > ${value(day)}`)
    conditions.push(sql`(${sql.join(successors, sql` or `)})`)
  }
  // Databases differ in where a null comes; saying it where there is none keeps PostgreSQL from its index.
  const nulls = page !== undefined && mayBeNull(projection, where, page) ? sql` nulls first` : sql``
  const order =
    page === undefined ? sql`` : sql` order by ${sql.ref(page.orderBy)}${nulls}, id limit ${value(page.limit)}`
  if (page !== undefined) shape += `|by ${page.orderBy}`
  const shown = sql.join(
    columns.map((column) => sql`, ${sql.ref(column)}`),
    sql``
  )
  return {
    shape,
    values,
    compile: () =>
      sql<FoundRow>`select id, _removed${shown} from ${sql.table(versionsTable(projection.name))} where ${sql.join(conditions, sql` and `)}${order}`.compile(
        builder
      )
  }
}
