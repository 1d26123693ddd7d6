// The rows of a table that is being rebuilt: each version is written once, when its end is known or there is no more room.
import {
  type CurrentRow,
  type Projection,
  type RowStep,
  type RowVersion,
  type Settled,
  settle,
  settleOpen
} from "@ketluan/domain"

/** Rows of one table whose newest versions are in memory and not in the table yet. */
const MOST_OPEN = 10_000

/** The newest versions of the rows of one table in one ledger, as far as they are not in the table yet. */
export class OpenRows {
  private readonly once: boolean
  /** By id; what changed the longest ago comes first. */
  private readonly open = new Map<string, RowVersion>()
  /** Whether there are rows in the table whose newest version is not here. */
  private hasTaken = false

  constructor({ once = false }: Projection) {
    this.once = once
  }

  /** The newest version of a row; null where there is none; undefined where the table has to be asked. */
  get(id: string): CurrentRow | null | undefined {
    return this.open.get(id) ?? (this.hasTaken ? undefined : null)
  }

  /** What is to be written now of the steps of one call of `project`. */
  settle(steps: ReadonlyArray<RowStep>): Settled {
    if (this.once) return settle(steps)
    const { inserted, ended } = settleOpen(this.open, steps)
    return { inserted: [...inserted, ...this.take(this.open.size - MOST_OPEN)], ended }
  }

  /** Gives up so many rows, those that changed the longest ago, to be written as they are. */
  take(count: number): ReadonlyArray<RowVersion> {
    const taken: Array<RowVersion> = []
    for (const [id, version] of this.open) {
      if (taken.length >= count) break
      taken.push(version)
      this.open.delete(id)
    }
    if (taken.length > 0) this.hasTaken = true
    return taken
  }
}
