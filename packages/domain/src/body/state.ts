// What a body's history adds up to.
import type { BodyId, CivilDate, FactsOf } from "../kernel/index.ts"
import type { BodyKind, BodyLevel, bodyEvents } from "./event.ts"

export type BodyState =
  | { readonly _tag: "Unregistered" }
  | {
      readonly _tag: "Registered"
      readonly slug: string
      readonly name: string
      readonly kind: BodyKind
      readonly level: BodyLevel | null
      /** The first day of its existence; null while unknown. */
      readonly founded: CivilDate | null
      /** The first day without it; null while it exists. */
      readonly end: CivilDate | null
      readonly successors: ReadonlyArray<BodyId>
    }

export const initial: BodyState = { _tag: "Unregistered" }

export const evolve = (state: BodyState, event: FactsOf<typeof bodyEvents>): BodyState => {
  if (event._tag === "BodyRegistered") {
    const { slug, name, kind, level, founded } = event
    return { _tag: "Registered", slug, name, kind, level, founded, end: null, successors: [] }
  }
  if (state._tag === "Unregistered") return state
  switch (event._tag) {
    case "BodyRenamed":
      return { ...state, name: event.name }
    case "BodyDissolved":
      return { ...state, end: event.end }
    case "SuccessionRecorded":
      return { ...state, successors: [...state.successors, event.successor] }
  }
}
