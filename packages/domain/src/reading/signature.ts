// Who signed: on whose behalf, in which post, by what name. Four facts, none filled from another [7].
import { key, unmarked } from "../text/index.ts"
import type { Line } from "./lines.ts"
import { withoutPlace } from "./number.ts"
import type { Piece } from "./piece.ts"
import { display, quoteOf } from "./quote.ts"
import type { Party, Quote, SignatureFound } from "./reading.ts"
import { spelled } from "./spelling.ts"
import { spanOf, wordsOf } from "./words.ts"

const MODE = /^(t ?\/ ?m|tm|k ?\/ ?t|kt|t ?\/ ?l|tl|t ?\/? ?uq) ?\.? ?(?=\p{L})/u
const POST =
  /^(?:q\. ?|quyền )?(?:bí thư|phó bí thư|chủ tịch|phó chủ tịch|chánh văn phòng|phó chánh văn phòng|giám đốc|phó giám đốc|tổng giám đốc|trưởng ban|phó trưởng ban|bộ trưởng|thứ trưởng|thủ tướng|phó thủ tướng|trưởng phòng|phó trưởng phòng|thường trực ban bí thư|tổng bí thư|chủ nhiệm|phó chủ nhiệm|ủy viên|chủ tọa|chủ trì|người chủ trì|thư ký|người ghi biên bản|đại diện|cục trưởng|phó cục trưởng|tổng cục trưởng|viện trưởng|chánh thanh tra|chỉ huy trưởng|thanh tra|đội trưởng|hiệu trưởng|bộ trưởng, chủ nhiệm)(?: (?:thường trực|huyện ủy|tỉnh ủy|đảng ủy|ubnd|.{1,60}))?$/u
const SIGNED =
  /^[([]? ?(?:đã ký.{0,20}|ký tên.*|chữ ký.*|ký, .{0,40}|ký bởi.*|người ký.*|ngày ký.*|thời gian ký.*) ?[)\]]?\.?$/u

// Scans lose its marks.
export const isDistributionHeading = (line: Line): boolean =>
  line.folded.startsWith("n") &&
  line.folded.length < 400 &&
  /^noi nhan(?: ?:|$)/.test(unmarked(line.folded.slice(0, 20)))

/** Whether a line begins a signature: a mode and a collective in capitals, or a post in capitals. */
export const isSigning = (line: Line): boolean =>
  line.isUpper && line.folded.length < 140 && (MODE.test(line.folded) || POST.test(line.folded))

const modeOf = (folded: string): SignatureFound["mode"] => {
  const letters = MODE.exec(folded)?.[1]?.replace(/[^\p{L}]/gu, "")
  if (letters === "tm") return "T/M"
  if (letters === "kt") return "K/T"
  if (letters === "tl") return "T/L"
  return letters === "tuq" ? "TUQ" : null
}

// They need the name of their committee; scans spoil their marks.
const BOARDS = new Map([
  ["ban thuong vu", "Ban Thường vụ"],
  ["ban chap hanh", "Ban Chấp hành"],
  ["thuong truc", "Thường trực"]
])
const COMMITTEE = /^(?:huyen|tinh|thanh|quan|thi|dang) uy/

const OF_COMMITTEE = /^ (?:huyen|tinh|thanh|quan|thi|dang) uy(?: |$)/

// A Ban Chấp hành is elected by the Đảng bộ that its Đảng ủy leads.
const ownerOf = (board: string, issuer: string): string =>
  board === "ban chap hanh" ? issuer.replace(/^Đảng ủy/iu, "Đảng bộ") : issuer

// "T/M BAN THƯỜNG VỤ" of a district committee is "Ban Thường vụ Huyện ủy".
const collectiveOf = (quote: Quote, source: string, { issuer, concluder, host }: Signers): Party => {
  const plain = unmarked(display(source, quote.span))
  const name = BOARDS.get(plain) ?? spelled(display(source, quote.span))
  // Whoever met and concluded signs as what they called themselves: "Ban Chấp hành Đảng bộ tỉnh".
  const own = [concluder, plain === "ban chap hanh" ? host : null].find(
    (party) => party?.kind === "body" && unmarked(party.name).startsWith(plain)
  )
  if (own !== undefined && own !== null)
    return { kind: "body", name: own.name, quote, rule: "collective-that-concluded", confidence: "likely" }
  // "T/M ỦY BAN KIỂM TRA": the issuer itself, whose name says whose it is.
  if (
    issuer !== null &&
    plain.includes(" ") &&
    unmarked(issuer).startsWith(`${plain} `) &&
    OF_COMMITTEE.test(unmarked(issuer).slice(plain.length))
  )
    return { kind: "body", name: withoutPlace(issuer), quote, rule: "collective-of-issuer", confidence: "likely" }
  const isOfIssuer = issuer !== null && BOARDS.has(plain) && COMMITTEE.test(unmarked(issuer))
  return {
    kind: "body",
    name: isOfIssuer ? `${name} ${ownerOf(plain, withoutPlace(issuer))}` : name,
    quote,
    rule: isOfIssuer ? "collective-of-issuer" : "named",
    confidence: isOfIssuer ? "likely" : "certain"
  }
}

// A stamp in words is no part of a signer's name; a rank or a degree is.
const SIGNED_BY = /^\(?đã ký\)? ?:? ?(?=\p{L})/iu
const RANK =
  /^(?:(?:(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy)|(?:chuẩn|phó|chuẩn đô|phó đô) đốc|luật sư|kỹ sư|bác sĩ|dược sĩ|thạc sĩ|tiến sĩ|giáo sư|phó giáo sư|nhà giáo|(?:gs|pgs|ts|ths|bs|ds|ks|cn|ls)(?=[ .,])|bs ?ck ?(?:ii|i|2|1)|ck ?(?:ii|i|2|1))[., ]*)+(?=\p{L})/iu
