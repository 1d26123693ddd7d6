// The words that a name goes on with though no list has them: by what stands before and behind them.
import { COUNTED, headAt, isFigure, isInName, LINKS, PLURAL } from "./heads.ts"
import {
  CAPITAL_HEAD,
  FIELD,
  LEVEL_WORD,
  NAME_END,
  NAME_MORE,
  OUGHT,
  OWNER_NOUN,
  PLURAL_NOUN,
  WORKS_ON
} from "./lexicon.ts"
import { isLetterStart, phrases, type Word } from "./words.ts"

/** Nothing by itself: "Tổ bảo vệ", "Đội vận hành". */
export const UNITS = phrases("tổ|đội|bộ phận|nhóm|trạm|kho")

/**
 * "Tổ theo dõi địa bàn số 2 giám sát": what a unit does is of its name where a number, a level or its like follows, and then
 * another verb.
 */
export const unitWorkAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  const verb = NAME_END(words, from)
  if (verb === 0 || OUGHT(words, from) > 0 || LINKS(words, from) >= verb) return 0
  for (let at = from + verb; at < to && at <= from + verb + LONGEST_TAIL; at++) {
    const isEnd = isFigure(words[at]) && COUNTED(words, at - 1) > 0
    const marked = isEnd ? 1 : UNIT_MARK(words, at)
    if (marked > 0) return doesBehind(words, at + marked) ? at + marked - from : 0
    if (!isSmallWord(words, at) && COUNTED(words, at) === 0) return 0
  }
  return 0
}

const UNIT_MARK = phrases(
  "liên ngành|lưu động|cơ động|đặc biệt|chuyên ngành|tỉnh|huyện|quận|thị xã|thành phố|xã|phường"
)

const doesBehind = (words: ReadonlyArray<Word>, at: number): boolean =>
  Math.max(NAME_END(words, at), OUGHT(words, at)) > LINKS(words, at)

// "Khoa Nội tổng hợp, Khoa Dược", "Phòng Công nghệ thông tin rà soát": a verb elsewhere, and here what the name says, as
// another name or the verb itself follows.
const NOUN_TOO = phrases(
  "xây dựng|quy hoạch|phòng chống|thông tin|tích cực|đào tạo|vận hành|khai thác|bảo vệ|bảo quản|kiểm định|dự báo|tư vấn|sửa chữa|đầu tư|kiểm soát|tổng hợp|quản lý"
)

const OFTEN_A_VERB = phrases("tổng hợp|quản lý|kiểm soát")

// What is drawn up, and no verb behind "xây dựng".
const DRAWN_UP = phrases(
  "báo cáo|hướng dẫn|quy hoạch|dự thảo|dự báo|thông báo|quyết định|phương án|nội dung|danh sách|cơ cấu lại|và|quy định"
)

/** How many words of a name stand there that would be a verb elsewhere; 0 where they are one. */
export const nounAt = (words: ReadonlyArray<Word>, at: number, least: number, isWhich: boolean): number => {
  const verb = at > least ? NAME_END(words, at) : 0
  // "Trung tâm Quy hoạch xây dựng xây dựng phương án": said twice, it is of the name first.
  if (verb > 0 && isSame(words, at, at + verb, verb)) return verb
  const length = NOUN_TOO(words, at)
  if (length === 0 || at <= least || LEVEL_WORD(words, at - 1) > 0) return 0
  // "Các huyện ủy có vùng quy hoạch dược liệu chỉ đạo …": behind a small word, before what they are to do.
  const small = isWhich && length > 0 ? tailAt(words, at + length, words.length) : 0
  if (small > 0 && OUGHT(words, at + length + small) + LINKS(words, at + length + small) === 0) return length + small
  const next = at + length
  const isJoined = words[next]?.text === "," || words[next]?.text === "và"
  if (isJoined) return words[next + 1]?.isCapital === true && headAt(words, next + 1) > 0 ? length : 0
  if (words[at]?.text === "xây" && DRAWN_UP(words, next) > 0) return 0
  const isDuty = OUGHT(words, next) + LINKS(words, next) > 0 && words[next]?.text !== "không"
  return OFTEN_A_VERB(words, at) === 0 && NAME_END(words, next) > 0 && !isDuty ? length : 0
}

