// The rulebook of legal holds: each is placed once, and lifted once.
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { LegalHoldCommand } from "./command.ts"
import type { legalHoldEvents } from "./event.ts"
import type { LegalHoldState } from "./state.ts"

export const decide = (command: LegalHoldCommand, state: LegalHoldState): Decision<EventOf<typeof legalHoldEvents>> => {
  const { document, reason, by } = command
  if (command._tag === "Place")
    return state._tag === "Unplaced"
      ? happened({ _tag: "LegalHoldPlaced", over: command.over, by, texts: { document, reason } })
      : refuse("HoldAlreadyPlaced", null)
  if (state._tag === "Unplaced") return refuse("HoldUnknown", null)
  return state._tag === "Lifted" ? happened() : happened({ _tag: "LegalHoldLifted", by, texts: { document, reason } })
}
