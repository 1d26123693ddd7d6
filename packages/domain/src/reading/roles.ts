// Who else has a part in a clause: with whom, for whom, under whose eyes; and on which condition.
import { bodyKey } from "../text/index.ts"
import { headAt, isUnknown } from "./heads.ts"
import { conditionAt, REPORT } from "./kinds.ts"
import { LEVEL_WORD } from "./lexicon.ts"
import { partiesAt } from "./parties.ts"
import { valueQuote } from "./quote.ts"
import type { Party, Quote } from "./reading.ts"
import { findPhrase, isLetterStart, type Phrases, phrases, spanOf, type Word } from "./words.ts"

/** Ends a sentence. */
export const STOPS = new Set([".", ";"])

export const WATCHING = phrases("theo dõi|đôn đốc|giám sát|có trách nhiệm theo dõi|chịu trách nhiệm theo dõi")

export const HANDS = phrases("bàn giao|chuyển giao|tạm giao|giao lại|cấp phát|trả lại")

// "Giao A chủ trì, B phối hợp …": B has no work of its own.
export const LEADS = phrases("chủ trì|là cơ quan chủ trì|làm đầu mối")
export const JOINS = phrases("phối hợp|cùng phối hợp|tham gia|phối hợp thực hiện")
export const joinedAt = (
  source: string,
  words: ReadonlyArray<Word>,
  work: number,
  to: number
): ReadonlyArray<Party> => {
  const comma = work + LEADS(words, work)
  if (comma === work || comma + 1 >= to || words[comma]?.text !== "," || headAt(words, comma + 1) === 0) return []
  const { parties, next } = partiesAt(source, words, comma + 1, to, "prose")
  return JOINS(words, next) > 0 ? parties : []
}

export const WITH = phrases(
  "chủ trì với|phối hợp với|phối hợp cùng|phối hợp chặt chẽ với|phối hợp chặt chẽ cùng|phối hợp cùng với|cùng với|phối hợp|phối hợp chặt chẽ|với sự phối hợp của|với sự tham gia của|cùng"
)
export const ASKING = phrases(
  "liên hệ với|liên hệ|xin ý kiến của|xin ý kiến|lấy ý kiến của|lấy ý kiến|làm việc với|đàm phán với|thương thảo với|hội chẩn với|trao đổi với|trao đổi thống nhất với|tranh thủ ý kiến của|tham khảo ý kiến của|tham khảo ý kiến|có văn bản hỏi|có công văn hỏi|gửi văn bản hỏi|hỏi ý kiến|hỏi ý kiến của"
)
// "Đối chiếu số liệu với Kho bạc": with whom, behind what is held against each other.
const COMPARES = phrases("đối chiếu|đối soát")
export const comparedWith = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number
): ReadonlyArray<Party> => {
  const verb = findPhrase(words, COMPARES, from, Math.min(to, from + NEAR_VERB))
  if (verb < 0) return []
  for (let at = verb + 1; at < Math.min(to, verb + FARTHEST_OTHER) && isLetterStart(words[at]?.text ?? ""); at++) {
    if (
      words[at]?.text !== "với" ||
      headAt(words, at + 1) === 0 ||
      ["phối", "hợp", "cùng"].includes(words[at - 1]?.text ?? "")
    )
      continue
    return partiesAt(source, words, at + 1, to, "prose").parties.filter(({ kind }) => kind === "body")
  }
  return []
}
// "lấy ý kiến các phòng": whoever is only a set is part of how the work is done.
export const askedBy = (source: string, words: ReadonlyArray<Word>, from: number, to: number): ReadonlyArray<Party> => {
  const asked = behindCue(source, words, from, to, ASKING)
  const opinion = findPhrase(words, OPINIONS, from, to)
  if (opinion < 0) return asked
  const end = words[opinion + OPINIONS(words, opinion)]?.start ?? 0
  return asked.filter(({ kind, quote }) => kind !== "open_set" || quote.span.start !== end)
}
const OPINIONS = phrases("lấy ý kiến|lấy ý kiến của|tham khảo ý kiến")
const NEAR_VERB = 6
const FARTHEST_OTHER = 14
export const REPORTING = phrases(
  "báo cáo về|báo cáo cho|báo cáo với|báo cáo|báo cáo kết quả về|báo cáo kết quả cho|báo cáo kết quả với|báo cáo kết quả|báo cáo lên|phản ánh về|phản ánh với|nộp lại cho|nộp cho|gửi lại|gửi lại cho|gửi báo cáo về|gửi báo cáo cho|gửi về|nộp|trả lời|báo cáo , đề xuất|đề xuất|trình|gửi|nộp về|gửi kết quả về|báo cáo ngay|báo cáo kịp thời|báo cáo bằng văn bản|báo cáo trực tiếp|báo cáo lại|báo cáo lại với|báo cáo lại cho|báo cáo bổ sung|báo cáo kết quả thực hiện với|báo cáo kết quả thực hiện về|thông tin ngay cho|thông tin kịp thời cho|phản ánh|báo ngay|báo ngay cho|báo kịp thời|thông báo ngay|thông báo ngay cho|thông báo về|thông báo kết quả về|thông báo kết quả cho|báo về|phản hồi về|phản hồi cho"
)
export const SENDS = phrases(
  "báo cáo|báo tình hình|báo kết quả|báo số liệu|phản ánh|gửi|nộp|cung cấp|kiến nghị|thông báo kết quả"
)
export const PASSING = phrases("chỉ đạo|giao|phân công|yêu cầu|lãnh đạo , chỉ đạo|chỉ đạo , hướng dẫn")
// "văn bản gửi Bộ X" is about a letter.
const LETTER = phrases("văn bản gửi|công văn gửi|tờ trình gửi|thư gửi|hồ sơ gửi|văn bản giao|quyết định giao")
// "dự thảo văn bản của UBND tỉnh báo cáo Bộ X": it is the paper that reports.
const PAPER = phrases("văn bản của|tờ trình của|công văn của|báo cáo của")
const isOfPaper = (words: ReadonlyArray<Word>, at: number): boolean => {
  for (let back = at - 1; back > at - 8 && isLetterStart(words[back]?.text ?? ""); back--)
    if (PAPER(words, back) > 0) return words[at]?.text === "báo" || words[at]?.text === "gửi"
  return false
}
// "Viễn thông tỉnh", "Kiểm lâm huyện": a name of one word, before its level.
const isLevelled = (words: ReadonlyArray<Word>, at: number): boolean =>
  isUnknown(words, at) && words[at + 1]?.isCapital === false && LEVEL_WORD(words, at + 2) > 0

