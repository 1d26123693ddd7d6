// Where one mention ends.
import { COUNTED, headAt, isFigure, isInName, LINKS, PLURAL } from "./heads.ts"
import { keptFor } from "./indexed.ts"
import {
  AREA,
  BARE_ORGAN,
  BODY_HEAD,
  COMMITTEE,
  FIELD,
  FIELD_PAIR,
  IN_NAME,
  IN_SET,
  LEVEL_WORD,
  LONG_HEAD,
  NAME_END,
  NAME_MORE,
  NEEDS_NAME,
  ONE_PERSON,
  OUGHT,
  OWNER_NOUN,
  PERSON_HEAD,
  PLURAL_NOUN,
  POSITION,
  PREDICATE,
  UNNAMED,
  WORKS_ON
} from "./lexicon.ts"
import {
  bridgeAt,
  chargeAt,
  firmAt,
  isBehindLevel,
  isProperEnd,
  isSyllable,
  joinedTail,
  nounAt,
  ownerAt,
  seriesAt,
  standsByAt,
  tailAt,
  UNITS,
  unitWorkAt
} from "./name-words.ts"
import {
  ANY_UNIT,
  BELONGS,
  dutyAt,
  fallsDue,
  goesOn,
  isPeopleAt,
  isPredicate,
  isTaskBehind,
  LEVELS,
  NEVER,
  OF_PLACE,
  PEOPLE_MORE,
  purposeAt,
  STATES,
  sharedSet,
  statedAt,
  TELLS_WHICH,
  takenAt,
  UNDONE,
  whenAt,
  whereAt
} from "./which.ts"
import { isLetterStart, phrases, type Word, wordsOf } from "./words.ts"

/** In `prose` a name also ends at a verb; in a `list` only at a comma and its kin. */
export type Where = "prose" | "list"

// "Văn phòng HĐND và UBND huyện" is one office.
const TWO_ORGANS = phrases(
  "hđnd và ubnd|hđnd và ủy ban nhân dân|đbqh và hđnd|nhân dân và ủy ban|quốc hội và hđnd|quốc hội và hội đồng"
)

// "các đồng chí Ủy viên Ban Thường vụ Đảng ủy xã khóa trước".
const TERM = phrases("khóa trước|khóa này|khóa mới|khóa cũ|nhiệm kỳ trước|nhiệm kỳ này|nhiệm kỳ mới|đương nhiệm")

const QUOTATION = new Set(["\u201c", "\u201d", '"', "'"])

const LONGEST_NAME = 60

interface Mention {
  readonly end: number
  /** It says which members of a set are meant: "các xã có cụm công nghiệp". */
  readonly hasPredicate: boolean
}

/**
 * Where the mention that begins at `from` ends. What a body is called goes on with capitals, with what agencies are for,
 * and with few other words; sets and bodies of long names go on up to a verb.
 */
