// Roster: the persons who act for one body. Its stream carries the body's id.
import { type Aggregate, BodyId } from "../kernel/index.ts"
import { RosterCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { rosterEvents } from "./event.ts"
import { evolve, initial, type RosterState } from "./state.ts"

export * from "./command.ts"
export * from "./event.ts"
export type { RosterState } from "./state.ts"

export const Roster: Aggregate<BodyId, RosterCommand, RosterState, typeof rosterEvents> = {
  name: "roster",
  id: BodyId,
  command: RosterCommand,
  events: rosterEvents,
  initial,
  decide,
  evolve
}
