// Rebuilds tables beside the live ones, which go on being written and read, and puts them in their place at once.
import { setImmediate, setTimeout } from "node:timers/promises"
import { hex, LedgerName, project, type RecordedEvent } from "@ketluan/domain"
import pg from "pg"
import { primitives } from "../primitives/index.ts"
import {
  both,
  building,
  createIndexes,
  createTables,
  filledBy,
  formerTable,
  type Kept,
  live,
  OpenRows,
  postgresFlavor,
  type Registered,
  switchTables
} from "../sql/index.ts"
import { builder, type Database, type Run } from "./database.ts"
import type { EventLog } from "./event-log.ts"
import { isLockTimeout } from "./failure.ts"
import {
  beginProgress,
  existing,
  lookUpRows,
  putProgress,
  RowsAtHand,
  type Target,
  unknownRows
} from "./projection-tables.ts"
import { type TableChanges, writeRowChanges } from "./row-changes.ts"
import type { ProgressRow } from "./standing.ts"

/** Milliseconds that the switch waits for a lock, well under the second after which a server looks for deadlocks, and between two tries. */
const GIVES_WAY_AFTER = 400
const PAUSE = 100

/** Tables that are being built, and the rows of one ledger that are not in them yet. */
interface Building extends Target {
  readonly open: OpenRows
}

/** How far the tables that are being built have come in one ledger. */
interface Place {
  readonly key: number
  readonly name: LedgerName
  next: number
  readonly stopped: Map<string, ProgressRow>
  readonly targets: ReadonlyArray<Building>
}

/** What is to be written next. */
interface Ready {
  readonly ledger: number
  readonly changes: ReadonlyArray<TableChanges>
}

/** What open rows come to if they are written as they are, `most` of them. */
const takeOpen = (targets: ReadonlyArray<Building>, most: number): ReadonlyArray<TableChanges> => {
  let left = most
  return targets.flatMap(({ projection, tables, open }) => {
    const current = open.take(left)
    left -= current.length
    return current.length === 0 ? [] : { projection, tables, settled: { ended: [], current } }
  })
}

export const readRegistry = (run: Run): Promise<ReadonlyArray<Registered>> =>
  run<Registered>("select name, version, inline, rebuild from projections order by name")

const dropBuilding = async (run: Run, name: string): Promise<void> => {
  for (const table of both(building(name))) await run(`drop table if exists ${pg.escapeIdentifier(table)}`)
}

class Rebuild {
  private readonly log: EventLog
  private readonly kept: ReadonlyArray<Kept>
  private readonly tag = hex(primitives.random(4))
  private readonly places = new Map<number, Place>()
  private ready: Ready | null = null

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
        await dropBuilding(run, projection.name)
        const tables = building(projection.name)
        for (const { sql } of createTables(builder.schema, postgresFlavor, projection, tables, this.tag)) await run(sql)
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

  private place(key: number, name: string): Place {
    const place = this.places.get(key) ?? {
      key,
      name: LedgerName.make(name),
      next: 0,
      stopped: new Map<string, ProgressRow>(),
      targets: this.kept.map(({ projection }) => ({
        projection,
        tables: building(projection.name),
        open: new OpenRows(projection)
      }))
    }
    this.places.set(key, place)
    return place
  }

  /** What the events do to the tables; notes those that stop. `found` are the rows that were looked up for it. */
  private async project(
    { key, stopped }: Place,
    going: ReadonlyArray<Building>,
    events: ReadonlyArray<RecordedEvent>,
    found: RowsAtHand
  ): Promise<Ready> {
    const changes: Array<TableChanges> = []
    for (const { projection, tables, open } of going) {
      const rows = found.of(projection)
      const projected = project(projection, events, (id) => open.get(id) ?? rows.get(id) ?? null)
      if (projected.stopped !== null) {
        const { position: next, reason } = projected.stopped
        stopped.set(projection.name, { projection: projection.name, next, reason })
      }
      changes.push({ projection, tables, settled: open.settle(projected.steps) })
      // What is being written meanwhile has to be sent, and others in this program want a turn.
      await setImmediate()
    }
    return { ledger: key, changes }
  }

  /** Reads one batch, of events or of rows that are still open, and answers how to prepare it; null where there is none. */
  private async next(run: Run, batch: number): Promise<(() => Promise<Ready>) | null> {
    for (const { ledger, name } of await run<{ ledger: number; name: string }>(
      "select ledger, name from ledgers order by ledger"
    )) {
      const place = this.place(ledger, name)
      const going = place.targets.filter(({ projection }) => !place.stopped.has(projection.name))
      const events =
        going.length === 0 ? [] : await this.log.opened(place.name, { from: place.next, limit: batch }, run)
      if (events.length === 0) {
        const changes = takeOpen(place.targets, batch)
        if (changes.length > 0) return async () => ({ ledger, changes })
        continue
      }
      place.next += events.length
      const found = new RowsAtHand(0)
      const asked = going.filter(({ open }) => !open.isWhole)
      await lookUpRows(
        run,
        ledger,
        unknownRows(asked, events, ({ open }, id) => open.get(id) !== undefined),
        found
      )
      return () => this.project(place, going, events, found)
    }
    return null
  }

  /** Writes the batch that is ready while it prepares the next one; answers whether the tables have caught up. */
  private async fill(run: Run, batch: number): Promise<boolean> {
    const { ready } = this
    const prepare = await this.next(run, batch)
    const writing = ready === null ? null : writeRowChanges(run, ready.ledger, ready.changes)
    const [next] = await Promise.all([prepare?.() ?? null, writing])
    this.ready = next
    return next === null
  }

  private async index(run: Run): Promise<true> {
    for (const { projection } of this.kept) {
      const tables = building(projection.name)
      for (const { sql } of createIndexes(builder.schema, projection, tables, this.tag)) await run(sql)
      for (const table of both(tables)) await run(`analyze ${pg.escapeIdentifier(table)}`)
    }
    return true
  }

  /**
   * Locks what the switch changes; appends and erasures wait from here on. Whoever reads several tables holds some of them while it
   * waits for others, in an order of its own: the rebuild gives way before the server ends one of the two, and tries again.
   */
  private async lock(run: Run): Promise<void> {
    await beginProgress(run, this.kept, null)
    await run("select 1 from progress where projection = any($1::text[]) order by ledger, projection for update", [
      this.names
    ])
    const replaced = this.names.flatMap((name) => [formerTable(name), ...both(live(name))])
    for (const table of await existing(run, replaced))
      await run(`lock table ${pg.escapeIdentifier(table)} in access exclusive mode`)
    await run("set local lock_timeout = 0")
  }

  /** Puts the tables in the place of the live ones. */
  private async finish(run: Run, batch: number): Promise<true> {
    await this.lock(run)
    while (!(await this.fill(run, batch)));
    for (const { projection, inline } of this.kept) {
      for (const { sql } of switchTables(builder.schema, projection)) await run(sql)
      await run("update projections set version = $2, inline = $3, rebuild = null where name = $1", [
        projection.name,
        filledBy(projection),
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
    for (;;) {
      try {
        const switched = await this.step(
          (run) => this.finish(run, batch),
          async (run) => {
            await run(`set local lock_timeout = ${GIVES_WAY_AFTER}`)
            await run("lock table ledgers in exclusive mode")
          }
        )
        return switched !== null
      } catch (cause) {
        if (!isLockTimeout(cause)) throw cause
        await setTimeout(PAUSE)
      }
    }
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
      await dropBuilding(run, name)
      await run("update projections set rebuild = null where name = $1", [name])
    }
}
