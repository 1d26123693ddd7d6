// Who is named: lists of bodies, classes, open sets and persons, with what an elliptic list leaves out put back in.
import type { Span } from "../kernel/index.ts"
import { keptFor } from "./indexed.ts"
import {
  AREA,
  BARE_ORGAN,
  BODY_HEAD,
  CAPITAL_HEAD,
  COMMITTEE,
  FIELD,
  FIELD_PAIR,
  HAS_DUTY,
  IN_NAME,
  IN_SET,
  LEVEL_ORGAN,
  LEVEL_WORD,
  LONG_HEAD,
  NAME_END,
  NAME_MORE,
  NEEDS_NAME,
  NOBODY,
  ONE_PERSON,
  OUGHT,
  OWNER_NOUN,
  PERSON_HEAD,
  PLURAL_MORE,
  PLURAL_NOUN,
  POSITION,
  PREDICATE,
  STAFF_ORGAN,
  UNNAMED,
  WORKS_ON
} from "./lexicon.ts"
import { display, quoteOf } from "./quote.ts"
import type { Confidence, Party } from "./reading.ts"
import { isLetterStart, type Phrases, phrases, spanOf, type Word, wordsOf } from "./words.ts"

const PLURAL = phrases("các|những|một số|toàn thể các|tất cả các|toàn bộ các|mỗi|từng")
const PEOPLE = phrases("cán bộ|đảng viên|công chức|viên chức|cấp ủy viên|hội viên|đoàn viên")
const PREFIX = phrases("thường trực|lãnh đạo|tt")
const LEAD = phrases("lãnh đạo|chỉ huy")

/** In `prose` a name also ends at a verb; in a `list` only at a comma and its kin. */
export type Where = "prose" | "list"

/** A party with the rule that found it. */
export interface PartyFound extends Party {
  readonly rule: string
  readonly confidence: Confidence
}

/** Whether a mention of somebody begins at this word, and how many words its head has. */
export const headAt = (words: ReadonlyArray<Word>, at: number): number => {
  const plural = PLURAL(words, at)
  if (plural > 0) {
    const isSet = [PLURAL_NOUN, PERSON_HEAD, PEOPLE].some((set) => set(words, at + plural) > 0)
    return isSet ? plural : PERSON_HEAD(words, at)
  }
  const noun = PLURAL_NOUN(words, at)
  if (noun > 0 && words[at + noun]?.text === "nào") return noun
  const head = Math.max(BODY_HEAD(words, at), PERSON_HEAD(words, at))
  if (head > 0) return isVerbHere(words, at) && LEAD(words, at) === head ? 0 : head
  const capital = CAPITAL_HEAD(words, at)
  if (capital === 0 || NO_HEAD(words, at) > 0) return 0
  // "phòng Nội vụ": what the body is for is written as a name.
  const isNamed = words[at + capital]?.isCapital === true && FIELD(words, at + capital) > 0
  return words[at]?.isCapital === true || isNamed ? capital : 0
}
// Begins a sentence with a capital and no name: "Báo cáo …", "Tổ chức …", "Trường hợp …".
const NO_HEAD = phrases(
  "báo cáo|báo động|tổ chức|hội nghị|hội thảo|hội nhập|đoàn kết|đoàn thể|bộ máy|trường hợp|trường lớp|quỹ đất|ban hành|phòng , chống|phòng chống|phòng ngừa|sở hữu|đội ngũ|vụ việc|vụ án|xã hội|xã hội hóa|cục bộ|tỉnh táo|tổ chức đảng|" +
    "bộ tiêu chí|bộ chỉ số|bộ luật|bộ thủ tục|bộ quy tắc|khối lượng|khoa học|cơ sở dữ liệu|cơ sở vật chất|cơ sở hạ tầng|cơ sở pháp lý|hạt nhân|cảng cá|tòa nhà|khoa học và công nghệ|trạm biến áp|trường học"
)

/**
 * Whether a word that is no known head begins a name, where the text says that somebody is named: it has a capital, and is
 * neither a verb nor what documents, works and times are called.
 */
export const isUnknown = (words: ReadonlyArray<Word>, at: number): boolean => {
  const plural = PLURAL(words, at)
  if (plural === 0) return words[at]?.isCapital === true && isNoVerb(words, at)
  return isNoVerb(words, at + plural) && isLetterStart(words[at + plural]?.text ?? "")
}

// Neither a known head nor a verb, and no thing or matter.
const isNoVerb = (words: ReadonlyArray<Word>, at: number): boolean =>
  headAt(words, at) + NOBODY(words, at) + NO_HEAD(words, at) + NAME_END(words, at) + OUGHT(words, at) === 0

// "lãnh đạo" and "đại diện" are verbs too: a name follows only where a body does.
const isVerbHere = (words: ReadonlyArray<Word>, at: number): boolean =>
  LEAD(words, at) > 0 &&
  PLURAL(words, at + 2) === 0 &&
  BODY_HEAD(words, at + 2) === 0 &&
  !(words[at + 2]?.isCapital === true && CAPITAL_HEAD(words, at + 2) > 0) &&
  words[at + 2] !== undefined

interface Item {
  readonly from: number
  readonly to: number
}

