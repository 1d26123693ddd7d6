// What kind of directive a clause is, by the words that practice uses for each; named rules, with how sure they are.
import { EVENT } from "./deadlines.ts"
import { headAt } from "./heads.ts"
import { NAME_END } from "./lexicon.ts"
import type { Confidence, DirectiveKind } from "./reading.ts"
import { findPhrase, type Phrases, phrases, type Word } from "./words.ts"

export interface KindFound {
  readonly kind: DirectiveKind
  readonly rule: string
  readonly confidence: Confidence
  /** The word at which the event stands that the work is about; -1 where there is none. */
  readonly event: number
}

export const REPORT = phrases(
  "báo cáo|phản ánh|thông tin báo cáo|thông tin ngay|thông tin kịp thời|kịp thời thông tin|báo tin ngay|báo tình hình|báo kết quả|báo số liệu|kiến nghị|báo ngay|thông báo ngay|báo kịp thời|thông báo kết quả"
)
// What is sent again and again is a report, whatever it is called.
const REPORT_EVERY = phrases(
  "báo cáo|phản ánh|gửi|nộp|cung cấp|thông báo kết quả|cập nhật tiến độ|cập nhật kết quả|báo tình hình|báo kết quả|báo số liệu"
)
// "đề xuất hướng xử lý từng trường hợp", "47 trường hợp": cases that there are, and no "if".
const conditions = (list: string): Phrases => {
  const set = phrases(list)
  return (words, at) => {
    const length = set(words, at)
    if (length === 0 || words[at]?.text !== "trường") return length
    const before = words[at - 1]?.text ?? ""
    return /^\d+$/u.test(before) || COUNTS.has(before) ? 0 : length
  }
}
const COUNTS = new Set(["từng", "các", "những", "mọi", "số", "nhiều", "mỗi", "cả"])
const WHEN = conditions(
  "khi phát hiện|khi xảy ra|khi để xảy ra|khi vượt|khi thiếu|khi nghi ngờ|ngay khi có|ngay khi phát hiện|khi có|khi phát sinh|khi cần|nếu|trường hợp|trong trường hợp|khi gặp|khi xảy ra|những vấn đề phát sinh|những khó khăn|các vấn đề phát sinh|những vướng mắc|vấn đề phát sinh|vướng mắc phát sinh|khó khăn phát sinh|vấn đề vướng mắc|tình huống phát sinh|khó khăn , vướng mắc phát sinh|vượt thẩm quyền|các nội dung vượt thẩm quyền|những vấn đề vượt thẩm quyền"
)
const PERIODIC = phrases(
  "định kỳ|hằng ngày|hằng tuần|hằng tháng|hằng quý|hằng năm|hàng ngày|hàng tuần|hàng tháng|hàng quý|hàng năm|định kỳ 6 tháng|định kỳ quý|định kỳ tháng|định kỳ sáu tháng|mỗi tháng|mỗi quý|mỗi tuần|mỗi năm|6 tháng một lần|3 tháng một lần|một tháng một lần|thứ sáu hằng tuần|tháng cuối quý|tháng đầu quý|tháng cuối mỗi quý|tháng đầu mỗi quý|tháng cuối của quý|tháng cuối hằng quý"
)
const ASK = phrases(
  "báo cáo rõ|giải trình|cho biết|nêu rõ|xác định|làm rõ|tìm hiểu|rà soát|kiểm tra|xin ý kiến|hỏi|trả lời|xem xét|nghiên cứu|có ý kiến|cho ý kiến|đánh giá|thẩm tra|xác minh"
)
const WHETHER = phrases(
  "thuộc cơ quan nào|thuộc đơn vị nào|thuộc cấp nào|thuộc về ai|thuộc ai|do ai|do đâu|lỗi của ai|ai chịu trách nhiệm|của ai|của cơ quan nào|vì sao|tại sao|hay không|hay chưa|có hay không|như thế nào|ra sao|được hay không|có được không|có thể hay không"
)
const FINDS_OUT = phrases(
  "báo cáo rõ nguyên nhân|báo cáo rõ lý do|báo cáo rõ trách nhiệm|báo cáo làm rõ|giải trình rõ|làm rõ nguyên nhân|làm rõ trách nhiệm|làm rõ lý do|làm rõ nội dung|làm rõ việc|làm rõ vụ việc|làm rõ số|làm rõ thông tin|xác minh|xác minh , làm rõ|xác minh làm rõ|xác định nguyên nhân"
)
const STAGE = phrases("tổ chức|chuẩn bị|chỉ đạo|tiến hành|phục vụ|tham mưu tổ chức|lãnh đạo|triển khai")
const MODIFIER = phrases(
  "tốt|thành công|chu đáo|các|việc|cho|điểm|hoàn thành|thực hiện|công tác|tổ chức|chỉ đạo|lãnh đạo|và|nội dung|điều kiện|cuộc|đầy đủ|,"
)

