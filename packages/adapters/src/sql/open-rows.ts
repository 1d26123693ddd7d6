// The rows of a table that is being rebuilt: what a row is now is written at the end, or when there is no more room.
import {
  type CurrentRow,
  type NewestVersion,
  type Projection,
  type RowStep,
  type Settled,
  settle,
  settleOpen
} from "@ketluan/domain"

/** Rows of one table whose newest versions are in memory and not in the table yet. */
const MOST_OPEN = 10_000

/** The newest versions of the rows of one table in one ledger, as far as they are not in the table yet. */
export class OpenRows {
  private readonly once: boolean
  private readonly most: number
  /** By id; what changed the longest ago comes first. */
  private readonly open = new Map<string, NewestVersion>()
  /** What was given up last, and may not be in the table yet when rows are looked up there. */
  private leaving: ReadonlyMap<string, NewestVersion> = new Map()
  /** Whether the newest version of every row is here, so that the table need not be asked. */
  isWhole = true

  constructor({ once = false }: Projection, most: number = MOST_OPEN) {
    this.once = once
    this.most = most
  }

  /** The newest version of a row; null where there is none; undefined where the table has to be asked. */
  get(id: string): CurrentRow | null | undefined {
    return this.open.get(id) ?? this.leaving.get(id) ?? (this.isWhole ? null : undefined)
  }

  /** What is to be written now of the steps of one call of `project`. */
  settle(steps: ReadonlyArray<RowStep>): Settled {
    if (this.once) return settle(steps)
    const ended = settleOpen(this.open, steps)
    return { ended, current: this.take(this.open.size - this.most) }
  }

  /** Gives up so many rows, those that changed the longest ago, to be written as they are. */
  take(count: number): ReadonlyArray<NewestVersion> {
    const taken = new Map<string, NewestVersion>()
    for (const [id, version] of this.open) {
      if (taken.size >= count) break
      taken.set(id, version)
      this.open.delete(id)
    }
    if (taken.size > 0) this.isWhole = false
    this.leaving = taken
    return [...taken.values()]
  }
}
