// Contract: when things happened, and when they were recorded.
import { ClockBehind, EventStore, instantOf, millisOf, Rejection } from "@ketluan/domain"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { appending, day, ledger, noted, opened, runAt, START, type Subject, stream, write } from "./subject.ts"

const on = (text: string) => appending([write(stream("a"), { events: [noted({ occurredAt: day(text) })] })])

export const timeContract = (subject: Subject): void => {
  describe(`${subject.name}: time`, () => {
    it("events are recorded at the clock's time, and happened then where nothing else is claimed", () =>
      runAt(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"))]))
          const [event] = opened(yield* store.readStream(ledger, stream("a")))
          expect([event?.recordedAt, event?.occurredAt]).toEqual([START, START])
        })
      ))

    it("[54] an event may claim any day up to today, and no day to come", () =>
      runAt(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(on("1986-12-15"))
          yield* store.append(on("2026-03-02"))
          const error = yield* Effect.flip(store.append(on("2026-03-03")))
          expect(error).toBeInstanceOf(Rejection)
          expect(error).toMatchObject({ rule: "OccursInFuture", invariant: 54 })
        })
      ))

    it("[54] a stream never goes back, also within one append and after reopening it from the store", () =>
      runAt(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(on("2026-02-10"))
          expect(yield* Effect.flip(store.append(on("2026-02-09")))).toMatchObject({ rule: "OccursBeforePrevious" })
          yield* store.append(on("2026-02-10"))
          const back = [noted({ occurredAt: day("2026-02-20") }), noted({ occurredAt: day("2026-02-19") })]
          expect(yield* Effect.flip(store.append(appending([write(stream("b"), { events: back })])))).toMatchObject({
            rule: "OccursBeforePrevious"
          })
          expect(yield* store.readStream(ledger, stream("b"))).toEqual([])
        })
      ))

    it("[54] recorded time never runs backwards, though the clock does", () =>
      runAt(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"))]))
          yield* TestClock.setTime(millisOf(START) - 299_999)
          yield* store.append(appending([write(stream("a"))]))
          const events = opened(yield* store.readStream(ledger, stream("a")))
          expect(events.map(({ recordedAt }) => recordedAt)).toEqual([START, START])
        })
      ))

    it("a clock more than five minutes behind the head is an error that names both times", () =>
      runAt(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"))]))
          const clock = millisOf(START) - 300_001
          yield* TestClock.setTime(clock)
          expect(yield* Effect.flip(store.append(appending([write(stream("a"))])))).toEqual(
            new ClockBehind({ clock: instantOf(clock), head: START })
          )
        })
      ))
  })
}