const ENDURES = phrases(
  "tiếp tục|thường xuyên|ưu tiên|duy trì|phát huy|nâng cao|tăng cường|đẩy mạnh|quan tâm|tạo điều kiện|thể hiện|giữ vững|làm tốt|thực hiện tốt|thực hiện nghiêm|chú trọng|bảo đảm|đảm bảo|" +
    "tuyên truyền|vận động|củng cố|theo dõi|đôn đốc|giám sát|tạo mọi điều kiện|nắm chắc|nắm tình hình|kịp thời hỗ trợ|hỗ trợ|chăm lo|giữ gìn|sẵn sàng|quản lý chặt chẽ|quản lý tốt|siết chặt|kiểm soát chặt chẽ|" +
    "phòng ngừa|ngăn chặn|khuyến khích|gương mẫu|nêu cao|đề cao|đổi mới|cải thiện|bảo vệ|chấp hành|thúc đẩy|phối hợp chặt chẽ|phối hợp thường xuyên|bám sát|chịu trách nhiệm toàn diện|tuần tra|huấn luyện|quán triệt|túc trực|ứng trực|xử lý nghiêm|xử lý kịp thời|kịp thời xử lý|kịp thời cung cấp|cung cấp kịp thời|định hướng|chịu trách nhiệm|thực hiện thường xuyên|chấn chỉnh thường xuyên|kịp thời biểu dương|kịp thời tháo gỡ|kịp thời giải quyết|canh gác|quản lý|lắng nghe|đồng hành|kịp thời phát hiện|chủ động giải quyết|chủ động xử lý|chủ động phát hiện|chủ động phòng|trực 24/24|vận hành|bảo quản|bảo dưỡng|tiết giảm|trông coi|trông giữ|canh giữ|trực chốt|kiểm tra , đôn đốc|kiểm tra đôn đốc|hướng dẫn , đôn đốc|hướng dẫn , kiểm tra|kiểm tra , giám sát việc thực hiện|làm đầu mối tiếp nhận|làm đầu mối theo dõi|làm đầu mối kết nối"
)
const ENDS = phrases(
  "xây dựng|ban hành|hoàn thành|hoàn thiện|hoàn chỉnh|hoàn tất|trình|tham mưu|thẩm định|thẩm tra|phê duyệt|lập|rà soát|báo cáo|bàn giao|khảo sát|kiểm tra|thanh tra|thống kê|đề xuất|xử lý|giải quyết|công bố|công khai|niêm yết|" +
    "tổ chức|gửi|nộp|bố trí|cấp|thanh toán|quyết toán|sắp xếp|kiện toàn|thành lập|ký|sửa chữa|khắc phục|tổng hợp|chuẩn bị|kiểm điểm|thu hồi|nghiệm thu|phân bổ|thông báo|điều chỉnh|bổ sung|sửa đổi|xác minh|xác định|" +
    "làm rõ|chi trả|giải ngân|di dời|cắm mốc|đo đạc|kiểm đếm|kiểm kê|khởi công|lựa chọn|đấu giá|đấu thầu|mua sắm|tuyển dụng|cử|đăng ký|cung cấp|giới thiệu|lấy ý kiến|xin ý kiến|ký kết|phân công|chấm dứt|hủy bỏ|nghiên cứu|" +
    "xem xét|cho ý kiến|có ý kiến|góp ý|trả lời|giải trình|rút kinh nghiệm|tháo dỡ|cưỡng chế|phát động|tổng kết|sơ kết|khen thưởng|cân đối|chỉnh lý|số hóa|đánh giá|phân loại|cắt giảm|làm việc với|liên hệ|tiếp thu|ra quân|đầu tư|biên soạn|soạn thảo|in ấn|phát hành|đăng tải|lắp đặt|nâng cấp|cải tạo|nạo vét|gia cố|tuyển chọn|điều tra|đối chiếu|giải tỏa|niêm phong|hạ ngầm|đóng điện|gia hạn|tạm ứng|hoàn trả|" +
    "điều động|luân chuyển|bổ nhiệm|lấy mẫu|tiêu hủy|khử trùng|chốt|thoái vốn|phân khai|truy thu|làm thủ tục|quyết định|thay thế|thay mới|nộp|mở lớp|mở chuyên mục|mở đợt|triển khai đợt|mở cao điểm|chấn chỉnh|cấp phát|chấm điểm|xếp loại|hợp nhất|tiếp nhận bàn giao|trích lập|triệt phá|kết nạp|tái cơ cấu|thí điểm|triển khai thí điểm|vận hành thử|chạy thử|làm thử|soạn|cắm biển|cắm mốc|mở sổ|dựng rạp|dựng nhà|lắp dựng|có văn bản|có công văn|có tờ trình|trả lại|thanh lý|chuyển giao|di dời|giải tán|đổi tên|treo biển|dán thông báo|sơn kẻ|kẻ vạch|phun thuốc|phun khử|hỏi ý kiến|kiểm định|giám định|đấu nối|miễn nhiệm|đề bạt|cách chức|quyên góp|khánh thành|thăm hỏi gia đình|thăm hỏi đồng chí|thăm hỏi , động viên gia đình|thăm hỏi , động viên đồng chí|thăm hỏi , chúc mừng|thăm , tặng quà|tặng quà|trao tặng|trao quà|làm sạch|thương lượng|thương thảo|đàm phán"
)
const NOT_ENDS = phrases(
  "xử lý nghiêm|xử lý kịp thời|xác định công tác|xác định việc|xác định đây|kiểm tra việc thực hiện|kiểm tra việc chấp hành|hoàn thành nhiệm vụ|hoàn thành tốt|hoàn thành các nhiệm vụ|xây dựng xã hội|xây dựng nông thôn|xây dựng đảng|xây dựng hệ thống|tổ chức đảng|tổ chức thực hiện|tổ chức triển khai|cấp ủy|cấp trên|các cấp|cấp học|giải quyết các|tổ chức cơ sở|" +
    "hoàn thành xuất sắc|xây dựng đội ngũ|xây dựng tổ chức|xây dựng khối|tổ chức chính trị|tổ chức xã hội|cấp xã|cấp huyện|cấp tỉnh|cấp bách|cấp thiết|cấp nước|ký túc|tổ chức liên quan|trình độ|trình tự|lập trường|bổ sung vốn|giới thiệu đoàn viên|giới thiệu đảng viên|giới thiệu quần chúng|giới thiệu hội viên|phân công đảng viên|phân công hội viên|phân công cán bộ|phân công lực lượng"
)
// Before a word, it is no verb of the task: "được giao", "theo đề xuất", "các báo cáo".
const NOUNS = new Set(["các", "theo", "được", "sự", "những", "đã", "bộ", "người", "vốn", "chủ", "nhà", "dự"])

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

