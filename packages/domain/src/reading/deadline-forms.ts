// Deadlines that are no plain date: a clock time, days counted from something, a recurring day, a condition, a threshold.
import { Schema } from "effect"
import { DeadlineSpec } from "../deadline/index.ts"
import type { Span } from "../kernel/index.ts"
import { findDates, foldText, unfold } from "../text/index.ts"
import { valueQuote } from "./quote.ts"
import type { DeadlineFound } from "./reading.ts"

type Part = (name: string) => string | undefined

const CLOCK = /(?<hour>\d{1,2}) ?(?:giờ|h|g) ?(?<minute>\d{2})?(?: phút)?/u.source
const EDGE = "(?<![\\p{L}\\p{M}\\p{N}])"
const CLOSE = "(?![\\p{L}\\p{M}\\p{N}])"
const shape = (source: string): RegExp => new RegExp(`${EDGE}(?:${source})${CLOSE}`, "u")

const WEEKDAYS = ["hai", "ba", "tư", "năm", "sáu", "bảy"]
const EVERY = {
  tuần: "week",
  tháng: "month",
  quý: "quarter",
  "6 tháng": "half_year",
  "sáu tháng": "half_year",
  năm: "year"
}

const two = (digits: string | undefined): string => (digits ?? "0").padStart(2, "0")

/** "trước 14 giờ, ngày 05/12/2026": the date is what `findDates` makes of the rest. */
const moment = (part: Part): unknown => {
  const [date] = findDates(part("date") ?? "")
  if (date?.form !== "day") return null
  const at = new Date(`${date.date}T${two(part("hour"))}:${two(part("minute"))}:00.000+07:00`)
  if (Number.isNaN(at.getTime())) return null
  return { _tag: "Moment", at: at.toISOString(), bound: part("before") === undefined ? "by" : "before" }
}

const ANCHORS: ReadonlyArray<readonly [RegExp, string]> = [
  [/họp|hội nghị|làm việc$/u, "meeting_end"],
  [/nhận/u, "receipt"],
  [/giao/u, "assignment"],
  [/ban hành|ký/u, "issue_date"]
]

/** "03 ngày làm việc kể từ ngày kết thúc cuộc họp". */
const relative = (part: Part): unknown => ({
  _tag: "Relative",
  days: Number(part("days")),
  unit: part("working") === undefined ? "calendar_day" : "working_day",
  after: ANCHORS.find(([words]) => words.test(part("anchor") ?? ""))?.[1]
})

/** "thứ Sáu hằng tuần, trước 16 giờ", "trước ngày 25 hằng tháng", "hằng quý". */
const recurring = (part: Part): unknown => {
  const every = Object.entries(EVERY).find(([word]) => word === part("every"))?.[1]
  const weekday = part("weekday") === undefined ? -1 : WEEKDAYS.indexOf(part("weekday") ?? "")
  const ofWeek = part("sunday") === undefined ? weekday + 1 : 7
  const day = part("day") === undefined ? null : Number(part("day"))
  const hour = part("hour")
  return {
    _tag: "Recurring",
    recurrence: {
      every,
      month: null,
      day: every === "week" && ofWeek > 0 ? ofWeek : day,
      time: hour === undefined ? null : `${two(hour)}:${two(part("minute"))}`,
      bound: part("before") === undefined && part("earlier") === undefined ? "by" : "before"
    }
  }
}

const BY = "(?<before>trước)|chậm nhất(?: là| vào)?|muộn nhất(?: là| vào)?|vào|đến"

interface Form {
  readonly shape: RegExp
  readonly read: (part: Part) => unknown
}

/** With a clock time, a date is more than a day. */
const closest: ReadonlyArray<Form> = [
  {
    shape: shape(
      `(?:${BY}) (?:lúc )?${CLOCK},? (?:của )?(?<date>(?:ngày )?\\d{1,2}(?:[/.-]\\d{1,2}[/.-]\\d{4}| tháng \\d{1,2},? năm \\d{4}))`
    ),
    read: moment
  }
]

/** In this order: what comes first wins. */
const others: ReadonlyArray<Form> = [
  {
    shape: shape(
      "(?:trong(?: vòng| thời hạn| thời gian)?|sau|chậm nhất(?: là)?(?: sau| trong)?|thời hạn|không quá) (?<days>\\d{1,3}) ngày(?<working> làm việc)?,? (?:kể từ|tính từ|từ|sau)(?: khi| ngày)* (?<anchor>kết thúc (?:cuộc họp|hội nghị|buổi làm việc)|(?:ký )?ban hành|ký|nhận(?: được)?|được giao|giao nhiệm vụ)"
    ),
    read: relative
  },
  {
    shape: shape(
      `(?:(?:${BY}) )?(?:ngày (?<day>\\d{1,2}) |thứ (?<weekday>hai|ba|tư|năm|sáu|bảy) |(?<sunday>chủ nhật) )?(?:định kỳ )?(?:của )?(?:hằng|hàng|mỗi) (?<every>tuần|6 tháng|sáu tháng|tháng|quý|năm)(?:,? (?:(?<earlier>trước)|chậm nhất) ${CLOCK})?`
    ),
    read: recurring
  },
  { shape: shape("(?:định kỳ )?(?<every>6 tháng|sáu tháng) (?:một|1) lần"), read: recurring },
  { shape: shape("(?:cho )?đến khi (?:có|được|cấp|hoàn|hết)[^,.;]*"), read: () => ({ _tag: "UntilCondition" }) },
  {
    shape: shape("(?:quá|sau quá) (?<amount>\\d{1,3}) (?<unit>ngày|tháng|năm)"),
    read: (part) => ({
      _tag: "Threshold",
      amount: Number(part("amount")),
      unit: { ngày: "day", tháng: "month", năm: "year" }[part("unit") ?? ""]
    })
  }
]

const asSpec = Schema.decodeUnknownOption(DeadlineSpec)

/** The first of these forms in a passage, before or after a plain date is looked for; null where none makes sense. */
export const formOf = (source: string, { start, end }: Span, which: "closest" | "others"): DeadlineFound | null => {
  const folded = foldText(source, start, end)
  for (const { shape: pattern, read } of which === "closest" ? closest : others) {
    const match = pattern.exec(folded.text)
    if (match === null) continue
    const spec = asSpec(read((name) => match.groups?.[name]))
    if (spec._tag === "None") continue
    const span = unfold(folded, match.index, match.index + match[0].length)
    return {
      form: "spec",
      spec: spec.value,
      quote: valueQuote(source, span),
      rule: spec.value._tag,
      confidence: "certain"
    }
  }
  return null
}
