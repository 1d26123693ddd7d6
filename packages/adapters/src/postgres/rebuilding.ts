// Rebuilds tables beside the live ones, which go on being written and read, and puts them in their place at once.
import { hex, LedgerName, StoreFailure } from "@ketluan/domain"
import pg from "pg"
import { primitives } from "../primitives/index.ts"
import {
  buildingTable,
  createIndexes,
  createVersions,
  type Kept,
  overtakenBy,
  postgresFlavor,
  type Registered,
  switchTables,
  versionsTable
} from "../sql/index.ts"
import { builder, type Database, type Run } from "./database.ts"
import type { EventLog } from "./event-log.ts"
import { applyTo, putProgress, RowsAtHand } from "./projection-tables.ts"
import type { ProgressRow } from "./standing.ts"

/** Rows that a table keeps at hand between batches. */
const ROWS_AT_HAND = 50_000
/** How often a rebuild begins again because texts were erased meanwhile. */
const BEGINNINGS = 5

/** How far the tables that are being built have come in one ledger. */
interface Place {
  readonly key: number
  readonly name: LedgerName
  next: number
  readonly stopped: Map<string, ProgressRow>
  readonly rows: RowsAtHand
}

export const readRegistry = (run: Run): Promise<ReadonlyArray<Registered>> =>
  run<Registered>("select name, version, inline, rebuild from projections order by name")

class Rebuild {
  private readonly log: EventLog
  private readonly kept: ReadonlyArray<Kept>
  private readonly tag = hex(primitives.random(4))
  private readonly places = new Map<number, Place>()

  constructor(log: EventLog, kept: ReadonlyArray<Kept>) {
    this.log = log
    this.kept = kept
  }

  private get database(): Database {
    return this.log.database
  }

  private get names(): ReadonlyArray<string> {
    return this.kept.map(({ projection }) => projection.name)
  }

  private begin(): Promise<void> {
    return this.database.transaction(async (run) => {
      for (const { projection, inline } of this.kept) {
        await run(
          `insert into projections (name, version, inline, rebuild) values ($1, 0, $2, $3)
           on conflict (name) do update set rebuild = excluded.rebuild`,
          [projection.name, inline ? 1 : 0, this.tag]
        )
        const table = buildingTable(projection.name)
        await run(`drop table if exists ${pg.escapeIdentifier(table)}`)
        await run(createVersions(builder.schema, postgresFlavor, projection, table, this.tag).sql)
      }
    })
  }

  /** A transaction in which nobody else takes the rebuild over, or erases what it may have read. */
  private step<A>(work: (run: Run) => Promise<A>): Promise<A> {
    return this.database.transaction(async (run) => {
      const running = await run<Registered>(
        "select name, version, inline, rebuild from projections where name = any($1::text[]) order by name for share",
        [this.names]
      )
      const overtaken = overtakenBy(running, this.kept, this.tag, this.database.place)
      if (overtaken !== undefined) throw overtaken
      return work(run)
    })
  }

  /** Brings the tables one batch further; answers whether they have caught up. */
  private async fill(run: Run, batch: number): Promise<boolean> {
    for (const { ledger, name } of await run<{ ledger: number; name: string }>(
      "select ledger, name from ledgers order by ledger"
    )) {
      const place = this.places.get(ledger) ?? {
        key: ledger,
        name: LedgerName.make(name),
        next: 0,
        stopped: new Map<string, ProgressRow>(),
        rows: new RowsAtHand(ROWS_AT_HAND)
      }
      this.places.set(ledger, place)
      const going = this.kept.filter(({ projection }) => !place.stopped.has(projection.name))
      if (going.length === 0) continue
      const events = await this.log.opened(place.name, { from: place.next, limit: batch }, run)
      if (events.length === 0) continue
      const targets = going.map(({ projection }) => ({ projection, table: buildingTable(projection.name) }))
      for (const at of await applyTo(run, ledger, targets, events, place.rows)) place.stopped.set(at.projection, at)
      place.next += events.length
      return false
    }
    return true
  }

  private async index(run: Run): Promise<void> {
    for (const { projection } of this.kept) {
      const table = buildingTable(projection.name)
      for (const { sql } of createIndexes(builder.schema, projection, table, this.tag)) await run(sql)
      await run(`analyze ${pg.escapeIdentifier(table)}`)
    }
  }

  /** Appends wait from here on; the tables are locked in the order in which an append locks them. */
  private async finish(run: Run, batch: number): Promise<void> {
    await run("lock table ledgers in exclusive mode")
    for (const name of this.names) {
      const [there] = await run<{ table: string | null }>("select to_regclass($1)::text as table", [
        pg.escapeIdentifier(versionsTable(name))
      ])
      if (there?.table != null)
        await run(`lock table ${pg.escapeIdentifier(versionsTable(name))} in access exclusive mode`)
    }
    while (!(await this.fill(run, batch)));
    for (const { projection, inline } of this.kept) {
      for (const { sql } of switchTables(builder.schema, projection)) await run(sql)
      await run("update projections set version = $2, inline = $3, rebuild = null where name = $1", [
        projection.name,
        projection.version,
        inline ? 1 : 0
      ])
      await run("delete from progress where projection = $1", [projection.name])
      for (const { key, next, stopped } of this.places.values()) {
        const at = stopped.get(projection.name)
        if (at !== undefined) await putProgress(run, key, at)
        else if (!inline) await putProgress(run, key, { projection: projection.name, next, reason: null })
      }
    }
    await run("update ledgers set epoch = epoch + 1")
  }

  async run(batch: number): Promise<void> {
    await this.begin()
    while (!(await this.step((run) => this.fill(run, batch))));
    await this.step((run) => this.index(run))
    await this.step((run) => this.finish(run, batch))
  }

  /** Whether it was an erasure that ended it, after which it may begin again. */
  async mayBeginAgain(): Promise<boolean> {
    const registry = await readRegistry(this.database.run)
    return registry.every(({ name, rebuild }) => rebuild === null || !this.names.includes(name))
  }
}

const isOvertaken = (cause: unknown): boolean => cause instanceof StoreFailure && cause.reason === "locked"

export const rebuildBeside = async (log: EventLog, kept: ReadonlyArray<Kept>, batch: number): Promise<void> => {
  for (let beginnings = 1; ; beginnings++) {
    const rebuild = new Rebuild(log, kept)
    try {
      return await rebuild.run(batch)
    } catch (cause) {
      if (beginnings === BEGINNINGS || !isOvertaken(cause) || !(await rebuild.mayBeginAgain())) throw cause
    }
  }
}
