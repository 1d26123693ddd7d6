// The persons of one body.
import type { FactsOf, PersonId } from "../kernel/index.ts"
import type { rosterEvents } from "./event.ts"

export interface RosterState {
  readonly persons: ReadonlyArray<PersonId>
}

export const initial: RosterState = { persons: [] }

export const evolve = ({ persons }: RosterState, { person }: FactsOf<typeof rosterEvents>): RosterState => ({
  persons: [...persons, person]
})
