// Whether what was read is what is written: every quote of a reading against the text that it was read from.
import { Schema } from "effect"
import { Quote, type Reading } from "../reading/index.ts"

const isQuote = Schema.is(Quote)

const quotesIn = (part: unknown): ReadonlyArray<Quote> => {
  if (typeof part !== "object" || part === null) return []
  return isQuote(part) ? [part] : Object.values(part).flatMap(quotesIn)
}

/** [4] The first quote that is not the text at its span; undefined where all are. */
export const misquotedIn = (reading: Reading, text: string): Quote | undefined =>
  quotesIn(reading).find((quote) => text.slice(quote.span.start, quote.span.end) !== quote.text)
