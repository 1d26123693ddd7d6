// What a contract suite is given, and the small words that its tests are written in.
import {
  type Append,
  CivilDate,
  CommandId,
  type EventStore,
  type Expectation,
  Instant,
  LedgerName,
  millisOf,
  type NewEvent,
  nobody,
  open,
  type ReadModel,
  type StoredEvent,
  StreamName,
  type Write
} from "@ketluan/domain"
import { Effect, type Layer, Result } from "effect"
import { TestClock } from "effect/testing"
import { primitives } from "../primitives/index.ts"

export interface Subject {
  /** What the tests are called by, as `sqlite`. */
  readonly name: string
  /** Keeps `testProjections`. Built once per test, and must then be an empty store. */
  readonly layer: Layer.Layer<EventStore | ReadModel, unknown>
}

/** Runs a test on a store of its own. */
export const run = <A, E>({ layer }: Subject, test: Effect.Effect<A, E, EventStore | ReadModel>): Promise<A> =>
  Effect.runPromise(Effect.provide(test, layer))

export const START = Instant.make("2026-03-02T02:00:00.000Z")

/** As `run`, on a clock that only `TestClock` moves; it starts at `START`. */
export const runAt = <A, E>(subject: Subject, test: Effect.Effect<A, E, EventStore | ReadModel>): Promise<A> =>
  run(subject, Effect.andThen(TestClock.setTime(millisOf(START)), test).pipe(Effect.provide(TestClock.layer())))

export const ledger = LedgerName.make("van-phong")
export const otherLedger = LedgerName.make("ban-to-chuc")
export const day = (text: string): CivilDate => CivilDate.make(text)
export const stream = (id: string | number): StreamName => StreamName.make(`note/${id}`)
export const digestOf = (content: string): string => content.padStart(64, "0")

/** An event that the `notes` table counts. */
export const noted = (change: Partial<NewEvent> = {}): NewEvent => ({
  type: "Noted",
  schemaVersion: 1,
  occurredAt: null,
  classification: "ordinary",
  facts: { weight: 1 },
  texts: { words: "đã ghi" },
  ...change
})

export const exactly = (version: number): Expectation => ({ _tag: "Exactly", version })
export const noStream: Expectation = { _tag: "NoStream" }
export const anyVersion: Expectation = { _tag: "Any" }

export const write = (to: StreamName, change: Partial<Write> = {}): Write => ({
  stream: to,
  expect: anyVersion,
  events: [noted()],
  ...change
})

let commands = 0

/** An append with a command id of its own, to `writes`. */
export const appending = (writes: ReadonlyArray<Write>, change: Partial<Append> = {}): Append => {
  commands += 1
  return {
    ledger,
    command: {
      id: CommandId.make(`command-${commands}`),
      digest: digestOf("a"),
      actor: nobody,
      correlationId: null,
      causationId: null
    },
    writes,
    guards: [],
    persons: [],
    eraseTexts: [],
    ...change
  }
}

/** Reads stored events; what cannot be read is a defect. */
export const opened = (events: ReadonlyArray<StoredEvent>) =>
  events.map((event) => Result.getOrThrow(open(primitives, event)))

/** The stored bytes as text, to search them. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
