// Vietnamese order, against the collator of the platform as the oracle.
import { byVietnameseOrder, sortKey } from "@ketluan/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { name, syllable } from "../../support/documents.ts"

const oracle = new Intl.Collator("vi")

describe("sortKey", () => {
  it("orders letters a ă â b c d đ e ê … and tones ngang, huyền, hỏi, ngã, sắc, nặng", () => {
    const letters = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y".split(" ")
    expect(letters.toSorted(byVietnameseOrder)).toEqual(letters)
    const tones = "ma mà mả mã má mạ".split(" ")
    expect(tones.toReversed().toSorted(byVietnameseOrder)).toEqual(tones)
  })

  it("orders as the Vietnamese collator does", () => {
    const word = fc.oneof(
      name,
      syllable,
      fc.string({ unit: fc.constantFrom(..."aăâáàậbcdđĐeêoôơuưfjwzAÁZ 019-,.()/"), maxLength: 6 })
    )
    fc.assert(
      fc.property(word, word, (one, other) => {
        const [a, b] = [one.trim().replace(/ +/g, " "), other.trim().replace(/ +/g, " ")]
        expect(byVietnameseOrder(a, b)).toBe(Math.sign(oracle.compare(a, b)))
      }),
      { numRuns: 2000 }
    )
  })

  it("does not depend on how a name is typed, and holds nothing that a store can not keep", () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(sortKey(text.normalize("NFD"))).toBe(sortKey(text))
      })
    )
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(sortKey(text).isWellFormed()).toBe(true)
        expect(sortKey(text)).not.toContain("\u0000")
      })
    )
  })
})
