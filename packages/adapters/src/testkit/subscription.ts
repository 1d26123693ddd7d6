// Contract: a subscription gives every event from a position on, once and in order.
import { EventStore } from "@ketluan/domain"
import { Effect, Fiber, Stream } from "effect"
import { describe, expect, it } from "vitest"
import { appending, ledger, noted, otherLedger, run, type Subject, stream, write } from "./subject.ts"

const positions = (from: number, count: number) =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const events = yield* Stream.runCollect(Stream.take(store.subscribe(ledger, from), count))
    return events.map(({ position }) => position)
  })

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

export const subscriptionContract = (subject: Subject): void => {
  describe(`${subject.name}: subscription`, () => {
    it("what is there comes first, also more than one page of it", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"), { events: Array.from({ length: 700 }, () => noted()) })]))
          expect(yield* positions(0, 701)).toEqual(range(0, 701))
          expect(yield* positions(600, 101)).toEqual(range(600, 101))
        })
      ))

    it("it waits for a ledger, and then for each append, and skips and repeats nothing", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const early = yield* Effect.forkChild(positions(0, 31))
          yield* Effect.sleep("20 millis")
          yield* store.append(appending([write(stream("x"))], { ledger: otherLedger }))
          for (let count = 0; count < 15; count++) {
            yield* store.append(appending([write(stream("a"), { events: [noted(), noted()] })]))
            if (count % 5 === 0) yield* Effect.sleep("5 millis")
          }
          expect(yield* Fiber.join(early)).toEqual(range(0, 31))
        })
      ))

    it("two subscribers do not take events from each other", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const both = yield* Effect.forkChild(Effect.all([positions(0, 11), positions(5, 6)], { concurrency: 2 }))
          for (let count = 0; count < 10; count++) yield* store.append(appending([write(stream("a"))]))
          expect(yield* Fiber.join(both)).toEqual([range(0, 11), range(5, 6)])
        })
      ))
  })
}