// Syllables of a name that look like a verb: "các cấp", "cơ quan tham mưu", "dự án", "chi bộ", "công trình".
const BEFORE: Readonly<Record<string, ReadonlyArray<string>>> = {
  cấp: ["các", "ngành"],
  tổ: ["các", ","],
  đầu: ["nhà", "chủ", "vốn", "ban"],
  trình: ["công", "chương", "quy", "tiến", "lộ"],
  giao: ["ngoại", "bàn"],
  lập: ["độc", "công", "thành"],
  nhận: ["ghi", "tiếp", "công", "xác"],
  trực: ["thường", "túc", "ứng"],
  nhập: ["sáp", "thu", "xuất", "gia"],
  thu: ["doanh", "nguồn", "khoản"],
  họp: ["cuộc", "phiên", "hội"],
  chuyển: ["vận", "di", "luân"],
  mua: ["thu"],
  dựng: ["xây"],
  ký: ["đăng", "chữ"],
  tự: ["trật", "thứ", "trình"],
  tham: ["ban"],
  hàng: ["ngân", "bán", "cửa"],
  trồng: ["vùng", "tích", "hộ", "cây"]
}
const AFTER: Readonly<Record<string, ReadonlyArray<string>>> = {
  cấp: ["trên", "dưới", "cơ", "xã", "tỉnh", "huyện", "ủy"],
  có: ["liên", "thẩm"],
  dự: ["án", "toán", "phòng"],
  chi: ["bộ", "hội", "cục", "ủy", "nhánh", ","],
  giúp: ["việc"],
  giao: ["thông", "dịch"],
  chủ: ["đầu", "quản", "tịch"],
  đầu: ["mối"],
  tự: ["quản", "vệ", "trị"],
  bán: ["trú", "dẫn", "kính"],
  trong: ["nước"]
}
// "hàng tháng", where "hàng hải", "hàng hóa" are things.
const PERIODS = new Set(["ngày", "tuần", "tháng", "quý", "năm", "giờ"])
const OF_UNIT = new Set(["tham", "tư", "thi", "quản"])
/** Whether a word that looks like a verb is a syllable of a longer word there. */
export const isInName = (words: ReadonlyArray<Word>, at: number): boolean => {
  const text = words[at]?.text ?? ""
  const before = words[at - 1]?.text ?? ""
  const isUnit =
    (before === "quan" && words[at - 2]?.text === "cơ") || (before === "vị" && words[at - 2]?.text === "đơn")
  return (
    (words[at - 1]?.isCapital === false && (BEFORE[text]?.includes(before) ?? false)) ||
    (AFTER[text]?.includes(words[at + 1]?.text ?? "") ?? false) ||
    ((text === "hàng" || text === "hằng") && !PERIODS.has(words[at + 1]?.text ?? "")) ||
    (isUnit && OF_UNIT.has(text))
  )
}

// "các cơ quan, tổ chức thực hiện": a verb, not a further kind of body.
const TASK_MORE = phrases(
  "cấp kinh|cấp vốn|cấp phát|tổ chức thực hiện|tổ chức triển khai|tổ chức tốt|tổ chức rà soát|tổ chức kiểm tra|tổ chức tuyên truyền|tổ chức lấy|tổ chức các|hội họp|thành lập|thành công|thị sát"
)

// "Sở, Ban, Ngành" goes on with a set, "Ban Quản lý" is a body of its own.
const goesOn = (words: ReadonlyArray<Word>, at: number): number => {
  const more = Math.max(PLURAL_MORE(words, at), PLURAL_NOUN(words, at))
  if (more === 0 || TASK_MORE(words, at) > 0) return 0
  const next = words[at + more]
  // "Đảng ủy các Cục, Tổng công ty trực thuộc".
  if (IN_SET(words, at + more) > 0) return more
  return words[at]?.isCapital !== true || next?.isCapital !== true ? more : 0
}

// "Văn phòng HĐND và UBND huyện" is one office.
const TWO_ORGANS = phrases(
  "hđnd và ubnd|hđnd và ủy ban nhân dân|đbqh và hđnd|nhân dân và ủy ban|quốc hội và hđnd|quốc hội và hội đồng"
)
// "các xã chưa hoàn thành …": a verb behind it is part of what tells which are meant.
const STATES = new Set(["đang", "còn", "chưa", "chậm", "bị", "được"])
const NEVER = phrases("tuyệt đối không|kiên quyết không|dứt khoát không")
const TELLS_WHICH = new Set(["đã", "đang", "còn", "chưa", "chậm", "bị", "được", "để", "có", "vi", "nơi", "không"])
// "Các đơn vị đã thu sai quy định phải …": all before the duty says which are meant; the word itself where no duty follows.
const MUST = phrases("phải|cần phải|có trách nhiệm|chịu trách nhiệm|không được|tuyệt đối không|khẩn trương|thì")
const FARTHEST_DUTY = 16
// "các hộ nhận khoán có trách nhiệm …": a verb that a duty follows says which are meant; how many words.
const takenAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  if (NAME_END(words, from) === 0 || OUGHT(words, from) > 0) return 0
  for (let at = from + 1; at < to && at < from + LONGEST_TAKEN; at++) {
    if (DUTY(words, at) > 0) return at - from
    if (!isLetterStart(words[at]?.text ?? "") || PLURAL(words, at) > 0) return 0
  }
  return 0
}
const DUTY = phrases("có trách nhiệm|có nhiệm vụ|chịu trách nhiệm")
const LONGEST_TAKEN = 7
// "Các đảng viên được nêu tên tại Phụ lục II nộp …": where the document itself says who they are.
const statedAt = (words: ReadonlyArray<Word>, at: number): number => {
  const stated = at + STATED(words, at)
  if (stated === at) return 0
  if (!["tại", "trong", "ở", "theo"].includes(words[stated]?.text ?? ""))
    return words[stated - 1]?.text === "trên" ? stated - at : 0
  const where = PLACES(words, stated + 1)
  let next = stated + 1 + where
  while (where > 0 && (/^(?:\d+|[ivx]+|[a-zđ])$/u.test(words[next]?.text ?? "") || MARKED(words, next) > 0))
    next += Math.max(1, MARKED(words, next))
  return where === 0 ? 0 : next - at
}
const STATED = phrases(
  "được nêu tên|được nêu|nêu tên|nêu|có tên|được ghi tên|ghi tên|được liệt kê|được chỉ ra|được nhắc tên|nêu trên|được nêu trên|nói trên"
)
const PLACES = phrases("phụ lục|danh sách|mục|điểm|khoản|phần|biểu|bảng|thông báo|kết luận|biên bản|báo cáo")
const MARKED = phrases("kèm theo|này|nêu trên|đính kèm|số")
const dutyAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  if (HAS_DUTY(words, from) + MUST(words, from) > 0) return from
  for (let at = from + 1; at < to && at < from + FARTHEST_DUTY; at++) {
    if (MUST(words, at) > 0) return at
    if (!isLetterStart(words[at]?.text ?? "") || PLURAL(words, at) > 0) return from
  }
  return from
}
// "khu vực II", "Quân khu 7", "khu phố 4": where a figure belongs to a name.
const LINKS = phrases("để|cho|với|theo|khi|nhằm|trong|tại|về|có|là|được|đã|sẽ|đang|chưa|còn|trước|sau|và|do|từ|đến")
const COUNTED = phrases("vực|số|vùng|khu|phố|phường|quận|đội|tổ|ấp|thôn")
const OF_PLACE = new Set(["ven", "vùng", "giáp", "trên", "thuộc", "nằm", "trong"])
// "các đồng chí Ủy viên Ban Thường vụ Đảng ủy xã khóa trước".
const TERM = phrases("khóa trước|khóa này|khóa mới|khóa cũ|nhiệm kỳ trước|nhiệm kỳ này|nhiệm kỳ mới|đương nhiệm")
const QUOTATION = new Set(["\u201c", "\u201d", '"', "'"])
const LONGEST_NAME = 60

