// When a task is due, as the text says it: a day, a period, an event, or only an urgency word.
import type { CivilDate } from "../kernel/index.ts"
import { civilDate, type DateFound } from "../text/index.ts"
import { type DueFound, formOf, undatedOf } from "./deadline-forms.ts"
import { datesWithin } from "./indexed.ts"
import { quoteOf, valueQuote } from "./quote.ts"
import { findPhrase, phrases, spanOf, type Word } from "./words.ts"

const BEFORE = phrases("trước|trước ngày")
const BY = phrases(
  "phấn đấu đến|phấn đấu đến ngày|phấn đấu đến hết ngày|đến trước ngày|chậm nhất|chậm nhất là|chậm nhất ngày|chậm nhất là ngày|chậm nhất vào ngày|chậm nhất đến|chậm nhất đến ngày|chậm nhất đến hết ngày|chậm nhất trong|chậm nhất trong ngày|muộn nhất|muộn nhất là|muộn nhất vào ngày|" +
    "đến hết|đến hết ngày|hết ngày|đến ngày|hạn cuối|hạn cuối ngày|hạn cuối là ngày|thời hạn|thời hạn đến|thời hạn là ngày|thời hạn hoàn thành|thời gian hoàn thành|trong|trong ngày|vào ngày|không quá ngày|hạn chót|hoàn thành|hoàn thành ngày|" +
    "vào sáng|vào chiều|vào tối|vào sáng ngày|vào chiều ngày|vào tối ngày|trong sáng ngày|trong chiều ngày|vào buổi sáng ngày|vào buổi chiều ngày|hoàn thành vào ngày|xong|xong ngày|xong vào ngày|thời hạn :|thời gian hoàn thành :|thời hạn hoàn thành :|thời gian thực hiện :"
)
const PERIOD = phrases(
  "trong|trong khoảng|vào|hết|đến hết|chậm nhất hết|muộn nhất hết|muộn nhất đến hết|ngay trong|trước|chậm nhất|chậm nhất là|chậm nhất trong|chậm nhất đến|chậm nhất đến hết|hoàn thành|hoàn thành trong|hoàn thành vào|xong|xong trong|dứt điểm trong|" +
    "thời hạn :|thời hạn hoàn thành :|thời gian hoàn thành :|thời gian thực hiện :"
)
const LATE = phrases(
  "cuối|trong cuối|vào cuối|trước cuối|đến cuối|chậm nhất cuối|chậm nhất đến cuối|chậm nhất là cuối|hoàn thành cuối|hoàn thành vào cuối|xong cuối"
)
const BEFORE_EVENT = phrases("trước|trước khi|sau khi|ngay sau|ngay sau khi|phục vụ")
const BEFORE_DOING = phrases("trước khi")
const AFTER_DOING = phrases(
  "sau khi hoàn thành|sau khi kết thúc|sau khi hoàn tất|ngay sau khi hoàn thành|ngay sau khi kết thúc"
)
const AT_SESSION = phrases(
  "tại kỳ họp|tại phiên họp|vào phiên họp|tại phiên họp thường kỳ|vào kỳ họp|trong kỳ họp|tại các kỳ họp|tại hội nghị ban chấp hành|tại hội nghị giao ban|tại cuộc họp giao ban|tại giao ban|tại buổi giao ban|tại cuộc giao ban|tại hội nghị|tại cuộc họp"
)
const TO_COME = phrases(
  "gần nhất|thường kỳ|tới|sắp tới|tuần sau|tháng sau|tuần tới|thứ|cuối năm|giữa năm|thường lệ|chuyên đề|tiếp theo|tháng|quý|lần|hội đồng|hđnd|bất thường"
)
const URGENT = phrases("kịp thời|khẩn trương|sớm|ngay|trong thời gian sớm nhất|thời gian sớm nhất")
const NOT_URGENT = phrases("ngay thẳng|ngay từ|ngay cả|sớm nhất có thể|ngay tại")