export const mentionAt = (
  words: ReadonlyArray<Word>,
  from: number,
  to: number,
  where: Where,
  shared: Shared | null = null
): Mention => {
  const head = headAt(words, from)
  const isPlural = PLURAL(words, from) > 0
  // "Chủ đầu tư các dự án …": nobody's name, and goes on only with what tells which.
  let isLong =
    LONG_HEAD(words, from) > 0 ||
    ((UNNAMED(words, from) > 0 || words[from]?.text === "chủ") && PLURAL(words, from + head) > 0)
  const isNamed = NEEDS_NAME(words, from) === head && head > 0
  // "thủ trưởng cơ quan, đơn vị": anybody's.
  let isSet = isPlural || (PERSON_HEAD(words, from) === head && head > 0 && ANY_UNIT(words, from + head) > 0)
  // Without a head, its own first word is the name already.
  let isProper = head !== 1 || BODY_HEAD(words, from) === 1
  const isAny = words[from + head]?.text === "nào"
  isSet = isSet || isAny
  const isPersonal = PERSON_HEAD(words, from + PLURAL(words, from)) > 0
  let hasPredicate = false
  let isOfPlace = false
  let fieldEnd = -1
  let pairEnd = -1
  let isWorking = false
  // A capital alone begins a word of several syllables ("Nhà nước", "Kiểm lâm"); two in a row are a proper name.
  let isWord = head === 0 && FIELD(words, from) === 0
  let at = from + Math.max(head === 0 ? FIELD(words, from) : head, 1)
  if (isPlural && head === PLURAL(words, from)) at += PLURAL_NOUN(words, at)
  const nounEnd = at
  const personEnd =
    isPersonal && isPlural ? from + PLURAL(words, from) + PERSON_HEAD(words, from + PLURAL(words, from)) : -1
  while (at < to && at < from + LONGEST_NAME) {
    const word = words[at]
    const next = words[at + 1]
    if (word === undefined) break
    // "báo cáo Chủ tịch UBND huyện ngày 10/7/2016": a day is of no name.
    if (where === "prose" && word.text === "ngày" && DAY.test(next?.text ?? "")) break
    const isWhich = isSet && !hasPredicate && (word.text === "nào" || TELLS_WHICH.has(word.text))
    const isField = word.isCapital || (!isProper && !isSet) || ((isWord || isLong) && FIELD(words, at) > LONGEST_VERB)
    const pair = at === from + head && shared === null && !isPlural && word.isCapital ? FIELD_PAIR(words, at) : 0
    const field = isField ? Math.max(FIELD(words, at), pair) : 0
    if (field > 0) {
      isProper = true
      isWord = false
      at += field
      fieldEnd = at
    } else if (
      word.text === "," &&
      isFigure(words[at - 1]) &&
      isFigure(next) &&
      (COUNTED(words, at - 2) > 0 || words[at - 2]?.text === ",")
    ) {
      at += 2
    } else if (word.text === "," && LEVELS(words, at - 1) > 0) {
      isSet = true
      at += LEVELS(words, at - 1) - 1
    } else if (word.text === ",") {
      if (
        where === "list" &&
        isSet &&
        next?.isCapital === false &&
        isLetterStart(next.text) &&
        headAt(words, at + 1) === 0
      ) {
        at += 2
        continue
      }
      // "các Trưởng khoa, Trưởng bộ môn": one "các" for posts of one kind.
      const post = from + PLURAL(words, from)
      // "các đồng chí bí thư cấp ủy, thủ trưởng đơn vị": and for posts of one set.
      const isComrades = ONE_PERSON(words, post) > 0 && POSITION(words, post + ONE_PERSON(words, post)) > 0
      const isPost =
        isComrades && next?.isCapital === false && ONE_PERSON(words, at + 1) === 0 && PERSON_HEAD(words, at + 1) > 0
      if (isPlural && !hasPredicate && PERSON_HEAD(words, post) > 0 && (isPost || next?.text === words[post]?.text)) {
        at += 1 + PERSON_HEAD(words, at + 1)
        continue
      }
      const more = isSet && !hasPredicate ? goesOn(words, at + 1) : shared !== null ? 0 : seriesAt(words, at + 1, to)
      if (!hasPredicate && isPeopleAt(words, from, at) && PEOPLE_MORE(words, at + 1) > 0 && next?.isCapital === false) {
        at += 1 + PEOPLE_MORE(words, at + 1)
        pairEnd = at
        continue
      }
      const second = more === 0 && at === from + head && !isPlural ? sharedSet(words, from, at + 1) : 0
      if (more + second === 0) break
      isSet = isSet || second > 0
      at += 1 + more + second
    } else if (word.text === "và") {
      if (TWO_ORGANS(words, at - 1) > 0 && words[from]?.text === "văn") {
        at += 2
        continue
      }
      if (isLong && PLURAL(words, at + 1) > 0 && headAt(words, at + 1) === 0) {
        at += 1 + PLURAL(words, at + 1)
        continue
      }
      if (headAt(words, at + 1) > 0 && !(isSet && goesOn(words, at + 1) > 0 && PLURAL(words, at + 1) === 0)) break
      if (shared !== null && (shared.isOfPlaces || FIELD(words, at + 1) > 0)) break
      const tail = isSet || shared !== null || PERSON_HEAD(words, from) > 0 ? 0 : joinedTail(words, at, to)
      const more = isSet ? goesOn(words, at + 1) : tail
      if (more === 0 && next?.isCapital !== true && (where === "prose" || next === undefined)) break
      at += 1 + more
    } else if (word.text === "-") {
      const isMore = next !== undefined && isLetterStart(next.text)
      // "Cán bộ tư pháp - hộ tịch xã".
      const isClerk = PERSON_HEAD(words, from) > 0 && words[at - 1]?.isCapital === false && at > from + head
      if (!isMore || (where === "prose" && !isSet && !next.isCapital && FIELD(words, at + 1) === 0 && !isClerk)) break
      at += next.isCapital ? 1 : 2
    } else if (word.text === "." && TITLE(words, at - 1) > 0 && next?.isCapital === true) {
      at += 1
    } else if (QUOTATION.has(word.text) || (word.text === "%" && isFigure(words[at - 1]))) {
      at += 1
    } else if (!isLetterStart(word.text)) {
      break
    } else if (where === "list") {
      isSet = isSet || PLURAL(words, at) > 0
      at += 1
    } else if (PLURAL(words, at) > 0) {
      if (PLURAL_NOUN(words, at + 1) === 0 && PERSON_HEAD(words, at + 1) + AREA(words, at + 1) === 0 && !isLong) break
      isSet = true
      at += 1
    } else if (word.isCapital) {
      const inner = Math.max(BODY_HEAD(words, at), PERSON_HEAD(words, at))
      const isSecond = words[at - 1]?.isCapital === true && at - 1 >= from + head
      const known = Math.max(1, inner, NAME_MORE(words, at), IN_NAME(words, at))
      // "khu vực VII mở đợt cao điểm": a numeral is no syllable of a word.
      const isNumeral = /^[ivx]+$/u.test(word.text) && COUNTED(words, at - 1) > 0
      isWord = known === 1 && inner === 0 && !isSecond && !isNumeral && LEVEL_WORD(words, at - 1) === 0
      isProper = true
      isLong = isLong || LONG_HEAD(words, at) > 1
      const works = WORKS_ON(words, at)
      at += Math.max(known, works)
      // "Ban Quản lý Đầu tư cân đối vốn": what it is done to is said already.
      if (works > known && !isWorking && OUGHT(words, at) + LINKS(words, at) === 0 && words[at]?.isCapital === false)
        at += NAME_END(words, at)
      isWorking = works > known
      fieldEnd = at
    } else if ((isLong || isWord) && IN_NAME(words, at) > 0) {
      at += IN_NAME(words, at)
    } else if (isWord && isSyllable(words, at)) {
      at += 1
    } else if (
      isNamed &&
      at === from + head &&
      NAME_END(words, at) > 0 &&
      OUGHT(words, at) + LINKS(words, at) + DECIDES(words, at) === 0
    ) {
      at += NAME_END(words, at)
    } else if (at === from + head && UNITS(words, from) === head && !isPlural && unitWorkAt(words, at, to) > 0) {
      at += unitWorkAt(words, at, to)
    } else if (at === from + head && !isPlural && firmAt(words, at) > 0) {
      at += firmAt(words, at)
    } else if (where === "prose" && !hasPredicate && (word.text === "qua" || (word.text === "được" && !isSet))) {
      break
    } else if ((isSet || PERSON_HEAD(words, from) > 0) && statedAt(words, at) > 0) {
      hasPredicate = true
      at += statedAt(words, at)
    } else if (isPlural && (at === nounEnd || at === personEnd) && takenAt(words, at, to) > 0) {
      hasPredicate = true
      at += takenAt(words, at, to)
    } else if (isWhich && dutyAt(words, at, to) > at) {
      hasPredicate = true
      at = dutyAt(words, at, to)
    } else if ((isSet || words[at - 2]?.text === "cấp") && IN_SET(words, at) > 0) {
      at += IN_SET(words, at)
    } else if (
      isSet &&
      (!hasPredicate || STATES.has(word.text) || OF_PLACE.has(word.text) || (word.text === "có" && isOfPlace)) &&
      PREDICATE(words, at) > 0 &&
      isPredicate(words, at)
    ) {
      hasPredicate = true
      // "các tỉnh ven biển có tàu cá …": where they lie, and then which of them.
      isOfPlace = OF_PLACE.has(word.text)
      const isState = STATES.has(word.text)
      at += PREDICATE(words, at)
      if (isState && OUGHT(words, at) === 0) at += UNDONE(words, at) || NAME_END(words, at)
    } else if (isPersonal && TERM(words, at) > 0) {
      at += TERM(words, at)
    } else if (hasPredicate && whereAt(words, at, to) > 0) {
      at += whereAt(words, at, to)
    } else if (hasPredicate && fallsDue(words, at) > 0) {
      at += fallsDue(words, at)
    } else if (hasPredicate && whenAt(words, at) > 0) {
      at += whenAt(words, at)
    } else if (isPlural && at === nounEnd && purposeAt(words, from, at, to) > 0) {
      at += purposeAt(words, from, at, to)
    } else if (isSet && words[at - 2]?.text === "thuộc" && LEVEL_WORD(words, at - 1) === 1 && isTaskBehind(words, at)) {
      break
    } else if (bridgeAt(words, at) > 0) {
      at += bridgeAt(words, at)
    } else if (nounAt(words, at, from + head - (UNITS(words, from) === head ? 1 : 0), isSet && hasPredicate) > 0) {
      at += nounAt(words, at, from + head - (UNITS(words, from) === head ? 1 : 0), isSet && hasPredicate)
    } else if (word.text === "tại" && PERSON_HEAD(words, from) > 0 && headAt(words, at + 1) > 0) {
      at += 1
    } else if (word.text === "của" && (COMMITTEE(words, at + 1) > 0 || BARE_ORGAN(words, at + 1) > 0)) {
      at += 1
    } else if (
      word.text === "phụ" &&
      words[at + 1]?.text === "trách" &&
      words[at + 2]?.text !== "," &&
      (isPlural || isPosition(words, from))
    ) {
      at += 2 + chargeAt(words, at + 2)
    } else if (where === "prose" && standsByAt(words, at) && PERSON_HEAD(words, from) === 0) {
      break
    } else if (word.text === "thì" || (!isSet && PERSON_HEAD(words, from) === 0 && isBehindLevel(words, at))) {
      break
    } else if (isSet || isLong || isWord || !isProper || PERSON_HEAD(words, from) > 0) {
      if ((NAME_END(words, at) > 0 && !isInName(words, at)) || (isSet && NEVER(words, at) > 0)) break
      // "Nghiêm cấm cán bộ, chiến sĩ uống rượu": all people are said; what they belong to may follow.
      if (
        at === pairEnd &&
        BELONGS(words, at) + NAME_MORE(words, at) + OWNER_NOUN(words, at) + PLURAL_NOUN(words, at) === 0
      )
        break
      at += 1
    } else if (word.text === "số" && isFigure(next)) {
      at += 2
    } else {
      const isOrdinal =
        isFigure(word) &&
        (words[at - 1]?.isCapital === true ||
          (at === from + head && words[from]?.isCapital === true) ||
          COUNTED(words, at - 1) > 0)
      const more = Math.max(
        NAME_MORE(words, at),
        isOrdinal ? 1 : 0,
        ownerAt(words, at),
        at === fieldEnd && !isProperEnd(words, from + head, at) ? tailAt(words, at, to) : 0
      )
      if (more === 0) break
      at += more
    }
  }
  return { end: Math.min(at, to), hasPredicate }
}

