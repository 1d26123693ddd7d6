// A new assignment, entered among those of its body.
import { Effect } from "effect"
import { Assignment, type Of } from "../assignment/index.ts"
import { type AssignmentId, dayOf, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { openAgain } from "./open-again.ts"
import { enterIn } from "./reserve.ts"

/** What the command says, its day apart. */
export type NewAssignment = Omit<Of<"Create">, "_tag" | "on">

/** The body's list grows in the same append, so that its dissolution cannot miss the assignment [45]. */
export const create = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  assignment: NewAssignment,
  at: OccurredAt
) {
  yield* session.run(Assignment, id, { _tag: "Create", ...assignment, on: dayOf(at) }, at)
  yield* enterIn(session, "body_assignments", assignment.assignee.body, id)
  yield* openAgain(session, assignment.assignee.body, id)
})
