// Which bodies exist, who succeeds them and who is above them: what other streams tell of a body.
import { Effect } from "effect"
import { Body, refuseEnded, standingOf } from "../body/index.ts"
import { type BodyId, type CivilDate, dayOf, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"

export const standing = Effect.fnUntraced(function* (session: Session, body: BodyId) {
  return standingOf(body, yield* session.load(Body, body))
})

/** [44] Refuses what a body does after its end; the refusal names its successors. */
export const stillExists = Effect.fnUntraced(function* (session: Session, body: BodyId, at: OccurredAt) {
  const ended = refuseEnded(yield* standing(session, body), dayOf(at))
  if (ended !== undefined) yield* Effect.fromResult(ended)
})

/** Every body that takes over from one by a day, directly or through others; on null, whatever the day [47]. */
export const heirsOf = Effect.fnUntraced(function* (session: Session, body: BodyId, on: CivilDate | null) {
  const found = new Set<BodyId>()
  const waiting = [body]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const state = yield* session.load(Body, next)
    if (state._tag === "Unregistered") continue
    for (const { body: heir, from } of state.successors) {
      if (found.has(heir) || (on !== null && from > on)) continue
      found.add(heir)
      waiting.push(heir)
    }
  }
  found.delete(body)
  return [...found]
})

/** Of some bodies, those that have ended by a day and whose recorded successor `heir` is [37, 42]. */
export const succeeded = Effect.fnUntraced(function* (
  session: Session,
  bodies: ReadonlyArray<BodyId>,
  heir: BodyId,
  on: CivilDate
) {
  const found: Array<BodyId> = []
  for (const body of new Set(bodies)) {
    if (body === heir) continue
    const { end } = yield* standing(session, body)
    if (end !== null && on >= end && (yield* heirsOf(session, body, on)).includes(heir)) found.push(body)
  }
  return found
})

const parentOf = (session: Session, body: BodyId) =>
  Effect.map(session.load(Body, body), (state) => (state._tag === "Registered" ? state.parent : null))

/** The bodies above one, from near to far. */
export const above = Effect.fnUntraced(function* (session: Session, body: BodyId) {
  const chain: Array<BodyId> = []
  let next = yield* parentOf(session, body)
  while (next !== null && !chain.includes(next)) {
    chain.push(next)
    next = yield* parentOf(session, next)
  }
  return chain
})
