// What the lines above the text are: marks, the heading of Party or state, the issuer, the number, place and date, the title.
import type { Classification } from "../kernel/index.ts"
import { findDocumentNumber } from "../text/index.ts"
import type { Line } from "./lines.ts"

/** The mark that a line is, and how secret it makes the document; null for any other line. Spaced letters count [10]. */
export const secrecyOf = (line: Line): Classification | null => {
  const letters = line.folded.replace(/[^\p{L}]/gu, "").replace(/^độmật/u, "")
  if (letters === "mật") return "secret"
  if (letters === "tốimật") return "top_secret"
  return letters === "tuyệtmật" ? "most_secret" : null
}

const isUrgencyMark = (line: Line): boolean =>
  line.isUpper && /^(?:hỏa tốc(?: hẹn giờ)?|thượng khẩn|khẩn|thu hồi|tài liệu thu hồi|dự thảo)$/u.test(line.folded)

const NATIONAL = /^(?:đảng cộng sản việt nam|cộng hòa xã hội chủ nghĩa việt nam|độc lập ?- ?tự do ?- ?hạnh phúc)$/u
const ISSUER =
  /^(?:đảng bộ|đảng ủy|huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|ban |ủy ban|ubnd|hội đồng|văn phòng|sở |bộ |chính phủ|công ty|tập đoàn|chi bộ|huyện |tỉnh |thành phố |xã |phường )/u
const PLACE_DATE =
  /^(?:([^,]{1,60}), ?)?ngày (?:\d{1,2}|[._… ]{0,20}) ?(?:tháng (?:\d{1,2}|[._… ]{0,20}) ?năm (?:\d{4}|[\d._… ]{0,20})|\/ ?\d{1,2} ?\/ ?\d{4})$/u
const TITLE = /^(?:thông báo ?(?:kết luận)?|kết luận)(?: (?:của|tại|về|hội nghị|cuộc họp|số) .{1,300})?$/u
const SPACED_TITLE = /^(?:kếtluận|thôngbáo|thôngbáokếtluận)$/u
const TITLE_MORE =
  /^(?:của |tại |về |v\/v |kết luận |trong |hội nghị |cuộc họp |buổi làm việc |phiên họp |đồng chí |ban |thường trực |do |với |và )/u

export const isNationalHeading = (line: Line): boolean => NATIONAL.test(line.folded)
export const isIssuerLine = (line: Line): boolean => line.isUpper && line.folded.length < 90 && ISSUER.test(line.folded)
export const isPlaceAndDate = (line: Line): boolean => line.folded.length < 160 && PLACE_DATE.test(line.folded)
export const isMarkLine = (line: Line): boolean => secrecyOf(line) !== null || isUrgencyMark(line)

/** A title stands alone on its line: the word in capitals, bold or as a heading, or followed by whose it is. */
export const isTitle = (line: Line): boolean =>
  line.marker === null &&
  line.folded.length < 320 &&
  (TITLE.test(line.folded) || (line.isUpper && SPACED_TITLE.test(line.folded.replace(/ /g, ""))))

export const isTitleMore = (line: Line): boolean =>
  line.marker === null &&
  !/[.:]$/.test(line.folded) &&
  line.folded.length < 400 &&
  (line.isUpper || TITLE_MORE.test(line.folded))

/** A line that is a document number, alone or with the place and date beside it. */
export const numberIn = (text: string): ReturnType<typeof findDocumentNumber> => {
  if (text.length > 240) return null
  const found = findDocumentNumber(text)
  return found !== null && /^[\s*_#>]*$/.test(text.slice(0, found.span.start)) ? found : null
}
