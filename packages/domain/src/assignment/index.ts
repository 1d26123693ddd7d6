// Assignment: one directive for one body, the thing with a life.
import { type Aggregate, AssignmentId } from "../kernel/index.ts"
import { AssignmentCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { assignmentEvents } from "./event.ts"
import { type AssignmentState, evolve, initial } from "./state.ts"

export * from "./command.ts"
export * from "./event.ts"
export type { Assigned, AssignmentState, Phase } from "./state.ts"

export const Assignment: Aggregate<AssignmentId, AssignmentCommand, AssignmentState, typeof assignmentEvents> = {
  name: "assignment",
  id: AssignmentId,
  command: AssignmentCommand,
  events: assignmentEvents,
  initial,
  decide,
  evolve
}
