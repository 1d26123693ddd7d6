// Deadlines that are no plain date: a clock time, a day without a year, days counted from something, a recurring day.
import { Schema } from "effect"
import { DeadlineSpec } from "../deadline/index.ts"
import type { CivilDate, Span } from "../kernel/index.ts"
import { civilDate, findDates, unfold } from "../text/index.ts"
import { foldedIn } from "./indexed.ts"
import { quoteOf, valueQuote } from "./quote.ts"
import type { Confidence, DeadlineFound } from "./reading.ts"

/** A deadline with the rule that found it. */
export type DueFound = DeadlineFound & { readonly rule: string; readonly confidence: Confidence }

type Part = (name: string) => string | undefined

const CLOCK = /(?<hour>\d{1,2}) ?(?:giờ|h|g|[.:](?=\d\d )) ?(?<minute>\d{2})?(?: ?phút)?/u.source
const EDGE = "(?<![\\p{L}\\p{M}\\p{N}])"
const CLOSE = "(?![\\p{L}\\p{M}\\p{N}])"
const shape = (source: string): RegExp => new RegExp(`${EDGE}(?:${source})${CLOSE}`, "u")

const WEEKDAYS = ["hai", "ba", "tư", "năm", "sáu", "bảy"]
const EVERY = {
  tuần: "week",
  tháng: "month",
  quý: "quarter",
  "3 tháng": "quarter",
  "03 tháng": "quarter",
  "ba tháng": "quarter",
  "6 tháng": "half_year",
  "06 tháng": "half_year",
  "sáu tháng": "half_year",
  năm: "year"
}

const two = (digits: string | undefined): string => (digits ?? "0").padStart(2, "0")

/** The first day of this month and day that is not before `since`. */
const nextDay = (since: CivilDate, month: number, day: number): CivilDate | null => {
  const year = Number(since.slice(0, 4))
  const same = civilDate(year, month, day)
  return same !== null && same >= since ? same : civilDate(year + 1, month, day)
}

/** The last day of this month and day that is not after `end`. */
const dayBefore = (end: CivilDate, month: number, day: number): CivilDate | null => {
  const year = Number(end.slice(0, 4))
  const same = civilDate(year, month, day)
  return same !== null && same <= end ? same : civilDate(year - 1, month, day)
}

const dayOf = (part: Part, since: CivilDate | null): CivilDate | null => {
  const [date] = findDates(part("date") ?? "")
  if (date?.form === "day") return date.date
  return since === null ? null : nextDay(since, Number(part("month")), Number(part("day")))
}

/** "trước 14 giờ, ngày 05/12/2026": the date is what `findDates` makes of the rest. */
const moment = (part: Part, since: CivilDate | null): unknown => {
  const date = dayOf(part, since)
  if (date === null) return null
  const at = new Date(`${date}T${two(part("hour"))}:${two(part("minute"))}:00.000+07:00`)
  if (Number.isNaN(at.getTime())) return null
  return { _tag: "Moment", at: at.toISOString(), bound: part("before") === undefined ? "by" : "before" }
}

const ANCHORS: ReadonlyArray<readonly [RegExp, string]> = [
  [/họp|hội nghị|làm việc$/u, "meeting_end"],
  [/nhận/u, "receipt"],
  [/giao/u, "assignment"],
  [/ban hành|ký|thông báo|kết luận|lập biên bản/u, "issue_date"]
]

/** "03 ngày làm việc kể từ ngày kết thúc cuộc họp". */
const relative = (part: Part): unknown => ({
  _tag: "Relative",
  days: Number(part("days")),
  unit: part("working") === undefined ? "calendar_day" : "working_day",
  after: ANCHORS.find(([words]) => words.test(part("anchor") ?? ""))?.[1]
})

