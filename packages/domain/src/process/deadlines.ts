// Deadlines with facts from elsewhere: read again with another calendar, and the periods of a periodic duty.
import { Effect } from "effect"
import { type Assigned, Assignment, termOf } from "../assignment/index.ts"
import { type DeadlinePolicy, type PeriodId, periodsOf, recompute } from "../deadline/index.ts"
import { type AssignmentId, type CivilDate, dayOf, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { type ActingFor, act, assigned } from "./act.ts"
import { anchorsOf, defaultRules, type ReadingRules } from "./issuance.ts"
import { originOf } from "./lineage.ts"

/** [25] Reads the words of a deadline again, where somebody asks for it; nothing happens where the day stays. */
export const recomputeDeadline = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  who: ActingFor,
  basis: string,
  at: OccurredAt,
  { policy, calendar }: ReadingRules = defaultRules
) {
  const { conclusion, due } = yield* assigned(session, id)
  const [first] = yield* session.recorded(Assignment, yield* originOf(session, id))
  const anchors = yield* anchorsOf(session, conclusion, dayOf(first?.occurredAt ?? at))
  const fresh = recompute(due, policy, { anchors, calendar })
  return yield* act(session, id, who, at, ({ acting, parentEnd, childEnd }) => ({
    _tag: "RecomputeDeadline",
    acting,
    due: fresh,
    parentEnd,
    childEnd,
    basis
  }))
})

/** [35] The periods of a duty's term that have begun by a day, in order; none where its deadline does not recur. */
export const periodsBegun = (
  state: Assigned,
  on: CivilDate,
  policy: DeadlinePolicy = defaultRules.policy
): ReadonlyArray<PeriodId> => {
  const term = termOf(state)
  return term === null ? [] : periodsOf(term, on, policy).map(({ id }) => id)
}
