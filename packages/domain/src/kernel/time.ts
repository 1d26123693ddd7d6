// Civil dates and instants. Vietnam has one zone, +07:00, without changes of the clock since 1975.
import { Schema } from "effect"

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** For text that begins with `YYYY-MM-DD`: whether that day exists. Asked of every event that is read. */
const isCalendarDay = Schema.makeFilter((text: string) => {
  const day = Number(text.slice(8, 10))
  const month = Number(text.slice(5, 7))
  const longest = month === 2 && isLeap(Number(text.slice(0, 4))) ? 29 : (LENGTHS[month - 1] ?? 0)
  return day >= 1 && day <= longest
})

/** A civil date that exists, `YYYY-MM-DD`, from 1900 to 2999, in no time zone; it never shifts. */
export const CivilDate = Schema.String.check(Schema.isPattern(/^(19|2\d)\d{2}-\d{2}-\d{2}$/), isCalendarDay).pipe(
  Schema.brand("CivilDate")
)
export type CivilDate = typeof CivilDate.Type

/** A moment, UTC with milliseconds: `2020-10-05T17:00:00.000Z`. Instants sort as strings. */
export const Instant = Schema.String.check(
  Schema.isPattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/),
  isCalendarDay
).pipe(Schema.brand("Instant"))
export type Instant = typeof Instant.Type

/** When something happened, as it is claimed: a day (its whole day at +07:00) or a moment. */
export const OccurredAt = Schema.Union([CivilDate, Instant])
export type OccurredAt = typeof OccurredAt.Type

const OFFSET = 7 * 3_600_000
const DAY = 86_400_000

/** The moment that many milliseconds after the Unix epoch. */
export const instantOf = (millis: number): Instant => Instant.make(new Date(millis).toISOString())
export const millisOf = (instant: Instant): number => Date.parse(instant)

const isDay = Schema.is(CivilDate)

/** What the calendar computes is a day, also past the years that anybody may state. */
const computed = (millis: number): CivilDate =>
  CivilDate.make(new Date(millis).toISOString().slice(0, 10), { disableChecks: true })

/** The civil day at +07:00. */
export const dayOf = (at: OccurredAt): CivilDate => (isDay(at) ? at : computed(Date.parse(at) + OFFSET))

/** The first moment of a day at +07:00. */
export const startOf = (day: CivilDate): Instant => instantOf(Date.parse(`${day}T00:00:00.000Z`) - OFFSET)

/** The earliest moment that the claim allows. */
export const earliest = (at: OccurredAt): Instant => (isDay(at) ? startOf(at) : at)

/** The latest moment that the claim allows: the last millisecond of a day. */
export const latest = (at: OccurredAt): Instant => (isDay(at) ? instantOf(millisOf(startOf(at)) + DAY - 1) : at)

export const addDays = (day: CivilDate, days: number): CivilDate =>
  computed(Date.parse(`${day}T00:00:00.000Z`) + days * DAY)

/** The exclusive end of a day: the next midnight at +07:00 [24]. */
export const endOf = (day: CivilDate): Instant => startOf(addDays(day, 1))
