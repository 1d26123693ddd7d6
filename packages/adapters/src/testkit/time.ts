// Contract: when things happened, and when they were recorded.
import { instantOf, millisOf } from "@ketluan/domain"
import { TestClock } from "effect/testing"
import { fails, is } from "./check.ts"
import { START } from "./subject.ts"
import { type Suite, timed } from "./suite.ts"
import { appending, day, ledger, noted, opened, stream, write } from "./words.ts"

const on = (text: string) => appending([write(stream("a"), { events: [noted({ occurredAt: day(text) })] })])

export const timeSuite: Suite = {
  name: "time",
  cases: [
    timed(
      "events are recorded at the clock's time, and happened then where nothing else is claimed",
      function* ({ store }) {
        yield* store.append(appending([write(stream("a"))]))
        const [event] = opened(yield* store.readStream(ledger, stream("a")))
        is([event?.recordedAt, event?.occurredAt], [START, START])
      }
    ),

    timed("[54] an event may claim any day up to today, and no day to come", function* ({ store }) {
      yield* store.append(on("1986-12-15"))
      yield* store.append(on("2026-03-02"))
      yield* fails(store.append(on("2026-03-03")), { _tag: "Rejection", rule: "OccursInFuture", invariant: 54 })
    }),

    timed(
      "[54] a stream never goes back, also within one append and after reopening it from the store",
      function* ({ store }) {
        yield* store.append(on("2026-02-10"))
        yield* fails(store.append(on("2026-02-09")), { rule: "OccursBeforePrevious" })
        yield* store.append(on("2026-02-10"))
        const back = [noted({ occurredAt: day("2026-02-20") }), noted({ occurredAt: day("2026-02-19") })]
        yield* fails(store.append(appending([write(stream("b"), { events: back })])), {
          rule: "OccursBeforePrevious"
        })
        is(yield* store.readStream(ledger, stream("b")), [])
      }
    ),

    timed("[54] recorded time never runs backwards, though the clock does", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))]))
      yield* TestClock.setTime(millisOf(START) - 299_999)
      yield* store.append(appending([write(stream("a"))]))
      const events = opened(yield* store.readStream(ledger, stream("a")))
      is(
        events.map(({ recordedAt }) => recordedAt),
        [START, START]
      )
    }),

    timed("a clock more than five minutes behind the head is an error that names both times", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))]))
      const clock = millisOf(START) - 300_001
      yield* TestClock.setTime(clock)
      yield* fails(store.append(appending([write(stream("a"))])), {
        _tag: "ClockBehind",
        clock: instantOf(clock),
        head: START
      })
    })
  ]
}
