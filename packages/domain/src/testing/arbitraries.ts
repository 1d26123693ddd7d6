// Arbitrary commands, events and histories of the shipped aggregates, and of any other.
import { Result } from "effect"
import fc from "fast-check"
import { Assignment } from "../assignment/index.ts"
import { Body } from "../body/index.ts"
import { BodyClass } from "../body-class/index.ts"
import { Conclusion } from "../conclusion/index.ts"
import { Directive } from "../directive/index.ts"
import { Distribution } from "../distribution/index.ts"
import { type Aggregate, type EventDeclarations, type EventOf, stateFrom } from "../kernel/index.ts"
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

const MOST_COMMANDS = 60

/** The events of those commands that were not refused. */
export const played = <Id extends string, Command, State, D extends EventDeclarations>(
  aggregate: Aggregate<Id, Command, State, D>,
  commands: Iterable<Command>
): ReadonlyArray<EventOf<D>> => {
  const events: Array<EventOf<D>> = []
  let state = aggregate.initial
  for (const command of commands) {
    const decision = aggregate.decide(command, state)
    if (Result.isFailure(decision)) continue
    events.push(...decision.success)
    state = stateFrom({ ...aggregate, initial: state }, decision.success)
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
  known: Vocabulary = vocabulary
): Arbitraries<Command, D> => {
  const cases = casesOf(aggregate.command, known)
  const commands = fc.oneof(...cases)
  // One of each case first, in the order of their declaration: what begins a life is declared first.
  const script = fc.tuple(fc.tuple(...cases), fc.array(commands, { maxLength: MOST_COMMANDS, size: "max" }))
  return {
    commands,
    events: eventsOf(aggregate.events, known),
    history: script.map(([first, others]) => played(aggregate, [...first, ...others]))
  }
}

/** The arbitraries of every shipped aggregate. */
export const arbitraries = {
  Assignment: arbitrariesOf(Assignment),
  Body: arbitrariesOf(Body),
  BodyClass: arbitrariesOf(BodyClass),
  Conclusion: arbitrariesOf(Conclusion),
  Directive: arbitrariesOf(Directive),
  Distribution: arbitrariesOf(Distribution),
  Meeting: arbitrariesOf(Meeting),
  Reservation: arbitrariesOf(Reservation),
  Roster: arbitrariesOf(Roster)
} as const
