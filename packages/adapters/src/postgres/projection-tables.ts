// Keeps the tables of projections: applies row changes, folds again what an erasure touched, fills whole tables.
import {
  type CurrentRow,
  type LedgerName,
  type Projection,
  project,
  type RecordedEvent,
  type RowStep,
  type StreamName,
  settle
} from "@ketluan/domain"
import pg from "pg"
import { both, building, currentRowOf, type Kept, live, type RowTables, type VersionRow } from "../sql/index.ts"
import type { Run } from "./database.ts"
import type { EventLog } from "./event-log.ts"
import { type TableChanges, writeRowChanges } from "./row-changes.ts"
import type { ProgressRow } from "./standing.ts"

/** A projection and the tables that its rows are in: the live ones, or those that are being built. */
export interface Target {
  readonly projection: Projection
  readonly tables: RowTables
}

/** The newest version of rows, by projection and id; null for a row that is not there. */
export class RowsAtHand {
  private readonly projections = new Map<string, Map<string, CurrentRow | null>>()
  private readonly most: number

  /** `most` is how many rows of a projection are kept before all of them are let go. */
  constructor(most: number) {
    this.most = most
  }

  of({ name }: Projection): Map<string, CurrentRow | null> {
    const known = this.projections.get(name) ?? new Map<string, CurrentRow | null>()
    this.projections.set(name, known)
    return known
  }

  remember(projection: Projection, steps: ReadonlyArray<RowStep>): void {
    const rows = this.of(projection)
    for (const { id, position, day, stream, row } of steps) rows.set(id, { position, day, stream, row })
  }

  /** Lets all of them go. */
  clear(): void {
    this.projections.clear()
  }

  /** Keeps it from growing; not between looking rows up and using them. */
  trim(): void {
    for (const rows of this.projections.values()) if (rows.size > this.most) rows.clear()
  }
}

/** The rows that the events change; those after one that the projection cannot take are not asked for. */
const idsOf = (projection: Projection, events: ReadonlyArray<RecordedEvent>): ReadonlySet<string> => {
  const ids = new Set<string>()
  try {
    for (const event of events) for (const id of projection.keys(event)) ids.add(id)
  } catch {
    // `project` stops there, and says so.
  }
  return ids
}

const currentIn = ({ current }: RowTables, ids: string): string =>
  `(select json_agg(v) from unnest(${ids}::text[]) as wanted(id), lateral (
    select * from ${pg.escapeIdentifier(current)} where ledger = l.ledger and id = wanted.id offset 0) v)`

interface LookedUp {
  readonly size: number
  readonly epoch: number
  readonly rows: ReadonlyArray<ReadonlyArray<VersionRow> | null>
}

/** Where the ledger stood when the rows were looked up. */
export type Seen = Omit<LookedUp, "rows">

/** Some rows of a table. */
interface Wanted extends Target {
  readonly ids: ReadonlyArray<string>
}

/** The rows that the events change and that are not known; tables of which there are none are left out. */
export const unknownRows = <T extends Target>(
  targets: ReadonlyArray<T>,
  events: ReadonlyArray<RecordedEvent>,
  isKnown: (target: T, id: string) => boolean
): ReadonlyArray<Wanted> =>
  targets
    .filter(({ projection }) => projection.once !== true)
    .map((target) => ({
      ...target,
      ids: [...idsOf(target.projection, events)].filter((id) => !isKnown(target, id))
    }))
    .filter(({ ids }) => ids.length > 0)

/** Looks rows up in one statement, to be at hand; undefined where there are none to look up. */
export const lookUpRows = async (
  run: Run,
  ledger: number,
  wanted: ReadonlyArray<Wanted>,
  atHand: RowsAtHand
): Promise<Seen | undefined> => {
  if (wanted.length === 0) return undefined
  const columns = wanted.map(({ tables }, index) => currentIn(tables, `$${index + 2}`))
  const [found] = await run<LookedUp>(
    `select l.size, l.epoch, json_build_array(${columns.join(", ")}) as rows from ledgers l where l.ledger = $1`,
    [ledger, ...wanted.map(({ ids }) => ids)]
  )
  if (found === undefined) return { size: -1, epoch: -1 }
  for (const [index, { projection, ids }] of wanted.entries()) {
    const rows = atHand.of(projection)
    for (const id of ids) rows.set(id, null)
    for (const version of found.rows[index] ?? []) rows.set(version.id, currentRowOf(projection, version))
  }
  return { size: found.size, epoch: found.epoch }
}

