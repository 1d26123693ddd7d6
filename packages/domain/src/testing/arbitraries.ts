// Arbitrary commands, events and histories of the shipped aggregates, and of any other.
import { Result, Schema } from "effect"
import fc from "fast-check"
import { Assignment, type AssignmentCommand } from "../assignment/index.ts"
import { Attestation } from "../attestation/index.ts"
import { Body } from "../body/index.ts"
import { BodyClass } from "../body-class/index.ts"
import { Conclusion, type ConclusionCommand } from "../conclusion/index.ts"
import { Directive } from "../directive/index.ts"
import { Distribution } from "../distribution/index.ts"
import { Erasure, type ErasureCommand } from "../erasure/index.ts"
import { type Aggregate, type EventDeclarations, type EventOf, type Span, stateFrom } from "../kernel/index.ts"
import { LegalHold } from "../legal-hold/index.ts"
import { Meeting } from "../meeting/index.ts"
import { Reservation } from "../reservation/index.ts"
import { Roster } from "../roster/index.ts"
import { casesOf, eventsOf } from "./from-schema.ts"
import { type Vocabulary, vocabulary } from "./vocabulary.ts"

export interface Arbitraries<Command, D extends EventDeclarations> {
  /** Commands of the declared shape, sensible or not; each case comes as often as any other. */
  readonly commands: fc.Arbitrary<Command>
  /** Events of the declared shape, whether or not they can happen. */
  readonly events: fc.Arbitrary<EventOf<D>>
  /** What can really happen to one aggregate, from its beginning: events that `decide` gave, in order; may be empty. */
  readonly history: fc.Arbitrary<ReadonlyArray<EventOf<D>>>
}

export interface Choices<Command> {
  readonly known?: Vocabulary
  /** Makes commands of a history more sensible than chance would, as by giving quotes the words at their spans. */
  readonly mend?: (command: Command) => Command
}

const MOST_STEPS = 24
const WISHES = 20
/** Beginnings in which every case has its turn. */
const BEGINNINGS = 3
const MOST_TURNS = 999

/** A command, and which case of its declaration it is. */
interface Wish<Command> {
  readonly command: Command
  readonly order: number
}

/** Some wishes, and which of those that would change something is done. */
interface Step<Command> {
  readonly wishes: ReadonlyArray<Wish<Command>>
  readonly turn: number
}

/** One of a list, the earlier ones more often. */
const early = <A>(list: ReadonlyArray<A>, turn: number): A | undefined =>
  list[Math.floor(list.length * (turn / (MOST_TURNS + 1)) ** 2)]

/** Commands are declared in the order of a life, so that what is declared first goes on and what comes last mostly ends it. */
const played = <Id extends string, Command, State, D extends EventDeclarations>(
  aggregate: Aggregate<Id, Command, State, D>,
  steps: ReadonlyArray<Step<Command>>
): ReadonlyArray<EventOf<D>> => {
  const events: Array<EventOf<D>> = []
  let state = aggregate.initial
  for (const { wishes, turn } of steps) {
    const possible = wishes
      .toSorted((left, right) => left.order - right.order)
      .map(({ command }) => Result.getOrElse(aggregate.decide(command, state), () => []))
      .filter((happened) => happened.length > 0)
    const next = early(possible, turn) ?? []
    events.push(...next)
    state = stateFrom({ ...aggregate, initial: state }, next)
  }
  return events
}

/**
 * The arbitraries of an aggregate, from its declarations.
 *
 * @example
 * fc.property(arbitrariesOf(Distribution).history, (events) => stateFrom(Distribution, events)._tag !== undefined)
 */
export const arbitrariesOf = <Id extends string, Command, State, D extends EventDeclarations>(
  aggregate: Aggregate<Id, Command, State, D>,
  { known = vocabulary, mend = (command) => command }: Choices<NoInfer<Command>> = {}
): Arbitraries<Command, D> => {
  const isCommand = Schema.is(aggregate.command)
  const cases = casesOf(aggregate.command, known)
  const sensible = (command: Command): Command => {
    const mended = mend(command)
    return isCommand(mended) ? mended : command
  }
  const wishes = cases.map((one, order) => one.map((command): Wish<Command> => ({ command: sensible(command), order })))
  const turn = fc.nat({ max: MOST_TURNS })
  const first = fc.array(fc.record({ wishes: fc.tuple(...wishes), turn }), { maxLength: BEGINNINGS, size: "max" })
  const some = fc.array(fc.oneof(...wishes), { minLength: WISHES, maxLength: WISHES })
  const step = fc.record({ wishes: some, turn })
  const script = fc.tuple(first, fc.array(step, { maxLength: MOST_STEPS, size: "max" }))
  return {
    commands: fc.oneof(...cases),
    events: eventsOf(aggregate.events, known),
    history: script.map(([start, steps]) => played(aggregate, [...start, ...steps]))
  }
}

/** [44] Whoever acts or is to act still exists: a dissolved body comes to nothing. */
const existing = (command: AssignmentCommand): AssignmentCommand => {
  if (command._tag === "Create") return { ...command, assignee: { ...command.assignee, end: null } }
  if (!("acting" in command)) return command
  return { ...command, acting: { ...command.acting, standing: { ...command.acting.standing, end: null } } }
}

/** Two bodies and two persons are enough for one assignment: whoever holds it, and whoever decides. */
const twoSides: Vocabulary = {
  ...vocabulary,
  words: vocabulary.words.map((group) => (group.includes("binh") ? group.slice(0, 2) : group))
}

/** [3, 4] Quotes that equal the source at their spans, and old texts that are the current ones. */
const quotedRightly = (command: ConclusionCommand): ConclusionCommand => {
  if (command._tag === "Correct") return { ...command, old: command.current ?? command.old }
  if (command._tag !== "Register") return command
  const at = ({ start, end }: Span) => command.text.slice(start, end)
  return {
    ...command,
    provisions: command.provisions.map((one) => ({ ...one, text: at(one.span) })),
    findings: command.findings.map((one) => ({ ...one, text: at(one.span) })),
    discrepancies: command.discrepancies.map((one) => ({ ...one, quote: one.span === null ? null : at(one.span) }))
  }
}

/** Something is there to be erased, and nothing stands in the way. */
const erasable = (command: ErasureCommand): ErasureCommand => {
  if (command._tag === "Propose") return { ...command, nothing: [] }
  return command._tag === "CarryOut" ? { ...command, holds: [] } : command
}

/** The arbitraries of every shipped aggregate. */
export const arbitraries = {
  Assignment: arbitrariesOf(Assignment, { known: twoSides, mend: existing }),
  Attestation: arbitrariesOf(Attestation),
  Body: arbitrariesOf(Body),
  BodyClass: arbitrariesOf(BodyClass),
  Conclusion: arbitrariesOf(Conclusion, { mend: quotedRightly }),
  Directive: arbitrariesOf(Directive),
  Distribution: arbitrariesOf(Distribution),
  Erasure: arbitrariesOf(Erasure, { mend: erasable }),
  LegalHold: arbitrariesOf(LegalHold),
  Meeting: arbitrariesOf(Meeting),
  Reservation: arbitrariesOf(Reservation),
  Roster: arbitrariesOf(Roster)
} as const
