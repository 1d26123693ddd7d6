// From the steps of one batch to what a store writes: what is over, once and with its end, and what rows are now.
import type { CurrentRow, RowStep } from "./project.ts"
import type { RowVersion } from "./projection.ts"

/** What a row is now. `held` is what the store holds as that until it is told; null where it holds no such row. */
export interface NewestVersion extends CurrentRow {
  readonly id: string
  readonly held: CurrentRow | null
}

export interface Settled {
  /** Versions that are over, which the store holds nowhere among these. */
  readonly ended: ReadonlyArray<RowVersion>
  /** One for each row, to be put in the place of what is held. */
  readonly current: ReadonlyArray<NewestVersion>
}

/**
 * Brings the newest versions that no store holds yet, by the rows' ids, to what they are after the steps, those that changed
 * last behind the others. Answers what is over by then. Steps must be those of one call of `project`, in their order, which
 * saw these versions as the rows' current ones.
 */
export const settleOpen = (
  open: Map<string, NewestVersion>,
  steps: ReadonlyArray<RowStep>
): ReadonlyArray<RowVersion> => {
  const ended: Array<RowVersion> = []
  for (const { id, position, day, stream, row, before } of steps) {
    if (before !== null)
      ended.push({
        id,
        position: before.position,
        day: before.day,
        stream: before.stream,
        row: before.row,
        nextPosition: position,
        nextDay: day
      })
    const known = open.get(id)
    open.delete(id)
    open.set(id, { id, position, day, stream, row, held: known === undefined ? before : known.held })
  }
  return ended
}

/** Steps must be those of one call of `project`, in their order. */
export const settle = (steps: ReadonlyArray<RowStep>): Settled => {
  const open = new Map<string, NewestVersion>()
  const ended = settleOpen(open, steps)
  return { ended, current: [...open.values()] }
}
