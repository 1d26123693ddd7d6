// Where a mention of somebody begins, and which words of a name only look like verbs.
import { BODY_HEAD, CAPITAL_HEAD, FIELD, NAME_END, NOBODY, OUGHT, PERSON_HEAD, PLURAL_NOUN } from "./lexicon.ts"
import { isLetterStart, phrases, type Word } from "./words.ts"

/** Says that more than one is meant. */
export const PLURAL = phrases("các|những|một số|toàn thể các|tất cả các|toàn bộ các|mỗi|từng")

/** People as such, without a post. */
export const PEOPLE = phrases("cán bộ|đảng viên|công chức|viên chức|cấp ủy viên|hội viên|đoàn viên")

/** A place that has people of its own who act. */
export const PLACE_NOUN = phrases(
  "thôn|ấp|bản|buôn|làng|xóm|khóm|khu phố|tổ dân phố|xã|phường|thị trấn|huyện|thị xã|thành phố"
)

const OWNED = phrases(
  "hồ thủy điện|hồ chứa|hồ|đập|nhà máy|công trình|dự án|cơ sở|phương tiện|tàu|tàu cá|xe|mỏ|trang trại|bến|bến thủy|rừng|doanh nghiệp|nhà trọ|khu trọ|cửa hàng|nhà hàng|hộ"
)

const LEAD = phrases("lãnh đạo|chỉ huy")

/** Whether a mention of somebody begins at this word, and how many words its head has. */
export const headAt = (words: ReadonlyArray<Word>, at: number): number => {
  const plural = PLURAL(words, at)
  if (plural > 0) {
    const isSet = [PLURAL_NOUN, PERSON_HEAD, PEOPLE].some((set) => set(words, at + plural) > 0)
    return isSet ? plural : PERSON_HEAD(words, at)
  }
  // "…; riêng thôn 4 giám sát": singled out, a place is told, also in small letters; "chủ các hồ thủy điện" are those who have them.
  const place = words[at - 1]?.text === "riêng" ? PLACE_NOUN(words, at) : 0
  const name = words[at + place]
  if (place > 0 && (name?.isCapital === true || isFigure(name))) return place
  if (words[at]?.text === "chủ" && PLURAL(words, at + 1) > 0 && OWNED(words, at + 1 + PLURAL(words, at + 1)) > 0)
    return 1
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

/** Begins a sentence with a capital and no name: "Báo cáo …", "Tổ chức …", "Trường hợp …". */
export const NO_HEAD = phrases(
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

/** The words of a mention: from the first to behind the last. */
export interface Item {
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

/** Small words that join a name to what follows: none begins a verb. */
export const LINKS = phrases(
  "để|cho|với|theo|khi|nhằm|trong|tại|về|có|là|được|đã|sẽ|đang|chưa|còn|trước|sau|và|do|từ|đến"
)

/** "khu vực II", "Quân khu 7", "khu phố 4": where a figure belongs to a name. */
export const COUNTED = phrases("vực|số|vùng|khu|phố|phường|quận|đội|tổ|ấp|thôn")

/** A number in figures. */
export const isFigure = (word: Word | undefined): boolean => word !== undefined && /^\d+$/.test(word.text)
