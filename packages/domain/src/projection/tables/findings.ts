// One row for each assessment that a conclusion states; no task follows from it [11].
import { declareProjection } from "../declare.ts"

export const findings = declareProjection({
  name: "findings",
  version: 1,
  columns: {
    conclusion: "text",
    ordinal: "integer",
    polarity: "text",
    span_start: "integer",
    span_end: "integer",
    text: "text?"
  },
  indexed: ["conclusion"],
  keys: ({ event, aggregate }) =>
    event._tag === "FindingRecorded" ? [`${aggregate}/${String(event.ordinal).padStart(4, "0")}`] : [],
  evolve: (row, { event, aggregate }) =>
    event._tag === "FindingRecorded"
      ? {
          conclusion: aggregate,
          ordinal: event.ordinal,
          polarity: event.polarity,
          span_start: event.span.start,
          span_end: event.span.end,
          text: event.texts?.text ?? null
        }
      : row
})
