// Overdue work is raised to those who supervise: the lateness that it cites comes from the assignment's own history.
import { Effect } from "effect"
import { Assignment } from "../assignment/index.ts"
import { timeliness } from "../deadline/index.ts"
import { type AssignmentId, type BodyId, latest, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { dutyHistoryOf, foldRow, tables } from "../projection/index.ts"
import { type ActingFor, act, assigned } from "./act.ts"
import { defaultRules, type ReadingRules } from "./issuance.ts"
import { above, standing } from "./standing.ts"

/** [40] Who supervises an assignment, from near to far: whoever decides on it, then the bodies above the assignee and the issuer. */
const chainOf = Effect.fnUntraced(function* (session: Session, id: AssignmentId) {
  const { body, issuer, deciders } = yield* assigned(session, id)
  const chain = [...(yield* above(session, body)), ...deciders, ...(yield* above(session, issuer))]
  return [...new Set(chain)].filter((one) => one !== body)
})

/** [40] Raises an assignment to `to`; the level is one more than the one before, unless a higher one is asked for. */
export const escalate = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  who: ActingFor,
  { to, level, note }: { readonly to: BodyId; readonly level: number | null; readonly note: string },
  at: OccurredAt,
  { policy }: ReadingRules = defaultRules
) {
  const row = foldRow(tables.assignments, yield* session.recorded(Assignment, id), id)
  const moment = latest(at) > session.now ? session.now : latest(at)
  const judged = row === null ? [] : timeliness(dutyHistoryOf(row), moment, policy).overdue
  const newest = judged.at(-1)
  const chain = yield* chainOf(session, id)
  const target = yield* standing(session, to)
  return yield* act(session, id, who, at, ({ acting, state }) => ({
    _tag: "Escalate",
    acting,
    level: level ?? state.escalation + 1,
    to: target,
    overdue: newest !== undefined && newest.to >= moment ? newest : null,
    chain,
    note
  }))
})
