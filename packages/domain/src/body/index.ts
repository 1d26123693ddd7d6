// Body: anything that can issue, be told and act; its names over time, its end and its successors.
import { type Aggregate, BodyId } from "../kernel/index.ts"
import { BodyCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { bodyEvents } from "./event.ts"
import { type BodyState, evolve, initial } from "./state.ts"

export * from "./authority.ts"
export * from "./command.ts"
export * from "./event.ts"
export * from "./kind.ts"
export * from "./place.ts"
export * from "./standing.ts"
export type { BodyState, Successor } from "./state.ts"
export * from "./succession.ts"

export const Body: Aggregate<BodyId, BodyCommand, BodyState, typeof bodyEvents> = {
  name: "body",
  id: BodyId,
  command: BodyCommand,
  events: bodyEvents,
  initial,
  decide,
  evolve
}
