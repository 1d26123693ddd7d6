// Between which moments events must have been recorded, by tokens over checkpoints.
import {
  CLOCK_TOLERANCE,
  type Instant,
  instantOf,
  isTooEarly,
  isTooLate,
  type ProvenTime,
  windowsOf
} from "@ketluan/domain"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const DAY = 86_400_000
const at = (day: number): Instant => instantOf(day * DAY)
const token = (position: number, size: number, day: number, accuracy = 0): ProvenTime => ({
  position,
  size,
  generatedAt: at(day),
  accuracy
})

describe("a window", () => {
  it("ends with the first token over a checkpoint that counts the event, and begins with the newest that stands before", () => {
    const [one, two] = [token(11, 10, 5), token(30, 25, 9)]
    expect(windowsOf(40, [one, two])).toEqual([
      { from: 0, to: 10, after: null, before: one },
      { from: 10, to: 11, after: null, before: two },
      { from: 11, to: 25, after: one, before: two },
      { from: 25, to: 30, after: one, before: null },
      { from: 30, to: 40, after: two, before: null }
    ])
    expect(windowsOf(40, [])).toEqual([])
    // A token that was carried there and back comes late, and another over an older checkpoint says nothing new.
    expect(windowsOf(40, [one, token(12, 5, 6)]).map(({ from, to }) => [from, to])).toEqual([
      [0, 10],
      [10, 11],
      [11, 12],
      [12, 40]
    ])
  })

  const tokens = fc.array(
    fc
      .record({ position: fc.nat(50), size: fc.nat(50), day: fc.integer({ min: 1, max: 20 }) })
      .map(({ position, size, day }) => token(position, size, day)),
    { minLength: 1, maxLength: 12 }
  )

  it("is for each event what the tokens say one by one, without gaps", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), tokens, (events, proven) => {
        const windows = windowsOf(events, proven)
        expect(windows.map(({ from }) => from)).toEqual([0, ...windows.slice(0, -1).map(({ to }) => to)])
        expect(windows.at(-1)?.to).toBe(events)
        for (const { from, to, after, before } of windows)
          for (let position = from; position < to; position += 1) {
            const older = proven.filter((one) => one.position <= position).map(({ generatedAt }) => generatedAt)
            const younger = proven.filter((one) => one.size > position).map(({ generatedAt }) => generatedAt)
            expect(after?.generatedAt).toBe(older.toSorted().at(-1))
            expect(before?.generatedAt).toBe(younger.toSorted()[0])
          }
      })
    ))

  it("allows for the accuracy of the token and five minutes of the clock", () => {
    const one = token(5, 5, 3, 2000)
    const slack = CLOCK_TOLERANCE + 2000
    expect(CLOCK_TOLERANCE).toBe(300_000)
    expect([isTooEarly(instantOf(3 * DAY - slack), one), isTooEarly(instantOf(3 * DAY - slack - 1), one)]).toEqual([
      false,
      true
    ])
    expect([isTooLate(instantOf(3 * DAY + slack), one), isTooLate(instantOf(3 * DAY + slack + 1), one)]).toEqual([
      false,
      true
    ])
    expect([isTooEarly(at(0), null), isTooLate(at(99), null)]).toEqual([false, false])
  })
})
