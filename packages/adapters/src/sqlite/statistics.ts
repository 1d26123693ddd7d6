// What SQLite's planner is told of the tables of projections, so that it uses their indexes.
import type { Projection } from "@ketluan/domain"
import { sql } from "kysely"
import { both, building, live, rowsIndexes } from "../sql/index.ts"
import { builder, type Connection } from "./connection.ts"

/** How many rows a table is planned for, and how many of them have one value of a column that it is looked up by. */
const MANY = 1_000_000
const SOME = 100
const FEW = 4

/** The rows of a table, then how many have the same first column, the same first two, and so on. */
const figures = (columns: number): string =>
  [MANY, MANY, ...Array.from({ length: columns - 1 }, (_, at) => (at === 0 ? SOME : FEW))].join(" ")

/**
 * Without figures SQLite takes a ledger for some ten rows, and reads all of a ledger's rather than look into an index. These
 * are the same for every file, whatever is in it: plans do not change as it grows. In the transaction that makes the tables.
 */
export const tellPlanner = (connection: Connection, projections: ReadonlyArray<Projection>, tag: string): void => {
  // Makes the table of figures, if there is none.
  connection.run(sql`analyze projections`.compile(builder))
  for (const projection of projections) {
    const tables = live(projection.name)
    for (const table of both(tables))
      connection.run(sql`delete from sqlite_stat1 where tbl = ${table}`.compile(builder))
    const indexes = rowsIndexes(projection, building(projection.name), tag)
    const known = [
      // The rows themselves are kept in the order of their key.
      { table: tables.current, name: tables.current, columns: ["ledger", "id"] },
      { table: tables.ended, name: tables.ended, columns: ["ledger", "id", "_position"] },
      ...indexes.map(({ table, name, columns }) => ({ table: tables[table], name, columns }))
    ]
    for (const { table, name, columns } of known)
      connection.run(
        sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${name}, ${figures(columns.length)})`.compile(
          builder
        )
      )
  }
  connection.run(sql`analyze sqlite_schema`.compile(builder))
}
