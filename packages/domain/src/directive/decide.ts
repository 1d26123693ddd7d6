// The rulebook of directives. Numbers in brackets are invariants of the specification.
import { refuseEnded } from "../body/index.ts"
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { DirectiveCommand } from "./command.ts"
import type { DirectiveKind, directiveEvents, Link as LinkOf } from "./event.ts"
import { type DirectiveState, type Extracted, onlyReiterates } from "./state.ts"

type Answer = Decision<EventOf<typeof directiveEvents>>
type Of<Tag extends DirectiveCommand["_tag"]> = Extract<DirectiveCommand, { _tag: Tag }>

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
    decided: command.decided,
    texts: {
      obligation: obligation.text,
      condition: condition?.text ?? null,
      constraints: constraints.map(({ text }) => text),
      deadline: deadlinePhrase?.text ?? null,
      openSets: command.openSets
    }
  })
}

/** A lead that is one body, once [14]. */
const resolveBody = ({ standing, assignment, on }: Of<"ResolveBody">, state: Extracted): Answer => {
  const { body } = standing
  const addressee = state.facts.lead.find((lead) => lead._tag === "OneBody" && lead.body === body)
  if (addressee === undefined) return refuse("NotAddressed", 14, { body })
  if (state.given.some((given) => given.addressee._tag === "OneBody" && given.body === body)) return happened()
  return (
    refuseEnded(standing, on) ??
    happened({
      _tag: "AddresseeResolved",
      addressee,
      snapshot: null,
      complete: true,
      members: [{ body, assignment }],
      texts: {}
    })
  )
}

/** [15] One assignment for each member of the stored snapshot, once. */
const resolveClass = (command: Of<"ResolveClass">, state: Extracted): Answer => {
  const { members, snapshot, on } = command
  if (state.resolved.includes(command.class)) return happened()
  const addressed = [...state.facts.lead, ...state.facts.delegates]
  if (!addressed.some((party) => party._tag === "EachOfClass" && party.class === command.class))
    return refuse("ClassNotAddressed", 15)
  const bodies = members.map(({ standing }) => standing.body)
  if (new Set(bodies).size !== bodies.length) return refuse("MemberTwice", 15)
  const ended = members.map(({ standing }) => refuseEnded(standing, on)).find((refusal) => refusal !== undefined)
  if (ended !== undefined) return ended
  return happened({
    _tag: "AddresseeResolved",
    addressee: { _tag: "EachOfClass", class: command.class },
    snapshot,
    complete: command.complete,
    members: members.map(({ standing, assignment }) => ({ body: standing.body, assignment })),
    texts: {}
  })
}

/** [17] An open set holds no assignment until a member is named. */
const nameParty = ({ slot, standing, assignment, on }: Of<"NameParty">, state: Extracted): Answer => {
  const { facts, given } = state
  const open = [...facts.lead, ...facts.delegates].some((party) => party._tag === "OpenSet" && party.slot === slot)
  if (!open) return refuse("OpenSetUnknown", 17, { slot })
  const liaison = facts.liaison.some((party) => party._tag === "OneBody" && party.body === standing.body)
  if (liaison) return refuse("LiaisonGetsNoAssignment", 20, { body: standing.body })
  if (given.some(({ body, addressee }) => addressee._tag !== "OneBody" && body === standing.body)) return happened()
  return (
    refuseEnded(standing, on) ??
    happened({ _tag: "OpenSetPartyNamed", slot, body: standing.body, assignment, texts: {} })
  )
}

/** [21] What the issuer may not direct stays a request, whatever a clerk makes of it. */
const classify = (command: Of<"Classify">, state: Extracted): Answer => {
  const { kind, term, nilAllowed, result, by } = command
  if (state.given.length > 0) return refuse("DirectiveHasAssignments", 31, { kind: state.facts.kind })
  if (isTask(kind) && state.facts.lead.length === 0) return refuse("AddresseeMissing", 14)
  const resultStated = result !== null && result.trim() !== ""
  return happened({
    _tag: "DirectiveClassified",
    kind,
    force: command.withinAuthority ? command.force : "request",
    term,
    nilAllowed,
    resultStated,
    by,
    texts: { result: resultStated ? result : null }
  })
}

const sameLink = (left: LinkOf, right: LinkOf): boolean => {
  if (left._tag === "Answers") return right._tag === "Answers" && left.finding === right.finding
  return right._tag === left._tag && left.directive === right.directive
}

const linkTo = ({ self, link, findings, by }: Of<"Link">, state: Extracted): Answer => {
  if (link._tag === "Answers" && (link.finding < 1 || link.finding > findings))
    return refuse("FindingUnknown", 11, { finding: link.finding })
  if (link._tag !== "Answers" && link.directive === self) return refuse("LinkToItself", 51)
  return state.links.some((known) => sameLink(known, link))
    ? happened()
    : happened({ _tag: "DirectiveLinked", link, by, texts: {} })
}

/** [37] The issuer's decision: from then on nobody new gets it. */
const discontinue = ({ standing, on, by, deciders, reason }: Of<"Discontinue">, state: Extracted): Answer => {
  const ended = refuseEnded(standing, on)
  if (ended !== undefined) return ended
  if (!deciders.includes(standing.body)) return refuse("NotTheIssuer", 37, { deciders, actor: standing.body })
  if (reason.trim() === "") return refuse("ReasonMissing", null)
  if (by.body === null || by.person === null) return refuse("PersonMissing", 37)
  const { body, person } = by
  return state.discontinued
    ? happened()
    : happened({ _tag: "DirectiveDiscontinued", by: { body, person }, texts: { reason } })
}

const splitUp = ({ into, proposed }: Of<"Split">, state: Extracted): Answer => {
  if (into.length < 2) return refuse("SplitNeedsTwo", null)
  return state.given.length > 0
    ? refuse("DirectiveHasAssignments", 31, { kind: state.facts.kind })
    : happened({ _tag: "DirectiveSplit", into, proposed, texts: {} })
}

/** What may be asked of approvals and constraints too; everything else gives somebody a task [12]. */
const forAllKinds: ReadonlyArray<DirectiveCommand["_tag"]> = ["Split", "Classify", "Link"]

/** What gives somebody a task. */
const resolving: ReadonlyArray<DirectiveCommand["_tag"]> = ["ResolveBody", "ResolveClass", "NameParty"]

export const decide = (command: DirectiveCommand, state: DirectiveState): Answer => {
  if (command._tag === "Extract")
    return state._tag === "Extracted" ? refuse("DirectiveAlreadyExtracted", null) : extract(command)
  if (state._tag === "Unknown") return refuse("DirectiveUnknown", null)
  if (state.split) return refuse("DirectiveWasSplit", null)
  if (!forAllKinds.includes(command._tag) && !isTask(state.facts.kind)) return refuse("NotATask", 12)
  if (state.discontinued && command._tag !== "Link" && command._tag !== "Discontinue")
    return refuse("DirectiveDiscontinued", 31)
  if (resolving.includes(command._tag) && onlyReiterates(state)) return refuse("OnlyReiterates", 51)
  switch (command._tag) {
    case "Split":
      return splitUp(command, state)
    case "ResolveBody":
      return resolveBody(command, state)
    case "ResolveClass":
      return resolveClass(command, state)
    case "NameParty":
      return nameParty(command, state)
    case "Classify":
      return classify(command, state)
    case "Link":
      return linkTo(command, state)
    case "Discontinue":
      return discontinue(command, state)
  }
}
