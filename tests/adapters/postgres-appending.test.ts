// Commits on PostgreSQL: what a program last saw may be old, its clock may be wrong, and its connection may be cut.
import { postgres } from "@ketluan/adapters/postgres"
import { primitives } from "@ketluan/adapters/primitives"
import { testProjections } from "@ketluan/adapters/testkit"
import {
  type Append,
  CommandId,
  EventStore,
  type EventStoreService,
  nobody,
  now,
  ReadModel,
  Sha256,
  StreamName
} from "@ketluan/domain"
import { Context, Effect, Layer, Result, Stream } from "effect"
import { TestClock } from "effect/testing"
import pg from "pg"
import { afterEach, expect, it, vi } from "vitest"
import { postgresVersionTwo } from "../support/earlier-store.ts"
import { appendOne, ledger } from "../support/notes.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"
import { PostgresServer } from "../support/postgres-server.ts"

const made: Array<string> = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const schema of made.splice(0)) await onServer(`drop schema if exists ${schema} cascade`)
})

const freshSchema = (): string => {
  const schema = newSchema()
  made.push(schema)
  return schema
}

const on = (schema: string, connections = 2) =>
  postgres({ url: postgresUrl(), schema, projections: testProjections, connections })

let commands = 0
const to = (stream: string, version: number | null, change: Partial<Append> = {}): Append => ({
  ledger,
  command: {
    id: CommandId.make(`pg-${++commands}`),
    digest: "0".repeat(64),
    actor: nobody,
    correlationId: null,
    causationId: null
  },
  writes: [
    {
      stream: StreamName.make(stream),
      expect: version === null ? { _tag: "Any" } : version === 0 ? { _tag: "NoStream" } : { _tag: "Exactly", version },
      events: [
        { type: "Noted", schemaVersion: 1, occurredAt: null, classification: "ordinary", facts: {}, texts: null }
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

/** Two programs at one store. */
const two = <A, E>(test: (one: EventStoreService, other: EventStoreService) => Effect.Effect<A, E, ReadModel>) => {
  const schema = freshSchema()
  return Effect.gen(function* () {
    const one = yield* Layer.build(on(schema))
    const other = yield* Layer.build(on(schema))
    return yield* test(Context.get(one, EventStore), Context.get(other, EventStore)).pipe(Effect.provideContext(one))
  }).pipe(Effect.scoped, Effect.runPromise)
}

it("[52] what a program last saw never decides alone: it neither refuses what is right by now nor lets in what is stale", () =>
  two((one, other) =>
    Effect.gen(function* () {
      yield* one.append(to("note/a", 0))
      yield* other.append(to("note/a", 1))
      // `one` still believes in version 1.
      yield* one.append(to("note/a", 2))
      expect(yield* Effect.flip(other.append(to("note/a", 2)))).toMatchObject({ _tag: "Conflict", actual: 3 })
      expect(yield* Effect.flip(other.append(to("note/a", 0)))).toMatchObject({ _tag: "Conflict", actual: 3 })
      // A stream that `one` never saw, which it takes for new.
      yield* other.append(to("note/b", 0))
      expect(yield* Effect.flip(one.append(to("note/b", 0)))).toMatchObject({ _tag: "Conflict", actual: 1 })
      const guarded = { guards: [{ stream: StreamName.make("note/b"), version: 0 }] }
      expect(yield* Effect.flip(one.append(to("note/c", 0, guarded)))).toMatchObject({ _tag: "Conflict" })
      yield* other.append(to("note/a", null))
      yield* one.append(to("note/a", null))
      const events = yield* one.readLedger(ledger, 0, 100)
      expect(events.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6])
    })
  ))

it("[2] [55] a source that another program kept or erased meanwhile is not stored again, and the append goes on or is refused", () =>
  two((one, other) =>
    Effect.gen(function* () {
      const bytes = primitives.encode("tệp")
      const hash = Sha256.make(primitives.sha256Hex(bytes))
      const sources = [{ hash, bytes }]
      yield* one.append(to("note/a", 0))
      yield* other.append(to("note/b", 0, { sources }))
      // `one` has seen neither, and takes the source for new.
      yield* one.append(to("note/c", 0, { sources }))
      yield* other.append(to("note/d", 0, { sources }))
      yield* one.append(to("note/e", 0))
      yield* other.append(to("note/f", 0, { eraseSources: [hash] }))
      expect(yield* Effect.flip(one.append(to("note/g", 0, { sources })))).toMatchObject({ _tag: "SourceErased" })
      expect(yield* one.source(ledger, hash)).toEqual({ _tag: "Erased", position: 6 })
    })
  ))

it("a source of more bytes than the store was opened for is refused, and one of as many is kept", () =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const sourceOf = (bytes: Uint8Array) => ({ hash: Sha256.make(primitives.sha256Hex(bytes)), bytes })
    const [four, five] = [sourceOf(new Uint8Array(4)), sourceOf(new Uint8Array(5))]
    const refused = yield* Effect.flip(store.append(to("note/a", 0, { sources: [five] })))
    expect(refused).toMatchObject({ _tag: "SourceTooLarge", size: 5, limit: 4 })
    yield* store.append(to("note/a", 0, { sources: [four] }))
    expect(yield* store.source(ledger, four.hash)).toMatchObject({ _tag: "Kept" })
  }).pipe(
    Effect.provide(postgres({ url: postgresUrl(), schema: freshSchema(), projections: [], sourceLimit: 4 })),
    Effect.runPromise
  ))

it("a store from before there were sources is brought up to date when it is opened", async () => {
  const schema = freshSchema()
  await Effect.runPromise(appendOne().pipe(Effect.provide(on(schema))))
  await onServer(`set search_path = ${schema}; ${postgresVersionTwo}`)
  const bytes = primitives.encode("tệp")
  const hash = Sha256.make(primitives.sha256Hex(bytes))
  await Effect.gen(function* () {
    yield* appendOne({ sources: [{ hash, bytes }] })
    expect(yield* (yield* EventStore).source(ledger, hash)).toMatchObject({ _tag: "Kept" })
    expect(yield* (yield* EventStore).readLedger(ledger, 0, 10)).toHaveLength(3)
  }).pipe(Effect.provide(on(schema)), Effect.runPromise)
})

it("a command that another program recorded is answered, and one of other content refused", () =>
  two((one, other) =>
    Effect.gen(function* () {
      yield* one.append(to("note/a", 0))
      const asked = to("note/x", 0)
      const { first } = yield* other.append(asked)
      expect(yield* one.append(asked)).toEqual({ first, count: 1, repeated: true })
      const { command } = asked
      expect(
        yield* Effect.flip(one.append({ ...asked, command: { ...command, digest: "f".repeat(64) } }))
      ).toMatchObject({
        _tag: "CommandReused"
      })
    })
  ))

it("programs that write in turns miss, lock and go on: positions are dense, and rows know all events", () =>
  two((one, other) =>
    Effect.gen(function* () {
      const busy = (store: EventStoreService) =>
        Effect.forEach(Array.from({ length: 40 }), () => store.append(to("note/a", null)), { discard: true })
      yield* Effect.all([busy(one), busy(other)], { concurrency: "unbounded" })
      const events = yield* one.readLedger(ledger, 0, 100)
      expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 81 }, (_, index) => index))
      const [notes = expect.fail()] = testProjections
      expect(yield* (yield* ReadModel).rows(ledger, notes, {}, now)).toMatchObject([{ count: 80 }])
    })
  ))

