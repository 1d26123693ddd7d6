// From events to row versions: what becomes of a row, and what a projection may not do.
import { foldRow, type Projection, project, type Row, tables, UnreadableEvent } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { notedAt } from "../../support/recorded.ts"

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
    const { steps, stopped } = project(base, [notedAt(4, "note/a"), notedAt(5, "note/a")], none)
    expect(stopped).toBeNull()
    expect(steps.map(({ position, before, day, row }) => [position, before?.position ?? null, day, row?.seen])).toEqual(
      [
        [4, null, "2026-03-03", 1],
        [5, 4, "2026-03-03", 2]
      ]
    )
  })

  it("a row goes on from the table, and one that stays as it is has no new version", () => {
    const current = () => ({ position: 1, day: "2026-03-01", stream: "note/a", row: { seen: 7, note: null } })
    expect(project(base, [notedAt(2, "note/a")], current).steps).toMatchObject([
      { before: { position: 1 }, row: { seen: 8 } }
    ])
    const still = { ...base, evolve: (row: { seen: number; note: string | null } | null) => row }
    expect(project(still, [notedAt(2, "note/a")], current).steps).toEqual([])
  })

  it("a key that is named twice is changed once", () => {
    expect(project({ ...base, keys: () => ["row", "row"] }, [notedAt(1, "note/a")], none).steps).toHaveLength(1)
  })

  it("what throws stops it at that event: all before is kept, and nothing of the event itself", () => {
    const failing: Projection<typeof columns> = {
      ...base,
      keys: () => ["first", "second"],
      evolve: (row, { position }, id) => {
        if (position === 2 && id === "second") throw new Error("not this")
        return base.evolve(row, notedAt(position, "note/a"), id)
      }
    }
    const { steps, stopped } = project(
      failing,
      [1, 2, 3].map((position) => notedAt(position, "note/a")),
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
    expect(() => project(base, [notedAt(1, "note/a")], broken)).toThrow(RangeError)
  })

  it("a row belongs to the stream that made it", () => {
    expect(project(base, [notedAt(1, "note/a"), notedAt(2, "note/b")], none).stopped).toEqual({
      position: 2,
      reason: "row row belongs to note/a"
    })
  })

  it("a row that is as it was has no new version, nor has one that is still not there", () => {
    const rows = [
      { seen: 1, note: null },
      { seen: 1, note: null },
      { seen: 1, note: "x" },
      null,
      null,
      { seen: 2, note: "x" }
    ]
    const told: Projection = { ...base, evolve: (_, { position }) => rows[position] ?? null }
    const { steps, stopped } = project(
      told,
      [0, 1, 2, 3, 4, 5, 6].map((position) => notedAt(position, "note/a")),
      none
    )
    expect(stopped).toBeNull()
    const day = "2026-03-03"
    const stream = "note/a"
    expect(steps.map((step) => ({ ...step, before: step.before?.position ?? null }))).toEqual([
      { id: "row", position: 0, day, stream, row: { seen: 1, note: null }, before: null },
      { id: "row", position: 2, day, stream, row: { seen: 1, note: "x" }, before: 0 },
      { id: "row", position: 3, day, stream, row: null, before: 2 },
      { id: "row", position: 5, day, stream, row: { seen: 2, note: "x" }, before: 3 },
      { id: "row", position: 6, day, stream, row: null, before: 5 }
    ])
    expect(project({ ...base, evolve: () => null }, [notedAt(1, "note/a")], none).steps).toEqual([])
  })

  it("a row that was removed still belongs to its stream", () => {
    const current = () => ({ position: 1, day: "2026-03-01", stream: "note/a", row: null })
    expect(project(base, [notedAt(2, "note/b")], current)).toEqual({
      steps: [],
      stopped: { position: 2, reason: "row row belongs to note/a" }
    })
    expect(project(base, [notedAt(2, "note/a")], current).steps).toMatchObject([
      { before: { position: 1 }, row: { seen: 1 } }
    ])
  })

  it("another stream may name a row that it leaves as it is", () => {
    const current = () => ({ position: 1, day: "2026-03-01", stream: "note/a", row: { seen: 7, note: null } })
    const still: Projection<typeof columns> = { ...base, evolve: (row) => row }
    expect(project(still, [notedAt(2, "note/b")], current)).toEqual({ steps: [], stopped: null })
  })

  it("the table is read by id, and no more once a row has moved", () => {
    const asked: Array<string> = []
    const current = (id: string) => {
      asked.push(id)
      return null
    }
    const two = { ...base, keys: () => ["first", "second"] }
    project(two, [notedAt(1, "note/a"), notedAt(2, "note/a")], current)
    expect(asked).toEqual(["first", "second"])
  })

  it.each([
    ["the words of an error", new Error("not this"), "not this"],
    ["what an error without words is", new TypeError(""), "TypeError"],
    ["what was thrown, where it is no error", "thrown as it is", "thrown as it is"],
    [
      "the type of an event that cannot be read",
      new UnreadableEvent({ position: 1, type: "Noted", reason: "unknown type" }),
      "Noted: unknown type"
    ]
  ])("the reason for which it stopped is %s", (_, cause, reason) => {
    const thrown = () => {
      throw cause
    }
    const stopped = { steps: [], stopped: { position: 1, reason } }
    expect(project({ ...base, evolve: thrown }, [notedAt(1, "note/a")], none)).toEqual(stopped)
    expect(project({ ...base, keys: thrown }, [notedAt(1, "note/a")], none)).toEqual(stopped)
  })

  it("an event that no table of ours can read stops it", () =>
    expect(project(tables.bodies, [notedAt(3, "body/co-quan")], none)).toEqual({
      steps: [],
      stopped: { position: 3, reason: "Noted: unknown type" }
    }))

  it.each([
    ["whole numbers, also below nothing", { count: -3, name: "" }, null],
    ["the greatest exact integer", { count: 2 ** 53 - 1, name: "a" }, null],
    ["a fraction", { count: 1.5, name: "a" }, "column count must hold integer"],
    ["no integer", { count: null, name: "a" }, "column count must hold integer"],
    ["text for an integer", { count: "1", name: "a" }, "column count must hold integer"],
    ["no text", { count: 1, name: null }, "column name must hold text"],
    ["a number for text", { count: 1, name: 1 }, "column name must hold text"],
    ["U+0000 within text", { count: 1, name: "a\u0000b" }, "column name must hold text"],
    ["half of a character", { count: 1, name: "\ud83d" }, "column name must hold text"],
    ["a column that every object has", { count: 1, name: "a", toString: "b" }, "no column toString"],
    ["a column that only the row has", { count: 1, name: "a", more: 1 }, "no column more"],
    ["a column less", { name: "a" }, "column count must hold integer"]
  ])("says what is out of shape: %s", (_, row: Row, reason) => {
    const strict: Projection = { ...base, columns: { count: "integer", name: "text" }, evolve: () => row }
    expect(project(strict, [notedAt(1, "note/a")], none).stopped).toEqual(
      reason === null ? null : { position: 1, reason }
    )
  })

  it("null is for columns that say so, of either type", () => {
    const wide: Projection = {
      ...base,
      columns: { count: "integer?", name: "text?" },
      evolve: () => ({ count: null, name: null })
    }
    expect(project(wide, [notedAt(1, "note/a")], none).steps).toMatchObject([{ row: { count: null, name: null } }])
    const told = { ...wide, evolve: () => ({ count: 1, name: "a" }) }
    expect(project(told, [notedAt(1, "note/a")], none).steps).toMatchObject([{ row: { count: 1, name: "a" } }])
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
    expect(project(loose, [notedAt(1, "note/a")], none).stopped?.position).toBe(1)
  })
})

describe("the row after a whole history", () => {
  it("follows from the events that touch it, in their order", () => {
    const table: Projection<typeof columns> = {
      ...base,
      keys: ({ stream }) => [stream, "every"],
      evolve: (row, { position }, id) => ({ seen: (row?.seen ?? 0) * 10 + position, note: id })
    }
    const events = [notedAt(1, "note/a"), notedAt(2, "note/b"), notedAt(3, "note/a")]
    expect(foldRow(table, events, "note/a")).toEqual({ seen: 13, note: "note/a" })
    expect(foldRow(table, events, "note/b")).toEqual({ seen: 2, note: "note/b" })
    expect(foldRow(table, events, "every")).toEqual({ seen: 123, note: "every" })
    expect(foldRow(table, events, "note/c")).toBeNull()
  })
})
