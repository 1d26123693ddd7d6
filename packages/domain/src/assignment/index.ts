// Assignment: one directive for one body, the thing with a life.
import { type Aggregate, AssignmentId } from "../kernel/index.ts"
import { AssignmentCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { assignmentEvents } from "./event.ts"
import { type AssignmentState, evolve, initial } from "./state.ts"

export * from "./class-status.ts"
export * from "./command.ts"
export * from "./event.ts"
export { termOf } from "./rulebook/reports.ts"
export {
  type Assigned,
  type AssignmentState,
  type Child,
  Ending,
  firstStage,
  isOpen,
  OpenPhase,
  Phase,
  Stage,
  stageAfter
} from "./state.ts"

export const Assignment: Aggregate<AssignmentId, AssignmentCommand, AssignmentState, typeof assignmentEvents> = {
  name: "assignment",
  id: AssignmentId,
  command: AssignmentCommand,
  events: assignmentEvents,
  initial,
  decide,
  evolve
}
