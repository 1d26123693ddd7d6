// The rulebook of erasures: on a legal ground, by two different people, and never under a legal hold.
import { type Decision, type EventOf, happened, type NamedActor, refuse } from "../kernel/index.ts"
import type { ErasureCommand, Namesake } from "./command.ts"
import type { erasureEvents } from "./event.ts"
import type { ErasureState } from "./state.ts"

type ErasureDecision = Decision<EventOf<typeof erasureEvents>>
type Of<Tag extends ErasureCommand["_tag"]> = Extract<ErasureCommand, { _tag: Tag }>

const propose = (
  { targets, ground, document, reason, by, nothing }: Of<"Propose">,
  state: ErasureState
): ErasureDecision => {
  if (state._tag !== "Unproposed") return refuse("ErasureDecided", null, { state: state._tag })
  if (nothing.length > 0) return refuse("NothingToErase", null, { targets: nothing })
  return happened({ _tag: "ErasureProposed", targets, ground, by, texts: { document, reason } })
}

/** One who proposed is the same person under any other id. */
const isProposer = (proposer: NamedActor, { person }: NamedActor, namesake: Namesake): boolean =>
  person === proposer.person || namesake === "yes"

const carryOut = (
  { by, namesake, erasesOwnName, found, holds }: Of<"CarryOut">,
  state: ErasureState
): ErasureDecision => {
  if (state._tag === "CarriedOut") return happened()
  if (state._tag !== "Proposed") return refuse("ErasureDecided", null, { state: state._tag })
  if (isProposer(state.by, by, namesake)) return refuse("ProposerDecides", null)
  if (namesake === "unknown") return refuse("ProposerUnknown", null)
  if (holds.length > 0) return refuse("UnderLegalHold", null, { holds: holds.map(String) })
  if (erasesOwnName || found.persons.includes(by.person)) return refuse("ErasesOwnName", null)
  return happened({ _tag: "ErasureCarriedOut", by, ...found, texts: {} })
}

const decline = ({ by, namesake, reason }: Of<"Decline">, state: ErasureState): ErasureDecision => {
  if (state._tag === "Declined") return happened()
  if (state._tag !== "Proposed") return refuse("ErasureDecided", null, { state: state._tag })
  // Nothing goes by declining: it needs no name of the proposer to compare with.
  if (isProposer(state.by, by, namesake)) return refuse("ProposerDecides", null)
  return happened({ _tag: "ErasureDeclined", by, texts: { reason } })
}

export const decide = (command: ErasureCommand, state: ErasureState): ErasureDecision => {
  switch (command._tag) {
    case "Propose":
      return propose(command, state)
    case "CarryOut":
      return carryOut(command, state)
    case "Decline":
      return decline(command, state)
  }
}
