// From the steps of one batch to what a store writes: each version once, with its end where the batch knows it already.
import type { RowStep } from "./project.ts"
import type { RowVersion } from "./projection.ts"

/** The end of a version that a store holds already. */
export interface EndedVersion {
  readonly id: string
  readonly position: number
  readonly nextPosition: number
  readonly nextDay: string
}

export interface Settled {
  readonly inserted: ReadonlyArray<RowVersion>
  readonly ended: ReadonlyArray<EndedVersion>
}

/**
 * Brings the newest versions that no store holds yet, by the rows' ids, to what they are after the steps, those that changed
 * last behind the others. Answers what is to be stored for it; what stays open is not. Steps must be those of one call of
 * `project`, in their order, which saw these versions as the rows' current ones.
 */
export const settleOpen = (open: Map<string, RowVersion>, steps: ReadonlyArray<RowStep>): Settled => {
  const ended: Array<EndedVersion> = []
  const inserted: Array<RowVersion> = []
  for (const { ends, ...step } of steps) {
    const end = { nextPosition: step.position, nextDay: step.day }
    const before = open.get(step.id)
    if (before !== undefined) inserted.push({ ...before, ...end })
    else if (ends !== null) ended.push({ id: step.id, position: ends, ...end })
    open.delete(step.id)
    open.set(step.id, { ...step, nextPosition: null, nextDay: null })
  }
  return { inserted, ended }
}

/** Steps must be those of one call of `project`, in their order. */
export const settle = (steps: ReadonlyArray<RowStep>): Settled => {
  const open = new Map<string, RowVersion>()
  const { inserted, ended } = settleOpen(open, steps)
  return { inserted: [...inserted, ...open.values()], ended }
}
