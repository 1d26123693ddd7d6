// BodyClass: a named set of bodies ("các xã, thị trấn") and who belonged to it at a moment.
import { type Aggregate, ClassId } from "../kernel/index.ts"
import { BodyClassCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { bodyClassEvents } from "./event.ts"
import { type BodyClassState, evolve, initial } from "./state.ts"

export * from "./command.ts"
export * from "./event.ts"
export type { BodyClassState } from "./state.ts"

export const BodyClass: Aggregate<ClassId, BodyClassCommand, BodyClassState, typeof bodyClassEvents> = {
  name: "class",
  id: ClassId,
  command: BodyClassCommand,
  events: bodyClassEvents,
  initial,
  decide,
  evolve
}