/** What a body organises, prepares, holds: once it is over, the work is done. */
export const EVENT = phrases(
  "đại hội|hội nghị|hội thi|hội thao|hội thảo|hội diễn|diễn đàn|ngày hội|lễ kỷ niệm|lễ phát động|lễ ra quân|lễ công bố|lễ khai giảng|lễ tổng kết|lễ khánh thành|lễ khởi công|lễ trao|lễ|buổi lễ|bầu cử|cuộc bầu cử|kỳ họp|" +
    "đợt kiểm tra|tổng kết|sơ kết|tết nguyên đán|tết|lễ hội|liên hoan|cuộc thi|giao ban|tọa đàm|tháng công nhân|tháng thanh niên|tháng hành động|tuần lễ|chiến dịch|hội chợ"
)
const CAMPAIGN = phrases(
  "tháng hành động|tháng thanh niên|tháng công nhân|tuần lễ|chiến dịch|đợt cao điểm|dịp tết|dịp lễ"
)
const SEASON = phrases(
  "khai mạc|khai giảng|bước vào|kỳ sinh hoạt|buổi sinh hoạt|phiên họp|cuộc họp|niên vụ|mùa vụ|vụ đông xuân|vụ hè thu|vụ mùa|mùa mưa|mùa mưa bão|mùa lũ|mùa khô|năm học mới|năm học|kỳ thi|thời điểm|tết|tết nguyên đán|kỳ nghỉ"
)
const EVENT_END = phrases("đảm bảo|bảo đảm|theo đúng|đúng|trước ngày|trong tháng|và|để|nhằm|cũng như|gắn với")

/** The event and its name, up to the next clause. */
export const eventEnd = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  let at = from + Math.max(1, EVENT(words, from))
  while (at < to && at < from + 40) {
    if ([".", ";", ":", "("].includes(words[at]?.text ?? "") || EVENT_END(words, at) > 0) break
    if (words[at]?.text === "," && words[at + 1]?.text !== "nhiệm" && words[at + 1]?.text !== "giai") break
    at++
  }
  return at
}

type Range = { readonly from: number; readonly to: number }

/** A deadline with the words that state it, from the first to behind the last. */
interface Placed {
  readonly due: DueFound
  readonly from: number
  readonly to: number
}

const CERTAIN = { rule: "stated", confidence: "certain" } as const
const FROM_TO = { rule: "from-to", confidence: "certain" } as const
// Shortly before the document's own day, or with letters among its figures: a slip that a person must look at.
const DOUBTFUL = { rule: "stated-doubtful", confidence: "guess" } as const
const MISREAD = /[lIO|]\d|\d[lIO|]/u
const MOST_DAYS_LATE = 60
const daysBetween = (first: CivilDate, last: CivilDate): number => (Date.parse(last) - Date.parse(first)) / 86_400_000
const LONGEST_CUE = 6

// "từ ngày 13/02/2026 đến hết ngày 22/02/2026", "từ ngày 15/9 đến 30/9/2026": a span of days, named by both its ends.
const SINCE = phrases("từ|từ ngày|kể từ|kể từ ngày|bắt đầu từ|bắt đầu từ ngày")
const UNTIL = phrases("đến|đến ngày|đến hết|đến hết ngày")
const FROM_NOW = phrases("từ nay|từ nay cho")
// "đến hết năm 2024" names a last day, as "đến hết ngày" does.
const TO_THE_END = phrases(
  "đến hết|chậm nhất hết|muộn nhất hết|chậm nhất đến hết|muộn nhất đến hết|phấn đấu đến hết|cho đến hết"
)
const PARTLY = /^(\d{1,2})\/(\d{1,2})$/u

interface Day {
  readonly date: CivilDate
  /** Its words, and the one behind them. */
  readonly from: number
  readonly to: number
}

// The phrase of a set that ends at a word: where it begins; the word itself where none does.
const back = (words: ReadonlyArray<Word>, at: number, set: typeof SINCE): number => {
  for (let length = LONGEST_CUE; length > 0; length--) {
    const found = set(words, at - length)
    if (found === length || (found === length + 1 && words[at]?.text === "ngày")) return at - length
  }
  return at
}

