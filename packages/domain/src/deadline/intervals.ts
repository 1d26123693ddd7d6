// Intervals of time, `from` inclusive and `to` exclusive.
import type { Instant } from "../kernel/index.ts"

/** A time in which something was late: from the first moment that was, to the first that was no longer. */
export interface OverdueInterval {
  readonly from: Instant
  readonly to: Instant
}

const isSome = ({ from, to }: OverdueInterval): boolean => from < to

/** The intervals without some others. */
export const cut = (
  intervals: ReadonlyArray<OverdueInterval>,
  others: ReadonlyArray<OverdueInterval>
): ReadonlyArray<OverdueInterval> =>
  others.reduce(
    (left, other) =>
      left.flatMap(({ from, to }) =>
        [
          { from, to: other.from < to ? other.from : to },
          { from: other.to > from ? other.to : from, to }
        ].filter(isSome)
      ),
    intervals.filter(isSome)
  )

/** The same times in order, where those that touch or overlap are one. */
export const joined = (intervals: ReadonlyArray<OverdueInterval>): ReadonlyArray<OverdueInterval> => {
  const apart: Array<OverdueInterval> = []
  for (const each of intervals.toSorted((left, right) => (left.from < right.from ? -1 : 1))) {
    const last = apart.at(-1)
    if (last === undefined || last.to < each.from) apart.push(each)
    else if (last.to < each.to) apart[apart.length - 1] = { from: last.from, to: each.to }
  }
  return apart
}
