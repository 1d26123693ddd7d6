// What a copy's history adds up to.
import type { FactsOf } from "../kernel/index.ts"
import type { Channel, distributionEvents, Recipient } from "./event.ts"

export type DistributionState =
  | { readonly _tag: "Unplanned" }
  | {
      readonly _tag: "Copy"
      readonly recipient: Recipient
      readonly sent: boolean
      /** By which channels it was sent so far; null where nobody said. */
      readonly channel: Channel | null
      readonly received: boolean
      /** Until it is sent again. */
      readonly refused: boolean
      readonly acknowledged: boolean
      /** A refused recall may be asked for again. */
      readonly recall: "none" | "requested" | "agreed" | "refused"
    }

export const initial: DistributionState = { _tag: "Unplanned" }

/** The channels of two sendings together. */
export const channelsTogether = (one: Channel | null, other: Channel | null): Channel | null => {
  if (one === null || other === null) return one ?? other
  return one === other ? one : "both"
}

const untouched = {
  sent: false,
  channel: null,
  received: false,
  refused: false,
  acknowledged: false,
  recall: "none"
} as const

export const evolve = (state: DistributionState, event: FactsOf<typeof distributionEvents>): DistributionState => {
  if (event._tag === "DistributionPlanned") return { _tag: "Copy", recipient: event.recipient, ...untouched }
  if (state._tag === "Unplanned") return state
  switch (event._tag) {
    case "CopySent":
      return { ...state, sent: true, channel: channelsTogether(state.channel, event.channel), refused: false }
    case "CopyReceived":
      return { ...state, received: true }
    case "CopyRefused":
      return { ...state, refused: true, received: false }
    case "CopyAcknowledged":
      return { ...state, acknowledged: true }
    case "RecallRequested":
      return { ...state, recall: "requested" }
    case "RecallAgreed":
      return { ...state, recall: "agreed" }
    case "RecallRefused":
      return { ...state, recall: "refused" }
  }
}
