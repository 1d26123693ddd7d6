// A draft gets its number, date and signature; what it tells bodies to do becomes their tasks.
import { Effect } from "effect"
import { Body } from "../body/index.ts"
import { Conclusion, type ConclusionCommand, type SigningMode } from "../conclusion/index.ts"
import { type BodyId, type CivilDate, type ConclusionId, DirectiveId, type OccurredAt } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import type { NumberFound } from "../text/index.ts"
import { fanOut } from "./fan-out.ts"
import { claimNumber, scopeOn } from "./import/number.ts"
import { defaultRules, issuanceOf, type ReadingRules } from "./issuance.ts"
import { identifyPerson } from "./person.ts"
import { enteredIn } from "./reserve.ts"

/** What a document gets when it is issued, as the clerk gives it. */
export interface Issuing {
  readonly number: Pick<NumberFound, "serial" | "type" | "organ" | "symbol" | "system">
  readonly issueDate: CivilDate
  readonly place: string | null
  readonly signingMode: SigningMode | null
  readonly collective: BodyId | null
  /** The post or person that K/T, T/L and TUQ sign for [8]. */
  readonly principal: string | null
  readonly position: string | null
  readonly signer: string | null
  /** Whether the print bears the heading, and a list of recipients [9]. */
  readonly heading: boolean
  readonly recipients: boolean
}

/**
 * Strict [1, 8, 9]: a number that is taken, a signature or a form that is not in order issues nothing. Answers the
 * directives, each of which is assigned in the same append as an import does.
 */
export const issueConclusion = Effect.fn("issueConclusion")(function* (
  session: Session,
  conclusion: ConclusionId,
  { number, signer, ...issuing }: Issuing,
  at: OccurredAt,
  rules: ReadingRules = defaultRules
) {
  const { serial, type, organ, symbol, system } = number
  const { collective, issueDate } = issuing
  const draft = yield* session.load(Conclusion, conclusion)
  const issuer = draft._tag === "Drafted" ? (draft.issuer ?? collective ?? draft.concluder) : null
  const scope = issuer === null ? null : scopeOn(system, yield* session.load(Body, issuer), issueDate)
  const borne = { serial, type, organ, scope }
  const by = collective ?? issuer
  const issue: ConclusionCommand = {
    _tag: "Issue",
    ...issuing,
    reference: symbol,
    number: borne,
    signer: by === null || signer === null ? null : yield* identifyPerson(session, by, signer),
    conflicts: issuer === null ? [] : yield* claimNumber(session, conclusion, issuer, borne)
  }
  yield* session.run(Conclusion, conclusion, issue, at)
  const directives = (yield* enteredIn(session, "conclusion_directives", conclusion)).map((id) => DirectiveId.make(id))
  const issuance = yield* issuanceOf(session, conclusion, at, rules)
  for (const directive of directives) yield* fanOut(session, directive, issuance)
  return directives
})
