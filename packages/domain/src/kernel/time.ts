// Civil dates and instants. Vietnam has one zone, +07:00, without changes of the clock since 1975.
import { Schema } from "effect"

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const DAY_FORM = /^(19|2\d)\d{2}-\d{2}-\d{2}$/
const INSTANT_FORM = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

const ZERO = 48
/** The number that two digits are. */
const twoDigits = (text: string, at: number): number =>
  (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO

/** For text that begins with `YYYY-MM-DD`: whether that day exists. Asked of every event that is read. */
const isCalendarDay = (text: string): boolean => {
  const day = twoDigits(text, 8)
  const month = twoDigits(text, 5)
  const longest = month === 2 && isLeap(Number(text.slice(0, 4))) ? 29 : (LENGTHS[month - 1] ?? 0)
  return day >= 1 && day <= longest
}
const calendarDay = Schema.makeFilter(isCalendarDay)

/** A civil date that exists, `YYYY-MM-DD`, from 1900 to 2999, in no time zone; it never shifts. */
export const CivilDate = Schema.String.check(Schema.isPattern(DAY_FORM), calendarDay).pipe(Schema.brand("CivilDate"))
export type CivilDate = typeof CivilDate.Type

/** A moment, UTC with milliseconds: `2020-10-05T17:00:00.000Z`. Instants sort as strings. */
export const Instant = Schema.String.check(Schema.isPattern(INSTANT_FORM), calendarDay).pipe(Schema.brand("Instant"))
export type Instant = typeof Instant.Type

/** When something happened, as it is claimed: a day (its whole day at +07:00) or a moment. */
export const OccurredAt = Schema.Union([CivilDate, Instant])
export type OccurredAt = typeof OccurredAt.Type

/** As `Schema.is` of these, in a fraction of the time: every event that is read has two of them. */
export const isCivilDate = (text: string): text is CivilDate => DAY_FORM.test(text) && isCalendarDay(text)
export const isInstant = (text: string): text is Instant => INSTANT_FORM.test(text) && isCalendarDay(text)
export const isOccurredAt = (text: string): text is OccurredAt => isInstant(text) || isCivilDate(text)

const OFFSET = 7 * 3_600_000
const DAY = 86_400_000

/** Of this length are the years that have four digits. */
const LENGTH = "2020-10-05T17:00:00.000Z".length

/** The moment that many milliseconds after the Unix epoch; throws where its year has more than four digits. */
export const instantOf = (millis: number): Instant => {
  const text = new Date(millis).toISOString()
  // What is computed need not be looked at again.
  return Instant.make(text, { disableChecks: text.length === LENGTH })
}
export const millisOf = (instant: Instant): number => Date.parse(instant)

/** A claim is of one form or the other; which one, its length says. */
export const isDay = (at: OccurredAt): at is CivilDate => at.length === 10

/**
 * Keeps what was computed: writing a date down costs a hundred times as much as looking it up, and a ledger is about few days,
 * of which its periods are counted again and again.
 */
const kept = <K, V>(compute: (key: K) => V, most = 50_000): ((key: K) => V) => {
  const known = new Map<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size === most) known.clear()
    const value = compute(key)
    known.set(key, value)
    return value
  }
}

/** The day that begins so many days after 1 January 1970, also past the years that anybody may state. */
export const dayAt: (number: number) => CivilDate = kept((number: number) =>
  CivilDate.make(new Date(number * DAY).toISOString().slice(0, 10), { disableChecks: true })
)

/** Inverse of `dayAt`. */
export const dayNumber: (day: CivilDate) => number = kept((day: CivilDate) => Date.parse(`${day}T00:00:00.000Z`) / DAY)

/** The civil day at +07:00. */
export const dayOf = (at: OccurredAt): CivilDate =>
  isCivilDate(at) ? at : dayAt(Math.floor((Date.parse(at) + OFFSET) / DAY))

/** The first moment of a day at +07:00. */
export const startOf: (day: CivilDate) => Instant = kept((day: CivilDate) => instantOf(dayNumber(day) * DAY - OFFSET))

/** The earliest moment that the claim allows. */
export const earliest = (at: OccurredAt): Instant => (isDay(at) ? startOf(at) : at)

const lastOf: (day: CivilDate) => Instant = kept((day: CivilDate) => instantOf((dayNumber(day) + 1) * DAY - OFFSET - 1))

/** The latest moment that the claim allows: the last millisecond of a day. */
export const latest = (at: OccurredAt): Instant => (isDay(at) ? lastOf(at) : at)

export const addDays = (day: CivilDate, days: number): CivilDate => dayAt(dayNumber(day) + days)

/** The exclusive end of a day: the next midnight at +07:00 [24]. */
export const endOf = (day: CivilDate): Instant => startOf(addDays(day, 1))
