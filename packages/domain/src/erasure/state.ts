// Where an erasure stands.
import type { FactsOf, NamedActor } from "../kernel/index.ts"
import type { erasureEvents } from "./event.ts"
import type { ErasureTarget } from "./scope.ts"

export type ErasureState =
  | { readonly _tag: "Unproposed" }
  | { readonly _tag: "Proposed"; readonly targets: ReadonlyArray<ErasureTarget>; readonly by: NamedActor }
  | { readonly _tag: "CarriedOut" | "Declined" }

export const initial: ErasureState = { _tag: "Unproposed" }

export const evolve = (_: ErasureState, event: FactsOf<typeof erasureEvents>): ErasureState => {
  switch (event._tag) {
    case "ErasureProposed":
      return { _tag: "Proposed", targets: event.targets, by: event.by }
    case "ErasureCarriedOut":
      return { _tag: "CarriedOut" }
    case "ErasureDeclined":
      return { _tag: "Declined" }
  }
}
