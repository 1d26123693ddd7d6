// Programs of different versions at one store: newer tables are filled before they are read, and older programs may not write.
import { postgres } from "@ketluan/adapters/postgres"
import { sqlite } from "@ketluan/adapters/sqlite"
import { EventStore, now, type Projection, ProjectionStopped, ReadModel, StoreIndex } from "@ketluan/domain"
import Database from "better-sqlite3"
import { Effect } from "effect"
import pg from "pg"
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
  /** Runs SQL without our code, and answers its rows. */
  readonly say: (place: string, sql: string) => Promise<ReadonlyArray<unknown>>
}

const inFile = async (file: string, sql: string): Promise<ReadonlyArray<unknown>> => {
  const db = new Database(file)
  try {
    const statement = db.prepare(sql)
    return statement.reader ? statement.all() : [statement.run()]
  } finally {
    db.close()
  }
}

const inSchema = async (schema: string, sql: string): Promise<ReadonlyArray<unknown>> => {
  const client = new pg.Client({ connectionString: postgresUrl() })
  await client.connect()
  try {
    await client.query(`set search_path = ${schema}`)
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const kinds: ReadonlyArray<Kind> = [
  { name: "SQLite", place: path, open: (file, projections) => sqlite({ path: file, projections }), say: inFile },
  {
    name: "PostgreSQL",
    place: newPlace,
    open: (schema, projections) => postgres({ url: postgresUrl(), schema, projections, connections: 2 }),
    say: inSchema
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

describe.each(kinds)("$name", ({ place, open, say }) => {
  const on = <A, E>(
    at: string,
    projections: ReadonlyArray<Projection>,
    test: Effect.Effect<A, E, EventStore | ReadModel | StoreIndex>
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

  it.each(["_node", "_day_node"])(
    "a version that lists of the past would not find by %s is told to verify",
    async (node) => {
      const at = place()
      const ordered: Projection<typeof columns> = { ...first, indexed: [], ordered: [["seen"]] }
      const damage = Effect.flatMap(StoreIndex, (index) => index.damage)
      expect(await on(at, [ordered], Effect.andThen(Effect.andThen(appendOne(), appendOne()), damage))).toEqual([])
      await say(at, `update seen_ended set ${node} = coalesce(${node}, 0) + 1`)
      expect(await on(at, [ordered], damage)).toEqual([{ _tag: "RowsMisplaced", table: "seen_ended", rows: 1 }])
    }
  )

  it("a table in the shape that an older program gave it is filled anew, of the same version though it is", async () => {
    const at = place()
    await on(at, [first], Effect.andThen(appendOne(), appendOne()))
    const whole = await on(at, [first], rows(first))
    for (const sql of [
      "drop view seen",
      "drop table seen_ended",
      "alter table seen_current rename to seen_versions",
      "update projections set version = 1 where name = 'seen'"
    ])
      await say(at, sql)
    expect(await on(at, [first], rows(first))).toEqual(whole)
    expect(await on(at, [first], Effect.andThen(appendOne(), rows(first)))).not.toEqual(whole)
    expect(await say(at, "select ledger, id, seen from seen order by id")).toHaveLength(whole.length)
    await expect(say(at, "select 1 from seen_versions")).rejects.toThrow(/seen_versions/)
    // So that a program which knows no other shape takes it for newer than its own.
    expect(await say(at, "select name from projections where version > 1000")).toEqual([{ name: "seen" }])
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
    for (const suffix of ["versions", "current", "ended", "building", "building_ended"])
      await refused(first, { ...first, name: `seen_${suffix}` })
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
