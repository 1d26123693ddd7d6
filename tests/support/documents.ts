// Documents for tests: our example, invented ones of other shapes, and arbitraries that spoil them as typing and copying do.
import { readFileSync } from "node:fs"
import fc from "fast-check"
import { hybrid } from "./reading/mutations.ts"

/** The example that the documentation uses. */
export const example: string = readFileSync(new URL("../../examples/12-KL-HU.md", import.meta.url), "utf8")

/** A Party conclusion with a heading in two columns, Roman groups, letters, and recipients beside the signature. */
export const partyConclusion = `TỈNH ỦY ĐỒNG SÔNG                         ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY AN HÒA
        *                                  An Hòa, ngày 12 tháng 3 năm 2021
Số 45-KL/HU

                         KẾT LUẬN
        của Ban Thường vụ Huyện ủy tại phiên họp ngày 10/3/2021
        về công tác chuẩn bị bầu cử

Ngày 10/3/2021, Ban Thường vụ Huyện ủy họp phiên thường kỳ. Thành phần dự họp gồm: các đồng chí Ủy viên Ban Thường vụ Huyện ủy, lãnh đạo UBND huyện, Trưởng Công an huyện.
Sau khi nghe báo cáo của Ban Tổ chức Huyện ủy về tiến độ chuẩn bị bầu cử và ý kiến thảo luận, Ban Thường vụ Huyện ủy kết luận như sau:

I. ĐÁNH GIÁ CHUNG
1. Kết quả đạt được:
- Công tác chuẩn bị được triển khai đồng bộ, đạt yêu cầu.
2. Hạn chế:
- Một số xã chậm gửi báo cáo.

II. NHIỆM VỤ TRỌNG TÂM
1. Đồng ý chủ trương bố trí kinh phí cho các điểm bầu cử theo đề nghị của UBND huyện.
2. Giao Ban Tổ chức Huyện ủy chủ trì, phối hợp với Ủy ban Kiểm tra Huyện ủy, Phòng Nội vụ tham mưu quy trình nhân sự, trình Ban Thường vụ Huyện ủy trước ngày 15/3/2021.
3. Yêu cầu UBND huyện:
a) Chỉ đạo Công an huyện xây dựng kế hoạch bảo đảm an ninh, hoàn thành trong tháng 4 năm 2021.
b) Định kỳ hằng tháng báo cáo kết quả về Thường trực Huyện ủy.
c) Khẩn trương rà soát danh sách cử tri.
4. Đề nghị Ban Thường trực Ủy ban MTTQ Việt Nam huyện tổ chức hội nghị hiệp thương đúng luật, xong trước đại hội.
5. Giao Văn phòng Huyện ủy theo dõi, đôn đốc việc thực hiện Kết luận này.

Nơi nhận:                                   T/M BAN THƯỜNG VỤ
- Thường trực Tỉnh ủy (để báo cáo),              BÍ THƯ
- Các đồng chí Huyện ủy viên,
- UBND huyện,                                  (Đã ký)
- Ban Tổ chức Huyện ủy,
- Lưu Văn phòng Huyện ủy.                   Nguyễn Thị Bông
`

/** A state notice of a conclusion, whose concluding person, issuing office and signer differ; the day is left blank. */
export const stateNotice = `VĂN PHÒNG CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 467/TB-VPCP
Hà Nội, ngày     tháng 11 năm 2025

THÔNG BÁO
Kết luận của Phó Thủ tướng Trần Văn Bê tại cuộc họp về tiến độ Dự án

Ngày 5 tháng 11 năm 2025, Phó Thủ tướng Trần Văn Bê chủ trì cuộc họp về tiến độ Dự án. Tham dự cuộc họp có đại diện lãnh đạo các Bộ: Xây dựng, Tài chính, Nội vụ; lãnh đạo UBND tỉnh An Giang.
Sau khi nghe báo cáo của Bộ Xây dựng, ý kiến của các đại biểu dự họp, Phó Thủ tướng Trần Văn Bê kết luận như sau:
1. Thống nhất với đề nghị của Bộ Xây dựng về việc điều chỉnh tiến độ.
2. Bộ Xây dựng chủ trì, phối hợp với Bộ Tài chính hoàn thiện hồ sơ, báo cáo Thủ tướng Chính phủ trong quý II/2026.
3. UBND tỉnh An Giang khẩn trương giải phóng mặt bằng, bàn giao chậm nhất ngày 31 tháng 12 năm 2025; kịp thời báo cáo Bộ Xây dựng khi có vướng mắc.
Văn phòng Chính phủ thông báo để các Bộ, cơ quan biết, thực hiện./.

Nơi nhận:
- Thủ tướng Chính phủ (để b/c);
- Các Bộ: Xây dựng, Tài chính;
- UBND tỉnh An Giang;
- Lưu: VT, CN (2).
KT. BỘ TRƯỞNG, CHỦ NHIỆM
PHÓ CHỦ NHIỆM


Lê Văn Xê
`

