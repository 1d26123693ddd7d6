// The periods that a calendar is divided into: weeks by ISO 8601, months, quarters, half years, years.
import { Schema } from "effect"
import { addDays, type CivilDate } from "../kernel/index.ts"
import { daysBetween, firstOf, monthOf, weekdayOf } from "./civil.ts"
import { type Every, MONTHS } from "./recurrence.ts"

/** The Monday of a year's first ISO week, which is the week of 4 January. */
const firstMonday = (year: number): CivilDate => {
  const fourth = addDays(firstOf(year, 1), 3)
  return addDays(fourth, 1 - weekdayOf(fourth))
}

const weeksIn = (year: number): number => daysBetween(firstMonday(year), firstMonday(year + 1)) / 7

const isWeekOfItsYear = Schema.makeFilter(
  (id: string) =>
    !id.includes("W") || Number(id.slice(6)) <= weeksIn(Number(id.slice(0, 4))) || "a week that its year has"
)

/** `2026-W27`, `2026-07`, `2026-Q3`, `2026-H2`, `2026`. */
export const PeriodId = Schema.String.check(
  Schema.isPattern(/^(19|2\d)\d{2}(-(W(0[1-9]|[1-4]\d|5[0-3])|0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/),
  isWeekOfItsYear
).pipe(Schema.brand("PeriodId"))
export type PeriodId = typeof PeriodId.Type

/** First and last day of a period. */
export interface CalendarPeriod {
  readonly id: PeriodId
  readonly from: CivilDate
  readonly to: CivilDate
}

const two = (number: number): string => String(number).padStart(2, "0")

/** What the calendar computes is a period, also past the years that anybody may state. */
const computed = (id: string): PeriodId => PeriodId.make(id, { disableChecks: true })

const weekOn = (day: CivilDate): CalendarPeriod => {
  const from = addDays(day, 1 - weekdayOf(day))
  // A week is of the year that its Thursday is of.
  const { year } = monthOf(addDays(from, 3))
  const week = daysBetween(firstMonday(year), from) / 7 + 1
  return { id: computed(`${year}-W${two(week)}`), from, to: addDays(from, 6) }
}

const NAMES: Readonly<Record<Exclude<Every, "week">, (index: number) => string>> = {
  month: (index) => `-${two(index)}`,
  quarter: (index) => `-Q${index}`,
  half_year: (index) => `-H${index}`,
  year: () => ""
}

/** The period that a day lies in. */
export const periodOn = (every: Every, day: CivilDate): CalendarPeriod => {
  if (every === "week") return weekOn(day)
  const { year, month } = monthOf(day)
  const index = Math.ceil(month / MONTHS[every])
  return {
    id: computed(`${year}${NAMES[every](index)}`),
    from: firstOf(year, (index - 1) * MONTHS[every] + 1),
    to: addDays(firstOf(year, index * MONTHS[every] + 1), -1)
  }
}

/** A day of the period that an id names. */
const dayIn = (id: PeriodId): CivilDate => {
  const year = Number(id.slice(0, 4))
  const number = Number(id.slice(6))
  switch (id[5]) {
    case undefined:
      return firstOf(year, 1)
    case "W":
      return addDays(firstMonday(year), (number - 1) * 7)
    case "Q":
      return firstOf(year, number * MONTHS.quarter)
    case "H":
      return firstOf(year, number * MONTHS.half_year)
    default:
      return firstOf(year, Number(id.slice(5)))
  }
}

/** Inverse of `periodOn`; undefined where the id is one of longer or shorter periods. */
export const periodNamed = (every: Every, id: PeriodId): CalendarPeriod | undefined => {
  const period = periodOn(every, dayIn(id))
  return period.id === id ? period : undefined
}
