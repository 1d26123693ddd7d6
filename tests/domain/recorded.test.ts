// Leaves are read by the form in which they are written; whatever else says the same in JSON is read alike, or refused alike.
import { primitives } from "@ketluan/adapters/primitives"
import { Leaf, leafText, openText, readWritten } from "@ketluan/domain"
import { fromSchema } from "@ketluan/domain/testing"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { expect, it } from "vitest"

const aWord = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom('"', "\\", "\n", "}", "null", "é", "\u007f")
)
/** Words that nobody checks when a leaf is read may hold anything. */
const aLeaf: fc.Arbitrary<Leaf> = fc
  .record({
    leaf: fromSchema(Leaf),
    strange: fc.option(fc.record({ eventId: aWord, type: aWord, commandId: aWord, correlationId: fc.option(aWord) }))
  })
  .map(({ leaf, strange }) => ({ ...leaf, ...strange }))

const read = (leaf: string) => {
  const event = openText({ position: 7, leaf, facts: '{"a":1}', texts: null })
  return Result.isSuccess(event) ? event.success : event.failure.position
}
/** The same JSON in another form, which is parsed. */
const spaced = (leaf: object): string => JSON.stringify(leaf, null, 1)

it("a leaf as it is written says what its JSON says", () =>
  fc.assert(
    fc.property(aLeaf, (leaf) => {
      const { facts: _, texts, ...envelope } = leaf
      const event = { ...envelope, facts: { a: 1 }, texts: texts === null ? null : "erased" }
      expect(read(leafText(leaf))).toEqual(event)
      expect(read(spaced(leaf))).toEqual(event)
    })
  ))

it("what is written is canonical", () =>
  fc.assert(
    fc.property(aLeaf, (leaf) => {
      expect(primitives.encode(leafText(leaf))).toEqual(primitives.canonical(leaf))
    })
  ))

it("what is read by the form in which it is written is a leaf in every word, which proofs rely on", () => {
  const isLeaf = Schema.is(Leaf)
  const words = ["", "A", "g", "-", "/", "a/", "a/a", "0".repeat(63), "0".repeat(64), "0".repeat(65), "null", "\u007f"]
  let through = 0
  fc.assert(
    fc.property(aLeaf, fc.nat(), fc.constantFrom(...words), fc.nat({ max: 3 }), (leaf, at, word, cut) => {
      const text = leafText(leaf)
      const from = at % text.length
      for (const one of [text, `${text.slice(0, from)}${word}${text.slice(from + cut)}`]) {
        // What comes from bytes is well-formed.
        const found = one.isWellFormed() ? readWritten(one) : undefined
        if (found === undefined) continue
        through += 1
        expect(isLeaf(found)).toBe(true)
        expect(leafText(found)).toBe(one)
      }
    }),
    { numRuns: 3000 }
  )
  expect(through).toBeGreaterThan(1000)
})

it("what is no leaf is refused in either form", () => {
  const wrong: ReadonlyArray<{ readonly [field: string]: Schema.Json }> = [
    { occurredAt: "2026-02-29" },
    { occurredAt: "2026-02-29T00:00:00.000Z" },
    { occurredAt: "1899-12-31" },
    { occurredAt: "" },
    { recordedAt: "2026-02-28" },
    { recordedAt: "2026-04-31T00:00:00.000Z" },
    { recordedAt: "2026-04-30T24:00:00.000Z" },
    { classification: "open" },
    { position: -1 },
    { position: 1e15 + 0.5 },
    { position: 1e17 },
    { version: "1" },
    { schemaVersion: 1.5 },
    { actor: null },
    { type: null },
    { facts: null },
    { texts: 1 }
  ]
  fc.assert(
    fc.property(fromSchema(Leaf), fc.constantFrom(...wrong), (leaf, claim) => {
      const [key] = Object.keys(claim)
      const text = leafText(leaf).replace(
        new RegExp(`"${key}":(\\{[^}]*\\}|"[^"]*"|[^,}]*)`),
        JSON.stringify(claim).slice(1, -1)
      )
      expect(JSON.parse(text)).toEqual({ ...leaf, ...claim })
      expect(read(text)).toBe(7)
      expect(read(spaced({ ...leaf, ...claim }))).toBe(7)
    })
  )
})

it("a leaf that is cut off, doubled or holds raw control characters is refused, and one with a further field is read", () =>
  fc.assert(
    fc.property(fromSchema(Leaf), fc.nat(), (leaf, cut) => {
      const text = leafText(leaf)
      expect(read(text.slice(0, cut % text.length))).toBe(7)
      expect(read(text + text)).toBe(7)
      expect(read(text.replace('"eventId":"', '"eventId":"\u0001'))).toBe(7)
      expect(read(text.replace(/}$/, ',"zone":"+07:00"}'))).toEqual(read(text))
    })
  ))
