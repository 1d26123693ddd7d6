// The meeting that the text opens with: its days, what it was, who held it, who took part, which reports were heard.
import { dayNumber } from "../kernel/index.ts"
import { findDates, findDocumentNumbers } from "../text/index.ts"
import { headAt, partiesAt } from "./parties.ts"
import type { Piece } from "./piece.ts"
import { quoteOf, valueQuote } from "./quote.ts"
import type { Party, Quote, Reading } from "./reading.ts"
import { titleOf } from "./title.ts"
import { findPhrase, phrases, spanOf, type Word, wordsOf } from "./words.ts"

const MEETING =
  /^(?:(?:vào |hôm nay, ?|sáng |chiều |buổi sáng |buổi chiều )?(?:ngày|từ ngày|sáng ngày|chiều ngày|hồi|vào hồi|lúc|vào lúc|trong (?:các |hai |0?2 |0?3 |ba )?ngày|vừa qua|tại)[ ,]|thành phần|tham dự|cùng dự|dự họp|dự buổi|dự cuộc họp|dự hội nghị|cùng tham dự|chủ trì)/u
const REPORT =
  /^(?:sau khi |qua |trên cơ sở |căn cứ )?(?:nghe|nghiên cứu|xem xét|báo cáo|ý kiến(?! kết luận| chỉ đạo))[ ,]|^hội nghị đã nghe/u

/** A first paragraph that says on what ground the document was made: "Căn cứ …", "Thực hiện …". */
export const isGround = (folded: string): boolean =>
  /^(?:căn cứ|thực hiện|tiếp theo|theo |xét |trên cơ sở|để |nhằm )/u.test(folded)

export const isMeeting = (folded: string): boolean => MEETING.test(folded)
export const isReport = (folded: string): boolean => REPORT.test(folded) && /nghe|báo cáo|ý kiến|tờ trình/u.test(folded)

const HOLDS = phrases(
  "tổ chức|chủ trì|họp|đã tổ chức|đã chủ trì|đã họp|làm việc|đã làm việc|có buổi làm việc|đã có buổi làm việc|triệu tập"
)
const OCCASION = phrases("buổi làm việc|cuộc họp|hội nghị|phiên họp|buổi họp|cuộc làm việc|buổi gặp|hội nghị giao ban")
const ATTENDED = phrases(
  "thành phần tham dự|thành phần dự họp|thành phần|tham dự|cùng dự|cùng tham dự|dự họp|dự hội nghị|dự cuộc họp|dự buổi làm việc"
)
const ROLE = phrases(
  "chủ trì|chủ tọa|người chủ trì|đồng chủ trì|thư ký|mời dự|khách mời|đại biểu mời|thành phần dự|thành phần|tham dự|cùng dự|dự họp|về phía|vắng|vắng mặt|có mặt"
)
const INCLUDES = phrases("gồm có|gồm|bao gồm|có")

const MOST_DAYS = 14

const isStop = (word: Word | undefined): boolean => word === undefined || [".", ";"].includes(word.text)
const until = (words: ReadonlyArray<Word>, from: number): number => {
  let at = from
  while (!isStop(words[at])) at++
  return at
}

type Participant = NonNullable<Reading["meeting"]>["participants"][number]

const as = (capacity: Quote | null, parties: ReadonlyArray<Party>): ReadonlyArray<Participant> =>
  parties.map((party) => ({ ...party, capacity }))

// Those behind "thành phần tham dự gồm có", to the end of the sentence.
const participantsIn = (source: string, words: ReadonlyArray<Word>): ReadonlyArray<Participant> => {
  const attended = findPhrase(words, ATTENDED)
  if (attended < 0) return []
  for (let at = attended; at < Math.min(words.length, attended + 14); at++) {
    const word = words[at]
    if (at > attended + 1 && (word?.text === ":" || INCLUDES(words, at) > 0)) {
      let from = at + Math.max(1, INCLUDES(words, at))
      if (words[from]?.text === ":") from += 1
      const { parties } = partiesAt(source, words, from, sentenceEnd(words, from), "list")
      if (parties.length > 0) return as(null, parties)
    }
  }
  return []
}

// One line of a list: "Chủ trì: đồng chí …", "Mời dự: …"; what stands before the colon says in which capacity.
const listedIn = (source: string, words: ReadonlyArray<Word>): ReadonlyArray<Participant> => {
  const colon = words.findIndex(({ text }) => text === ":")
  if (colon < 1 || colon > 12 || ROLE(words, 0) === 0) return []
  const parties: Array<Party> = []
  let at = colon + 1
  while (at < words.length) {
    if (headAt(words, at) === 0) {
      at += 1
      continue
    }
    const list = partiesAt(source, words, at, words.length, "list")
    parties.push(...list.parties)
    at = Math.max(at + 1, list.next)
  }
  return as(valueQuote(source, spanOf(words, 0, colon)), parties)
}

const sentenceEnd = (words: ReadonlyArray<Word>, from: number): number => {
  let at = from
  while (at < words.length && words[at]?.text !== ".") at++
  return at
}

const hostIn = (source: string, words: ReadonlyArray<Word>): Party | null => {
  const holds = findPhrase(words, HOLDS)
  for (let at = 0; at < holds; at++) {
    if (headAt(words, at) === 0 || words[at - 1]?.text === "với") continue
    return partiesAt(source, words, at, holds, "list").parties[0] ?? null
  }
  return null
}