// A single word is quickly looked for; most clauses need not be searched for phrases.
const says = (words: ReadonlyArray<Word>, text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (words[at]?.text === text) return true
  return false
}

const sentenceEnd = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = from; at < to; at++) if (words[at]?.text === "." || words[at]?.text === ";") return at
  return to
}

// "sau khi có báo cáo của Sở Tài chính": a paper, and nobody reports.
const reportAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = findPhrase(words, REPORT, from, to); at >= 0; at = findPhrase(words, REPORT, at + 1, to))
    if (words[at + REPORT(words, at)]?.text !== "của" || words[at - 1]?.text !== "có") return at
  return -1
}

/** Where somebody is reported to; "nếu cần điều chỉnh thời hạn, có văn bản xin ý kiến X": behind an "if", turning to X is a report. */
export const turnAt = (words: ReadonlyArray<Word>, start: number, from: number, to: number): number => {
  const report = reportAt(words, from, to)
  if (report >= 0 || SUPPOSED(words, start) === 0) return report
  const end = sentenceEnd(words, from, to)
  for (let at = findPhrase(words, TURNS, from, end); at >= 0; at = findPhrase(words, TURNS, at + 1, end))
    if (headAt(words, at + TURNS(words, at)) > 0) return at
  return -1
}
const SUPPOSED = phrases("nếu|trường hợp|trong trường hợp")
const TURNS = phrases(
  "trình|xin ý kiến|xin ý kiến của|xin chủ trương|xin chủ trương của|có văn bản xin ý kiến|có văn bản gửi|có văn bản đề nghị|đề xuất|đề xuất với|kiến nghị với"
)

