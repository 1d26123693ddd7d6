// Work comes to be open with a body whose dissolution was closed: somebody has to decide on it [45].
import { Effect } from "effect"
import { Body } from "../body/index.ts"
import type { AssignmentId, BodyId } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"

/** In the same append as what opened the assignment; recorded as of now, since the closing itself was in order. */
export const openAgain = Effect.fnUntraced(function* (session: Session, body: BodyId, assignment: AssignmentId) {
  const state = yield* session.load(Body, body)
  if (state._tag === "Registered" && state.closed)
    yield* session.run(Body, body, { _tag: "ReopenDissolution", assignment }, null)
})
