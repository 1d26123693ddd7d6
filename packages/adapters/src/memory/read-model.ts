// Tables in memory: every version of every row, by the row's id.
import {
  type AsOf,
  checkWhere,
  type Projection,
  ProjectionStopped,
  project,
  type ReadModelService,
  type RecordedEvent,
  type Row,
  type RowStep,
  type RowVersion,
  type Where
} from "@ketluan/domain"
import { Effect } from "effect"
import type { Ledger, State, Table } from "./ledger.ts"

const tableOf = (ledger: Ledger, { name }: Projection): Table => {
  const table = ledger.tables.get(name) ?? { rows: new Map(), stopped: null }
  ledger.tables.set(name, table)
  return table
}

const store = (table: Table, { ends: _, ...step }: RowStep): void => {
  const versions = table.rows.get(step.id) ?? []
  const last = versions.pop()
  if (last !== undefined) versions.push({ ...last, nextPosition: step.position, nextDay: step.day })
  table.rows.set(step.id, [...versions, { ...step, nextPosition: null, nextDay: null }])
}

/** Brings the tables up to date. One that is stopped stays where it is: nothing is ever skipped. */
export const applyTo = (state: State, ledger: Ledger, events: ReadonlyArray<RecordedEvent>): void => {
  for (const projection of state.projections) {
    const table = tableOf(ledger, projection)
    if (table.stopped !== null) continue
    const { steps, stopped } = project(projection, events, (id) => table.rows.get(id)?.at(-1) ?? null)
    for (const step of steps) store(table, step)
    table.stopped = stopped
  }
}

export const rebuildTables = (state: State, ledger: Ledger, batch: number): void => {
  ledger.tables.clear()
  for (let from = 0; from < ledger.events.length; from += batch)
    applyTo(
      state,
      ledger,
      ledger.events.slice(from, from + batch).map(({ recorded }) => recorded)
    )
}

/** The last position recorded at or before a moment. */
const lastKnown = (ledger: Ledger, { known }: AsOf): number =>
  known === null ? ledger.events.length : ledger.events.findLastIndex(({ recorded }) => recorded.recordedAt <= known)

/** [54] Position and day only rise in a row's versions, so that those which count are the first few. */
const versionAt = (versions: ReadonlyArray<RowVersion>, last: number, { valid }: AsOf): RowVersion | undefined =>
  versions.findLast(({ position, day }) => position <= last && (valid === null || day <= valid))

const matches = (row: Row, where: Where): boolean =>
  Object.entries(where).every(([column, wanted]) => [wanted].flat().includes(row[column] ?? null))

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
  return {
    rows: Effect.fnUntraced(function* (name, projection, where, asOf) {
      checkWhere(projection, where)
      const found = yield* opened(name, projection)
      if (found === null) return []
      const last = lastKnown(found.ledger, asOf)
      return [...found.table.rows]
        .flatMap(([id, versions]) => {
          const row = versionAt(versions, last, asOf)?.row ?? null
          return row !== null && matches({ ...row, id }, where) ? [{ ...row, id }] : []
        })
        .sort(byId)
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
    rebuild: Effect.fnUntraced(function* (name, batch) {
      const ledger = state.ledgers.get(name)
      if (ledger === undefined) return
      rebuildTables(state, ledger, batch)
      for (const projection of state.projections) yield* opened(name, projection)
    })
  }
}
