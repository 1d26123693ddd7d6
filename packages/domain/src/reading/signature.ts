// Who signed: on whose behalf, in which post, by what name. Four facts, none filled from another [7].
import { bodyKey, key, unmarked } from "../text/index.ts"
import type { Line } from "./lines.ts"
import type { Piece } from "./piece.ts"
import { withoutPlace } from "./number.ts"
import { display, quoteOf } from "./quote.ts"
import type { Party, Quote, Reading } from "./reading.ts"
import { spelled } from "./spelling.ts"
import { spanOf, wordsOf } from "./words.ts"

type Signature = NonNullable<Reading["signature"]>

const MODE = /^(t ?\/ ?m|tm|k ?\/ ?t|kt|t ?\/ ?l|tl|t ?\/? ?uq) ?\.? ?(?=\p{L})/u
const POST =
  /^(?:q\. ?|quyền )?(?:bí thư|phó bí thư|chủ tịch|phó chủ tịch|chánh văn phòng|phó chánh văn phòng|giám đốc|phó giám đốc|tổng giám đốc|trưởng ban|phó trưởng ban|bộ trưởng|thứ trưởng|thủ tướng|phó thủ tướng|trưởng phòng|phó trưởng phòng|thường trực ban bí thư|tổng bí thư|chủ nhiệm|phó chủ nhiệm|ủy viên|chủ tọa|chủ trì|người chủ trì|cục trưởng|phó cục trưởng|tổng cục trưởng|viện trưởng|chánh thanh tra|chỉ huy trưởng|thanh tra|đội trưởng|hiệu trưởng|bộ trưởng, chủ nhiệm)(?: (?:thường trực|huyện ủy|tỉnh ủy|đảng ủy|ubnd|.{1,60}))?$/u
const SIGNED =
  /^[([]?(?:đã ký.{0,20}|ký tên.*|chữ ký.*|ký, .{0,40}|ký bởi.*|người ký.*|ngày ký.*|thời gian ký.*)[)\]]?\.?$/u

// Scans lose its marks.
export const isDistributionHeading = (line: Line): boolean =>
  line.folded.length < 400 && /^noi nhan(?: ?:|$)/.test(unmarked(line.folded.slice(0, 20)))

/** Whether a line begins a signature: a mode and a collective in capitals, or a post in capitals. */
export const isSigning = (line: Line): boolean =>
  line.isUpper && line.folded.length < 140 && (MODE.test(line.folded) || POST.test(line.folded))

const modeOf = (folded: string): Signature["mode"] => {
  const letters = MODE.exec(folded)?.[1]?.replace(/[^\p{L}]/gu, "")
  if (letters === "tm") return "T/M"
  if (letters === "kt") return "K/T"
  if (letters === "tl") return "T/L"
  return letters === "tuq" ? "TUQ" : null
}

const INCOMPLETE = /^(?:ban thường vụ|ban chấp hành|thường trực)$/u

// "T/M BAN THƯỜNG VỤ" of a district committee is "Ban Thường vụ Huyện ủy".
const collectiveOf = (quote: Quote, source: string, issuer: Party | null): Party => {
  const name = spelled(display(source, quote.span))
  const isOfIssuer = issuer !== null && INCOMPLETE.test(key(name)) && /^\S+ ủy/u.test(bodyKey(issuer.name).key)
  return {
    kind: "body",
    name: isOfIssuer ? `${name} ${withoutPlace(issuer.name)}` : name,
    quote,
    rule: isOfIssuer ? "collective-of-issuer" : "named",
    confidence: isOfIssuer ? "likely" : "certain"
  }
}

const isName = (text: string): boolean => /^(?:\p{Lu}[\p{L}\p{M}.]*[ -]?){2,6}$/u.test(text.normalize("NFC"))

export const signatureOf = (source: string, pieces: ReadonlyArray<Piece>, issuer: Party | null): Signature | null => {
  const lines = pieces.filter(({ kind, folded }) => kind === "signature" && folded !== "" && !SIGNED.test(folded))
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return null
  const all = pieces.filter(({ kind }) => kind === "signature")
  const isTogether = pieces.indexOf(last) - pieces.indexOf(first) <= all.length
  const mode = modeOf(first.folded)
  const behind = mode === null ? null : behindMode(source, first)
  // "TM. UBND / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH": whoever signs for another stands below; the post is the last one's.
  const below = lines.slice(mode === null ? 0 : 1)
  const posts = below.filter(({ folded }) => modeOf(folded) === null)
  const stand = below.find(({ folded }) => modeOf(folded) !== null)
  const nameAt = posts.findLastIndex((line, index) => {
    const text = display(source, line.content)
    return isName(text) && !POST.test(line.folded) && (index > 0 || mode !== null)
  })
  const name = posts[nameAt]
  const postLines = nameAt < 0 ? posts : posts.slice(0, nameAt)
  const [post, lastPost] = [postLines[0], postLines.at(-1)]
  return {
    quote: quoteOf(source, { start: first.content.start, end: isTogether ? last.content.end : first.content.end }),
    mode,
    collective: mode === "T/M" && behind !== null ? collectiveOf(behind, source, issuer) : null,
    principal: mode === "T/M" ? (stand === undefined ? null : behindMode(source, stand)) : behind,
    position:
      post === undefined || lastPost === undefined
        ? null
        : quoteOf(source, {
            start: post.content.start,
            end: post.content.end < lastPost.content.end && isTogether ? lastPost.content.end : post.content.end
          }),
    name: name === undefined ? null : quoteOf(source, name.content),
    rule: mode === null ? "post-and-name" : "mode-post-and-name",
    confidence: name === undefined ? "guess" : mode === null ? "likely" : "certain"
  }
}

// "CHỦ TỊCH" in "KT. CHỦ TỊCH".
const behindMode = (source: string, { content }: Piece): Quote | null => {
  const words = wordsOf(source, content)
  const skipped = words[0] === undefined ? 0 : modeLength(words.map(({ text }) => text))
  return skipped >= words.length ? null : quoteOf(source, spanOf(words, skipped, words.length))
}

// How many words the mode has: "t/m", or "tm" ".", or "t" "/" "m".
const modeLength = (texts: ReadonlyArray<string>): number => {
  let at = 0
  while (
    at < texts.length &&
    at < 4 &&
    /^(?:t|m|k|l|uq|tm|kt|tl|tuq|t\/m|k\/t|t\/l|t\/uq|\/|\.)$/u.test(texts[at] ?? "")
  )
    at++
  return at
}
