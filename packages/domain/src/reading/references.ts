// Other documents that the text names, and what they are to this one.
import { findDocumentNumbers } from "../text/index.ts"
import type { Piece } from "./piece.ts"
import { quoteOf } from "./quote.ts"
import type { ReferenceFound, Relation } from "./reading.ts"
import { findPhrase, phrases, wordsOf } from "./words.ts"

const REPLACES = phrases("thay thế|bãi bỏ|hủy bỏ|thay cho|hết hiệu lực")
const AMENDS = phrases("sửa đổi|bổ sung|điều chỉnh|đính chính")
const REITERATES = phrases("đã chỉ đạo tại|đã giao tại|đã kết luận tại|đôn đốc|nhắc lại|đã yêu cầu tại|chưa thực hiện")
const BASED_ON = phrases(
  "căn cứ|thực hiện|triển khai|theo|trên cơ sở|tiếp theo|thi hành|quán triệt|quy định tại|đúng|tinh thần"
)

// What a meeting looked at before it concluded.
const EXAMINED = phrases("xem xét|nghiên cứu|nghe|thảo luận|sau khi")
const ABOVE: ReadonlySet<Piece["kind"]> = new Set<Piece["kind"]>(["opening", "reports_heard", "bridge"])

const BEFORE = 200

// The nearest cue before the number says what the document is to this one.
const relationOf = (
  source: string,
  { kind, content: { start: from } }: Piece,
  to: number
): Pick<ReferenceFound, "relation" | "confidence"> => {
  const words = wordsOf(source, { start: Math.max(from, to - BEFORE), end: to })
  const sentence = words.findLastIndex(({ text }) => text === "." || text === ";") + 1
  const near = words.slice(sentence)
  const has = (set: ReturnType<typeof phrases>): boolean => findPhrase(near, set) >= 0
  const cues: ReadonlyArray<readonly [Relation, ReturnType<typeof phrases>]> = [
    ["replaces", REPLACES],
    ["amends", AMENDS],
    ["reiterates", REITERATES],
    ["based_on", BASED_ON],
    ...(ABOVE.has(kind) ? [["based_on", EXAMINED] as const] : [])
  ]
  const relation = cues.find(([, set]) => has(set))?.[0]
  return relation === undefined ? { relation: "mentions", confidence: "certain" } : { relation, confidence: "likely" }
}

const READ = new Set<Piece["kind"]>([
  "title",
  "opening",
  "reports_heard",
  "finding",
  "bridge",
  "addressee",
  "provision",
  "discussion",
  "unrecognised"
])

/** The documents that are named by number, once for each place where they are. */
export const referencesOf = (source: string, pieces: ReadonlyArray<Piece>): ReadonlyArray<ReferenceFound> => {
  // What a reminder is based on is what it reminds of.
  const isReminder = pieces.some(({ kind, folded }) => kind === "title" && /đôn đốc|chấn chỉnh|nhắc/u.test(folded))
  return pieces
    .filter(({ kind }) => READ.has(kind))
    .flatMap((piece) =>
      findDocumentNumbers(source.slice(piece.content.start, piece.content.end)).map(({ span, symbol }) => {
        const at = { start: piece.content.start + span.start, end: piece.content.start + span.end }
        const found = relationOf(source, piece, at.start)
        return {
          quote: quoteOf(source, at),
          symbol,
          ...found,
          ...(isReminder &&
          (found.relation === "based_on" || (piece.kind === "opening" && found.relation === "mentions"))
            ? { relation: "reiterates" as const }
            : {}),
          rule: "number-in-text"
        }
      })
    )
}
