// What would move an assignment next: the events that can follow where it stands, and who could make them happen.
import type { Assigned } from "../assignment/index.ts"
import type { BodyId } from "../kernel/index.ts"

/** The types of the events that the rules foresee from some state. */
export type NextEvent =
  | "Acknowledged"
  | "Contested"
  | "Reaffirmed"
  | "Reassigned"
  | "WorkStarted"
  | "ResultSubmitted"
  | "ResultAccepted"
  | "ResultReturned"
  | "Resumed"
  | "Reopened"
  | "Discontinued"
  | "PeriodicReportFiled"
  | "OccurrenceRaised"
  | "OccurrenceReported"
  | "OccurrenceResponded"
  | "ExtensionGranted"
  | "ExtensionRefused"
  | "ExtensionCountered"
  | "CounterAccepted"
  | "CounterDeclined"

export interface NextStep {
  readonly event: NextEvent
  /** One of them does it: the body that has the work, or those that decide for the issuer [37]. */
  readonly by: ReadonlyArray<BodyId>
}

type Side = "assignee" | "deciders" | "either"
type Possible = ReadonlyArray<readonly [NextEvent, Side]>

const ofPhase: { readonly [one in Assigned["phase"]]: Possible } = {
  assigned: [
    ["Acknowledged", "assignee"],
    ["Contested", "assignee"]
  ],
  reaffirmed: [["Acknowledged", "assignee"]],
  acknowledged: [
    ["WorkStarted", "assignee"],
    ["Contested", "assignee"]
  ],
  contested: [
    ["Reaffirmed", "deciders"],
    ["Reassigned", "deciders"]
  ],
  in_progress: [["ResultSubmitted", "assignee"]],
  returned: [["ResultSubmitted", "assignee"]],
  submitted: [
    ["ResultAccepted", "deciders"],
    ["ResultReturned", "deciders"]
  ],
  in_force: [["Discontinued", "deciders"]],
  armed: [["OccurrenceRaised", "either"]],
  suspended: [["Resumed", "deciders"]],
  accepted: [["Reopened", "deciders"]],
  not_done: [["Reopened", "deciders"]],
  reassigned: [],
  cancelled: [],
  superseded: [],
  transferred: [],
  split: [],
  lapsed: [],
  discontinued: [],
  excused: []
}

const ofExtension = ({ openExtension }: Assigned): Possible => {
  if (openExtension === null) return []
  return openExtension.offered === null
    ? [
        ["ExtensionGranted", "deciders"],
        ["ExtensionRefused", "deciders"],
        ["ExtensionCountered", "deciders"]
      ]
    : [
        ["CounterAccepted", "assignee"],
        ["CounterDeclined", "assignee"]
      ]
}

const ofOccasions = ({ occurrences }: Assigned): Possible => [
  ...(occurrences.some(({ stage }) => stage === "raised") ? ([["OccurrenceReported", "assignee"]] as const) : []),
  ...(occurrences.some(({ stage }) => stage === "reported") ? ([["OccurrenceResponded", "deciders"]] as const) : [])
]

/** Steps that the rules foresee from here; an end that the issuer may decide at any time, as a cancellation, is not among them. */
export const nextSteps = (state: Assigned): ReadonlyArray<NextStep> => {
  const { phase, kind, body, deciders } = state
  const periodic: Possible =
    phase === "in_force" && kind === "periodic_report" ? [["PeriodicReportFiled", "assignee"]] : []
  const sides = { assignee: [body], deciders, either: [...new Set([body, ...deciders])] }
  const occasions = phase === "armed" ? ofOccasions(state) : []
  return [...occasions, ...periodic, ...ofPhase[phase], ...ofExtension(state)].map(([event, side]) => ({
    event,
    by: sides[side]
  }))
}
