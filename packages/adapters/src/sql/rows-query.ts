// The rows of a projection as SQL: current ones, or those as of a valid day and a position.
import { isRange, isTogether, type KeyedRow, type Page, type Projection, togetherIn, type Where } from "@ketluan/domain"
import { type CompiledQuery, type Kysely, type RawBuilder, sql } from "kysely"
import { MOST_DAYS, nodesAt, ordinalOf } from "./interval-tree.ts"
import { live } from "./projection-tables.ts"
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
  /** Whether the parts of a union have to be told its order and its limit, to be read in that order and no further. */
  readonly ordersParts: boolean
  /** A list as that one value. */
  readonly listOf: (values: ReadonlyArray<string | number>) => unknown
}

/** Up to a position, in a ledger of so many events, and a day; null where there is no limit. */
export interface Limits {
  readonly known: { readonly last: number; readonly size: number } | null
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

interface Condition {
  /** The same for conditions whose text is the same. */
  readonly kind: string
  readonly values: ReadonlyArray<unknown>
  /** What a text is made of is only made where it is compiled. */
  readonly text: () => RawBuilder<unknown>
}

/** What the rows must have. */
const wantedOf = ({ oneOf, oneOfTogether, listOf }: Dialect, { columns }: Projection, where: Where) => {
  const conditions: Array<Condition> = []
  const and = (kind: string, values: ReadonlyArray<unknown>, text: () => RawBuilder<unknown>): void => {
    conditions.push({ kind, values, text })
  }
  if (isTogether(where)) {
    const named = togetherIn(where)
    const list = JSON.stringify(where.map((one) => named.map((name) => one[name])))
    const typed = named.map((name) => ({ name, isText: name === "id" || columns[name]?.startsWith("text") === true }))
    if (named.length === 0) and("none", [], () => sql`1 = 0`)
    else and(`${named.join()} in`, [list], () => oneOfTogether(typed, sql`${list}`))
    return conditions
  }
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
  return conditions
}

/** Whether what is wanted is in the order of one of the lists that the versions which are over are indexed for. */
const isIndexed = ({ columns, ordered = [] }: Projection, where: Where, page: Page | undefined): boolean => {
  if (isTogether(where)) return false
  const isValue = (name: string): boolean => {
    const wanted = where[name]
    return (
      wanted !== undefined &&
      wanted !== null &&
      (typeof wanted !== "object" || (page === undefined && !isRange(wanted)))
    )
  }
  if (isValue("id")) return false
  return ordered.some((list) => {
    const last = list.at(-1) ?? ""
    const wanted = where[last]
    const isLimited = wanted === undefined ? page?.orderBy === last : ![wanted].flat().includes(null)
    return isLimited && (wanted !== undefined || !columns[last]?.endsWith("?")) && list.slice(0, -1).every(isValue)
  })
}

/** Nodes are given in lots of so many, so that there are few texts; no version is kept at node 0. */
const LOT = 8

const nodesFor = (at: number, most: number): ReadonlyArray<number> => {
  const nodes = nodesAt(at, most)
  const missing = (LOT - (nodes.length % LOT)) % LOT
  return [...nodes, ...Array<number>(missing).fill(0)]
}

/** The limits that a version must be within to have begun. */
const begun = ({ known, day }: Limits): ReadonlyArray<Condition> => {
  const conditions: Array<Condition> = []
  if (known !== null)
    conditions.push({ kind: "last", values: [known.last], text: () => sql`_position <= ${known.last}` })
  if (day !== null) conditions.push({ kind: "day", values: [day], text: () => sql`_day <= ${day}` })
  return conditions
}

/**
 * [54] Position and day only rise in a row's versions: what counts last is what has no counting successor. Answers the
 * conditions on versions that are over, several where each is of a part of them and all parts together are wanted.
 */
const notOver = ({ oneOf, listOf }: Dialect, limits: Limits, way: "whole" | "list" | "page") => {
  const { known, day } = limits
  const later: Array<Condition> = []
  if (known !== null)
    later.push({ kind: "known", values: [known.last], text: () => sql`_next_position > ${known.last}` })
  if (day !== null) later.push({ kind: "valid", values: [day], text: () => sql`_next_day > ${day}` })
  if (way === "whole") {
    const either: Condition = {
      kind: "until",
      values: later.flatMap(({ values }) => values),
      text: () =>
        sql`(${sql.join(
          later.map(({ text }) => text()),
          sql` or `
        )})`
    }
    return [[...begun(limits), either]]
  }
  const at = (column: string, nodes: ReadonlyArray<number>): ReadonlyArray<Condition> => {
    if (way === "page")
      return nodes.map((node) => ({
        kind: column,
        values: [node],
        text: () => sql`${sql.ref(column)} = ${node}`
      }))
    const list = listOf(nodes)
    return [{ kind: `${column} in`, values: [list], text: () => oneOf(sql.ref(column), sql`${list}`) }]
  }
  const parts: Array<ReadonlyArray<Condition>> = []
  const [first, second] = later
  if (known !== null && first !== undefined) {
    // Those that count by their day are in the other part.
    const apart: ReadonlyArray<Condition> =
      day === null ? [] : [{ kind: "not valid", values: [day], text: () => sql`_next_day <= ${day}` }]
    for (const node of at("_node", nodesFor(known.last, known.size)))
      parts.push([node, ...begun(limits), first, ...apart])
  }
  const valid = known === null ? first : second
  if (day !== null && valid !== undefined)
    for (const node of at("_day_node", nodesFor(ordinalOf(day), MOST_DAYS))) parts.push([node, ...begun(limits), valid])
  return parts
}

/** The rows of a projection. Columns are those of its tables. */
export const rowsQuery = (
  dialect: Dialect,
  projection: Projection,
  ledger: number,
  where: Where,
  limits: Limits,
  page?: Page
): ShapedQuery => {
  const columns = Object.keys(projection.columns)
  const { current, ended } = live(projection.name)
  const own: Condition = { kind: "ledger", values: [ledger], text: () => sql`ledger = ${ledger} and _removed = 0` }
  const wanted = [own, ...wantedOf(dialect, projection, where)]
  const parts = [{ table: current, conditions: [...wanted, ...begun(limits)] }]
  if (limits.known !== null || limits.day !== null) {
    const way = isIndexed(projection, where, page) ? (page === undefined ? "list" : "page") : "whole"
    for (const part of notOver(dialect, limits, way)) parts.push({ table: ended, conditions: [...wanted, ...part] })
  }
  const apart = dialect.ordersParts && page !== undefined && parts.length > 1
  const limit = page === undefined ? [] : [page.limit]
  const values: Array<unknown> = []
  let shape = `${projection.name}:${columns.join()}`
  for (const { conditions } of parts) {
    for (const condition of conditions) {
      shape += `|${condition.kind}`
      values.push(...condition.values)
    }
    if (apart) values.push(...limit)
  }
  if (page !== undefined) shape += `|by ${page.orderBy}`
  values.push(...limit)
  const order = () => {
    if (page === undefined) return sql``
    // Databases differ in where a null comes; saying it where there is none keeps PostgreSQL from its index.
    const nulls = mayBeNull(projection, where, page) ? sql` nulls first` : sql``
    return sql` order by ${sql.ref(page.orderBy)}${nulls}, id limit ${page.limit}`
  }
  return {
    shape,
    values,
    compile: () => {
      const shown = sql.join(["id", ...columns].map((column) => sql.ref(column)))
      const selects = parts.map(({ table, conditions }) => {
        const wanted = sql.join(
          conditions.map(({ text }) => text()),
          sql` and `
        )
        const select = sql`select ${shown} from ${sql.table(table)} where ${wanted}`
        return apart ? sql`(${select}${order()})` : select
      })
      return sql<KeyedRow>`${sql.join(selects, sql` union all `)}${order()}`.compile(dialect.builder)
    }
  }
}
