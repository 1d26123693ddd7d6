// What a dissolved body leaves, and what its successors miss.
import { addDays, type BodyId, type CivilDate } from "../kernel/index.ts"
import type { BodyState } from "./state.ts"

/** Days on which neither the body nor its successor existed, first and last. */
export interface Gap {
  readonly successor: BodyId
  readonly from: CivilDate
  readonly to: CivilDate
}

/** The days between a body's end and the first day on which a successor both exists and takes over; null where there are none. */
export const gapAfter = (
  end: CivilDate,
  from: CivilDate,
  founded: CivilDate | null
): { readonly from: CivilDate; readonly to: CivilDate } | null => {
  const begins = founded !== null && founded > from ? founded : from
  return begins > end ? { from: end, to: addDays(begins, -1) } : null
}

/**
 * [47] For each successor that took over, or was founded, later than the body ended: the days between. `foundedOn` tells
 * the first day of a successor, null where it is unknown.
 */
export const successionGaps = (state: BodyState, foundedOn: (body: BodyId) => CivilDate | null): ReadonlyArray<Gap> => {
  if (state._tag === "Unregistered" || state.end === null) return []
  const { end } = state
  return state.successors.flatMap(({ body, from }) => {
    const gap = gapAfter(end, from, foundedOn(body))
    return gap === null ? [] : [{ successor: body, ...gap }]
  })
}
