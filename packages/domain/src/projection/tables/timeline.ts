// One row for each event of the ledger, without its texts: who did what, when it happened and when it was recorded.
import { declareProjection } from "../declare.ts"

export const timeline = declareProjection({
  name: "timeline",
  version: 1,
  columns: {
    position: "integer",
    stream: "text",
    version: "integer",
    type: "text",
    occurred_at: "text",
    recorded_at: "text",
    actor_body: "text?",
    actor_person: "text?",
    command: "text"
  },
  indexed: [],
  once: true,
  keys: ({ at }) => [String(at.position).padStart(16, "0")],
  evolve: (_, { at }) => ({
    position: at.position,
    stream: at.stream,
    version: at.version,
    type: at.type,
    occurred_at: at.occurredAt,
    recorded_at: at.recordedAt,
    actor_body: at.actor.body,
    actor_person: at.actor.person,
    command: at.commandId
  })
})
