// What a conclusion's history adds up to.
import type { CivilDate, FactsOf, ProvisionPath } from "../kernel/index.ts"
import type { Authorship, conclusionEvents } from "./event.ts"

export type ConclusionState =
  | { readonly _tag: "Unregistered" }
  | { readonly _tag: "Stub" }
  | {
      readonly _tag: "Registered"
      readonly reference: string
      readonly authorship: Authorship
      readonly meetingLastDay: CivilDate | null
      readonly issueDate: CivilDate | null
      readonly provisions: ReadonlyArray<ProvisionPath>
    }

export const initial: ConclusionState = { _tag: "Unregistered" }

export const evolve = (state: ConclusionState, event: FactsOf<typeof conclusionEvents>): ConclusionState => {
  if (event._tag === "DocumentStubRecorded") return { _tag: "Stub" }
  if (event._tag === "ConclusionRegistered") {
    const { reference, authorship, meetingLastDay, issueDate } = event
    return { _tag: "Registered", reference, authorship, meetingLastDay, issueDate, provisions: [] }
  }
  if (state._tag !== "Registered") return state
  if (event._tag === "ProvisionRecorded") return { ...state, provisions: [...state.provisions, event.path] }
  return event._tag === "IssueDateEstablished" ? { ...state, issueDate: event.date } : state
}

/** The day a document takes effect from, for rules that need one: `unresolvable` until somebody establishes it [5]. */
export const issueDateOf = (state: ConclusionState): CivilDate | "unresolvable" =>
  state._tag === "Registered" ? (state.issueDate ?? "unresolvable") : "unresolvable"
