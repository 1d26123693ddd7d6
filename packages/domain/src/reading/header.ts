// What the lines above the text are: marks, the heading of Party or state, the issuer, the number, place and date, the title.
import type { Urgency } from "../conclusion/index.ts"
import type { Classification } from "../kernel/index.ts"
import { findDocumentNumber, key, unmarked } from "../text/index.ts"
import type { Line } from "./lines.ts"

/** The mark that a line is, and how secret it makes the document; null for any other line. Spaced letters count [10]. */
export const secrecyOf = (line: Line): Classification | null => {
  const letters = line.folded.replace(/[^\p{L}]/gu, "").replace(/^độmật/u, "")
  if (letters === "mật") return "secret"
  if (letters === "tốimật") return "top_secret"
  return letters === "tuyệtmật" ? "most_secret" : null
}

const DEGREES: Readonly<Record<string, Urgency>> = {
  khẩn: "urgent",
  "thượng khẩn": "very_urgent",
  "hỏa tốc": "most_urgent",
  "hỏa tốc hẹn giờ": "most_urgent"
}

/** How urgent the mark that a line is makes the document; null for any other line. */
export const urgencyOf = (line: Line): Urgency | null =>
  line.isUpper ? (DEGREES[line.folded.replace(/^độ khẩn ?: ?/u, "")] ?? null) : null

const isOtherMark = (line: Line): boolean =>
  line.isUpper && /^(?:thu hồi|tài liệu thu hồi|dự thảo.{0,20})$/u.test(line.folded)

// Scans lose blanks and marks in capitals: these are compared without either.
const bare = (line: Line): string => unmarked(line.folded).replace(/[^a-z]/g, "")
const NATIONAL = /^(?:dangcongsanvietnam|conghoaxahoichunghiavietnam|doclaptudohanhphuc)$/
// The kinds of body that issue documents, as the first words of their names, without marks.
const ISSUER =
  /^(?:(?:ban|hoi|doan|so|cuc|chi cuc|tong cuc|vu|vien|hat|tram|quy|truong|phong|huyen|tinh|quan|xa|phuong|bo|uy ban|van phong)(?= |$)|bao (?!cao )|dai (?!hoi |bieu )|don (?!vi )|dang bo|dang uy|dang doan|huyen uy|tinh uy|thanh uy|quan uy|thi uy|chu tich|thuong truc|thuong vu|ubnd|hdnd|ubmttq|mat tran|lien doan|lien hiep|lien minh|bo|thanh tra|toa an|cong an|kho bac|bao hiem|trung tam|chinh phu|quoc hoi|thu tuong|cong ty|tong cong ty|tong lien doan|tap doan|ngan hang|chi bo|chi nhanh|thanh pho |thi xa |thi tran |dac khu |trung uong|to cong tac|benh vien|hoc vien|dai hoc|vuon quoc gia|khu bao ton|bao tang|thu vien|nha hat|nha may|nha xuat ban|xi nghiep|hop tac xa|tap chi|thong tan xa|kiem toan|cang vu|trai giam|quan khu|quan doan|su doan|lu doan|trung doan|tieu doan|hai doi)/
// A scan takes 0 for o and 1 for l: "ngày 3O tháng 7".
const PLACE_DATE =
  /^(?:([^,\d/]{1,60}), ?)?ngày (?:[\doli]{1,2}|[._… ]{0,20}) ?(?:tháng (?:[\doli]{1,2}|[._… ]{0,20}) ?năm (?:[\doli]{4}|[\d._… ]{0,20})|\/ ?[\doli]{1,2} ?\/ ?[\doli]{4})$/u