/** Where the condition of a report begins, in the sentence of the report; -1 where it is unconditional. */
export const conditionAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  const report = turnAt(words, from, from, to)
  if (report < 0) return -1
  const end = sentenceEnd(words, report, to)
  const when = findPhrase(words, WHEN, report, end)
  if (when >= 0) return when
  // "kịp thời báo cáo khó khăn, vướng mắc": trouble is reported when there is some.
  const trouble = findPhrase(words, TROUBLE, report, Math.min(end, report + NEAR_TROUBLE))
  if (trouble >= 0 && findPhrase(words, PROMPT, Math.max(from, report - 2), trouble) >= 0) return trouble
  let start = report
  while (start > from && words[start - 1]?.text !== "." && words[start - 1]?.text !== ";") start--
  if ((IF(words, start) > 0 && DONE(words, start) === 0) || isThen(words, start, report)) return start
  return mustReport(words, start, report) ? start : findPhrase(words, BEFORE_REPORT, start, report)
}
// "có ca bệnh phải báo ngay": what there is, or is found, and then must be reported.
const mustReport = (words: ReadonlyArray<Word>, start: number, report: number): boolean =>
  (isMet(words, start) || words[start + 1]?.text === "nào" || words[start + 2]?.text === "nào") &&
  report - start < FARTHEST_REPORT &&
  words.slice(Math.max(start + 2, report - 3), report).some(({ text }) => text === "phải" || text === "thì")
// "khi nghi ngộ độc phải báo ngay", where "khi hoàn thành phải báo cáo" is no condition.
const isMet = (words: ReadonlyArray<Word>, at: number): boolean =>
  IS_MET(words, at) > 0 || (words[at]?.text === "khi" && DONE(words, at) === 0)
const IS_MET = phrases("có|phát hiện|xảy ra|gặp|thấy|để xảy ra")
const TROUBLE = phrases("khó khăn|vướng mắc|vi phạm|sự cố|bất thường|những vấn đề|các vấn đề|vấn đề mới")
const PROMPT = phrases("kịp thời|ngay")
const NEAR_TROUBLE = 12
const ARISES =
  "có vướng mắc|có khó khăn|có diễn biến|có phát sinh|có vấn đề|có tình huống|có biến động|có sự cố|có dấu hiệu|có thay đổi|có nội dung vượt|có khó khăn , vướng mắc|có biểu hiện|có vụ việc|có tình hình|phát hiện vi phạm|gặp khó khăn|gặp vướng mắc|phát sinh vướng mắc|phát sinh khó khăn|vướng mắc phát sinh|nếu"
