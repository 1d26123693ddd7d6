// The rulebook of distribution. Numbers in brackets are invariants of the specification.
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { DistributionCommand } from "./command.ts"
import type { distributionEvents } from "./event.ts"
import type { DistributionState } from "./state.ts"

type Answer = Decision<EventOf<typeof distributionEvents>>
type Of<Tag extends DistributionCommand["_tag"]> = Extract<DistributionCommand, { _tag: Tag }>
type Copy = Extract<DistributionState, { _tag: "Copy" }>

const plan = ({ words, _tag, ...facts }: Of<"Plan">): Answer =>
  happened({ _tag: "DistributionPlanned", ...facts, texts: { words } })

/** [42] Only the recipient or its recorded successor acknowledges, after receipt; twice is once. */
const acknowledge = ({ by, mayActFor }: Of<"Acknowledge">, copy: Copy): Answer => {
  if (!mayActFor.includes(by)) return refuse("NotTheRecipient", 42, { by })
  if (!copy.received) return refuse("NotReceived", 42)
  return copy.acknowledged ? happened() : happened({ _tag: "CopyAcknowledged", by, texts: {} })
}

export const decide = (command: DistributionCommand, state: DistributionState): Answer => {
  if (command._tag === "Plan") return state._tag === "Copy" ? refuse("AlreadyPlanned", null) : plan(command)
  if (state._tag === "Unplanned") return refuse("NotPlanned", null)
  switch (command._tag) {
    case "Send":
      return happened({ _tag: "CopySent", texts: {} })
    case "Receive":
      return state.received ? happened() : happened({ _tag: "CopyReceived", texts: {} })
    case "Acknowledge":
      return acknowledge(command, state)
  }
}
