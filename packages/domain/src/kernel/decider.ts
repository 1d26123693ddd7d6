// A decider: the whole behaviour of one aggregate as three values, without time, chance or I/O.
import type { Result } from "effect"
import type { Facts } from "./event.ts"
import type { Rejection } from "./rejection.ts"

/**
 * @typeParam Command what somebody wants, carrying every fact that the decision needs (who, when, other aggregates' facts)
 * @typeParam State what past events add up to
 * @typeParam Event what happened, in the past tense
 */
export interface Decider<Command, State, Event extends { readonly _tag: string }> {
  /** The first part of the names of its streams: `assignment` in `assignment/3f…`. */
  readonly aggregate: string
  readonly initial: State
  /** Total over every state that `evolve` can reach; an empty array means "already so". */
  readonly decide: (command: Command, state: State) => Result.Result<ReadonlyArray<Event>, Rejection>
  /** Total, and blind to texts: erasing them can never change a state. */
  readonly evolve: (state: State, event: Facts<Event>) => State
}

/** The state that a history adds up to. */
export const fold = <Command, State, Event extends { readonly _tag: string }>(
  decider: Decider<Command, State, Event>,
  events: Iterable<Facts<Event>>
): State => {
  let state = decider.initial
  for (const event of events) state = decider.evolve(state, event)
  return state
}
