// Findings: what went well and what did not. They are never tasks [11].
import { foldedIn } from "./indexed.ts"
import type { Piece } from "./piece.ts"
import { quoteOf } from "./quote.ts"
import type { Reading } from "./reading.ts"

type Polarity = Reading["findings"][number]["polarity"]

const LIMITS = /hạn chế|tồn tại|khuyết điểm|yếu kém|khó khăn|vướng mắc|điểm nghẽn|cần lưu ý|cần khắc phục|chưa được/u
const MERITS = /kết quả đạt được|những kết quả|ưu điểm|thành tích|kết quả nổi bật/u
const NEUTRAL =
  /^(?:về )?(?:đánh giá|nhận định|đánh giá chung|tình hình|kết quả thực hiện|đánh giá tình hình.*|nhận xét.*)[ :]?/u
const TASKS =
  /kết luận|chỉ đạo|yêu cầu|ý kiến|giao(?: |:)|đề nghị|thống nhất|nhiệm vụ|giải pháp|tập trung|triển khai|thực hiện/u

/** A heading of findings where no task stands below it: "Về kết quả 6 tháng đầu năm", "Về tiến độ thực hiện". */
export const maybeFindings = (folded: string): boolean =>
  folded.length < 90 &&
  !/[.;,]$/.test(folded) &&
  /^(?:về )?(?:kết quả|tiến độ|tình hình|thực trạng|việc thực hiện|công tác .{1,60} (?:thời gian qua|vừa qua))(?: |:|$)/u.test(
    folded
  ) &&
  !/(?:yêu cầu|giao|đề nghị|chỉ đạo|nhiệm vụ|giải pháp)/u.test(folded)

// "… chưa khắc phục xong tồn tại. Chủ tịch yêu cầu:" leads over to what is to be done.
const ORDERS = /[.;] [^.;]{0,120}(?:yêu cầu|chỉ đạo|đề nghị|giao nhiệm vụ) ?:$/u

/** Which findings a heading announces; null for any other text. */
export const findingsTopic = (folded: string): Polarity | null => {
  const text = folded.replace(/[.:]$/, "")
  if (ORDERS.test(folded) || /[,;] ?trong đó ?:$/u.test(folded)) return null
  const isHeading = folded.endsWith(":") ? folded.length < 260 : folded.length < 90 && !/[.;,]$/.test(folded)
  if (!isHeading) return null
  const last = text.slice(Math.max(0, text.search(/vẫn còn|tuy nhiên|bên cạnh/u)))
  if (LIMITS.test(last) && !/khắc phục (?:những |các )?(?:hạn chế|tồn tại)|tháo gỡ|giải quyết/u.test(text))
    return "limitation"
  if (MERITS.test(text) && !/(?:yêu cầu|giao|đề nghị|chỉ đạo)/u.test(text)) return "achievement"
  return NEUTRAL.test(text) && text.length < 90 ? "neutral" : null
}

/** A sentence that leads over to what is to be done: "… kết luận các nội dung như sau:". */
export const isBridge = (folded: string): boolean =>
  /[:.]$/.test(folded) &&
  /(?:như sau|sau đây|sau) ?[:.]$|(?:kết luận|giao|yêu cầu|đề nghị|chỉ đạo|thống nhất)(?: (?:các |một số )?nội dung)? ?:$/u.test(
    folded.slice(-240)
  ) &&
  TASKS.test(folded)

// Whom to turn to in case of trouble: "… nếu có vướng mắc, liên hệ đồng chí A, số điện thoại …".
const CONTACT =
  /(?:vướng mắc|khó khăn|chi tiết|thông tin|cần trao đổi)[^.;]{0,80}(?:xin |đề nghị |vui lòng )?liên hệ [^.;]{0,160}(?:điện thoại|đt ?:|số máy|hotline|email|thư điện tử|để được (?:hướng dẫn|giải đáp|hỗ trợ|tháo gỡ))/u

/** The formula at the end: "Trên đây là kết luận …". */
export const isClosing = (folded: string): boolean =>
  isContact(folded) ||
  ON_THIS_GROUND.test(folded) ||
  WARNING.test(folded) ||
  /^(?:trên đây là|kết luận này|thông báo này|biên bản (?:này |được )|.{1,80} (?:xin )?thông báo (?:để |đến |tới |ý kiến |kết luận |nội dung )|(?:cuộc họp|hội nghị|buổi làm việc|phiên họp|biên bản) .{0,40}(?:kết thúc|bế mạc|được lập|thông qua)|(?:nhận được (?:công văn|thông báo|kết luận|công điện) này ?,? )?(?:yêu cầu|đề nghị) (?:(?:thủ trưởng|người đứng đầu|lãnh đạo|chỉ huy|giám đốc|đồng chí) ){0,2}(?:các|những|quý) (?:cơ quan|đơn vị|đồng chí|địa phương|sở|ngành|phòng|ban|cấp|xã|phường|bộ|khoa|trường|chi bộ|trung tâm|thôn|tổ|khu phố|tổ chức|thành viên|doanh nghiệp|công ty)[^;:]{0,120} (?:thực hiện|triển khai)[^;:.]{0,60}[ ./]*$)/u.test(
    folded
  )