it("events are recorded at the server's clock, whatever the program's says", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(0)
    yield* appendOne()
    const head = yield* (yield* EventStore).head(ledger)
    const [server] = yield* Effect.promise(() =>
      onServer<{ at: number }>("select (extract(epoch from clock_timestamp()) * 1000)::float8 as at")
    )
    expect(Math.abs(Date.parse(head?.recordedAt ?? "") - (server?.at ?? 0))).toBeLessThan(2000)
  }).pipe(Effect.provide(on(freshSchema())), Effect.provide(TestClock.layer()), Effect.runPromise))

it("the statement refuses a time that is away from the server's, and the program looks at that clock again", () => {
  const schema = freshSchema()
  return Effect.gen(function* () {
    yield* appendOne()
    const honest = performance.now.bind(performance)
    let looks = 0
    // The first answer is ten minutes ahead: by that the program would record in the future.
    vi.spyOn(performance, "now").mockImplementation(() => honest() + (looks++ === 0 ? 600_000 : 0))
    yield* appendOne()
    const [newest] = yield* (yield* EventStore).recorded(ledger, { from: 2, limit: 1 })
    expect(Math.abs(Date.parse(newest?.recordedAt ?? "") - Date.now())).toBeLessThan(60_000)
    expect(looks).toBeGreaterThan(1)
  }).pipe(Effect.provide(on(schema)), Effect.runPromise)
})

it("a first append whose time is refused begins the ledger by its opening event all the same", () => {
  const schema = freshSchema()
  return Effect.gen(function* () {
    const honest = performance.now.bind(performance)
    let looks = 0
    vi.spyOn(performance, "now").mockImplementation(() => honest() + (looks++ === 1 ? 600_000 : 0))
    yield* appendOne()
    expect(looks).toBeGreaterThan(2)
    const events = yield* (yield* EventStore).recorded(ledger, { from: 0, limit: 10 })
    expect(events.map(({ type }) => type)).toEqual(["LedgerOpened", "Noted"])
  }).pipe(Effect.provide(on(schema)), Effect.runPromise)
})

