// Given these events, when this is asked for, then that happens: an aggregate's rules without a store or a test framework.
import { Result } from "effect"
import {
  type Aggregate,
  type Decision,
  type EventDeclarations,
  type EventOf,
  type Rejection,
  type RuleName,
  stateFrom
} from "../kernel/index.ts"
import { codec } from "../ledger/index.ts"
import { differences } from "./difference.ts"

/** What may be asked about the decision. Each throws an `Error` that shows the difference. */
export interface Decided<Event> {
  /** Exactly these events happen, in this order. */
  readonly then: (...events: ReadonlyArray<Event>) => void
  /** It is refused by this rule and, where given, for this invariant. */
  readonly thenRefused: (rule: RuleName, invariant?: number | null) => void
  /** It is already so: not refused, and no event. */
  readonly thenNothing: () => void
}

export interface Given<Command, Event> {
  /** Decides at once; throws an `Error` where an event would not come back from a store as it is. */
  readonly when: (command: Command) => Decided<Event>
}

const lines = (events: ReadonlyArray<unknown>): string =>
  events.length === 0 ? "  nothing" : events.map((event) => `  ${JSON.stringify(event)}`).join("\n")

const refusal = ({ rule, invariant, detail }: Rejection): string =>
  `refused by ${rule}${invariant === null ? "" : ` [${invariant}]`} ${JSON.stringify(detail)}`

/** Throws unless the event, stored as JSON and read back, is the same event. */
const keep = <D extends EventDeclarations>(declarations: D, event: EventOf<D>): void => {
  const { decode, encode } = codec(declarations)
  const stored = Result.try(() => encode(event, { occurredAt: null, classification: "ordinary" }))
  if (Result.isFailure(stored)) throw new Error(`${event._tag} cannot be stored: ${String(stored.failure)}`)
  const { facts, texts, ...rest } = stored.success
  const back = decode({
    ...rest,
    position: 0,
    facts: JSON.parse(JSON.stringify(facts)),
    texts: JSON.parse(JSON.stringify(texts))
  })
  if (Result.isFailure(back)) throw new Error(`${event._tag} cannot be read back: ${back.failure.reason}`)
  const changed = differences(event, back.success)
  if (changed.length > 0) throw new Error(`${event._tag} comes back from a store as another:\n${changed.join("\n")}`)
}

const expectEvents = <Event>(expected: ReadonlyArray<Event>, decision: Decision<Event>): void => {
  const wanted = `expected:\n${lines(expected)}`
  if (Result.isFailure(decision)) throw new Error(`${wanted}\nbut it was ${refusal(decision.failure)}`)
  const wrong = differences(expected, decision.success)
  if (wrong.length > 0)
    throw new Error(`${wanted}\nhappened:\n${lines(decision.success)}\ndifferences:\n  ${wrong.join("\n  ")}`)
}

const expectRefusal = <Event>(
  decision: Decision<Event>,
  rule: RuleName,
  invariant: number | null | undefined
): void => {
  const wanted = `expected a refusal by ${rule}${typeof invariant === "number" ? ` [${invariant}]` : ""}`
  if (Result.isSuccess(decision)) throw new Error(`${wanted}\nhappened:\n${lines(decision.success)}`)
  const { failure } = decision
  if (failure.rule !== rule || (invariant !== undefined && failure.invariant !== invariant))
    throw new Error(`${wanted}\nbut it was ${refusal(failure)}`)
}

/**
 * An aggregate with a past. Pure, and for any test framework: a failed expectation throws.
 *
 * @example
 * given(Distribution, planned).when({ _tag: "Send" }).then({ _tag: "CopySent", texts: {} })
 * given(Distribution).when({ _tag: "Send" }).thenRefused("NotPlanned")
 */
export const given = <Id extends string, Command, State, D extends EventDeclarations>(
  aggregate: Aggregate<Id, Command, State, D>,
  ...events: ReadonlyArray<EventOf<NoInfer<D>>>
): Given<NoInfer<Command>, EventOf<NoInfer<D>>> => ({
  when: (command) => {
    for (const event of events) keep(aggregate.events, event)
    const decision = aggregate.decide(command, stateFrom(aggregate, events))
    if (Result.isSuccess(decision)) for (const event of decision.success) keep(aggregate.events, event)
    return {
      // biome-ignore lint/suspicious/noThenProperty: given, when, then; awaiting it by mistake fails and does not hang.
      then: (...expected) => expectEvents(expected, decision),
      thenRefused: (rule, invariant) => expectRefusal(decision, rule, invariant),
      thenNothing: () => expectEvents([], decision)
    }
  }
})
