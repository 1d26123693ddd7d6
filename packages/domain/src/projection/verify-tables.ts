// Whether the tables that a store keeps are those that a replay of its events gives [53].
import { Effect } from "effect"
import { EventStore, type LedgerName, Primitives, type PrimitivesService, UnreadableEvent } from "../ledger/index.ts"
import { project } from "./project.ts"
import type { Projection, RowVersion } from "./projection.ts"
import { ReadModel } from "./read-model.ts"
import { type NewestVersion, settleOpen } from "./settle.ts"

/** What disagrees in a table; a row is named by its key and the position of the event that made the version of it. */
export type TableFinding =
  /** Another row stands there than the events give, or one that they do not give. */
  | { readonly _tag: "RowDiffers"; readonly table: string; readonly id: string; readonly position: number }
  /** The events give a row that is not there. */
  | { readonly _tag: "RowMissing"; readonly table: string; readonly id: string; readonly position: number }
  /** The projection cannot take the event at a position; the table ends before it. */
  | { readonly _tag: "TableStopped"; readonly table: string; readonly position: number; readonly reason: string }
  /** The event at a position cannot be read, so that no table was compared. */
  | { readonly _tag: "ReplayStopped"; readonly position: number; readonly reason: string }
  /** The table has not seen the events from `next` on, and is compared up to there. */
  | { readonly _tag: "TableBehind"; readonly table: string; readonly next: number }

const PAGE = 1000

const keyOf = ({ id, position }: RowVersion): string => `${position} ${id}`

/** What a version says, as one text: two that say the same are the same. */
const textOf = ({ columns }: Projection, { day, nextPosition, nextDay, stream, row }: RowVersion): string =>
  JSON.stringify([day, nextPosition, nextDay, stream, row && Object.keys(columns).map((name) => row[name])])

/** The versions of a table by their hashes, as the events make them: a ledger's rows need not be in memory for it. */
class Replayed {
  readonly projection: Projection
  private readonly hash: (version: RowVersion) => string
  private readonly open = new Map<string, NewestVersion>()
  readonly hashes = new Map<string, string>()
  stopped: { readonly position: number; readonly reason: string } | null = null

  constructor({ encode, sha256Hex }: PrimitivesService, projection: Projection) {
    this.projection = projection
    this.hash = (version) => sha256Hex(encode(textOf(projection, version))).slice(0, 32)
  }

  take(events: Parameters<typeof project>[1]): void {
    if (this.stopped !== null) return
    const { steps, stopped } = project(this.projection, events, (id) => this.open.get(id) ?? null)
    this.stopped = stopped
    this.keep(settleOpen(this.open, steps))
    // No later event has such a row in common.
    if (this.projection.once === true) this.finish()
  }

  private keep(versions: Iterable<RowVersion>): void {
    for (const version of versions) this.hashes.set(keyOf(version), this.hash(version))
  }

  finish(): void {
    for (const { held: _, ...newest } of this.open.values())
      this.keep([{ ...newest, nextPosition: null, nextDay: null }])
    this.open.clear()
  }

  /** Holds the stored versions against those of the events. */
  against(stored: ReadonlyArray<RowVersion>): ReadonlyArray<TableFinding> {
    const { name: table } = this.projection
    const found: Array<TableFinding> = []
    for (const version of stored) {
      const key = keyOf(version)
      const { id, position } = version
      if (this.hashes.get(key) !== this.hash(version)) found.push({ _tag: "RowDiffers", table, id, position })
      this.hashes.delete(key)
    }
    for (const key of this.hashes.keys()) {
      const [position = ""] = key.split(" ", 1)
      found.push({ _tag: "RowMissing", table, id: key.slice(position.length + 1), position: Number(position) })
    }
    return found
  }
}

/** A table as it was when the ledger had so many events. */
const before = (versions: ReadonlyArray<RowVersion>, size: number): ReadonlyArray<RowVersion> =>
  versions
    .filter(({ position }) => position < size)
    .map((version) =>
      version.nextPosition !== null && version.nextPosition >= size
        ? { ...version, nextPosition: null, nextDay: null }
        : version
    )

/**
 * Replays the first `size` events of a ledger and compares each table with what they give. It holds a hash for
 * each version of each row in memory, and the versions of one table at a time. What is erased meanwhile may be found to differ.
 */
export const verifyTables = Effect.fnUntraced(function* (
  ledger: LedgerName,
  projections: ReadonlyArray<Projection>,
  size: number,
  progress: (events: number) => Effect.Effect<void> = () => Effect.void
) {
  const store = yield* EventStore
  const model = yield* ReadModel
  const primitives = yield* Primitives
  const standing = new Map((yield* model.progress(ledger)).map((one) => [one.projection, one]))
  const replayed = projections.map((projection) => new Replayed(primitives, projection))
  const limits = new Map(
    projections.map(({ name }) => {
      const { next = size, behind = 0, stopped = null } = standing.get(name) ?? {}
      // One that is behind nothing has seen all events, whatever the head counts.
      return [name, stopped === null && behind > 0 ? Math.min(next, size) : size] as const
    })
  )
  for (let from = 0; from < size; ) {
    const events = yield* store
      .recorded(ledger, { from, limit: Math.min(PAGE, size - from) })
      .pipe(Effect.catchTag("UnreadableEvent", Effect.succeed))
    if (events instanceof UnreadableEvent) {
      const { position, reason } = events
      return {
        findings: [{ _tag: "ReplayStopped", position, reason }] satisfies ReadonlyArray<TableFinding>,
        events: size
      }
    }
    if (events.length === 0) break
    for (const table of replayed) {
      const limit = limits.get(table.projection.name) ?? size
      table.take(limit >= from + events.length ? events : events.slice(0, Math.max(0, limit - from)))
    }
    from += events.length
    yield* progress(events.length)
  }
  const found: Array<TableFinding> = []
  for (const table of replayed) {
    table.finish()
    const { name } = table.projection
    const limit = limits.get(name) ?? size
    if (table.stopped !== null) {
      // A table that has stopped cannot be read: what stands in it is of no use to anybody.
      found.push({ _tag: "TableStopped", table: name, ...table.stopped })
      continue
    }
    const stopped = standing.get(name)?.stopped ?? null
    if (stopped !== null) {
      found.push({ _tag: "TableStopped", table: name, position: standing.get(name)?.next ?? 0, reason: stopped })
      continue
    }
    if (limit < size) found.push({ _tag: "TableBehind", table: name, next: limit })
    found.push(...table.against(before(yield* model.versions(ledger, table.projection), limit)))
  }
  return { findings: found, events: size }
})
