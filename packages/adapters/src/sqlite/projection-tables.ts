// Keeps the tables of projections: applies row changes, folds again what an erasure touched, rebuilds beside the live ones.
import {
  type Cell,
  type CurrentRow,
  type Projection,
  project,
  type RecordedEvent,
  type Row,
  type Settled,
  type StoreFailure,
  type StreamName,
  settle
} from "@ketluan/domain"
import { type CompiledQuery, sql } from "kysely"
import {
  both,
  building,
  createIndexes,
  createTables,
  currentCells,
  currentColumns,
  currentRowOf,
  endedCells,
  endedColumns,
  filledBy,
  type Kept,
  live,
  OpenRows,
  outdated,
  type Registered,
  type RowTables,
  refusalOf,
  sqliteFlavor,
  switchTables,
  type VersionRow
} from "../sql/index.ts"
import { builder, here } from "./connection.ts"
import type { EventLog } from "./event-log.ts"
import { tellPlanner } from "./statistics.ts"

/**
 * Milliseconds after which a rebuild that made no step has died with its program. One that only slept finds out, and begins
 * again.
 */
const ABANDONED = 2000
/** Milliseconds after which a transaction begins no further index, so that appends need not wait for all of them. */
const MOMENT = 100

/** What a rebuild leaves in the registry with each step: its name, and when the step was. */
const markOf = (tag: string): string => `${tag} ${Date.now()}`
const isFresh = (mark: string): boolean => Math.abs(Date.now() - Number(mark.split(" ")[1])) < ABANDONED

type Update = (ledger: number, id: string, row: Row) => unknown

const names = (columns: ReadonlyArray<string>) => sql.join(columns.map((column) => sql.ref(column)))
const cellsOf = (row: Row, columns: ReadonlyArray<string>): ReadonlyArray<Cell> =>
  columns.map((column) => row[column] ?? null)

/** The two tables of a projection, with their statements. They are prepared when first used, since a table may not exist before. */
class ProjectionRows {
  readonly projection: Projection
  private readonly log: EventLog
  private readonly tables: RowTables
  /** The columns that some index of the current rows has, and the others of them that change. */
  private readonly indexed: ReadonlyArray<string>
  private readonly plain: ReadonlyArray<string>
  private statements: ReturnType<ProjectionRows["prepare"]> | undefined
  /** By the columns in indexes that they set: few ever change together. */
  private readonly updates = new Map<string, Update>()

  constructor(log: EventLog, projection: Projection, tables: RowTables) {
    this.log = log
    this.projection = projection
    this.tables = tables
    const { columns, indexed, ordered = [] } = projection
    const inIndexes = new Set([...indexed, ...ordered].flat())
    this.indexed = Object.keys(columns).filter((column) => inIndexes.has(column))
    this.plain = ["_position", "_day", "_removed", ...Object.keys(columns).filter((column) => !inIndexes.has(column))]
  }

  private prepare() {
    const { connection } = this.log
    const { projection, tables } = this
    const insert = (table: string, columns: ReadonlyArray<string>) => {
      const statement = connection.prepare<Array<Cell>>(
        sql`insert into ${sql.table(table)} (ledger, ${names(columns)}) values (${sql.join([here, ...columns.map(() => here)])})`.compile(
          builder
        )
      )
      return (ledger: number, row: Row) => statement.run(ledger, ...cellsOf(row, columns))
    }
    const clear = (table: string) =>
      connection.prepare<[ledger: number, stream: string]>(
        sql`delete from ${sql.table(table)} where ledger = ${here} and _stream = ${here}`.compile(builder)
      )
    return {
      current: connection.prepare<[ledger: number, id: string], VersionRow>(
        sql`select * from ${sql.table(tables.current)} where ledger = ${here} and id = ${here}`.compile(builder)
      ),
      insertCurrent: insert(tables.current, currentColumns(projection)),
      insertEnded: insert(tables.ended, endedColumns(projection)),
      clear: both(tables).map(clear)
    }
  }

  private get sql(): ReturnType<ProjectionRows["prepare"]> {
    this.statements ??= this.prepare()
    return this.statements
  }

  private current(ledger: number, id: string): CurrentRow | null {
    const found = this.sql.current.get(ledger, id)
    return found === undefined ? null : currentRowOf(this.projection, found)
  }

