// Papers of offices by chance: conclusions, notices, letters, telegrams and minutes, made from a grammar of how such
// papers are made. People, places and bodies are invented.
import type { Chance } from "../ledger/chance.ts"

const PLACES = ["An Hòa", "Tân Lộc", "Bình Long", "Đông Thành", "Trầu Vàng", "Hương Khê", "Quỳnh Lâm", "Suối Đá"]
const PEOPLE = ["Nguyễn Thị Bông", "Trần Văn Bê", "Lê Quý Khoẻ", "Phạm Hoàng Đạt", "Đỗ Thuý Huỳnh", "Ngô Ưng"]
const MATTERS = [
  "công tác chuẩn bị bầu cử",
  "tiến độ giải phóng mặt bằng các cụm công nghiệp",
  "vệ sinh môi trường nông thôn",
  "giải ngân vốn đầu tư công",
  "phòng, chống hạn hán và xâm nhập mặn",
  "sắp xếp tổ chức bộ máy"
]
const PARTY_BODIES = [
  "Ban Thường vụ Huyện ủy",
  "Thường trực Huyện uỷ",
  "Ban Tổ chức Huyện ủy",
  "Ủy ban Kiểm tra Huyện ủy",
  "Văn phòng Huyện ủy",
  "Đảng ủy các xã, thị trấn",
  "Thường trực UBND huyện",
  "UBMTTQ và các đoàn thể huyện",
  "Hội Khuyến học huyện"
]
const STATE_BODIES = [
  "Sở Tài chính",
  "Sở Nông nghiệp và Môi trường",
  "Các Sở: Công Thương, Xây dựng, Nội vụ",
  "UBND các xã, phường có cụm công nghiệp",
  "Ban Quản lý dự án đầu tư xây dựng tỉnh",
  "Công an tỉnh",
  "Văn phòng UBND tỉnh",
  "Chủ tịch UBND các huyện, thị xã, thành phố",
  "các sở, ban, ngành, địa phương liên quan",
  "Công ty Cổ phần Đầu tư Nam Trầu"
]
const WORK = [
  "rà soát danh sách cử tri",
  "xây dựng phương án thu gom rác tại 09 xã",
  "tổ chức đại hội các cấp trang trọng, tiết kiệm",
  "tiếp tục tuyên truyền, vận động nhân dân",
  "hoàn thiện hồ sơ, trình UBND tỉnh",
  "xác định Hội có tính chất đặc thù hay không",
  "bố trí kinh phí; thường xuyên kiểm tra, đôn đốc",
  "tham mưu văn bản thay thế Quyết định số 15/QĐ-UBND ngày 02/01/2019",
  "chỉ đạo Phòng Nội vụ liên hệ Sở Nội vụ xin ý kiến",
  "kiểm điểm trách nhiệm do chậm báo cáo"
]
const DUE = [
  "",
  ", hoàn thành trước ngày 25/10/2026",
  ", báo cáo trước 14 giờ, ngày 05/12/2026",
  " trong tháng 9 năm 2026",
  " trong quý II/2026",
  " trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này",
  ", báo cáo vào thứ Sáu hằng tuần, trước 16 giờ",
  ", định kỳ hằng quý báo cáo kết quả",
  ", xong trước đại hội",
  "; kịp thời báo cáo khi có vấn đề phát sinh",
  " cho đến khi có hướng dẫn của cấp trên",
  ", chậm nhất ngày 31 tháng 12 năm 2026",
  " trước ngày 30/6"
]
const FINDINGS = [
  "Công tác chuẩn bị được triển khai đồng bộ, đạt kết quả tích cực.",
  "Một số xã chậm gửi báo cáo; kinh phí còn khó khăn.",
  "Tỷ lệ giải ngân mới đạt 54%."
]
const CLOSINGS = ["./.", ".", ";", ""]

type Kind = "party" | "state" | "letter" | "telegram" | "minutes"

interface Draft {
  readonly by: Chance
  readonly kind: Kind
  readonly place: string
  readonly matter: string
}

const bodyOf = ({ by, kind }: Draft): string =>
  by.pick(kind === "party" || (kind === "minutes" && by.happens(0.5)) ? PARTY_BODIES : STATE_BODIES)