// Where a name may end: at what somebody does, or at the next name.
const isBehindName = (words: ReadonlyArray<Word>, at: number): boolean => {
  const isJoined = words[at]?.text === "," || words[at]?.text === "và"
  if (isJoined) return words[at + 1]?.isCapital === true && headAt(words, at + 1) > 0
  return NAME_END(words, at) > 0 && !isInName(words, at)
}

/** "Công đoàn trường lấy ý kiến", where "trường hợp" begins another matter. */
export const ownerAt = (words: ReadonlyArray<Word>, at: number): number => {
  const length = OWNER_NOUN(words, at)
  const next = words[at + length]
  const isEnd = next === undefined || (!isLetterStart(next.text) && next.text !== "-") || next.text === "và"
  // "Công đoàn ngành Y tế": what it is called follows.
  const isNamed = next?.isCapital === true
  return length > 0 && (isEnd || isNamed || isBehindName(words, at + length)) ? length : 0
}

/** "Phòng Tổ chức hành chính rà soát": a few small words that no list knows, before a verb or another name. */
export const tailAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = from; at < to && at <= from + LONGEST_TAIL; at++) {
    if (at > from && isBehindName(words, at)) return at - from
    const word = words[at]
    // "Cục Quản lý nhà và thị trường bất động sản": one name, as no other begins behind the "và".
    if (word?.text === "và" && headAt(words, at + 1) === 0 && isSmallWord(words, at + 1)) continue
    if (!isSmallWord(words, at)) return 0
  }
  return 0
}

/**
 * "… Sông Lũy": two capitals in a row, of which neither says what a body is or is for, are a proper name and end it.
 */
export const isProperEnd = (words: ReadonlyArray<Word>, from: number, at: number): boolean =>
  at - 2 >= from &&
  words[at - 1]?.isCapital === true &&
  words[at - 2]?.isCapital === true &&
  [at - 1, at - 2].every((one) => headAt(words, one) + WORKS_ON(words, one) === 0) &&
  FIELD(words, at - 2) < 2

/**
 * "Chi cục Trồng trọt và bảo vệ thực vật hướng dẫn …": nobody does two things before the first is said, so what stands
 * behind the "và" is of the name, also where it looks like a verb.
 */
export const joinedTail = (words: ReadonlyArray<Word>, at: number, to: number): number => {
  const from = at + 1
  const isOther = words[from]?.isCapital !== false || PLURAL(words, from) + PLURAL_NOUN(words, from) > 0
  if (isOther || LINKS(words, from) + OUGHT(words, from) > 0) return 0
  const verb = NAME_END(words, from)
  const tail = tailAt(words, from + verb, to)
  return tail === 0 ? 0 : verb + tail
}

/** A word in small letters that is neither a verb nor a link nor the beginning of a mention. */
export const isSmallWord = (words: ReadonlyArray<Word>, at: number): boolean => {
  const word = words[at]
  return (
    word !== undefined &&
    !word.isCapital &&
    /^\p{L}/u.test(word.text) &&
    !NO_TAIL.has(word.text) &&
    (NAME_END(words, at) === 0 || isInName(words, at)) &&
    LINKS(words, at) + PLURAL(words, at) + headAt(words, at) === 0
  )
}

/** No name goes on farther in words that no list knows. */
export const LONGEST_TAIL = 9

const NO_TAIL = new Set(["của", "này", "mà", "thì", "nêu", "nói", "nơi", "những", "mọi", "việc", "số", "cả", "nhanh"])

const isSame = (words: ReadonlyArray<Word>, one: number, other: number, length: number): boolean => {
  for (let at = 0; at < length; at++) if (words[one + at]?.text !== words[other + at]?.text) return false
  return true
}

/**
 * "Hậu cần - Kỹ thuật", "Hành chính - Tổng hợp": what stands between a capital and a dash before another is of the name.
 */
export const bridgeAt = (words: ReadonlyArray<Word>, at: number): number => {
  if (words[at - 1]?.isCapital !== true) return 0
  // "Trường Cao đẳng Nghề": a small word between two capitals of a name.
  if (words[at + 1]?.isCapital === true && headAt(words, at + 1) === 0 && isSmallWord(words, at)) return 1
  for (const length of [1, 2]) {
    if (words[at + length]?.text === "-" && words[at + length + 1]?.isCapital === true) return length
  }
  return 0
}

