// What a conclusion's history adds up to.
import type { BodyId, CivilDate, ConclusionId, DistributionId, FactsOf, ProvisionPath } from "../kernel/index.ts"
import type { Authorship, conclusionEvents } from "./event.ts"
import type { DocumentSystem, FormElement } from "./rule-sets.ts"
import type { Passage, ReiterationChange } from "./supersession.ts"

/** What a document has from its draft on. */
interface Written {
  readonly reference: string
  readonly system: DocumentSystem | null
  readonly meetingLastDay: CivilDate | null
  readonly provisions: ReadonlyArray<ProvisionPath>
}

export interface Drafted extends Written {
  readonly _tag: "Drafted"
  readonly concluder: BodyId | null
  readonly issuer: BodyId | null
  readonly titled: boolean
}

/** A document that is out: registered as it came, or issued from a draft. */
export interface Registered extends Written {
  readonly _tag: "Registered"
  readonly issued: boolean
  readonly authorship: Authorship
  readonly issueDate: CivilDate | null
  /** Null where nobody looked [9]. */
  readonly elements: ReadonlyArray<FormElement> | null
  /** How many discrepancies were noted; they count from 1. */
  readonly discrepancies: number
  readonly resolved: ReadonlyArray<number>
  readonly amendments: ReadonlyArray<{ readonly by: ConclusionId; readonly paths: ReadonlyArray<ProvisionPath> }>
  readonly superseded: ReadonlyArray<{ readonly path: ProvisionPath; readonly by: Passage }>
  readonly reiterations: ReadonlyArray<{
    readonly path: ProvisionPath
    readonly by: Passage
    readonly changes: ReadonlyArray<ReiterationChange>
  }>
  readonly revoked: boolean
  /** Copies whose recipients gave them back [43]. */
  readonly recalled: ReadonlyArray<DistributionId>
}

export type ConclusionState = { readonly _tag: "Unregistered" } | { readonly _tag: "Stub" } | Drafted | Registered

export const initial: ConclusionState = { _tag: "Unregistered" }

type Event = FactsOf<typeof conclusionEvents>

const untouched = {
  discrepancies: 0,
  resolved: [],
  amendments: [],
  superseded: [],
  reiterations: [],
  revoked: false,
  recalled: []
}

const begin = (event: Event): ConclusionState | undefined => {
  switch (event._tag) {
    case "DocumentStubRecorded":
      return { _tag: "Stub" }
    case "ConclusionDrafted": {
      const { reference, system, meetingLastDay, concluder, issuer, titled } = event
      return { _tag: "Drafted", reference, system, meetingLastDay, provisions: [], concluder, issuer, titled }
    }
    case "ConclusionRegistered": {
      const { reference, system, authorship, meetingLastDay, issueDate, elements } = event
      const facts = { reference, system, authorship, meetingLastDay, issueDate, elements, provisions: [] }
      return { _tag: "Registered", issued: false, ...facts, ...untouched }
    }
    default:
      return undefined
  }
}

const afterDraft = (draft: Drafted, event: Event): ConclusionState => {
  if (event._tag === "ProvisionRecorded") return { ...draft, provisions: [...draft.provisions, event.path] }
  if (event._tag !== "ConclusionIssued") return draft
  const { concluder, issuer, system, meetingLastDay, provisions } = draft
  const { reference, issueDate, collective, signer, elements } = event
  const authorship = { concluder, issuer, collective, signer }
  const facts = { reference, system, authorship, meetingLastDay, issueDate, elements, provisions }
  return { _tag: "Registered", issued: true, ...facts, ...untouched }
}

const afterIssue = (state: Registered, event: Event): ConclusionState => {
  switch (event._tag) {
    case "ProvisionRecorded":
      return { ...state, provisions: [...state.provisions, event.path] }
    case "DiscrepancyNoted":
      return { ...state, discrepancies: state.discrepancies + 1 }
    case "DiscrepancyResolved":
      return { ...state, resolved: [...state.resolved, event.ordinal] }
    case "IssueDateEstablished":
      return { ...state, issueDate: event.date }
    case "ConclusionAmended":
      return { ...state, amendments: [...state.amendments, { by: event.by, paths: event.paths }] }
    case "ProvisionSuperseded":
      return { ...state, superseded: [...state.superseded, { path: event.path, by: event.by }] }
    case "ConclusionReiterated": {
      const { path, by, changes } = event
      return { ...state, reiterations: [...state.reiterations, { path, by, changes }] }
    }
    case "ConclusionRevoked":
      return { ...state, revoked: true }
    case "ConclusionRecalled":
      return { ...state, recalled: [...state.recalled, event.copy] }
    default:
      return state
  }
}

export const evolve = (state: ConclusionState, event: Event): ConclusionState => {
  const begun = begin(event)
  if (begun !== undefined) return begun
  if (state._tag === "Drafted") return afterDraft(state, event)
  return state._tag === "Registered" ? afterIssue(state, event) : state
}

/** The day a document takes effect from, for rules that need one: `unresolvable` until somebody establishes it [5]. */
export const issueDateOf = (state: ConclusionState): CivilDate | "unresolvable" =>
  state._tag === "Registered" ? (state.issueDate ?? "unresolvable") : "unresolvable"