// The parties behind each cue of a set.
export const behindCue = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number,
  cue: Phrases
): ReadonlyArray<Party> => {
  const parties: Array<Party> = []
  let at = from
  while (at < to) {
    const length = cue(words, at)
    if (
      length === 0 ||
      (cue === PASSING && PROPOSES(words, at - 2) === 2) ||
      (headAt(words, at + length) === 0 && !isLevelled(words, at + length)) ||
      (LETTER(words, at - 2) > 0 && words[at - 3]?.text !== "bằng") ||
      isOfPaper(words, at)
    ) {
      at += 1
      continue
    }
    const list = partiesAt(source, words, at + length, to, "prose", isLevelled(words, at + length))
    parties.push(...list.parties)
    at = Math.max(at + length, list.next)
  }
  return parties
}

// "tham mưu phân công đồng chí …": whom another is to set to it.
const PROPOSES = phrases("tham mưu|đề xuất|dự kiến|dự thảo")
const TOWARDS = phrases("về|gửi|gửi về|lên|cho|đến|với")
const FOR_READER = phrases("để tổng hợp|để báo cáo|để trình|để tham mưu|để xem xét|để kịp thời tổng hợp")
const FARTHEST_READER = 30

// "báo cáo UBND huyện …", and "báo cáo kết quả thực hiện về Sở X".
export const reportsTo = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number
): ReadonlyArray<Party> => {
  // "thông tin ngay để Văn phòng báo cáo Thường trực": who is to report it further reads it first.
  const further = furtherReader(source, words, from, to)
  if (further.length > 0) return further
  // "gửi báo cáo về A … để tổng hợp, báo cáo B": what A is to do with it comes after A.
  const aim = findPhrase(words, FOR_READER, from + 1, to)
  const first = aim < 0 ? [] : reportsTo(source, words, from, aim)
  if (first.length > 0) return first
  const near = behindCue(source, words, from, to, REPORTING).filter((party) => !isNobody(party))
  if (near.length > 0) return near
  for (let at = findPhrase(words, SENDS, from, to); at >= 0; at = findPhrase(words, SENDS, at + 1, to)) {
    for (let next = at + 2; next < Math.min(to, at + FARTHEST_READER); next++) {
      if (STOPS.has(words[next]?.text ?? "")) break
      const behindTowards = next + TOWARDS(words, next)
      // "cung cấp bản đồ cho X", "bàn giao hồ sơ cho X": who gets the thing is nobody who is reported to.
      const isGift =
        words[next]?.text === "cho" && (words[at]?.text === "cung" || findPhrase(words, HANDS, at + 1, next) >= 0)
      if (behindTowards === next || isGift || headAt(words, behindTowards) === 0) continue
      const { parties } = partiesAt(source, words, behindTowards, to, "prose")
      if (parties.length > 0 && parties.every(({ kind, name }) => kind === "body" || / cấp trên$/u.test(name)))
        return parties
    }
  }
  return []
}

