// What a body's history adds up to.
import type { BodyId, CivilDate, FactsOf } from "../kernel/index.ts"
import type { BodyKind, BodyLevel, bodyEvents, Extent } from "./event.ts"

/** Who takes over, from which day, and how much. */
export interface Successor {
  readonly body: BodyId
  readonly from: CivilDate
  readonly extent: Extent
}

export type BodyState =
  | { readonly _tag: "Unregistered" }
  | {
      readonly _tag: "Registered"
      readonly slug: string
      readonly name: string
      readonly kind: BodyKind
      readonly level: BodyLevel | null
      readonly territory: string | null
      readonly parent: BodyId | null
      readonly founded: CivilDate | null
      readonly terms: ReadonlyArray<{ readonly term: string; readonly from: CivilDate }>
      /** The first day without it; null while it exists. */
      readonly end: CivilDate | null
      readonly successors: ReadonlyArray<Successor>
      /** Whether everything that it held has been decided on [45]. */
      readonly closed: boolean
    }

export const initial: BodyState = { _tag: "Unregistered" }

export const evolve = (state: BodyState, event: FactsOf<typeof bodyEvents>): BodyState => {
  if (event._tag === "BodyRegistered") {
    const { slug, name, kind, level, territory, parent, founded } = event
    const facts = { slug, name, kind, level, territory, parent, founded }
    return { _tag: "Registered", ...facts, terms: [], end: null, successors: [], closed: false }
  }
  if (state._tag === "Unregistered") return state
  switch (event._tag) {
    case "BodyRenamed":
      return { ...state, name: event.name }
    case "BodyReparented":
      return { ...state, parent: event.parent }
    case "TermOpened":
      return { ...state, terms: [...state.terms, { term: event.term, from: event.from }] }
    case "BodyDissolved":
      return { ...state, end: event.end }
    case "SuccessionRecorded": {
      const { successor: body, from, extent } = event
      return { ...state, successors: [...state.successors, { body, from, extent }] }
    }
    case "DissolutionClosed":
      return { ...state, closed: true }
    case "DissolutionReopened":
      return { ...state, closed: false }
  }
}
