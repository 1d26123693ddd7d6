// Civil dates as Vietnamese texts write them: days, spans of days, months, quarters, half-years, years.
import { Schema } from "effect"
import { CivilDate, type Span } from "../kernel/index.ts"
import { type Folded, foldText, unfold } from "./folded.ts"

/** A date with its span in the text. Both ends of a period are inclusive. */
export type DateFound =
  | { readonly form: "day"; readonly date: CivilDate; readonly span: Span }
  | { readonly form: "period"; readonly from: CivilDate; readonly to: CivilDate; readonly span: Span }

type Bare =
  | { readonly form: "day"; readonly date: CivilDate }
  | { readonly form: "period"; readonly from: CivilDate; readonly to: CivilDate }

const isDay = Schema.is(CivilDate)

/** The day, or null where the calendar has none (31 tháng 2). */
export const civilDate = (year: number, month: number, day: number): CivilDate | null => {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
  return isDay(text) ? text : null
}

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

const period = (from: CivilDate | null, to: CivilDate | null): Bare | null =>
  from === null || to === null || to < from ? null : { form: "period", from, to }

const months = (year: number, first: number, last: number): Bare | null =>
  period(civilDate(year, first, 1), civilDate(year, last, lastDay(year, last)))

const QUARTERS = ["i", "ii", "iii", "iv"]
const quarterOf = (text: string): number => (QUARTERS.includes(text) ? QUARTERS.indexOf(text) + 1 : Number(text))

const NUMBERS =
  /(?<![\p{L}\p{M}\p{N}/-]|\p{N}\.)(?:ngày )?(\d{1,2}) ?(?:-|và|,|đến(?: hết)?(?: ngày)?) ?(\d{1,2})(?: ?\/ ?| tháng )(\d{1,2})(?: ?\/ ?|,? năm )(\d{4})(?![\p{N}/-]|\.\p{N})/u
const WORDS = /(?<![\p{L}\p{M}])(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?: ?\/ ?|,? năm )(\d{4})(?!\p{N})/u
const FIGURES = /(?<![\p{L}\p{M}\p{N}/-]|\p{N}\.)(?:ngày )?(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\p{N}/-]|\.\p{N})/u
const MONTH = /(?<![\p{L}\p{M}])tháng (\d{1,2})(?: ?\/ ?|,? năm )(\d{4})(?!\p{N})/u
// "tháng 10 và tháng 11 năm 2022", "tháng 8, 9/2026": neighbouring months that say their year once.
const MONTHS =
  /(?<![\p{L}\p{M}]|\p{N} )tháng (\d{1,2}) ?(?:và|,|-|đến) ?(?:tháng )?(\d{1,2})(?: ?\/ ?|,? năm )(\d{4})(?!\p{N})/u
const QUARTERLY =
  /(?<![\p{L}\p{M}])quý (iv|i{1,3}|[1-4]) ?(?:và|,|-|đến) ?(?:quý )?(iv|i{1,3}|[1-4])(?: ?\/ ?|,? năm )(\d{4})(?!\p{N})/u
const QUARTER = /(?<![\p{L}\p{M}])quý (iv|i{1,3}|[1-4])(?: ?\/ ?|,? năm )(\d{4})(?!\p{N})/u
const HALF = /(?<![\p{L}\p{M}\p{N}])0?6 tháng (đầu|cuối) năm (\d{4})(?!\p{N})/u
const YEAR = /(?<![\p{L}\p{M}])năm (\d{4})(?!\p{N})/u

// In this order: what comes first wins where two match at one place.
const FORMS: ReadonlyArray<{ readonly shape: RegExp; readonly read: (part: (at: number) => string) => Bare | null }> = [
  {
    shape: NUMBERS,
    read: (part) =>
      period(
        civilDate(Number(part(4)), Number(part(3)), Number(part(1))),
        civilDate(Number(part(4)), Number(part(3)), Number(part(2)))
      )
  },
  { shape: WORDS, read: (part) => day(Number(part(3)), Number(part(2)), Number(part(1))) },
  { shape: FIGURES, read: (part) => day(Number(part(4)), Number(part(3)), Number(part(1))) },
  { shape: HALF, read: (part) => (part(1) === "đầu" ? months(Number(part(2)), 1, 6) : months(Number(part(2)), 7, 12)) },
  {
    shape: MONTHS,
    read: (part) => (Number(part(2)) > 12 ? null : months(Number(part(3)), Number(part(1)), Number(part(2))))
  },
  {
    shape: QUARTERLY,
    read: (part) => months(Number(part(3)), quarterOf(part(1)) * 3 - 2, quarterOf(part(2)) * 3)
  },
  {
    shape: MONTH,
    read: (part) => (Number(part(1)) > 12 ? null : months(Number(part(2)), Number(part(1)), Number(part(1))))
  },
  {
    shape: QUARTER,
    read: (part) => months(Number(part(2)), quarterOf(part(1)) * 3 - 2, quarterOf(part(1)) * 3)
  },
  { shape: YEAR, read: (part) => months(Number(part(1)), 1, 12) }
]

const day = (year: number, month: number, dayOfMonth: number): Bare | null => {
  const date = civilDate(year, month, dayOfMonth)
  return date === null ? null : { form: "day", date }
}

const ALL = new RegExp(
  FORMS.map(({ shape }) => `(?:${shape.source.replace("\\2", "[/.-]").replace(/\((?!\?)/g, "(?:")})`).join("|"),
  "gu"
)

// A scan takes 0 for o and 1 for l, i or a bar: "3o/6", "năm 2o26". Nothing else is a figure with such a letter in it.
const SCANNED = /(?<![\p{L}\p{M}\d])(?=[oli|]*\d)[\doli|]{2,4}(?![\p{L}\p{M}\d])/gu
const digits = (figure: string): string => figure.replaceAll("o", "0").replace(/[li|]/g, "1")
const WHOLE = FORMS.map(({ shape, read }) => ({ shape: new RegExp(`^(?:${shape.source})$`, "u"), read }))

/**
 * All dates of a text, in order, without overlaps. A day that does not exist is no date.
 *
 * @example findDates("trước ngày 30/11/2020") // [{ form: "day", date: "2020-11-30", span: { start: 6, end: 21 } }]
 */
export const findDates = (text: string): ReadonlyArray<DateFound> => datesOf(foldText(text))

/** All dates of a text that is folded already. */
export const datesOf = (folded: Folded): ReadonlyArray<DateFound> => {
  const found: Array<DateFound> = []
  for (const match of folded.text.replace(SCANNED, digits).matchAll(ALL)) {
    const span = unfold(folded, match.index, match.index + match[0].length)
    for (const { shape, read } of WHOLE) {
      const parts = shape.exec(match[0])
      const bare = parts === null ? null : read((at) => parts[at] ?? "")
      if (bare === null) continue
      found.push({ ...bare, span })
      break
    }
  }
  return found
}
