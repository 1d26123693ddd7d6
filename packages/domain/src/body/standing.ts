// Whether a body still exists on a day, as a fact that other aggregates' commands carry [44].
import { Schema } from "effect"
import { BodyId, CivilDate, refuse } from "../kernel/index.ts"
import type { BodyState } from "./state.ts"

export const Standing = Schema.Struct({
  body: BodyId,
  /** The first day without it; null while it exists. */
  end: Schema.NullOr(CivilDate),
  successors: Schema.Array(BodyId)
})
export type Standing = typeof Standing.Type

export const standingOf = (body: BodyId, state: BodyState): Standing =>
  state._tag === "Registered"
    ? { body, end: state.end, successors: [...new Set(state.successors.map((successor) => successor.body))] }
    : { body, end: null, successors: [] }

/** [44] A dissolved body cannot act or be assigned after its end; the refusal names its successors. */
export const refuseEnded = ({ body, end, successors }: Standing, on: CivilDate) =>
  end !== null && on >= end ? refuse("BodyDissolved", 44, { body, end, successors }) : undefined
