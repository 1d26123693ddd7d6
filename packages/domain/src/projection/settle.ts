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

/** Steps must be those of one call of `project`, in their order. */
export const settle = (steps: ReadonlyArray<RowStep>): Settled => {
  const ended: Array<EndedVersion> = []
  const inserted: Array<RowVersion> = []
  const newest = new Map<string, number>()
  for (const { ends, ...step } of steps) {
    const end = { nextPosition: step.position, nextDay: step.day }
    const index = newest.get(step.id)
    const before = index === undefined ? undefined : inserted[index]
    if (index !== undefined && before !== undefined) inserted[index] = { ...before, ...end }
    else if (ends !== null) ended.push({ id: step.id, position: ends, ...end })
    newest.set(step.id, inserted.length)
    inserted.push({ ...step, nextPosition: null, nextDay: null })
  }
  return { inserted, ended }
}
