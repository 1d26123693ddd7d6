// Which members of a set are meant: what tells them apart, up to what they are to do.
import { isFigure, isInName, LINKS, PLURAL } from "./heads.ts"
import {
  BODY_HEAD,
  CAPITAL_HEAD,
  HAS_DUTY,
  IN_SET,
  NAME_END,
  OUGHT,
  PERSON_HEAD,
  PLURAL_MORE,
  PLURAL_NOUN,
  PREDICATE,
  WORKS_ON
} from "./lexicon.ts"
import { isSmallWord, LONGEST_TAIL, tailAt } from "./name-words.ts"
import { isLetterStart, phrases, type Word } from "./words.ts"

// "các cơ quan, tổ chức thực hiện": a verb, not a further kind of body.
const TASK_MORE = phrases(
  "cấp kinh|cấp vốn|cấp phát|tổ chức thực hiện|tổ chức triển khai|tổ chức tốt|tổ chức rà soát|tổ chức kiểm tra|tổ chức tuyên truyền|tổ chức lấy|tổ chức các|hội họp|thành lập|thành công|thị sát"
)

/** "Sở, Ban, Ngành" goes on with a set, "Ban Quản lý" is a body of its own. */
export const goesOn = (words: ReadonlyArray<Word>, at: number): number => {
  const more = Math.max(PLURAL_MORE(words, at), PLURAL_NOUN(words, at))
  if (more === 0 || TASK_MORE(words, at) > 0) return 0
  const next = words[at + more]
  // "LĐLĐ các huyện, thành phố, Công đoàn ngành Xây dựng": behind small letters a capital begins another body.
  if (words[at]?.isCapital === true && BODY_HEAD(words, at) > 0 && isBehindSmall(words, at)) return 0
  // "Đảng ủy các Cục, Tổng công ty trực thuộc".
  if (IN_SET(words, at + more) > 0) return more
  return words[at]?.isCapital !== true || next?.isCapital !== true ? more : 0
}

const isBehindSmall = (words: ReadonlyArray<Word>, at: number): boolean => {
  if (words[at - 1]?.text !== ",") return false
  let start = at - 2
  while (start > at - LONGEST_KIND && words[start - 1]?.text !== "," && PLURAL(words, start - 1) === 0) start--
  return words[start]?.isCapital === false
}
const LONGEST_KIND = 6

/** "các xã chưa hoàn thành …": a verb behind it is part of what tells which are meant. */
export const STATES = new Set(["đang", "còn", "chưa", "chậm", "bị", "được"])

/** What a set must never do ends it. */
export const NEVER = phrases("tuyệt đối không|kiên quyết không|dứt khoát không")

/** What may tell which members are meant, where a duty follows. */
export const TELLS_WHICH = new Set([
  "đã",
  "đang",
  "còn",
  "chưa",
  "chậm",
  "bị",
  "được",
  "để",
  "có",
  "vi",
  "nơi",
  "không"
])

// "Các đơn vị đã thu sai quy định phải …": all before the duty says which are meant; the word itself where no duty follows.
const MUST = phrases("phải|cần phải|có trách nhiệm|chịu trách nhiệm|không được|tuyệt đối không|khẩn trương|thì")

const FARTHEST_DUTY = 16

/** "các hộ nhận khoán có trách nhiệm …": a verb that a duty follows says which are meant; how many words. */
export const takenAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  if (NAME_END(words, from) === 0 || OUGHT(words, from) > 0) return 0
  for (let at = from + 1; at < to && at < from + LONGEST_TAKEN; at++) {
    if (DUTY(words, at) > 0) return at - from
    // "các đồng chí nộp đảng phí chậm rút kinh nghiệm": how they did it, before what they are to do.
    if (LATELY.has(words[at]?.text ?? "") && NAME_END(words, at + 1) > LINKS(words, at + 1)) return at + 1 - from
    if (!isLetterStart(words[at]?.text ?? "") || PLURAL(words, at) > 0) return 0
  }
  return 0
}

const LATELY = new Set(["chậm", "muộn", "trễ", "sai", "thiếu"])

const DUTY = phrases("có trách nhiệm|có nhiệm vụ|chịu trách nhiệm")

const LONGEST_TAKEN = 7

/** "Các đảng viên được nêu tên tại Phụ lục II nộp …": where the document itself says who they are. */
export const statedAt = (words: ReadonlyArray<Word>, at: number): number => {
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

/** Where the duty begins that ends a set; the word itself where none follows. */
export const dutyAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  if (hasDuty(words, from) || MUST(words, from) > 0) return from
  for (let at = from + 1; at < to && at < from + FARTHEST_DUTY; at++) {
    if (MUST(words, at) > 0) return at
    if (!isLetterStart(words[at]?.text ?? "") || PLURAL(words, at) > 0) return from
  }
  return from
}

/** Where the members of a set lie. */
export const OF_PLACE = new Set(["ven", "vùng", "giáp", "trên", "thuộc", "nằm", "trong"])

/** "cán bộ, chiến sĩ": people of one body are one, however many sorts of them are said. */
export const PEOPLE_MORE = phrases(
  "cán bộ|công chức|viên chức|đảng viên|chiến sĩ|người lao động|hội viên|đoàn viên|quần chúng|học viên|giáo viên|giảng viên|nhân viên|công nhân|quân nhân|sĩ quan|hạ sĩ quan|học sinh|sinh viên"
)

const EVERYBODY = phrases("toàn thể|toàn bộ|tất cả|mọi")