// Where a span begins whose last day stands at a word, and its first day; null where the day is no end of a span.
const spanBefore = (words: ReadonlyArray<Word>, at: number, date: CivilDate, before: Day | null): Day | null => {
  const end = back(words, at, UNTIL)
  if (end === at) return null
  if (before !== null && before.to === end) {
    const from = back(words, before.from, SINCE)
    return from < before.from && before.date <= date ? { ...before, from } : null
  }
  const [, day, month] = PARTLY.exec(words[end - 1]?.text ?? "") ?? []
  const from = back(words, end - 1, SINCE)
  if (day === undefined || from === end - 1) return null
  const first = civilDate(Number(date.slice(0, 4)), Number(month), Number(day))
  return first === null || first > date ? null : { date: first, from, to: end }
}

const spanOfDays = (words: ReadonlyArray<Word>, at: number, date: DateFound, before: Day | null): Day | null => {
  if (date.form === "day") return spanBefore(words, at, date.date, before)
  // "từ tháng 5/2025 đến tháng 12/2025", "từ năm 2025 đến hết năm 2027": each end says its year.
  const end = back(words, at, UNTIL)
  if (end < at && before !== null && before.to === end) {
    const start = back(words, before.from, SINCE)
    if (start < before.from && before.date <= date.from) return { ...before, from: start }
  }
  const from = back(words, at, SINCE)
  return from < at ? { date: date.from, from, to: at } : null
}
// "Đến 30/6/2025, 100% trường …": a day that a clause begins with.
const FIRST_BY = phrases("đến")
const isClauseStart = (words: ReadonlyArray<Word>, from: number, at: number): boolean =>
  at === from || [",", ";", ".", ":"].includes(words[at - 1]?.text ?? "")
// "từ năm 2013", "từ tháng 9/2025": when something begins ends nothing.
const isStart = (words: ReadonlyArray<Word>, at: number, next: number, date: DateFound): boolean =>
  date.form !== "day" && back(words, at, SINCE) < at && findPhrase(words, TO_END, at, next) < 0
const TO_END = phrases("đến|-|–")

/** The days and periods that a passage states as deadlines, in order. A day long before the document's own only tells of the past. */
export const datesIn = (
  source: string,
  words: ReadonlyArray<Word>,
  { from, to }: Range,
  since: CivilDate | null
): ReadonlyArray<Placed> => {
  const passage = spanOf(words, from, to)
  const placed: Array<Placed> = []
  let at = from
  let before: Day | null = null
  for (const date of datesWithin(source, passage)) {
    const { start, end } = date.span
    while (at < to && (words[at]?.start ?? 0) < start) at++
    const last = date.form === "day" ? date.date : date.to
    const first = spanOfDays(words, at, date, before)
    let next = at
    while (next < to && (words[next]?.start ?? 0) < end) next++
    before = { date: date.form === "day" ? date.date : date.from, from: at, to: next }
    if (since !== null && last < since && daysBetween(last, since) > MOST_DAYS_LATE) continue
    if (isStart(words, at, next, date)) continue
    const isDoubtful = (since !== null && last < since) || MISREAD.test(source.slice(start, end))
    if (first !== null) {
      const quote = quoteOf(source, { start: words[first.from]?.start ?? start, end })
      placed.push({ due: { form: "period", from: first.date, to: last, quote, ...FROM_TO }, from: first.from, to: at })
      continue
    }
    const day = behindWeekday(words, at)
    if (isAsOf(words, from, day)) continue
    // The words before the date, the nearest and longest first; the date's own "ngày" is part of it.
    for (let cue = Math.max(from, day - LONGEST_CUE); cue < day; cue++) {
      const reaches = (set: typeof BEFORE): boolean => {
        const next = cue + set(words, cue)
        return next > cue && (next === day || (next === at + 1 && words[at]?.text === "ngày"))
      }
      const quote = quoteOf(source, { start: words[cue]?.start ?? start, end })
      const grounds = isDoubtful ? { quote, ...DOUBTFUL } : { quote, ...CERTAIN }
      let due: DueFound | null = null
      if (date.form === "day") {
        if (reaches(BEFORE)) due = { form: "day", date: date.date, bound: "before", ...grounds }
        else if (reaches(BY) || (reaches(FIRST_BY) && isClauseStart(words, from, cue)))
          due = { form: "day", date: date.date, bound: "by", ...grounds }
      } else if (reaches(LATE) && back(words, cue, AT_SESSION) === cue)
        due = { form: "day", date: date.to, bound: "by", ...grounds, confidence: isDoubtful ? "guess" : "likely" }
      else if (reaches(PERIOD))
        due =
          FROM_NOW(words, cue - 2) > 0 || TO_THE_END(words, cue) > 0
            ? { form: "day", date: date.to, bound: "by", ...grounds }
            : words[cue]?.text === "trước"
              ? { form: "day", date: date.from, bound: "before", ...grounds }
              : { form: "period", from: date.from, to: date.to, ...grounds }
      if (due === null) continue
      const isFromNow = BY(words, cue) > 0 && FROM_NOW(words, cue - 2) > 0
      placed.push({
        due: isFromNow ? { ...due, rule: "from-now-to" } : withoutVerb(source, words, cue, due),
        from: cue,
        to: at
      })
      break
    }
    if (
      date.form === "day" &&
      placed.at(-1)?.to !== at &&
      isBareDay(words, from, at, next, to) &&
      since !== null &&
      date.date > since
    )
      placed.push({
        due: {
          form: "day",
          date: date.date,
          bound: "by",
          quote: quoteOf(source, date.span),
          rule: "stated-bare",
          confidence: "likely"
        },
        from: at,
        to: at
      })
  }
  return placed
}

