// One row for each recipient of a conclusion's copies.
import { Schema } from "effect"
import { Channel, channelsTogether } from "../../distribution/index.ts"
import { dayOf } from "../../kernel/index.ts"
import { declareProjection } from "../declare.ts"

const isChannel = Schema.is(Channel)

export const distribution = declareProjection({
  name: "distribution",
  version: 2,
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
    /** The day it was first sent. */
    sent: "text?",
    /** paper, electronic or both; null where nobody said. */
    channel: "text?",
    received: "text?",
    /** The day it was turned away; null again once it is sent anew. */
    refused: "text?",
    refused_by: "text?",
    acknowledged: "text?",
    acknowledged_by: "text?",
    recall_requested: "text?",
    recall_agreed: "text?",
    /** Null again once a recall is asked for anew. */
    recall_refused: "text?"
  },
  indexed: ["conclusion"],
  keys: ({ at, aggregate }) => (at.stream.startsWith("distribution/") ? [aggregate] : []),
  evolve: (row, { event, at }) => {
    const day = dayOf(at.occurredAt)
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
          channel: null,
          received: null,
          refused: null,
          refused_by: null,
          acknowledged: null,
          acknowledged_by: null,
          recall_requested: null,
          recall_agreed: null,
          recall_refused: null
        }
      }
      case "CopySent": {
        if (row === null) return null
        const channel = channelsTogether(isChannel(row.channel) ? row.channel : null, event.channel)
        return { ...row, sent: row.sent ?? day, channel, refused: null, refused_by: null }
      }
      case "CopyReceived":
        return row && { ...row, received: day }
      case "CopyRefused":
        return row && { ...row, received: null, refused: day, refused_by: event.by }
      case "CopyAcknowledged":
        return row && { ...row, acknowledged: day, acknowledged_by: event.by }
      case "RecallRequested":
        return row && { ...row, recall_requested: day, recall_refused: null }
      case "RecallAgreed":
        return row && { ...row, recall_agreed: day }
      case "RecallRefused":
        return row && { ...row, recall_refused: day }
      default:
        return row
    }
  }
})