/** "thứ Sáu hằng tuần, trước 16 giờ", "trước ngày 25 hằng tháng", "hằng quý", "trước ngày 15/12 hằng năm". */
const recurring = (part: Part): unknown => {
  const every = part("halves") === undefined ? EVERY[(part("every") ?? "") as keyof typeof EVERY] : "half_year"
  const weekday = part("weekday") === undefined ? -1 : WEEKDAYS.indexOf(part("weekday") ?? "")
  const ofWeek = part("sunday") === undefined ? weekday + 1 : 7
  const day = part("day") === undefined ? null : Number(part("day"))
  const month = part("month") === undefined ? null : Number(part("month"))
  const first = part("first") === undefined ? null : 1
  const hour = part("hour")
  const isBefore = part("before") !== undefined || part("earlier") !== undefined
  return {
    _tag: "Recurring",
    recurrence: {
      every,
      month: every === "half_year" && month !== null ? ((month - 1) % 6) + 1 : every === "year" ? month : first,
      day: every === "week" && ofWeek > 0 ? ofWeek : every === "week" ? null : day,
      time: hour === undefined ? null : `${two(hour)}:${two(part("minute"))}`,
      bound: isBefore ? "before" : "by"
    }
  }
}

// What one receives is this document only where the text says a document, or nothing: days may run from anything else.
const PAPER =
  "thông báo|kết luận|văn bản|công văn|công điện|chỉ đạo|ý kiến|biên bản|quyết định|nhiệm vụ|yêu cầu|đề nghị|phiếu"
const BY = "(?<before>trước)|chậm nhất(?: là| vào| đến)?|muộn nhất(?: là| vào)?|vào|đến(?: hết)?|hết"
const NUMBER = "(?: \\([^)]{1,20}\\))?"
const EACH = "(?:hằng|hàng|mỗi)"
const EVERY_TIME = new RegExp(EACH, "u")
const TIMES = "(?:một|1|01)"
const UNITS = "(?:0?[36]|ba|sáu) tháng|tuần|tháng|quý|năm"

interface Form {
  readonly rule: string
  /** What is in every text of this form, and quickly looked for: most passages need not be searched for the rest. */
  readonly needs: RegExp
  readonly shape: RegExp
  readonly read: (part: Part, since: CivilDate | null) => unknown
  readonly confidence: Confidence
}

/** With a clock time, a date is more than a day. */
const closest: ReadonlyArray<Form> = [
  {
    rule: "clock-time",
    needs: /giờ|\d ?[hg]|\d[.:]\d\d/u,
    shape: shape(
      `(?:${BY}) (?:lúc )?${CLOCK},? (?:của )?(?<date>(?:ngày )?\\d{1,2}(?:[/.-]\\d{1,2}[/.-]\\d{4}| tháng \\d{1,2},? năm \\d{4}))`
    ),
    read: moment,
    confidence: "certain"
  },
  {
    rule: "clock-time-without-year",
    needs: /giờ|\d ?[hg]|\d[.:]\d\d/u,
    shape: shape(
      `(?:${BY}) (?:lúc )?${CLOCK},? (?:của )?ngày (?<day>\\d{1,2})(?:/| tháng )(?<month>\\d{1,2})(?![/.-]\\d|,? năm)`
    ),
    read: moment,
    confidence: "guess"
  }
]

