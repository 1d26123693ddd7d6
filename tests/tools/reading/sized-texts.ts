// Texts of any size: ordinary ones, and those made to be slow to read.
import { chance } from "../../support/ledger/chance.ts"
import { paper } from "../../support/reading/papers.ts"

export interface SizedText {
  readonly name: string
  readonly isOrdinary: boolean
  /** About so many UTF-16 units; no two calls give the same text. */
  readonly make: (length: number) => string
}

const HEAD = "Số: 12/TB-UBND\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\n\nChủ tịch UBND tỉnh kết luận như sau:\n\n"

let made = 0
// Each text begins differently, so that nothing kept from the text before can answer for it.
const numbered = (text: string): string => {
  made += 1
  return `${made}\n${text}`
}

const cutTo = (text: string, length: number): string => text.slice(0, length)

/** A piece again and again, each time with another number where it says `#`. */
const repeated = (piece: string, length: number): string => {
  const parts: Array<string> = []
  for (let size = 0, at = 1; size < length; at++) {
    const part = piece.replaceAll("#", String(at))
    parts.push(part)
    size += part.length
  }
  return cutTo(parts.join(""), length)
}

const inDocument = (name: string, piece: string): SizedText => ({
  name,
  isOrdinary: false,
  make: (length) => numbered(HEAD + repeated(piece, length))
})
const bare = (name: string, piece: string, before = ""): SizedText => ({
  name,
  isOrdinary: false,
  make: (length) => numbered(before + repeated(piece, length))
})

/** What is measured; `corpus` are whole documents. */
export const sizedTexts = (corpus: ReadonlyArray<string>): ReadonlyArray<SizedText> => [
  {
    name: "documents of the corpus, one behind the other",
    isOrdinary: true,
    make: (length) => {
      const parts: Array<string> = []
      for (let size = 0, at = 0; size < length; at++) {
        const text = (corpus[at % corpus.length] ?? "").replace(/\d+/g, (digits) => String((Number(digits) + at) % 97))
        parts.push(text)
        size += text.length + 2
      }
      return numbered(cutTo(parts.join("\n\n"), length))
    }
  },
  {
    name: "one document of very many items",
    isOrdinary: true,
    // An item of the grammar has about 120 letters.
    make: (length) => numbered(cutTo(paper(chance(length), Math.ceil(length / 100)), length))
  },
  {
    name: "one document of very many items in prose",
    isOrdinary: true,
    make: (length) =>
      numbered(
        HEAD +
          repeated(
            "#. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính và UBND huyện rà soát # dự án, tham mưu UBND tỉnh trước ngày 20/11/2026; kịp thời báo cáo khi có vướng mắc.\n",
            length
          )
      )
  },
  bare("one letter", "a"),
  bare("capitals", "A"),
  bare("combining marks", "\u0323\u0301\u0302"),
  bare("blanks", " ", "x"),
  bare("line ends", "\n"),
  bare("short lines", "a\n"),
  bare("stops", "."),
  bare("commas", ","),
  bare("brackets that never close", "(["),
  bare("quotation marks", '"“'),
  bare("decorations", "*_#"),
  bare("bars", "|a"),
  bare("tabs", "\ta"),
  bare(
    "rows of a table of tasks",
    "1\tLập hồ sơ\tSở A (phối hợp: Sở B)\t1/5\n",
    `${HEAD}STT\tNội dung\tChủ trì\tPhối hợp\tThời hạn\n`
  ),
  bare("tables of tasks without rows", "Nội dung\tChủ trì\n", HEAD),
  bare(
    "one row of very many cells",
    "31/5\tSở A\t",
    `${HEAD}Nội dung\tChủ trì\tPhối hợp\tThời hạn${"\tA".repeat(1000)}\n`
  ),
  bare("surrogates alone", "\uD800"),
  bare("digits", "1"),
  bare("dates", "ngày 1/2/2026 "),
  bare("dates in a meeting", "ngày 1/2/2026, ", "KẾT LUẬN\nNgày "),
  bare("days of a bridge", "ngày 1/2/2026 số 1/TB-UBND ", "KẾT LUẬN\nSau khi nghe báo cáo "),
  bare("numbers of documents", "1/QĐ-UBND ", "KẾT LUẬN\nCăn cứ "),
  bare("issuers in cells", "UBND|XÃ A|"),
  bare("titles", "KẾT LUẬN\n"),
  bare("title cells", "KẾT LUẬN|của A|"),
  bare("national headings", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|"),
  bare("marks of secrecy", "MẬT\n"),
  bare("marks in cells", "MẬT|KHẨN|"),
  bare("salutations", "Kính gửi: Sở A, Sở B\n"),
  bare("participants", "các sở: ", "KẾT LUẬN\nThành phần: "),
  bare("meeting without an end", "Sở A họp, ", "KẾT LUẬN\nNgày 1/2/2026, "),
  bare("reports without an end", "Sở A báo cáo, và ", "KẾT LUẬN\nNgày 1/2/2026, nghe "),
  inDocument("items without ends", "#. Giao Sở A\n"),
  inDocument("numbers only", "1."),
  inDocument("numbered lines only", "1.\n"),
  inDocument("nested numbers", "1.1.1.1. a\n1.1. b\n"),
  inDocument("numbers taken twice", "999. Giao Sở A\n- Giao Sở B\n"),
  inDocument("letters", "a) x\n"),
  inDocument("bullets", "- x\n"),
  inDocument("one line of orders", "Giao "),
  inDocument("orders in one item", "Giao Sở A, "),
  inDocument("lists without an end", "Sở A, "),
  inDocument("introductions without an end", "các Sở: "),
  inDocument("senders without an end", "gửi x về Sở A, các xã có x, "),
  inDocument("watchers without an end", "Sở A theo dõi "),
  inDocument("conditions without an end", "nếu khi báo cáo "),
  inDocument("clocks without an end", "trước 14 giờ, "),
  inDocument("counted days without an end", "trong 5 ngày kể từ ngày "),
  inDocument("until without an end", "cho đến khi "),
  inDocument("bridges", "Yêu cầu như sau:\n1. x\n"),
  inDocument("colons", "Giao Sở A: "),
  inDocument("findings", "1. Hạn chế:\n- chưa đạt\n"),
  inDocument("sentences", "Giao Sở A rà soát. Báo cáo. "),
  inDocument("one unknown word a line", "Sở\n"),
  inDocument("consulted bodies", "#. Giao Sở A# liên hệ với Sở B# xin ý kiến.\n"),
  bare("recipients", "- Sở A;\n", `${HEAD}1. x\n\nNơi nhận:\n`),
  bare("recipients on one line", "Sở A; ", `${HEAD}1. x\n\nNơi nhận: `),
  bare("recipients with stops inside", "..... x", `${HEAD}1. x\n\nNơi nhận:\n- q `),
  bare("signature in capitals", "A", `${HEAD}1. x\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n`),
  bare("signature of capital words", "AB CD ", `${HEAD}1. x\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n`),
  bare("signature in cells", "Lê Văn A|", `${HEAD}1. x\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê A|Lê B|\n`),
  bare("signers side by side", "|BÍ THƯ", `${HEAD}1. x\n\nT/M BAN THƯỜNG VỤ\n\nBÍ THƯ\n`),
  bare("signers", "BÍ THƯ\nLê Văn A|Lê Văn B\n", `${HEAD}1. x\n\nT/M BAN THƯỜNG VỤ\n`),
  bare("minutes", "1. Chủ trì: ông A\n", "BIÊN BẢN\n"),
  bare("page numbers", "1\n\f", HEAD)
]
