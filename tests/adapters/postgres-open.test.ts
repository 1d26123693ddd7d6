// Opening what cannot be opened on a server: each reason is told, in words without a password, and all stays as it was.
import { createServer } from "node:net"
import { type PostgresOptions, postgres } from "@ketluan/adapters/postgres"
import { testProjections } from "@ketluan/adapters/testkit"
import { EventStore, ReadModel, StoreFailure } from "@ketluan/domain"
import { Effect } from "effect"
import { afterAll, expect, it } from "vitest"
import { appendOne, ledger } from "../support/notes.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"

const schema = newSchema()
const roles: Array<string> = []
afterAll(async () => {
  await onServer(`drop schema if exists ${schema} cascade`)
  for (const role of roles) await onServer(`drop owned by ${role} cascade; drop role ${role}`)
})

const opening = (options: Partial<PostgresOptions> = {}) =>
  Effect.gen(function* () {
    return yield* (yield* EventStore).ledgers
  }).pipe(Effect.provide(postgres({ url: postgresUrl(), schema, projections: testProjections, ...options })))

const refused = async (reason: StoreFailure["reason"], options: Partial<PostgresOptions>) => {
  const failure = await Effect.runPromise(Effect.flip(opening(options)))
  expect(failure).toBeInstanceOf(StoreFailure)
  expect(failure.reason).toBe(reason)
  expect(failure.message).toContain("postgres://")
  expect(failure.message).not.toMatch(/ketluan:|secret|Error:|\n/)
}

const withUrl = (change: (url: URL) => void): string => {
  const url = new URL(postgresUrl())
  change(url)
  return url.href
}

it("missing: no schema and none to be made, no database", async () => {
  await refused("missing", { create: false })
  expect(await onServer(`select 1 from pg_namespace where nspname = '${schema}'`)).toEqual([])
  await refused("missing", {
    url: withUrl((url) => {
      url.pathname = "/nowhere"
    })
  })
})

it("not ours: a schema with tables of another program, which stay as they are", async () => {
  const other = newSchema()
  await onServer(`create schema ${other}; create table ${other}.notes (id int)`)
  await refused("not_ours", { schema: other })
  expect(await onServer(`select relname from pg_class where relnamespace = '${other}'::regnamespace`)).toEqual([
    { relname: "notes" }
  ])
  await onServer(`drop schema ${other} cascade`)
})

it("newer: tables of a later version", async () => {
  const later = newSchema()
  await Effect.runPromise(opening({ schema: later }))
  await onServer(`update ${later}.store set version = 99`)
  await refused("newer", { schema: later })
  await onServer(`drop schema ${later} cascade`)
})

it("forbidden: a wrong password, an unknown user, a user who may not make the schema", async () => {
  const role = newSchema()
  roles.push(role)
  await onServer(`create role ${role} login password 'secret'`)
  const as = (username: string, password: string) =>
    withUrl((url) => {
      url.username = username
      url.password = password
    })
  await refused("forbidden", { url: as(role, "wrong") })
  await refused("forbidden", { url: as("nobody_here", "secret") })
  await refused("forbidden", { url: as(role, "secret"), schema: newSchema() })
})

it("unreachable: nobody listens, or whoever listens hangs up", async () => {
  await refused("unreachable", {
    url: withUrl((url) => {
      url.port = "1"
    })
  })
  const deaf = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", resolve))
  const address = deaf.address()
  await refused("unreachable", {
    url: withUrl((url) => {
      url.port = typeof address === "object" && address !== null ? String(address.port) : ""
    })
  })
  deaf.close()
})

it("read only: a session that may only read answers, and refuses to write", async () => {
  await Effect.runPromise(opening())
  const url = withUrl((changed) => changed.searchParams.set("options", "-c default_transaction_read_only=on"))
  const layer = postgres({ url, schema, projections: testProjections })
  const failure = await Effect.runPromise(
    Effect.gen(function* () {
      expect(yield* (yield* EventStore).ledgers).toEqual([])
      return yield* Effect.flip(appendOne())
    }).pipe(Effect.provide(layer))
  )
  expect(failure).toMatchObject({ _tag: "StoreFailure", reason: "read_only" })
})

it("programs that open an empty schema at once make its tables once, and all of them can write", async () => {
  const shared = newSchema()
  const one = Effect.andThen(appendOne(), appendOne()).pipe(
    Effect.provide(postgres({ url: postgresUrl(), schema: shared, projections: testProjections, connections: 2 }))
  )
  const answers = await Effect.runPromise(
    Effect.all(
      Array.from({ length: 8 }, () => one),
      { concurrency: "unbounded" }
    )
  )
  expect(answers.map(({ count }) => count)).toEqual(Array(8).fill(1))
  const held = await Effect.runPromise(
    Effect.gen(function* () {
      const events = yield* (yield* EventStore).readLedger(ledger, 0, 100)
      const before = yield* (yield* ReadModel).versions(ledger, testProjections[0] ?? expect.fail())
      yield* (yield* ReadModel).rebuild(testProjections, 5)
      expect(yield* (yield* ReadModel).versions(ledger, testProjections[0] ?? expect.fail())).toEqual(before)
      return events.map(({ position }) => position)
    }).pipe(Effect.provide(postgres({ url: postgresUrl(), schema: shared, projections: testProjections })))
  )
  expect(held).toEqual(Array.from({ length: 17 }, (_, index) => index))
  await onServer(`drop schema ${shared} cascade`)
})
