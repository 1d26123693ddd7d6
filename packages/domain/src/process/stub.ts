// A document marked Mật or higher: its number, date and mark, and nothing else [10].
import { Effect } from "effect"
import { Body, describeBody } from "../body/index.ts"
import { Conclusion } from "../conclusion/index.ts"
import {
  type BodyId,
  type CivilDate,
  type Classification,
  ConclusionId,
  type OccurredAt,
  Rejection
} from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { organName } from "../reading/index.ts"
import type { NumberFound } from "../text/index.ts"
import { identifyBody } from "./identify.ts"
import { claimNumber, scopeOn } from "./import/number.ts"

export interface Stub {
  readonly number: Pick<NumberFound, "serial" | "type" | "organ" | "symbol" | "system">
  readonly date: CivilDate | null
  readonly classification: Classification
  /** Whose number it is; null: as its organ code tells. */
  readonly issuer: BodyId | null
}

const issuerBy = Effect.fnUntraced(function* (session: Session, organ: string, at: OccurredAt) {
  const name = organName(organ)
  if (name === null) return yield* new Rejection({ rule: "IssuerUnknown", invariant: 7, detail: {} })
  return yield* identifyBody(session, name, { level: describeBody(name).level, territory: null }, at)
})

/** Claims the number as an import does: the same number elsewhere is recorded as a conflict [1]. */
export const recordStub = Effect.fnUntraced(function* (
  session: Session,
  { number, date, classification, issuer }: Stub,
  at: OccurredAt
) {
  const { serial, type, organ, symbol, system } = number
  const conclusion = ConclusionId.make(session.newId())
  const whose = issuer ?? (yield* issuerBy(session, organ, at))
  const borne = { serial, type, organ, scope: scopeOn(system, yield* session.load(Body, whose), date) }
  const conflicts = yield* claimNumber(session, conclusion, whose, borne)
  const stub = { _tag: "RecordStub", reference: symbol, number: borne, date, classification, conflicts } as const
  yield* session.run(Conclusion, conclusion, stub, at, classification)
  return conclusion
})
