// What holds for every text: nothing is lost, nothing is made up, nothing is thrown.
import { type Quote, Reading, read } from "@ketluan/domain"
import { Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { anyText, example, partyConclusion, spoiledDocument, stateNotice } from "../../support/documents.ts"

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null
const isQuote = Schema.is(
  Schema.Struct({ span: Schema.Struct({ start: Schema.Int, end: Schema.Int }), text: Schema.String })
)

// Every quote in a reading, wherever it stands.
const quotesIn = (value: unknown): ReadonlyArray<Quote> => {
  if (isQuote(value)) return [value]
  return isObject(value) ? Object.values(value).flatMap(quotesIn) : []
}

const checkQuotes = (source: string): void => {
  for (const { span, text } of quotesIn(read(source))) {
    expect(source.slice(span.start, span.end)).toBe(text)
    expect(span.start).toBeLessThanOrEqual(span.end)
  }
}

const checkTiling = (source: string): void => {
  let at = 0
  for (const { span } of read(source).blocks) {
    expect(span.start).toBeGreaterThanOrEqual(at)
    expect(span.end).toBeGreaterThan(span.start)
    expect(source.slice(at, span.start).trim()).toBe("")
    at = span.end
  }
  expect(source.slice(at).trim()).toBe("")
}

const shaped = fc.oneof({ arbitrary: spoiledDocument, weight: 3 }, { arbitrary: anyText, weight: 1 })

describe("read, of any text", () => {
  it("[4] every quote is the source at its span", () => {
    for (const text of [example, partyConclusion, stateNotice]) checkQuotes(text)
    fc.assert(fc.property(shaped, checkQuotes), { numRuns: 250 })
  })

  it("every non-blank character lies in exactly one block", () => {
    for (const text of [example, partyConclusion, stateNotice]) checkTiling(text)
    fc.assert(fc.property(shaped, checkTiling), { numRuns: 250 })
  })

  it("gives the same answer twice, of the declared shape, with paths that differ", () => {
    const isReading = Schema.is(Reading)
    fc.assert(
      fc.property(shaped, (text) => {
        const reading = read(text)
        expect(read(text)).toEqual(reading)
        if (text.isWellFormed() && !text.includes("\u0000")) expect(isReading(reading)).toBe(true)
        const paths = reading.provisions.map(({ path }) => path)
        expect(new Set(paths).size).toBe(paths.length)
        const references = reading.directives.map(({ path, split }) => `${path}:${split}`)
        expect(new Set(references).size).toBe(references.length)
        if (reading.documentType === null) expect(reading.provisions).toEqual([])
      }),
      { numRuns: 200 }
    )
  })

  it("[57] a document reads the same however its letters are typed", () => {
    const facts = (text: string): unknown => {
      const { number, meeting, directives, distribution, discrepancies } = read(text)
      return {
        symbol: number?.symbol,
        day: meeting?.firstDay,
        participants: meeting?.participants.length,
        directives: directives.map(({ path, split, kind, lead, delegates }) => [
          path,
          split,
          kind,
          lead.length,
          delegates.length
        ]),
        recipients: distribution.map(({ recipients }) => recipients.length),
        codes: discrepancies.map(({ code }) => code)
      }
    }
    for (const text of [example, partyConclusion, stateNotice]) {
      expect(facts(text.normalize("NFD"))).toEqual(facts(text))
      expect(facts(text.replaceAll("\n", "\r\n"))).toEqual(facts(text))
      expect(facts(text.replace(/(?<=\S) (?=\S)/g, "\u00A0"))).toEqual(facts(text))
      expect(facts(text.replaceAll("ủy", "uỷ"))).toEqual(facts(text))
    }
  })
})
