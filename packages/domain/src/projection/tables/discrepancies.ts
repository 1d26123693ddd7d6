// One row for each thing in a document that does not fit; recorded, never silently mended.
import { dayOf } from "../../kernel/index.ts"
import { declareProjection } from "../declare.ts"

export const discrepancies = declareProjection({
  name: "discrepancies",
  version: 2,
  columns: {
    conclusion: "text",
    ordinal: "integer",
    code: "text",
    /** Which one, where the code speaks of several. */
    detail: "text?",
    span_start: "integer?",
    span_end: "integer?",
    body: "text?",
    quote: "text?",
    resolved_on: "text?",
    resolution: "text?"
  },
  indexed: ["conclusion"],
  keys: ({ event, aggregate }) =>
    event._tag === "DiscrepancyNoted" || event._tag === "DiscrepancyResolved"
      ? [`${aggregate}/${String(event.ordinal).padStart(4, "0")}`]
      : [],
  evolve: (row, { event, at, aggregate }) => {
    if (event._tag === "DiscrepancyResolved")
      return row && { ...row, resolved_on: dayOf(at.occurredAt), resolution: event.texts?.how ?? null }
    if (event._tag !== "DiscrepancyNoted") return row
    return {
      conclusion: aggregate,
      ordinal: event.ordinal,
      code: event.code,
      detail: event.detail,
      span_start: event.span?.start ?? null,
      span_end: event.span?.end ?? null,
      body: event.body,
      quote: event.texts?.quote ?? null,
      resolved_on: null,
      resolution: null
    }
  }
})
