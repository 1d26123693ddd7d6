// Programs of different versions at one store: newer tables are filled before they are read, and older programs may not write.
import { postgres } from "@ketluan/adapters/postgres"
import { sqlite } from "@ketluan/adapters/sqlite"
import { EventStore, now, type Projection, ProjectionStopped, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { afterAll, describe, expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne, ledger } from "../support/notes.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"

const path = temporaryFolder()
const schemas: Array<string> = []
afterAll(async () => {
  for (const schema of schemas) await onServer(`drop schema if exists ${schema} cascade`)
})
const newPlace = (): string => {
  const schema = newSchema()
  schemas.push(schema)
  return schema
}

interface Kind {
  readonly name: string
  /** A place where there is no store yet. */
  readonly place: () => string
  readonly open: (place: string, projections: ReadonlyArray<Projection>) => ReturnType<typeof sqlite>
}

const kinds: ReadonlyArray<Kind> = [
  { name: "SQLite", place: path, open: (file, projections) => sqlite({ path: file, projections }) },
  {
    name: "PostgreSQL",
    place: newPlace,
    open: (schema, projections) => postgres({ url: postgresUrl(), schema, projections, connections: 2 })
  }
]

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

const rows = (projection: Projection) =>
  Effect.gen(function* () {
    return yield* (yield* ReadModel).rows(ledger, projection, {}, now)
  })

describe.each(kinds)("$name", ({ place, open }) => {
  const on = <A, E>(
    at: string,
    projections: ReadonlyArray<Projection>,
    test: Effect.Effect<A, E, EventStore | ReadModel>
  ) => Effect.runPromise(test.pipe(Effect.provide(open(at, projections))))

  describe("a projection in a newer version", () => {
    it("is filled from the whole history before it is read, in its new columns", async () => {
      const at = place()
      await on(at, [first], Effect.andThen(appendOne(), appendOne()))
      expect(await on(at, [second], rows(second))).toEqual([{ id: "note/a", seen: 2, last: "Noted" }])
    })

    it("stops an older program from writing and from reading that table, also one that had the file open", async () => {
      const at = place()
      await on(
        at,
        [first],
        Effect.gen(function* () {
          yield* appendOne()
          yield* Effect.promise(() => on(at, [second], appendOne()))
          expect(yield* Effect.flip(appendOne())).toMatchObject({ reason: "newer" })
          expect(yield* Effect.flip(rows(first))).toMatchObject({ reason: "newer" })
          expect(yield* Effect.flip((yield* ReadModel).rebuild([first], 10))).toMatchObject({ reason: "newer" })
          expect(yield* (yield* EventStore).readLedger(ledger, 0, 10)).toHaveLength(3)
        })
      )
      expect(await on(at, [first], Effect.flip(appendOne()))).toMatchObject({ reason: "newer" })
      expect(await on(at, [second], rows(second))).toMatchObject([{ seen: 2 }])
    })
  })

  it("a projection that is new is filled from the whole history", async () => {
    const at = place()
    await on(at, [first], Effect.andThen(appendOne(), appendOne()))
    expect(await on(at, [first, added], rows(added))).toEqual(await on(at, [first, added], rows(first)))
  })

  it("a program that does not know a table may not write, since the table would fall behind", async () => {
    const at = place()
    await on(at, [first, added], appendOne())
    expect(await on(at, [first], Effect.flip(appendOne()))).toMatchObject({ reason: "newer" })
    expect(await on(at, [first], rows(first))).toHaveLength(2)
  })

  it("a projection that stopped goes on after a newer version of it has been filled", async () => {
    const at = place()
    await on(at, [broken], Effect.andThen(appendOne(), appendOne()))
    expect(await on(at, [broken], Effect.flip(rows(broken)))).toEqual(
      new ProjectionStopped({ projection: "seen", position: 2, reason: "cannot take the second" })
    )
    expect(await on(at, [second], Effect.andThen(appendOne(), rows(second)))).toMatchObject([{ seen: 3 }])
  })

  it("names that would not fit into one database are refused when the store is made", async () => {
    const refused = async (...projections: ReadonlyArray<Projection>) =>
      expect(on(place(), projections, rows(first))).rejects.toThrow(/cannot be named|no column|there is no column/)
    await refused({ ...first, name: "events" })
    await refused({ ...first, name: 'seen"; drop table events; --' })
    await refused(first, first)
    await refused(first, { ...first, name: "seen_versions" })
    await refused({ ...first, columns: { id: "text" } })
    await refused({ ...first, columns: { ledger: "text" } })
    await refused({ ...first, columns: { _position: "integer" } })
    await refused({ ...first, indexed: ["absent"] })
  })
})

it("a newer version is not filled by a program that may only read, which is told", async () => {
  const file = path()
  const on = <A, E>(
    projections: ReadonlyArray<Projection>,
    test: Effect.Effect<A, E, EventStore | ReadModel>,
    readOnly: boolean
  ) => Effect.runPromise(test.pipe(Effect.provide(sqlite({ path: file, projections, readOnly }))))
  await on([first], appendOne(), false)
  expect(await on([second], Effect.flip(rows(second)), true)).toMatchObject({ reason: "read_only" })
  expect(await on([first], rows(first), true)).toHaveLength(2)
})
