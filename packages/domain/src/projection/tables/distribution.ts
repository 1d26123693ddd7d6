// One row for each recipient of a conclusion's copies.
import { dayOf } from "../../kernel/index.ts"
import { declareProjection } from "../declare.ts"

export const distribution = declareProjection({
  name: "distribution",
  version: 1,
  columns: {
    conclusion: "text",
    line: "integer",
    span_start: "integer",
    span_end: "integer",
    /** body, class or persons. */
    recipient: "text",
    body: "text?",
    class: "text?",
    purpose: "text",
    words: "text?",
    sent: "text?",
    received: "text?",
    acknowledged: "text?",
    acknowledged_by: "text?"
  },
  indexed: ["conclusion"],
  keys: ({ at, aggregate }) => (at.stream.startsWith("distribution/") ? [aggregate] : []),
  evolve: (row, { event, at }) => {
    switch (event._tag) {
      case "DistributionPlanned": {
        const { recipient } = event
        return {
          conclusion: event.conclusion,
          line: event.line,
          span_start: event.span.start,
          span_end: event.span.end,
          recipient: recipient._tag === "OneBody" ? "body" : recipient._tag === "EachOfClass" ? "class" : "persons",
          body: recipient._tag === "OneBody" ? recipient.body : null,
          class: recipient._tag === "EachOfClass" ? recipient.class : null,
          purpose: event.purpose,
          words: event.texts?.words ?? null,
          sent: null,
          received: null,
          acknowledged: null,
          acknowledged_by: null
        }
      }
      case "CopySent":
        return row && { ...row, sent: dayOf(at.occurredAt) }
      case "CopyReceived":
        return row && { ...row, received: dayOf(at.occurredAt) }
      case "CopyAcknowledged":
        return row && { ...row, acknowledged: dayOf(at.occurredAt), acknowledged_by: event.by }
      default:
        return row
    }
  }
})