// "tham mưu phương án, báo cáo Chủ tịch ngày 10/7/2016.": a day to come at the end of a report's clause.
const isBareDay = (words: ReadonlyArray<Word>, from: number, at: number, next: number, to: number): boolean => {
  if (
    words[at]?.text !== "ngày" ||
    OF_CLOCK.test(words[at - 1]?.text ?? "") ||
    (next < to && !CLAUSE_END.has(words[next]?.text ?? ""))
  )
    return false
  let start = at
  while (start > from && start > at - FARTHEST_REPORT && !CLAUSE_END.has(words[start - 1]?.text ?? "")) start--
  return findPhrase(words, REPORTS, start, Math.min(at, start + 2)) >= 0
}
const OF_CLOCK = /^(?:giờ|phút|\d{1,2}(?:h|g)?\d{0,2})$/u
const CLAUSE_END = new Set([",", ";", "."])
const FARTHEST_REPORT = 14

// "Đối chiếu công nợ đến hết tháng 8": an amount as it stands on a day, right before it and behind what is looked through.
const isAsOf = (words: ReadonlyArray<Word>, from: number, day: number): boolean => {
  const cue = back(words, day, UNTIL)
  if (cue === day) return false
  for (let at = Math.max(from, cue - FARTHEST_STATE); at < cue; at++) {
    if (!LOOKS_THROUGH(words, at)) continue
    const isOneClause = words.slice(at, cue).every(({ text }) => /^[\p{L}\p{N}]/u.test(text))
    if (isOneClause && findPhrase(words, STATES_OF, at, cue) >= 0) return true
  }
  return false
}
const LOOKS_THROUGH = phrases(
  "đối chiếu|đối soát|thống kê|kiểm kê|chốt|rà soát|tổng hợp|cập nhật|quyết toán|kê khai|xác nhận"
)
const STATES_OF = phrases(
  "công nợ|số dư|dư nợ|số liệu|tồn kho|số nợ|khoản nợ|nợ|kinh phí|diện tích|hiện trạng|số lượng|tiến độ|kết quả|giá trị|khối lượng|tình hình|danh sách"
)
const FARTHEST_STATE = 9

// "trước thứ Sáu, ngày 01/9/2023": the weekday says nothing more.
const behindWeekday = (words: ReadonlyArray<Word>, at: number): number => {
  const end = words[at - 1]?.text === "," ? at - 1 : at
  return words[end - 2]?.text === "thứ" ? end - 2 : at
}

