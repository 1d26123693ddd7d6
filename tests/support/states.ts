// The states of a whole ledger, as its events add up to them.
import {
  type Aggregate,
  Assignment,
  Attestation,
  Body,
  BodyClass,
  Conclusion,
  codec,
  Directive,
  Distribution,
  Erasure,
  type EventDeclarations,
  LegalHold,
  Meeting,
  type RecordedEvent,
  Reservation,
  Roster,
  stateFrom
} from "@ketluan/domain"
import { Result } from "effect"

/** The state of every stream of an aggregate, after its events as they are given. */
const statesOf = <Id extends string, C, S, D extends EventDeclarations>(
  aggregate: Aggregate<Id, C, S, D>,
  events: ReadonlyArray<RecordedEvent>
): ReadonlyMap<string, S> => {
  const { decode } = codec(aggregate.events)
  const streams = Map.groupBy(
    events.filter(({ stream }) => stream.startsWith(`${aggregate.name}/`)),
    ({ stream }) => stream
  )
  return new Map(
    [...streams].map(([stream, found]) => [
      stream,
      stateFrom(
        aggregate,
        found.map((event) => Result.getOrThrow(decode(event)))
      )
    ])
  )
}

/** The states of all streams of all aggregates. */
export const everyState = (events: ReadonlyArray<RecordedEvent>) => [
  statesOf(Assignment, events),
  statesOf(Body, events),
  statesOf(BodyClass, events),
  statesOf(Conclusion, events),
  statesOf(Directive, events),
  statesOf(Distribution, events),
  statesOf(Meeting, events),
  statesOf(Reservation, events),
  statesOf(Roster, events),
  statesOf(Erasure, events),
  statesOf(LegalHold, events),
  statesOf(Attestation, events)
]