// "Liên danh nhà thầu Tân Á - Hoàng Long": what sort of body it is, before its own name.
const FIRM = phrases(
  "nhà thầu|nhà đầu tư|tư vấn|đơn vị tư vấn|nhà thầu thi công|các nhà thầu|chủ đầu tư|khảo sát|thiết kế|tư vấn giám sát|tư vấn thiết kế|thi công"
)

/** How many words say what sort of firm it is; 0 where none do. */
export const firmAt = (words: ReadonlyArray<Word>, at: number): number => {
  const length = words[at]?.isCapital === false ? FIRM(words, at) : 0
  // "Liên danh tư vấn hoàn chỉnh hồ sơ": or before what it is to do.
  const isNamed =
    words[at + length]?.isCapital === true || (words[at - 1]?.text === "danh" && NAME_END(words, at + length) > 0)
  return length > 0 && isNamed ? length : 0
}

/** "Cục Thuế tỉnh ấn định thuế": a level ends a name, also before a verb that no list knows. */
export const isBehindLevel = (words: ReadonlyArray<Word>, at: number): boolean =>
  words[at - 1]?.isCapital === false &&
  LEVEL_WORD(words, at - 1) === 1 &&
  NAME_MORE(words, at - 1) <= 1 &&
  words[at]?.isCapital === false &&
  LEVEL_WORD(words, at) + NAME_MORE(words, at) === 0

/** "Hạt Kiểm lâm huyện thường trực gác lửa": behind a level, or behind whose it is, standing by is what one does. */
export const standsByAt = (words: ReadonlyArray<Word>, at: number): boolean => {
  if (words[at]?.text !== "thường" || words[at + 1]?.text !== "trực" || words[at]?.isCapital !== false) return false
  const isBehind = LEVEL_WORD(words, at - 1) === 1 || ["thuộc", "của"].includes(words[at - 2]?.text ?? "")
  return isBehind && words[at + 2]?.isCapital === false && /^\p{L}/u.test(words[at + 2]?.text ?? "")
}

/**
 * "Phòng Việc làm": a capital alone and the small word behind it are one word, also where that is a verb elsewhere.
 */
export const isSyllable = (words: ReadonlyArray<Word>, at: number): boolean =>
  words[at - 1]?.isCapital === true &&
  CAPITAL_HEAD(words, at - 1) === 0 &&
  NAME_END(words, at) === 1 &&
  OUGHT(words, at) + LINKS(words, at) === 0

/**
 * "…, Thể thao và Du lịch": a name that counts what it is for goes on to the last of it; how many words, 0 where it does not.
 */
export const seriesAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  if (words[from]?.isCapital !== true || headAt(words, from) > 0) return 0
  for (let at = from + 1; at < to && at < from + LONGEST_MEMBER; at++) {
    const word = words[at]
    if (word?.text === "và") return words[at + 1]?.isCapital === true && headAt(words, at + 1) === 0 ? at - from : 0
    if (word === undefined || !isLetterStart(word.text) || (word.isCapital && headAt(words, at) > 0)) return 0
    if (NAME_END(words, at) > 0 && !isSyllable(words, at)) return 0
  }
  return 0
}

const LONGEST_MEMBER = 6

/**
 * "Phó Giám đốc phụ trách hạ tầng chủ trì …": what a post is in charge of is a word at least, up to what it is to do.
 */
export const chargeAt = (words: ReadonlyArray<Word>, from: number): number => {
  const at = from + CHARGE(words, from)
  const field = FIELD(words, at)
  if (field > 0) return at + field - from
  const isWord = words[at]?.isCapital === false && isLetterStart(words[at + 1]?.text ?? "")
  if (isWord && NAME_END(words, at + 1) > 0 && LEVEL_WORD(words, at) > 0) return at + LEVEL_WORD(words, at) - from
  // "… phụ trách thôn trực tiếp xuống cơ sở": a verb of two words begins behind one word.
  if (isWord && NAME_END(words, at + 1) > 1 && !isInName(words, at + 1)) return at + 1 - from
  return isWord && PLURAL(words, at) + headAt(words, at) === 0 ? at + 2 - from : at - from
}

const CHARGE = phrases("lĩnh vực|mảng|khối|công tác")
