// Rebuilds tables beside the live ones, which go on being written and read, and puts them in their place at once.
import { hex, LedgerName } from "@ketluan/domain"
import pg from "pg"
import { primitives } from "../primitives/index.ts"
import {
  buildingTable,
  createIndexes,
  createVersions,
  type Kept,
  postgresFlavor,
  type Registered,
  switchTables,
  versionsTable
} from "../sql/index.ts"
import { builder, type Database, type Run } from "./database.ts"
import type { EventLog } from "./event-log.ts"
import { applyTo, beginProgress, putProgress, RowsAtHand } from "./projection-tables.ts"
import type { ProgressRow } from "./standing.ts"

/** Rows that a table keeps at hand between batches. */
const ROWS_AT_HAND = 50_000

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
      // After every erasure that has begun: a later one sees the mark.
      await run("lock table ledgers in share mode")
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

  /** A transaction in which nothing is erased that it may read; null where that happened before, and all begins again. */
  private step<A>(work: (run: Run) => Promise<A>, before?: (run: Run) => Promise<void>): Promise<A | null> {
    return this.database.transaction(async (run) => {
      await before?.(run)
      const running = await run<Pick<Registered, "rebuild">>(
        "select rebuild from projections where name = any($1::text[]) order by name for share",
        [this.names]
      )
      return running.every(({ rebuild }) => rebuild === this.tag) ? work(run) : null
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
      if (events.length === 0) {
        place.rows.clear()
        continue
      }
      const targets = going.map(({ projection }) => ({ projection, table: buildingTable(projection.name) }))
      for (const at of await applyTo(run, ledger, targets, events, place.rows)) place.stopped.set(at.projection, at)
      place.next += events.length
      return false
    }
    return true
  }

  private async index(run: Run): Promise<true> {
    for (const { projection } of this.kept) {
      const table = buildingTable(projection.name)
      for (const { sql } of createIndexes(builder.schema, projection, table, this.tag)) await run(sql)
      await run(`analyze ${pg.escapeIdentifier(table)}`)
    }
    return true
  }

  /**
   * Puts the tables in the place of the live ones. Appends and erasures wait from here on. What is locked is locked in the order
   * in which they, and those who keep asynchronous tables, lock it.
   */
  private async finish(run: Run, batch: number): Promise<true> {
    await beginProgress(run, this.kept, null)
    await run("select 1 from progress where projection = any($1::text[]) order by ledger, projection for update", [
      this.names
    ])
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
    return true
  }

  /** From the beginning to the switch; false where it must begin again. */
  async run(batch: number): Promise<boolean> {
    await this.begin()
    for (let full: boolean | null = false; full !== true; ) {
      full = await this.step((run) => this.fill(run, batch))
      if (full === null) return false
    }
    if ((await this.step((run) => this.index(run))) === null) return false
    const switched = await this.step(
      (run) => this.finish(run, batch),
      async (run) => {
        await run("lock table ledgers in exclusive mode")
      }
    )
    return switched !== null
  }
}

/** Fills tables beside the live ones and switches. The caller holds the lock under which one program at a time does so. */
export const rebuildBeside = async (log: EventLog, kept: ReadonlyArray<Kept>, batch: number): Promise<void> => {
  while (!(await new Rebuild(log, kept).run(batch)));
}

/** Removes what is left of rebuilds whose programs died. The caller holds that lock, so that none is under way. */
export const tidy = async (run: Run): Promise<void> => {
  for (const { name, rebuild } of await readRegistry(run))
    if (rebuild !== null) {
      await run(`drop table if exists ${pg.escapeIdentifier(buildingTable(name))}`)
      await run("update projections set rebuild = null where name = $1", [name])
    }
}