// "hoàn thành trước ngày …" is a deadline for its verb: the phrase itself begins behind it.
const VERB = phrases("hoàn thành|xong|dứt điểm|hoàn tất")
const withoutVerb = (source: string, words: ReadonlyArray<Word>, at: number, due: DueFound): DueFound => {
  const verb = VERB(words, at)
  const start = words[at + verb]?.start ?? due.quote.span.start
  return verb === 0 || start >= due.quote.span.end
    ? due
    : { ...due, quote: quoteOf(source, { start, end: due.quote.span.end }) }
}

const dated = (source: string, words: ReadonlyArray<Word>, range: Range, since: CivilDate | null): DueFound | null => {
  const all = datesIn(source, words, range, since)
  return (all.find(({ due }) => due.form === "day") ?? all[0])?.due ?? null
}

const beforeEvent = (source: string, words: ReadonlyArray<Word>, { from, to }: Range): DueFound | null => {
  for (let at = from; at < to; at++) {
    const session = AT_SESSION(words, at)
    if (session > 0 && findPhrase(words, TO_COME, at + session, Math.min(to, at + session + 5)) >= 0) {
      const quote = valueQuote(source, spanOf(words, at, eventEnd(words, at + 1, to)))
      return { form: "event", quote, rule: "at-a-session", confidence: "likely" }
    }
    const season = words[at]?.text === "trong" ? CAMPAIGN(words, at + 1) : 0
    if (season > 0) {
      const quote = valueQuote(source, spanOf(words, at, eventEnd(words, at + 1, to)))
      return { form: "event", quote, rule: "during-an-event", confidence: "likely" }
    }
    const length = BEFORE_EVENT(words, at)
    if (length === 0) continue
    for (const skipped of [0, 1, 2]) {
      const event = at + length + skipped
      if (event < to && (EVENT(words, event) > 0 || (words[at]?.text === "trước" && SEASON(words, event) > 0))) {
        const quote = valueQuote(source, spanOf(words, at, eventEnd(words, event, to)))
        return { form: "event", quote, rule: "before-an-event", confidence: "likely" }
      }
    }
    if (
      words[at]?.text === "trước" &&
      words[at + 1]?.text === "ngày" &&
      /^\p{L}/u.test(words[at + 2]?.text ?? "") &&
      at + 2 < to
    ) {
      // "trước ngày khai hội": a day that the text does not give.
      const quote = valueQuote(source, spanOf(words, at, eventEnd(words, at + 2, to)))
      return { form: "event", quote, rule: "before-an-event", confidence: "guess" }
    }
    const isDone = at > from && AFTER_DOING(words, at) > 0
    if ((BEFORE_DOING(words, at) > 0 || isDone) && at + length < to && words[at - 1]?.text !== "ngày") {
      let end = at + length
      while (end < to && end < at + 30 && ![",", ".", ";", ":"].includes(words[end]?.text ?? "")) end++
      return {
        form: "event",
        quote: valueQuote(source, spanOf(words, at, end)),
        rule: "before-something-is-done",
        confidence: "guess"
      }
    }
  }
  return null
}

// "để kịp thời hỗ trợ": what others are to do with it.
const NO_URGE = new Set(["nâng", "để", "nhằm"])
const urgent = (source: string, words: ReadonlyArray<Word>, range: Range): DueFound | null => {
  // "mở chuyên mục …; kịp thời biểu dương": how the work behind a semicolon is done says nothing of the first.
  const { from } = range
  const clause = words.findIndex(({ text }, at) => at > from && at < range.to && text === ";")
  const to = clause < 0 ? range.to : clause
  for (let at = findPhrase(words, URGENT, from, to); at >= 0; at = findPhrase(words, URGENT, at + 1, to)) {
    if (NOT_URGENT(words, at) > 0 || NO_URGE.has(words[at - 1]?.text ?? "")) continue
    const quote = quoteOf(source, spanOf(words, at, at + URGENT(words, at)))
    const grounds = { quote, rule: "urgency-word", confidence: "certain" } as const
    const first = words[at]?.text
    if (first === "kịp") return { form: "urgency", word: "kịp thời", ...grounds }
    if (first === "khẩn") return { form: "urgency", word: "khẩn trương", ...grounds }
    return { form: "urgency", word: first === "ngay" ? "ngay" : "sớm", ...grounds }
  }
  return null
}

