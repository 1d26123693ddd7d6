// What a dissolved body leaves, and what its successors miss.
import { addDays, type BodyId, type CivilDate } from "../kernel/index.ts"
import type { BodyState } from "./state.ts"

/** Days on which neither the body nor its successor existed, first and last. */
export interface Gap {
  readonly successor: BodyId
  readonly from: CivilDate
  readonly to: CivilDate
}

/**
 * [47] For each successor that took over, or was founded, later than the body ended: the days between. `foundedOn` tells
 * the first day of a successor, null where it is unknown.
 */
export const successionGaps = (state: BodyState, foundedOn: (body: BodyId) => CivilDate | null): ReadonlyArray<Gap> => {
  if (state._tag === "Unregistered" || state.end === null) return []
  const { end } = state
  return state.successors.flatMap(({ body, from }) => {
    const founded = foundedOn(body)
    const begins = founded !== null && founded > from ? founded : from
    return begins > end ? [{ successor: body, from: end, to: addDays(begins, -1) }] : []
  })
}
