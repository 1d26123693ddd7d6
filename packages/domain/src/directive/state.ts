// What a directive's history adds up to.
import type { BodyId, ClassId, FactsOf } from "../kernel/index.ts"
import type { directiveEvents } from "./event.ts"

type Extracted = Extract<FactsOf<typeof directiveEvents>, { _tag: "DirectiveExtracted" }>

export type DirectiveState =
  | { readonly _tag: "Unknown" }
  | {
      readonly _tag: "Extracted"
      readonly facts: Omit<Extracted, "_tag">
      readonly split: boolean
      /** Classes resolved so far. */
      readonly resolved: ReadonlyArray<ClassId>
      /** Every body that holds an assignment of this directive through a class or an open set. */
      readonly assigned: ReadonlyArray<BodyId>
    }

export const initial: DirectiveState = { _tag: "Unknown" }

export const evolve = (state: DirectiveState, event: FactsOf<typeof directiveEvents>): DirectiveState => {
  if (event._tag === "DirectiveExtracted") {
    const { _tag, ...facts } = event
    return { _tag: "Extracted", facts, split: false, resolved: [], assigned: [] }
  }
  if (state._tag === "Unknown") return state
  switch (event._tag) {
    case "DirectiveSplit":
      return { ...state, split: true }
    case "AddresseeResolved":
      return {
        ...state,
        resolved: [...state.resolved, event.class],
        assigned: [...state.assigned, ...event.members.map(({ body }) => body)]
      }
    case "OpenSetPartyNamed":
      return { ...state, assigned: [...state.assigned, event.body] }
  }
}
