// The rows of a table that is being rebuilt: however few stay in memory, the table comes to hold the same versions.
import { OpenRows } from "@ketluan/adapters/sql"
import {
  type CurrentRow,
  type Projection,
  project,
  type RecordedEvent,
  type RowVersion,
  type Settled,
  settle
} from "@ketluan/domain"
import fc from "fast-check"
import { expect, it } from "vitest"
import { notedAt } from "../support/recorded.ts"

const columns = { seen: "integer" } as const
/** Every third event of a stream takes its row away. */
const table: Projection<typeof columns> = {
  name: "seen",
  version: 1,
  columns,
  indexed: [],
  keys: ({ stream }) => [stream],
  evolve: (_, { position, version }) => (version % 3 === 0 ? null : { seen: position })
}

const eventsOf = (streams: ReadonlyArray<number>): ReadonlyArray<RecordedEvent> =>
  streams.map((stream, position) =>
    notedAt(position, `note/${stream}`, streams.slice(0, position + 1).filter((other) => other === stream).length)
  )

/** A store that takes each version that is over once, and what a row is now in the place of what it holds. */
class Stored {
  readonly ended: Array<RowVersion> = []
  private readonly current = new Map<string, CurrentRow>()
  asked = 0

  find(id: string): CurrentRow | null {
    this.asked += 1
    return this.current.get(id) ?? null
  }

  write({ ended, current }: Settled): void {
    for (const version of ended) {
      const isThere = this.ended.some(({ id, position }) => id === version.id && position === version.position)
      if (isThere) throw new Error(`${version.id} was written twice at ${version.position}`)
      this.ended.push(version)
    }
    for (const { id, held, ...version } of current) {
      if (this.current.get(id)?.position !== held?.position) throw new Error(`${id} is not held as was said`)
      this.current.set(id, version)
    }
  }

  sorted(): ReadonlyArray<RowVersion> {
    const open = [...this.current].map(([id, version]) => ({ id, ...version, nextPosition: null, nextDay: null }))
    return [...this.ended, ...open].sort((left, right) => left.position - right.position)
  }
}

const anyRebuild = fc.record({
  streams: fc.array(fc.nat({ max: 5 }), { maxLength: 60 }),
  batch: fc.integer({ min: 1, max: 12 }),
  most: fc.nat({ max: 4 }),
  /** Whether rows are looked up before the batch before is written. */
  isBehind: fc.boolean()
})

it("[53] the same versions come of it, each written once, with the rows of a batch looked up before the last one is written", () =>
  fc.assert(
    fc.property(anyRebuild, ({ streams, batch, most, isBehind }) => {
      const events = eventsOf(streams)
      const open = new OpenRows(table, most)
      const stored = new Stored()
      let ready: Settled = { ended: [], current: [] }
      for (let from = 0; from < events.length; from += batch) {
        const piece = events.slice(from, from + batch)
        if (!isBehind) stored.write(ready)
        const found = new Map<string, CurrentRow | null>(
          piece
            .filter(({ stream }) => open.get(stream) === undefined)
            .map(({ stream }) => [stream, stored.find(stream)])
        )
        if (isBehind) stored.write(ready)
        const { steps } = project(table, piece, (id) => open.get(id) ?? found.get(id) ?? null)
        ready = open.settle(steps)
      }
      stored.write(ready)
      if (streams.length > 0 && new Set(streams).size <= most) expect(stored.asked).toBe(0)
      for (let left = open.take(2); left.length > 0; left = open.take(2)) stored.write({ ended: [], current: left })
      const whole = new Stored()
      whole.write(settle(project(table, events, () => null).steps))
      expect(stored.sorted()).toEqual(whole.sorted())
    }),
    { numRuns: 2000 }
  ))
