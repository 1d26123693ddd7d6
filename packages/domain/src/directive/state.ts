// What a directive's history adds up to.
import type { BodyId, ClassId, FactsOf } from "../kernel/index.ts"
import type { directiveEvents } from "./event.ts"

type Extracted = Extract<FactsOf<typeof directiveEvents>, { _tag: "DirectiveExtracted" }>

type Facts = Pick<Extracted, "conclusion" | "kind" | "force" | "lead" | "delegates" | "liaison" | "deadline">

/** What rules ask of the text; taken one by one, since an event read back also carries its texts. */
const factsOf = ({ conclusion, kind, force, lead, delegates, liaison, deadline }: Extracted): Facts => ({
  conclusion,
  kind,
  force,
  lead,
  delegates,
  liaison,
  deadline
})

export type DirectiveState =
  | { readonly _tag: "Unknown" }
  | {
      readonly _tag: "Extracted"
      readonly facts: Facts
      readonly split: boolean
      /** Classes resolved so far. */
      readonly resolved: ReadonlyArray<ClassId>
      /** Every body that holds an assignment of this directive through a class or an open set. */
      readonly assigned: ReadonlyArray<BodyId>
    }

export const initial: DirectiveState = { _tag: "Unknown" }

export const evolve = (state: DirectiveState, event: FactsOf<typeof directiveEvents>): DirectiveState => {
  if (event._tag === "DirectiveExtracted")
    return { _tag: "Extracted", facts: factsOf(event), split: false, resolved: [], assigned: [] }
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
