// The rule behind each kind of event: a total table, in numbers that exist and sentences in both languages.
import { messagesOf } from "@ketluan/cli/src/language/index.ts"
import { aggregates, catalogue, LATE_DAYS, ruleOfType } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { readRules } from "../../tools/invariants/rules.ts"

const numbers = new Set(readRules().map(({ number }) => number))
const used = new Set(Object.values(ruleOfType).filter((number) => number !== null))
const { vi, en } = { vi: messagesOf("vi"), en: messagesOf("en") }

describe("the rule behind an event", () => {
  it("is told of every type that a ledger can hold, and of no other", () => {
    expect(Object.keys(ruleOfType).sort()).toEqual(Object.keys(catalogue).sort())
  })

  it("is one of docs/invariants.md, with a sentence of its own in both languages", () => {
    for (const number of used) expect(numbers, `rule ${number}`).toContain(number)
    for (const { history } of [vi, en]) {
      const said = Object.entries(history.words.rule)
      expect(new Set(said.map(([, sentence]) => sentence)).size).toBe(said.length)
      for (const [number] of said) expect(numbers).toContain(Number(number))
      for (const number of used) expect(said.map(([one]) => Number(one))).toContain(number)
    }
    expect(vi.history.words.rule).not.toEqual(en.history.words.rule)
  })

  it("says the threshold of lateness in a number that the help of both languages does not contradict", () => {
    expect(LATE_DAYS).toBe(7)
  })
})

describe("a replay", () => {
  it("folds every type that a ledger can hold, its opening apart, by one aggregate", () => {
    const folded = aggregates.flatMap(({ types }) => types)
    expect(new Set(folded).size).toBe(folded.length)
    expect(folded.sort()).toEqual(Object.keys(catalogue).sort())
  })

  it("has a word for every kind of stream", () => {
    for (const { history } of [vi, en])
      expect(Object.keys(history.words.aggregate).sort()).toEqual(aggregates.map(({ name }) => name).sort())
  })
})
