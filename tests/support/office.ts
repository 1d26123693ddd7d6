// An office with a ledger in memory: asks for things on a day, and tells what became of it.
import { memory } from "@ketluan/adapters/memory"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import {
  type AsOf,
  type CivilDate,
  CommandId,
  EventStore,
  hex,
  LedgerName,
  millisOf,
  nobody,
  now,
  open,
  Primitives,
  type Projection,
  projections,
  ReadModel,
  type RecordedEvent,
  Rejection,
  type Session,
  type StreamName,
  startOf,
  transact
} from "@ketluan/domain"
import { Effect, Layer, Result } from "effect"
import { TestClock } from "effect/testing"
import { countCommand } from "./reached.ts"

export const LEDGER = LedgerName.make("van-phong")

export type Store = EventStore | ReadModel | Primitives

/** Sets the clock to nine in the morning of a day at +07:00, and some minutes. */
export const on = (day: CivilDate, minutes = 0) => TestClock.setTime(millisOf(startOf(day)) + (540 + minutes) * 60_000)

/**
 * Asks for something as one command: what was answered and how many events that wrote, or by which rule it was refused.
 * Any other error fails the test.
 */
export const ask = <A, E, R>(work: (session: Session) => Effect.Effect<A, E, R>, ledger = LEDGER) =>
  Effect.flatMap(Primitives, ({ random }) => {
    countCommand()
    const id = hex(random(16))
    return transact({ ledger, id: CommandId.make(id), content: id, actor: nobody }, work)
  }).pipe(
    Effect.map((outcome) => {
      if (outcome._tag === "Repeated") throw new Error("a new command cannot be a repetition")
      return Result.succeed({ value: outcome.value, count: outcome.appended?.count ?? 0 })
    }),
    Effect.catch((error) => (error instanceof Rejection ? Effect.succeed(Result.fail(error)) : Effect.fail(error)))
  )

/** The rows of a shipped table. */
export const rows = (table: Projection, asOf: AsOf = now, ledger = LEDGER) =>
  Effect.flatMap(ReadModel, (model) => model.rows(ledger, table, {}, asOf))

/** Everything that the ledger holds, in order. */
export const everything = Effect.fnUntraced(function* (ledger: LedgerName = LEDGER) {
  const store = yield* EventStore
  const primitives = yield* Primitives
  const stored = yield* store.readLedger(ledger, 0, 1_000_000)
  return stored.map((event): RecordedEvent => Result.getOrThrow(open(primitives, event)))
})

/** Records one event as somebody else's program would; `erased` lists the positions whose texts go. */
export const appendOne = Effect.fnUntraced(function* (
  ledger: LedgerName,
  id: string,
  stream: StreamName,
  type: string,
  schemaVersion: number,
  erased: ReadonlyArray<number> = []
) {
  const store = yield* EventStore
  const command = { id: CommandId.make(id), digest: "0".repeat(64), actor: nobody }
  yield* store.append({
    ledger,
    command: { ...command, correlationId: null, causationId: null },
    writes: [
      {
        stream,
        expect: { _tag: "NoStream" },
        events: [{ type, schemaVersion, occurredAt: null, classification: "ordinary", facts: {}, texts: null }]
      }
    ],
    guards: [],
    persons: [],
    eraseTexts: erased,
    sources: [],
    eraseSources: [],
    erasePersons: []
  })
})

/** Runs a program in a new, empty office. */
export const inOffice = <A, E>(program: Effect.Effect<A, E, Store>): Promise<A> =>
  Effect.runPromise(
    program.pipe(
      Effect.provide(Layer.mergeAll(Layer.fresh(memory({ projections })), nodePrimitives, TestClock.layer()))
    )
  )
