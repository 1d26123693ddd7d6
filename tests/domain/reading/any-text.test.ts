// What holds for every text: nothing is lost, nothing is made up, nothing is thrown; and what was read can be imported.
import { importConclusion, type ReadDocument, read } from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  anyText,
  conclusionWith,
  example,
  partyConclusion,
  spoiledDocument,
  stateNotice
} from "../../support/documents.ts"
import { ask, inOffice, on } from "../../support/office.ts"
import { faultOf, isStorable } from "../../support/reading/faults.ts"
import { sha256, today } from "../../support/reading-plan.ts"
import { texts } from "../../tools/reading/corpus.ts"
import { documentAt, fuzz, shrunk } from "../../tools/reading/fuzz.ts"

const shaped = fc.oneof({ arbitrary: spoiledDocument, weight: 3 }, { arbitrary: anyText, weight: 1 })
const corpus = await texts()

const documentOf = (text: string): ReadDocument => ({
  source: sha256(text),
  bytes: null,
  decoder: "utf-8",
  text,
  textHash: sha256(text),
  reading: read(text)
})

describe("read, of any text", () => {
  it("[4] tiles it with blocks, quotes it at every span, reads it twice alike, in the declared shape, with paths that differ", () => {
    for (const text of [example, partyConclusion, stateNotice, ...corpus]) expect(faultOf(text)).toBeNull()
    fc.assert(
      fc.property(shaped, (text) => {
        expect(faultOf(text)).toBeNull()
      }),
      { numRuns: 200 }
    )
  })

  it("[4] also of papers from a grammar, and of our corpus, after typing, copying and scanning", () => {
    const { documents, mutations, failures } = fuzz(20, 0, 300, corpus)
    expect(failures).toEqual([])
    expect(documents).toBe(300)
    expect(Object.keys(mutations).length).toBeGreaterThan(20)
  })

  it("[4, 14] an item without a word tells nobody anything", () => {
    for (const item of ["\u200b", "\u00ad", "\u0301", ",", "-", "; \u200b"]) {
      const text = conclusionWith("1. Giao UBND huyện:", `- ${item}`, "- Rà soát quỹ đất.", `2. Đảng ủy xã: ${item}`)
      expect(faultOf(text)).toBeNull()
      expect(read(text).directives.map(({ obligation }) => obligation.text)).toEqual(["Rà soát quỹ đất"])
    }
  })

  it("what fails is made as small as it gets", () => {
    const judge = (text: string): string | null => (/a.*b/su.test(text) ? `a and b at ${text.indexOf("a")}` : null)
    const { failures } = fuzz(1, 0, 20, ["xa\nyb"], judge)
    expect(failures.length).toBeGreaterThan(0)
    for (const { index, seed, text } of failures) {
      expect(text).toBe("ab")
      expect(judge(documentAt(seed, index, ["xa\nyb"]).text)).not.toBeNull()
    }
    expect(shrunk("....a..b.", "a and b at 4", judge)).toBe("ab")
  })

  it("[14] importing what was read records it, or is refused by a rule", async () => {
    for (let index = 0; index < 40; index++) {
      const { text } = documentAt(5, index, corpus)
      const { documentType } = read(text)
      if (documentType === null || !isStorable(text)) continue
      await inOffice(
        Effect.gen(function* () {
          yield* on(today)
          const answer = yield* ask((session) =>
            importConclusion(session, documentOf(text), { at: null, territory: null })
          )
          if (Result.isFailure(answer)) expect(answer.failure._tag, `document ${index}`).toMatch(/^[A-Z]/)
        })
      )
    }
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
