// What SQLite's planner is told of the tables of versions, so that it uses their indexes.
import type { Projection } from "@ketluan/domain"
import { sql } from "kysely"
import { buildingTable, versionsIndexes, versionsTable } from "../sql/index.ts"
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
    const table = versionsTable(projection.name)
    const known = [
      // The rows themselves are kept in the order of their key.
      { name: table, columns: ["ledger", "id", "_position"] },
      ...versionsIndexes(projection, buildingTable(projection.name), tag)
    ]
    connection.run(sql`delete from sqlite_stat1 where tbl = ${table}`.compile(builder))
    for (const { name, columns } of known)
      connection.run(
        sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${name}, ${figures(columns.length)})`.compile(
          builder
        )
      )
  }
  connection.run(sql`analyze sqlite_schema`.compile(builder))
}