/** The smallest Party conclusion around given items. */
export const conclusionWith = (...items: ReadonlyArray<string>): string =>
  `Số 03-KL/HU\n\nKẾT LUẬN\ncủa Thường trực Huyện ủy\n\nThường trực Huyện ủy kết luận như sau:\n\n${items.join("\n")}\n`

/** Letters of every kind of trouble: hybrid words, look-alikes, blanks, marks of Markdown, lone surrogates, controls. */
const noise = fc.oneof(
  fc.constantFrom(
    "\u00A0",
    "\u200B",
    "\u2011",
    "–",
    "**",
    "#",
    "### ",
    "- ",
    "\t",
    "|",
    "\r",
    "\n\n",
    "\uD800",
    "\u0000",
    "é\u0302",
    "Ð",
    "ð",
    "1.",
    "a)",
    "II. ",
    "Nơi nhận:",
    "T/M BAN THƯỜNG VỤ",
    "KẾT LUẬN",
    "Giao UBND huyện",
    "trước ngày 31/2/2020",
    "MẬT",
    "Số 9-KL/HU",
    "\u0323\u0301\u0302",
    ":",
    ";",
    "./."
  ),
  fc.string({ unit: "binary", maxLength: 4 })
)

const change: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.constantFrom<(text: string) => string>(
    (text) => text.replaceAll(" ", "  "),
    (text) => text.replaceAll(" ", "\u00A0"),
    (text) => text.normalize("NFD"),
    hybrid,
    (text) => text.replaceAll("\n", "\r\n"),
    (text) => text.toUpperCase(),
    (text) => text.replaceAll("\n", " "),
    (text) => text.replaceAll("- ", ""),
    (text) => text.replaceAll("*", ""),
    // As a converter writes the two columns of a heading or of recipients and signature.
    (text) => text.replace(/^(.*\S) {3,}(\S.*)$/gm, "| $1 | $2 |").trimEnd()
  ),
  fc.nat().map((at) => (text: string) => {
    const lines = text.split("\n")
    return lines.filter((_, index) => index !== at % lines.length).join("\n")
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([from, to]) => (text: string) => {
    const lines = text.split("\n")
    const [line = ""] = lines.splice(from % lines.length, 1)
    lines.splice(to % (lines.length + 1), 0, line)
    return lines.join("\n")
  }),
  fc.tuple(fc.nat(), noise).map(([at, insert]) => (text: string) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + insert + text.slice(place)
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([at, length]) => (text: string) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + text.slice(place + (length % 200))
  })
)

/** A real-looking document after up to eight of those changes. */
export const spoiledDocument: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(example, partyConclusion, stateNotice), fc.array(change, { maxLength: 8 }))
  .map(([text, changes]) => changes.reduce((spoiled, spoil) => spoil(spoiled), text))

/** Any string at all, of the pieces that rules look for or of random units. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(noise, { maxLength: 60 }).map((parts) => parts.join(" ")),
  fc.array(noise, { maxLength: 60 }).map((parts) => parts.join("\n")),
  fc.string({ unit: "binary", maxLength: 300 })
)

const ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(" ")
const RHYMES = "a ă â e ê i o ô ơ u ư y ai ao oa oe uy uê ua ưa ươ iê oai oan uyn uynh uyt oang ân êch ông".split(" ")
const TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]

/** A syllable with its tone on the last vowel letter, composed. Not each is a word. */
export const syllable: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom("", ...ONSETS), fc.constantFrom(...RHYMES), fc.constantFrom(...TONES))
  .map(([onset, rhyme, tone]) => {
    const at = rhyme.search(/[aăâeêioôơuưy](?![aăâeêioôơuưy])/u)
    return `${onset}${rhyme.slice(0, at + 1)}${tone}${rhyme.slice(at + 1)}`.normalize("NFC")
  })

/** A name of up to five syllables, some with a capital. */
export const name: fc.Arbitrary<string> = fc
  .array(fc.tuple(syllable, fc.boolean()), { minLength: 1, maxLength: 5 })
  .map((words) =>
    words.map(([word, isCapital]) => (isCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word)).join(" ")
  )

/** The same text as different keyboards and converters store it. */
export const typed: fc.Arbitrary<(text: string) => string> = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.normalize("NFD"),
  hybrid,
  (text) => text.replaceAll(" ", "\u00A0"),
  (text) => text.replaceAll(" ", "  "),
  (text) => text.toUpperCase()
)
