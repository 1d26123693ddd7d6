// Keeps the tables of projections: applies row changes, folds again what an erasure touched, rebuilds.
import {
  type Cell,
  type CurrentRow,
  type Projection,
  project,
  type RecordedEvent,
  type Row,
  type RowStep,
  type StoreFailure
} from "@ketluan/domain"
import type Database from "better-sqlite3"
import { sql } from "kysely"
import { createProjection, dropProjection, sqliteFlavor, versionsTable } from "../sql/index.ts"
import { builder, cellAt, integerAt, textAt } from "./connection.ts"
import type { EventLog } from "./event-log.ts"
import { newer } from "./failure.ts"

/** A row of a table of versions as the driver gives it. */
export interface VersionRow {
  readonly id: string
  readonly _position: number
  readonly _day: string
  readonly _next_position: number | null
  readonly _next_day: string | null
  readonly _stream: string
  readonly _removed: number
  readonly [column: string]: Cell
}

const BATCH = 1000

/** The declared columns; null for the version that says that the row was removed. */
export const rowOf = ({ columns }: Projection, version: VersionRow): Row | null =>
  version._removed === 1
    ? null
    : Object.fromEntries(Object.keys(columns).map((column) => [column, version[column] ?? null]))

/** One table, with its statements. They are prepared when first used, since the table may not exist before. */
class ProjectionTable {
  readonly projection: Projection
  private readonly log: EventLog
  private readonly empty: Row
  private statements: ReturnType<ProjectionTable["prepare"]> | undefined

  constructor(log: EventLog, projection: Projection) {
    this.log = log
    this.projection = projection
    this.empty = Object.fromEntries(Object.keys(projection.columns).map((column) => [column, null]))
  }

  private prepare() {
    const table = sql.table(versionsTable(this.projection.name))
    const columns = Object.keys(this.projection.columns)
    const names = sql.join(
      columns.map((column) => sql`, ${sql.ref(column)}`),
      sql``
    )
    const values = sql.join(
      columns.map((column) => sql`, ${cellAt(column)}`),
      sql``
    )
    const { connection } = this.log
    return {
      current: connection.prepare<{ ledger: number; id: string }, VersionRow>(
        sql<VersionRow>`select * from ${table} where ledger = @ledger and id = @id order by _position desc limit 1`.compile(
          builder
        )
      ),
      end: connection.prepare(
        sql`update ${table} set _next_position = @_position, _next_day = @_day where ledger = @ledger and id = @id and _position = @_ends`.compile(
          builder
        )
      ),
      insert: connection.prepare(
        sql`insert into ${table} (ledger, id, _position, _day, _stream, _removed${names}) values (@ledger, @id, @_position, @_day, @_stream, @_removed${values})`.compile(
          builder
        )
      ),
      clear: connection.prepare<{ ledger: number }>(sql`delete from ${table} where ledger = @ledger`.compile(builder)),
      clearStream: connection.prepare<{ ledger: number; stream: string }>(
        sql`delete from ${table} where ledger = @ledger and _stream = @stream`.compile(builder)
      )
    }
  }

  get sql(): ReturnType<ProjectionTable["prepare"]> {
    this.statements ??= this.prepare()
    return this.statements
  }

  private current(ledger: number, id: string): CurrentRow | null {
    const found = this.sql.current.get({ ledger, id })
    return found === undefined
      ? null
      : { position: found._position, stream: found._stream, row: rowOf(this.projection, found) }
  }

  private store(ledger: number, { id, position, day, stream, row, ends }: RowStep): void {
    if (ends !== null) this.sql.end.run({ ledger, id, _position: position, _day: day, _ends: ends })
    const kept = { _position: position, _day: day, _stream: stream, _removed: row === null ? 1 : 0 }
    this.sql.insert.run({ ...this.empty, ...row, ledger, id, ...kept })
  }

  /** Stores what the events do; answers where the projection stopped, if it did. */
  apply(ledger: number, events: ReadonlyArray<RecordedEvent>) {
    const { steps, stopped } = project(this.projection, events, (id) => this.current(ledger, id))
    for (const step of steps) this.store(ledger, step)
    return stopped
  }
}

const registered = ({ connection }: EventLog): Database.Statement<[], { name: string; version: number }> =>
  connection.db.prepare(builder.selectFrom("projections").select(["name", "version"]).compile().sql)

export class ProjectionTables {
  readonly projections: ReadonlyArray<Projection>
  private readonly log: EventLog
  private readonly tables: ReadonlyArray<ProjectionTable>
  private readonly versions: ReturnType<typeof registered>
  private readonly stopped