/** What people belong to, or which of them are meant. */
export const BELONGS = phrases("của|toàn|tham mưu|chủ chốt|lãnh đạo|quản lý|làm việc|công tác|làm công tác|cấp")

/** Whether all words up to the end name people as such: "cán bộ, chiến sĩ". */
export const isPeopleAt = (words: ReadonlyArray<Word>, from: number, end: number): boolean => {
  const first = from + Math.max(PLURAL(words, from), EVERYBODY(words, from))
  return PEOPLE_MORE(words, first) > 0 && [1, 2, 3].some((size) => PEOPLE_MORE(words, end - size) === size)
}

/** "Đảng ủy, chi ủy các đơn vị thành viên": a second noun in lower case is of one set with the first. */
export const sharedSet = (words: ReadonlyArray<Word>, from: number, at: number): number => {
  // "hiệu trưởng, kế toán các trường": so is a second post.
  const post = PERSON_HEAD(words, from) === 0 ? 0 : Math.max(PERSON_HEAD(words, at), CAPITAL_HEAD(words, at))
  const noun = words[at]?.isCapital === true ? 0 : Math.max(PLURAL_NOUN(words, at), post)
  return noun > 0 && PLURAL(words, at + noun) > 0 && PLURAL_NOUN(words, at + noun + 1) > 0 ? noun : 0
}

/**
 * "các địa phương có tàu cá hoạt động trên biển kiểm đếm …": where what they have is or works, before what they are to do.
 */
export const whereAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
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

/** "… có viên chức đi học trong năm 2018 rà soát": when, before what they are to do, still says which. */
export const whenAt = (words: ReadonlyArray<Word>, at: number): number => {
  if (words[at]?.text !== "trong" || !SPANS.has(words[at + 1]?.text ?? "")) return 0
  let next = at + 2
  while (
    next < at + LONGEST_WHEN &&
    (isFigure(words[next]) || /^\d+\/\d+$|^năm$|^[ivx]+$/u.test(words[next]?.text ?? ""))
  )
    next++
  return next > at + 2 && (NAME_END(words, next) > 0 || words[next]?.text === "(") ? next - at : 0
}

/** "các đơn vị có nhiệm vụ sắp đến hạn": how it stands with what they have. */
export const fallsDue = phrases(
  "sắp đến hạn|sắp tới hạn|đến hạn|tới hạn|quá hạn|sắp hết hạn|hết hạn|chậm tiến độ|chưa hoàn thành|không hoàn thành"
)

const SPANS = new Set(["năm", "tháng", "quý", "đợt"])

const LONGEST_WHEN = 7

/**
 * "các công ty khai thác khoáng sản đóng cửa mỏ": what firms and units of a set are for, before what they are to do.
 */
export const purposeAt = (words: ReadonlyArray<Word>, from: number, at: number, to: number): number => {
  const works = FOR_WORK(words, from + 1) > 0 ? WORKS_ON(words, at) : 0
  const tail = works === 0 ? 0 : tailAt(words, at + works, to)
  const verb = at + works + tail
  return tail === 0 || OUGHT(words, verb) + LINKS(words, verb) > 0 ? 0 : works + tail
}

const FOR_WORK = phrases("công ty|đơn vị|cơ quan|doanh nghiệp|cơ sở|tổ chức|trung tâm|lực lượng|hợp tác xã")

/** "các đơn vị thuộc phường xếp lịch": behind the level, a small word that does not say which level. */
export const isTaskBehind = (words: ReadonlyArray<Word>, at: number): boolean =>
  isSmallWord(words, at) && PREDICATE(words, at) + IN_SET(words, at) === 0 && !OF_LEVELS.has(words[at]?.text ?? "")

const OF_LEVELS = new Set(["quản", "miền", "vùng", "khác", "biên", "đảo", "cũ", "mới"])

/** Anybody's, not one body. */
export const ANY_UNIT = phrases("cơ quan|đơn vị|cấp ủy|địa phương|tổ chức đảng")

/** "UBND xã, phường có rừng": a set, also without "các". */
export const LEVELS = phrases(
  "xã , phường|xã , thị trấn|xã , phường , thị trấn|xã , phường , đặc khu|phường , xã|huyện , thị xã|huyện , thành phố|huyện , thị xã , thành phố|tỉnh , thành phố|quận , huyện|cơ quan , đơn vị"
)

/** What has not been done, in several words. */
export const UNDONE = phrases(
  "triển khai thực hiện|tổ chức thực hiện|gửi báo cáo|nộp báo cáo|có báo cáo|thực hiện báo cáo"
)

/** "các xã có …" says which; "các xã có trách nhiệm …", "các xã không được …" say what they do. */
export const isPredicate = (words: ReadonlyArray<Word>, at: number): boolean => {
  const text = words[at]?.text ?? ""
  if (text === "không") return false
  if (STATES.has(text)) return NAME_END(words, at + 1) > 0 || text === "còn" || text === "chưa"
  return !hasDuty(words, at)
}

// "các đơn vị có nhiệm vụ sắp đến hạn": how it stands with what they have, and no duty.
const hasDuty = (words: ReadonlyArray<Word>, at: number): boolean =>
  HAS_DUTY(words, at) > 0 && HOW_IT_STANDS(words, at + HAS_DUTY(words, at)) === 0
const HOW_IT_STANDS = phrases("sắp|quá hạn|chậm|trễ|chưa|còn|bị|đến hạn|tới hạn|đã|không đạt|tồn đọng")
