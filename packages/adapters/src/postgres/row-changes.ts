// Row changes of a projection as parts of a statement; `head` is the part that holds the ledger's key, or nothing.
import type { Projection, Row, Settled } from "@ketluan/domain"
import pg from "pg"
import { currentCells, currentColumns, endedCells, endedColumns, type RowTables } from "../sql/index.ts"
import type { Run } from "./database.ts"
import { Statement } from "./statement.ts"

/** What one commit does to the tables of one projection: the live ones, or those that are being built. */
export interface TableChanges {
  readonly projection: Projection
  readonly tables: RowTables
  readonly settled: Settled
}

/** `number` tells the parts of one statement apart; those that change nothing are left out, unless `every` one is to be there. */
export const addRowChanges = (
  statement: Statement,
  { projection, tables, settled: { ended, current } }: TableChanges,
  number: number,
  every: boolean
): void => {
  const insert = (table: string, names: ReadonlyArray<string>, rows: ReadonlyArray<Row>): string => {
    const target = pg.escapeIdentifier(table)
    const columns = names.map(pg.escapeIdentifier)
    return `insert into ${target} (ledger, ${columns.join(", ")})
  select head.ledger, ${columns.map((column) => `t.${column}`).join(", ")}
  from head, json_populate_recordset(null::${target}, ${statement.json(rows)}) as t`
  }
  if (ended.length > 0 || (every && projection.once !== true))
    statement.part(`ended_${number}`, `(${insert(tables.ended, endedColumns(projection), ended.map(endedCells))})`)
  if (current.length > 0 || every) {
    const columns = currentColumns(projection)
    const inserted = insert(tables.current, columns, current.map(currentCells))
    const set = columns
      .filter((column) => column !== "id")
      .map((column) => `${pg.escapeIdentifier(column)} = excluded.${pg.escapeIdentifier(column)}`)
    const replaced = projection.once === true ? "" : ` on conflict (ledger, id) do update set ${set.join(", ")}`
    statement.part(`current_${number}`, `(${inserted}${replaced})`)
  }
}

/** Writes row changes alone, to a table that is being filled or folded again. */
export const writeRowChanges = async (
  run: Run,
  ledger: number,
  changes: ReadonlyArray<TableChanges>
): Promise<void> => {
  const moved = changes.filter(({ settled: { ended, current } }) => ended.length + current.length > 0)
  if (moved.length === 0) return
  const statement = new Statement()
  statement.part("head", `materialized (select ${statement.value(ledger)}::int as ledger)`)
  for (const [number, change] of moved.entries()) addRowChanges(statement, change, number, false)
  await run(statement.text("select 1"), statement.values)
}
