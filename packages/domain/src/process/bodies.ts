// Bodies as somebody registers them: found by a new name as by the old, put under another, with terms.
import { Effect } from "effect"
import { Body, type BodyState, describeBody } from "../body/index.ts"
import { type BodyId, type CivilDate, dayOf, type OccurredAt, Rejection } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { findBody, identifyBody } from "./identify.ts"
import { holderOf, reserve } from "./reserve.ts"
import { above, standing, stillExists } from "./standing.ts"

export interface Registration {
  readonly name: string
  /** The first day of its existence; null while unknown. */
  readonly founded: CivilDate | null
  readonly parent: BodyId | null
  /** Null: its parent's, or the area of the office that keeps the ledger. */
  readonly territory: string | null
}

/** A name without a level is of its parent's level, as "Phòng Nội vụ" is the district's. Refused where the body is known. */
export const registerBody = Effect.fnUntraced(function* (
  session: Session,
  { name, founded, parent, territory }: Registration,
  at: OccurredAt
) {
  const over: BodyState | null = parent === null ? null : yield* session.load(Body, parent)
  const from = over?._tag === "Registered" ? over : null
  const locality = { level: from?.level ?? null, territory: territory ?? from?.territory ?? null }
  const known = yield* findBody(session, name, locality)
  const state: BodyState = known === null ? { _tag: "Unregistered" } : yield* session.load(Body, known)
  if (state._tag === "Registered")
    return yield* new Rejection({ rule: "BodyAlreadyRegistered", invariant: null, detail: { body: state.slug } })
  if (parent !== null) yield* stillExists(session, parent, at)
  return yield* identifyBody(session, name, locality, at, { parent, founded })
})

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
