// A class gets a list of members: every directive that was waiting for one is assigned to each of them.
import { Effect } from "effect"
import { BodyClass } from "../body-class/index.ts"
import { Conclusion } from "../conclusion/index.ts"
import { type DeadlinePolicy, defaultPolicy } from "../deadline/index.ts"
import { Directive } from "../directive/index.ts"
import { type BodyId, type ClassId, DirectiveId, dayOf, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { Reservation } from "../reservation/index.ts"
import { authorityOf } from "./authority.ts"
import { resolveClass, standing } from "./fan-out.ts"
import { reservationOf } from "./reserve.ts"

/** Directives resolved before keep the members they had [15]. */
export const snapshotClass = Effect.fnUntraced(function* (
  session: Session,
  classId: ClassId,
  members: ReadonlyArray<BodyId>,
  at: OccurredAt,
  policy: DeadlinePolicy = defaultPolicy
) {
  const standings = yield* Effect.forEach(members, (body) => standing(session, body))
  yield* session.run(BodyClass, classId, { _tag: "Snapshot", members: standings, on: dayOf(at) }, at)
  const { holdings } = yield* session.load(Reservation, yield* reservationOf("class_directives", classId))
  for (const { holder } of holdings) {
    const directive = DirectiveId.make(holder)
    const state = yield* session.load(Directive, directive)
    if (state._tag === "Unknown" || state.split || state.resolved.includes(classId)) continue
    const conclusion = yield* session.load(Conclusion, state.facts.conclusion)
    const issuance = conclusion._tag === "Registered" ? authorityOf(conclusion.authorship) : null
    if (issuance !== null) yield* resolveClass(session, directive, classId, { ...issuance, policy, at })
  }
})
