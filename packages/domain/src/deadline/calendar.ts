// The working-day calendar of offices: data for each year, versioned, since Tết moves and days are swapped by decision.
import { Schema } from "effect"
import { addDays, CivilDate } from "../kernel/index.ts"
import { monthOf, weekdayOf } from "./civil.ts"

const isWeekend = (day: CivilDate): boolean => weekdayOf(day) >= 6

const named = Schema.String.check(Schema.makeFilter((text: string) => text.trim() !== "" || "not blank"))
const days = Schema.Array(CivilDate)

/**
 * What makes one year differ from a row of weeks with Saturday and Sunday off. Every day is listed once at most, and is
 * of the year.
 */
export const CalendarYear = Schema.Struct({
  year: Schema.Int.check(Schema.isBetween({ minimum: 1900, maximum: 2999 })),
  /** Public holidays, also those on a Saturday or Sunday (điều 112, Bộ luật Lao động 2019). */
  holidays: days,
  /** Working days off for a holiday on a Saturday or Sunday (nghỉ bù; điều 111 khoản 3). */
  inLieu: days,
  /** Working days off by a decision that swaps them (hoán đổi). */
  swappedOff: days,
  /** The Saturdays and Sundays worked for them (làm bù). */
  swappedIn: days,
  /** Days of which nobody can say yet whether they are worked. */
  undecided: days,
  /** The laws and notices that say so. */
  source: named
}).check(
  Schema.makeFilter(({ year, holidays, inLieu, swappedOff, swappedIn, undecided }) => {
    const all = [...holidays, ...inLieu, ...swappedOff, ...swappedIn, ...undecided]
    if (all.some((day) => monthOf(day).year !== year)) return `every day is of ${year}`
    if (new Set(all).size < all.length) return "no day is listed twice"
    if ([...inLieu, ...swappedOff].some(isWeekend)) return "only working days are given off"
    return swappedIn.every(isWeekend) || "only a Saturday or Sunday is worked for another day"
  })
)
export type CalendarYear = typeof CalendarYear.Type

/** Some years of working days under one version, which every answer names that used them. */
export const WorkingCalendar = Schema.Struct({ version: named, years: Schema.Array(CalendarYear) }).check(
  Schema.makeFilter(({ years }) => new Set(years.map(({ year }) => year)).size === years.length || "each year once")
)
export type WorkingCalendar = typeof WorkingCalendar.Type

/** Whether offices work on a day; "not_known" in a year that the calendar does not hold, and on an undecided day. */
export const isWorkingDay = (calendar: WorkingCalendar, day: CivilDate): boolean | "not_known" => {
  const year = calendar.years.find((each) => each.year === monthOf(day).year)
  if (year === undefined || year.undecided.includes(day)) return "not_known"
  if (isWeekend(day)) return year.swappedIn.includes(day)
  return ![year.holidays, year.inLieu, year.swappedOff].some((off) => off.includes(day))
}

/**
 * The `count`-th working day after a day, which itself is not counted (điều 147, Bộ luật Dân sự 2015); the day itself for
 * zero. "not_known" where a day on the way is.
 */
export const addWorkingDays = (calendar: WorkingCalendar, day: CivilDate, count: number): CivilDate | "not_known" => {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    const works = isWorkingDay(calendar, at)
    if (works === "not_known") return "not_known"
    if (works) left--
  }
  return at
}
