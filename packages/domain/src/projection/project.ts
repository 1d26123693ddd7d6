// From events to new row versions of one table. Every adapter calls this, and then only stores what it answers.
import { dayOf } from "../kernel/index.ts"
import { type RecordedEvent, UnreadableEvent } from "../ledger/index.ts"
import type { Cell, ColumnType, Projection, Row, RowVersion } from "./projection.ts"

/** The newest version of a row, a removed one included. */
export type CurrentRow = Pick<RowVersion, "position" | "day" | "stream" | "row">

/** A new version of a row. `before` is the version that it follows; null where it is the row's first. */
export interface RowStep extends Omit<RowVersion, "nextPosition" | "nextDay"> {
  readonly before: CurrentRow | null
}

export interface Projected {
  readonly steps: ReadonlyArray<RowStep>
  /** The event that `keys` or `evolve` could not take. `steps` then hold everything before it, and nothing of it. */
  readonly stopped: { readonly position: number; readonly reason: string } | null
}

const holds = (type: ColumnType, cell: Cell | undefined): boolean =>
  cell === null
    ? type.endsWith("?")
    : type.startsWith("text")
      ? typeof cell === "string" && cell.isWellFormed() && !cell.includes("\u0000")
      : Number.isSafeInteger(cell)

/** Stores differ in what they make of a row out of shape, so it is refused before any of them sees it. */
const checkShape = ({ columns }: Projection, row: Row): void => {
  for (const name of Object.keys(row)) if (!Object.hasOwn(columns, name)) throw new Error(`no column ${name}`)
  for (const [name, type] of Object.entries(columns))
    if (!holds(type, row[name])) throw new Error(`column ${name} must hold ${type}`)
}

const same = (left: Row | null, right: Row | null): boolean =>
  left === right || (left !== null && right !== null && Object.keys(right).every((name) => left[name] === right[name]))

const reasonOf = (cause: unknown): string => {
  if (cause instanceof UnreadableEvent) return cause.type === null ? cause.reason : `${cause.type}: ${cause.reason}`
  return cause instanceof Error && cause.message !== "" ? cause.message : String(cause)
}

const step = (projection: Projection, event: RecordedEvent, id: string, before: CurrentRow | null): RowStep | null => {
  const row = projection.evolve(before?.row ?? null, event, id)
  if (row !== null) checkShape(projection, row)
  if (same(before?.row ?? null, row)) return null
  if (before !== null && before.stream !== event.stream) throw new Error(`row ${id} belongs to ${before.stream}`)
  const { position, stream } = event
  return { id, position, day: dayOf(event.occurredAt), stream, row, before }
}

/**
 * Folds events in order. `current` reads the table as it stands before the first of them; what it throws is the store's
 * failure and passes through, whereas what the projection throws stops the projection at that event.
 */
export const project = (
  projection: Projection,
  events: Iterable<RecordedEvent>,
  current: (id: string) => CurrentRow | null
): Projected => {
  const steps: Array<RowStep> = []
  const moved = new Map<string, CurrentRow>()
  for (const event of events) {
    const stop = (cause: unknown): Projected => ({
      steps,
      stopped: { position: event.position, reason: reasonOf(cause) }
    })
    let ids: ReadonlyArray<string>
    try {
      ids = projection.keys(event)
    } catch (cause) {
      return stop(cause)
    }
    if (ids.length === 0) continue
    if (ids.length > 1) ids = [...new Set(ids)]
    const before = ids.map((id) => moved.get(id) ?? (projection.once === true ? null : current(id)))
    const made: Array<RowStep> = []
    try {
      for (const [index, id] of ids.entries()) {
        const next = step(projection, event, id, before[index] ?? null)
        if (next !== null) made.push(next)
      }
    } catch (cause) {
      return stop(cause)
    }
    for (const next of made) {
      const { id, position, day, stream, row } = next
      steps.push(next)
      moved.set(id, { position, day, stream, row })
    }
  }
  return { steps, stopped: null }
}
