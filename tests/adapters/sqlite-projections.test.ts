// Programs of different versions at one file: newer tables are filled before they are read, and older programs may not write.
import { sqlite } from "@ketluan/adapters/sqlite"
import { EventStore, now, type Projection, ProjectionStopped, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne, ledger } from "../support/notes.ts"

const path = temporaryFolder()

const columns = { seen: "integer" } as const
const first: Projection<typeof columns> = {
  name: "seen",
  version: 1,
  columns,
  indexed: ["seen"],
  keys: ({ stream }) => [stream],
  evolve: (row) => ({ seen: (row?.seen ?? 0) + 1 })
}
const wider = { seen: "integer", last: "text" } as const
const second: Projection<typeof wider> = {
  name: "seen",
  version: 2,
  columns: wider,
  indexed: ["last"],
  keys: ({ stream }) => (stream.startsWith("note/") ? [stream] : []),
  evolve: (row, { type }) => ({ seen: (row?.seen ?? 0) + 1, last: type })
}
const added: Projection<typeof columns> = { ...first, name: "added" }
const broken: Projection<typeof columns> = {
  ...first,
  evolve: (row, { version, type }) => {
    if (type === "Noted" && version === 2) throw new Error("cannot take the second")
    return { seen: (row?.seen ?? 0) + 1 }
  }
}

const on = <A, E>(
  file: string,
  projections: ReadonlyArray<Projection>,
  test: Effect.Effect<A, E, EventStore | ReadModel>,
  readOnly = false
) => Effect.runPromise(test.pipe(Effect.provide(sqlite({ path: file, projections, readOnly }))))

const rows = (projection: Projection) =>
  Effect.gen(function* () {
    return yield* (yield* ReadModel).rows(ledger, projection, {}, now)
  })

describe("a projection in a newer version", () => {
  it("is filled from the whole history before it is read, in its new columns", async () => {
    const file = path()
    await on(file, [first], Effect.andThen(appendOne(), appendOne()))
    expect(await on(file, [second], rows(second))).toEqual([{ id: "note/a", seen: 2, last: "Noted" }])
  })

  it("stops an older program from writing and from reading that table, also one that had the file open", async () => {
    const file = path()
    await on(
      file,
      [first],
      Effect.gen(function* () {
        yield* appendOne()
        yield* Effect.promise(() => on(file, [second], appendOne()))
        expect(yield* Effect.flip(appendOne())).toMatchObject({ reason: "newer" })
        expect(yield* Effect.flip(rows(first))).toMatchObject({ reason: "newer" })
        expect(yield* Effect.flip((yield* ReadModel).rebuild([first], 10))).toMatchObject({ reason: "newer" })
        expect(yield* (yield* EventStore).readLedger(ledger, 0, 10)).toHaveLength(3)
      })
    )
    expect(await on(file, [first], Effect.flip(appendOne()))).toMatchObject({ reason: "newer" })
    expect(await on(file, [second], rows(second))).toMatchObject([{ seen: 2 }])
  })

  it("is not filled by a program that may only read, which is told", async () => {
    const file = path()
    await on(file, [first], appendOne())
    expect(await on(file, [second], Effect.flip(rows(second)), true)).toMatchObject({ reason: "read_only" })
    expect(await on(file, [first], rows(first), true)).toHaveLength(2)
  })
})

it("a projection that is new is filled from the whole history", async () => {
  const file = path()
  await on(file, [first], Effect.andThen(appendOne(), appendOne()))
  expect(await on(file, [first, added], rows(added))).toEqual(await on(file, [first, added], rows(first)))
})

it("a program that does not know a table may not write, since the table would fall behind", async () => {
  const file = path()
  await on(file, [first, added], appendOne())
  expect(await on(file, [first], Effect.flip(appendOne()))).toMatchObject({ reason: "newer" })
  expect(await on(file, [first], rows(first))).toHaveLength(2)
})

it("a projection that stopped goes on after a newer version of it has been filled", async () => {
  const file = path()
  await on(file, [broken], Effect.andThen(appendOne(), appendOne()))
  expect(await on(file, [broken], Effect.flip(rows(broken)))).toEqual(
    new ProjectionStopped({ projection: "seen", position: 2, reason: "cannot take the second" })
  )
  expect(await on(file, [second], Effect.andThen(appendOne(), rows(second)))).toMatchObject([{ seen: 3 }])
})

it("names that would not fit into one database are refused when the store is made", async () => {
  const refused = async (...projections: ReadonlyArray<Projection>) =>
    expect(on(path(), projections, rows(first))).rejects.toThrow(/cannot be named|no column|there is no column/)
  await refused({ ...first, name: "events" })
  await refused({ ...first, name: 'seen"; drop table events; --' })
  await refused(first, first)
  await refused(first, { ...first, name: "seen_versions" })
  await refused({ ...first, columns: { id: "text" } })
  await refused({ ...first, columns: { ledger: "text" } })
  await refused({ ...first, columns: { _position: "integer" } })
  await refused({ ...first, indexed: ["absent"] })
})
