// A process of its own that works on a store in SQLite as it is told: one JSON order a line in, one answer a line out.
import { createInterface } from "node:readline"
import { sqlite } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import {
  CommandId,
  EventStore,
  type Expectation,
  LedgerName,
  nobody,
  projections,
  ReadModel,
  StreamName
} from "@ketluan/domain"
import { Effect, Result } from "effect"

export type Order =
  | {
      readonly do: "append"
      readonly path: string
      readonly command: string
      readonly stream: string
      readonly version?: number
    }
  | { readonly do: "open"; readonly path: string; readonly create: boolean; readonly readOnly: boolean }
  | { readonly do: "rebuild"; readonly path: string; readonly batch: number; readonly tables: "ours" | "shipped" }
  | { readonly do: "pour"; readonly path: string; readonly prefix: string }

// readline takes U+2028 and U+2029 for ends of lines, which JSON does not escape.
const say = (answer: unknown) =>
  process.stdout.write(`${JSON.stringify(answer).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}\n`)

const append = Effect.fnUntraced(function* (command: string, stream: string, version?: number) {
  const store = yield* EventStore
  const expect: Expectation = version === undefined ? { _tag: "Any" } : { _tag: "Exactly", version }
  const event = {
    type: "Noted",
    schemaVersion: 1,
    occurredAt: null,
    classification: "ordinary",
    facts: { command },
    texts: { words: `lời của ${command}` }
  } as const
  return yield* store.append({
    ledger: LedgerName.make("van-phong"),
    command: {
      id: CommandId.make(command),
      digest: "0".repeat(64),
      actor: nobody,
      correlationId: null,
      causationId: null
    },
    writes: [{ stream: StreamName.make(stream), expect, events: [event] }],
    guards: [],
    persons: [],
    eraseTexts: [],
    sources: [],
    eraseSources: [],
    erasePersons: []
  })
})

const projectionsOf = (order: Order) =>
  order.do === "rebuild" && order.tables === "shipped" ? projections : testProjections

const obey = Effect.fnUntraced(function* (order: Order) {
  switch (order.do) {
    case "append":
      return yield* append(order.command, order.stream, order.version)
    case "open":
      return yield* (yield* EventStore).ledgers
    case "rebuild": {
      const store = yield* EventStore
      const tables = yield* ReadModel
      const all = []
      yield* tables.rebuild(projectionsOf(order), order.batch)
      for (const ledger of yield* store.ledgers)
        for (const projection of projectionsOf(order)) all.push(yield* tables.versions(ledger, projection))
      return all
    }
    case "pour":
      for (let count = 0; ; count++) {
        const { first } = yield* append(`${order.prefix}-${count}`, `note/${count % 3}`)
        say({ command: `${order.prefix}-${count}`, first })
        // Lets the line leave the process before the next append.
        yield* Effect.sleep(0)
      }
  }
})

say("ready")
for await (const line of createInterface({ input: process.stdin })) {
  const order: Order = JSON.parse(line)
  const options = order.do === "open" ? { create: order.create, readOnly: order.readOnly } : {}
  const store = sqlite({ path: order.path, projections: projectionsOf(order), ...options })
  const result = await Effect.runPromise(Effect.result(obey(order).pipe(Effect.provide(store))))
  say(Result.isSuccess(result) ? { done: result.success } : { failed: result.failure })
}