/** In this order: what comes first wins. */
const others: ReadonlyArray<Form> = [
  {
    rule: "counted-days",
    needs: /ngày/u,
    shape: shape(
      `(?:trong(?: vòng| thời hạn| thời gian)?|sau|chậm nhất(?: là)?(?: sau| trong)?|thời hạn|không quá) (?<days>\\d{1,3})${NUMBER} ngày(?<working> làm việc)?,? (?:kể từ|tính từ|từ|sau)(?: khi| ngày)* (?<anchor>(?:kết thúc )?(?:cuộc )?họp|lập biên bản|thông báo(?= này| ?(?:[,.;:)]|$))|kết thúc (?:hội nghị|buổi làm việc|cuộc làm việc|phiên họp|kỳ họp)|(?:ký )?ban hành|ký|có (?:thông báo|kết luận)|nhận(?: được)?(?= ?(?:[,.;:)]|$)| (?:${PAPER}))|được giao|giao nhiệm vụ)`
    ),
    read: relative,
    confidence: "certain"
  },
  {
    rule: "twice-a-year",
    needs: EVERY_TIME,
    shape: shape(
      `(?:(?:${BY}) )?(?:ngày )?(?<day>\\d{1,2})/(?<month>\\d{1,2})(?<halves> và| ,|,) (?:trước )?(?:ngày )?\\d{1,2}/\\d{1,2} ${EACH} năm`
    ),
    read: recurring,
    confidence: "likely"
  },
  {
    rule: "every-year-on",
    needs: EVERY_TIME,
    shape: shape(`(?:(?:${BY}) )?(?:ngày )?(?<day>\\d{1,2})(?:/| tháng )(?<month>\\d{1,2}) ${EACH} (?<every>năm)`),
    read: recurring,
    confidence: "certain"
  },
  {
    rule: "every-year-before",
    needs: EVERY_TIME,
    shape: shape(
      `${EACH} (?<every>năm),? \\(?(?:${BY}) (?:ngày )?(?<day>\\d{1,2})(?:/| tháng )(?<month>\\d{1,2})(?![/.-]\\d)`
    ),
    read: recurring,
    confidence: "certain"
  },
  {
    rule: "weekday-of-every-week",
    needs: EVERY_TIME,
    shape: shape(
      `${EACH} (?<every>tuần)[^.;:]{1,120} (?:${BY}) (?:lúc )?(?:${CLOCK},? (?:ngày )?)?(?:sáng |chiều )?thứ (?<weekday>hai|ba|tư|năm|sáu|bảy)`
    ),
    read: recurring,
    confidence: "likely"
  },
  {
    rule: "day-of-every-month",
    needs: EVERY_TIME,
    shape: shape(
      `${EACH} (?<every>tháng)[^.;:]{1,120} (?:${BY}) (?:${CLOCK},? )?ngày (?<day>\\d{1,2})(?![/.-]\\d| tháng| hằng| hàng| mỗi)`
    ),
    read: recurring,
    confidence: "likely"
  },
  {
    rule: "month-of-quarter",
    needs: /quý/u,
    shape: shape(
      `(?:${EACH} (?<every>quý),? \\(?)?(?:(?:${BY}) )?ngày (?<day>\\d{1,2}) (?:của )?tháng (?:cuối|(?<first>đầu))(?: của)?(?: mỗi| hằng| hàng)? quý`
    ),
    read: (part) => recurring((name) => (name === "every" ? "quý" : part(name))),
    confidence: "certain"
  },
  {
    rule: "recurring",
    needs: EVERY_TIME,
    shape: shape(
      `(?:(?:${BY}) )?(?:${CLOCK.replaceAll("hour", "hour0").replaceAll("minute", "minute0")},? )?(?:ngày (?:mùng |mồng )?(?<day>\\d{1,2}) |thứ (?<weekday>hai|ba|tư|năm|sáu|bảy) |(?<sunday>chủ nhật) )?(?:định kỳ )?(?:của )?${EACH} (?<every>${UNITS})(?:,? \\(?(?:(?<earlier>trước)|chậm nhất) ${CLOCK}|,? \\(?(?:(?<earlier0>trước)|chậm nhất(?: là)?|vào) ngày (?<day0>\\d{1,2})(?![/.-]\\d))?`
    ),
    read: recurring,
    confidence: "certain"
  },
  {
    rule: "regularly",
    needs: /định kỳ/u,
    shape: shape(`định kỳ,? \\(?(?:${TIMES} )?(?<every>${UNITS})(?: ${TIMES} lần| ?/ ?lần)?`),
    read: recurring,
    confidence: "likely"
  },
  {
    rule: "once-in",
    needs: /lần/u,
    shape: shape(`(?:(?:${TIMES}|mỗi) )?(?<every>${UNITS})(?: ${TIMES} lần| ?/ ?(?:${TIMES} )?lần)`),
    read: recurring,
    confidence: "certain"
  },
  {
    rule: "until",
    needs: /tới khi|đến khi/u,
    shape: shape("(?:cho )?(?:đến|tới) khi [^,.;]{1,120}"),
    read: () => ({ _tag: "UntilCondition" }),
    confidence: "likely"
  },
  {
    // "Không cấp phép khi chưa có …", "Chưa gia hạn khi chủ cơ sở chưa …": what is barred is barred until then.
    rule: "not-until",
    needs: /(?:khi|nếu) (?:[^,.;]{1,60} )?chưa/u,
    shape: shape("(?<=(?:không|chưa|cấm|dừng) [^.;]{1,160} )(?:khi|nếu) (?:[^,.;]{1,60} )?chưa [^,.;]{1,120}"),
    read: () => ({ _tag: "UntilCondition" }),
    confidence: "likely"
  },
  {
    rule: "threshold",
    needs: /quá \d/u,
    shape: shape("(?<!không )(?:quá|sau quá) (?<amount>\\d{1,3}) (?<unit>ngày|tháng|năm)"),
    read: (part) => ({
      _tag: "Threshold",
      amount: Number(part("amount")),
      unit: { ngày: "day", tháng: "month", năm: "year" }[part("unit") ?? ""]
    }),
    confidence: "likely"
  }
]

