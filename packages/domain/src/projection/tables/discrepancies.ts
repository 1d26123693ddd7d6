// One row for each thing in a document that does not fit; recorded, never silently mended.
import { declareProjection } from "../declare.ts"

export const discrepancies = declareProjection({
  name: "discrepancies",
  version: 1,
  columns: {
    conclusion: "text",
    ordinal: "integer",
    code: "text",
    span_start: "integer?",
    span_end: "integer?",
    body: "text?",
    quote: "text?"
  },
  indexed: ["conclusion"],
  keys: ({ event, aggregate }) =>
    event._tag === "DiscrepancyNoted" ? [`${aggregate}/${String(event.ordinal).padStart(4, "0")}`] : [],
  evolve: (row, { event, aggregate }) =>
    event._tag === "DiscrepancyNoted"
      ? {
          conclusion: aggregate,
          ordinal: event.ordinal,
          code: event.code,
          span_start: event.span?.start ?? null,
          span_end: event.span?.end ?? null,
          body: event.body,
          quote: event.texts?.quote ?? null
        }
      : row
})
