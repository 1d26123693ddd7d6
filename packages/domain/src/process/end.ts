// Work that ends by a decision, and with it what was passed on below it.
import { Effect } from "effect"
import type { ActingCommand } from "../assignment/index.ts"
import { Conclusion } from "../conclusion/index.ts"
import { Directive } from "../directive/index.ts"
import { type AssignmentId, type DirectiveId, dayOf, type OccurredAt, Rejection } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { type ActFacts, type ActingFor, act, assigned } from "./act.ts"
import { authorsOf } from "./authority.ts"
import { openOf, openUnder } from "./lineage.ts"
import { standing, succeeded } from "./standing.ts"

/** Ends an assignment; the open ones below it are cancelled for the same reason. */
export const endWith = Effect.fnUntraced(function* (
  session: Session,
  id: AssignmentId,
  who: ActingFor,
  at: OccurredAt,
  command: (facts: ActFacts) => ActingCommand,
  reason: string
) {
  const made = yield* act(session, id, who, at, command)
  if (made.length === 0) return made
  const { children } = yield* assigned(session, id)
  for (const { child } of children)
    for (const open of yield* openUnder(session, child))
      yield* act(session, open, who, at, ({ acting }) => ({ _tag: "Cancel", acting, cause: "parent_ended", reason }))
  return made
})

/** The issuer ends a directive: nobody new gets it, and what is open of it ends. */
export const discontinueDirective = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  who: ActingFor,
  at: OccurredAt,
  reason: string
) {
  const state = yield* session.load(Directive, directive)
  if (state._tag === "Unknown") return yield* new Rejection({ rule: "DirectiveUnknown", invariant: null, detail: {} })
  const authority = authorsOf(yield* session.load(Conclusion, state.facts.conclusion))
  const succeeds = yield* succeeded(session, authority, who.body, dayOf(at))
  const deciders = succeeds.length > 0 ? [...authority, who.body] : authority
  const acting = { standing: yield* standing(session, who.body), on: dayOf(at), by: who }
  yield* session.run(Directive, directive, { _tag: "Discontinue", ...acting, deciders, reason }, at)
  const open = yield* openOf(session, directive)
  for (const id of open)
    yield* act(session, id, who, at, ({ acting: by, state: { kind } }) =>
      kind === "finite" || kind === "inquiry"
        ? { _tag: "Cancel", acting: by, cause: "discontinued", reason }
        : { _tag: "Discontinue", acting: by, reason }
    )
  return open
})
