// Arithmetic on civil dates that only deadlines need: weekdays, and months of different length.
import { addDays, type CivilDate, dayAt, dayNumber } from "../kernel/index.ts"

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: CivilDate): number => {
  // Day 0, 1 January 1970, was a Thursday.
  const sinceMonday = (dayNumber(day) + 3) % 7
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
}

/** The number of days from one day to a later one. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

/** The year of a day, and its month from 1. */
export const monthOf = (day: CivilDate): { readonly year: number; readonly month: number } => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7))
})

/** The first day of a month, which is counted from 1 and may lie outside its year: month 13 is the next January. */
export const firstOf = (year: number, month: number): CivilDate => dayAt(Date.UTC(year, month - 1, 1) / 86_400_000)

/** A day of a month, or the month's last one where it has no such day; null asks for the last. */
export const dayInMonth = (year: number, month: number, day: number | null): CivilDate => {
  const last = addDays(firstOf(year, month + 1), -1)
  const wanted = day === null ? last : addDays(firstOf(year, month), day - 1)
  return wanted < last ? wanted : last
}
