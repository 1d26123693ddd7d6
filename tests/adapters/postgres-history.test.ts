// What the database itself refuses to change, whoever asks, and what the user of every day may do at all.
import { readFileSync } from "node:fs"
import { postgres } from "@ketluan/adapters/postgres"
import { nodePrimitives, primitives } from "@ketluan/adapters/primitives"
import { keyOf } from "@ketluan/adapters/sql"
import {
  type Append,
  addDays,
  Body,
  CommandId,
  dayOf,
  EventStore,
  nobody,
  now,
  PersonId,
  type Primitives,
  projections,
  ReadModel,
  registerBody,
  rowsOf,
  Sha256,
  type Source,
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

let notes = 0
/** An append that does nothing but erase, or bring sources. */
const note = Effect.fnUntraced(function* (change: Partial<Append>) {
  notes += 1
  yield* (yield* EventStore).append({
    ledger,
    command: {
      id: CommandId.make(`note-${notes}`),
      digest: "0".repeat(64),
      actor: nobody,
      correlationId: null,
      causationId: null
    },
    writes: [
      {
        stream: StreamName.make(`ledger/note-${notes}`),
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
    eraseTexts: [],
    sources: [],
    eraseSources: [],
    erasePersons: [],
    ...change
  })
})

const file = (words: string): Source => {
  const bytes = primitives.encode(words)
  return { hash: Sha256.make(primitives.sha256Hex(bytes)), bytes }
}

const person = (id: string) => ({ person: PersonId.make(id), name: "Lê Thị Lan", salt: new Uint8Array(32).fill(7) })

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
  await withStore(owner, Effect.andThen(record(), note({ sources: [file("giữ"), file("xóa")] })))
  await withStore(owner, note({ eraseSources: [file("xóa").hash], persons: [person("giu"), person("xoa")] }))
  await withStore(owner, note({ erasePersons: [PersonId.make("xoa")] }))
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
        yield* note({ eraseTexts: [position] })
        expect(yield* textsAt).toBe("erased")
        const head = yield* (yield* EventStore).head(ledger)
        expect(yield* rowsOf(ledger, tables.timeline, {}, now)).toHaveLength(head?.frontier.size ?? -1)
      })
    ))

  it("keeps sources, and erases them", () =>
    withStore(
      app,
      Effect.gen(function* () {
        const source = file("tệp")
        const held = Effect.flatMap(EventStore, (store) => store.source(ledger, source.hash))
        yield* note({ sources: [source] })
        expect(yield* held).toEqual({ _tag: "Kept", bytes: new Uint8Array(source.bytes) })
        yield* note({ eraseSources: [source.hash] })
        expect(yield* held).toMatchObject({ _tag: "Erased" })
      })
    ))

  it("keeps names, and erases them", () =>
    withStore(
      app,
      Effect.gen(function* () {
        const { person: id, ...entry } = person("lan")
        const named = Effect.flatMap(EventStore, (store) => store.names(ledger, [id]))
        yield* note({ persons: [{ person: id, ...entry }] })
        expect(yield* named).toEqual(new Map([[id, "Lê Thị Lan"]]))
        yield* note({ erasePersons: [id] })
        expect(yield* named).toEqual(new Map())
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
    ["move a source", "update sources set hash = ''"],
    ["delete a source", "delete from sources"],
    ["delete what a command was answered", "delete from commands"],
    ["move a name", "update vault set person = ''"],
    ["delete a name", "delete from vault"],
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
    ["empty the payloads", "truncate payloads"],
    ["change a source", "update sources set bytes = '' where bytes is not null"],
    ["move a source", "update sources set hash = 'x' where bytes is not null"],
    ["erase a source without a mark", "update sources set bytes = null where bytes is not null"],
    ["bring an erased source back", "update sources set bytes = '', erased = null where bytes is null"],
    ["tell of another erasure", "update sources set erased = 1 where bytes is null"],
    ["delete a source", "delete from sources"],
    ["empty the sources", "truncate sources"],
    ["change a name", "update vault set name = 'Khác' where erased is null"],
    ["erase a name without a mark", "update vault set name = '', salt = '' where erased is null"],
    ["erase a name and keep its salt", "update vault set name = '', erased = 1 where erased is null"],
    ["bring an erased name back", "update vault set name = 'Khác', erased = null where erased is not null"],
    ["delete a name", "delete from vault"],
    ["empty the vault", "truncate vault"],
    ["write a name twice", "insert into vault select ledger, person, 'Khác', salt, null from vault"],
    ["write a source twice", "insert into sources select ledger, hash, '', null from sources"]
  ])("cannot %s", async (_, statement) => {
    const before = await say(owner, "select count(*), max(event) from events")
    await expect(say(owner, statement)).rejects.toThrow(/append-only|do not change|duplicate key|sources_or_mark/)
    expect(await say(owner, "select count(*), max(event) from events")).toEqual(before)
  })
})
