// The meeting that the text opens with: its days, what it was, who held it, who took part, which reports were heard.
import { dayNumber } from "../kernel/index.ts"
import { findDates, findDocumentNumbers, key } from "../text/index.ts"
import { headAt } from "./heads.ts"
import { NAME_END, ONE_PERSON } from "./lexicon.ts"
import { partiesAt, partiesFrom } from "./parties.ts"
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

/** A first sentence of the text, which no title is. */
export const beginsMeeting = (folded: string): boolean =>
  /^(?:(?:hôm nay|(?:vào |sáng |chiều |từ )?ngày|hồi|vào hồi|lúc|vào lúc)[ ,]|(?:sáng|chiều|tối) \d)/u.test(folded)

export const isMeeting = (folded: string): boolean => MEETING.test(folded) || beginsMeeting(folded)
export const isReport = (folded: string): boolean => REPORT.test(folded) && /nghe|báo cáo|ý kiến|tờ trình/u.test(folded)

const HOLDS = phrases(
  "tổ chức|chủ trì|chủ tọa|họp|đã tổ chức|đã chủ trì|đã họp|làm việc|đã làm việc|có buổi làm việc|đã có buổi làm việc|triệu tập"
)
const CHAIRS = phrases("chủ trì|đã chủ trì|đồng chủ trì|chủ tọa|điều hành")
const OCCASION = phrases(
  "buổi làm việc|cuộc họp|hội nghị|phiên họp|buổi họp|cuộc làm việc|buổi gặp|buổi tiếp|buổi tiếp công dân|buổi kiểm tra|buổi khảo sát|chuyến kiểm tra|đợt kiểm tra|buổi giám sát|hội nghị giao ban"
)
const ATTENDED = phrases(
  "thành phần tham dự|thành phần dự họp|thành phần|tham dự|cùng dự|cùng tham dự|dự họp|dự hội nghị|dự cuộc họp|dự buổi làm việc|cùng tham gia|tham gia|tham gia họp"
)
const ROLE = phrases(
  "chủ trì|chủ tọa|người chủ trì|đồng chủ trì|thư ký|mời dự|khách mời|đại biểu mời|thành phần dự|thành phần|tham dự|cùng dự|dự họp|về phía|vắng|vắng mặt|có mặt"
)
const KEEPS = phrases("thư ký|ghi biên bản|người ghi biên bản")
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
  const role = roleBehind(words)
  if (role > 0 && ONE_PERSON(words, colon + 1) > 0) {
    const capacity = valueQuote(source, spanOf(words, role, words.length))
    return as(capacity, partiesAt(source, words, colon + 1, role - 1, "list").parties)
  }
  if (colon < 1 || colon > 12 || ROLE(words, 0) === 0) return []
  return as(valueQuote(source, spanOf(words, 0, colon)), partiesFrom(source, words, colon + 1))
}

// "- Ông A - Phó Giám đốc, chủ trì;": the role closes the line of one person.
const roleBehind = (words: ReadonlyArray<Word>): number => {
  const least = Math.max(2, words.length - 8)
  for (let at = least; at < words.length; at++)
    if (["-", "–", ",", "("].includes(words[at - 1]?.text ?? "") && CHAIRS(words, at) + KEEPS(words, at) > 0) return at
  return -1
}

const sentenceEnd = (words: ReadonlyArray<Word>, from: number): number => {
  let at = from
  while (at < words.length && words[at]?.text !== ".") at++
  return at
}

// Who stands right before the verb: "đồng chí …, Bí thư Đảng ủy chủ trì", "Thường trực Huyện ủy họp".
const before = (source: string, words: ReadonlyArray<Word>, verb: number): Party | null => {
  for (let at = Math.max(0, verb - 30); at < verb; at++) {
    if (headAt(words, at) === 0 || words[at - 1]?.text === "với") continue
    const { parties, next } = partiesAt(source, words, at, verb, "list")
    const last = parties.at(-1)
    if (last === undefined || next < verb - 1) continue
    // "X đi kiểm tra và chủ trì": the name ends before the first of two verbs.
    const first = words[verb - 1]?.text === "và" ? firstVerb(words, at + headAt(words, at), verb) : -1
    return first < 0 ? last : (partiesAt(source, words, at, first, "list").parties.at(-1) ?? last)
  }
  return null
}