// "tại buổi làm việc với …", from a title or an opening sentence.
const occasionIn = (source: string, words: ReadonlyArray<Word>, from: number): Quote | null => {
  const at = findPhrase(words, OCCASION, from)
  if (at < 0) return null
  let end = until(words, at)
  for (let index = at; index < end; index++) {
    const next = words[index + 1]
    if (words[index]?.text === "," && (next?.isCapital === true || headAt(words, index + 1) > 0)) end = index
  }
  return end > at ? valueQuote(source, spanOf(words, at, end)) : null
}

const HEARD = phrases("nghe|nghe báo cáo của|nghe ý kiến của|nghe báo cáo")
const REPORTS = phrases("báo cáo|trình bày|thông qua|trình bày báo cáo|báo cáo về")
const CONCLUDES = phrases("kết luận|thống nhất|cho ý kiến")
const ABOUT_END = phrases("ý kiến|các ý kiến|và ý kiến|và các ý kiến|hội nghị|thường trực|và thảo luận")

const aboutAt = (source: string, words: ReadonlyArray<Word>, from: number): Quote | null => {
  let at = from
  while (!isStop(words[at]) && words[at]?.text !== ":") {
    const isJoint = words[at]?.text === "," || words[at]?.text === "và"
    if (isJoint && (ABOUT_END(words, at + 1) > 0 || concludes(words, at + 1))) break
    at++
  }
  return at > from ? valueQuote(source, spanOf(words, from, at)) : null
}

// ", Ban Thường vụ … kết luận như sau": who concludes is not what was reported.
const concludes = (words: ReadonlyArray<Word>, from: number): boolean =>
  headAt(words, from) > 0 && findPhrase(words, CONCLUDES, from, Math.min(words.length, from + 24)) >= 0

type Report = NonNullable<Reading["meeting"]>["reports"][number]

// "nghe X báo cáo Y", and "nghe báo cáo của X về Y".
const reportsIn = (source: string, words: ReadonlyArray<Word>): ReadonlyArray<Report> => {
  const heard = findPhrase(words, HEARD)
  if (heard < 0) return []
  const from = heard + HEARD(words, heard)
  const of = words[from]?.text === "của" ? from + 1 : from
  const { parties, next } = partiesAt(source, words, of, words.length, "prose")
  const by = parties[0]
  if (by === undefined) return []
  const verb = REPORTS(words, next)
  const about = verb > 0 ? next + verb : words[next]?.text === "về" ? next + 1 : next
  return [{ by, about: about === next ? null : aboutAt(source, words, about) }]
}

// A day, or a few: a year or quarter that a text mentions in passing is no meeting's date, nor is another document's.
const daysIn = (source: string, { content }: Piece) => {
  const text = source.slice(content.start, content.end)
  const numbers = findDocumentNumbers(text)
  return findDates(text).filter((date) => {
    const isShort = date.form === "day" || dayNumber(date.to) - dayNumber(date.from) < MOST_DAYS
    const isOfDocument = numbers.some(({ span }) => span.end <= date.span.start && date.span.start - span.end <= 2)
    return isShort && !isOfDocument
  })
}

/** The meeting; null where the text gives no day of it. A date in the heading is never taken for it [5]. */
export const meetingOf = (source: string, pieces: ReadonlyArray<Piece>): Reading["meeting"] => {
  const openings = pieces.filter(({ kind }) => kind === "opening")
  const titles = pieces.filter(({ kind }) => kind === "title")
  const isDated = (piece: Piece): boolean => daysIn(source, piece).length > 0
  const opening = openings.find(isDated) ?? titles.find(isDated)
  const date = opening === undefined ? undefined : daysIn(source, opening)[0]
  if (opening === undefined || date === undefined) return null
  const isOpening = opening.kind === "opening"
  const offset = opening.content.start
  const words = wordsOf(source, opening.content)
  const afterDate = Math.max(
    0,
    words.findIndex((word) => word.start >= offset + date.span.end)
  )
  const whole = titleOf(source, pieces)
  const titleWords = whole === null ? [] : wordsOf(source, whole.span)
  const named = findPhrase(titleWords, OCCASION)
  const title = named < 0 ? null : valueQuote(source, spanOf(titleWords, named, titleWords.length))
  return {
    firstDay: date.form === "day" ? date.date : date.from,
    lastDay: date.form === "day" ? date.date : date.to,
    date: quoteOf(source, { start: offset + date.span.start, end: offset + date.span.end }),
    title: title ?? occasionIn(source, words, afterDate),
    host: openings.map(({ content }) => hostIn(source, wordsOf(source, content))).find((host) => host !== null) ?? null,
    participants: openings.flatMap(({ content }) => {
      const own = wordsOf(source, content)
      const listed = listedIn(source, own)
      return listed.length > 0 ? listed : participantsIn(source, own)
    }),
    reports: pieces
      .filter(({ kind }) => kind === "reports_heard" || kind === "opening")
      .flatMap(({ content }) => reportsIn(source, wordsOf(source, content))),
    rule: isOpening ? "day-in-opening" : "day-in-title",
    confidence: isOpening ? "certain" : "likely"
  }
}
