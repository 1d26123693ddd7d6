// The rows of a projection as SQL: current ones, or those as of a valid day and a position.
import { isRange, isTogether, type KeyedRow, type Page, type Projection, togetherIn, type Where } from "@ketluan/domain"
import { type CompiledQuery, type Kysely, type RawBuilder, sql } from "kysely"
import { versionsTable } from "./projection-tables.ts"
import type { Tables } from "./tables.ts"

/** `column` is one of a list that goes in as one value, since databases limit the number of values in a statement. */
export type OneOf = (column: RawBuilder<unknown>, list: RawBuilder<unknown>) => RawBuilder<unknown>

/** As `OneOf`, of several columns together; the list is a text of JSON, an array of arrays in the order of the columns. */
export type OneOfTogether = (
  columns: ReadonlyArray<{ readonly name: string; readonly isText: boolean }>,
  list: RawBuilder<unknown>
) => RawBuilder<unknown>

/** How a database builds queries. */
export interface Dialect {
  readonly builder: Kysely<Tables>
  readonly oneOf: OneOf
  readonly oneOfTogether: OneOfTogether
  /** A list as that one value. */
  readonly listOf: (values: ReadonlyArray<string | number>) => unknown
}

/** Up to a position, and a day; null where there is no limit. */
export interface Limits {
  readonly last: number | null
  readonly day: string | null
}

/** A query whose text depends on `shape` alone, so that it is compiled once and kept. */
export interface ShapedQuery {
  readonly shape: string
  readonly values: ReadonlyArray<unknown>
  readonly compile: () => CompiledQuery<KeyedRow>
}

/** Whether rows with null in the column that orders a page may be among those that are wanted. */
const mayBeNull = ({ columns }: Projection, where: Where, { orderBy }: Page): boolean => {
  if (columns[orderBy]?.endsWith("?") !== true) return false
  if (isTogether(where)) return !togetherIn(where).includes(orderBy)
  const wanted = where[orderBy]
  return wanted === undefined || (!isRange(wanted) && [wanted].flat().includes(null))
}

/**
 * [54] Position and day only rise in a row's versions: what counts last is what has no counting successor. Columns are
 * those of the table of versions.
 */
export const rowsQuery = (
  { builder, oneOf, oneOfTogether, listOf }: Dialect,
  projection: Projection,
  ledger: number,
  where: Where,
  { last, day }: Limits,
  page?: Page
): ShapedQuery => {
  const values: Array<unknown> = []
  // What a text is made of is only made where it is compiled.
  const conditions: Array<() => RawBuilder<unknown>> = []
  const columns = Object.keys(projection.columns)
  let shape = `${projection.name}:${columns.join()}`
  const and = (kind: string, given: ReadonlyArray<unknown>, condition: () => RawBuilder<unknown>): void => {
    shape += `|${kind}`
    values.push(...given)
    conditions.push(condition)
  }

  and("ledger", [ledger], () => sql`ledger = ${ledger} and _removed = 0`)
  if (isTogether(where)) {
    const named = togetherIn(where)
    const list = JSON.stringify(where.map((one) => named.map((name) => one[name])))
    const typed = named.map((name) => ({
      name,
      isText: name === "id" || projection.columns[name]?.startsWith("text") === true
    }))
    if (named.length === 0) and("none", [], () => sql`1 = 0`)
    else and(`${named.join()} in`, [list], () => oneOfTogether(typed, sql`${list}`))
  } else
    for (const [name, wanted] of Object.entries(where)) {
      const column = sql.ref(name)
      if (wanted === null) and(`${name} null`, [], () => sql`${column} is null`)
      else if (isRange(wanted)) {
        const { from, below } = wanted
        and(`${name} not null`, [], () => sql`${column} is not null`)
        if (from !== undefined) and(`${name} from`, [from], () => sql`${column} >= ${from}`)
        if (below !== undefined) and(`${name} below`, [below], () => sql`${column} < ${below}`)
      } else if (typeof wanted !== "object") and(`${name} is`, [wanted], () => sql`${column} = ${wanted}`)
      else {
        const list = listOf(wanted.filter((cell) => cell !== null))
        const listed = () => oneOf(column, sql`${list}`)
        if (wanted.includes(null)) and(`${name} in or null`, [list], () => sql`(${listed()} or ${column} is null)`)
        else and(`${name} in`, [list], listed)
      }
    }
  if (last === null && day === null) and("now", [], () => sql`_next_position is null`)
  else {
    if (last !== null) and("last", [last], () => sql`_position <= ${last}`)
    if (day !== null) and("day", [day], () => sql`_day <= ${day}`)
    const limits = [last, day].filter((limit) => limit !== null)
    and("until", limits, () => {
      const successors = [sql`_next_position is null`]
      if (last !== null) successors.push(sql`_next_position > ${last}`)
      if (day !== null) successors.push(sql`_next_day > ${day}`)
      return sql`(${sql.join(successors, sql` or `)})`
    })
  }
  if (page !== undefined) {
    shape += `|by ${page.orderBy}`
    values.push(page.limit)
  }
  const order = () => {
    if (page === undefined) return sql``
    // Databases differ in where a null comes; saying it where there is none keeps PostgreSQL from its index.
    const nulls = mayBeNull(projection, where, page) ? sql` nulls first` : sql``
    return sql` order by ${sql.ref(page.orderBy)}${nulls}, id limit ${page.limit}`
  }
  return {
    shape,
    values,
    compile: () =>
      sql<KeyedRow>`select ${sql.join(["id", ...columns].map((column) => sql.ref(column)))} from ${sql.table(versionsTable(projection.name))} where ${sql.join(
        conditions.map((condition) => condition()),
        sql` and `
      )}${order()}`.compile(builder)
  }
}