const day = (by: Chance): string => `${by.below(28) + 1}/${by.below(12) + 1}/${2012 + by.below(15)}`

const dateLine = ({ by, place }: Draft): string =>
  by.happens(0.3)
    ? `${place}, ngày     tháng ${by.below(12) + 1} năm ${2012 + by.below(15)}`
    : `${place}, ngày ${by.below(28) + 1} tháng ${by.below(12) + 1} năm ${2012 + by.below(15)}`

const numberLine = ({ by, kind }: Draft): string => {
  const serial = by.happens(0.2) ? "    " : `${by.below(900) + 1}`
  if (kind === "party") return by.pick([`Số ${serial}-KL/HU`, `Số ${serial} - TB/HU`, `Số ${serial}-KL/ĐU`])
  if (kind === "letter") return by.pick([`Số: ${serial}/UBND-KT`, `Số ${serial}-CV/HU`])
  return kind === "telegram" ? `Số: ${serial}/CĐ-CTUBND` : by.pick([`Số: ${serial}/TB-UBND`, `Số: ${serial}/TB-VPCP`])
}

const headOf = (draft: Draft): ReadonlyArray<string> => {
  const { by, kind, place } = draft
  const own =
    kind === "party"
      ? [`HUYỆN ỦY ${place.toUpperCase()}`, "*"]
      : ["ỦY BAN NHÂN DÂN", `TỈNH ${place.toUpperCase()}`, "-------"]
  const heading =
    kind === "party"
      ? ["ĐẢNG CỘNG SẢN VIỆT NAM", "-----"]
      : ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "______"]
  const left = kind === "minutes" ? own : [...own, numberLine(draft)]
  const right = [...heading, dateLine(draft)]
  const between = by.pick(["          ", "\t\t", " | ", "\n"])
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    `${left[row] ?? ""}${between}${right[row] ?? ""}`.trimEnd()
  )
  return [...(by.happens(0.05) ? [by.pick(["HỎA TỐC", "MẬT", "Khẩn"])] : []), ...rows, ""]
}

const titleOf = ({ by, kind, matter }: Draft): ReadonlyArray<string> => {
  if (kind === "party") return ["KẾT LUẬN", `của Ban Thường vụ Huyện ủy về ${matter}`, ""]
  if (kind === "letter") return [`V/v đôn đốc thực hiện ${matter}`, ""]
  if (kind === "telegram") return ["CÔNG ĐIỆN", `Về việc ${matter}`, ""]
  return kind === "minutes"
    ? ["BIÊN BẢN", `họp giao ban ${matter}`, ""]
    : ["THÔNG BÁO", `Kết luận của Phó Chủ tịch UBND tỉnh ${by.pick(PEOPLE)} tại cuộc họp về ${matter}`, ""]
}

const openingOf = (draft: Draft): ReadonlyArray<string> => {
  const { by, kind, matter } = draft
  const list = (): string => Array.from({ length: by.below(4) + 1 }, () => bodyOf(draft)).join(by.pick([", ", "; "]))
  if (kind === "letter") return [`Kính gửi: ${list()}.`, "", `Thực hiện Thông báo số 302/TB-UBND ngày ${day(by)};`]
  if (kind === "telegram") return ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:", `- ${bodyOf(draft)};`, `- ${bodyOf(draft)}.`]
  const who = kind === "party" ? "Ban Thường vụ Huyện ủy" : `Phó Chủ tịch UBND tỉnh ${by.pick(PEOPLE)}`
  if (kind === "minutes")
    return [
      `Thời gian: 08 giờ, ngày ${day(by)}`,
      `Chủ trì: đồng chí ${by.pick(PEOPLE)}, Chủ tịch UBND xã`,
      `Thành phần: ${list()}`,
      "I. NỘI DUNG",
      `- ${bodyOf(draft)} báo cáo về ${matter}.`,
      "II. KẾT LUẬN"
    ]
  return [
    `Ngày ${day(by)}, ${who} chủ trì cuộc họp về ${matter}. Thành phần dự họp gồm: ${list()}.`,
    `Sau khi nghe ${bodyOf(draft)} báo cáo và ý kiến thảo luận, ${who} kết luận như sau:`,
    ""
  ]
}