  /** SQLite goes to every index of which a column is set, also where the value is the same: each is a page of the log. */
  private updating(moved: ReadonlyArray<string>): Update {
    const key = moved.join()
    const known = this.updates.get(key)
    if (known !== undefined) return known
    const columns = [...this.plain, ...moved]
    const statement = this.log.connection.prepare<Array<Cell>>(
      sql`update ${sql.table(this.tables.current)} set ${sql.join(
        columns.map((column) => sql`${sql.ref(column)} = ${here}`)
      )} where ledger = ${here} and id = ${here}`.compile(builder)
    )
    const update: Update = (ledger, id, row) => statement.run(...cellsOf(row, columns), ledger, id)
    this.updates.set(key, update)
    return update
  }

  private store(ledger: number, { ended, current }: Settled): void {
    const { insertCurrent, insertEnded } = this.sql
    for (const version of ended) insertEnded(ledger, endedCells(version))
    for (const { held, ...version } of current) {
      const row = currentCells(version)
      if (held === null) insertCurrent(ledger, row)
      else {
        const moved = this.indexed.filter((column) => (held.row?.[column] ?? null) !== (row[column] ?? null))
        this.updating(moved)(ledger, version.id, row)
      }
    }
  }

  /** Stores what the events do; answers where the projection stopped, if it did. A rebuild keeps open rows for later. */
  apply(ledger: number, events: ReadonlyArray<RecordedEvent>, open?: OpenRows) {
    const { steps, stopped } = project(this.projection, events, (id) => {
      const known = open?.get(id)
      return known === undefined ? this.current(ledger, id) : known
    })
    if (steps.length > 0) this.store(ledger, open === undefined ? settle(steps) : open.settle(steps))
    return stopped
  }

  /** Stores some of the open rows as they are; answers how many. */
  storeOpen(ledger: number, open: OpenRows, most: number): number {
    const current = open.take(most)
    this.store(ledger, { ended: [], current })
    return current.length
  }

  clearStream(ledger: number, stream: string): void {
    for (const clear of this.sql.clear) clear.run(ledger, stream)
  }
}

const registry = ({ connection }: EventLog) => ({
  all: connection.prepare<[], Registered>(
    builder.selectFrom("projections").select(["name", "version", "inline", "rebuild"]).compile()
  ),
  version: connection.prepare<[name: string], { version: number }>(
    builder.selectFrom("projections").select("version").where("name", "=", here).compile()
  ),
  put: connection.prepare<[name: string, version: number, inline: number]>(
    builder.replaceInto("projections").values({ name: here, version: here, inline: here }).compile()
  ),
  rebuildBy: connection.prepare<[rebuild: string | null, name: string]>(
    builder.updateTable("projections").set({ rebuild: here }).where("name", "=", here).compile()
  )
})

const progress = ({ connection }: EventLog) => ({
  of: connection.prepare<[ledger: number], { projection: string; next: number; reason: string | null }>(
    builder.selectFrom("progress").select(["projection", "next", "reason"]).where("ledger", "=", here).compile()
  ),
  put: connection.prepare<[ledger: number, projection: string, next: number, reason: string | null]>(
    builder.replaceInto("progress").values({ ledger: here, projection: here, next: here, reason: here }).compile()
  ),
  clear: connection.prepare<[projection: string]>(
    builder.deleteFrom("progress").where("projection", "=", here).compile()
  )
})

export class ProjectionTables {
  readonly kept: ReadonlyArray<Kept>
  private readonly log: EventLog
  private readonly live: ReadonlyMap<string, ProjectionRows>
  private readonly registry: ReturnType<typeof registry>
  private readonly progress: ReturnType<typeof progress>

  constructor(log: EventLog, kept: ReadonlyArray<Kept>) {
    this.log = log
    this.kept = kept
    this.live = new Map(
      kept.map(({ projection }) => [projection.name, new ProjectionRows(log, projection, live(projection.name))])
    )
    this.registry = registry(log)
    this.progress = progress(log)
  }

  /** How far a projection has come in a ledger whose next position is `size`. */
  progressOf(
    ledger: number,
    { name }: Projection,
    size: number
  ): { readonly next: number; readonly reason: string | null } {
    const found = this.progress.of.all(ledger).find(({ projection }) => projection === name)
    if (found !== undefined) return found
    return { next: this.isInline(name) ? size : 0, reason: null }
  }

