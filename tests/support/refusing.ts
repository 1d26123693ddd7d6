// Refusals with everything they tell: the kit's given, when, thenRefused, and then the facts beside the rule's name.
import {
  type Aggregate,
  type EventDeclarations,
  type EventOf,
  type RejectionDetail,
  type RuleName,
  stateFrom
} from "@ketluan/domain"
import { given } from "@ketluan/domain/testing"
import { Result } from "effect"
import { expect } from "vitest"

/** Asks a rule after events, and expects the refusal, its invariant and its whole detail. */
export const refusing = <Id extends string, C, S, D extends EventDeclarations>(
  aggregate: Aggregate<Id, C, S, D>,
  events: ReadonlyArray<EventOf<NoInfer<D>>>,
  command: NoInfer<C>,
  [rule, invariant, detail]: readonly [RuleName, number | null, RejectionDetail]
): void => {
  given(aggregate, ...events)
    .when(command)
    .thenRefused(rule, invariant)
  const decision = aggregate.decide(command, stateFrom(aggregate, events))
  expect(Result.isFailure(decision) ? decision.failure.detail : null).toEqual(detail)
}
