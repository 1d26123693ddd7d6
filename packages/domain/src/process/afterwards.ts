// What happens to a document that is out: its date is established, a slip corrected, a doubt settled, a passage amended.
import { Effect } from "effect"
import { readEvent } from "../catalogue.ts"
import { Conclusion } from "../conclusion/index.ts"
import {
  type Actor,
  type BodyId,
  type CivilDate,
  type ConclusionId,
  type OccurredAt,
  type ProvisionPath,
  Rejection
} from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"

/** [5] `basis` is what tells the date. */
export const establishIssueDate = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  { date, basis }: { readonly date: CivilDate; readonly basis: string },
  by: Actor,
  at: OccurredAt
) {
  yield* session.run(Conclusion, conclusion, { _tag: "EstablishIssueDate", date, by, basis }, at)
})

/** `ordinal` counts the document's discrepancies from 1. */
export const resolveDiscrepancy = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  { ordinal, how }: { readonly ordinal: number; readonly how: string },
  by: Actor,
  at: OccurredAt
) {
  yield* session.run(Conclusion, conclusion, { _tag: "ResolveDiscrepancy", ordinal, by, how }, at)
})

/** A provision's text as it was issued, and as it stands corrected; null where it was erased, or there is none. */
const wordsOf = Effect.fnUntraced(function* (session: Session, conclusion: ConclusionId, path: ProvisionPath) {
  let issued: string | null = null
  let corrected: string | null = null
  for (const recorded of yield* session.recorded(Conclusion, conclusion)) {
    const event = yield* Effect.fromResult(readEvent(recorded))
    if (event._tag === "ProvisionRecorded" && event.path === path) issued = event.texts?.text ?? null
    if (event._tag === "ConclusionCorrected" && event.path === path) corrected = event.texts?.new ?? null
  }
  return { issued, standing: corrected ?? issued }
})

export interface Correction {
  readonly path: ProvisionPath
  /** The provision's whole text as it was issued, or words that stand in it once. */
  readonly old: string
  /** What is to stand in their place. */
  readonly new: string
  readonly reason: string
}

/** [3] By the issuer alone; the issued text stays. Recorded are whole texts, with what was corrected before. */
export const correct = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  { path, old, new: fresh, reason }: Correction,
  by: Actor & { readonly body: BodyId },
  at: OccurredAt
) {
  const { issued, standing } = yield* wordsOf(session, conclusion, path)
  const within = issued !== null && standing !== null && old !== "" && standing.split(old).length === 2
  const texts = within ? { old: issued, new: standing.replace(old, () => fresh) } : { old, new: fresh }
  const command = { _tag: "Correct", path, ...texts, current: issued, reason, authority: by.body, by } as const
  yield* session.run(Conclusion, conclusion, command, at)
})

/** sửa đổi, bổ sung: no `paths` where the later document only adds. */
export const amend = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  { by, paths }: { readonly by: ConclusionId; readonly paths: ReadonlyArray<ProvisionPath> },
  at: OccurredAt
) {
  if (by === conclusion) return yield* new Rejection({ rule: "DocumentFollowsItself", invariant: null, detail: {} })
  if ((yield* session.load(Conclusion, by))._tag === "Unregistered")
    return yield* new Rejection({ rule: "ConclusionUnknown", invariant: null, detail: {} })
  yield* session.run(Conclusion, conclusion, { _tag: "Amend", by, paths }, at)
})
