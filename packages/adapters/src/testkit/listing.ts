// Contract: lists of one moment are of the rows of that moment, whatever indexes a store finds them by.
import type { AsOf, Conditions, LedgerName, Page, Projection, Where } from "@ketluan/domain"
import { Effect } from "effect"
import { is } from "./check.ts"
import type { Opened } from "./subject.ts"

/** Holds pages and lists by a column of numbers against all rows that meet the other conditions. */
export const listedAsRows = Effect.fnUntraced(function* (
  { tables }: Opened,
  ledger: LedgerName,
  projection: Projection,
  { own, column }: { readonly own: Conditions; readonly column: string },
  asOf: AsOf,
  limit: number
) {
  const read = (where: Where, page?: Page) => tables.rows(ledger, projection, where, asOf, page)
  const all = (yield* read(own)).flatMap((row) => {
    const value = row[column]
    return typeof value === "number" ? [{ row, value }] : []
  })
  const first = (wanted: (value: number) => boolean, most: number) =>
    all
      .filter(({ value }) => wanted(value))
      .sort((left, right) => left.value - right.value || (left.row.id < right.row.id ? -1 : 1))
      .slice(0, most)
      .map(({ row }) => row)
  const page = { orderBy: column, limit }
  is(
    yield* read({ ...own, [column]: {} }, page),
    first(() => true, limit)
  )
  for (const value of [1, 2, 3]) {
    const later = first((one) => one >= value, limit)
    is(yield* read({ ...own, [column]: { from: value } }, page), later)
    const same = first((one) => one === value, all.length)
    is(yield* read({ ...own, [column]: [value] }), same)
    is(yield* read({ ...own, [column]: value }, { orderBy: "id", limit }), same.slice(0, limit))
  }
})
