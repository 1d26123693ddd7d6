// What may be asked of a table, and that its rows come as the store tells them.
import {
  type AsOf,
  checkWhere,
  inSnapshot,
  LedgerName,
  now,
  type Projection,
  ReadModel,
  type ReadModelService,
  rowsOf,
  type Where,
  withReads
} from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"

const columns = { seen: "integer", count: "integer?", name: "text", note: "text?" } as const
const table: Projection<typeof columns> = {
  name: "notes",
  version: 1,
  columns,
  indexed: [],
  keys: () => [],
  evolve: (row) => row
}

describe("a condition on rows", () => {
  it.each<readonly [string, Where]>([
    ["nothing", {}],
    ["a key", { id: "a" }],
    ["one of several keys", { id: ["a", "b"] }],
    ["text", { name: "", note: "a" }],
    ["integers", { seen: 0, count: [1, -1] }],
    ["null, wherever it is", { id: null, seen: null, name: null, note: ["a", null] }],
    ["none of no values", { seen: [] }],
    [
      "several values together",
      [
        { id: "a", seen: 1 },
        { seen: 2, id: "b" }
      ]
    ],
    ["none of no such", []]
  ])("may name %s", (_, where) => expect(checkWhere(table, where)).toBeUndefined())

  it.each<readonly [string, Where, string]>([
    ["a column that is not there", { more: 1 }, "notes has no column more"],
    ["a column that every object has", { toString: "a" }, "notes has no column toString"],
    ["different columns together", [{ id: "a" }, { seen: 1 }], "notes: values together are of the same columns"],
    ["nothing together", [{}], "notes: values together are of the same columns"],
    ["a text for a number, together", [{ id: "a", seen: "1" }], "notes: seen holds integer"],
    ["a number for a key", { id: 1 }, "notes: id holds text"],
    ["a number for text", { name: 1 }, "notes: name holds text"],
    ["a number for text that may be null", { note: 1 }, "notes: note holds text?"],
    ["text for an integer", { seen: "1" }, "notes: seen holds integer"],
    ["text for an integer that may be null", { count: "1" }, "notes: count holds integer?"],
    ["one wrong value among others", { seen: [1, "2"] }, "notes: seen holds integer"],
    ["a wrong column after a right one", { name: "a", more: null }, "notes has no column more"]
  ])("may not name %s", (_, where, reason) => {
    let thrown: unknown = null
    try {
      checkWhere(table, where)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toEqual(new Error(reason))
  })
})

it("typed rows are those of the store, asked for as they are", () => {
  const ledger = LedgerName.make("van-phong")
  const row = { id: "a", seen: 1, count: null, name: "tên", note: null }
  const asked: Array<readonly [LedgerName, Projection, Where, AsOf]> = []
  const reads = {
    rows: (...question: readonly [LedgerName, Projection, Where, AsOf]) => {
      asked.push(question)
      return Effect.succeed([row])
    },
    versions: () => Effect.succeed([]),
    progress: () => Effect.succeed([])
  }
  const store: ReadModelService = { ...reads, snapshot: (work) => withReads(work, reads), rebuild: () => Effect.void }
  const read = rowsOf(ledger, table, { name: "tên" }, now).pipe(Effect.provideService(ReadModel, store))
  expect(Effect.runSync(read)).toEqual([row])
  expect(asked).toEqual([[ledger, table, { name: "tên" }, now, undefined]])
  expect(
    Effect.runSync(inSnapshot(Effect.all([read, inSnapshot(read)])).pipe(Effect.provideService(ReadModel, store)))
  ).toEqual([[row], [row]])
})
