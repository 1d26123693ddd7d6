// What kind of directive a clause is, by the words that practice uses for each; named rules, with how sure they are.
import { isApproval } from "./addressees.ts"
import { EVENT } from "./deadlines.ts"
import type { Confidence, DirectiveKind } from "./reading.ts"
import { findPhrase, phrases, type Word } from "./words.ts"

export interface KindFound {
  readonly kind: DirectiveKind
  readonly rule: string
  readonly confidence: Confidence
  /** The word at which the event stands that the work is about; -1 where there is none. */
  readonly event: number
}

export const REPORT = phrases("báo cáo|phản ánh|thông tin báo cáo")
const WHEN = phrases(
  "khi có|khi phát sinh|nếu có|nếu phát sinh|trường hợp có|trường hợp phát sinh|trong trường hợp|khi gặp|nếu gặp|khi xảy ra|nếu xảy ra|nếu có vướng mắc|những vấn đề phát sinh|những khó khăn|các vấn đề phát sinh|những vướng mắc"
)
const PERIODIC = phrases(
  "định kỳ|hằng ngày|hằng tuần|hằng tháng|hằng quý|hằng năm|hàng ngày|hàng tuần|hàng tháng|hàng quý|hàng năm|mỗi tháng|mỗi quý|mỗi tuần|6 tháng một lần|6 tháng|3 tháng một lần"
)
const ASK = phrases(
  "xác định|làm rõ|tìm hiểu|rà soát|kiểm tra|xin ý kiến|hỏi|trả lời|xem xét|nghiên cứu|có ý kiến|cho ý kiến|đánh giá|thẩm tra|xác minh"
)
const WHETHER = phrases(
  "hay không|hay chưa|có hay không|như thế nào|ra sao|được hay không|có được không|có thể hay không"
)
const STAGE = phrases("tổ chức|chuẩn bị|chỉ đạo|tiến hành|phục vụ|tham mưu tổ chức|lãnh đạo|triển khai")
const MODIFIER = phrases(
  "tốt|thành công|chu đáo|các|việc|cho|điểm|hoàn thành|thực hiện|công tác|tổ chức|chỉ đạo|lãnh đạo|và|nội dung|điều kiện|cuộc|đầy đủ|,"
)

const ENDURES = phrases(
  "tiếp tục|thường xuyên|duy trì|phát huy|nâng cao|tăng cường|đẩy mạnh|quan tâm|tạo điều kiện|thể hiện|giữ vững|làm tốt|thực hiện tốt|chú trọng|bảo đảm|đảm bảo|" +
    "tuyên truyền|vận động|củng cố|theo dõi|đôn đốc|giám sát|tạo mọi điều kiện|nắm chắc|kịp thời hỗ trợ|hỗ trợ"
)
const ENDS = phrases(
  "xây dựng|ban hành|hoàn thành|hoàn thiện|trình|tham mưu|thẩm định|phê duyệt|lập|rà soát|báo cáo|bàn giao|khảo sát|kiểm tra|thống kê|đề xuất|xử lý|giải quyết|công bố|" +
    "tổ chức|gửi|nộp|bố trí|cấp|thanh toán|quyết toán|sắp xếp|kiện toàn|thành lập|ký|sửa chữa|khắc phục|tổng hợp|chuẩn bị|kiểm điểm|thu hồi|nghiệm thu|phân bổ|thông báo"
)
const NOT_ENDS = phrases(
  "hoàn thành nhiệm vụ|hoàn thành tốt|hoàn thành các nhiệm vụ|xây dựng xã hội|xây dựng nông thôn|xây dựng đảng|xây dựng hệ thống|tổ chức đảng|tổ chức thực hiện|cấp ủy|cấp trên|các cấp|cấp học|giải quyết các|tổ chức cơ sở|" +
    "hoàn thành xuất sắc|xây dựng đội ngũ|xây dựng tổ chức|xây dựng khối|tổ chức chính trị|tổ chức xã hội"
)

/** The event that the clause tells somebody to stage: "tổ chức thành công đại hội …"; -1 where there is none. */
export const stagedEvent = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = from; at < to; at++) {
    let next = at + STAGE(words, at)
    if (next === at) continue
    for (let skipped = 0; skipped < 4 && EVENT(words, next) === 0 && MODIFIER(words, next) > 0; skipped++)
      next += MODIFIER(words, next)
    if (next < to && EVENT(words, next) > 0) return next
  }
  return -1
}

const sentenceEnd = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = from; at < to; at++) if (words[at]?.text === "." || words[at]?.text === ";") return at
  return to
}

/** Where the condition of a report begins, in the same sentence; -1 where it is unconditional. */
export const conditionAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  const report = findPhrase(words, REPORT, from, to)
  return report < 0 ? -1 : findPhrase(words, WHEN, report, sentenceEnd(words, report, to))
}

const isPeriodic = (words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  const period = findPhrase(words, PERIODIC, from, to)
  if (period < 0) return false
  const report = findPhrase(words, REPORT, Math.max(from, period - 30), Math.min(to, period + 30))
  return report >= 0
}

const firstEnd = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = findPhrase(words, ENDS, from, to); at >= 0; at = findPhrase(words, ENDS, at + 1, to)) {
    const isName = words[at]?.isCapital === true && at > from
    if (NOT_ENDS(words, at) === 0 && !isName && words[at - 1]?.text !== "các") return at
  }
  return -1
}

export const kindOf = (words: ReadonlyArray<Word>, from: number, to: number, hasDay: boolean): KindFound => {
  const found = (kind: DirectiveKind, rule: string, confidence: Confidence, event = -1): KindFound => ({
    kind,
    rule,
    confidence,
    event
  })
  if (isApproval(words, from)) return found("approval", "agrees", "likely")
  const whether = findPhrase(words, WHETHER, from, to)
  if (whether >= 0 && findPhrase(words, ASK, from, whether) >= 0) return found("inquiry", "whether-or-not", "likely")
  const endures = findPhrase(words, ENDURES, from, to)
  const ends = firstEnd(words, from, to)
  const report = findPhrase(words, REPORT, from, to)
  if (conditionAt(words, from, to) >= 0 && report - from < 12)
    return found("conditional_report", "report-when", "likely")
  if (isPeriodic(words, from, to)) return found("periodic_report", "report-every", "likely")
  if (hasDay) return found("finite", "stated-day", "certain")
  const event = stagedEvent(words, from, to)
  if (event >= 0) return found("finite", "event-to-hold", "likely", event)
  if (endures >= 0 && (ends < 0 || endures <= ends)) return found("continuing", "lasting-verb", "likely")
  if (ends >= 0) return found("finite", "ending-verb", endures < 0 ? "likely" : "guess")
  return found("continuing", "no-cue", "guess")
}
