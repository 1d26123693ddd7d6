// From events to row versions: what becomes of a row, and what a projection may not do.
import { Instant, nobody, type Projection, project, type RecordedEvent, StreamName } from "@ketluan/domain"
import { describe, expect, it } from "vitest"

const event = (position: number, stream: string): RecordedEvent => ({
  position,
  stream: StreamName.make(stream),
  version: 1,
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
})

const columns = { seen: "integer", note: "text?" } as const
const base: Projection<typeof columns> = {
  name: "seen",
  version: 1,
  columns,
  indexed: [],
  keys: () => ["row"],
  evolve: (row) => ({ seen: (row?.seen ?? 0) + 1, note: null })
}

const none = () => null

describe("projecting", () => {
  it("each version follows the one before, and counts from the event's day at +07:00", () => {
    const { steps, stopped } = project(base, [event(4, "note/a"), event(5, "note/a")], none)
    expect(stopped).toBeNull()
    expect(steps.map(({ position, ends, day, row }) => [position, ends, day, row?.seen])).toEqual([
      [4, null, "2026-03-03", 1],
      [5, 4, "2026-03-03", 2]
    ])
  })

  it("a row goes on from the table, and one that stays as it is has no new version", () => {
    const current = () => ({ position: 1, stream: "note/a", row: { seen: 7, note: null } })
    expect(project(base, [event(2, "note/a")], current).steps).toMatchObject([{ ends: 1, row: { seen: 8 } }])
    const still = { ...base, evolve: (row: { seen: number; note: string | null } | null) => row }
    expect(project(still, [event(2, "note/a")], current).steps).toEqual([])
  })

  it("a key that is named twice is changed once", () => {
    expect(project({ ...base, keys: () => ["row", "row"] }, [event(1, "note/a")], none).steps).toHaveLength(1)
  })

  it("what throws stops it at that event: all before is kept, and nothing of the event itself", () => {
    const failing: Projection<typeof columns> = {
      ...base,
      keys: () => ["first", "second"],
      evolve: (row, { position }, id) => {
        if (position === 2 && id === "second") throw new Error("not this")
        return base.evolve(row, event(position, "note/a"), id)
      }
    }
    const { steps, stopped } = project(
      failing,
      [1, 2, 3].map((position) => event(position, "note/a")),
      none
    )
    expect(stopped).toEqual({ position: 2, reason: "not this" })
    expect(steps.map(({ id, position }) => [id, position])).toEqual([
      ["first", 1],
      ["second", 1]
    ])
  })

  it("what the table throws is the store's matter, and passes through", () => {
    const broken = () => {
      throw new RangeError("the disk")
    }
    expect(() => project(base, [event(1, "note/a")], broken)).toThrow(RangeError)
  })

  it("a row belongs to the stream that made it", () => {
    expect(project(base, [event(1, "note/a"), event(2, "note/b")], none).stopped).toEqual({
      position: 2,
      reason: "row row belongs to note/a"
    })
  })

  it.each([
    ["a column too many", { seen: 1, note: null, more: 1 }],
    ["a column missing", { seen: 1 }],
    ["null where there must be a value", { seen: null, note: null }],
    ["text where there must be an integer", { seen: "1", note: null }],
    ["a fraction", { seen: 0.5, note: null }],
    ["an integer that is not exact", { seen: 2 ** 53, note: null }],
    ["text with U+0000", { seen: 1, note: "a\u0000" }],
    ["half of a character", { seen: 1, note: "\ud83d" }]
  ])("a row out of shape stops it: %s", (_, row) => {
    const loose: Projection = { ...base, evolve: () => row }
    expect(project(loose, [event(1, "note/a")], none).stopped?.position).toBe(1)
  })
})
