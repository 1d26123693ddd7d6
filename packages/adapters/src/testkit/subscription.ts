// Contract: a subscription gives every event from a position on, once and in order.
import type { EventStoreService } from "@ketluan/domain"
import { Effect, Fiber, Stream } from "effect"
import { is } from "./check.ts"
import { type Suite, test } from "./suite.ts"
import { appending, ledger, noted, otherLedger, stream, upTo, write } from "./words.ts"

/** What has not come by then never will. */
const LIMIT = "30 seconds"

const positions = Effect.fnUntraced(function* (store: EventStoreService, from: number, count: number) {
  const wanted = Stream.take(store.subscribe(ledger, from), count)
  const events = yield* Effect.timeout(Stream.runCollect(wanted), LIMIT)
  return events.map(({ position }) => position)
})

const some = (count: number) =>
  appending([write(stream("a"), { events: Array.from({ length: count }, () => noted()) })])

export const subscriptionSuite: Suite = {
  name: "subscription",
  cases: [
    test("what is there comes first, also more than one page of it", function* ({ store }) {
      yield* store.append(some(700))
      is(yield* positions(store, 0, 701), upTo(701, 0))
      is(yield* positions(store, 600, 101), upTo(101, 600))
    }),

    test("it gives the stored bytes, as reading does", function* ({ store }) {
      yield* store.append(some(3))
      const events = yield* Stream.runCollect(Stream.take(store.subscribe(ledger, 1), 3))
      is(events, yield* store.readLedger(ledger, 1, 3))
    }),

    test("it waits for a ledger, and then for each append, and skips and repeats nothing", function* ({ store }) {
      const early = yield* Effect.forkChild(positions(store, 0, 31))
      yield* Effect.sleep("20 millis")
      yield* store.append(appending([write(stream("x"))], { ledger: otherLedger }))
      for (let count = 0; count < 15; count++) {
        yield* store.append(some(2))
        if (count % 5 === 0) yield* Effect.sleep("5 millis")
      }
      is(yield* Fiber.join(early), upTo(31, 0))
    }),

    test("it waits for a position that is still to come", function* ({ store }) {
      yield* store.append(some(1))
      const later = yield* Effect.forkChild(positions(store, 4, 3))
      for (let count = 0; count < 6; count++) {
        yield* store.append(some(1))
        yield* Effect.sleep("2 millis")
      }
      is(yield* Fiber.join(later), [4, 5, 6])
    }),

    test("from the middle on, while many append at once, nothing is skipped or repeated", function* ({ store }) {
      yield* store.append(some(300))
      const live = yield* Effect.forkChild(positions(store, 150, 351))
      const callers = Array.from({ length: 10 }, (_, caller) =>
        Effect.forEach(
          upTo(10, 0),
          () => store.append(appending([write(stream(`caller-${caller}`), { events: [noted(), noted()] })])),
          { discard: true }
        )
      )
      yield* Effect.all(callers, { concurrency: "unbounded", discard: true })
      is(yield* Fiber.join(live), upTo(351, 150))
    }),

    test("a slow subscriber misses nothing, though much is appended between two of its looks", function* ({ store }) {
      const seen: Array<number> = []
      const slow = yield* store.subscribe(ledger, 0).pipe(
        Stream.take(61),
        Stream.runForEach(({ position }) => {
          seen.push(position)
          return position % 20 === 0 ? Effect.sleep("10 millis") : Effect.void
        }),
        Effect.forkChild
      )
      for (let count = 0; count < 20; count++) yield* store.append(some(3))
      yield* Fiber.join(slow)
      is(seen, upTo(61, 0))
    }),

    test("two subscribers do not take events from each other", function* ({ store }) {
      const both = yield* Effect.forkChild(
        Effect.all([positions(store, 0, 11), positions(store, 5, 6)], { concurrency: 2 })
      )
      for (let count = 0; count < 10; count++) yield* store.append(some(1))
      is(yield* Fiber.join(both), [upTo(11, 0), upTo(6, 5)])
    }),

    test("a subscription that is ended lets go of what it held: many can follow, and the store closes", function* ({
      store
    }) {
      yield* store.append(some(1))
      for (let count = 0; count < 60; count++) {
        const waiting = yield* Effect.forkChild(Stream.runDrain(store.subscribe(ledger, 0)))
        if (count % 20 === 0) yield* Effect.sleep("5 millis")
        else yield* Effect.yieldNow
        yield* Fiber.interrupt(waiting)
      }
      const left = yield* Effect.forkChild(Stream.runDrain(store.subscribe(ledger, 0)))
      is((yield* store.append(some(1))).repeated, false)
      is(yield* positions(store, 0, 3), [0, 1, 2])
      yield* Fiber.interrupt(left)
    })
  ]
}