/**
 * The first of clock time, day, period, other form, event and urgency word; `event` is the one that the task is about,
 * `since` the document's day, which no deadline precedes.
 */
export const deadlineOf = (
  source: string,
  words: ReadonlyArray<Word>,
  range: Range,
  event: number,
  since: CivilDate | null
): DueFound | null => {
  if (range.from >= range.to) return null
  const found = apartFromBan(words, range, anyOf(source, words, range, event, since))
  if (found === null || (found.form !== "day" && found.form !== "period" && found.rule !== "day-to-be-fixed"))
    return found
  // "nếu đối tác không thanh toán trong tháng 7 thì khởi kiện": a condition's own days are no deadline.
  const condition = conditionOf(words, range)
  const isOfCondition =
    condition !== null &&
    found.quote.span.start >= (words[condition.from]?.start ?? 0) &&
    found.quote.span.end <= (words[condition.to - 1]?.end ?? 0)
  if (!isOfCondition) return found
  const before = anyOf(source, words, { from: range.from, to: condition.from }, event, since)
  return before ?? anyOf(source, words, { from: condition.to, to: range.to }, event, since)
}

// "…, không dồn hồ sơ vào cuối năm": when something is not to be done is no day for what is.
const apartFromBan = (words: ReadonlyArray<Word>, { from, to }: Range, found: DueFound | null): DueFound | null => {
  if (found?.rule !== "day-to-be-fixed") return found
  let at = from
  while (at < to && (words[at]?.start ?? 0) < found.quote.span.start) at++
  while (at > from && ![",", ";", "."].includes(words[at - 1]?.text ?? "")) at--
  return at > from && ["không", "tránh"].includes(words[at]?.text ?? "") ? null : found
}

const IF = phrases("nếu|trường hợp|trong trường hợp")
// Up to its "thì" or, without one, the first comma.
const conditionOf = (words: ReadonlyArray<Word>, { from, to }: Range): Range | null => {
  const start = findPhrase(words, IF, from, to)
  if (start < 0) return null
  let comma = -1
  for (let at = start + 1; at < to; at++) {
    const text = words[at]?.text ?? ""
    if (text === "thì") return { from: start, to: at }
    if (text === "." || text === ";") break
    if (text === "," && comma < 0) comma = at
  }
  return comma < 0 ? null : { from: start, to: comma }
}

const anyOf = (
  source: string,
  words: ReadonlyArray<Word>,
  range: Range,
  event: number,
  since: CivilDate | null
): DueFound | null => {
  if (range.from >= range.to) return null
  const passage = spanOf(words, range.from, range.to)
  return (
    formOf(source, passage, "closest", since) ??
    againUntil(source, words, range, since) ??
    dated(source, words, range, since) ??
    undatedUnless(source, words, range, since) ??
    beforeEvent(source, words, range) ??
    (event < 0
      ? urgent(source, words, range)
      : {
          form: "event",
          quote: valueQuote(source, spanOf(words, event, eventEnd(words, event, range.to))),
          rule: "event-to-hold",
          confidence: "likely"
        })
  )
}

// "báo cáo vào thứ Năm hằng tuần cho đến hết ngày …": the day ends what comes again and again, and is not what it is due on.
const againUntil = (
  source: string,
  words: ReadonlyArray<Word>,
  { from, to }: Range,
  since: CivilDate | null
): DueFound | null => {
  const end = findPhrase(words, LASTLY, from + 1, to)
  if (end < 0) return null
  const form = formOf(source, spanOf(words, from, end), "others", since)
  if (form?.form !== "spec" || form.spec._tag !== "Recurring") return null
  const stop = form.quote.span.end
  const isNear = words.slice(from, end).filter(({ start }) => start >= stop).length <= FARTHEST_END
  return isNear ? form : null
}
const LASTLY = phrases("cho đến hết|đến hết|cho đến ngày|cho đến khi|cho tới khi|đến khi")
const FARTHEST_END = 3

