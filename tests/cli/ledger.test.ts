// `ledger`: a store is made before there is anything in it, and says how far each of its tables has come.
import { mkdirSync } from "node:fs"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import { LedgerName, projections, StreamName } from "@ketluan/domain"
import { Effect, Layer } from "effect"
import { afterAll, describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne } from "../support/office.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"

const path = temporaryFolder()
const schema = newSchema()
afterAll(() => onServer(`drop schema if exists ${schema} cascade`))

const places = [
  { place: "a file", db: path("ketluan.db") },
  { place: "PostgreSQL", db: `${postgresUrl()}?schema=${schema}` }
]

const folder = path("here")
mkdirSync(folder)
const run = ketluan({ folder, environment: {} })

/** How many events the log shows. */
const headOf = async (db: string): Promise<number> => {
  const { out } = await run("ledger", "status", "--db", db)
  return Number(/: (\d+) events/.exec(out)?.[1])
}

describe.each(places)("in $place", ({ db }) => {
  it("prepare makes the store, again changes nothing, and there is still no ledger", async () => {
    expect((await run("list", "--db", db)).code).toBe(3)
    expect(answerOf(await run("ledger", "prepare", "--db", db, "--json"))).toEqual({ prepared: true, ledgers: [] })
    expect((await run("ledger", "prepare", "--db", db)).out).toContain("its tables are up to date")
    expect((await run("ledger", "status", "--db", db)).code).toBe(2)
  })

  it("status tells how large the ledger is, and that each table is up to date", async () => {
    expect((await run("import", exampleFile, "--yes", "--db", db)).code).toBe(0)
    const head = await headOf(db)
    expect(head).toBeGreaterThan(100)
    expect(answerOf(await run("ledger", "status", "--db", db, "--json"))).toMatchObject({
      events: head,
      tables: projections
        .map(({ name: projection }) => ({ projection, next: head, behind: 0, stopped: null }))
        .sort((left, right) => (left.projection < right.projection ? -1 : 1))
    })
    const events = head
    const { out } = await run("ledger", "status", "--db", db, "--lang", "vi")
    expect(out).toContain(`Sổ main: ${events} sự kiện`)
    expect(out).toMatch(/assignments +đã cập nhật/)
  })
})

it("a table that has stopped is shown with position, reason and what it is behind by", async () => {
  const [{ db } = expect.fail()] = places
  const strange = appendOne(LedgerName.make("main"), "moi-hon", StreamName.make("body/moi-hon"), "BodyRegistered", 99)
  await Effect.runPromise(
    strange.pipe(Effect.provide(Layer.mergeAll(sqlite({ path: db, projections }), nodePrimitives)))
  )
  const { code, out } = await run("ledger", "status", "--db", db)
  expect(code).toBe(0)
  expect(out).toMatch(/bodies +stopped at position \d+: BodyRegistered: unknown version 99/)
})

it("a wrong address is told with what to write, and a password is never shown", async () => {
  const wrong = [
    "postgres://[",
    "postgres://clerk:secret@127.0.0.1/x?schema=A-b",
    "postgres://clerk:sec/ret@127.0.0.1/x?schema=A-b",
    "postgres://clerk:sec?ret@127.0.0.1/x",
    "postgres://clerk:sec#ret@127.0.0.1/x",
    "postgress://clerk:secret@127.0.0.1/x",
    " postgres://clerk:secret@127.0.0.1/x",
    "postgres://127.0.0.1/x?password=secret&schema=A-b"
  ]
  for (const db of wrong) {
    const { code, err } = await run("list", "--db", db)
    expect(code).toBe(2)
    expect(err).toContain("Write postgres://USER@HOST:PORT/DATABASE?schema=NAME")
    expect(err).not.toMatch(/sec.?ret/)
  }
  const { code, err } = await run("list", "--db", "postgres://clerk:secret@127.0.0.1:1/x")
  expect(code).toBe(3)
  expect(err).toContain("postgres://clerk:xxxxx@127.0.0.1:1/x does not answer")
  expect(err).not.toContain("secret")
})
