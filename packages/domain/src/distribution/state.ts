// What a copy's history adds up to.
import type { FactsOf } from "../kernel/index.ts"
import type { distributionEvents, Recipient } from "./event.ts"

export type DistributionState =
  | { readonly _tag: "Unplanned" }
  | {
      readonly _tag: "Copy"
      readonly recipient: Recipient
      readonly sent: boolean
      readonly received: boolean
      readonly acknowledged: boolean
    }

export const initial: DistributionState = { _tag: "Unplanned" }

export const evolve = (state: DistributionState, event: FactsOf<typeof distributionEvents>): DistributionState => {
  if (event._tag === "DistributionPlanned")
    return { _tag: "Copy", recipient: event.recipient, sent: false, received: false, acknowledged: false }
  if (state._tag === "Unplanned") return state
  switch (event._tag) {
    case "CopySent":
      return { ...state, sent: true }
    case "CopyReceived":
      return { ...state, received: true }
    case "CopyAcknowledged":
      return { ...state, acknowledged: true }
  }
}
