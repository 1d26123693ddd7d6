// The rulebook of bodies. Numbers in brackets are invariants of the specification.
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { BodyCommand } from "./command.ts"
import type { bodyEvents } from "./event.ts"
import { refuseEnded } from "./standing.ts"
import type { BodyState } from "./state.ts"

type Answer = Decision<EventOf<typeof bodyEvents>>
type Of<Tag extends BodyCommand["_tag"]> = Extract<BodyCommand, { _tag: Tag }>
type Registered = Extract<BodyState, { _tag: "Registered" }>

const rename = ({ name, key }: Of<"Rename">, state: Registered): Answer =>
  name === state.name ? happened() : happened({ _tag: "BodyRenamed", name, key, texts: {} })

/** No body stands above itself. */
const reparent = ({ body, parent, above, on }: Of<"Reparent">, state: Registered): Answer => {
  const id = parent?.body ?? null
  if (id === state.parent) return happened()
  if (id === body || above.includes(body)) return refuse("ParentCycle", null, { body, parent: id })
  return (
    (parent === null ? undefined : refuseEnded(parent, on)) ??
    happened({ _tag: "BodyReparented", parent: id, texts: {} })
  )
}

const openTerm = ({ term, from }: Of<"OpenTerm">, state: Registered): Answer => {
  const newest = state.terms.at(-1)
  if (newest !== undefined && newest.term === term && newest.from === from) return happened()
  return newest !== undefined && from <= newest.from
    ? refuse("TermAlreadyOpened", 1, { term: newest.term, from: newest.from })
    : happened({ _tag: "TermOpened", term, from, texts: {} })
}

/** [44] Nothing that a body did may lie after its end. */
const dissolve = ({ end, basis, acted }: Of<"Dissolve">, state: Registered): Answer => {
  if (state.end !== null) return refuse("BodyDissolved", 44, { body: state.slug, end: state.end })
  return acted !== null && acted >= end
    ? refuse("ActedAfterEnd", 44, { body: state.slug, end, acted })
    : happened({ _tag: "BodyDissolved", end, texts: { basis } })
}

/** [47] Edges are dated, scoped and acyclic. */
const recordSuccession = (command: Of<"RecordSuccession">, state: Registered): Answer => {
  const { body, successor, heirs, from, extent, scope } = command
  const isKnown = state.successors.some(
    (known) => known.body === successor.body && known.from === from && known.extent === extent
  )
  if (isKnown) return happened()
  if (successor.body === body || heirs.includes(body))
    return refuse("SuccessionCycle", 47, { body, successor: successor.body })
  return (
    refuseEnded(successor, from) ??
    happened({ _tag: "SuccessionRecorded", successor: successor.body, from, extent, texts: { scope } })
  )
}

/** [45] Not while one open assignment is undecided. */
const closeDissolution = ({ undecided, by }: Of<"CloseDissolution">, state: Registered): Answer => {
  if (state.end === null) return refuse("BodyNotDissolved", 45, { body: state.slug })
  if (undecided.length > 0)
    return refuse("AssignmentsUndecided", 45, { body: state.slug, count: undecided.length, assignments: undecided })
  return state.closed ? happened() : happened({ _tag: "DissolutionClosed", by, texts: {} })
}

/** [45] What counts as closed has nothing undecided, whatever comes to light later. */
const reopenDissolution = ({ assignment }: Of<"ReopenDissolution">, state: Registered): Answer =>
  state.closed ? happened({ _tag: "DissolutionReopened", assignment, texts: {} }) : happened()

export const decide = (command: BodyCommand, state: BodyState): Answer => {
  if (command._tag === "Register") {
    const { _tag, ...facts } = command
    return state._tag === "Registered"
      ? refuse("BodyAlreadyRegistered", null, { body: state.slug })
      : happened({ _tag: "BodyRegistered", ...facts, texts: {} })
  }
  if (state._tag === "Unregistered") return refuse("BodyUnknown", null)
  switch (command._tag) {
    case "Rename":
      return rename(command, state)
    case "Reparent":
      return reparent(command, state)
    case "OpenTerm":
      return openTerm(command, state)
    case "Dissolve":
      return dissolve(command, state)
    case "RecordSuccession":
      return recordSuccession(command, state)
    case "CloseDissolution":
      return closeDissolution(command, state)
    case "ReopenDissolution":
      return reopenDissolution(command, state)
  }
}
