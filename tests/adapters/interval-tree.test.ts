// Which versions of rows were there at a moment is asked of a few nodes of a tree of intervals.
import { nodeOf, nodesAt, ordinalOf } from "@ketluan/adapters/sql"
import fc from "fast-check"
import { expect, it } from "vitest"

/** The highest power of two that divides it. */
const powerIn = (number: number): number => {
  let power = 1
  while (number % (power * 2) === 0) power *= 2
  return power
}

const anyInterval = fc
  .tuple(fc.nat({ max: 300 }), fc.nat({ max: 300 }), fc.constantFrom(0, 2 ** 31 - 100, 2 ** 40 - 256))
  .filter(([one, other]) => one !== other)
  .map(([one, other, base]) => ({ begin: base + Math.min(one, other), next: base + Math.max(one, other) }))

it("an interval is kept at the number in it that the highest power of two divides, which is one alone", () =>
  fc.assert(
    fc.property(anyInterval, ({ begin, next }) => {
      const inside = Array.from({ length: next - begin }, (_, index) => begin + 1 + index)
      const highest = Math.max(...inside.map(powerIn))
      expect(inside.filter((number) => powerIn(number) === highest)).toEqual([nodeOf(begin, next)])
    })
  ))

it("whatever holds a point is kept at one of its nodes, of which there are few, each once", () =>
  fc.assert(
    fc.property(anyInterval, fc.nat({ max: 100 }), ({ begin, next }, beyond) => {
      const most = next + beyond
      for (let at = begin; at < next; at++) {
        const nodes = nodesAt(at, most)
        expect(nodes).toContain(nodeOf(begin, next))
        expect(new Set(nodes).size).toBe(nodes.length)
        expect(Math.max(...nodes)).toBeLessThanOrEqual(most)
        expect(nodes.length).toBeLessThanOrEqual(Math.ceil(Math.log2(most + 1)))
      }
    })
  ))

it("before the first number there is no interval", () => expect(nodesAt(-1, 1000)).toEqual([]))

it("days are counted one by one", () => {
  expect(ordinalOf("1900-01-01")).toBe(0)
  expect(ordinalOf("2020-03-01") - ordinalOf("2020-02-28")).toBe(2)
})
