// Directive: an obligation that a provision states, whom it speaks to and how it was resolved to bodies.
import { type Aggregate, DirectiveId } from "../kernel/index.ts"
import { DirectiveCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { directiveEvents } from "./event.ts"
import { type DirectiveState, evolve, initial } from "./state.ts"

export * from "./addressee.ts"
export * from "./command.ts"
export { isTask } from "./decide.ts"
export * from "./event.ts"
export * from "./six-clear.ts"
export { type DirectiveState, type Extracted, type Given, onlyReiterates } from "./state.ts"

export const Directive: Aggregate<DirectiveId, DirectiveCommand, DirectiveState, typeof directiveEvents> = {
  name: "directive",
  id: DirectiveId,
  command: DirectiveCommand,
  events: directiveEvents,
  initial,
  decide,
  evolve
}