  private isInline(name: string): boolean {
    return this.kept.every(({ projection, inline }) => projection.name !== name || inline)
  }

  /** What the tables of a projection were filled by; 0 where there are none. */
  storedVersion({ name }: Projection): number {
    return this.registry.version.get(name)?.version ?? 0
  }

  /** The projections that are missing, older than this program's, or kept in another way. */
  outdated(): ReadonlyArray<Kept> {
    return outdated(this.registry.all.all(), this.kept)
  }

  /** Why this program may not write: see `refusalOf`. */
  refusal(): StoreFailure | undefined {
    return refusalOf(this.registry.all.all(), this.kept, this.log.connection.path)
  }

  /** Brings every inline table that is not stopped up to date with new events. */
  apply(ledger: number, events: ReadonlyArray<RecordedEvent>): void {
    const stopped = new Set(this.progress.of.all(ledger).map(({ projection }) => projection))
    for (const { projection, inline } of this.kept) {
      if (!inline || stopped.has(projection.name)) continue
      const at = this.live.get(projection.name)?.apply(ledger, events)
      if (at) this.progress.put.run(ledger, projection.name, at.position, at.reason)
    }
  }

  /** Brings an asynchronous table one batch further; answers whether there may be more to do. In a write transaction. */
  advance(ledger: number, projection: Projection, batch: number): boolean {
    const { next, reason } = this.progressOf(ledger, projection, 0)
    if (reason !== null) return false
    const events = this.log.opened(ledger, { from: next, limit: batch })
    if (events.length === 0) return false
    const stopped = this.live.get(projection.name)?.apply(ledger, events) ?? null
    this.progress.put.run(ledger, projection.name, stopped?.position ?? next + events.length, stopped?.reason ?? null)
    return stopped === null
  }

  /** Whether another program is rebuilding one of these tables. */
  isBusy(kept: ReadonlyArray<Kept>): boolean {
    const names = new Set(kept.map(({ projection }) => projection.name))
    return this.registry.all.all().some(({ name, rebuild }) => names.has(name) && rebuild !== null && isFresh(rebuild))
  }

  /** Whether a rebuild is under way, or was when its program died. */
  isRebuilding(): boolean {
    return this.registry.all.all().some(({ rebuild }) => rebuild !== null)
  }

  /**
   * Removes what rebuilds have built so far: of those whose programs died, or of all, which then begin again. In a write
   * transaction.
   */
  abandon(which: "dead" | "all"): void {
    for (const { name, rebuild } of this.registry.all.all()) {
      if (rebuild === null || (which === "dead" && isFresh(rebuild))) continue
      this.dropBuilding(name)
      this.registry.rebuildBy.run(null, name)
    }
  }

  private dropBuilding(name: string): void {
    for (const table of both(building(name)))
      this.log.connection.run(builder.schema.dropTable(table).ifExists().compile())
  }

  /** Begins a rebuild: empty tables beside the live ones, in the name of `tag`. In a write transaction. */
  begin(kept: ReadonlyArray<Kept>, tag: string): Rebuild {
    const { connection } = this.log
    for (const { projection, inline } of kept) {
      this.dropBuilding(projection.name)
      for (const query of createTables(builder.schema, sqliteFlavor, projection, building(projection.name), tag))
        connection.run(query)
      if (this.storedVersion(projection) === 0) this.registry.put.run(projection.name, 0, inline ? 1 : 0)
      this.registry.rebuildBy.run(markOf(tag), projection.name)
    }
    return {
      kept,
      tag,
      tables: kept.map(({ projection }) => new ProjectionRows(this.log, projection, building(projection.name))),
      ledgers: new Map(),
      indexes: kept.flatMap(({ projection }) =>
        createIndexes(builder.schema, projection, building(projection.name), tag)
      )
    }
  }

  /**
   * Marks a step of a rebuild; false where it has to begin again: texts were erased that it may hold, or another program took
   * this one for dead. In a write transaction.
   */
  goesOn({ kept, tag }: Rebuild): boolean {
    const marks = new Map(this.registry.all.all().map(({ name, rebuild }) => [name, rebuild]))
    if (!kept.every(({ projection }) => marks.get(projection.name)?.startsWith(`${tag} `))) return false
    for (const { projection } of kept) this.registry.rebuildBy.run(markOf(tag), projection.name)
    return true
  }

