// Vietnamese order, against the collator of the platform as the oracle.
import { byVietnameseOrder, sortKey } from "@ketluan/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { name, syllable, typed } from "../../support/documents.ts"

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

  it("orders each letter with each tone, in both cases, as the Vietnamese collator does", () => {
    const vowels = [..."aăâeêioôơuưy"].flatMap((vowel) =>
      ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"].map((tone) => (vowel + tone).normalize("NFC"))
    )
    const letters = [...vowels, ..."bcdđfghjklmnpqrstvwxz"].flatMap((letter) => [letter, letter.toUpperCase()])
    for (const one of letters)
      for (const other of letters) {
        expect(byVietnameseOrder(one, other), `${one} ${other}`).toBe(Math.sign(oracle.compare(one, other)))
        const [left, right] = [`m${one}n`, `m${other}`]
        expect(byVietnameseOrder(left, right), `${left} ${right}`).toBe(Math.sign(oracle.compare(left, right)))
      }
  })

  it("[57] hybrid and decomposed letters, and what looks like đ, have the place of the letter that they are", () => {
    const syllables = fc.array(syllable, { minLength: 1, maxLength: 4 }).map((some) => some.join(" "))
    fc.assert(
      fc.property(syllables, syllables, typed, typed, (one, other, how, hows) => {
        const [a, b] = [how(one), hows(other)]
        const plain = (text: string): string => text.normalize("NFC").replaceAll("\u00A0", " ").replace(/ +/g, " ")
        expect(byVietnameseOrder(a, b)).toBe(Math.sign(oracle.compare(plain(a), plain(b))))
      }),
      { numRuns: 1000 }
    )
    for (const letters of ["ĐÐƉ", "đðɖ"])
      expect(new Set([...letters].map((letter) => sortKey(`${letter}oàn`))).size, letters).toBe(1)
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