const furtherReader = (source: string, words: ReadonlyArray<Word>, from: number, to: number): ReadonlyArray<Party> => {
  for (let at = from + 1; at < to; at++) {
    if (words[at]?.text !== "để" || headAt(words, at + 1) === 0) continue
    if (![1, 2, 3].some((size) => REPORT(words, at - size) === size)) continue
    const { parties, next } = partiesAt(source, words, at + 1, to, "prose")
    if (REPORT(words, next) > 0) return parties
  }
  return []
}

// "các cấp, các ngành" in general is nobody; it is said of every work.
const isNobody = ({ kind, name }: Party): boolean =>
  kind === "open_set" && /^(?:(?:các|những) (?:cấp|ngành|địa phương)|chính quyền|cấp ủy)$/u.test(bodyKey(name).key)

export const named = (parties: ReadonlyArray<Party>): ReadonlyArray<Party> =>
  parties.filter((party) => !isNobody(party) && (party.kind !== "persons" || OFFICIAL.test(bodyKey(party.name).key)))
// Persons who act for what they head; "cán bộ", "đảng viên" and other people are none.
// "làm việc với từng chủ đầu tư chậm giải ngân": a way to do the work, and nobody to be counted.
export const EACH = /^(?:từng|mỗi) /iu
export const OFFICIAL =
  /^(?:các )?(?:đồng chí|đ\/c|(?:phó )?(?:chủ tịch|bí thư|giám đốc|trưởng|chánh)|hiệu trưởng|chỉ huy|đội trưởng|tổ trưởng|kế toán trưởng|thủ trưởng|người đứng đầu|người đại diện|ông|bà)/u

// Whom the addressee is to pass the work to: "chỉ đạo X", and "Lãnh đạo X" where that is the verb of the clause.
export const passedTo = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number
): ReadonlyArray<Party> => {
  const parties = behindCue(source, words, from, to, PASSING)
  const isVerb = words[from]?.text === "lãnh" && words[from + 1]?.text === "đạo" && headAt(words, from + 2) > 0
  return isVerb ? [...partiesAt(source, words, from + 2, to, "prose").parties, ...parties] : parties
}

// "…; Văn phòng Huyện ủy theo dõi, đôn đốc": who watches over the work of another.
export const monitors = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number
): ReadonlyArray<Party> => {
  for (let at = findPhrase(words, WATCHING, from + 2, to); at >= 0; at = findPhrase(words, WATCHING, at + 1, to)) {
    for (let back = Math.max(from, at - 14); back < at; back++) {
      const isStart = [",", ";", ".", "giao"].includes(words[back - 1]?.text ?? "")
      if (!isStart || headAt(words, back) === 0) continue
      const list = partiesAt(source, words, back, at, "prose")
      if (list.next === at) return list.parties
    }
  }
  return []
}

const TO_END = phrases("để|nhằm|thì|báo cáo|kịp thời")

export const conditionOf = (source: string, words: ReadonlyArray<Word>, from: number, to: number): Quote | null => {
  const start = conditionAt(words, from, to)
  if (start < 0) return null
  const report = findPhrase(words, REPORT, from, to)
  let end = start + 1
  while (end < to && !STOPS.has(words[end]?.text ?? "") && TO_END(words, end) === 0) {
    if (words[end]?.text === "về" && headAt(words, end + 1) > 0) break
    if (start < report && words[end]?.text === "," && (headAt(words, end + 1) > 0 || REPORT(words, end + 1) > 0)) break
    end++
  }
  return valueQuote(source, spanOf(words, start, end))
}
