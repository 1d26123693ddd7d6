// Contract: tables as of a valid day, a moment of knowledge and a position.
import { addDays, atPosition, instantOf, millisOf } from "@ketluan/domain"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { is } from "./check.ts"
import { listedAsRows } from "./listing.ts"
import { notes } from "./projections.ts"
import { type Opened, START } from "./subject.ts"
import { type Suite, timed } from "./suite.ts"
import { appending, day, ledger, noted, stream, write } from "./words.ts"

const HOUR = 3_600_000
const hours = (count: number) => instantOf(millisOf(START) + count * HOUR)

/** Recorded on the hour, in this order; the second was learned late. */
const history = Effect.fnUntraced(function* ({ store }: Opened) {
  const record = (id: string, claimed: string, weight: number) =>
    store.append(appending([write(stream(id), { events: [noted({ occurredAt: day(claimed), facts: { weight } })] })]))
  yield* record("a", "2026-01-10", 1)
  yield* TestClock.adjust(HOUR)
  yield* record("b", "2026-01-05", 1)
  yield* TestClock.adjust(HOUR)
  yield* record("a", "2026-02-01", 2)
  yield* TestClock.adjust(HOUR)
  yield* store.append(appending([write(stream("a"), { events: [noted({ type: "Removed", texts: null })] })]))
})

const seen = Effect.fnUntraced(function* (
  { tables }: Opened,
  valid: string | null,
  known: ReturnType<typeof hours> | null
) {
  const rows = yield* tables.rows(ledger, notes, {}, { valid: valid === null ? null : day(valid), known })
  return rows.map(({ id, count }) => `${id.slice(5)}${count}`).join(" ")
})

export const asOfSuite: Suite = {
  name: "as of",
  cases: [
    timed("[54] known asks for what was recorded until then", function* (opened) {
      yield* history(opened)
      is(yield* seen(opened, null, instantOf(millisOf(START) - 1)), "")
      is(yield* seen(opened, null, hours(0)), "a1")
      is(yield* seen(opened, null, hours(1.5)), "a1 b1")
      is(yield* seen(opened, null, hours(2)), "a2 b1")
      is(yield* seen(opened, null, hours(3)), "b1")
      is(yield* seen(opened, null, null), "b1")
    }),

    timed("[54] valid asks for what had happened by the end of that day", function* (opened) {
      yield* history(opened)
      is(yield* seen(opened, "2026-01-04", null), "")
      is(yield* seen(opened, "2026-01-05", null), "b1")
      is(yield* seen(opened, "2026-01-10", null), "a1 b1")
      is(yield* seen(opened, "2026-02-01", null), "a2 b1")
      is(yield* seen(opened, "2026-03-02", null), "b1")
    }),

    timed("[54] both limits hold at once", function* (opened) {
      yield* history(opened)
      is(yield* seen(opened, "2026-01-31", hours(0)), "a1")
      is(yield* seen(opened, "2026-01-31", hours(9)), "a1 b1")
      is(yield* seen(opened, "2026-02-28", hours(1)), "a1 b1")
      is(yield* seen(opened, "2026-02-28", hours(9)), "a2 b1")
    }),

    timed("[53] a position asks for the state right after its event", function* (opened) {
      yield* history(opened)
      const first = (yield* opened.tables.rows(ledger, notes, {}, atPosition(-1))).length
      is(first, 0)
      const at = Effect.fnUntraced(function* (position: number) {
        const rows = yield* opened.tables.rows(ledger, notes, {}, atPosition(position))
        return rows.map(({ id, count }) => `${id.slice(5)}${count}`).join(" ")
      })
      // The ledger is opened at position 0.
      is(yield* at(0), "")
      is(yield* at(1), "a1")
      is(yield* at(2), "a1 b1")
      is(yield* at(3), "a2 b1")
      is(yield* at(4), "b1")
      is(yield* at(1_000_000), "b1")
    }),

    timed("[54] a position, a day and a moment of knowledge hold at once", function* (opened) {
      yield* history(opened)
      const at = Effect.fnUntraced(function* (position: number, valid: string, known: number) {
        const asOf = { valid: day(valid), known: hours(known), position }
        const rows = yield* opened.tables.rows(ledger, notes, {}, asOf)
        return rows.map(({ id, count }) => `${id.slice(5)}${count}`).join(" ")
      })
      is(yield* at(1, "2026-02-28", 9), "a1")
      is(yield* at(3, "2026-01-31", 9), "a1 b1")
      is(yield* at(3, "2026-02-28", 0), "a1")
      is(yield* at(3, "2026-02-28", 9), "a2 b1")
    }),

    timed("[54] lists are of the rows of any day and any moment, however often each has changed", function* (opened) {
      const { store } = opened
      const start = day("2026-01-01")
      // Learned in another order than it happened in.
      const streams = [0, 7, 3, 11, 5]
      for (let step = 0; step < 8; step++) {
        for (const ago of streams)
          yield* store.append(
            appending([write(stream(ago), { events: [noted({ occurredAt: addDays(start, step * 5 - ago + 11) })] })])
          )
        yield* TestClock.adjust(HOUR)
      }
      const days = [null, ...Array.from({ length: 10 }, (_, index) => addDays(start, index * 6))]
      const moments = [null, hours(-1), ...Array.from({ length: 8 }, (_, index) => hours(index))]
      for (const valid of days)
        for (const known of moments)
          for (const limit of [1, 4])
            yield* listedAsRows(opened, ledger, notes, { own: {}, column: "count" }, { valid, known }, limit)
    })
  ]
}
