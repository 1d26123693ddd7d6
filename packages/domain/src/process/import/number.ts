// The number of a document, and the scope in which serials count [1].
import { Effect } from "effect"
import { Body, type BodyState } from "../../body/index.ts"
import type { DocumentSystem } from "../../conclusion/index.ts"
import { type BodyId, type CivilDate, ConclusionId } from "../../kernel/index.ts"
import type { Session } from "../../ledger/index.ts"
import type { Reading } from "../../reading/index.ts"
import { conflicts, Reservation } from "../../reservation/index.ts"
import { reservationOf } from "../reserve.ts"

/** [1] Claims the document's number and tells which other conclusions hold it. */
export const claimNumber = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  issuer: BodyId,
  number: {
    readonly serial: string | null
    readonly type: string
    readonly organ: string
    readonly scope: string | null
  } | null
) {
  if (number === null || number.serial === null) return []
  const { serial, type, organ, scope } = number
  const id = yield* reservationOf(
    "number",
    [issuer, type, organ, serial.replace(/^0+(?=.)/, "")].map((part) => part.toUpperCase())
  )
  const found = conflicts(yield* session.load(Reservation, id), conclusion, scope)
  yield* session.run(Reservation, id, { _tag: "Share", set: "number", holder: conclusion, scope }, null)
  return found.map(({ holder, certainty }) => ({ other: ConclusionId.make(holder), certainty }))
})

/**
 * [1] In which serials count: the calendar year for a state document, the issuing committee's term for a Party one. Null
 * while the day is unknown, which is never taken from the meeting [5], and where nobody recorded the committee's terms.
 */
export const scopeOn = (system: DocumentSystem, issuer: BodyState, date: CivilDate | null): string | null => {
  if (date === null) return null
  if (system === "state") return date.slice(0, 4)
  return issuer._tag === "Registered" ? (issuer.terms.findLast(({ from }) => from <= date)?.term ?? null) : null
}

/** The scope of the number that was read in a document. */
export const scopeOf = Effect.fnUntraced(function* (
  session: Session,
  { number, issueDate }: Pick<Reading, "number" | "issueDate">,
  issuer: BodyId
) {
  if (number === null) return null
  return scopeOn(number.system, yield* session.load(Body, issuer), issueDate?.date ?? null)
})
