// One row for each provision of a conclusion.
import { declareProjection } from "../declare.ts"

export const provisions = declareProjection({
  name: "provisions",
  version: 1,
  columns: {
    conclusion: "text",
    path: "text",
    span_start: "integer",
    span_end: "integer",
    /** As issued; a correction never changes it [3]. */
    text: "text?",
    correction: "text?"
  },
  indexed: ["conclusion"],
  keys: ({ event, aggregate }) =>
    event._tag === "ProvisionRecorded" || event._tag === "ConclusionCorrected" ? [`${aggregate}/${event.path}`] : [],
  evolve: (row, { event, aggregate }) => {
    if (event._tag === "ConclusionCorrected") return row && { ...row, correction: event.texts?.new ?? null }
    if (event._tag !== "ProvisionRecorded") return row
    return {
      conclusion: aggregate,
      path: event.path,
      span_start: event.span.start,
      span_end: event.span.end,
      text: event.texts?.text ?? null,
      correction: null
    }
  }
})