// "Trên cơ sở Kết luận này, các cấp xây dựng kế hoạch triển khai": everybody, and no day.
const ON_THIS_GROUND =
  /^(?:trên cơ sở|căn cứ|căn cứ vào) (?:nội dung )?(?:kết luận|thông báo|công văn|biên bản) này,? (?:đề nghị |yêu cầu )?(?:các|những) (?:(?!trước ngày|chậm nhất|báo cáo|phải |\d)[^;:.]){1,160}(?:triển khai|thực hiện)(?:(?!trước ngày|chậm nhất|báo cáo|\d)[^;:.]){0,60}[ ./]*$/u

// "Sau thời hạn nêu trên, Sở X sẽ báo cáo …": what whoever writes will do then, or take for said.
const WARNING =
  /^(?:sau|quá|hết) (?:thời hạn|thời gian|hạn)(?: (?:nêu|nói|quy định|báo cáo))? ?(?:trên|này)?,[^;]{0,160} (?:sẽ|coi như|xem như|được hiểu là) [^;]{1,160}$/u
const isContact = (folded: string): boolean => {
  const contact = CONTACT.exec(folded)
  if (contact === null) return false
  const before = folded.slice(0, Math.max(0, folded.lastIndexOf(".", contact.index)))
  return before.length < LONGEST_ASKED && !/(?:trước ngày|chậm nhất|giao) /u.test(before)
}
const LONGEST_ASKED = 160

/** The last paragraph of a letter, which asks a set of bodies for no more than to do it: "… đề nghị các đơn vị quan tâm, phối hợp thực hiện". */
export const asksForAll = (folded: string): boolean => {
  if (folded.length > LONGEST_FORMULA) return false
  const cue = /(?:^| )(?:yêu cầu|đề nghị|rất mong|mong|kính mong|kính đề nghị) /u.exec(folded)
  if (cue === null) return false
  // "Giao Phòng X làm đầu mối …. Rất mong …": an order stands before the formula.
  if (/^giao /u.test(folded)) return false
  const rest = folded.slice(cue.index + cue[0].length)
  const told =
    /^(?:nhận được )?(?:sự )?(?:(?:thủ trưởng|người đứng đầu|lãnh đạo|chỉ huy|giám đốc|đồng chí) )?(?:các |quý )[^;:.]{1,80}? (?=(?:quan tâm|phối hợp|nghiêm túc|khẩn trương|biết|triển khai|tổ chức thực hiện|thực hiện|căn cứ|chỉ đạo|hợp tác))/u.exec(
      rest
    ) ?? /^(?:nhận được )?(?:sự )?(?=quan tâm|phối hợp|hợp tác)/u.exec(rest)
  return told !== null && HOLLOW.test(rest.slice(told[0].length))
}
const LONGEST_FORMULA = 320
const HOLLOW =
  /^(?:(?:quan tâm|phối hợp|nghiêm túc|khẩn trương|biết|triển khai|tổ chức|thực hiện|căn cứ|chỉ đạo|hợp tác|và|để|của|các|những|quý|nội dung|kết luận|thông báo|công văn|ý kiến|này|nêu trên|trên|tốt|hiệu quả|có|đạt|kịp thời|theo|đúng|quy định|chức năng|nhiệm vụ|được giao|tinh thần|cơ quan|đơn vị|ngài|bộ|sở|ban|ngành|địa phương|giúp đỡ|chặt chẽ)(?=[ ,./]|$)[ ,./]*)+$/u

// "Còn 37 trạm …", "mới đạt 51%": what is left, or no more than.
const MINUS =
  /hạn chế|không đủ|còn cao|tồn tại|chưa|yếu|khó khăn|chậm|thiếu|thấp|bất cập|vướng mắc|không đạt|đôi lúc|có lúc|lúng túng|quá hạn|(?<![\p{L}\p{M}])(?:mới|chỉ) (?:đạt|được|có|hoàn thành|giải ngân)|(?<![\p{L}\p{M}]|xuống |chỉ )còn (?:\d|nhiều|một số|để|xảy ra|tình trạng)/gu
