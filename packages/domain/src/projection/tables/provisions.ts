// One row for each provision of a conclusion.
import { Schema } from "effect"
import { dayOf } from "../../kernel/index.ts"
import { declareProjection, json } from "../declare.ts"

const listed = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(Schema.Json)))
const longer = (list: string, item: Schema.Json): string => json([...listed(list), item])

export const provisions = declareProjection({
  name: "provisions",
  version: 2,
  columns: {
    conclusion: "text",
    path: "text",
    span_start: "integer",
    span_end: "integer",
    /** As issued; a correction never changes it [3]. */
    text: "text?",
    correction: "text?",
    /** The conclusions that amended it, by id, as JSON. */
    amended_by: "text",
    /** `{conclusion, path, flags}` as JSON, path null for a document as a whole; null while it stands [49]. */
    superseded_by: "text?",
    superseded_on: "text?",
    /** A list of `{conclusion, path, changes}` as JSON [51]. */
    reiterations: "text"
  },
  indexed: ["conclusion"],
  keys: ({ event, aggregate }) => {
    switch (event._tag) {
      case "ProvisionRecorded":
      case "ConclusionCorrected":
      case "ProvisionSuperseded":
      case "ConclusionReiterated":
        return [`${aggregate}/${event.path}`]
      case "ConclusionAmended":
        return event.paths.map((path) => `${aggregate}/${path}`)
      default:
        return []
    }
  },
  evolve: (row, { event, at, aggregate }) => {
    switch (event._tag) {
      case "ProvisionRecorded":
        return {
          conclusion: aggregate,
          path: event.path,
          span_start: event.span.start,
          span_end: event.span.end,
          text: event.texts?.text ?? null,
          correction: null,
          amended_by: "[]",
          superseded_by: null,
          superseded_on: null,
          reiterations: "[]"
        }
      case "ConclusionCorrected":
        return row && { ...row, correction: event.texts?.new ?? null }
      case "ConclusionAmended":
        return row && { ...row, amended_by: longer(row.amended_by, event.by) }
      case "ProvisionSuperseded": {
        const { conclusion, path } = event.by
        const superseded_by = json({ conclusion, path, flags: event.flags })
        return row && { ...row, superseded_by, superseded_on: dayOf(at.occurredAt) }
      }
      case "ConclusionReiterated": {
        const { conclusion, path } = event.by
        return row && { ...row, reiterations: longer(row.reiterations, { conclusion, path, changes: event.changes }) }
      }
      default:
        return row
    }
  }
})