const DAY = /^\d{1,2}(?:\/\d{1,2}(?:\/\d{4})?)?$/u

// What a body does with what is reported to it, and none is named for: "báo cáo Ban Chỉ đạo xem xét".
const DECIDES = phrases(
  "xem xét|quyết định|cho ý kiến|phê duyệt|biết|chỉ đạo|tổng hợp|theo dõi|thông qua|họp|phân công|yêu cầu|giao"
)

// "BS. Mạc Thị Liên", "TP. Nam Hải": the stop only ends a short form.
const TITLE = phrases("bs|ths|ts|pgs|gs|ks|bsckii|bscki|bsck2|bsck1|tp|tx|p|q")

// What an agency is for in so many words ("tài nguyên và môi trường") can not be read as what it does.
const LONGEST_VERB = 3

// "Đồng chí A phụ trách …" is told to; "Thành viên Ban Chỉ đạo phụ trách địa bàn" says which.
const isPosition = (words: ReadonlyArray<Word>, from: number): boolean =>
  PERSON_HEAD(words, from) > 0 && (ONE_PERSON(words, from) === 0 || POSITION(words, from + ONE_PERSON(words, from)) > 0)

/** What a list states once for all its members; the names of places hold no "và". */
export interface Shared {
  readonly text: string
  /** Of whom or what there is one in each place: "UBND", behind which another kind of place may stand too. */
  readonly owner: string
  readonly isOfPlaces: boolean
  /** Also before members that are names by themselves: "Ban cán sự đảng: TAND, VKSND tỉnh". */
  readonly isOfAll: boolean
}