const NAMES = "kết luận|thông báo|biên bản|công điện"
const TITLE = new RegExp(
  `^(?:${NAMES})(?: (?:kết luận|ý kiến|nội dung|của|tại|về|v/v|hội nghị|cuộc họp|buổi|họp|làm việc|giao ban|phiên họp|khẩn|số) ?.{0,300})?$`,
  "u"
)
const SPACED_TITLE = /^(?:ketluan|thongbao|thongbaoketluan|bienban|congdien)$/
const TITLE_MORE =
  /^(?:của |tại |về |v\/v |kết luận |ý kiến |nội dung |trong |họp |làm việc |giao ban |hội nghị |cuộc họp |buổi |phiên họp |đồng chí |ban |thường trực |chủ tịch |phó |do |với |và |quý |tháng |tuần |năm |phiên |kỳ |lần |đợt |khóa |nhiệm kỳ |giữa |cùng )/u
// "Kêt luận của …": as scanning has it.
const SPOILT_MORE = /^(?:y kien )?ket luan /
const ABOUT = /^(?:v\/v|v ?\. ?v|về việc|vv)(?: |:)/u
const PAGE = /^(?:trang )?-? ?\d{1,3}(?: ?\/ ?\d{1,3})? ?-?$/u

/** A letter's subject under its number: "V/v đôn đốc …". */
export const isAbout = (line: Line): boolean =>
  line.marker === null && ABOUT.test(line.folded.replace(/^["\u201c]/, ""))

/** The number of a page that stands alone on its line. */
export const isPageNumber = (source: string, line: Line): boolean =>
  line.span.end - line.span.start < 16 && PAGE.test(key(source.slice(line.span.start, line.span.end)))

/** Whom a letter is for: "Kính gửi: …"; a telegram says "… điện:" or "Gửi:". */
export const isSalutation = (line: Line): boolean =>
  /^(?:kính gửi|gửi) ?(?::|$)/u.test(line.folded) ||
  /^kính gửi /u.test(line.folded) ||
  /^(?:thủ tướng|phó thủ tướng|chủ tịch|bộ trưởng|bộ |giám đốc|trưởng ban|ban chỉ đạo|ủy ban|ubnd).{0,120} điện ?:$/u.test(
    line.folded
  )

export const isNationalHeading = (line: Line): boolean => line.folded.length < 60 && NATIONAL.test(bare(line))
export const isIssuerLine = (line: Line): boolean =>
  line.isUpper && line.folded.length < 90 && startsIssuer(line.folded)

/** Whether a folded text begins as the name of a body that issues documents does. */
export const startsIssuer = (folded: string): boolean => ISSUER.test(unmarked(folded))
export const isPlaceAndDate = (line: Line): boolean => line.folded.length < 160 && PLACE_DATE.test(line.folded)
export const isMarkLine = (line: Line): boolean =>
  secrecyOf(line) !== null || urgencyOf(line) !== null || isOtherMark(line)

/** A title stands alone on its line: the word in capitals, bold or as a heading, or followed by whose it is. */
export const isTitle = (line: Line): boolean =>
  line.marker === null &&
  line.folded.length < 320 &&
  (TITLE.test(line.folded) || (line.isUpper && line.folded.length < 40 && SPACED_TITLE.test(bare(line))))

/** The word of a title, in a piece that is part of one: "Thông báo", "Kết luận …". */
export const isTitleWord = (folded: string): boolean =>
  TITLE.test(folded) || SPACED_TITLE.test(unmarked(folded).replace(/[^a-z]/g, ""))

export const isTitleMore = (line: Line): boolean =>
  line.marker === null &&
  !isSalutation(line) &&
  !/[.:]$/.test(line.folded) &&
  line.folded.length < 400 &&
  (line.isUpper ||
    TITLE_MORE.test(line.folded) ||
    SPOILT_MORE.test(unmarked(line.folded.slice(0, 20))) ||
    (!line.startsCapital && !line.afterBlank))

/** A line that is a document number, alone or with the place and date beside it. */
export const numberIn = (text: string): ReturnType<typeof findDocumentNumber> => {
  if (text.length > 240) return null
  const found = findDocumentNumber(text)
  return found !== null && /^[\s*_#>|]*$/.test(text.slice(0, found.span.start)) ? found : null
}
