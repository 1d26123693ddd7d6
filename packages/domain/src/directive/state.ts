// What a directive's history adds up to.
import type { AssignmentId, BodyId, ClassId, FactsOf } from "../kernel/index.ts"
import type { Addressee } from "./addressee.ts"
import type { directiveEvents, Link } from "./event.ts"

type Event = FactsOf<typeof directiveEvents>
type ExtractedEvent = Extract<Event, { _tag: "DirectiveExtracted" }>
type Facts = Pick<
  ExtractedEvent,
  | "conclusion"
  | "path"
  | "kind"
  | "force"
  | "lead"
  | "coordinating"
  | "monitoring"
  | "delegates"
  | "liaison"
  | "deadline"
  | "proposedBy"
  | "decided"
>

/** What rules ask of the text; taken one by one, since an event read back also carries its texts. */
const factsOf = (event: ExtractedEvent): Facts => ({
  conclusion: event.conclusion,
  path: event.path,
  kind: event.kind,
  force: event.force,
  lead: event.lead,
  coordinating: event.coordinating,
  monitoring: event.monitoring,
  delegates: event.delegates,
  liaison: event.liaison,
  deadline: event.deadline,
  proposedBy: event.proposedBy,
  decided: event.decided
})

/** One body that got the directive, and by which of its addressees. */
export interface Given {
  readonly body: BodyId
  readonly assignment: AssignmentId
  readonly addressee: Addressee
}

export interface Extracted {
  readonly _tag: "Extracted"
  readonly facts: Facts
  readonly split: boolean
  /** Classes resolved so far. */
  readonly resolved: ReadonlyArray<ClassId>
  /** The assignments that it led to, those that other assignees delegated left out. */
  readonly given: ReadonlyArray<Given>
  /** Whether a person decided on its kind. */
  readonly classified: boolean
  readonly term: Extract<Event, { _tag: "DirectiveClassified" }>["term"]
  readonly nilAllowed: boolean
  readonly resultStated: boolean
  readonly links: ReadonlyArray<Link>
  readonly discontinued: boolean
}

export type DirectiveState = { readonly _tag: "Unknown" } | Extracted

export const initial: DirectiveState = { _tag: "Unknown" }

const extracted = (event: ExtractedEvent): Extracted => ({
  _tag: "Extracted",
  facts: factsOf(event),
  split: false,
  resolved: [],
  given: [],
  classified: false,
  term: null,
  nilAllowed: false,
  resultStated: false,
  links: [],
  discontinued: false
})

/** [51] Repeats an earlier directive and changes nothing in it: no obligation of its own. */
export const onlyReiterates = ({ links }: Extracted): boolean =>
  links.some((link) => link._tag === "Reiterates" && link.changes.length === 0)

export const evolve = (state: DirectiveState, event: Event): DirectiveState => {
  if (event._tag === "DirectiveExtracted") return extracted(event)
  if (state._tag === "Unknown") return state
  switch (event._tag) {
    case "DirectiveSplit":
      return { ...state, split: true }
    case "AddresseeResolved": {
      const { addressee, members, complete } = event
      return {
        ...state,
        resolved: addressee._tag === "EachOfClass" && complete ? [...state.resolved, addressee.class] : state.resolved,
        given: [...state.given, ...members.map((member) => ({ ...member, addressee }))]
      }
    }
    case "OpenSetPartyNamed": {
      const { slot, body, assignment } = event
      return { ...state, given: [...state.given, { body, assignment, addressee: { _tag: "OpenSet", slot } }] }
    }
    case "DirectiveClassified": {
      const { kind, force, term, nilAllowed, resultStated } = event
      return { ...state, facts: { ...state.facts, kind, force }, classified: true, term, nilAllowed, resultStated }
    }
    case "DirectiveLinked":
      return { ...state, links: [...state.links, event.link] }
    case "DirectiveDiscontinued":
      return { ...state, discontinued: true }
  }
}
