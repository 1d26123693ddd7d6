// What a racer is told to do, as one message.
import { Position } from "@ketluan/domain"
import { Schema } from "effect"
import { Kept, Place } from "./place.ts"

export const Order = Schema.Struct({
  place: Place,
  kept: Kept,
  /** Told apart from every other racer of the race, also from those that were killed. */
  name: Schema.String,
  /** Names the race: it decides the scripts, and the command ids that racers fight over. */
  race: Schema.Int,
  /** Fibers that append. */
  writers: Schema.Int,
  /** Calls of each of them; null: until it is stopped or killed. */
  calls: Schema.NullOr(Schema.Int),
  /** Fibers that read pages, heads and tables until the racer is stopped. */
  readers: Schema.Int,
  /** Where subscribers begin, who go on until the racer is stopped. */
  followers: Schema.Array(Position),
  /** Whether it rebuilds all tables again and again until it is stopped. */
  rebuilds: Schema.Boolean
})
export type Order = typeof Order.Type