const asSpec = Schema.decodeUnknownOption(DeadlineSpec)

/** The first of these forms in a passage, before or after a plain date is looked for; null where none makes sense. */
export const formOf = (
  source: string,
  passage: Span,
  which: "closest" | "others",
  since: CivilDate | null
): DueFound | null => {
  const folded = foldedIn(source, passage)
  for (const { needs, shape: pattern, read, rule, confidence } of which === "closest" ? closest : others) {
    const match = needs.test(folded.text) ? pattern.exec(folded.text) : null
    if (match === null) continue
    const spec = asSpec(read((name) => match.groups?.[name] ?? match.groups?.[`${name}0`], since))
    if (spec._tag === "None") continue
    const span = unfold(folded, match.index, match.index + match[0].length)
    return { form: "spec", spec: spec.value, quote: valueQuote(source, span), rule, confidence }
  }
  return null
}

const CUE =
  "(?<before>trước)(?: khi hết)?(?: ngày)?|(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|thời hạn|xong|hoàn thành)(?: là| vào| trong| đến)?(?: hết)?(?: ngày)?|(?:đến )?hết(?: ngày)?|đến(?: ngày)?|(?:vào|trong) ngày|trong"
const NO_YEAR =
  "(?![/.-]\\d|,? năm \\d| (?:hằng|hàng|mỗi)|(?: và|,) (?:trước )?(?:ngày )?\\d{1,2}/\\d{1,2} (?:hằng|hàng|mỗi))"
const DAY = shape(`(?:${CUE}) (?<day>\\d{1,2})(?:/| tháng |(?<=ngày \\d{1,2})[-.])(?<month>\\d{1,2})${NO_YEAR}`)
// "trong tuần từ 09/9 đến 14/9", "từ ngày 5/8 đến hết ngày 10/8".
const SPAN = shape(
  `(?:từ|kể từ)(?: ngày)? (?<day>\\d{1,2})(?:/| tháng )(?<month>\\d{1,2}) (?:đến|-)(?: hết)?(?: ngày)? (?<day0>\\d{1,2})(?:/| tháng )(?<month0>\\d{1,2})${NO_YEAR}`
)
const MONTH = shape(`(?:${CUE})(?: cuối)? tháng (?<month>\\d{1,2})${NO_YEAR}`)
const QUARTER = shape(`(?:${CUE})(?: cuối)? quý (?<quarter>iv|i{1,3}|[1-4])${NO_YEAR}`)
// In the cell of a table nothing stands before them.
const DAY_ALONE = new RegExp(`^(?:ngày )?(?<day>\\d{1,2})(?:[/.-]| tháng )(?<month>\\d{1,2})${NO_YEAR}$`, "u")
const MONTH_ALONE = new RegExp(`^(?:cuối )?tháng (?<month>\\d{1,2})${NO_YEAR}$`, "u")
const QUARTER_ALONE = new RegExp(`^(?:cuối )?quý (?<quarter>iv|i{1,3}|[1-4])${NO_YEAR}$`, "u")
const VAGUE = shape(
  "(?:trong|trước|đến|hết|xong|ngay trong|chậm nhất|chậm nhất là|chậm nhất trong) (?:đầu |cuối |giữa )?(?:tuần|tháng|quý|năm) (?:này|tới|sau|nay)|trong (?:tuần|tháng|quý|năm)(?! (?:\\d|[ivx]|cuối|đầu|giữa|trước|qua|hành|thanh|công|học|vừa|ngân))|(?:trong|trước|đến|vào|hết|xong) (?:đầu|cuối|giữa) (?:tuần|tháng|quý|năm)(?: này| nay| sau)?|" +
    "(?:trong(?: vòng| thời hạn| thời gian)?|chậm nhất(?: là)?(?: sau| trong)?) \\d{1,3}(?: \\([^)]{1,20}\\))? (?:giờ|ngày(?: làm việc)?|tuần|tháng)(?: (?:kể từ|tính từ|từ|sau)(?: ngày| khi)? [^,.;]{1,60})?|sau \\d{1,2} (?:ngày|tuần|tháng|năm) (?:thực hiện|triển khai)"
)
const QUARTERS = ["i", "ii", "iii", "iv"]
const THIS = shape(
  "(?:trong|ngay trong|hết|đến hết|xong|chậm nhất(?: là| trong)?) (?<span>tuần|tháng|quý|năm) (?:này|nay)"
)

