// Bodies as somebody registers them: found by a new name as by the old, put under another, with terms.
import { Effect } from "effect"
import { Body, type BodyState, describeBody } from "../body/index.ts"
import { type BodyId, type CivilDate, dayOf, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { holderOf, reserve } from "./reserve.ts"
import { above, standing } from "./standing.ts"

/** A later mention of the new name is this body; refused where another body has that name already. */
export const renameBody = Effect.fnUntraced(function* (session: Session, body: BodyId, name: string, at: OccurredAt) {
  const { key } = describeBody(name)
  const state: BodyState = yield* session.load(Body, body)
  if (state._tag === "Registered") {
    const identity = [key, state.level, state.territory]
    if ((yield* holderOf(session, "body", identity)) !== body) yield* reserve(session, "body", identity, body)
  }
  yield* session.run(Body, body, { _tag: "Rename", name, key }, at)
})

/** The body that supervises it from then on; null where none does. */
export const reparent = Effect.fnUntraced(function* (
  session: Session,
  body: BodyId,
  parent: BodyId | null,
  at: OccurredAt
) {
  const over = parent === null ? null : yield* standing(session, parent)
  const higher = parent === null ? [] : yield* above(session, parent)
  yield* session.run(Body, body, { _tag: "Reparent", body, parent: over, above: higher, on: dayOf(at) }, at)
})

/** A committee's term, in which its documents are numbered [1]. */
export const openTerm = Effect.fnUntraced(function* (
  session: Session,
  body: BodyId,
  { term, from }: { readonly term: string; readonly from: CivilDate },
  at: OccurredAt
) {
  yield* session.run(Body, body, { _tag: "OpenTerm", term, from }, at)
})
