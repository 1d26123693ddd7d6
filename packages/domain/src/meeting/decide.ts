// The rulebook of meetings.
import { type CivilDate, type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { MeetingCommand } from "./command.ts"
import type { meetingEvents } from "./event.ts"
import type { MeetingState, Voice } from "./state.ts"

type Event = EventOf<typeof meetingEvents>
type Answer = Decision<Event>
type Of<Tag extends MeetingCommand["_tag"]> = Extract<MeetingCommand, { _tag: Tag }>
type Recorded = Extract<MeetingState, { _tag: "Recorded" }>
type Participant = Omit<Of<"RecordParticipant">, "_tag">
type Report = Omit<Of<"HearReport">, "_tag">

const participated = ({ body, span, delegateOf, words, capacity }: Participant): Event => ({
  _tag: "ParticipantRecorded",
  body,
  span,
  delegateOf,
  texts: { words, capacity }
})

const heard = ({ body, span, by, about }: Report): Event => ({ _tag: "ReportHeard", body, span, texts: { by, about } })

/** Nobody stands in for themselves. */
const refuseOwnDelegate = ({ body, delegateOf }: Participant) =>
  body !== null && body === delegateOf ? refuse("DelegateOfItself", null, { body }) : undefined

/** Days told one by one rise from the first day to the last. */
const outOfOrder = ({ firstDay, lastDay, days }: Of<"Record">): boolean => {
  const rising = days.every((day: CivilDate, index) => index === 0 || (days[index - 1] ?? day) < day)
  return days.length > 0 && !(rising && days[0] === firstDay && days.at(-1) === lastDay)
}

const record = (command: Of<"Record">): Answer => {
  const { firstDay, lastDay, days, host, chair, title, place, chairCapacity, participants, reports } = command
  if (lastDay < firstDay) return refuse("MeetingEndsBeforeItBegins", null, { firstDay, lastDay })
  if (outOfOrder(command)) return refuse("MeetingDaysOutOfOrder", null, { firstDay, lastDay })
  const own = participants.map(refuseOwnDelegate).find((refused) => refused !== undefined)
  if (own !== undefined) return own
  return happened<Event>(
    { _tag: "MeetingRecorded", firstDay, lastDay, days, host, chair, texts: { title, place, chairCapacity } },
    ...participants.map(participated),
    ...reports.map(heard)
  )
}

/** The same body at the same place of the text is the same mention; without a place nothing tells two apart. */
const isKnown = ({ body, span }: Voice, voices: ReadonlyArray<Voice>): boolean =>
  span !== null &&
  voices.some((one) => one.body === body && one.span?.start === span.start && one.span.end === span.end)

const recordParticipant = (command: Of<"RecordParticipant">, { participants }: Recorded): Answer => {
  const own = refuseOwnDelegate(command)
  if (own !== undefined) return own
  return isKnown(command, participants) ? happened() : happened(participated(command))
}

const hearReport = (command: Of<"HearReport">, { reports }: Recorded): Answer =>
  isKnown(command, reports) ? happened() : happened(heard(command))

const recordOpinion = ({ body, span, words }: Of<"RecordOpinion">, { opinions }: Recorded): Answer => {
  if (words.trim() === "") return refuse("OpinionEmpty", null)
  if (isKnown({ body, span }, opinions)) return happened()
  return happened({ _tag: "OpinionRecorded", body, span, texts: { words } })
}

export const decide = (command: MeetingCommand, state: MeetingState): Answer => {
  if (command._tag === "Record")
    return state._tag === "Recorded" ? refuse("MeetingAlreadyRecorded", null) : record(command)
  if (state._tag === "Unrecorded") return refuse("MeetingUnknown", null)
  switch (command._tag) {
    case "RecordParticipant":
      return recordParticipant(command, state)
    case "HearReport":
      return hearReport(command, state)
    case "RecordOpinion":
      return recordOpinion(command, state)
  }
}
