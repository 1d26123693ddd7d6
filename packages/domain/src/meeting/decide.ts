// The rulebook of meetings.
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { MeetingCommand } from "./command.ts"
import type { meetingEvents } from "./event.ts"
import type { MeetingState } from "./state.ts"

type Event = EventOf<typeof meetingEvents>

export const decide = (command: MeetingCommand, state: MeetingState): Decision<Event> => {
  const { firstDay, lastDay, host, title, participants, reports } = command
  if (state._tag === "Recorded") return refuse("MeetingAlreadyRecorded", null)
  if (lastDay < firstDay) return refuse("MeetingEndsBeforeItBegins", null, { firstDay, lastDay })
  return happened<Event>(
    { _tag: "MeetingRecorded", firstDay, lastDay, host, texts: { title } },
    ...participants.map(
      ({ body, span, words }): Event => ({
        _tag: "ParticipantRecorded",
        body,
        span,
        texts: { words }
      })
    ),
    ...reports.map(({ body, span, by, about }): Event => ({ _tag: "ReportHeard", body, span, texts: { by, about } }))
  )
}
