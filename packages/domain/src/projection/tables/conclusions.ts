// One row for each conclusion or stub.
import { dayOf } from "../../kernel/index.ts"
import { declareProjection } from "../declare.ts"

export const conclusions = declareProjection({
  name: "conclusions",
  version: 1,
  columns: {
    reference: "text",
    /** The day for which it was registered; its bodies are shown under the names of that day [48]. */
    registered_on: "text",
    stub: "integer",
    title: "text?",
    serial: "text?",
    type: "text?",
    organ: "text?",
    scope: "text?",
    system: "text?",
    concluder: "text?",
    issuer: "text?",
    collective: "text?",
    signer: "text?",
    signing_mode: "text?",
    position: "text?",
    meeting: "text?",
    meeting_last_day: "text?",
    issue_date: "text?",
    classification: "text",
    source: "text?",
    number_conflicts: "integer"
  },
  indexed: ["reference"],
  keys: ({ event, aggregate }) => {
    switch (event._tag) {
      case "ConclusionRegistered":
      case "DocumentStubRecorded":
      case "IssueDateEstablished":
      case "NumberConflictRecorded":
        return [aggregate]
      default:
        return []
    }
  },
  evolve: (row, { event, at }) => {
    switch (event._tag) {
      case "ConclusionRegistered":
        return {
          reference: event.reference,
          registered_on: dayOf(at.occurredAt),
          stub: 0,
          title: event.texts?.title ?? null,
          serial: event.number?.serial ?? null,
          type: event.number?.type ?? null,
          organ: event.number?.organ ?? null,
          scope: event.number?.scope ?? null,
          system: event.system,
          concluder: event.authorship.concluder,
          issuer: event.authorship.issuer,
          collective: event.authorship.collective,
          signer: event.authorship.signer,
          signing_mode: event.signingMode,
          position: event.texts?.position ?? null,
          meeting: event.meeting,
          meeting_last_day: event.meetingLastDay,
          issue_date: event.issueDate,
          classification: event.classification,
          source: event.source,
          number_conflicts: 0
        }
      case "DocumentStubRecorded":
        return {
          reference: event.reference,
          registered_on: dayOf(at.occurredAt),
          stub: 1,
          title: null,
          serial: event.number?.serial ?? null,
          type: event.number?.type ?? null,
          organ: event.number?.organ ?? null,
          scope: event.number?.scope ?? null,
          system: null,
          concluder: null,
          issuer: null,
          collective: null,
          signer: null,
          signing_mode: null,
          position: null,
          meeting: null,
          meeting_last_day: null,
          issue_date: event.date,
          classification: event.classification,
          source: null,
          number_conflicts: 0
        }
      case "IssueDateEstablished":
        return row && { ...row, issue_date: event.date }
      case "NumberConflictRecorded":
        return row && { ...row, number_conflicts: row.number_conflicts + 1 }
      default:
        return row
    }
  }
})
