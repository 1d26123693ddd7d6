// Reservation: a rule over a set, as a stream of its own for each value.
import { Schema } from "effect"
import type { Aggregate } from "../kernel/index.ts"
import { ReservationCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { reservationEvents } from "./event.ts"
import { evolve, initial, type ReservationState } from "./state.ts"

export * from "./command.ts"
export { conflicts, type NumberConflict } from "./decide.ts"
export * from "./event.ts"
export type { ReservationState } from "./state.ts"

/** SHA-256 (hex) of the set and the value. */
export const ReservationId = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)).pipe(Schema.brand("ReservationId"))
export type ReservationId = typeof ReservationId.Type

export const Reservation: Aggregate<ReservationId, ReservationCommand, ReservationState, typeof reservationEvents> = {
  name: "reservation",
  id: ReservationId,
  command: ReservationCommand,
  events: reservationEvents,
  initial,
  decide,
  evolve
}
