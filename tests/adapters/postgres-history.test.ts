// What the database itself refuses to change, whoever asks, and what the user of every day may do at all.
import { readFileSync } from "node:fs"
import { postgres } from "@ketluan/adapters/postgres"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { keyOf } from "@ketluan/adapters/sql"
import {
  addDays,
  Body,
  CommandId,
  dayOf,
  EventStore,
  nobody,
  now,
  type Primitives,
  projections,
  ReadModel,
  registerBody,
  rowsOf,
  StreamName,
  tables,
  transact
} from "@ketluan/domain"
import { Effect, Layer } from "effect"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ledger } from "../support/notes.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"

const schema = newSchema()
const owner = `${schema}_owner`
const app = `${schema}_app`
const as = (role: string): string => {
  const url = new URL(postgresUrl())
  url.username = role
  url.password = "secret"
  return url.href
}

/** The SQL of docs/postgresql.md, for these names. */
const documented = (() => {
  const page = readFileSync(new URL("../../docs/postgresql.md", import.meta.url), "utf8")
  const blocks = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = ""]) =>
    sql
      .replaceAll("ketluan_owner", owner)
      .replaceAll("ketluan_app", app)
      .replaceAll("schema ketluan", `schema ${schema}`)
  )
  const [roles = "", grants = ""] = blocks
  return { roles, grants }
})()

const withStore = <A, E>(role: string, work: Effect.Effect<A, E, EventStore | ReadModel | Primitives>) =>
  Effect.runPromise(
    work.pipe(
      Effect.provide(
        Layer.merge(postgres({ url: as(role), schema, projections, connections: 2, clock: "server" }), nodePrimitives)
      )
    )
  )

let bodies = 0
/** Registers a body and records its end, with the reason as a text; answers the position of that event. */
const record = (basis = "nghị quyết") =>
  Effect.gen(function* () {
    bodies += 1
    const request = { ledger, id: CommandId.make(`body-${bodies}`), content: bodies, actor: nobody }
    const registration = { name: `Hội Làm vườn ${bodies}`, founded: null, parent: null, territory: null }
    const { appended } = yield* transact(
      request,
      Effect.fnUntraced(function* (session) {
        const body = yield* registerBody(session, registration, session.now)
        const end = addDays(dayOf(session.now), 30)
        yield* session.run(Body, body, { _tag: "Dissolve", end, basis, acted: null }, session.now)
      })
    )
    const { first = 0, count = 0 } = appended ?? {}
    const events = yield* (yield* EventStore).recorded(ledger, { from: first, limit: count })
    return events.find(({ type }) => type === "BodyDissolved")?.position ?? -1
  })

/** Takes the texts of an event away. */
const erase = Effect.fnUntraced(function* (position: number) {
  yield* (yield* EventStore).append({
    ledger,
    command: {
      id: CommandId.make(`erase-${position}`),
      digest: "0".repeat(64),
      actor: nobody,
      correlationId: null,
      causationId: null
    },
    writes: [
      {
        stream: StreamName.make(`ledger/erasure-${position}`),
        expect: { _tag: "NoStream" },
        events: [
          {
            type: "LedgerOpened",
            schemaVersion: 1,
            occurredAt: null,
            classification: "ordinary",
            facts: { name: ledger, origin: "00".repeat(16) },
            texts: null
          }
        ]
      }
    ],
    guards: [],
    persons: [],
    eraseTexts: [position],
    sources: [],
    eraseSources: []
  })
})

/** SQL as a role, in the schema. */
const say = async (role: string, sql: string): Promise<Array<Record<string, unknown>>> => {
  const client = new pg.Client({ connectionString: as(role) })
  await client.connect()
  try {
    await client.query(`set search_path = ${schema}`)
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  const [database] = await onServer<{ name: string }>("select current_database() as name")
  await onServer(documented.roles.replace("database office", `database ${database?.name}`))
  for (const role of [owner, app]) await onServer(`alter role ${role} password 'secret'`)
  await withStore(owner, record())
  await say(owner, documented.grants)
})
afterAll(async () => {
  await onServer(`drop schema if exists ${schema} cascade`)
  for (const role of [app, owner]) await onServer(`drop owned by ${role} cascade; drop role ${role}`)
})

describe("the user of every day, with the rights of the documented SQL alone", () => {
  it("records, erases, reads, and sees the tables", () =>
    withStore(
      app,
      Effect.gen(function* () {
        const position = yield* record("Quyết định của ông Nguyễn Văn Dễ Tìm")
        const textsAt = Effect.map(
          (yield* EventStore).recorded(ledger, { from: position, limit: 1 }),
          ([event]) => event?.texts
        )
        expect(JSON.stringify(yield* textsAt)).toContain("Dễ Tìm")
        yield* erase(position)
        expect(yield* textsAt).toBe("erased")
        const head = yield* (yield* EventStore).head(ledger)
        expect(yield* rowsOf(ledger, tables.timeline, {}, now)).toHaveLength(head?.frontier.size ?? -1)
      })
    ))

  it("goes on after the owner has rebuilt the tables", async () => {
    await withStore(
      owner,
      Effect.gen(function* () {
        yield* (yield* ReadModel).rebuild(projections, 2)
      })
    )
    await withStore(
      app,
      Effect.gen(function* () {
        yield* record()
        const head = yield* (yield* EventStore).head(ledger)
        expect(yield* rowsOf(ledger, tables.timeline, {}, now)).toHaveLength(head?.frontier.size ?? -1)
      })
    )
  })

  it.each([
    ["change an event", "update events set leaf = ''"],
    ["delete an event", "delete from events"],
    ["empty the events", "truncate events"],
    ["change facts", "update payloads set facts = ''"],
    ["delete a payload", "delete from payloads"],
    ["delete what a command was answered", "delete from commands"],
    ["change a name", "update vault set name = ''"],
    ["make a table", "create table other (id int)"],
    ["drop a trigger", "drop trigger events_no_change on events"]
  ])("may not %s", async (_, statement) => {
    await expect(say(app, statement)).rejects.toThrow(/permission denied|must be owner/)
  })
})

describe("the owner too", () => {
  const event = keyOf(1, 1)
  it.each([
    ["change an event", "update events set leaf = ''"],
    ["delete an event", `delete from events where event = ${event}`],
    ["empty the events", "truncate events"],
    ["write an event twice", `insert into events select event, stream, 99, recorded_at, leaf from events limit 1`],
    ["write a version twice", `insert into events select event + 1000, stream, version, recorded_at, leaf from events`],
    ["change facts", "update payloads set facts = ''"],
    ["change texts", "update payloads set texts = ''"],
    ["move a payload", `update payloads set texts = null, event = ${event + 1000} where event = ${event}`],
    ["delete a payload", "delete from payloads"],
    ["empty the payloads", "truncate payloads"]
  ])("cannot %s", async (_, statement) => {
    const before = await say(owner, "select count(*), max(event) from events")
    await expect(say(owner, statement)).rejects.toThrow(/append-only|do not change|duplicate key/)
    expect(await say(owner, "select count(*), max(event) from events")).toEqual(before)
  })
})
