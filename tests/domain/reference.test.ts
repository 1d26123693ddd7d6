// References: what is formatted parses back to the same parts, and what is no reference parses to nothing.
import { formatReference, parseReference, type Reference } from "@ketluan/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { holds } from "../support/reached.ts"

const hexDigits = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 6, maxLength: 6 })
const symbol = fc.oneof(
  fc.constantFrom("08-KL/HU", "467/TB-VPCP", "15-KL/ĐU", "2927-TB/TU", "9/TBKL-ỦY"),
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .map((text) => text.normalize("NFC"))
    .filter((text) => /^[^#@~\s]+$/u.test(text) && text.isWellFormed())
)
const step = fc.oneof(fc.nat({ max: 9999 }).map(String), fc.constantFrom(..."abcdđe"))
const path = fc
  .tuple(fc.nat({ max: 9999 }).map(String), fc.array(step, { maxLength: 3 }))
  .map(([first, rest]) => [first, ...rest].join("."))
const slug = fc
  .array(fc.string({ unit: fc.constantFrom(..."abcxyz019"), minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 4
  })
  .map((parts) => parts.join("-"))

/** Each part only where the part before it is there. */
const reference: fc.Arbitrary<Reference> = fc
  .record({
    symbol: fc.option(symbol, { freq: 2 }),
    source: fc.option(hexDigits, { freq: 2 }),
    path: fc.option(path, { freq: 3 }),
    split: fc.option(fc.constantFrom(..."abcdđe"), { freq: 2 }),
    body: fc.option(slug, { freq: 2 }),
    ordinal: fc.option(fc.integer({ min: 1, max: 9999 }), { freq: 2 })
  })
  .map((parts): Reference => {
    const within = parts.path !== null
    const body = within ? parts.body : null
    return {
      symbol: parts.source === null ? (parts.symbol ?? "08-KL/HU") : parts.symbol,
      source: parts.source,
      path: parts.path,
      split: within ? parts.split : null,
      body,
      ordinal: body === null ? null : parts.ordinal
    }
  })

describe("references", () => {
  it("formatting and parsing are inverse, in any Unicode form", (test) =>
    holds(
      test,
      fc.tuple(reference, fc.constantFrom("NFC" as const, "NFD" as const)),
      { runs: 1500, reaches: ["a whole document", "a directive", "an assignment", "a blank number"] },
      ([parts, form], reach) => {
        const text = formatReference(parts)
        expect(parseReference(text.normalize(form))).toEqual(parts)
        expect(formatReference(parseReference(text) ?? parts)).toBe(text)
        reach(parts.path === null ? "a whole document" : parts.body === null ? "a directive" : "an assignment")
        if (parts.symbol === null) reach("a blank number")
      }
    ))

  it("a text with one thing wrong is no reference", (test) => {
    const faults: ReadonlyArray<readonly [string, (text: string) => string]> = [
      ["a blank", (text) => `${text} `],
      ["a path twice", (text) => `${text}#1#2`],
      ["a body without a path", () => "08-KL/HU@phong-noi-vu"],
      ["capitals in a hash", () => "08-KL/HU~3FA81C"],
      ["a short hash", () => "~3fa8"],
      ["an ordinal of nought", () => "08-KL/HU#1@phong/0"],
      ["capitals in a slug", () => "08-KL/HU#1@Phong"],
      ["two split letters", () => "08-KL/HU#1:ab"],
      ["a path that ends in a dot", () => "08-KL/HU#1."],
      ["nothing", () => ""],
      ["only a path", () => "#1"]
    ]
    return holds(
      test,
      fc.tuple(reference, fc.constantFrom(...faults)),
      { runs: 400, reaches: ["refused"] },
      ([parts, [, spoil]], reach) => {
        expect(parseReference(spoil(formatReference(parts)))).toBeUndefined()
        reach("refused")
      }
    )
  })
})
