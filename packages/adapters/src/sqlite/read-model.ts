// Reading the tables of projections in SQLite, now and as of a valid day and a moment of knowledge.
import {
  checkWhere,
  type LedgerName,
  type Projection,
  ProjectionStopped,
  type ReadModelService,
  StoreFailure,
  type Where
} from "@ketluan/domain"
import { Result } from "effect"
import { type RawBuilder, sql } from "kysely"
import { versionsTable } from "../sql/index.ts"
import { builder } from "./connection.ts"
import type { EventLog, LedgerRow } from "./event-log.ts"
import { attempt, newer } from "./failure.ts"
import { type ProjectionTables, rowOf, type VersionRow } from "./projection-tables.ts"

/** Lists go in as one JSON text: SQLite limits the number of values in a statement. */
const conditions = (where: Where): ReadonlyArray<RawBuilder<unknown>> =>
  Object.entries(where).map(([name, wanted]) => {
    const column = sql.ref(name)
    if (wanted === null) return sql`and ${column} is null`
    if (typeof wanted !== "object") return sql`and ${column} = ${wanted}`
    const listed = sql`${column} in (select value from json_each(${JSON.stringify(wanted)}))`
    return wanted.includes(null) ? sql`and (${listed} or ${column} is null)` : sql`and ${listed}`
  })

// SQLite orders by UTF-8 bytes, which is another order beyond the basic plane.
const byId = (left: { readonly id: string }, right: { readonly id: string }): number =>
  left.id < right.id ? -1 : left.id > right.id ? 1 : 0

export const readModel = (log: EventLog, tables: ProjectionTables): ReadModelService => {
  const { connection } = log
  const { path } = connection

  const stopped = ({ key }: LedgerRow, projection: Projection): ProjectionStopped | undefined => {
    const at = tables.stoppedAt(key, projection)
    return at && new ProjectionStopped({ projection: at.projection, position: at.position, reason: at.reason })
  }

  const unreadable = (ledger: LedgerRow, projection: Projection): StoreFailure | ProjectionStopped | undefined => {
    const version = tables.storedVersion(projection)
    if (version > projection.version) return newer(path, `table ${projection.name}, version ${version}`)
    if (version < projection.version)
      return new StoreFailure({
        reason: "read_only",
        message: `The table ${projection.name} in ${path} is older than this program. Open the file once for writing: that brings it up to date.`
      })
    return stopped(ledger, projection)
  }

  const reading = <A>(name: LedgerName, projection: Projection, work: (ledger: LedgerRow) => ReadonlyArray<A>) =>
    attempt(path, () =>
      connection.read((): Result.Result<ReadonlyArray<A>, StoreFailure | ProjectionStopped> => {
        const ledger = log.find(name)
        if (ledger === null) return Result.succeed([])
        const failure = unreadable(ledger, projection)
        return failure === undefined ? Result.succeed(work(ledger)) : Result.fail(failure)
      })
    )

  const select = (projection: Projection, ledger: LedgerRow, ...and: ReadonlyArray<RawBuilder<unknown>>) =>
    connection.all(
      sql<VersionRow>`select * from ${sql.table(versionsTable(projection.name))} where ledger = ${ledger.key} ${sql.join(and, sql` `)}`.compile(
        builder
      )
    )

  return {
    rows: (name, projection, where, { valid, known }) =>
      reading(name, projection, (ledger) => {
        checkWhere(projection, where)
        const last = log.lastKnown(ledger.key, ledger.head.frontier.size, known)
        const day = valid ?? "9999-12-31"
        // [54] Position and day only rise in a row's versions: what counts last is what has no counting successor.
        const current =
          valid === null && known === null
            ? sql`and _next_position is null`
            : sql`and _position <= ${last} and _day <= ${day} and (_next_position is null or _next_position > ${last} or _next_day > ${day})`
        return select(projection, ledger, current, sql`and _removed = 0`, ...conditions(where))
          .map((version) => ({ ...rowOf(projection, version), id: version.id }))
          .sort(byId)
      }),
    versions: (name, projection) =>
      reading(name, projection, (ledger) =>
        select(projection, ledger)
          .map((version) => ({
            id: version.id,
            position: version._position,
            day: version._day,
            nextPosition: version._next_position,
            nextDay: version._next_day,
            stream: version._stream,
            row: rowOf(projection, version)
          }))
          .sort((left, right) => byId(left, right) || left.position - right.position)
      ),
    rebuild: (name, batch) =>
      attempt(path, () => {
        const rebuilt = connection.write((): Result.Result<ReadonlyArray<ProjectionStopped>, StoreFailure> => {
          const refusal = tables.refusal()
          if (refusal !== undefined) return Result.fail(refusal)
          const ledger = log.find(name)
          if (ledger === null) return Result.succeed([])
          tables.rebuild(ledger.key, batch)
          return Result.succeed(tables.projections.flatMap((projection) => stopped(ledger, projection) ?? []))
        })
        return Result.flatMap(
          rebuilt,
          ([first]): Result.Result<void, ProjectionStopped> => (first === undefined ? Result.void : Result.fail(first))
        )
      })
  }
}
