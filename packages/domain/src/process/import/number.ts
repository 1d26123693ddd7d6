// The number of a document, and the scope in which serials count [1].
import { Effect } from "effect"
import { Body } from "../../body/index.ts"
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

/** The committee's term in which a day lies; null where nobody recorded its terms. */
const termOn = Effect.fnUntraced(function* (session: Session, committee: BodyId, day: CivilDate) {
  const state = yield* session.load(Body, committee)
  const term = state._tag === "Registered" ? state.terms.findLast(({ from }) => from <= day) : undefined
  return term?.term ?? null
})

/**
 * [1] In which serials count: the calendar year for a state document, the issuing committee's term for a Party one. Null
 * while the issue date is unknown, which is never taken from the meeting [5].
 */
export const scopeOf = Effect.fnUntraced(function* (
  session: Session,
  { number, issueDate }: Pick<Reading, "number" | "issueDate">,
  issuer: BodyId
) {
  if (number === null || issueDate === null) return null
  return number.system === "state" ? issueDate.date.slice(0, 4) : yield* termOn(session, issuer, issueDate.date)
})
