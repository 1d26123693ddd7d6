// The persons of one body.
import type { FactsOf, PersonId } from "../kernel/index.ts"
import type { rosterEvents } from "./event.ts"

export interface RosterState {
  /** Those whose names the vault holds. */
  readonly persons: ReadonlyArray<PersonId>
  /** Those whose names were erased. */
  readonly erased: ReadonlyArray<PersonId>
}

export const initial: RosterState = { persons: [], erased: [] }

export const evolve = (
  { persons, erased }: RosterState,
  { _tag, person }: FactsOf<typeof rosterEvents>
): RosterState =>
  _tag === "PersonEntered"
    ? { persons: [...persons, person], erased }
    : { persons: persons.filter((other) => other !== person), erased: [...erased, person] }
