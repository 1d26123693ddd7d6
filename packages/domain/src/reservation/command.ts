// What somebody may want with a value of a set: to hold it alone, or to hold it beside others.
import { Schema } from "effect"
import { ReservedSet } from "./event.ts"

export const ReservationCommand = Schema.TaggedUnion({
  /** Refused where somebody else holds it. */
  Reserve: { set: ReservedSet, holder: Schema.String },
  /** Never refused: the caller records what `conflicts` finds. */
  Share: { set: ReservedSet, holder: Schema.String, scope: Schema.NullOr(Schema.String) }
})
export type ReservationCommand = typeof ReservationCommand.Type
