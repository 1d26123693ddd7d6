// When a task is due, as the text says it: a day, a period, an event, or only an urgency word.
import { findDates } from "../text/index.ts"
import { formOf } from "./deadline-forms.ts"
import { quoteOf, valueQuote } from "./quote.ts"
import type { DeadlineFound } from "./reading.ts"
import { findPhrase, phrases, spanOf, type Word } from "./words.ts"

const BEFORE = phrases("trước|trước ngày")
const BY = phrases(
  "chậm nhất|chậm nhất là|chậm nhất ngày|chậm nhất là ngày|chậm nhất vào ngày|chậm nhất đến ngày|chậm nhất trong|chậm nhất trong ngày|muộn nhất|muộn nhất là|" +
    "đến hết|đến hết ngày|hết ngày|đến ngày|hạn cuối|hạn cuối ngày|thời hạn|thời hạn đến|trong|trong ngày|vào ngày|không quá ngày|hạn chót"
)
const PERIOD = phrases("trong|trong khoảng|vào|hết|đến hết|ngay trong|trước|chậm nhất|chậm nhất là|chậm nhất trong")
const BEFORE_EVENT = phrases("trước|trước khi|sau khi|ngay sau|ngay sau khi|phục vụ")
const URGENT = phrases("kịp thời|khẩn trương|sớm|ngay")
const NOT_URGENT = phrases("ngay thẳng|ngay từ|sớm nhất|ngay cả")

/** What a body organises, prepares, holds: once it is over, the work is done. */
export const EVENT = phrases(
  "đại hội|hội nghị|hội thi|hội thao|hội thảo|hội diễn|diễn đàn|ngày hội|lễ kỷ niệm|lễ phát động|lễ ra quân|lễ công bố|lễ khai giảng|lễ tổng kết|buổi lễ|bầu cử|cuộc bầu cử|kỳ họp|" +
    "đợt kiểm tra|tổng kết|sơ kết|tết nguyên đán|tết|lễ hội|liên hoan|cuộc thi|giao ban|tọa đàm"
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

const DAY = { rule: "day", confidence: "certain" } as const
const EVENT_NAMED = { rule: "before-event", confidence: "likely" } as const
const URGENCY = { rule: "urgency-word", confidence: "certain" } as const

type Range = { readonly from: number; readonly to: number }

const dated = (source: string, words: ReadonlyArray<Word>, { from, to }: Range): DeadlineFound | null => {
  const passage = spanOf(words, from, to)
  let period: DeadlineFound | null = null
  let at = from
  for (const date of findDates(source.slice(passage.start, passage.end))) {
    const start = passage.start + date.span.start
    while (at < to && (words[at]?.start ?? 0) < start) at++
    // The words before the date, the nearest and longest first; the date's own "ngày" is part of it.
    for (let back = Math.max(from, at - 6); back < at; back++) {
      const [before, by, within] = [BEFORE, BY, PERIOD].map((set) => back + set(words, back))
      const reaches = (end: number | undefined): boolean => end === at || (end === at + 1 && words[at]?.text === "ngày")
      const quote = quoteOf(source, { start: words[back]?.start ?? start, end: passage.start + date.span.end })
      if (date.form === "day" && reaches(before))
        return { form: "day", date: date.date, bound: "before", quote, ...DAY }
      if (date.form === "day" && reaches(by)) return { form: "day", date: date.date, bound: "by", quote, ...DAY }
      if (date.form === "period" && period === null && reaches(within)) {
        const isBefore = words[back]?.text === "trước"
        period = isBefore
          ? { form: "day", date: date.from, bound: "before", quote, rule: "before-period", confidence: "certain" }
          : { form: "period", from: date.from, to: date.to, quote, rule: "period", confidence: "certain" }
      }
    }
  }
  return period
}

const beforeEvent = (source: string, words: ReadonlyArray<Word>, { from, to }: Range): DeadlineFound | null => {
  for (let at = from; at < to; at++) {
    const length = BEFORE_EVENT(words, at)
    if (length === 0) continue
    for (const skipped of [0, 1, 2]) {
      const event = at + length + skipped
      if (event < to && EVENT(words, event) > 0) {
        return {
          form: "event",
          quote: valueQuote(source, spanOf(words, at, eventEnd(words, event, to))),
          ...EVENT_NAMED
        }
      }
    }
  }
  return null
}

const urgent = (source: string, words: ReadonlyArray<Word>, { from, to }: Range): DeadlineFound | null => {
  for (let at = findPhrase(words, URGENT, from, to); at >= 0; at = findPhrase(words, URGENT, at + 1, to)) {
    if (NOT_URGENT(words, at) > 0 || words[at - 1]?.text === "nâng") continue
    const quote = quoteOf(source, spanOf(words, at, at + URGENT(words, at)))
    const first = words[at]?.text
    if (first === "kịp") return { form: "urgency", word: "kịp thời", quote, ...URGENCY }
    if (first === "khẩn") return { form: "urgency", word: "khẩn trương", quote, ...URGENCY }
    return { form: "urgency", word: first === "sớm" ? "sớm" : "ngay", quote, ...URGENCY }
  }
  return null
}

/** The first of clock time, day, period, other form, event and urgency word; `event` is the one that the task is about. */
export const deadlineOf = (
  source: string,
  words: ReadonlyArray<Word>,
  range: Range,
  event: number
): DeadlineFound | null =>
  formOf(source, spanOf(words, range.from, range.to), "closest") ??
  dated(source, words, range) ??
  formOf(source, spanOf(words, range.from, range.to), "others") ??
  beforeEvent(source, words, range) ??
  (event < 0
    ? urgent(source, words, range)
    : {
        form: "event",
        quote: valueQuote(source, spanOf(words, event, eventEnd(words, event, range.to))),
        rule: "event-itself",
        confidence: "likely"
      })

/** Whether a day follows from it: work that is due on a day is work that ends. */
export const namesDay = (found: DeadlineFound): boolean =>
  found.form === "day" ||
  found.form === "period" ||
  (found.form === "spec" && (found.spec._tag === "Moment" || found.spec._tag === "Relative"))