// What comes again and again names days too, without a year: it is asked first.
const undatedUnless = (
  source: string,
  words: ReadonlyArray<Word>,
  range: Range,
  since: CivilDate | null
): DueFound | null => {
  const passage = spanOf(words, range.from, range.to)
  const form = formOf(source, passage, "others", since)
  // "vào chương trình kiểm tra hằng năm": which programme it is, and no day.
  if (form?.form === "spec" && form.spec._tag === "Recurring" && isOfName(words, range, form))
    return undatedOf(source, passage, since)
  // "mỗi tuần phát ít nhất hai tin": how often, and no day that anything is due.
  if (form?.form === "spec" && form.spec._tag === "Recurring" && isFrequency(words, range, form))
    return undatedOf(source, passage, since)
  const isFirm =
    form !== null && form.form === "spec" && form.spec._tag !== "Threshold" && form.spec._tag !== "UntilCondition"
  return isFirm ? form : (undatedOf(source, passage, since) ?? form)
}

const isOfName = (words: ReadonlyArray<Word>, { from, to }: Range, { quote }: DueFound): boolean => {
  if (!/^(?:hằng|hàng) (?:năm|quý|tháng)$/iu.test(quote.text)) return false
  let at = from
  while (at < to && (words[at]?.start ?? 0) < quote.span.start) at++
  const name = findPhrase(words, INTO_NAME, Math.max(from, at - FARTHEST_NAME), at)
  return name >= 0 && findPhrase(words, REPORTS, name, at) < 0
}
const isFrequency = (words: ReadonlyArray<Word>, { from, to }: Range, { quote }: DueFound): boolean => {
  if (!/^(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần|ngày)$/iu.test(quote.text)) return false
  let at = from
  while (at < to && (words[at]?.start ?? 0) < quote.span.start) at++
  let start = at
  while (start > from && !CLAUSE_END.has(words[start - 1]?.text ?? "")) start--
  let end = at
  while (end < to && !CLAUSE_END.has(words[end]?.text ?? "")) end++
  // "ít nhất mỗi quý một lần" says when it is due.
  if (words.slice(at, Math.min(end, at + NEAR_TIMES)).some(({ text }) => text === "lần")) return false
  return findPhrase(words, AT_LEAST, start, end) >= 0 && findPhrase(words, REPORTS, start, end) < 0
}
const NEAR_TIMES = 5
const AT_LEAST = phrases("ít nhất|tối thiểu|tối đa|không quá|không ít hơn|không dưới")
const INTO_NAME = phrases(
  "vào chương trình|vào kế hoạch|vào dự toán|vào nội dung|vào nghị quyết|vào tiêu chí|trong chương trình|trong kế hoạch|trong dự toán|theo kế hoạch|theo chương trình|theo dự toán|căn cứ đánh giá|căn cứ để đánh giá|căn cứ xếp loại|cơ sở đánh giá|cơ sở để đánh giá|tiêu chí đánh giá|tiêu chí xếp loại|tiêu chí thi đua|căn cứ bình xét|căn cứ xét"
)
const REPORTS = phrases("báo cáo|gửi|nộp")
const FARTHEST_NAME = 14

// "báo cáo Ban Thường vụ tại phiên họp gần nhất": one meeting, after which it is done.
const NEXT_SESSION = /(?:gần nhất|sắp tới|tiếp theo|tuần sau|tháng sau|tuần tới|tháng tới)/iu

/** Whether a day follows from it: work that is due on a day is work that ends, which work for a span of days need not. */
export const namesDay = (found: DueFound): boolean =>
  (found.form === "day" && found.rule !== "from-now-to") ||
  (found.form === "period" && found.rule !== "from-to") ||
  (found.form === "spec" && (found.spec._tag === "Moment" || found.spec._tag === "Relative")) ||
  found.rule === "day-to-be-fixed" ||
  (found.rule === "at-a-session" && NEXT_SESSION.test(found.quote.text))
