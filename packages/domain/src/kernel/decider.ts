// A decider: the whole behaviour of one aggregate as three values, without time, chance or I/O.
import type { Schema } from "effect"
import type { EventDeclarations, EventOf, FactsOf } from "./event.ts"
import type { Decision } from "./rejection.ts"

/**
 * @typeParam Command what somebody wants, carrying every fact that the decision needs (who, when, other aggregates' facts)
 * @typeParam State what past events add up to
 * @typeParam D the declarations of what can happen
 */
export interface Decider<Command, State, D extends EventDeclarations> {
  readonly initial: State
  /** Total over every state that `evolve` can reach; an empty array means "already so". */
  readonly decide: (command: Command, state: State) => Decision<EventOf<D>>
  /** Total, and blind to texts: erasing them can never change a state. */
  readonly evolve: (state: State, event: FactsOf<D>) => State
}

/** An aggregate: a decider with a name for its streams, and the shapes of its ids, commands and events. */
export interface Aggregate<Id extends string, Command, State, D extends EventDeclarations>
  extends Decider<Command, State, D> {
  /** The first part of the names of its streams: `assignment` in `assignment/3f…`. */
  readonly name: string
  readonly id: Schema.Codec<Id, string>
  /** What is not of this shape is no command; `decide` need not look. */
  readonly command: Schema.Schema<Command>
  readonly events: D
}

/** The state that a history adds up to. */
export const stateFrom = <Command, State, D extends EventDeclarations>(
  { initial, evolve }: Decider<Command, State, D>,
  events: Iterable<FactsOf<D>>
): State => {
  let state = initial
  for (const event of events) state = evolve(state, event)
  return state
}
