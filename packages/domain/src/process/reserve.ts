// Unique values: the stream that stands for one value of a set, and who holds it.
import { Effect, type Schema } from "effect"
import { hex, Primitives, type Session } from "../ledger/index.ts"
import { Reservation, ReservationId, type ReservedSet } from "../reservation/index.ts"

/** The id of the stream for one value: SHA-256 over set and value, so that no name of a stream tells anything. */
export const reservationOf = Effect.fnUntraced(function* (set: ReservedSet, value: Schema.Json) {
  const { canonical, sha256 } = yield* Primitives
  return ReservationId.make(hex(sha256(canonical([set, value]))))
})

/** Who holds a value alone; null where nobody does. The append then guards that nobody takes it meanwhile. */
export const holderOf = Effect.fnUntraced(function* (session: Session, set: ReservedSet, value: Schema.Json) {
  const { holdings } = yield* session.load(Reservation, yield* reservationOf(set, value))
  return holdings[0]?.holder ?? null
})

export const reserve = Effect.fnUntraced(function* (
  session: Session,
  set: ReservedSet,
  value: Schema.Json,
  holder: string
) {
  yield* session.run(Reservation, yield* reservationOf(set, value), { _tag: "Reserve", set, holder }, null)
})

/** The first of `base`, `base-2`, `base-3` … that is free, reserved for `holder`. */
export const reserveSlug = Effect.fnUntraced(function* (session: Session, base: string, holder: string) {
  for (let ordinal = 1; ; ordinal++) {
    const candidate = ordinal === 1 ? base : `${base}-${ordinal}`
    if ((yield* holderOf(session, "slug", candidate)) !== null) continue
    yield* reserve(session, "slug", candidate, holder)
    return candidate
  }
})

/** The sets in which many hold one value: found whole by whoever must find all of them. */
export type RegisterSet = Extract<
  ReservedSet,
  "class_directives" | "conclusion_directives" | "body_assignments" | "erasures" | "legal_holds"
>

export const enterIn = Effect.fnUntraced(function* (
  session: Session,
  set: RegisterSet,
  value: Schema.Json,
  holder: string
) {
  yield* session.run(Reservation, yield* reservationOf(set, value), { _tag: "Share", set, holder, scope: null }, null)
})

/** Everything that was entered under a value. The append then guards that nothing is added meanwhile. */
export const enteredIn = Effect.fnUntraced(function* (session: Session, set: RegisterSet, value: Schema.Json) {
  const { holdings } = yield* session.load(Reservation, yield* reservationOf(set, value))
  return holdings.map(({ holder }) => holder)
})
