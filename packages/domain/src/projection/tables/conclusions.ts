// One row for each conclusion or stub.
import { Schema } from "effect"
import type { ConclusionNumber } from "../../conclusion/index.ts"
import { dayOf } from "../../kernel/index.ts"
import { symbolKey } from "../../reference/index.ts"
import { declareProjection, json } from "../declare.ts"

/** A new row with nothing known. */
const blank = {
  stub: 0,
  title: null,
  serial: null,
  type: null,
  organ: null,
  scope: null,
  system: null,
  concluder: null,
  issuer: null,
  collective: null,
  signer: null,
  signing_mode: null,
  position: null,
  meeting: null,
  meeting_last_day: null,
  issue_date: null,
  place: null,
  principal: null,
  urgency: null,
  source: null,
  decided: null,
  number_conflicts: 0,
  amended_by: "[]",
  revoked_on: null,
  recalled_on: null
}

const referenceOf = (reference: string) => ({ reference, symbol: symbolKey(reference) })

const numberOf = (number: ConclusionNumber | null) => ({
  serial: number?.serial ?? null,
  type: number?.type ?? null,
  organ: number?.organ ?? null,
  scope: number?.scope ?? null
})

const listed = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(Schema.String)))

export const conclusions = declareProjection({
  name: "conclusions",
  version: 4,
  columns: {
    reference: "text",
    /** What references of one symbol have in common, however they are written; several documents may. */
    symbol: "text",
    /** The day for which it was registered; its bodies are shown under the names of that day [48]. */
    registered_on: "text",
    stub: "integer",
    /** stub, drafted, issued or registered. */
    state: "text",
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
    place: "text?",
    /** The post or person that K/T, T/L and TUQ sign for [8]. */
    principal: "text?",
    classification: "text",
    urgency: "text?",
    source: "text?",
    /** JSON: the decisions on the reader's proposal, and `by` whom; null where nobody decided. */
    decided: "text?",
    number_conflicts: "integer",
    /** The conclusions that amended it, by id, as JSON. */
    amended_by: "text",
    /** The day; the rows that follow from it stay as they are [50]. */
    revoked_on: "text?",
    /** The day of the first copy that was given back [43]. */
    recalled_on: "text?"
  },
  indexed: ["reference", "source"],
  ordered: [["symbol"]],
  keys: ({ event, aggregate }) => {
    switch (event._tag) {
      case "ConclusionRegistered":
      case "ConclusionDrafted":
      case "ConclusionIssued":
      case "DocumentStubRecorded":
      case "IssueDateEstablished":
      case "ReadingDecided":
      case "NumberConflictRecorded":
      case "ConclusionAmended":
      case "ConclusionRevoked":
      case "ConclusionRecalled":
        return [aggregate]
      default:
        return []
    }
  },
  evolve: (row, { event, at }) => {
    const day = dayOf(at.occurredAt)
    switch (event._tag) {
      case "ConclusionRegistered":
        return {
          ...blank,
          ...referenceOf(event.reference),
          registered_on: day,
          state: "registered",
          title: event.texts?.title ?? null,
          ...numberOf(event.number),
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
          place: event.texts?.place ?? null,
          principal: event.texts?.principal ?? null,
          classification: event.classification,
          urgency: event.urgency,
          source: event.source
        }
      case "ConclusionDrafted":
        return {
          ...blank,
          ...referenceOf(event.reference),
          registered_on: day,
          state: "drafted",
          title: event.texts?.title ?? null,
          system: event.system,
          concluder: event.concluder,
          issuer: event.issuer,
          meeting: event.meeting,
          meeting_last_day: event.meetingLastDay,
          classification: event.classification,
          urgency: event.urgency
        }
      case "ConclusionIssued":
        return (
          row && {
            ...row,
            ...referenceOf(event.reference),
            registered_on: day,
            state: "issued",
            ...numberOf(event.number),
            collective: event.collective,
            signer: event.signer,
            signing_mode: event.signingMode,
            position: event.texts?.position ?? null,
            issue_date: event.issueDate,
            place: event.texts?.place ?? null,
            principal: event.texts?.principal ?? null
          }
        )
      case "DocumentStubRecorded":
        return {
          ...blank,
          ...referenceOf(event.reference),
          registered_on: day,
          stub: 1,
          state: "stub",
          ...numberOf(event.number),
          issue_date: event.date,
          classification: event.classification
        }
      case "IssueDateEstablished":
        return row && { ...row, issue_date: event.date }
      case "ReadingDecided":
        return (
          row && {
            ...row,
            decided: json({ decisions: event.decisions, by: { body: at.actor.body, person: at.actor.person } })
          }
        )
      case "NumberConflictRecorded":
        return row && { ...row, number_conflicts: row.number_conflicts + 1 }
      case "ConclusionAmended":
        return row && { ...row, amended_by: json([...new Set([...listed(row.amended_by), event.by])]) }
      case "ConclusionRevoked":
        return row && { ...row, revoked_on: day }
      case "ConclusionRecalled":
        return row && { ...row, recalled_on: row.recalled_on ?? day }
      default:
        return row
    }
  }
})
