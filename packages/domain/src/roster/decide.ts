// The rulebook of a roster: a person enters once, and whose name was erased is looked for no more.
import { type Decision, type EventOf, happened } from "../kernel/index.ts"
import type { RosterCommand } from "./command.ts"
import type { rosterEvents } from "./event.ts"
import type { RosterState } from "./state.ts"

export const decide = (
  command: RosterCommand,
  { persons, erased }: RosterState
): Decision<EventOf<typeof rosterEvents>> => {
  const { person } = command
  if (command._tag === "Forget")
    return persons.includes(person) ? happened({ _tag: "NameErased", person, texts: {} }) : happened()
  if (persons.includes(person) || erased.includes(person)) return happened()
  return happened({ _tag: "PersonEntered", person, name: command.name, texts: {} })
}
