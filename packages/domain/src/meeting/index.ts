// Meeting: when and where a committee met, who took part in which capacity, what it heard and who said what.
import { type Aggregate, MeetingId } from "../kernel/index.ts"
import { MeetingCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { meetingEvents } from "./event.ts"
import { evolve, initial, type MeetingState } from "./state.ts"

export * from "./command.ts"
export * from "./event.ts"
export type { MeetingState } from "./state.ts"

export const Meeting: Aggregate<MeetingId, MeetingCommand, MeetingState, typeof meetingEvents> = {
  name: "meeting",
  id: MeetingId,
  command: MeetingCommand,
  events: meetingEvents,
  initial,
  decide,
  evolve
}