const PLUS =
  /không xảy ra|không để|chưa để|chưa xảy ra|được tháo gỡ|vượt qua|giữ được|giữ vững|duy trì|quyết liệt|đoàn kết|chặt chẽ|đúng tiến độ|đúng kế hoạch|đúng luật|đúng quy định|cố gắng|tăng từ|hình thành|ổn định|thuận lợi|đạt|đổi mới|bảo đảm|đảm bảo|kết quả|tích cực|chủ động|hoàn thành|nâng|tốt|quan tâm|biểu dương|hiệu quả|chuyển biến|ghi nhận/gu

/** Whether a text tells of shortcomings. */
export const isLimitation = (folded: string): boolean => folded.match(MINUS) !== null

// What is bad to have more of; a rate of it that falls is good.
const ILLS =
  "nghèo|thất thoát|tai nạn|tội phạm|vi phạm|nợ|ô nhiễm|khiếu nại|cháy|dịch|bệnh|tử vong|ùn tắc|tồn đọng|thất nghiệp|tảo hôn|bỏ học|lãng phí|sự cố|thiệt hại|tổn thất|lạm phát|mất"
const RISES = /(?<![\p{L}\p{M}])(tăng|giảm|cắt giảm|sụt giảm)(?= |$)/gu
const ILL = new RegExp(`(?<![\\p{L}\\p{M}])(?:${ILLS})(?![\\p{L}\\p{M}])`, "u")
const CLAUSE = /[;,.] /u

// How many clauses tell of a good and of a bad change: "tỷ lệ hộ nghèo giảm", "sản lượng tăng", "doanh thu giảm".
const changesIn = (folded: string): { readonly plus: number; readonly minus: number } => {
  let [plus, minus] = [0, 0]
  for (const clause of folded.split(CLAUSE)) {
    const last = [...clause.matchAll(RISES)].at(-1)
    if (last === undefined || /(?:bị|cắt|nhu cầu|phải) (?:tăng|giảm)/u.test(clause)) continue
    const isGood = (last[1] === "tăng") !== ILL.test(clause)
    if (isGood) plus += 1
    else minus += 1
  }
  return { plus, minus }
}

// What would be bad, and is over or did not come.
const AVERTED =
  /(?:không|chưa) (?:để|xảy ra) [^;,.]{0,60}|(?:nhiều |những |các )?(?:khó khăn|vướng mắc|tồn tại|hạn chế)[^;,.]{0,60}(?=được (?:tháo gỡ|khắc phục|giải quyết))|(?:vượt qua|tháo gỡ|khắc phục|giải quyết) (?:được )?(?:nhiều |những |các )?(?:khó khăn|vướng mắc|tồn tại|hạn chế)/gu

const polarityOf = ({ folded, topic }: Piece): Polarity => {
  if (topic !== null) return topic
  if (/^(?:tuy nhiên|tuy vậy|bên cạnh đó|song|mặc dù vậy)[ ,]/u.test(folded) && isLimitation(folded))
    return "limitation"
  const changes = changesIn(folded)
  const averted = folded.match(AVERTED)?.length ?? 0
  const rest = folded.replace(AVERTED, "")
  const minus = (rest.match(MINUS)?.length ?? 0) + changes.minus
  const plus =
    (rest.replace(/(?:chưa|không|thiếu|(?<!đổi )mới|chỉ) \S+/gu, "").match(PLUS)?.length ?? 0) + changes.plus + averted
  return plus > minus ? "achievement" : minus > plus ? "limitation" : "neutral"
}

// "…. Tuy nhiên, …": what went well and what did not, in one paragraph.
const TURNS = /(?<=[.;])\s+(?=(?:Tuy nhiên|Tuy vậy|Song|Mặc dù vậy|Bên cạnh đó)[ ,])/u
const turned = (source: string, piece: Piece): ReadonlyArray<Piece> => {
  const { start, end } = piece.content
  const turn = piece.topic === null ? TURNS.exec(source.slice(start, end).normalize("NFC")) : null
  // Only where composing the text moved nothing.
  if (turn === null || source.slice(start, end).normalize("NFC").length !== end - start) return [piece]
  const cut = start + turn.index
  return [
    { ...piece, content: { start, end: cut }, folded: foldedIn(source, { start, end: cut }).text.trim() },
    {
      ...piece,
      content: { start: cut + turn[0].length, end },
      folded: foldedIn(source, { start: cut + turn[0].length, end }).text.trim()
    }
  ]
}

export const findingsOf = (source: string, pieces: ReadonlyArray<Piece>): Reading["findings"] =>
  pieces
    .filter(({ kind }) => kind === "finding")
    .flatMap((piece) => turned(source, piece))
    .map((piece) => ({
      polarity: polarityOf(piece),
      quote: quoteOf(source, piece.content),
      ...(piece.topic === null
        ? ({ rule: "polarity-by-words", confidence: "likely" } as const)
        : ({ rule: "polarity-by-heading", confidence: "certain" } as const))
    }))
