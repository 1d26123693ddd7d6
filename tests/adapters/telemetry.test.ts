// What a running store tells of itself: spans and metrics where they are asked for, by OTLP too, and nothing otherwise.
import { createServer } from "node:http"
import { join } from "node:path"
import { memory } from "@ketluan/adapters/memory"
import { postgres } from "@ketluan/adapters/postgres"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import { otlp } from "@ketluan/adapters/telemetry"
import { testProjections } from "@ketluan/adapters/testkit"
import {
  CommandId,
  Conflict,
  EventStore,
  nobody,
  now,
  ReadModel,
  registerBody,
  Telemetry,
  transact
} from "@ketluan/domain"
import { Effect, Layer, Metric, Tracer } from "effect"
import { describe, expect, it } from "vitest"
import { exampleFile, ketluanProcess } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne, ledger, noteStream } from "../support/notes.ts"
import { passingSchema, postgresUrl } from "../support/postgres.ts"

const path = temporaryFolder()
const onServer = () =>
  Layer.unwrap(
    Effect.map(passingSchema, (schema) => postgres({ url: postgresUrl(), schema, projections: testProjections }))
  )
const stores = [
  { name: "memory", layer: () => memory({ projections: testProjections }), commits: false },
  { name: "SQLite", layer: () => sqlite({ path: path(), projections: testProjections }), commits: true },
  { name: "PostgreSQL", layer: onServer, commits: true }
]

/** A tracer that keeps the names of spans, each with that of its parent. */
const listening = () => {
  const spans: Array<string> = []
  const tracer = Tracer.make({
    span: (options) => {
      const parent =
        options.parent._tag === "Some" && options.parent.value._tag === "Span" ? options.parent.value.name : ""
      spans.push(`${parent} > ${options.name}`)
      return new Tracer.NativeSpan(options)
    }
  })
  return { spans, layer: Layer.succeed(Tracer.Tracer, tracer) }
}

const work = Effect.gen(function* () {
  yield* appendOne()
  yield* (yield* EventStore).recorded(ledger, { stream: noteStream })
  yield* (yield* ReadModel).rows(ledger, testProjections[0] ?? expect.fail(), {}, now)
  const stale = yield* (yield* EventStore)
    .append({
      ledger,
      command: {
        id: CommandId.make("stale"),
        digest: "0".repeat(64),
        actor: nobody,
        correlationId: null,
        causationId: null
      },
      writes: [
        {
          stream: noteStream,
          expect: { _tag: "NoStream" },
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
      erasePersons: []
    })
    .pipe(Effect.flip)
  expect(stale).toBeInstanceOf(Conflict)
  const request = { ledger, id: CommandId.make("register"), content: "Hội Làm vườn", actor: nobody }
  yield* transact(request, (session) =>
    registerBody(session, { name: "Hội Làm vườn", founded: null, parent: null, territory: null }, session.now)
  )
  return yield* Metric.snapshot
})

describe.each(stores)("$name", ({ layer, commits }) => {
  it("makes no span and no metric while telemetry is off", () => {
    const { spans, layer: tracer } = listening()
    return Effect.gen(function* () {
      const told = yield* work
      expect(spans).toEqual([])
      expect(told.filter(({ id }) => id.startsWith("ketluan_"))).toEqual([])
    }).pipe(
      Effect.provide(Layer.mergeAll(layer(), nodePrimitives)),
      Effect.provide(tracer),
      Effect.provideService(Metric.MetricRegistry, new Map()),
      Effect.runPromise
    )
  })

  it("tells of appends, commits, projections, reads and decisions where it is on, and counts conflicts", () => {
    const { spans, layer: tracer } = listening()
    return Effect.gen(function* () {
      const told = yield* work
      const expected = [
        " > ketluan.append",
        " > ketluan.read",
        " > ketluan.rows",
        " > ketluan.transact",
        "ketluan.transact > ketluan.read",
        "ketluan.transact > ketluan.append",
        ...(commits ? ["ketluan.append > ketluan.commit", "ketluan.commit > ketluan.project"] : [])
      ]
      for (const span of expected) expect(spans).toContain(span)
      const named = (name: string) => told.find(({ id }) => id === name)?.state
      expect(named("ketluan_conflicts")).toMatchObject({ count: 1 })
      if (commits) expect(named("ketluan_group_size")).toMatchObject({ count: 3, max: 1 })
    }).pipe(
      Effect.provide(Layer.mergeAll(layer(), nodePrimitives)),
      Effect.provide(tracer),
      Effect.provideService(Telemetry, true),
      Effect.provideService(Metric.MetricRegistry, new Map()),
      Effect.runPromise
    )
  })
})

/** A collector that keeps what it is sent. */
const collector = async () => {
  const bodies = new Map<string, string>()
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk) => {
      body += chunk
    })
    request.on("end", () => {
      bodies.set(request.url ?? "", `${bodies.get(request.url ?? "") ?? ""}${body}`)
      response.setHeader("content-type", "application/json").end("{}")
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, bodies, close: () => server.close() }
}

describe("OTLP", () => {
  it("sends spans and metrics to the collector, the rest when the program ends", async () => {
    const { url, bodies, close } = await collector()
    await Effect.runPromise(
      Effect.asVoid(appendOne()).pipe(
        Effect.provide(Layer.provideMerge(sqlite({ path: path(), projections: testProjections }), otlp({ url })))
      )
    )
    close()
    expect(bodies.get("/v1/traces")).toContain('"ketluan.append"')
    expect(bodies.get("/v1/traces")).toContain('"ketluan.commit"')
    expect(bodies.get("/v1/metrics")).toContain('"ketluan_group_size"')
  })

  it("is what the command line does where the environment names a collector, and only there", async () => {
    const { url, bodies, close } = await collector()
    const folder = join(path(), "..")
    const told = ketluanProcess({ folder, environment: { OTEL_EXPORTER_OTLP_ENDPOINT: url } })
    const quiet = ketluanProcess({ folder })
    const { code } = await quiet("import", exampleFile, "--yes", "--db", "otlp.db")
    expect([code, bodies.size]).toEqual([0, 0])
    expect((await told("list", "--db", "otlp.db")).code).toBe(0)
    close()
    expect(bodies.get("/v1/traces")).toContain('"ketluan.rows"')
    // What people wrote is nobody else's business.
    expect(bodies.get("/v1/traces")).not.toContain("Hội Làm vườn")
  })
})