const isName = (text: string): boolean =>
  /^\p{Lu}[\p{L}\p{M}.'’]*(?:[ -]\p{Lu}[\p{L}\p{M}.'’]*){1,5}$/u.test(text.normalize("NFC").replace(RANK, ""))
const isPersonLine = (source: string, { content, folded }: Piece): boolean =>
  isName(display(source, content)) && !POST.test(folded) && modeOf(folded) === null

/** Whose names complete "T/M BAN THƯỜNG VỤ". */
export interface Signers {
  readonly issuer: string | null
  readonly concluder: Party | null
  /** Who met. */
  readonly host: Party | null
}

// "Đã ký: Nguyễn Văn A" holds a name.
const withoutStamp = (source: string, piece: Piece): Piece => {
  const text = source.slice(piece.content.start, piece.content.end)
  const stamp = SIGNED_BY.exec(text.normalize("NFC"))?.[0].length ?? 0
  if (stamp === 0 || text !== text.normalize("NFC") || !isName(text.slice(stamp).trim())) return piece
  return {
    ...piece,
    content: { start: piece.content.start + stamp, end: piece.content.end },
    folded: key(text.slice(stamp))
  }
}

/** One block: a mode, posts, a name, from above to below. */
const blockOf = (source: string, lines: ReadonlyArray<Piece>, signers: Signers): SignatureFound | null => {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return null
  const mode = modeOf(first.folded)
  const behind = mode === null ? null : behindMode(source, first)
  // "TM. UBND / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH": whoever signs for another stands below; the post is the last one's.
  const below = lines.slice(mode === null ? 0 : 1)
  const posts = below.filter(({ folded }) => modeOf(folded) === null)
  const stand = below.find(({ folded }) => modeOf(folded) !== null)
  const nameAt = posts.findLastIndex((line, index) => isPersonLine(source, line) && (index > 0 || mode !== null))
  const name = posts[nameAt]
  const postLines = nameAt < 0 ? posts : posts.slice(0, nameAt)
  return {
    quote: passage(source, lines),
    mode,
    collective: mode === "T/M" && behind !== null ? collectiveOf(behind, source, signers) : null,
    principal: mode === "T/M" ? (stand === undefined ? null : behindMode(source, stand)) : behind,
    position: postLines.length === 0 ? null : passage(source, postLines),
    name: name === undefined ? null : quoteOf(source, name.content),
    rule: mode === null ? "post-and-name" : "mode-post-and-name",
    confidence: name === undefined ? "guess" : mode === null ? "likely" : "certain"
  }
}

// The passage that lines are; the first alone where something else stands between them, as in columns.
const passage = (source: string, lines: ReadonlyArray<Piece>): Quote => {
  const [first, last] = [lines[0]?.content, lines.at(-1)?.content]
  if (first === undefined || last === undefined) return quoteOf(source, { start: 0, end: 0 })
  const isTogether = lines.every(({ content }, at) => {
    const next = lines[at + 1]?.content.start ?? content.end
    return !/[\p{L}\p{N}]/u.test(source.slice(content.end, next))
  })
  return quoteOf(source, { start: first.start, end: isTogether ? last.end : first.end })
}

// The lines of a signature block, each with its cells.
const rowsOf = (source: string, lines: ReadonlyArray<Piece>): ReadonlyArray<ReadonlyArray<Piece>> => {
  const rows: Array<Array<Piece>> = []
  for (const piece of lines) {
    const last = rows.at(-1)
    const before = last?.at(-1)
    const isBeside = before !== undefined && !/[\n\r]/.test(source.slice(before.span.end, piece.span.start))
    if (isBeside && last !== undefined) last.push(piece)
    else rows.push([piece])
  }
  return rows
}

const MOST_SIGNERS = 8
const WIDEST_LINE = 400

/** The signatures. Side by side, each stands above its own name. */
export const signaturesOf = (
  source: string,
  pieces: ReadonlyArray<Piece>,
  signers: Signers
): ReadonlyArray<SignatureFound> => {
  const lines = pieces
    .filter(({ kind, folded }) => kind === "signature" && folded !== "")
    .map((piece) => withoutStamp(source, piece))
    .filter(({ folded }) => !SIGNED.test(folded))
  const rows = rowsOf(source, lines)
  const names = rows.findLast(
    (row) => row.length > 1 && row.length <= MOST_SIGNERS && row.every((cell) => isPersonLine(source, cell))
  )
  if (names === undefined) {
    const only = blockOf(source, lines, signers)
    return only === null ? [] : [only]
  }
  const offset = ({ span }: Piece): number => {
    const before = source.slice(Math.max(0, span.start - WIDEST_LINE), span.start)
    return before.length - (before.lastIndexOf("\n") + 1)
  }
  const columnOf = (row: ReadonlyArray<Piece>, at: number): number => {
    const cell = row[at]
    if (row.length === names.length || cell === undefined) return at
    const distances = names.map((name) => Math.abs(offset(name) - offset(cell)))
    return distances.indexOf(Math.min(...distances))
  }
  return names.flatMap((_, column) => {
    const own = rows.flatMap((row) => row.filter((_, at) => columnOf(row, at) === column))
    return blockOf(source, own, signers) ?? []
  })
}

/** The chair's where minutes bear several; otherwise the last. */
export const mainSignature = (signatures: ReadonlyArray<SignatureFound>): SignatureFound | null =>
  signatures.find(({ position }) => position !== null && /^(?:người )?chủ (?:trì|tọa)/u.test(key(position.text))) ??
  signatures.at(-1) ??
  null

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