const MONTHS_OF: Readonly<Record<string, number>> = { tháng: 1, quý: 3, năm: 12 }
const DAY_IN_MS = 86_400_000

// The week, month, quarter or year that a day lies in.
const around = (day: CivilDate, span: string): { readonly from: CivilDate; readonly to: CivilDate } => {
  const [year = 0, month = 1] = day.split("-").map(Number)
  const asDay = (time: number): CivilDate => {
    const date = new Date(time)
    return civilDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()) ?? day
  }
  const size = MONTHS_OF[span]
  if (size === undefined) {
    const monday = Date.parse(day) - ((new Date(day).getUTCDay() + 6) % 7) * DAY_IN_MS
    return { from: asDay(monday), to: asDay(monday + 6 * DAY_IN_MS) }
  }
  const first = month - ((month - 1) % size)
  return { from: asDay(Date.UTC(year, first - 1, 1)), to: asDay(Date.UTC(year, first - 1 + size, 0)) }
}

/**
 * A day, month or quarter without its year (`isAlone`: nothing else stands in the passage), in the year that makes it no earlier than the document's own day: a guess.
 * Where that day is not known, or the text says "trong tuần tới", no date is made up: it is an event to be fixed.
 */
export const undatedOf = (source: string, passage: Span, since: CivilDate | null, isAlone = false): DueFound | null => {
  const folded = foldedIn(source, passage)
  const quoteAt = ({ index, 0: text }: RegExpExecArray) => quoteOf(source, unfold(folded, index, index + text.length))
  const open = (match: RegExpExecArray): DueFound => ({
    form: "event",
    quote: quoteAt(match),
    rule: "day-to-be-fixed",
    confidence: "guess"
  })
  const grounds = { rule: "year-of-the-document", confidence: "guess" } as const
  const days = since === null || !folded.text.includes("từ") ? null : SPAN.exec(folded.text)
  if (since !== null && days !== null) {
    const to = nextDay(since, Number(days.groups?.["month0"]), Number(days.groups?.["day0"]))
    const from = to === null ? null : dayBefore(to, Number(days.groups?.["month"]), Number(days.groups?.["day"]))
    if (from !== null && to !== null)
      return { form: "period", from, to, quote: quoteAt(days), ...grounds, rule: "from-to" }
  }
  const day = (isAlone ? DAY_ALONE : DAY).exec(folded.text)
  if (day !== null) {
    if (since === null) return open(day)
    const date = nextDay(since, Number(day.groups?.["month"]), Number(day.groups?.["day"]))
    const bound = day.groups?.["before"] === undefined ? "by" : "before"
    if (date !== null) return { form: "day", date, bound, quote: quoteAt(day), ...grounds }
  }
  const span =
    (isAlone ? MONTH_ALONE : MONTH).exec(folded.text) ?? (isAlone ? QUARTER_ALONE : QUARTER).exec(folded.text)
  if (span !== null) {
    if (since === null) return open(span)
    const quarter = span.groups?.["quarter"]
    const at = QUARTERS.indexOf(quarter ?? "")
    const last = quarter === undefined ? Number(span.groups?.["month"]) : (at < 0 ? Number(quarter) : at + 1) * 3
    const first = quarter === undefined ? last : last - 2
    const ends = [31, 30, 29, 28].map((size) => nextDay(since, last, size)).find((date) => date !== null)
    const from = ends === undefined ? null : civilDate(Number(ends.slice(0, 4)), first, 1)
    const quote = quoteAt(span)
    if (ends !== undefined && from !== null)
      return span.groups?.["before"] === undefined || /cuối/u.test(span[0])
        ? { form: "period", from, to: ends, quote, ...grounds }
        : { form: "day", date: from, bound: "before", quote, ...grounds }
  }
  const now = since === null ? null : THIS.exec(folded.text)
  if (since !== null && now !== null)
    return { form: "period", ...around(since, now.groups?.["span"] ?? ""), quote: quoteAt(now), ...grounds }
  const vague = VAGUE.exec(folded.text)
  return vague === null ? null : open(vague)
}
