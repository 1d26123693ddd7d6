// What a meeting's history adds up to.
import type { BodyId, CivilDate, FactsOf, Span } from "../kernel/index.ts"
import type { meetingEvents } from "./event.ts"

/** Somebody who took part or was heard, by body and by where the text says so. */
export interface Voice {
  readonly body: BodyId | null
  readonly span: Span | null
}

export type MeetingState =
  | { readonly _tag: "Unrecorded" }
  | {
      readonly _tag: "Recorded"
      readonly firstDay: CivilDate
      readonly lastDay: CivilDate
      readonly participants: ReadonlyArray<Voice & { readonly delegateOf: BodyId | null }>
      readonly reports: ReadonlyArray<Voice>
      readonly opinions: ReadonlyArray<Voice>
    }

export const initial: MeetingState = { _tag: "Unrecorded" }

export const evolve = (state: MeetingState, event: FactsOf<typeof meetingEvents>): MeetingState => {
  if (event._tag === "MeetingRecorded") {
    const { firstDay, lastDay } = event
    return { _tag: "Recorded", firstDay, lastDay, participants: [], reports: [], opinions: [] }
  }
  if (state._tag === "Unrecorded") return state
  const { body, span } = event
  switch (event._tag) {
    case "ParticipantRecorded":
      return { ...state, participants: [...state.participants, { body, span, delegateOf: event.delegateOf }] }
    case "ReportHeard":
      return { ...state, reports: [...state.reports, { body, span }] }
    case "OpinionRecorded":
      return { ...state, opinions: [...state.opinions, { body, span }] }
  }
}
