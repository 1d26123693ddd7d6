// The rows of a table that is being rebuilt: however few stay in memory, the table comes to hold the same versions.
import { OpenRows } from "@ketluan/adapters/sql"
import {
  type CurrentRow,
  Instant,
  nobody,
  type Projection,
  project,
  type RecordedEvent,
  type RowVersion,
  type Settled,
  StreamName,
  settle
} from "@ketluan/domain"
import fc from "fast-check"
import { expect, it } from "vitest"

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
  streams.map((stream, position) => ({
    position,
    stream: StreamName.make(`note/${stream}`),
    version: streams.slice(0, position + 1).filter((other) => other === stream).length,
    eventId: `e-${position}`,
    type: "Noted",
    schemaVersion: 1,
    occurredAt: Instant.make("2026-03-02T18:30:00.000Z"),
    recordedAt: Instant.make("2026-03-02T18:30:00.000Z"),
    actor: nobody,
    commandId: "c",
    commandDigest: "0".repeat(64),
    correlationId: null,
    causationId: null,
    classification: "ordinary",
    facts: {},
    texts: null
  }))

/** A table that takes each version once and ends only what it holds. */
class Stored {
  readonly versions: Array<RowVersion> = []
  asked = 0

  current(id: string): CurrentRow | null {
    this.asked += 1
    return this.versions.filter((version) => version.id === id).sort((a, b) => b.position - a.position)[0] ?? null
  }

  write({ inserted, ended }: Settled): void {
    for (const { id, position, nextPosition, nextDay } of ended) {
      const at = this.versions.findIndex((version) => version.id === id && version.position === position)
      const before = this.versions[at]
      if (before?.nextPosition !== null) throw new Error(`${id} has no open version at ${position}`)
      this.versions[at] = { ...before, nextPosition, nextDay }
    }
    for (const version of inserted) {
      const isThere = this.versions.some(({ id, position }) => id === version.id && position === version.position)
      if (isThere) throw new Error(`${version.id} was written twice at ${version.position}`)
      this.versions.push(version)
    }
  }

  sorted(): ReadonlyArray<RowVersion> {
    return this.versions.toSorted((left, right) => left.position - right.position)
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
      let ready: Settled = { inserted: [], ended: [] }
      for (let from = 0; from < events.length; from += batch) {
        const piece = events.slice(from, from + batch)
        if (!isBehind) stored.write(ready)
        const found = new Map<string, CurrentRow | null>(
          piece
            .filter(({ stream }) => open.get(stream) === undefined)
            .map(({ stream }) => [stream, stored.current(stream)])
        )
        if (isBehind) stored.write(ready)
        const { steps } = project(table, piece, (id) => open.get(id) ?? found.get(id) ?? null)
        ready = open.settle(steps)
      }
      stored.write(ready)
      if (streams.length > 0 && new Set(streams).size <= most) expect(stored.asked).toBe(0)
      for (let left = open.take(2); left.length > 0; left = open.take(2)) stored.write({ inserted: left, ended: [] })
      const whole = settle(project(table, events, () => null).steps)
      expect(whole.ended).toEqual([])
      expect(stored.sorted()).toEqual(whole.inserted.toSorted((left, right) => left.position - right.position))
    }),
    { numRuns: 2000 }
  ))
