// Tables in memory: every version of every row, by the row's id.
import {
  type AsOf,
  type Cell,
  type Conditions,
  checkWhere,
  isRange,
  isTogether,
  type KeyedRow,
  lastWithin,
  type Page,
  type Projection,
  ProjectionStopped,
  project,
  type ReadModelService,
  type RecordedEvent,
  type Row,
  type RowStep,
  type RowVersion,
  runAtOnce,
  type TableReads,
  type Where,
  withReads
} from "@ketluan/domain"
import { Effect } from "effect"
import type { Ledger, State, Table } from "./ledger.ts"

const tableOf = (ledger: Ledger, { name }: Projection): Table => {
  const table = ledger.tables.get(name) ?? { rows: new Map(), stopped: null }
  ledger.tables.set(name, table)
  return table
}

const store = (table: Table, { before: _, ...step }: RowStep): void => {
  const versions = table.rows.get(step.id) ?? []
  const last = versions.pop()
  if (last !== undefined) versions.push({ ...last, nextPosition: step.position, nextDay: step.day })
  table.rows.set(step.id, [...versions, { ...step, nextPosition: null, nextDay: null }])
}

/** Brings the tables up to date. One that is stopped stays where it is: nothing is ever skipped. */
export const applyTo = (
  projections: ReadonlyArray<Projection>,
  ledger: Ledger,
  events: ReadonlyArray<RecordedEvent>
): void => {
  for (const projection of projections) {
    const table = tableOf(ledger, projection)
    if (table.stopped !== null) continue
    const { steps, stopped } = project(projection, events, (id) => table.rows.get(id)?.at(-1) ?? null)
    for (const step of steps) store(table, step)
    table.stopped = stopped
  }
}

export const rebuildTables = (projections: ReadonlyArray<Projection>, ledger: Ledger, batch: number): void => {
  for (const { name } of projections) ledger.tables.delete(name)
  for (let from = 0; from < ledger.events.length; from += batch)
    applyTo(
      projections,
      ledger,
      ledger.events.slice(from, from + batch).map(({ recorded }) => recorded)
    )
}

/** The last position that counts: the one asked about, or the last one recorded at or before a moment. */
const lastCounted = (ledger: Ledger, asOf: AsOf): number => {
  const { known } = asOf
  const last = known === null ? null : ledger.events.findLastIndex(({ recorded }) => recorded.recordedAt <= known)
  return lastWithin(asOf, last) ?? ledger.events.length
}

/** [54] Position and day only rise in a row's versions, so that those which count are the first few. */
const versionAt = (versions: ReadonlyArray<RowVersion>, last: number, { valid }: AsOf): RowVersion | undefined =>
  versions.findLast(({ position, day }) => position <= last && (valid === null || day <= valid))

/** By code points, as databases order the bytes of UTF-8; null first. */
const compare = (left: Cell, right: Cell): number => {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1
  if (typeof left === "number" || typeof right === "number") return Number(left) - Number(right)
  const ours = [...left]
  const theirs = [...right]
  const at = ours.findIndex((character, index) => character !== theirs[index])
  if (at === -1) return ours.length - theirs.length
  return (ours[at]?.codePointAt(0) ?? 0) - (theirs[at]?.codePointAt(0) ?? -1)
}

const isWanted = (cell: Cell, wanted: Conditions[string]): boolean => {
  if (!isRange(wanted)) return [wanted].flat().includes(cell)
  return (
    cell !== null &&
    (wanted.from === undefined || compare(cell, wanted.from) >= 0) &&
    (wanted.below === undefined || compare(cell, wanted.below) < 0)
  )
}

const meets = (row: Row, conditions: Conditions): boolean =>
  Object.entries(conditions).every(([column, wanted]) => isWanted(row[column] ?? null, wanted))

const matches = (row: Row, where: Where): boolean =>
  isTogether(where) ? where.some((values) => meets(row, values)) : meets(row, where)

const pageOf = <R extends Row>(rows: ReadonlyArray<R>, { orderBy, limit }: Page): ReadonlyArray<R> =>
  rows
    .toSorted(
      (left, right) =>
        compare(left[orderBy] ?? null, right[orderBy] ?? null) || compare(left["id"] ?? null, right["id"] ?? null)
    )
    .slice(0, limit)

/** The columns of the projection that was asked for, which may be some of the table's. */
const shown = ({ columns }: Projection, id: string, row: Row): KeyedRow => ({
  ...Object.fromEntries(Object.keys(columns).map((column) => [column, row[column] ?? null])),
  id
})

const byId = (left: { readonly id: string }, right: { readonly id: string }): number => (left.id < right.id ? -1 : 1)

export const readModel = (state: State): ReadModelService => {
  const opened = (name: Parameters<ReadModelService["versions"]>[0], projection: Projection) =>
    Effect.suspend(() => {
      const ledger = state.ledgers.get(name)
      if (ledger === undefined) return Effect.succeed(null)
      const table = tableOf(ledger, projection)
      if (table.stopped === null) return Effect.succeed({ ledger, table })
      return Effect.fail(new ProjectionStopped({ projection: projection.name, ...table.stopped }))
    })
  const reads: TableReads = {
    rows: Effect.fnUntraced(function* (name, projection, where, asOf, page) {
      checkWhere(projection, where, page)
      const found = yield* opened(name, projection)
      if (found === null) return []
      const last = lastCounted(found.ledger, asOf)
      const rows = [...found.table.rows]
        .flatMap(([id, versions]) => {
          const row = versionAt(versions, last, asOf)?.row ?? null
          return row !== null && matches({ ...row, id }, where) ? [{ ...row, id }] : []
        })
        .sort(byId)
      const paged = page === undefined ? rows : pageOf(rows, page)
      return paged.map((row) => shown(projection, row.id, row))
    }),
    versions: Effect.fnUntraced(function* (name, projection) {
      const found = yield* opened(name, projection)
      return found === null
        ? []
        : [...found.table.rows.entries()]
            .map(([id, versions]) => ({ id, versions }))
            .sort(byId)
            .flatMap(({ versions }) => versions)
    }),
    progress: (name) =>
      Effect.sync(() => {
        const ledger = state.ledgers.get(name)
        if (ledger === undefined) return []
        return state.projections
          .map((projection) => {
            const { stopped } = tableOf(ledger, projection)
            const next = stopped?.position ?? ledger.events.length
            return {
              projection: projection.name,
              next,
              behind: ledger.events.length - next,
              stopped: stopped?.reason ?? null
            }
          })
          .sort((left, right) => (left.projection < right.projection ? -1 : 1))
      })
  }
  return {
    ...reads,
    snapshot: (work) =>
      Effect.contextWith((context) =>
        Effect.suspend(() => Effect.fromResult(runAtOnce(withReads(work, reads), context)))
      ),
    rebuild: Effect.fnUntraced(function* (projections, batch) {
      for (const ledger of state.ledgers.values()) rebuildTables(projections, ledger, batch)
      for (const name of state.ledgers.keys()) for (const projection of projections) yield* opened(name, projection)
    })
  }
}
