// The rulebook of a roster: a person enters once.
import { type Decision, type EventOf, happened } from "../kernel/index.ts"
import type { RosterCommand } from "./command.ts"
import type { rosterEvents } from "./event.ts"
import type { RosterState } from "./state.ts"

export const decide = (
  { person, name }: RosterCommand,
  { persons }: RosterState
): Decision<EventOf<typeof rosterEvents>> =>
  persons.includes(person) ? happened() : happened({ _tag: "PersonEntered", person, name, texts: {} })