/** Looks up the rows that the events change and that are not at hand. */
export const lookUp = (
  run: Run,
  ledger: number,
  targets: ReadonlyArray<Target>,
  events: ReadonlyArray<RecordedEvent>,
  atHand: RowsAtHand
): Promise<Seen | undefined> =>
  lookUpRows(
    run,
    ledger,
    unknownRows(targets, events, ({ projection }, id) => atHand.of(projection).has(id)),
    atHand
  )

export interface ProjectedTables {
  readonly changes: ReadonlyArray<TableChanges>
  readonly stopped: ReadonlyArray<ProgressRow>
  /** Tells the rows at hand what was written. */
  readonly remember: () => void
}

/** What the events do to the tables; the rows that they change must be at hand. */
export const projectTo = (
  targets: ReadonlyArray<Target>,
  events: ReadonlyArray<RecordedEvent>,
  atHand: RowsAtHand
): ProjectedTables => {
  const stopped: Array<ProgressRow> = []
  const all = targets.map(({ projection, tables }) => {
    const rows = atHand.of(projection)
    const projected = project(projection, events, (id) => rows.get(id) ?? null)
    if (projected.stopped !== null)
      stopped.push({ projection: projection.name, next: projected.stopped.position, reason: projected.stopped.reason })
    return { projection, tables, steps: projected.steps }
  })
  return {
    changes: all.map(({ projection, tables, steps }) => ({ projection, tables, settled: settle(steps) })),
    stopped,
    remember: () => {
      for (const { projection, steps } of all) if (projection.once !== true) atHand.remember(projection, steps)
    }
  }
}

export const liveTarget = ({ projection }: Kept): Target => ({ projection, tables: live(projection.name) })

/** Applies events to tables in a transaction of the caller's; answers those that stopped. */
export const applyTo = async (
  run: Run,
  ledger: number,
  targets: ReadonlyArray<Target>,
  events: ReadonlyArray<RecordedEvent>,
  atHand: RowsAtHand
): Promise<ReadonlyArray<ProgressRow>> => {
  atHand.trim()
  await lookUp(run, ledger, targets, events, atHand)
  const { changes, stopped, remember } = projectTo(targets, events, atHand)
  await writeRowChanges(run, ledger, changes)
  remember()
  return stopped
}

export const putProgress = async (
  run: Run,
  ledger: number,
  { projection, next, reason }: ProgressRow
): Promise<void> => {
  await run(
    `insert into progress (ledger, projection, next, reason) values ($1, $2, $3, $4)
     on conflict (ledger, projection) do update set next = excluded.next, reason = excluded.reason`,
    [ledger, projection, next, reason]
  )
}

const BATCH = 1000

/** Fills a ledger's part of live tables again, in a transaction in which nobody appends to it. */
const refill = async (
  run: Run,
  log: EventLog,
  { key, name, size }: { readonly key: number; readonly name: LedgerName; readonly size: number },
  kept: ReadonlyArray<Kept>
): Promise<void> => {
  let going = kept.map(liveTarget)
  for (const table of going.flatMap(({ tables }) => both(tables)))
    await run(`delete from ${pg.escapeIdentifier(table)} where ledger = $1`, [key])
  await run("delete from progress where ledger = $1 and projection = any($2::text[])", [
    key,
    kept.map(({ projection }) => projection.name)
  ])
  const atHand = new RowsAtHand(50_000)
  for (let from = 0; from < size && going.length > 0; from += BATCH) {
    const events = await log.opened(name, { from, limit: Math.min(BATCH, size - from) }, run)
    const stopped = await applyTo(run, key, going, events, atHand)
    for (const at of stopped) await putProgress(run, key, at)
    going = going.filter(({ projection }) => stopped.every((at) => at.projection !== projection.name))
  }
  for (const { projection, inline } of kept)
    if (!inline && going.some((target) => target.projection === projection))
      await putProgress(run, key, { projection: projection.name, next: size, reason: null })
}

