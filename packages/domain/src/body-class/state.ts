// What a class's history adds up to.
import type { BodyId, FactsOf } from "../kernel/index.ts"
import type { bodyClassEvents } from "./event.ts"

export type BodyClassState =
  | { readonly _tag: "Undefined" }
  | {
      readonly _tag: "Defined"
      readonly slug: string
      readonly name: string
      readonly snapshots: ReadonlyArray<ReadonlyArray<BodyId>>
    }

export const initial: BodyClassState = { _tag: "Undefined" }

export const evolve = (state: BodyClassState, event: FactsOf<typeof bodyClassEvents>): BodyClassState => {
  if (event._tag === "ClassDefined") return { _tag: "Defined", slug: event.slug, name: event.name, snapshots: [] }
  return state._tag === "Undefined" ? state : { ...state, snapshots: [...state.snapshots, event.members] }
}
