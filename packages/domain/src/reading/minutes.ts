// Minutes (biên bản): when and who, what was said, what the chair concluded.
import type { Line } from "./lines.ts"
import type { Piece } from "./piece.ts"

export const isMinutesTitle = (pieces: ReadonlyArray<Piece>): boolean =>
  pieces.some(({ kind, folded }) => kind === "title" && /^b ?i ?ê ?n ?b ?ả ?n/u.test(folded))

export type MinutesPart = "opening" | "discussion" | "provisions"

const CIRCUMSTANCES =
  /^(?:thời gian|địa điểm|thành phần|có mặt|vắng mặt|vắng|chủ trì|chủ tọa|người chủ trì|thư ký|đại biểu|tham dự|cùng dự|mời dự)/u
const CONCLUSION =
  /^(?:ý kiến )?(?:phát biểu )?(?:kết luận|chỉ đạo)|(?:^| )(?:kết luận|thống nhất)(?: (?:của|cuộc họp|hội nghị).{0,80}| như sau| (?:các |một số )?nội dung(?: sau| như sau)?)? ?:?$/u
const TALK = /^(?:nội dung|diễn biến|ý kiến|thảo luận|báo cáo|phát biểu|nghe )/u

/** Which part of the minutes a heading begins; null for any other line. */
export const minutesPart = ({ folded, marker }: Line): MinutesPart | null => {
  const isHeading = marker?.form !== "bullet" && (marker !== null || folded.endsWith(":")) && folded.length < 160
  if (CIRCUMSTANCES.test(folded))
    return folded.includes(":") || (isHeading && !/[.;]$/u.test(folded)) ? "opening" : null
  if (!isHeading) return null
  if (CONCLUSION.test(folded)) return "provisions"
  return TALK.test(folded) ? "discussion" : null
}