/** The rows that streams have or had, by the events as they are read now. */
export const rowsOfStreams = async (
  run: Run,
  log: EventLog,
  name: LedgerName,
  streams: ReadonlyArray<StreamName>,
  kept: ReadonlyArray<Kept>
): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const ids = new Map(kept.map(({ projection }) => [projection.name, new Set<string>()]))
  for (const stream of streams) {
    const events = await log.opened(name, { stream }, run)
    for (const { projection } of kept) for (const id of idsOf(projection, events)) ids.get(projection.name)?.add(id)
  }
  return ids
}

/** Those of some tables that there are. */
export const existing = async (run: Run, tables: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const found = await run<{ name: string }>(
    "select name from unnest($1::text[]) with ordinality as t(name, number) where to_regclass(quote_ident(name)) is not null order by number",
    [tables]
  )
  return found.map(({ name }) => name)
}

const deleteRows = async (run: Run, table: string, ledger: number, ids: ReadonlySet<string>): Promise<void> => {
  await run(`delete from ${pg.escapeIdentifier(table)} where ledger = $1 and id = any($2::text[])`, [ledger, [...ids]])
}

/** Removes rows from tables that are being built, or were when their program died. */
export const eraseFromBuilding = async (
  run: Run,
  ledger: number,
  rows: ReadonlyMap<string, ReadonlySet<string>>
): Promise<void> => {
  for (const [projection, ids] of rows)
    for (const table of await existing(run, both(building(projection)))) await deleteRows(run, table, ledger, ids)
}

/** Asynchronous tables have a row of progress from now on, which whoever works on them locks. */
export const beginProgress = async (run: Run, kept: ReadonlyArray<Kept>, ledger: number | null): Promise<void> => {
  const names = kept.filter(({ inline }) => !inline).map(({ projection }) => projection.name)
  if (names.length === 0) return
  await run(
    `insert into progress (ledger, projection, next)
     select l.ledger, p.name, 0 from ledgers l, unnest($1::text[]) as p(name) where $2::int is null or l.ledger = $2
     order by l.ledger, p.name on conflict do nothing`,
    [names, ledger]
  )
}

/**
 * Folds the rows of some streams again, after texts were erased; `before` are those that they had. Tables that are stopped, or
 * that stop at what is left, are filled again as a whole: that alone is sure to give what any later rebuild gives [53].
 */
export const refold = async (
  run: Run,
  log: EventLog,
  ledger: { readonly key: number; readonly name: LedgerName; readonly size: number },
  streams: ReadonlyArray<StreamName>,
  before: ReadonlyMap<string, ReadonlySet<string>>,
  kept: ReadonlyArray<Kept>
): Promise<void> => {
  const { key, name } = ledger
  await beginProgress(run, kept, key)
  const progress = await run<{ projection: string; next: number; reason: string | null }>(
    "select projection, next, reason from progress where ledger = $1 order by projection for update",
    [key]
  )
  const histories: Array<ReadonlyArray<RecordedEvent>> = []
  for (const stream of streams) histories.push(await log.opened(name, { stream }, run))
  const whole: Array<Kept> = []
  for (const one of kept) {
    const { projection, tables } = liveTarget(one)
    const at = progress.find((known) => known.projection === projection.name)
    if (at !== undefined && at.reason !== null) {
      whole.push(one)
      continue
    }
    for (const table of both(tables)) await deleteRows(run, table, key, before.get(projection.name) ?? new Set())
    const next = at?.next ?? (one.inline ? ledger.size : 0)
    for (const events of histories) {
      const applied = events.filter(({ position }) => position < next)
      const stopped = await applyTo(run, key, [{ projection, tables }], applied, new RowsAtHand(50_000))
      if (stopped.length === 0) continue
      whole.push(one)
      break
    }
  }
  if (whole.length > 0) await refill(run, log, ledger, whole)
}