const isFigure = (word: Word | undefined): boolean => word !== undefined && /^\d+$/.test(word.text)

interface Mention {
  readonly end: number
  /** It says which members of a set are meant: "các xã có cụm công nghiệp". */
  readonly hasPredicate: boolean
}

/**
 * Where the mention that begins at `from` ends. What a body is called goes on with capitals, with what agencies are for,
 * and with few other words; sets and bodies of long names go on up to a verb.
 */
const mentionAt = (
  words: ReadonlyArray<Word>,
  from: number,
  to: number,
  where: Where,
  shared: Shared | null = null
): Mention => {
  const head = headAt(words, from)
  const isPlural = PLURAL(words, from) > 0
  // "Chủ đầu tư các dự án …": nobody's name, and goes on only with what tells which.
  let isLong = LONG_HEAD(words, from) > 0 || (UNNAMED(words, from) > 0 && PLURAL(words, from + head) > 0)
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
  while (at < to && at < from + LONGEST_NAME) {
    const word = words[at]
    const next = words[at + 1]
    if (word === undefined) break
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
    } else if (isPlural && at === nounEnd && takenAt(words, at, to) > 0) {
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

// Nothing by itself: "Tổ bảo vệ", "Đội vận hành".
const UNITS = phrases("tổ|đội|bộ phận|nhóm|trạm|kho")
// "Tổ theo dõi địa bàn số 2 giám sát": what a unit does is of its name where a number, a level or its like follows, and then
// another verb.
const unitWorkAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
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
const nounAt = (words: ReadonlyArray<Word>, at: number, least: number, isWhich: boolean): number => {
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

// "cán bộ, chiến sĩ": people of one body are one, however many sorts of them are said.
const PEOPLE_MORE = phrases(
  "cán bộ|công chức|viên chức|đảng viên|chiến sĩ|người lao động|hội viên|đoàn viên|quần chúng|học viên|giáo viên|giảng viên|nhân viên|công nhân|quân nhân|sĩ quan|hạ sĩ quan|học sinh|sinh viên"
)
const EVERYBODY = phrases("toàn thể|toàn bộ|tất cả|mọi")
const BELONGS = phrases("của|toàn|tham mưu|chủ chốt|lãnh đạo|quản lý|làm việc|công tác|làm công tác|cấp")
const isPeopleAt = (words: ReadonlyArray<Word>, from: number, end: number): boolean => {
  const first = from + Math.max(PLURAL(words, from), EVERYBODY(words, from))
  return PEOPLE_MORE(words, first) > 0 && [1, 2, 3].some((size) => PEOPLE_MORE(words, end - size) === size)
}

// "Đảng ủy, chi ủy các đơn vị thành viên": a second noun in lower case is of one set with the first.
const sharedSet = (words: ReadonlyArray<Word>, from: number, at: number): number => {
  // "hiệu trưởng, kế toán các trường": so is a second post.
  const post = PERSON_HEAD(words, from) === 0 ? 0 : Math.max(PERSON_HEAD(words, at), CAPITAL_HEAD(words, at))
  const noun = words[at]?.isCapital === true ? 0 : Math.max(PLURAL_NOUN(words, at), post)
  return noun > 0 && PLURAL(words, at + noun) > 0 && PLURAL_NOUN(words, at + noun + 1) > 0 ? noun : 0
}

// Where a name may end: at what somebody does, or at the next name.
const isBehindName = (words: ReadonlyArray<Word>, at: number): boolean => {
  const isJoined = words[at]?.text === "," || words[at]?.text === "và"
  if (isJoined) return words[at + 1]?.isCapital === true && headAt(words, at + 1) > 0
  return NAME_END(words, at) > 0 && !isInName(words, at)
}
// "Công đoàn trường lấy ý kiến", where "trường hợp" begins another matter.
const ownerAt = (words: ReadonlyArray<Word>, at: number): number => {
  const length = OWNER_NOUN(words, at)
  const next = words[at + length]
  const isEnd = next === undefined || (!isLetterStart(next.text) && next.text !== "-") || next.text === "và"
  // "Công đoàn ngành Y tế": what it is called follows.
  const isNamed = next?.isCapital === true
  return length > 0 && (isEnd || isNamed || isBehindName(words, at + length)) ? length : 0
}
// "Phòng Tổ chức hành chính rà soát": a few small words that no list knows, before a verb or another name.
const tailAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = from; at < to && at <= from + LONGEST_TAIL; at++) {
    if (at > from && isBehindName(words, at)) return at - from
    const word = words[at]
    // "Cục Quản lý nhà và thị trường bất động sản": one name, as no other begins behind the "và".
    if (word?.text === "và" && headAt(words, at + 1) === 0 && isSmallWord(words, at + 1)) continue
    if (!isSmallWord(words, at)) return 0
  }
  return 0
}
// "… Sông Lũy": two capitals in a row, of which neither says what a body is or is for, are a proper name and end it.
const isProperEnd = (words: ReadonlyArray<Word>, from: number, at: number): boolean =>
  at - 2 >= from &&
  words[at - 1]?.isCapital === true &&
  words[at - 2]?.isCapital === true &&
  [at - 1, at - 2].every((one) => headAt(words, one) + WORKS_ON(words, one) === 0) &&
  FIELD(words, at - 2) < 2
// "Chi cục Trồng trọt và bảo vệ thực vật hướng dẫn …": nobody does two things before the first is said, so what stands
// behind the "và" is of the name, also where it looks like a verb.
const joinedTail = (words: ReadonlyArray<Word>, at: number, to: number): number => {
  const from = at + 1
  const isOther = words[from]?.isCapital !== false || PLURAL(words, from) + PLURAL_NOUN(words, from) > 0
  if (isOther || LINKS(words, from) + OUGHT(words, from) > 0) return 0
  const verb = NAME_END(words, from)
  const tail = tailAt(words, from + verb, to)
  return tail === 0 ? 0 : verb + tail
}
// "các địa phương có tàu cá hoạt động trên biển kiểm đếm …": where what they have is or works, before what they are to do.
const whereAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  const place = from + STAYS(words, from)
  if (place === from || !["trên", "tại", "trong", "ở", "qua", "ven"].includes(words[place]?.text ?? "")) return 0
  for (let at = place + 1; at < to && at <= place + LONGEST_TAIL; at++) {
    const isVerb = Math.max(NAME_END(words, at), OUGHT(words, at)) > LINKS(words, at) && !isInName(words, at)
    if (isVerb) return at > place + 1 ? at - from : 0
    if (!isLetterStart(words[at]?.text ?? "") || LINKS(words, at) > 0) return 0
  }
  return 0
}
const STAYS = phrases(
  "hoạt động|làm việc|sinh sống|cư trú|lưu trú|thi công|khai thác|nuôi|trồng|neo đậu|đi|chạy|nằm|kinh doanh|sản xuất|đóng|đóng quân|công tác|học tập|triển khai|đầu tư"
)
// "… có viên chức đi học trong năm 2018 rà soát": when, before what they are to do, still says which.
const whenAt = (words: ReadonlyArray<Word>, at: number): number => {
  if (words[at]?.text !== "trong" || !SPANS.has(words[at + 1]?.text ?? "")) return 0
  let next = at + 2
  while (
    next < at + LONGEST_WHEN &&
    (isFigure(words[next]) || /^\d+\/\d+$|^năm$|^[ivx]+$/u.test(words[next]?.text ?? ""))
  )
    next++
  return next > at + 2 && NAME_END(words, next) > 0 ? next - at : 0
}
const SPANS = new Set(["năm", "tháng", "quý", "đợt"])
const LONGEST_WHEN = 7
// "các công ty khai thác khoáng sản đóng cửa mỏ": what firms and units of a set are for, before what they are to do.
const purposeAt = (words: ReadonlyArray<Word>, from: number, at: number, to: number): number => {
  const works = FOR_WORK(words, from + 1) > 0 ? WORKS_ON(words, at) : 0
  const tail = works === 0 ? 0 : tailAt(words, at + works, to)
  const verb = at + works + tail
  return tail === 0 || OUGHT(words, verb) + LINKS(words, verb) > 0 ? 0 : works + tail
}
const FOR_WORK = phrases("công ty|đơn vị|cơ quan|doanh nghiệp|cơ sở|tổ chức|trung tâm|lực lượng|hợp tác xã")
// "các đơn vị thuộc phường xếp lịch": behind the level, a small word that does not say which level.
const isTaskBehind = (words: ReadonlyArray<Word>, at: number): boolean =>
  isSmallWord(words, at) && PREDICATE(words, at) + IN_SET(words, at) === 0 && !OF_LEVELS.has(words[at]?.text ?? "")