// "những vấn đề vượt thẩm quyền thì báo cáo …": what stands before a "thì" is a condition, whatever it is.
const isThen = (words: ReadonlyArray<Word>, start: number, report: number): boolean =>
  words.slice(Math.max(start + 1, report - 4), report).some(({ text }) => text === "thì")
const BEFORE_REPORT = conditions(
  `${ARISES}|trường hợp|trong trường hợp|khi có|khi phát sinh|khi xảy ra|khi để xảy ra|khi gặp|khi phát hiện|khi vượt`
)
// At the beginning of a sentence, "khi …" is a condition whatever follows.
const IF = conditions(`${ARISES}|khi|trường hợp|vướng mắc thì|quá thời hạn|quá hạn|hết thời hạn`)
const DONE = phrases("khi hoàn thành|khi kết thúc|khi thực hiện xong|khi có kết quả|khi có ý kiến|khi được")

/** Where a clause begins that says when a report is due, as "có diễn biến mới báo cáo ngay"; its report is near. */
export const isReportWhen = (words: ReadonlyArray<Word>, at: number, to: number): boolean => {
  const next = at + Math.max(BEFORE_REPORT(words, at), IS_MET(words, at))
  if (BEFORE_REPORT(words, at) === 0) {
    const report = !isMet(words, at) ? -1 : findPhrase(words, REPORT, next, Math.min(to, next + FARTHEST_REPORT))
    return report >= 0 && mustReport(words, at, report) && sentenceEnd(words, next, report) === report
  }
  return (
    next > at &&
    (findPhrase(words, REPORT, next, sentenceEnd(words, next, Math.min(to, next + FARTHEST_REPORT))) >= 0 ||
      turnAt(words, at, at, Math.min(to, next + FARTHEST_REPORT)) >= 0)
  )
}
const FARTHEST_REPORT = 24

/** Where work that comes again and again says so; -1 where it does not. */
export const periodAt = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = from; at < to; at++) {
    if (PERIODIC(words, at) > 0 && AS_YEARLY(words, at - 2) !== 2) return at
    const text = words[at]?.text ?? ""
    if ((text.includes("/") && FREQUENCY.test(text)) || isEvery(words, at)) return at
  }
  return -1
}
// "02 lần/tháng", "trực 24/24 giờ".
const FREQUENCY = /^(?:lần\/(?:ngày|tuần|tháng|quý|năm)|(?:ngày|tuần|tháng|quý|năm)\/(?:0?1)?lần|24\/(?:24|7))$/u
// "15 ngày một lần".
const isEvery = (words: ReadonlyArray<Word>, at: number): boolean =>
  ONCE(words, at + 1) > 0 && /^\d+$/u.test(words[at]?.text ?? "")
const ONCE = phrases("ngày một lần|ngày 1 lần|ngày/lần|tuần một lần|tuần 1 lần|tháng một lần|tháng 1 lần")
// "kế hoạch hằng năm" is a name; the work is not yearly.
const AS_YEARLY = phrases("kế hoạch|dự toán|quyết toán|công tác|chương trình|chỉ tiêu|đánh giá|xếp loại")

const isPeriodic = (words: ReadonlyArray<Word>, from: number, verb: number, to: number): boolean => {
  const period = periodAt(words, from, to)
  if (period < 0) return false
  const start = Math.max(from, period - 30)
  for (
    let at = findPhrase(words, REPORT_EVERY, start, to);
    at >= 0 && at < period + 30;
    at = findPhrase(words, REPORT_EVERY, at + 1, to)
  )
    // "nghe Ban Chấp hành phản ánh": it is another who reports.
    if (!NOUNS.has(words[at - 1]?.text ?? "") && findPhrase(words, HEARS, Math.max(from, at - NEAR_HEARING), at) < 0)
      return (
        !isWorkBefore(words, verb, period, at) && !(SUPPLIES(words, at) > 0 && firstVerb(words, ENDURES, verb, at) >= 0)
      )
  return false
}

