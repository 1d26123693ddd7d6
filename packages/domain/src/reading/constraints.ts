// Quality bars on the work ("trang trọng, tiết kiệm"): no tasks [12].
import { quoteOf } from "./quote.ts"
import type { Quote } from "./reading.ts"
import { phrases, spanOf, type Word } from "./words.ts"

const ENSURE = phrases(
  "đảm bảo|bảo đảm|đảm bảo yêu cầu|bảo đảm yêu cầu|đảm bảo tính|bảo đảm tính|đảm bảo sự|phải đảm bảo|trên tinh thần|theo hướng|đảm bảo đúng|một cách"
)
const BAR = phrases(
  "trang trọng|tiết kiệm|thiết thực|hiệu quả|an toàn|chất lượng|công khai|minh bạch|khách quan|dân chủ|nghiêm túc|chặt chẽ|ngắn gọn|gọn nhẹ|vui tươi|lành mạnh|phấn khởi|" +
    "đoàn kết|đúng quy định|đúng quy định của pháp luật|đúng luật|đúng pháp luật|đúng tiến độ|đúng đối tượng|đúng nguyên tắc|đúng quy trình|đúng thời gian|đúng điều lệ|" +
    "đúng hướng dẫn|đúng kế hoạch|đúng thẩm quyền|theo quy định|phù hợp|khả thi|tiến độ|trật tự|văn minh|đầy đủ|chính xác|thành công tốt đẹp|sâu sắc|toàn diện|công bằng|kịp thời"
)
// Bars that stand for themselves, without "đảm bảo" in front.
const SURE_BAR = phrases("trang trọng|tiết kiệm|ngắn gọn|gọn nhẹ|vui tươi|lành mạnh|đúng quy định|đúng luật")

/** Whether a bar is set to things, and nobody is told: "Các hoạt động của lễ hội phải bảo đảm an toàn". */
export const setsBar = (words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  for (let at = from + 1; at < to && at < from + FARTHEST_BAR; at++) {
    if (/^[.,;:]$/u.test(words[at]?.text ?? "")) return false
    const ensure = DUTY(words, at) > 0 ? ENSURE(words, at + DUTY(words, at)) : 0
    if (ensure > 0) return BAR(words, at + DUTY(words, at) + ensure) > 0
  }
  return false
}
const DUTY = phrases("phải|cần|cần phải")
const FARTHEST_BAR = 24

/** The bars between two words, each by itself. */
export const constraintsOf = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number
): ReadonlyArray<Quote> => {
  const found: Array<Quote> = []
  let at = from
  while (at < to) {
    const ensure = ENSURE(words, at)
    let bar = at + ensure
    if (BAR(words, bar) === 0 || (ensure === 0 && SURE_BAR(words, bar) === 0)) {
      at += 1
      continue
    }
    while (bar < to && BAR(words, bar) > 0) {
      const end = bar + BAR(words, bar)
      found.push(quoteOf(source, spanOf(words, bar, end)))
      bar = end
      if (words[bar]?.text === ",") bar += 1
      if (words[bar]?.text === "và") bar += 1
    }
    at = bar
  }
  return found
}
