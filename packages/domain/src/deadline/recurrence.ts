// How often a report is due: "thứ Sáu hằng tuần, trước 16 giờ", "trước ngày 25 hằng tháng", "hằng quý".
import { Schema } from "effect"

/** hằng tuần, hằng tháng, hằng quý, sáu tháng (6 tháng đầu năm, 6 tháng cuối năm), hằng năm. */
export const Every = Schema.Literals(["week", "month", "quarter", "half_year", "year"])
export type Every = typeof Every.Type

/** How many months a period has; a week has none. */
export const MONTHS: Readonly<Record<Every, number>> = { week: 0, month: 1, quarter: 3, half_year: 6, year: 12 }

/** A clock time at +07:00, `HH:MM`. */
export const ClockTime = Schema.String.check(Schema.isPattern(/^([01]\d|2[0-3]):[0-5]\d$/))

const whole = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))

/**
 * When a periodic report is due within each of its periods. `day` is a weekday (1 is Monday, 7 Sunday) of a week, else a
 * day of a month, or that month's last where it has no such day; null is the last day. `month` counts the months of a
 * quarter, half year or year from 1; null is the last one. `time` null leaves the whole day, which ends as a day does.
 */
export const Recurrence = Schema.Struct({
  every: Every,
  month: Schema.NullOr(whole(1, 12)),
  day: Schema.NullOr(whole(1, 31)),
  time: Schema.NullOr(ClockTime),
  bound: Schema.Literals(["before", "by"])
}).check(
  Schema.makeFilter(({ every, month, day }) => {
    if (every === "week") return (month === null && (day ?? 1) <= 7) || "a week has seven days and no months"
    return (month ?? 1) <= MONTHS[every] || "a month of the period"
  })
)
export type Recurrence = typeof Recurrence.Type