  /**
   * Brings the tables that are being built one batch further, of events or of rows that are still open; answers whether they
   * have caught up. In a write transaction.
   */
  fill({ tables, ledgers }: Rebuild, batch: number): boolean {
    for (const { ledger } of this.log.sql.ledgers.all()) {
      const at = ledgers.get(ledger) ?? {
        next: 0,
        stopped: new Map<string, Stopped>(),
        open: new Map(tables.map((table) => [table, new OpenRows(table.projection)]))
      }
      ledgers.set(ledger, at)
      const going = tables.filter(({ projection }) => !at.stopped.has(projection.name))
      const events = going.length === 0 ? [] : this.log.opened(ledger, { from: at.next, limit: batch })
      if (events.length === 0) {
        let left = batch
        for (const [table, open] of at.open) left -= table.storeOpen(ledger, open, left)
        if (left < batch) return false
        continue
      }
      for (const table of going) {
        const stopped = table.apply(ledger, events, at.open.get(table))
        if (stopped !== null) at.stopped.set(table.projection.name, stopped)
      }
      at.next += events.length
      return false
    }
    return true
  }

  /** Makes indexes of the tables that are being built, for a moment; answers whether it has made all. In a write transaction. */
  index({ indexes }: Rebuild): boolean {
    const end = Date.now() + MOMENT
    for (let next = indexes.shift(); next !== undefined; next = indexes.shift()) {
      this.log.connection.run(next)
      if (Date.now() > end) break
    }
    return indexes.length === 0
  }

  /** Puts the built tables in the place of the live ones. In the write transaction in which `fill` had nothing left to do. */
  finish({ kept, tag, ledgers }: Rebuild): void {
    for (const { projection, inline } of kept) {
      const { name } = projection
      for (const query of switchTables(builder.schema, projection)) this.log.connection.run(query)
      this.registry.put.run(name, filledBy(projection), inline ? 1 : 0)
      this.progress.clear.run(name)
      for (const [ledger, { next, stopped }] of ledgers) {
        const at = stopped.get(name)
        if (at !== undefined) this.progress.put.run(ledger, name, at.position, at.reason)
        else if (!inline) this.progress.put.run(ledger, name, next, null)
      }
    }
    tellPlanner(
      this.log.connection,
      kept.map(({ projection }) => projection),
      tag
    )
  }

  /**
   * Folds the rows of some streams again, after texts were erased. Answers the tables that must be rebuilt as a whole, because
   * they are stopped or stop at what is left: that alone is sure to give what any later rebuild gives [53].
   */
  refold(ledger: number, size: number, streams: ReadonlyArray<StreamName>): ReadonlyArray<Kept> {
    const histories = streams.map((stream) => this.log.opened(ledger, { stream }))
    return this.kept.filter(({ projection }) => {
      const table = this.live.get(projection.name)
      if (table === undefined) return false
      for (const stream of streams) table.clearStream(ledger, stream)
      const { next, reason } = this.progressOf(ledger, projection, size)
      return (
        reason !== null ||
        histories.some(
          (events) =>
            table.apply(
              ledger,
              events.filter(({ position }) => position < next)
            ) !== null
        )
      )
    })
  }

  /** Rebuilds within one write transaction, where nobody may see anything in between. */
  rebuildNow(kept: ReadonlyArray<Kept>, tag: string, batch: number): void {
    if (kept.length === 0) return
    const rebuild = this.begin(kept, tag)
    while (!this.fill(rebuild, batch));
    while (!this.index(rebuild));
    this.finish(rebuild)
  }
}

type Stopped = { readonly position: number; readonly reason: string }

/** A rebuild of some tables under way, and how far it has come in each ledger. */
export interface Rebuild {
  readonly kept: ReadonlyArray<Kept>
  readonly tag: string
  readonly tables: ReadonlyArray<ProjectionRows>
  /** Those that are still to be made. */
  readonly indexes: Array<CompiledQuery>
  readonly ledgers: Map<
    number,
    { next: number; readonly stopped: Map<string, Stopped>; readonly open: ReadonlyMap<ProjectionRows, OpenRows> }
  >
}
