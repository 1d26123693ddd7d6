// Who holds a value.
import type { FactsOf } from "../kernel/index.ts"
import type { reservationEvents } from "./event.ts"

export interface Holding {
  readonly holder: string
  readonly scope: string | null
}
export interface ReservationState {
  readonly holdings: ReadonlyArray<Holding>
}

export const initial: ReservationState = { holdings: [] }

export const evolve = (
  { holdings }: ReservationState,
  { holder, scope }: FactsOf<typeof reservationEvents>
): ReservationState => ({ holdings: [...holdings, { holder, scope }] })
