// The rulebook of unique values. Two racing claims both expect the version they saw, so that one of them decides again.
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { ReservationCommand } from "./command.ts"
import type { ReservedSet, reservationEvents } from "./event.ts"
import type { ReservationState } from "./state.ts"

/** The invariant that stands behind a set. */
const invariantOf: Record<ReservedSet, number | null> = {
  source: 2,
  number: 1,
  body: null,
  class: null,
  slug: null,
  class_directives: null,
  conclusion_directives: null,
  body_assignments: null,
  erasures: null,
  legal_holds: null
}

export const decide = (
  command: ReservationCommand,
  { holdings }: ReservationState
): Decision<EventOf<typeof reservationEvents>> => {
  const { set, holder } = command
  if (holdings.some((holding) => holding.holder === holder)) return happened()
  const scope = command._tag === "Share" ? command.scope : null
  const first = holdings[0]
  if (command._tag === "Reserve" && first !== undefined)
    return refuse("AlreadyHeld", invariantOf[set], { set, holder: first.holder })
  return happened({ _tag: "Claimed", set, holder, scope, texts: {} })
}

export interface NumberConflict {
  readonly holder: string
  readonly certainty: "same" | "possible"
}

/** Same value, same known scope: `same`; a scope unknown on either side: `possible` [1]. */
export const conflicts = (
  { holdings }: ReservationState,
  holder: string,
  scope: string | null
): ReadonlyArray<NumberConflict> =>
  holdings
    .filter((holding) => holding.holder !== holder)
    .flatMap((holding): ReadonlyArray<NumberConflict> => {
      if (holding.scope === null || scope === null) return [{ holder: holding.holder, certainty: "possible" }]
      return holding.scope === scope ? [{ holder: holding.holder, certainty: "same" }] : []
    })
