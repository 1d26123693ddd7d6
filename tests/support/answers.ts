// What an aggregate answers to a command after others, with every event stored and read back on the way.
import { type Aggregate, codec, type EventDeclarations, type EventOf, type Rejection, stateFrom } from "@ketluan/domain"
import { Result } from "effect"

/** The rule, its number and the facts of a refusal. */
const told = ({ rule, invariant, detail }: Rejection) => ({ rule, invariant, detail })

export const answersOf = <Id extends string, C, S, D extends EventDeclarations>(aggregate: Aggregate<Id, C, S, D>) => {
  const { encode, decode } = codec(aggregate.events)
  const read = (event: EventOf<D>) => {
    const stored = encode(event, { occurredAt: null, classification: "ordinary" })
    return Result.getOrThrow(decode({ ...stored, position: 0, texts: stored.texts === null ? null : "erased" }))
  }
  /** The state after commands, each of which must be accepted. States are blind to texts, so these are erased. */
  const after = (...commands: ReadonlyArray<C>): S => {
    const events: Array<ReturnType<typeof read>> = []
    for (const command of commands)
      events.push(...Result.getOrThrow(aggregate.decide(command, stateFrom(aggregate, events))).map(read))
    return stateFrom(aggregate, events)
  }
  const answer = (command: C, state: S) => aggregate.decide(command, state)
  return {
    after,
    /** What happens; fails the test where the command is refused. */
    happens: (command: C, ...before: ReadonlyArray<C>) => Result.getOrThrow(answer(command, after(...before))),
    /** Why it is refused; null where it is not. */
    refusal: (command: C, ...before: ReadonlyArray<C>) => {
      const result = answer(command, after(...before))
      return Result.isFailure(result) ? told(result.failure) : null
    }
  }
}