const firstVerb = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = from; at < to; at++)
    if (words[at]?.isCapital === false && (words[at]?.text === "đi" || NAME_END(words, at) > 0)) return at
  return -1
}

const hostIn = (source: string, words: ReadonlyArray<Word>): Party | null => {
  for (const verbs of [CHAIRS, HOLDS])
    for (let at = findPhrase(words, verbs); at >= 0; at = findPhrase(words, verbs, at + 1)) {
      // "Dưới sự chủ trì của …" is no verb.
      if (words[at - 1]?.text === "sự") continue
      const host = before(source, words, at)
      if (host !== null) return host
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

// "Hội nghị … lần thứ 14 (nhiệm kỳ …)": its number in a row closes a meeting's name, a bracket too.
const occasionEnd = (words: ReadonlyArray<Word>, from: number): number => {
  const at = words.findIndex(
    ({ text }, place) =>
      place > from &&
      (text === "(" || (text === "về" && words[place - 2]?.text === "thứ" && words[place - 3]?.text === "lần"))
  )
  return at < 0 ? words.length : at
}

const HEARD = phrases("xem xét báo cáo của|xem xét tờ trình của|nghe|nghe báo cáo của|nghe ý kiến của|nghe báo cáo")
const REPORTS = phrases("báo cáo|trình bày|thông qua|trình bày báo cáo|báo cáo về")
const CONCLUDES = phrases("kết luận|thống nhất|cho ý kiến")
const ABOUT_END = phrases("ý kiến|các ý kiến|và ý kiến|và các ý kiến|hội nghị|thường trực|và thảo luận")

const aboutAt = (source: string, words: ReadonlyArray<Word>, from: number): Quote | null => {
  let at = from
  while (!isStop(words[at]) && words[at]?.text !== ":") {
    const isJoint = words[at]?.text === "," || words[at]?.text === "và"
    if (isJoint && (ABOUT_END(words, at + 1) > 0 || concludes(words, at + 1) || reportsNext(source, words, at + 1)))
      break
    at++
  }
  return at > from ? valueQuote(source, spanOf(words, from, at)) : null
}

// ", Ban Thường vụ … kết luận như sau": who concludes is not what was reported.
const concludes = (words: ReadonlyArray<Word>, from: number): boolean =>
  headAt(words, from) > 0 && findPhrase(words, CONCLUDES, from, Math.min(words.length, from + 24)) >= 0

// ", Sở B báo cáo …": another one's report.
const reportsNext = (source: string, words: ReadonlyArray<Word>, from: number): boolean => {
  if (headAt(words, from) === 0) return false
  const { parties, next } = partiesAt(source, words, from, Math.min(words.length, from + 24), "prose")
  return parties.length > 0 && REPORTS(words, next) > 0
}

type Report = NonNullable<Reading["meeting"]>["reports"][number]

const MOST_REPORTS = 40

// "nghe X báo cáo Y, Z báo cáo V", and "nghe báo cáo của X về Y, của Z".
const reportsIn = (source: string, words: ReadonlyArray<Word>): ReadonlyArray<Report> => {
  const heard = findPhrase(words, HEARD)
  if (heard < 0) return []
  const end = until(words, heard)
  const reports: Array<Report> = []
  let at = heard + HEARD(words, heard)
  while (at < end && reports.length < MOST_REPORTS) {
    if (words[at]?.text === "của") at += 1
    const { parties, next } = partiesAt(source, words, at, end, "prose")
    const verb = REPORTS(words, next)
    if (parties.length === 0 || (reports.length > 0 && verb === 0)) break
    const from = verb > 0 ? next + verb : words[next]?.text === "về" ? next + 1 : next
    const about = from === next ? null : aboutAt(source, words, from)
    reports.push(...parties.map((by) => ({ by, about })))
    at = about === null ? next : from
    while (at < end && words[at]?.text !== ",") at += 1
    at += 1
  }
  return reports
}

// "X báo cáo Y", as minutes tell it.
const reporterIn = (source: string, words: ReadonlyArray<Word>): ReadonlyArray<Report> => {
  if (headAt(words, 0) === 0) return []
  const { parties, next } = partiesAt(source, words, 0, words.length, "prose")
  const verb = REPORTS(words, next)
  return verb === 0 ? [] : parties.map((by) => ({ by, about: aboutAt(source, words, next + verb) }))
}

// A day, or a few: a year or quarter that a text mentions in passing is no meeting's date, nor is another document's.
const daysIn = (source: string, { content }: Piece) => {
  const text = source.slice(content.start, content.end)
  const ends = new Set(findDocumentNumbers(text).map(({ span }) => span.end))
  return findDates(text).filter((date) => {
    const isShort = date.form === "day" || dayNumber(date.to) - dayNumber(date.from) < MOST_DAYS
    const isOfDocument = [0, 1, 2].some((gap) => ends.has(date.span.start - gap))
    return isShort && !isOfDocument
  })
}

// What stands farther before a day says nothing of it.
const BEFORE_DAY = 200
const OF_MEETING = /(?:tại|họp|hội nghị|làm việc|phiên|buổi)[^.;]{0,60}$/u

// A sentence that leads over to the items may tell of the meeting too: "Tại phiên họp ngày …, sau khi nghe …, … kết luận:".
const meetingDays = (source: string, piece: Piece) =>
  piece.kind === "opening" || piece.kind === "title"
    ? daysIn(source, piece)
    : daysIn(source, piece).filter(({ span }) =>
        OF_MEETING.test(
          key(
            source.slice(piece.content.start + Math.max(0, span.start - BEFORE_DAY), piece.content.start + span.start)
          )
        )
      )

const isChair = ({ capacity }: Participant): boolean =>
  capacity !== null && /^(?:người |đồng )?chủ (?:trì|tọa)/u.test(key(capacity.text))

/** The meeting; null where the text gives no day of it. A date in the heading is never taken for it [5]. */
export const meetingOf = (source: string, pieces: ReadonlyArray<Piece>): Reading["meeting"] => {
  const first = pieces.findIndex(({ kind }) => kind === "provision" || kind === "finding")
  const above = first < 0 ? pieces : pieces.slice(0, first)
  const openings = pieces.filter(({ kind }) => kind === "opening")
  const others = above.filter(({ kind }) => kind === "bridge" || kind === "reports_heard")
  const dated = [...openings, ...others, ...pieces.filter(({ kind }) => kind === "title")]
  const opening = dated.find((piece) => meetingDays(source, piece).length > 0)
  const date = opening === undefined ? undefined : meetingDays(source, opening)[0]
  if (opening === undefined || date === undefined) return null
  const offset = opening.content.start
  const words = wordsOf(source, opening.content)
  const afterDate = Math.max(
    0,
    words.findIndex((word) => word.start >= offset + date.span.end)
  )
  const whole = titleOf(source, pieces)
  const titleWords = whole === null ? [] : wordsOf(source, whole.span)
  const named = findPhrase(titleWords, OCCASION)
  const title = named < 0 ? null : valueQuote(source, spanOf(titleWords, named, occasionEnd(titleWords, named)))
  const told = [...openings, ...others].map(({ content }) => wordsOf(source, content))
  const participants = openings.flatMap(({ content }) => {
    const own = wordsOf(source, content)
    const listed = listedIn(source, own)
    return listed.length > 0 ? listed : participantsIn(source, own)
  })
  return {
    firstDay: date.form === "day" ? date.date : date.from,
    lastDay: date.form === "day" ? date.date : date.to,
    date: quoteOf(source, { start: offset + date.span.start, end: offset + date.span.end }),
    title: title ?? occasionIn(source, words, afterDate),
    host: hostAmong(participants) ?? told.map((own) => hostIn(source, own)).find((host) => host !== null) ?? null,
    participants: participants.filter((participant) => !isChair(participant)),
    reports: [
      ...told.flatMap((own) => reportsIn(source, own)),
      ...pieces
        .filter(({ kind }) => kind === "discussion")
        .flatMap(({ content }) => reporterIn(source, wordsOf(source, content)))
    ],
    rule: `day-in-${opening.kind}`,
    confidence: opening.kind === "opening" ? "certain" : "likely"
  }
}

const hostAmong = (participants: ReadonlyArray<Participant>): Party | null => {
  const chair = participants.find(isChair)
  if (chair === undefined) return null
  const { capacity: _, ...party } = chair
  return party
}