  constructor(log: EventLog, projections: ReadonlyArray<Projection>) {
    this.log = log
    this.projections = projections
    this.tables = projections.map((projection) => new ProjectionTable(log, projection))
    this.versions = registered(log)
    this.stopped = {
      of: log.connection.prepare<{ ledger: number }, { projection: string; position: number; reason: string }>(
        builder
          .selectFrom("stopped")
          .select(["projection", "position", "reason"])
          .where("ledger", "=", integerAt("ledger"))
          .compile()
      ),
      mark: log.connection.prepare(
        builder
          .insertInto("stopped")
          .values({
            ledger: integerAt("ledger"),
            projection: textAt("projection"),
            position: integerAt("position"),
            reason: textAt("reason")
          })
          .compile()
      ),
      clear: log.connection.prepare<{ ledger: number; projection: string }>(
        builder
          .deleteFrom("stopped")
          .where("ledger", "=", integerAt("ledger"))
          .where("projection", "=", textAt("projection"))
          .compile()
      )
    }
  }

  /** Where a projection stopped in a ledger, or undefined. */
  stoppedAt(ledger: number, { name }: Projection) {
    return this.stopped.of.all({ ledger }).find(({ projection }) => projection === name)
  }

  private storedVersions(): Map<string, number> {
    return new Map(this.versions.all().map(({ name, version }) => [name, version]))
  }

  /** The version by which the table of a projection was filled; 0 where there is none. */
  storedVersion({ name }: Projection): number {
    return this.storedVersions().get(name) ?? 0
  }

  private outdated(): ReadonlyArray<ProjectionTable> {
    const stored = this.storedVersions()
    return this.tables.filter(({ projection: { name, version } }) => (stored.get(name) ?? 0) < version)
  }

  get isOutdated(): boolean {
    return this.outdated().length > 0
  }

  /** Makes and fills what is missing or older than this program's projections; runs in a write transaction. */
  bringUpToDate(): void {
    const { connection } = this.log
    for (const table of this.outdated()) {
      const { name, version } = table.projection
      for (const query of dropProjection(builder.schema, name)) connection.run(query)
      for (const query of createProjection(builder.schema, sqliteFlavor, table.projection)) connection.run(query)
      connection.run(builder.replaceInto("projections").values({ name, version }).compile())
      for (const { ledger } of this.log.sql.ledgers.all({})) this.refill(ledger, [table], BATCH)
    }
  }

  /**
   * Why this program may not write: a table that it does not know, or knows in an older version, would be left behind.
   * Asked in each write transaction, since a newer program may have come meanwhile.
   */
  refusal(): StoreFailure | undefined {
    const known = new Map(this.tables.map(({ projection: { name, version } }) => [name, version]))
    for (const [name, version] of this.storedVersions())
      if ((known.get(name) ?? 0) < version) return newer(this.log.connection.path, `table ${name}, version ${version}`)
    return undefined
  }

  /** Brings every table that is not stopped up to date with new events. */
  apply(ledger: number, events: ReadonlyArray<RecordedEvent>): void {
    const stopped = new Set(this.stopped.of.all({ ledger }).map(({ projection }) => projection))
    this.applyTo(
      this.tables.filter(({ projection }) => !stopped.has(projection.name)),
      ledger,
      events
    )
  }

  /** Answers the tables that go on. */
  private applyTo(
    tables: ReadonlyArray<ProjectionTable>,
    ledger: number,
    events: ReadonlyArray<RecordedEvent>
  ): ReadonlyArray<ProjectionTable> {
    return tables.filter((table) => {
      const stopped = table.apply(ledger, events)
      if (stopped !== null) this.stopped.mark.run({ ledger, projection: table.projection.name, ...stopped })
      return stopped === null
    })
  }

  private refill(ledger: number, tables: ReadonlyArray<ProjectionTable>, batch: number): void {
    for (const { projection, sql } of tables) {
      sql.clear.run({ ledger })
      this.stopped.clear.run({ ledger, projection: projection.name })
    }
    let going = tables
    for (let from = 0; going.length > 0; from += batch) {
      const events = this.log.opened(this.log.page(ledger, from, batch))
      if (events.length === 0) return
      going = this.applyTo(going, ledger, events)
    }
  }

  /** Empties every table of a ledger and folds its events again, `batch` at a time. */
  rebuild(ledger: number, batch: number): void {
    this.refill(ledger, this.tables, batch)
  }

  /**
   * Folds the rows of some streams again, after texts were erased. A table that is stopped, or that stops at what is left, is
   * rebuilt as a whole: that alone is sure to give what any later rebuild gives [53].
   */
  refold(ledger: number, streams: ReadonlyArray<string>): void {
    const histories = streams.map((stream) => this.log.opened(this.log.stream(ledger, stream)))
    for (const table of this.tables) {
      for (const stream of streams) table.sql.clearStream.run({ ledger, stream })
      const whole =
        this.stoppedAt(ledger, table.projection) !== undefined ||
        histories.some((events) => table.apply(ledger, events) !== null)
      if (whole) this.refill(ledger, [table], BATCH)
    }
  }
}