/** Somebody holds the head, so that an append waits in the server. */
const holdHead = async (schema: string) => {
  const holder = new pg.Client({ connectionString: postgresUrl() })
  await holder.connect()
  await holder.query(`begin; update ${schema}.ledgers set size = size`)
  return holder
}

const cutWaiting = async () => {
  for (;;) {
    const cutOff = await onServer<{ pid: number }>(
      `select pg_terminate_backend(pid), pid from pg_stat_activity
       where application_name = 'ketluan' and wait_event_type = 'Lock' and query like '%ledgers%'`
    )
    if (cutOff.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

it("a connection that is cut while the server works is a typed failure, and repeating the command gives it once", () => {
  const schema = freshSchema()
  return Effect.gen(function* () {
    const store = yield* EventStore
    yield* store.append(to("note/a", null))
    const asked = to("note/b", 0)
    const holder = yield* Effect.promise(() => holdHead(schema))
    const [failure] = yield* Effect.all([Effect.flip(store.append(asked)), Effect.promise(cutWaiting)], {
      concurrency: "unbounded"
    })
    expect(failure).toMatchObject({ _tag: "StoreFailure", reason: "unreachable" })
    yield* Effect.promise(() => holder.query("rollback"))
    yield* Effect.promise(() => holder.end())
    expect(yield* store.append(asked)).toEqual({ first: 2, count: 1, repeated: false })
    expect(yield* store.append(asked)).toEqual({ first: 2, count: 1, repeated: true })
  }).pipe(Effect.provide(on(schema)), Effect.runPromise)
})

it("[52] of appends at once half is prepared while the other half is written, and decided anew where that never lands", () => {
  const schema = freshSchema()
  return Effect.gen(function* () {
    const store = yield* EventStore
    yield* store.append(to("note/a", null))
    const asked = Array.from({ length: 64 }, () => to("note/a", null))
    const holder = yield* Effect.promise(() => holdHead(schema))
    const ask = Effect.forEach(asked, (one) => Effect.result(store.append(one)), { concurrency: "unbounded" })
    const release = Effect.promise(async () => {
      await cutWaiting()
      await holder.query("rollback")
      await holder.end()
    })
    const [answers] = yield* Effect.all([ask, release], { concurrency: "unbounded" })
    const landed = answers.flatMap((answer) => (Result.isSuccess(answer) ? [answer.success.first] : []))
    // The second half was prepared on versions and positions that never came to be.
    expect(landed).toEqual(Array.from({ length: 32 }, (_, index) => index + 2))
    const again = yield* Effect.forEach(asked, store.append, { concurrency: "unbounded" })
    expect(again.map(({ repeated }) => repeated)).toEqual(asked.map((_, index) => index >= 32))
    const events = yield* store.recorded(ledger, { from: 1, limit: 100 })
    expect(events.map(({ version }) => version)).toEqual(Array.from({ length: 65 }, (_, index) => index + 1))
    const [notes = expect.fail()] = testProjections
    expect(yield* (yield* ReadModel).rows(ledger, notes, {}, now)).toMatchObject([{ count: 65 }])
  }).pipe(Effect.provide(on(schema)), Effect.runPromise)
})

it("a server that is killed and started again has what it acknowledged, and a subscriber goes on where it was", async () => {
  const server = await PostgresServer.begin()
  try {
    await Effect.gen(function* () {
      const store = yield* EventStore
      const seen: Array<number> = []
      for (let count = 0; count < 20; count++) yield* store.append(to(`note/${count}`, 0))
      yield* Effect.forkScoped(
        Stream.runForEach(store.subscribe(ledger, 5), ({ position }) =>
          Effect.sync(() => {
            seen.push(position)
          })
        )
      )
      yield* Effect.promise(() => server.kill())
      expect(yield* Effect.flip(store.append(to("note/down", 0)))).toMatchObject({ reason: "unreachable" })
      yield* Effect.promise(() => server.start())
      for (let count = 0; count < 5; count++) yield* store.append(to(`note/after-${count}`, 0))
      const events = yield* store.readLedger(ledger, 0, 100)
      expect(events).toHaveLength(26)
      while (seen.length < 21) yield* Effect.sleep(20)
      expect(seen).toEqual(Array.from({ length: 21 }, (_, index) => index + 5))
    }).pipe(
      Effect.scoped,
      Effect.provide(postgres({ url: server.url, schema: "ketluan", projections: testProjections })),
      Effect.runPromise
    )
  } finally {
    await server.end()
  }
})
