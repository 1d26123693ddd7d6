// A class gets a list of members: every directive that was waiting for one is assigned to each of them.
import { Effect } from "effect"
import { BodyClass } from "../body-class/index.ts"
import { Conclusion, refuseAssigning } from "../conclusion/index.ts"
import { Directive } from "../directive/index.ts"
import { type BodyId, type ClassId, DirectiveId, dayOf, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { resolveClass } from "./fan-out.ts"
import { defaultRules, issuanceOf, type ReadingRules } from "./issuance.ts"
import { enteredIn } from "./reserve.ts"
import { standing } from "./standing.ts"

/** Directives resolved before keep the members they had [15]; those of a revoked document stay as they are [43]. */
export const snapshotClass = Effect.fnUntraced(function* (
  session: Session,
  classId: ClassId,
  members: ReadonlyArray<BodyId>,
  at: OccurredAt,
  rules: ReadingRules = defaultRules
) {
  const standings = yield* Effect.forEach(members, (body) => standing(session, body))
  yield* session.run(BodyClass, classId, { _tag: "Snapshot", members: standings, on: dayOf(at) }, at)
  for (const holder of yield* enteredIn(session, "class_directives", classId)) {
    const directive = DirectiveId.make(holder)
    const state = yield* session.load(Directive, directive)
    if (state._tag === "Unknown" || state.resolved.includes(classId)) continue
    const { conclusion, path } = state.facts
    if (refuseAssigning(yield* session.load(Conclusion, conclusion), path) !== undefined) continue
    yield* resolveClass(session, directive, classId, yield* issuanceOf(session, conclusion, at, rules))
  }
})
