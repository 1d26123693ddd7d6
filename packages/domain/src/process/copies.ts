// What becomes of a copy: by its recipient, a member of a class that receives it, or a recorded successor.
import { Effect } from "effect"
import { BodyClass } from "../body-class/index.ts"
import { Conclusion } from "../conclusion/index.ts"
import { Distribution, type DistributionCommand } from "../distribution/index.ts"
import { type BodyId, type ConclusionId, type DistributionId, dayOf, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { authorsOf } from "./authority.ts"
import { heirsOf, standing, stillExists, succeeded } from "./standing.ts"

const recipients = Effect.fnUntraced(function* (session: Session, copy: DistributionId) {
  const state = yield* session.load(Distribution, copy)
  if (state._tag === "Unplanned") return []
  const { recipient } = state
  switch (recipient._tag) {
    case "OneBody":
      return [recipient.body]
    case "EachOfClass": {
      const known = yield* session.load(BodyClass, recipient.class)
      return known._tag === "Defined" ? (known.snapshots.at(-1) ?? []) : []
    }
    case "PersonsInCapacity":
      return []
  }
})

/** [42] The bodies that may act as the recipient on a day: itself while it exists, its recorded successors after. */
const mayActFor = Effect.fnUntraced(function* (session: Session, copy: DistributionId, at: OccurredAt) {
  const on = dayOf(at)
  const bodies = yield* recipients(session, copy)
  const acting = yield* Effect.forEach(bodies, (body) =>
    Effect.flatMap(standing(session, body), ({ end }) =>
      end === null || on < end ? Effect.succeed([body]) : heirsOf(session, body, on)
    )
  )
  return [...new Set(acting.flat())]
})

/** What a recipient does with its copy. */
export type CopyAnswer = Exclude<DistributionCommand["_tag"], "Plan" | "Send" | "Receive" | "RequestRecall">

/** [42, 43] An agreed recall is noted on the document, which from then on gives nobody a task. */
export const answerCopy = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  copy: DistributionId,
  answer: CopyAnswer,
  by: BodyId,
  reason: string,
  at: OccurredAt
) {
  yield* stillExists(session, by, at)
  const recipient = { by, mayActFor: yield* mayActFor(session, copy, at) }
  const command: DistributionCommand =
    answer === "Acknowledge" || answer === "AgreeRecall"
      ? { _tag: answer, ...recipient }
      : { _tag: answer, ...recipient, reason }
  const made = yield* session.run(Distribution, copy, command, at)
  if (answer === "AgreeRecall" && made.length > 0)
    yield* session.run(Conclusion, conclusion, { _tag: "Recall", copy }, at)
  return made
})

/** [43] The issuer, or its recorded successor, asks for a copy back. */
export const requestRecall = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  copy: DistributionId,
  by: BodyId,
  reason: string,
  at: OccurredAt
) {
  yield* stillExists(session, by, at)
  const authority = authorsOf(yield* session.load(Conclusion, conclusion))
  const heir = yield* succeeded(session, authority, by, dayOf(at))
  const issuers = heir.length > 0 ? [...authority, by] : authority
  return yield* session.run(Distribution, copy, { _tag: "RequestRecall", by, issuers, reason }, at)
})