const HEARS = phrases("nghe|tiếp nhận|tiếp thu")
const NEAR_HEARING = 10

// "Duy trì bản tin, cung cấp cho các địa phương hằng tuần": what is kept up is the work.
const SUPPLIES = phrases("cung cấp")

// "tổ chức sinh hoạt mỗi quý một lần, báo cáo kết quả": the work comes again, and its report is of it.
const isWorkBefore = (words: ReadonlyArray<Word>, from: number, period: number, report: number): boolean =>
  report > period &&
  words.slice(period, report).some(({ text }) => text === ",") &&
  firstVerb(words, ENDS, from, period) + firstVerb(words, ENDURES, from, period) > -2 &&
  findPhrase(words, GATHERS, from, period) < 0
export const GATHERS = phrases("chấm điểm|xếp loại|tổng hợp|theo dõi|cập nhật|thống kê|báo cáo|rà soát|đánh giá")

// The first word of a set that stands as a verb; -1 where none does. A name's words have capitals.
const firstVerb = (words: ReadonlyArray<Word>, set: typeof ENDS, from: number, to: number): number => {
  for (let at = findPhrase(words, set, from, to); at >= 0; at = findPhrase(words, set, at + 1, to)) {
    const isName = words[at]?.isCapital === true && at > from && words[at - 1]?.text !== "."
    // "Ban Kiểm soát nội bộ làm rõ …" is no "cán bộ quản lý".
    const isNoun = NOUNS.has(words[at - 1]?.text ?? "") && words[at - 2]?.text !== "nội"
    if (NOT_ENDS(words, at) === 0 && !isName && (at === from || !isNoun)) return at
  }
  return -1
}

/** Whether the words hold a verb of a task that is known to last or to end. */
export const hasVerb = (words: ReadonlyArray<Word>, from: number, to: number): boolean =>
  firstVerb(words, ENDURES, from, to) >= 0 || firstVerb(words, ENDS, from, to) >= 0

const CHECKS = phrases("kiểm tra|thanh tra|rà soát|phát hiện")
const MEETS = phrases("xử lý nghiêm|xử lý kịp thời|kịp thời xử lý|kịp thời phát hiện|ngăn chặn|kiên quyết xử lý")

const FORBIDS = phrases(
  "không|cấm|nghiêm cấm|tuyệt đối không|không được|tạm dừng|kiên quyết không|không để|dứt khoát không|tuyệt đối không được|tuyệt đối không để"
)

const BANS = phrases("nghiêm cấm|cấm")

// "Chưa tuyển mới viên chức cho đến khi …": not yet, until something has come about.
const UNTIL = phrases("đến khi|tới khi|khi chưa|nếu chưa")
const NOT_YET = phrases("khi|nếu")
const holdsOff = (words: ReadonlyArray<Word>, at: number): boolean => {
  if (words[at]?.text !== "chưa") return false
  const to = Math.min(words.length, at + FARTHEST)
  const when = findPhrase(words, NOT_YET, at + 2, to)
  return (
    findPhrase(words, UNTIL, at, to) >= 0 || (when >= 0 && words.slice(when, to).some(({ text }) => text === "chưa"))
  )
}

/** Whether a clause without a subject forbids something: "Không giao đất …", "Tuyệt đối không để …". */
export const forbidsAt = (words: ReadonlyArray<Word>, at: number): boolean => {
  if (holdsOff(words, at)) return true
  const length = FORBIDS(words, at)
  return (
    length > 1 || (length === 1 && NAME_END(words, at + 1) > 0 && !["có", "còn"].includes(words[at + 1]?.text ?? ""))
  )
}

// A manner of what follows near: "bố trí lực lượng thường xuyên kiểm tra".
const ALWAYS = phrases("thường xuyên|liên tục")
const NEAR = 8

