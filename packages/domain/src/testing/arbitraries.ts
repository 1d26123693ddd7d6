// Arbitrary commands, events and histories of the shipped aggregates, and of any other.
import { Result, Schema } from "effect"
import fc from "fast-check"
import { Assignment, type AssignmentCommand } from "../assignment/index.ts"
import { Body } from "../body/index.ts"
import { BodyClass } from "../body-class/index.ts"
import { Conclusion, type ConclusionCommand } from "../conclusion/index.ts"
import { Directive } from "../directive/index.ts"
import { Distribution } from "../distribution/index.ts"
import { type Aggregate, type EventDeclarations, type EventOf, type Span, stateFrom } from "../kernel/index.ts"
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
  /** Commands after which little can happen: in a history they are wished for only now and then. */
  readonly ends?: (command: Command) => boolean
}

const MOST_STEPS = 24
const MOST_TURNS = 999
const ENDS_EVERY = 12

/** Two wishes of each case, and which of those that would change something is done. */
interface Step<Command> {
  readonly wishes: ReadonlyArray<Command>
  readonly turn: number
}

const played = <Id extends string, Command, State, D extends EventDeclarations>(
  aggregate: Aggregate<Id, Command, State, D>,
  steps: ReadonlyArray<Step<Command>>,
  ends: (command: Command) => boolean
): ReadonlyArray<EventOf<D>> => {
  const events: Array<EventOf<D>> = []
  let state = aggregate.initial
  for (const { wishes, turn } of steps) {
    const chosen = turn % ENDS_EVERY === 0 ? wishes : wishes.filter((wish) => !ends(wish))
    const possible = chosen
      .map((wish) => Result.getOrElse(aggregate.decide(wish, state), () => []))
      .filter((happened) => happened.length > 0)
    const next = possible[turn % possible.length] ?? []
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
  { known = vocabulary, mend = (command) => command, ends = () => false }: Choices<NoInfer<Command>> = {}
): Arbitraries<Command, D> => {
  const isCommand = Schema.is(aggregate.command)
  const cases = casesOf(aggregate.command, known)
  const sensible = (command: Command): Command => {
    const mended = mend(command)
    return isCommand(mended) ? mended : command
  }
  const wishes = cases.map((one) => one.map(sensible))
  const step = fc.record({
    wishes: fc.tuple(...wishes, ...wishes),
    turn: fc.nat({ max: MOST_TURNS })
  })
  return {
    commands: fc.oneof(...cases),
    events: eventsOf(aggregate.events, known),
    history: fc.array(step, { maxLength: MOST_STEPS, size: "max" }).map((steps) => played(aggregate, steps, ends))
  }
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

/** What leaves an assignment with nothing but to be reopened, if that. */
const ENDS: ReadonlyArray<AssignmentCommand["_tag"]> = [
  "Cancel",
  "Supersede",
  "Discontinue",
  "ConcludeNotDone",
  "Excuse",
  "Lapse",
  "Transfer",
  "Split",
  "Suspend",
  "Contest"
]

/** The arbitraries of every shipped aggregate. */
export const arbitraries = {
  Assignment: arbitrariesOf(Assignment, { ends: ({ _tag }) => ENDS.includes(_tag) }),
  Body: arbitrariesOf(Body),
  BodyClass: arbitrariesOf(BodyClass),
  Conclusion: arbitrariesOf(Conclusion, { mend: quotedRightly }),
  Directive: arbitrariesOf(Directive),
  Distribution: arbitrariesOf(Distribution),
  Meeting: arbitrariesOf(Meeting),
  Reservation: arbitrariesOf(Reservation),
  Roster: arbitrariesOf(Roster)
} as const
