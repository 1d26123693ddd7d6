// A text that is not issued yet becomes a record: provisions, findings, directives and copies, but nobody's task.
import { Effect } from "effect"
import { Conclusion, type ConclusionCommand } from "../conclusion/index.ts"
import { type BodyId, ConclusionId, Rejection } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import type { DiscrepancyCode } from "../reading/index.ts"
import { blankReference } from "../reference/index.ts"
import { authorityOf } from "./authority.ts"
import { checked, extraction, recordByProvision } from "./import/directives.ts"
import { planDistribution } from "./import/distribution.ts"
import { passagesOf } from "./import/form.ts"
import { bodyIfNamed, type Importing, localityOf } from "./import/importing.ts"
import { type ImportOptions, type ReadDocument, statedDay } from "./import/index.ts"
import { recordMeeting } from "./import/meeting.ts"
import { holderOf, reserve } from "./reserve.ts"

export interface DraftOptions extends Pick<ImportOptions, "at" | "territory"> {
  /** Whose document it is to be; null: as the organ code of its blank number tells. */
  readonly issuer: BodyId | null
}

/** `known` tells that the same bytes are in the ledger already [2]; `unfit` what of the text makes no directive. */
export interface Drafted {
  readonly conclusion: ConclusionId
  readonly known: boolean
  readonly unfit: ReadonlyArray<{ readonly code: DiscrepancyCode; readonly quote: string }>
}

/**
 * Records a read text as a draft, for its meeting's last day where nobody says otherwise. Its directives and copies wait
 * for the issue. Refuses secret content [10] and a text that tells nobody whose it is [7].
 */
export const draftConclusion = Effect.fn("draftConclusion")(function* (
  session: Session,
  document: ReadDocument,
  options: DraftOptions
) {
  const { reading, source, text, textHash } = document
  const before = yield* holderOf(session, "source", source)
  if (before !== null) return { conclusion: ConclusionId.make(before), known: true, unfit: [] } satisfies Drafted
  const conclusion = ConclusionId.make(session.newId())
  const at = options.at ?? statedDay(reading) ?? session.now
  const importing: Importing = { session, locality: localityOf(reading, options.territory), at }

  const meeting = yield* recordMeeting(importing, reading)
  const issuer = options.issuer ?? (yield* bodyIfNamed(importing, reading.issuer))
  const concluder = yield* bodyIfNamed(importing, reading.concluder)
  const authority = authorityOf({ issuer, concluder, collective: null, signer: null })
  if (authority === null) return yield* new Rejection({ rule: "IssuerUnknown", invariant: 7, detail: {} })
  yield* reserve(session, "source", source, conclusion)
  const draft: ConclusionCommand = {
    _tag: "Draft",
    reference: blankReference(conclusion),
    text,
    textHash,
    // Only the Party issues a kết luận; the state issues a thông báo of one.
    system: reading.number?.system ?? (reading.documentType === "KL" ? "party" : null),
    title: reading.title?.text ?? null,
    meeting,
    meetingLastDay: reading.meeting?.lastDay ?? null,
    classification: reading.classification,
    urgency: reading.urgency?.degree ?? null,
    ...passagesOf(reading),
    concluder,
    issuer
  }
  yield* session.run(Conclusion, conclusion, draft, at)

  const found = yield* Effect.forEach(reading.directives, (proposed) =>
    Effect.map(extraction(importing, conclusion, authority.issuer, proposed), (extracted) => ({
      ...checked(extracted),
      quote: proposed.obligation.text
    }))
  )
  yield* planDistribution(importing, conclusion, reading)
  const directives = found.flatMap(({ directive }) => (directive === null ? [] : [directive]))
  yield* recordByProvision(importing, reading, directives, () => Effect.void)
  const unfit = found.flatMap(({ codes, quote }) => codes.map((code) => ({ code, quote })))
  return { conclusion, known: false, unfit } satisfies Drafted
})
