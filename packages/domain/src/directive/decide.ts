// The rulebook of directives. Numbers in brackets are invariants of the specification.
import { refuseEnded } from "../body/index.ts"
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { DirectiveCommand } from "./command.ts"
import type { DirectiveKind, directiveEvents } from "./event.ts"
import type { DirectiveState } from "./state.ts"

type Answer = Decision<EventOf<typeof directiveEvents>>
type Of<Tag extends DirectiveCommand["_tag"]> = Extract<DirectiveCommand, { _tag: Tag }>
type Extracted = Extract<DirectiveState, { _tag: "Extracted" }>

/** [12] Approvals and constraints create no assignments; every other kind is a task. */
export const isTask = (kind: DirectiveKind): boolean => kind !== "approval" && kind !== "constraint"

/** [14] Every directive of a task kind has an addressee, and exactly one lead unless the text names co-leads. */
const leads = ({ kind, lead, coLed }: Of<"Extract">) => {
  if (!isTask(kind)) return undefined
  if (lead.length === 0) return refuse("AddresseeMissing", 14)
  return lead.length > 1 && !coLed ? refuse("SeveralLeads", 14, { leads: lead.length }) : undefined
}

const extract = (command: Of<"Extract">): Answer => {
  const wrong = leads(command)
  if (wrong !== undefined) return wrong
  const { obligation, condition, constraints, deadlinePhrase } = command
  return happened({
    _tag: "DirectiveExtracted",
    conclusion: command.conclusion,
    path: command.path,
    split: command.split,
    kind: command.kind,
    force: command.withinAuthority ? command.force : "request",
    statedForce: command.force,
    lead: command.lead,
    coordinating: command.coordinating,
    monitoring: command.monitoring,
    delegates: command.delegates,
    liaison: command.liaison,
    reportTo: command.reportTo,
    obligation: obligation.span,
    condition: condition?.span ?? null,
    constraints: constraints.map(({ span }) => span),
    deadline: command.deadline,
    deadlineSpan: deadlinePhrase?.span ?? null,
    proposedBy: command.proposedBy,
    texts: {
      obligation: obligation.text,
      condition: condition?.text ?? null,
      constraints: constraints.map(({ text }) => text),
      deadline: deadlinePhrase?.text ?? null,
      openSets: command.openSets
    }
  })
}

/** [15] One assignment for each member of the stored snapshot, once. */
const resolveClass = (command: Of<"ResolveClass">, state: Extracted): Answer => {
  const { members, snapshot, on } = command
  if (state.resolved.includes(command.class)) return happened()
  if (!state.facts.lead.some((lead) => lead._tag === "EachOfClass" && lead.class === command.class))
    return refuse("ClassNotAddressed", 15)
  const bodies = members.map(({ standing }) => standing.body)
  if (new Set(bodies).size !== bodies.length) return refuse("MemberTwice", 15)
  const ended = members.map(({ standing }) => refuseEnded(standing, on)).find((refusal) => refusal !== undefined)
  if (ended !== undefined) return ended
  return happened({
    _tag: "AddresseeResolved",
    class: command.class,
    snapshot,
    members: members.map(({ standing, assignment }) => ({ body: standing.body, assignment })),
    texts: {}
  })
}

/** [17] An open set holds no assignment until a member is named. */
const nameParty = ({ slot, standing, assignment, on }: Of<"NameParty">, state: Extracted): Answer => {
  const { facts, assigned } = state
  const open = [...facts.lead, ...facts.delegates].some((party) => party._tag === "OpenSet" && party.slot === slot)
  if (!open) return refuse("OpenSetUnknown", 17, { slot })
  const liaison = facts.liaison.some((party) => party._tag === "OneBody" && party.body === standing.body)
  if (liaison) return refuse("LiaisonGetsNoAssignment", 20, { body: standing.body })
  if (assigned.includes(standing.body)) return happened()
  return (
    refuseEnded(standing, on) ??
    happened({ _tag: "OpenSetPartyNamed", slot, body: standing.body, assignment, texts: {} })
  )
}

export const decide = (command: DirectiveCommand, state: DirectiveState): Answer => {
  if (command._tag === "Extract")
    return state._tag === "Extracted" ? refuse("DirectiveAlreadyExtracted", null) : extract(command)
  if (state._tag === "Unknown") return refuse("DirectiveUnknown", null)
  if (state.split) return refuse("DirectiveWasSplit", null)
  if (command._tag !== "Split" && !isTask(state.facts.kind)) return refuse("NotATask", 12)
  switch (command._tag) {
    case "Split":
      return command.into.length < 2
        ? refuse("SplitNeedsTwo", null)
        : happened({ _tag: "DirectiveSplit", into: command.into, proposed: command.proposed, texts: {} })
    case "ResolveClass":
      return resolveClass(command, state)
    case "NameParty":
      return nameParty(command, state)
  }
}
