// Row changes of a projection as parts of a statement; `head` is the part that holds the ledger's key, or nothing.
import type { Projection, Row, RowVersion, Settled } from "@ketluan/domain"
import pg from "pg"
import { keptColumns } from "../sql/index.ts"
import type { Run } from "./database.ts"
import { Statement } from "./statement.ts"

/** What one commit does to one table. */
export interface TableChanges {
  readonly projection: Projection
  /** The table of versions: the live one, or one that is being built. */
  readonly table: string
  readonly settled: Settled
}

const storedRow = ({ id, position, day, nextPosition, nextDay, stream, row }: RowVersion): Row => ({
  id,
  _position: position,
  _day: day,
  _next_position: nextPosition,
  _next_day: nextDay,
  _stream: stream,
  _removed: row === null ? 1 : 0,
  ...row
})

/** `number` tells the parts of one statement apart; those that change nothing are left out, unless `every` one is to be there. */
export const addRowChanges = (
  statement: Statement,
  { projection, table, settled: { inserted, ended } }: TableChanges,
  number: number,
  every: boolean
): void => {
  const target = pg.escapeIdentifier(table)
  if (ended.length > 0 || (every && projection.once !== true)) {
    const ends = ended.map(({ id, position, nextPosition, nextDay }) => ({
      id,
      position,
      next: nextPosition,
      day: nextDay
    }))
    // Each row is looked up by its key before all are joined: a planner that knows nothing of the table reads all of a ledger's.
    statement.part(
      `ended_${number}`,
      `(update ${target} v set _next_position = t.next, _next_day = t.day
  from (select found.place, t.next, t.day
    from head, json_to_recordset(${statement.json(ends)}) as t(id text, position bigint, next bigint, day text),
      lateral (select ctid as place from ${target}
        where ledger = head.ledger and id = t.id and _position = t.position offset 0) found) t
  where v.ctid = t.place)`
    )
  }
  if (inserted.length > 0 || every) {
    const columns = [...Object.keys(keptColumns), ...Object.keys(projection.columns)].map(pg.escapeIdentifier)
    statement.part(
      `inserted_${number}`,
      `(insert into ${target} (ledger, ${columns.join(", ")})
  select head.ledger, ${columns.map((column) => `t.${column}`).join(", ")}
  from head, json_populate_recordset(null::${target}, ${statement.json(inserted.map(storedRow))}) as t)`
    )
  }
}

/** Writes row changes alone, to a table that is being filled or folded again. */
export const writeRowChanges = async (
  run: Run,
  ledger: number,
  changes: ReadonlyArray<TableChanges>
): Promise<void> => {
  const moved = changes.filter(({ settled: { inserted, ended } }) => inserted.length + ended.length > 0)
  if (moved.length === 0) return
  const statement = new Statement()
  statement.part("head", `materialized (select ${statement.value(ledger)}::int as ledger)`)
  for (const [number, change] of moved.entries()) addRowChanges(statement, change, number, false)
  await run(statement.text("select 1"), statement.values)
}