// "… có bảo đảm an toàn không, gửi …": a "không" that no verb follows asks.
const asksWhether = (words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  for (let at = from + 2; at < to; at++) {
    if (words[at]?.text !== "không" || words[at - 1]?.isCapital === true) continue
    const next = words[at + 1]
    const isEnd = next === undefined || at + 1 >= to || /^[,.;?]/u.test(next.text) || BEHIND_QUESTION(words, at + 1) > 0
    if (isEnd && words.slice(Math.max(from, at - FARTHEST_QUESTION), at).some(({ text }) => text === "có")) return true
  }
  return false
}
// "làm rõ có phải sửa Nghị định hay chỉ cần ban hành Thông tư": one or the other.
const asksWhich = (words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  if (!says(words, "hay", from, to)) return false
  for (let at = findPhrase(words, ASK, from, to); at >= 0; at = findPhrase(words, ASK, at + 1, to)) {
    const next = at + ASK(words, at)
    const isOpen = words[next]?.text === "có" || words[next]?.text === "nên"
    if (isOpen && words.slice(next + 1, Math.min(to, next + FARTHEST_QUESTION)).some(({ text }) => text === "hay"))
      return true
  }
  return false
}
const BEHIND_QUESTION = phrases("đối với|và|trước ngày|trong tháng")
const FARTHEST_QUESTION = 14
// Words before the clause's own verb: "lãnh đạo việc xem xét".
const LEADING = 3

const FARTHEST = 32
const OPENING = 5

// "thi hành 15 vụ án": what is counted is done when all of it is, whatever the verb.
const isCounted = (words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  for (let at = from + 1; at < to - 1 && at < from + FARTHEST_COUNT; at++) {
    const isCount = /^\d{1,4}$/u.test(words[at]?.text ?? "") && /^\p{L}/u.test(words[at + 1]?.text ?? "")
    if (isCount && !NUMBERED.has(words[at - 1]?.text ?? "") && !OF_TIME.has(words[at + 1]?.text ?? "")) return true
  }
  return false
}
const FARTHEST_COUNT = 10
const NUMBERED = new Set(
  "tháng năm quý ngày số khóa điều mục khoản cấp đoạn thứ đợt khu quận tổ đội phường lớp nhóm km".split(" ")
)
const OF_TIME = new Set("giờ lần năm tháng ngày tuần quý phút và đến".split(" "))

const SETS = phrases("phân công|cử người|cử lực lượng|cử bảo vệ|cắt cử|bố trí người|bố trí lực lượng|bố trí bảo vệ")
const NEAR_SET = 5

// "vận động 100% hộ ký cam kết", "vận động 26 hộ còn lại bàn giao đất": done when all of them have.
const isWon = (words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  const end = Math.min(to, from + NEAR_WON)
  const at = says(words, "vận", from, end) ? findPhrase(words, WINS, from, end) : -1
  if (at < 0) return false
  const isAll = /^\d+$/u.test(words[at + 2]?.text ?? "") && !NUMBERED.has(words[at + 3]?.text ?? "")
  return isAll || findPhrase(words, SIGNS, at, Math.min(to, at + FARTHEST_COUNT)) >= 0
}
const WINS = phrases("vận động")
const NEAR_WON = 24
const SIGNS = phrases("ký cam kết|ký bản cam kết")
const INTO = phrases(
  "vào chương trình|vào kế hoạch|vào danh mục|vào nghị quyết|vào nội dung|vào quy hoạch|vào dự toán|vào sử dụng|vào hoạt động|vào vận hành|vào khai thác"
)

