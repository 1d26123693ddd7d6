// The rulebook of bodies.
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { BodyCommand } from "./command.ts"
import type { bodyEvents } from "./event.ts"
import type { BodyState } from "./state.ts"

type Answer = Decision<EventOf<typeof bodyEvents>>

export const decide = (command: BodyCommand, state: BodyState): Answer => {
  if (command._tag === "Register") {
    const { _tag, ...facts } = command
    return state._tag === "Registered"
      ? refuse("BodyAlreadyRegistered", null, { body: state.slug })
      : happened({ _tag: "BodyRegistered", ...facts, texts: {} })
  }
  if (state._tag === "Unregistered") return refuse("BodyUnknown", null)
  switch (command._tag) {
    case "Rename":
      return command.name === state.name
        ? happened()
        : happened({ _tag: "BodyRenamed", name: command.name, key: command.key, texts: {} })
    case "Dissolve":
      return state.end === null
        ? happened({ _tag: "BodyDissolved", end: command.end, texts: { basis: command.basis } })
        : refuse("BodyDissolved", 44, { body: state.slug, end: state.end })
    case "RecordSuccession":
      return state.successors.includes(command.successor)
        ? happened()
        : happened({
            _tag: "SuccessionRecorded",
            successor: command.successor,
            from: command.from,
            texts: { scope: command.scope }
          })
  }
}
