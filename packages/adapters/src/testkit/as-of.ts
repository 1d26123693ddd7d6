// Contract: tables as of a valid day and a moment of knowledge.
import { EventStore, instantOf, millisOf, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { notes } from "./projections.ts"
import { appending, day, ledger, noted, runAt, START, type Subject, stream, write } from "./subject.ts"

const HOUR = 3_600_000
const hours = (count: number) => instantOf(millisOf(START) + count * HOUR)

/** Recorded on the hour, in this order; the second was learned late. */
const history = Effect.gen(function* () {
  const store = yield* EventStore
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

const seen = Effect.fnUntraced(function* (valid: string | null, known: ReturnType<typeof hours> | null) {
  const tables = yield* ReadModel
  const rows = yield* tables.rows(ledger, notes, {}, { valid: valid === null ? null : day(valid), known })
  return rows.map(({ id, count }) => `${id.slice(5)}${count}`).join(" ")
})

export const asOfContract = (subject: Subject): void => {
  describe(`${subject.name}: as of`, () => {
    it("[54] known asks for what was recorded until then", () =>
      runAt(
        subject,
        Effect.gen(function* () {
          yield* history
          expect(yield* seen(null, instantOf(millisOf(START) - 1))).toBe("")
          expect(yield* seen(null, hours(0))).toBe("a1")
          expect(yield* seen(null, hours(1.5))).toBe("a1 b1")
          expect(yield* seen(null, hours(2))).toBe("a2 b1")
          expect(yield* seen(null, hours(3))).toBe("b1")
          expect(yield* seen(null, null)).toBe("b1")
        })
      ))

    it("[54] valid asks for what had happened by the end of that day", () =>
      runAt(
        subject,
        Effect.gen(function* () {
          yield* history
          expect(yield* seen("2026-01-04", null)).toBe("")
          expect(yield* seen("2026-01-05", null)).toBe("b1")
          expect(yield* seen("2026-01-10", null)).toBe("a1 b1")
          expect(yield* seen("2026-02-01", null)).toBe("a2 b1")
          expect(yield* seen("2026-03-02", null)).toBe("b1")
        })
      ))

    it("[54] both limits hold at once", () =>
      runAt(
        subject,
        Effect.gen(function* () {
          yield* history
          expect(yield* seen("2026-01-31", hours(0))).toBe("a1")
          expect(yield* seen("2026-01-31", hours(9))).toBe("a1 b1")
          expect(yield* seen("2026-02-28", hours(1))).toBe("a1 b1")
          expect(yield* seen("2026-02-28", hours(9))).toBe("a2 b1")
        })
      ))
  })
}