/** Behind a note in brackets, "Sở Công Thương (cơ quan thường trực)". */
export const afterNote = (words: ReadonlyArray<Word>, at: number, to: number): number => {
  if (words[at]?.text !== "(") return at
  for (let end = at + 1; end < to && end < at + 40; end++) if (words[end]?.text === ")") return end + 1
  return at
}

/** "đồng chí Nguyễn Văn A, Phó Chủ tịch UBND huyện" is one. */
export const positionEnd = (
  words: ReadonlyArray<Word>,
  from: number,
  end: number,
  to: number,
  where: Where
): number => {
  const one = ONE_PERSON(words, from)
  let last = end
  // "đồng chí Bí thư, Chủ tịch UBND" may be two; a person's own name is followed by all that person's positions.
  const most = one === 0 ? 0 : POSITION(words, from + one) > 0 ? 1 : MOST_POSITIONS
  for (let count = 0; count < most; count++) {
    const isMore = words[last]?.text === "," || words[last]?.text === "-"
    if (!isMore || POSITION(words, last + 1) === 0) break
    last = mentionAt(words, last + 1, to, where).end
  }
  return last
}

const MOST_POSITIONS = 4

// The recipients below the text say names to their end: "Ban An toàn hàng hải" there is no "Ban An toàn" in the text.
const listedNames = keptFor((source) => {
  const names = new Map<string, Array<ReadonlyArray<string>>>()
  const heading = source.search(/nơi\s+nhận/iu)
  if (heading < 0) return names
  const tail = { start: heading, end: Math.min(source.length, heading + LONGEST_RECIPIENTS) }
  for (const line of source.slice(tail.start, tail.end).matchAll(/[^\n\r;,(]+/gu)) {
    if (line[0].includes(":")) continue
    const start = tail.start + line.index
    const all = wordsOf(source, { start, end: start + line[0].length })
    const words = all.slice(isLetterStart(all[0]?.text ?? "") ? 0 : 1)
    const first = words[0]
    if (words.length < SHORTEST_LISTED || words.length > MOST_LISTED || first?.isCapital !== true) continue
    const isTwo = words.some(
      ({ text }, at) => text === "và" && headAt(words, at + 1) > 0 && TWO_ORGANS(words, at - 1) === 0
    )
    if (headAt(words, 0) > 0 && PLURAL(words, 0) === 0 && !isTwo)
      names.set(first.text, [...(names.get(first.text) ?? []), words.map(({ text }) => text)])
  }
  return names
})

const LONGEST_RECIPIENTS = 4000

const SHORTEST_LISTED = 4

const MOST_LISTED = 14

/** Where the recipients' list ends the name that begins at a word; 0 where it has none that does. */
export const listedEnd = (source: string, words: ReadonlyArray<Word>, from: number, to: number): number => {
  let end = 0
  for (const name of listedNames(source).get(words[from]?.text ?? "") ?? []) {
    const last = from + name.length
    if (last > end && last <= to && name.every((text, at) => words[from + at]?.text === text)) end = last
  }
  return end
}

/**
 * Whoever is told has a verb behind it: a set that runs to the end of a sentence holds one that no list knows, behind its level.
 */
export const beforeVerb = (words: ReadonlyArray<Word>, from: number, end: number): number => {
  const swallowed = swallowedAt(words, from, end)
  if (swallowed > 0) return swallowed
  if (words[end]?.text !== ".") return end
  for (let at = from; at < end - LEAST_TASK; at++) {
    const level = at + LEVEL_WORD(words, at)
    if (PLURAL(words, from) + PERSON_HEAD(words, from) + BODY_HEAD(words, from) === 0) return end
    if (level > at && isLetterStart(words[level]?.text ?? "") && words[level]?.isCapital === false) return level
  }
  return end
}

const LEAST_TASK = 3

// "Khoa Dinh dưỡng nấu thử 10 món", "Ban Nhân sự dựng khung năng lực cho …": no name holds a count, a particle of a verb, or
// stands before what only a verb has. Its last word with a capital ends it; 0 where it holds nothing of a verb.
const swallowedAt = (words: ReadonlyArray<Word>, from: number, end: number): number => {
  if (PLURAL(words, from) + PERSON_HEAD(words, from) + LONG_HEAD(words, from) > 0) return 0
  let last = from
  while (last + 1 < end && words[last + 1]?.isCapital === true) last++
  const second = FIELD(words, last) > 2 || last === from ? 0 : last + 2
  if (second === 0 || second >= end || words[last + 1]?.isCapital !== false) return 0
  if (words[last - 1]?.isCapital === true && headAt(words, last - 1) === 0 && last - 1 > from) return 0
  if (AFTER_VERB.has(words[end]?.text ?? "") && end - second >= LEAST_SWALLOWED) return second
  for (let at = second; at < end; at++) {
    if (words[at]?.isCapital === true || LEVEL_WORD(words, at) > 0) return 0
    const isCount = isFigure(words[at]) && words[at + 1]?.isCapital === false && COUNTED(words, at - 1) === 0
    if (at > second && (isCount || PARTICLES.has(words[at]?.text ?? ""))) return second
  }
  return 0
}

const AFTER_VERB = new Set(["cho", "với", "về", "vào", "lên", "ra", "bằng"])

const PARTICLES = new Set(["thử", "lại", "xong", "giúp", "thêm", "dần", "ngay"])

const LEAST_SWALLOWED = 2