const findingsOf = ({ by }: Draft): ReadonlyArray<string> =>
  by.happens(0.5)
    ? []
    : ["I. ĐÁNH GIÁ CHUNG", "1. Kết quả đạt được:", `- ${by.pick(FINDINGS)}`, "2. Hạn chế:", `- ${by.pick(FINDINGS)}`]

const sentence = (draft: Draft): string => {
  const { by } = draft
  const body = bodyOf(draft)
  const work = `${by.pick(WORK)}${by.pick(DUE)}`
  return by.pick([
    `Giao ${body} chủ trì, phối hợp với ${bodyOf(draft)} ${work}`,
    `Giao ${body} ${work}`,
    `Yêu cầu ${body} ${work}`,
    `Đề nghị ${body} ${work}`,
    `${body} chủ trì ${work}`,
    `${body}: ${work}`,
    `Thống nhất chủ trương ${work}`,
    `Về ${draft.matter}: ${body} ${work}`,
    `Nếu có vướng mắc thì ${body} ${work}`,
    `Tiếp tục ${work}`
  ])
}

const MARKS: ReadonlyArray<(at: number) => string> = [
  (at) => `${at}. `,
  (at) => `${"abcdđeghiklmnopqrstuvxy".charAt((at - 1) % 23)}) `,
  () => "- ",
  () => "+ ",
  (at) => `${at}) `,
  (at) => `(${at}) `,
  () => ""
]

const itemsOf = (draft: Draft, items: number): ReadonlyArray<string> => {
  const { by } = draft
  const lines: Array<string> = []
  let main = 0
  while (lines.length < items) {
    main += 1
    const hasParts = by.happens(0.4)
    const number = by.happens(0.1) ? `${["I", "II", "III", "IV", "V"][main % 5]}. ` : `${main}. `
    lines.push(
      hasParts
        ? `${number}${by.happens(0.6) ? `${bodyOf(draft)}:` : `Về ${draft.matter}`}`
        : `${number}${sentence(draft)}${by.pick(CLOSINGS)}`
    )
    if (!hasParts) continue
    const deep = by.happens(0.2)
    const mark = by.pick(MARKS)
    for (let at = 1; at <= by.below(5) + 1; at++) {
      lines.push(`${deep ? `${main}.${at}. ` : mark(at)}${sentence(draft)}${by.pick(CLOSINGS)}`)
      if (deep && by.happens(0.5)) lines.push(`${by.pick(MARKS)(1)}${sentence(draft)}`)
    }
  }
  return lines
}

const tailOf = (draft: Draft): ReadonlyArray<string> => {
  const { by, kind } = draft
  const recipients = Array.from({ length: by.below(8) + 1 }, () =>
    by.pick([`- ${bodyOf(draft)},`, `- ${bodyOf(draft)} (để b/c);`, "- Như trên;", `- ${bodyOf(draft)}`])
  )
  const signature = by.pick([
    ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"],
    ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
    ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
    ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ"]
  ])
  const left = kind === "minutes" ? ["THƯ KÝ"] : ["Nơi nhận:", ...recipients, "- Lưu: VT."]
  const right = [...signature, "", "(Đã ký)", "", by.pick(PEOPLE)]
  const rows = by.happens(0.5)
    ? [...left, "", ...right]
    : Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
        `${(left[row] ?? "").padEnd(45)}${right[row] ?? ""}`.trimEnd()
      )
  return [
    "",
    `${by.pick(["Văn phòng", "Trên đây là kết luận"])} thông báo để các cơ quan biết, thực hiện./.`,
    "",
    ...rows
  ]
}

/** A paper by chance, with about so many lines of items. */
export const paper = (by: Chance, items = by.below(12) + 1): string => {
  const kinds: ReadonlyArray<Kind> = ["party", "party", "state", "state", "letter", "telegram", "minutes"]
  const draft: Draft = { by, kind: by.pick(kinds), place: by.pick(PLACES), matter: by.pick(MATTERS) }
  return [
    ...headOf(draft),
    ...titleOf(draft),
    ...openingOf(draft),
    ...findingsOf(draft),
    ...itemsOf(draft, items),
    ...tailOf(draft)
  ].join("\n")
}
