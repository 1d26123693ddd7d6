// What a meeting's history adds up to.
import type { BodyId, CivilDate, FactsOf } from "../kernel/index.ts"
import type { meetingEvents } from "./event.ts"

export type MeetingState =
  | { readonly _tag: "Unrecorded" }
  | {
      readonly _tag: "Recorded"
      readonly firstDay: CivilDate
      readonly lastDay: CivilDate
      readonly participants: ReadonlyArray<BodyId | null>
    }

export const initial: MeetingState = { _tag: "Unrecorded" }

export const evolve = (state: MeetingState, event: FactsOf<typeof meetingEvents>): MeetingState => {
  if (event._tag === "MeetingRecorded")
    return { _tag: "Recorded", firstDay: event.firstDay, lastDay: event.lastDay, participants: [] }
  return state._tag === "Recorded" && event._tag === "ParticipantRecorded"
    ? { ...state, participants: [...state.participants, event.body] }
    : state
}
