// The rulebook of distribution. Numbers in brackets are invariants of the specification.
import { type BodyId, type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { DistributionCommand } from "./command.ts"
import type { distributionEvents } from "./event.ts"
import { channelsTogether, type DistributionState } from "./state.ts"

type Answer = Decision<EventOf<typeof distributionEvents>>
type Of<Tag extends DistributionCommand["_tag"]> = Extract<DistributionCommand, { _tag: Tag }>
type Copy = Extract<DistributionState, { _tag: "Copy" }>

const plan = ({ words, _tag, ...facts }: Of<"Plan">): Answer =>
  happened({ _tag: "DistributionPlanned", ...facts, texts: { words } })

const refuseStranger = (
  { by, mayActFor }: { readonly by: BodyId; readonly mayActFor: ReadonlyArray<BodyId> },
  invariant: 42 | 43
) => (mayActFor.includes(by) ? undefined : refuse("NotTheRecipient", invariant, { by }))

/** [43] A copy that was given back stays in history, and nothing more happens to it. */
const refuseRecalled = ({ recall }: Copy) => (recall === "agreed" ? refuse("CopyRecalled", 43) : undefined)

/** Once by each channel, and again after it was refused. */
const send = ({ channel }: Of<"Send">, copy: Copy): Answer => {
  const isNew = !copy.sent || copy.refused || channelsTogether(copy.channel, channel) !== copy.channel
  return refuseRecalled(copy) ?? (isNew ? happened({ _tag: "CopySent", channel, texts: {} }) : happened())
}

const receive = (copy: Copy): Answer => {
  const recalled = refuseRecalled(copy)
  if (recalled !== undefined) return recalled
  if (copy.refused) return refuse("CopyWasRefused", null)
  return copy.received ? happened() : happened({ _tag: "CopyReceived", texts: {} })
}

/** [42] Only the recipient or its recorded successor acknowledges, after receipt; twice is once. */
const acknowledge = (command: Of<"Acknowledge">, copy: Copy): Answer => {
  const refused = refuseStranger(command, 42) ?? refuseRecalled(copy)
  if (refused !== undefined) return refused
  if (copy.refused) return refuse("CopyWasRefused", 42)
  if (!copy.received) return refuse("NotReceived", 42)
  return copy.acknowledged ? happened() : happened({ _tag: "CopyAcknowledged", by: command.by, texts: {} })
}

/** [42] What was acknowledged is taken; what was never sent cannot be turned away. */
const turnAway = (command: Of<"Refuse">, copy: Copy): Answer => {
  const refused = refuseStranger(command, 42) ?? refuseRecalled(copy)
  if (refused !== undefined) return refused
  if (copy.refused) return happened()
  if (copy.acknowledged) return refuse("CopyAcknowledgedAlready", 42)
  if (!copy.sent && !copy.received) return refuse("CopyNotSent", 42)
  if (command.reason.trim() === "") return refuse("ReasonMissing", 42)
  return happened({ _tag: "CopyRefused", by: command.by, texts: { reason: command.reason } })
}

const requestRecall = ({ by, issuers, reason }: Of<"RequestRecall">, copy: Copy): Answer => {
  if (!issuers.includes(by)) return refuse("RecallNotByIssuer", 43, { by, issuers })
  if (!copy.sent && !copy.received) return refuse("CopyNotSent", 43)
  if (reason.trim() === "") return refuse("ReasonMissing", 43)
  if (copy.recall === "requested" || copy.recall === "agreed") return happened()
  return happened({ _tag: "RecallRequested", by, texts: { reason } })
}

/** [43] A recall is agreed to or refused by the recipient or its recorded successor; the same answer twice is one. */
const agreeRecall = (command: Of<"AgreeRecall">, copy: Copy): Answer => {
  const stranger = refuseStranger(command, 43)
  if (stranger !== undefined) return stranger
  if (copy.recall === "agreed") return happened()
  return copy.recall === "requested"
    ? happened({ _tag: "RecallAgreed", by: command.by, texts: {} })
    : refuse("NoOpenRecall", 43)
}

const refuseRecall = (command: Of<"RefuseRecall">, copy: Copy): Answer => {
  const refused = refuseStranger(command, 43) ?? refuseRecalled(copy)
  if (refused !== undefined) return refused
  if (copy.recall === "refused") return happened()
  if (copy.recall === "none") return refuse("NoOpenRecall", 43)
  if (command.reason.trim() === "") return refuse("ReasonMissing", 43)
  return happened({ _tag: "RecallRefused", by: command.by, texts: { reason: command.reason } })
}

export const decide = (command: DistributionCommand, state: DistributionState): Answer => {
  if (command._tag === "Plan") return state._tag === "Copy" ? refuse("AlreadyPlanned", null) : plan(command)
  if (state._tag === "Unplanned") return refuse("NotPlanned", null)
  switch (command._tag) {
    case "Send":
      return send(command, state)
    case "Receive":
      return receive(state)
    case "Refuse":
      return turnAway(command, state)
    case "Acknowledge":
      return acknowledge(command, state)
    case "RequestRecall":
      return requestRecall(command, state)
    case "AgreeRecall":
      return agreeRecall(command, state)
    case "RefuseRecall":
      return refuseRecall(command, state)
  }
}