// "…, thực hiện từ ngày 16/3/2026": from then on, and no end is said.
const lastsSince = (words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  if (!says(words, "từ", from, to)) return false
  for (let at = findPhrase(words, SINCE, from, to); at >= 0; at = findPhrase(words, SINCE, at + 1, to)) {
    const next = at + SINCE(words, at)
    const since = next + FROM(words, next)
    // "kinh phí thực hiện từ ngân sách" is no time.
    if (since > next && OF_TIME.has(words[since]?.text ?? "")) return findPhrase(words, UP_TO, since, to) < 0
  }
  return false
}
const FROM = phrases("từ|kể từ")
const SINCE = phrases("thực hiện|áp dụng|bắt đầu|triển khai|có hiệu lực")
const UP_TO = phrases("đến|kết thúc|xong|hoàn thành|trước")

/** What kind of work the words are about; `start` is where the clause begins, `from` where its verb does. */
export const kindOf = (
  words: ReadonlyArray<Word>,
  start: number,
  from: number,
  to: number,
  hasDay: boolean
): KindFound => {
  const found = (kind: DirectiveKind, rule: string, confidence: Confidence, event = -1): KindFound => ({
    kind,
    rule,
    confidence,
    event
  })
  if (FORBIDS(words, from) > 0 || BANS(words, start) > 0 || holdsOff(words, from))
    return found("continuing", "forbids", "likely")
  if (asksWhether(words, from, to) || asksWhich(words, from, to)) return found("inquiry", "yes-or-no", "likely")
  const whether = findPhrase(words, WHETHER, from, to)
  if (whether >= 0 && findPhrase(words, ASK, from, whether) >= 0) return found("inquiry", "whether-or-not", "likely")
  const inquiry = findPhrase(words, FINDS_OUT, from, to)
  if (inquiry >= 0 && firstVerb(words, ENDS, from, to) === inquiry) return found("inquiry", "finds-out", "likely")
  const report = turnAt(words, start, from, to)
  const condition = report < 0 || report - from >= FARTHEST ? -1 : conditionAt(words, start, to)
  if (condition >= 0 && (report - from < 12 || condition - start <= OPENING))
    return found("conditional_report", "report-when", "likely")
  if (isPeriodic(words, start, from, to)) return found("periodic_report", "report-every", "likely")
  if (hasDay) return found("finite", "stated-day", "certain")
  if (lastsSince(words, from, to)) return found("continuing", "from-a-day-on", "likely")
  const isAlways = findPhrase(words, ALWAYS, from, Math.min(to, from + NEAR)) >= 0 || ALWAYS(words, to - 2) === 2
  if (isAlways) return found("continuing", "always", "likely")
  if (periodAt(words, start, to) >= 0) return found("continuing", "again-and-again", "likely")
  const event = stagedEvent(words, from, to)
  if (event >= 0) return found("finite", "event-to-hold", "likely", event)
  if (isWon(words, from, to)) return found("finite", "all-won-over", "likely")
  if (words[from]?.text === "đưa" && findPhrase(words, INTO, from, Math.min(to, from + FARTHEST)) >= 0)
    return found("finite", "put-into", "likely")
  const endures = firstVerb(words, ENDURES, from, to)
  const ends = firstVerb(words, ENDS, from, to)
  // "Phân công phóng viên bám sát Đại hội": people are set to what lasts.
  const set = ends < 0 ? 0 : SETS(words, ends)
  const isSet =
    set > 0 &&
    (words[ends + set]?.text === "trực" ||
      findPhrase(words, ENDURES, ends + set, Math.min(to, ends + NEAR_SET + 1)) >= 0)
  if (isSet || (endures >= 0 && (ends < 0 || endures <= ends))) return found("continuing", "lasting-verb", "likely")
  // "Kiểm tra tải trọng xe; xử lý nghiêm vi phạm": what is met with each time it turns up goes on.
  if (ends >= 0 && CHECKS(words, ends) > 0 && findPhrase(words, MEETS, ends, to) >= 0)
    return found("continuing", "checks-and-meets", "likely")
  if (ends >= 0) return found("finite", "ending-verb", endures < 0 || ends - from <= LEADING ? "likely" : "guess")
  return isCounted(words, from, to) ? found("finite", "counted", "guess") : found("continuing", "no-cue", "guess")
}