const OF_LEVELS = new Set(["quản", "miền", "vùng", "khác", "biên", "đảo", "cũ", "mới"])
const isSmallWord = (words: ReadonlyArray<Word>, at: number): boolean => {
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
const LONGEST_TAIL = 9
const NO_TAIL = new Set(["của", "này", "mà", "thì", "nêu", "nói", "nơi", "những", "mọi", "việc", "số", "cả", "nhanh"])
const isSame = (words: ReadonlyArray<Word>, one: number, other: number, length: number): boolean => {
  for (let at = 0; at < length; at++) if (words[one + at]?.text !== words[other + at]?.text) return false
  return true
}

// "Hậu cần - Kỹ thuật", "Hành chính - Tổng hợp": what stands between a capital and a dash before another is of the name.
const bridgeAt = (words: ReadonlyArray<Word>, at: number): number => {
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
const firmAt = (words: ReadonlyArray<Word>, at: number): number => {
  const length = words[at]?.isCapital === false ? FIRM(words, at) : 0
  // "Liên danh tư vấn hoàn chỉnh hồ sơ": or before what it is to do.
  const isNamed =
    words[at + length]?.isCapital === true || (words[at - 1]?.text === "danh" && NAME_END(words, at + length) > 0)
  return length > 0 && isNamed ? length : 0
}

// "Cục Thuế tỉnh ấn định thuế": a level ends a name, also before a verb that no list knows.
const isBehindLevel = (words: ReadonlyArray<Word>, at: number): boolean =>
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

// What a body does with what is reported to it, and none is named for: "báo cáo Ban Chỉ đạo xem xét".
const DECIDES = phrases(
  "xem xét|quyết định|cho ý kiến|phê duyệt|biết|chỉ đạo|tổng hợp|theo dõi|thông qua|họp|phân công|yêu cầu|giao"
)
const ANY_UNIT = phrases("cơ quan|đơn vị|cấp ủy|địa phương|tổ chức đảng")
// "BS. Mạc Thị Liên", "TP. Nam Hải": the stop only ends a short form.
const TITLE = phrases("bs|ths|ts|pgs|gs|ks|bsckii|bscki|bsck2|bsck1|tp|tx|p|q")
// "UBND xã, phường có rừng": a set, also without "các".
const LEVELS = phrases(
  "xã , phường|xã , thị trấn|xã , phường , thị trấn|xã , phường , đặc khu|phường , xã|huyện , thị xã|huyện , thành phố|huyện , thị xã , thành phố|tỉnh , thành phố|quận , huyện|cơ quan , đơn vị"
)
const UNDONE = phrases("triển khai thực hiện|tổ chức thực hiện|gửi báo cáo|nộp báo cáo|có báo cáo|thực hiện báo cáo")

// "Phòng Việc làm": a capital alone and the small word behind it are one word, also where that is a verb elsewhere.
const isSyllable = (words: ReadonlyArray<Word>, at: number): boolean =>
  words[at - 1]?.isCapital === true &&
  CAPITAL_HEAD(words, at - 1) === 0 &&
  NAME_END(words, at) === 1 &&
  OUGHT(words, at) + LINKS(words, at) === 0

// "…, Thể thao và Du lịch": a name that counts what it is for goes on to the last of it; how many words, 0 where it does not.
const seriesAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
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
// What an agency is for in so many words ("tài nguyên và môi trường") can not be read as what it does.
const LONGEST_VERB = 3

// "Phó Giám đốc phụ trách hạ tầng chủ trì …": what a post is in charge of is a word at least, up to what it is to do.
const chargeAt = (words: ReadonlyArray<Word>, from: number): number => {
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

// "Đồng chí A phụ trách …" is told to; "Thành viên Ban Chỉ đạo phụ trách địa bàn" says which.
const isPosition = (words: ReadonlyArray<Word>, from: number): boolean =>
  PERSON_HEAD(words, from) > 0 && (ONE_PERSON(words, from) === 0 || POSITION(words, from + ONE_PERSON(words, from)) > 0)

// "các xã có …" says which; "các xã có trách nhiệm …", "các xã không được …" say what they do.
const isPredicate = (words: ReadonlyArray<Word>, at: number): boolean => {
  const text = words[at]?.text ?? ""
  if (text === "không") return false
  if (STATES.has(text)) return NAME_END(words, at + 1) > 0 || text === "còn" || text === "chưa"
  return HAS_DUTY(words, at) === 0
}

const CLASS_OWNER = phrases(
  "huyện ủy|tỉnh ủy|thành ủy|đảng ủy|xây dựng đảng|trực thuộc|thuộc|cơ sở|xã|phường|thị trấn|đặc khu|huyện|tỉnh|thành phố|cấp huyện|cấp xã|cấp tỉnh|trên địa bàn|trung ương|thôn|ấp|khu phố|chi bộ"
)
const OPEN = phrases("liên quan|có liên quan|cấp trên|khác|hữu quan|cấp có thẩm quyền|có thẩm quyền")

const has = (words: ReadonlyArray<Word>, from: number, to: number, set: Phrases): boolean => {
  for (let at = from; at < to; at++) if (set(words, at) > 0 && at + set(words, at) <= to) return true
  return false
}

const kindOf = (words: ReadonlyArray<Word>, { from, to }: Item, hasPredicate: boolean): Party["kind"] => {
  const plural = PLURAL(words, from)
  if (PERSON_HEAD(words, from) > 0) return "persons"
  const isPeople = PERSON_HEAD(words, from + plural) > 0 || PEOPLE(words, from + plural) > 0
  if (plural > 0 && isPeople && PLURAL_NOUN(words, from + plural) === 0) return "persons"
  if (UNNAMED(words, from) === to - from) return "open_set"
  if (has(words, from, to, OPEN)) return "open_set"
  if (hasPredicate) return "class"
  if (UNNAMED(words, from) > 0 && has(words, from, to, PLURAL)) return "open_set"
  if (has(words, from, to, OF_OFFICES) || (plural === 0 && has(words, from, to, OF_AREAS))) return "body"
  if (has(words, from, to, LEVELS)) return "class"
  // "Ban Quản lý các khu công nghiệp", "Liên hiệp các hội khoa học": one body, whose name holds a plural.
  if (plural === 0 && LONG_HEAD(words, from) > 0 && !has(words, from, to, OF_PLACES)) return "body"
  if (!has(words, from, to, PLURAL)) return "body"
  if (plural === 0) return "class"
  return has(words, from + 1, to, CLASS_OWNER) ? "class" : "open_set"
}
// "Đảng ủy các cơ quan Đảng", "Đảng ủy Khối các cơ quan tỉnh": one committee.
const OF_OFFICES = phrases("đảng ủy các cơ quan|đảng ủy khối các cơ quan|khối các cơ quan|đảng bộ các cơ quan")
const OF_AREAS = phrases(
  "các khu công nghiệp|các khu kinh tế|các khu chế xuất|các khu công nghệ|các khu đô thị|các cụm công nghiệp"
)
const OF_PLACES = phrases(
  "các cấp|các xã|các phường|các huyện|các thị trấn|các thị xã|các thành phố|các chi|các đơn vị|các cơ sở|các tỉnh|các thôn"
)

/** A party before an elliptic list is completed. */
interface Draft {
  readonly item: Item
  readonly kind: Party["kind"]
  readonly name: string
  readonly quote: Span
  readonly isCompleted: boolean
  readonly isKnown: boolean
  /** What its list says once for all members; null where it has its own head. */
  readonly shared: Shared | null
}

const isBare = (words: ReadonlyArray<Word>, { from, to }: Item): boolean =>
  Math.max(BARE_ORGAN(words, from), LEVEL_ORGAN(words, from)) === to - from

const OF_STATE = phrases("ubnd|ủy ban nhân dân")
// "Quận ủy, UBND quận Sơn Hạ": such a committee's name says its level already.
const OF_LEVEL = phrases("hu|tu|huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy")

/** What the last member of a list lends to those before it that are `of` its kind: "huyện", "các xã", "Huyện ủy". */
interface Tail {
  readonly item: Item
  readonly of: "organ" | "bare" | "staff"
}

const tailOf = (words: ReadonlyArray<Word>, { from, to }: Item): Tail | null => {
  const staff = from + STAFF_ORGAN(words, from)
  if (staff > from && staff < to && COMMITTEE(words, staff) > 0) return { item: { from: staff, to }, of: "staff" }
  const afterPrefix = from + PREFIX(words, from)
  // "UBMTTQ và các tổ chức chính trị - xã hội phường": the set's level is the organ's too.
  const isSet = PLURAL(words, from) > 0 && LEVEL_WORD(words, to - 1) === 1 && to - from > SHORTEST_SET
  if (isSet) return { item: { from: to - 1, to }, of: "bare" }
  const organ = Math.max(BARE_ORGAN(words, afterPrefix), LEVEL_ORGAN(words, afterPrefix))
  const tail = afterPrefix + organ
  // "Công an, Phòng Kinh tế huyện": so is a unit's level.
  const level = isNamedUnit(words, { from, to }) ? [2, 1].find((size) => isLevel(words, to - size, size)) : undefined
  if (level !== undefined) return { item: { from: to - level, to }, of: "organ" }
  if (organ === 0 || tail >= to) return null
  return LEVEL_WORD(words, tail) > 0 || PLURAL(words, tail) > 0 || OWNER_NOUN(words, tail) === to - tail
    ? { item: { from: tail, to }, of: "organ" }
    : null
}

// "Các ban đảng, Ủy ban Kiểm tra Tỉnh ủy": the boards are that committee's too.
const BOARDS = phrases(
  "các ban đảng|các ban|các ban xây dựng đảng|các ban tham mưu|các cơ quan tham mưu|các cơ quan tham mưu , giúp việc"
)
const UNIT_HEAD = phrases("phòng|hạt|đội|chi cục|ban quản lý")
const isNamedUnit = (words: ReadonlyArray<Word>, { from, to }: Item): boolean =>
  UNIT_HEAD(words, from) > 0 && UNIT_HEAD(words, from) < to - from
const SHORTEST_SET = 3
const isOfTail = (words: ReadonlyArray<Word>, item: Item, { of }: Tail): boolean =>
  of === "organ" ? isBare(words, item) : BARE_ORGAN(words, item.from) === item.to - item.from

const complete = (
  source: string,
  words: ReadonlyArray<Word>,
  drafts: ReadonlyArray<Draft>
): ReadonlyArray<PartyFound> => {
  const show = ({ from, to }: Item): string => display(source, spanOf(words, from, to))
  const party = (draft: Draft): PartyFound => ({
    kind: draft.kind,
    name: draft.name,
    quote: quoteOf(source, draft.quote),
    rule: draft.isCompleted ? "elliptic-list" : draft.isKnown ? "named" : "unknown-name",
    confidence: draft.isCompleted ? "likely" : draft.isKnown ? "certain" : "guess"
  })
  let prefix: string | null = null
  const prefixed = drafts.map((draft) => {
    const size = PREFIX(words, draft.item.from)
    const rest = { from: draft.item.from + size, to: draft.item.to }
    if (size > 0 && BARE_ORGAN(words, rest.from) > 0) {
      prefix = show({ from: draft.item.from, to: rest.from })
      return draft
    }
    // "Thường trực Đảng ủy và UBND xã": two organs, of which the second has no standing members.
    const isPair =
      drafts.length === 2 && words[draft.item.from - 1]?.text === "và" && OF_STATE(words, draft.item.from) > 0
    const isMember =
      !isPair &&
      BARE_ORGAN(words, draft.item.from) > 0 &&
      (isBare(words, draft.item) || tailOf(words, draft.item)?.of === "organ")
    if (!isMember) prefix = null
    return prefix === null || !isMember ? draft : { ...draft, name: `${prefix} ${draft.name}`, isCompleted: true }
  })
  let tail: Tail | null = null
  const completed: Array<PartyFound> = []
  for (const draft of prefixed.toReversed()) {
    const own = tailOf(words, draft.item)
    const size = PREFIX(words, draft.item.from)
    const bare = { from: draft.item.from + size, to: draft.item.to }
    const isStaff =
      Math.max(STAFF_ORGAN(words, draft.item.from), BOARDS(words, draft.item.from)) === draft.item.to - draft.item.from
    if (own !== null) tail = own
    else if (!isStaff && !isBare(words, bare))
      tail = tail !== null && tail.of === "organ" && isNamedUnit(words, bare) ? tail : null
    else if (tail !== null && (tail.of === "staff" ? isStaff : isOfTail(words, bare, tail))) {
      const kind = PLURAL(words, tail.item.from) > 0 ? "class" : draft.kind
      const isLevelSaid = OF_LEVEL(words, bare.from) > 0 && PLURAL(words, tail.item.from) === 0
      const from = tail.item.from + (isLevelSaid ? LEVEL_WORD(words, tail.item.from) : 0)
      const name = from < tail.item.to ? `${draft.name} ${show({ from, to: tail.item.to })}` : draft.name
      completed.push(party({ ...draft, kind, name, isCompleted: true }))
      continue
    }
    completed.push(party(draft))
  }
  return completed.toReversed()
}

// "các Bộ: Xây dựng, Tài chính": the kind of body that a list states once for all its members.
const SHARED_HEAD = phrases(
  "bộ|sở|ngành|phòng|ban|vụ|cục|chi cục|hội|khoa|bộ môn|tổ|đội|trạm|phân xưởng|trung tâm|viện|trường|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|đồn biên phòng|trạm y tế"
)
const PLACE = phrases("xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|đồn biên phòng|trạm y tế")
// "các sở, ngành: Nội vụ, Tài chính": its members are of the first kind.
const AND_MORE = phrases(
  ", ngành|, ban , ngành|, ban ngành|, ban|và ngành|, thành phố|, tp|, phường|, thị trấn|, thị xã , thành phố|, phường , thị trấn|, phường , đặc khu"
)
const INTRODUCES = phrases("lãnh đạo|đại diện|đại diện lãnh đạo")

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What a list states once for all its members; the names of places hold no "và". */
interface Shared {
  readonly text: string
  /** Of whom or what there is one in each place: "UBND", behind which another kind of place may stand too. */
  readonly owner: string
  readonly isOfPlaces: boolean
  /** Also before members that are names by themselves: "Ban cán sự đảng: TAND, VKSND tỉnh". */
  readonly isOfAll: boolean
}

/** What a list that says its kind once puts before each member: "Sở", "UBND xã", "Giám đốc Sở"; null where it says none. */
const sharedBefore = (source: string, words: ReadonlyArray<Word>, from: number, end: number): Shared | null => {
  let plural = end - 1
  while (plural > from && plural > end - 6 && PLURAL(words, plural) === 0) plural--
  const noun = plural + PLURAL(words, plural)
  const size = SHARED_HEAD(words, noun)
  if (noun === plural || size === 0 || noun + size + AND_MORE(words, noun + size) !== end) return null
  const shown = display(source, spanOf(words, noun, noun + size))
  const start = from + INTRODUCES(words, from)
  const owner = plural === start ? "" : display(source, spanOf(words, start, plural))
  const text = owner === "" ? capitalised(shown) : `${owner} ${shown}`
  return { text, owner, isOfPlaces: PLACE(words, noun) > 0, isOfAll: false }
}

const PARTY_OF = phrases("ban cán sự đảng|đảng đoàn|đảng ủy|đảng bộ|chi bộ")
const committeeBefore = (source: string, words: ReadonlyArray<Word>, from: number, end: number): Shared | null =>
  PARTY_OF(words, from) === end - from && headAt(words, end + 1) > 0
    ? { text: display(source, spanOf(words, from, end)), owner: "", isOfPlaces: false, isOfAll: true }
    : null

// "các Sở Công Thương, Tài chính", "UBND các xã An Bình, Hòa Phú": where the list begins that shares its noun; `at` where
// it is none.
const sharedFrom = (words: ReadonlyArray<Word>, at: number): number => {
  let plural = at
  while (plural < at + MOST_OWNER && PLURAL(words, plural) === 0 && isOfName(words, plural)) plural++
  const noun = plural + PLURAL(words, plural)
  const member = noun + SHARED_HEAD(words, noun)
  if (noun === plural || member === noun || words[member]?.isCapital !== true) return at
  const field = FIELD(words, member)
  // "các Phòng GD&ĐT" alone is a set; a second field makes it a list.
  const isList = [",", "và"].includes(words[member + field]?.text ?? "") && FIELD(words, member + field + 1) > 0
  if (field > 0) return isList && BODY_HEAD(words, noun) <= member - noun + field ? member : at
  if (PLACE(words, noun) > 0) return isAmongPlaces(words, member) ? member : at
  return isAmongBodies(words, member) ? member : at
}
// "các Phòng Kỹ thuật, Kinh doanh, Vật tư": a name of few words with another behind it that has no head of its own.
const isAmongBodies = (words: ReadonlyArray<Word>, from: number): boolean => {
  if (headAt(words, from) > 0) return false
  let at = from + 1
  while (isLetterStart(words[at]?.text ?? "") && words[at]?.text !== "và" && at < from + MOST_BODY_WORDS) at++
  const next = words[at + 1]
  const isJoined = words[at]?.text === "," || (words[at]?.text === "và" && FIELD(words, at + 1) > 0)
  return (
    isJoined &&
    next?.isCapital === true &&
    headAt(words, at + 1) === 0 &&
    (FIELD(words, at + 1) > 0 || NO_HEAD(words, at + 1) === 0)
  )
}
const MOST_BODY_WORDS = 6
const MOST_OWNER = 9
const isOfName = (words: ReadonlyArray<Word>, at: number): boolean =>
  isLetterStart(words[at]?.text ?? "") && (words[at]?.isCapital === true || NAME_END(words, at) === 0)

// A place's name with another behind it.
const isAmongPlaces = (words: ReadonlyArray<Word>, from: number): boolean => {
  let at = from
  while (words[at]?.isCapital === true && at < from + MOST_PLACE_WORDS) at++
  const isJoined = words[at]?.text === "," || words[at]?.text === "và"
  return isJoined && words[at + 1]?.isCapital === true && headAt(words, from) + headAt(words, at + 1) === 0
}
const MOST_PLACE_WORDS = 5

const isMember = (words: ReadonlyArray<Word>, at: number): boolean =>
  words[at]?.isCapital === true &&
  (FIELD(words, at) > 0 || NAME_END(words, at) === 0 || isAmongMembers(words, at + NAME_END(words, at)))

// "Các khoa: Cấp cứu, Nội …": what else would be a verb has another name with a capital behind a comma.
const isAmongMembers = (words: ReadonlyArray<Word>, comma: number): boolean =>
  words[comma]?.text === "," && words[comma + 1]?.isCapital === true && headAt(words, comma + 1) === 0

// Behind a note in brackets, "Sở Công Thương (cơ quan thường trực)".
const afterNote = (words: ReadonlyArray<Word>, at: number, to: number): number => {
  if (words[at]?.text !== "(") return at
  for (let end = at + 1; end < to && end < at + 40; end++) if (words[end]?.text === ")") return end + 1
  return at
}

// "đồng chí Nguyễn Văn A, Phó Chủ tịch UBND huyện" is one.
const positionEnd = (words: ReadonlyArray<Word>, from: number, end: number, to: number, where: Where): number => {
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
const listedEnd = (source: string, words: ReadonlyArray<Word>, from: number, to: number): number => {
  let end = 0
  for (const name of listedNames(source).get(words[from]?.text ?? "") ?? []) {
    const last = from + name.length
    if (last > end && last <= to && name.every((text, at) => words[from + at]?.text === text)) end = last
  }
  return end
}

// Whoever is told has a verb behind it: a set that runs to the end of a sentence holds one that no list knows, behind its level.
const beforeVerb = (words: ReadonlyArray<Word>, from: number, end: number): number => {
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

export interface PartyList {
  readonly parties: ReadonlyArray<PartyFound>
  /** The word behind the list. */
  readonly next: number
}

const SEPARATORS = new Set([",", ";", "và", "cùng"])
const MOST_PARTIES = 200

/**
 * The list of mentions that begins at a word; empty where none begins there. `isExpected`: the text says that somebody is
 * named here, also by a name that begins with no known word. Linear in its length.
 */
export const partiesAt = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number,
  where: Where,
  isExpected = false
): PartyList => {
  const drafts: Array<Draft> = []
  let at = from
  let next = from
  let shared: Shared | null = null
  for (let count = 0; at < to && count < MOST_PARTIES; count++) {
    const isPlace =
      shared?.isOfPlaces === true && PLACE(words, at) > 0 && words[at + PLACE(words, at)]?.isCapital === true
    const isMore =
      isPlace || (words[at]?.isCapital === true && ((where === "list" && drafts.length > 0) || shared !== null))
    const isOfAll = shared?.isOfAll === true && words[at - 1]?.text !== ";"
    const isFull = !isPlace && !isOfAll && headAt(words, at) > 0 && (shared === null || hasOwnHead(words, at))
    const isGuess = !isFull && !isMore && isGuessed(words, at, drafts.length > 0, isExpected)
    if (!isFull && !isMore && !isGuess) break
    const member = sharedFrom(words, at)
    if (isFull && member > at) {
      shared = sharedBefore(source, words, at, member)
      at = member
      continue
    }
    const mention = mentionAt(words, at, to, where, shared)
    const named = isExpected && where === "prose" ? beforeVerb(words, at, mention.end) : mention.end
    const end = Math.max(
      positionEnd(words, at, named, to, where),
      where === "prose" ? listedEnd(source, words, at, to) : 0
    )
    // "lãnh đạo các cơ quan, đơn vị: A, B": what stands before the colon only introduces the list.
    if (words[end]?.text === ":" && end + 1 < to && isFull) {
      const before = sharedBefore(source, words, at, end) ?? committeeBefore(source, words, at, end)
      const isList = before === null ? headAt(words, end + 1) > 0 && PLURAL(words, at) > 0 : isMember(words, end + 1)
      if (where === "list" || isList) {
        shared = before
        at = end + 1
        continue
      }
    }
    if (isFull) shared = null
    const item = { from: at, to: end }
    const shown = display(source, spanOf(words, at, end))
    const isPersons = shared !== null && /^(?:giám đốc|thủ trưởng|chủ tịch|bí thư|trưởng)/iu.test(shared.text)
    drafts.push({
      item,
      kind: isPersons ? "persons" : kindOf(words, item, mention.hasPredicate),
      name: shared === null ? shown : `${isPlace ? shared.owner : shared.text} ${shown}`.trim(),
      quote: spanOf(words, at, end),
      isCompleted: shared !== null,
      isKnown: !isGuess,
      shared
    })
    next = afterNote(words, end, to)
    if (!SEPARATORS.has(words[next]?.text ?? "")) break
    at = next + 1
    if (words[at]?.text === "và" || words[at]?.text === "cùng") at += 1
  }
  return { parties: complete(source, words, owned(source, words, drafts)), next }
}

// "Các ban: Tổ chức, Dân vận Huyện ủy", "Các phòng: Nội vụ, Tư pháp huyện": whose the last is, all of a list are that says
// its kind once.
const owned = (source: string, words: ReadonlyArray<Word>, drafts: ReadonlyArray<Draft>): ReadonlyArray<Draft> => {
  let owner = ""
  let of: Shared | null = null
  return drafts
    .toReversed()
    .map((draft) => {
      const { shared, item } = draft
      if (shared === null || shared.isOfPlaces || shared.isOfAll || shared.owner !== "") {
        of = null
        return draft
      }
      const isOwned = ownerIn(words, item) < item.to
      if (shared === of && !isOwned && owner !== "") return { ...draft, name: `${draft.name} ${owner}` }
      if (shared !== of) owner = isOwned ? display(source, spanOf(words, ownerIn(words, item), item.to)) : ""
      of = shared
      return draft
    })
    .toReversed()
}
// Where a level or a committee ends a name; its end where none does.
const ownerIn = (words: ReadonlyArray<Word>, { from, to }: Item): number => {
  const size = [2, 1].find((one) => COMMITTEE(words, to - one) === one || isLevel(words, to - one, one))
  if (size === undefined || to - size <= from) return to
  // "…, An ninh Công an huyện": whose it is may be a body with a level.
  for (let at = from + 1; at < to - size; at++) if (words[at]?.isCapital === true && BODY_HEAD(words, at) > 0) return at
  return to - size
}
const isLevel = (words: ReadonlyArray<Word>, at: number, size: number): boolean =>
  words[at]?.isCapital === false && LEVEL_WORD(words, at) === size

// Whoever has a name of no known form, where the text says that somebody is named: one unknown member loses no list.
const isGuessed = (words: ReadonlyArray<Word>, at: number, isListed: boolean, isExpected: boolean): boolean => {
  if (isExpected && isUnknown(words, at)) return true
  if (!isListed) return false
  if (words[at]?.isCapital === true) return isUnknown(words, at)
  // "Sở A, đơn vị liên quan", "Sở A và nhà mạng khẩn trương …".
  const noun = at + PLURAL_NOUN(words, at)
  if (noun === at || NAME_END(words, at) > 0) return false
  return IN_SET(words, noun) > 0 || (isExpected && words[at - 1]?.text === "và" && NAME_END(words, noun) > 0)
}

// "Các Sở: Nội vụ, Tài chính; Công an tỉnh": what a list shares does not go on to what has its own head.
const hasOwnHead = (words: ReadonlyArray<Word>, at: number): boolean => {
  const field = FIELD(words, at)
  return field === 0 || words[at - 1]?.text === ";" || LEVEL_WORD(words, at + field) > 0
}

const BEGINS = new Set([":", ";", "-", "–", "•", "+"])

/** Everybody who is named from a word on, whatever stands between the lists; `isExpected`: each entry names somebody. */
export const partiesFrom = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  isExpected = false
): ReadonlyArray<Party> => {
  const parties: Array<Party> = []
  let at = from
  while (at < words.length) {
    const isBegun = isExpected && (at === from || BEGINS.has(words[at - 1]?.text ?? "")) && isUnknown(words, at)
    if (headAt(words, at) === 0 && !isBegun) {
      at += 1
      continue
    }
    const list = partiesAt(source, words, at, words.length, "list", isBegun)
    parties.push(...list.parties)
    at = Math.max(at + 1, list.next)
  }
  return parties
}
