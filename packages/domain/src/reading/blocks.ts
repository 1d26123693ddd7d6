// Cuts a source into blocks. They tile it: every non-blank character lies in exactly one, known or not.
import { assesses, onlyTells, opensProvision, tellsSomebody } from "./addressees.ts"
import { asksForAll, findingsTopic, isBridge, isClosing, isLimitation, maybeFindings } from "./findings.ts"
import {
  isAbout,
  isIssuerLine,
  isMarkLine,
  isNationalHeading,
  isPageNumber,
  isPlaceAndDate,
  isSalutation,
  isTitle,
  isTitleMore,
  numberIn
} from "./header.ts"
import { cellsOf, columnsOf, type Line, lineBetween, linesOf } from "./lines.ts"
import { isMinutesTitle, minutesPart } from "./minutes.ts"
import { beginsMeeting, isGround, isMeeting, isReport } from "./opening.ts"
import { type Piece, pieceOf } from "./piece.ts"
import type { Block, BlockKind } from "./reading.ts"
import { isDistributionHeading, isSigning } from "./signature.ts"
import { type Rows, rowsOf } from "./tables.ts"

// What a cell above the text is; null where it is no part of a heading.
const headPieces = (source: string, line: Line): ReadonlyArray<Piece> => {
  if (isMarkLine(line)) return [pieceOf("marks", line)]
  if (isNationalHeading(line)) return [pieceOf("national_heading", line)]
  const found = numberIn(source.slice(line.span.start, line.span.end))
  if (found !== null) {
    const end = line.span.start + found.span.end
    const rest = lineBetween(source, end, line.span.end, false)
    const number = pieceOf("number", lineBetween(source, line.span.start, end, line.afterBlank))
    if (rest.content.start >= rest.content.end) return [{ ...number, span: line.span }]
    return [number, pieceOf(isPlaceAndDate(rest) ? "place_date" : "unrecognised", rest)]
  }
  if (isPlaceAndDate(line)) return [pieceOf("place_date", line)]
  if (isAbout(line)) return [pieceOf("title", line)]
  return isIssuerLine(line) && line.marker === null ? [pieceOf("issuer", line)] : []
}

const PROSE = 120
// Lines that have wide blanks of their own, where a day or serial is left open.
const WHOLE: ReadonlySet<BlockKind> = new Set<BlockKind>(["number", "place_date", "marks"])
const MOST_HEAD_LINES = 40

const BESIDE: ReadonlySet<BlockKind> = new Set<BlockKind>(["place_date", "national_heading"])

// A letter's subject and an issuer's name go on over the lines below them, in their own column.
const restOf = (pieces: ReadonlyArray<Piece>, line: Line): BlockKind => {
  const before = pieces.findLast(({ kind }) => !BESIDE.has(kind))?.kind
  if (line.afterBlank || line.marker !== null || line.folded.length >= PROSE) return "unrecognised"
  if (before === "title") return "title"
  return before === "issuer" && line.isUpper ? "issuer" : "unrecognised"
}

/** The heading: what stands above the text, and where the text begins. */
const readHead = (
  source: string,
  lines: ReadonlyArray<Line>
): { readonly pieces: ReadonlyArray<Piece>; readonly next: number } => {
  const pieces: Array<Piece> = []
  let at = 0
  for (; at < lines.length && at < MOST_HEAD_LINES; at++) {
    const line = lines[at]
    if (line === undefined || isTitle(line) || isSalutation(line)) break
    const columns = columnsOf(source, line)
    const isInColumns = columns.every((column) => headPieces(source, column).length > 0)
    const cells = (isInColumns ? columns : [line]).flatMap((column) => {
      const whole = headPieces(source, column)
      if (whole.length > 0 && whole.every(({ kind }) => WHOLE.has(kind))) return [{ cell: column, pieces: whole }]
      return cellsOf(source, column).map((cell) => ({ cell, pieces: headPieces(source, cell) }))
    })
    if (cells.every((one) => one.pieces.length === 0)) {
      const rest = restOf(pieces, line)
      if (rest !== "unrecognised") {
        pieces.push(pieceOf(rest, line))
        continue
      }
      if (line.folded.length >= PROSE || line.marker !== null || isMeeting(line.folded) || isReport(line.folded)) break
      pieces.push(pieceOf("unrecognised", line))
      continue
    }
    for (const one of cells) {
      if (one.pieces.length > 0) pieces.push(...one.pieces)
      else pieces.push(pieceOf(restOf(pieces, one.cell), one.cell))
    }
  }
  const title = lines[at]
  if (title === undefined || !isTitle(title)) return { pieces, next: at }
  pieces.push(pieceOf("title", title))
  for (at += 1; at < lines.length; at++) {
    const line = lines[at]
    if (line === undefined) break
    const head = headPieces(source, line).filter(({ kind }) => kind !== "issuer")
    if (head.length > 0) pieces.push(...head)
    else if (isTitleMore(line) && !isReport(line.folded) && !beginsMeeting(line.folded))
      pieces.push(pieceOf("title", line))
    else break
  }
  return { pieces, next: at }
}

const SENTENCE_END = /[.:;!?]$/
const lengthOf = ({ span }: Line): number => span.end - span.start
const WIDEST = 120
const RAGGED = 20

/** The width at which a text was broken into lines; null where its lines are its paragraphs. */
const widthOf = (lines: ReadonlyArray<Line>): number | null => {
  const lengths = lines.map(lengthOf).sort((one, other) => other - one)
  const width = lengths[Math.floor(lengths.length / 20)] ?? 0
  const full = lengths.filter((length) => length <= width && length > width - RAGGED).length
  return width > 40 && width <= WIDEST && full >= 4 && full * 4 >= lengths.length ? width : null
}

// Lines that a hard line break has cut from one paragraph.
const joins = (first: Line, before: Line, line: Line, width: number | null): boolean => {
  const isOfText =
    !line.afterBlank &&
    line.marker === null &&
    !line.isHeading &&
    !line.isUpper &&
    !before.isUpper &&
    !isDistributionHeading(line) &&
    !isSigning(line)
  if (!isOfText) return false
  const isOpen = !SENTENCE_END.test(before.folded)
  if (isOpen && /^[\p{Ll}\p{N},;(]/u.test(line.folded) && !line.startsCapital) return true
  if (isOpen && TORN.test(before.folded)) return true
  if (width === null || lengthOf(before) + before.indent <= width - RAGGED) return false
  return isOpen || line.indent <= before.indent || (first.marker !== null && before === first)
}

// No heading and no sentence ends in these.
const TORN =
  /(?<![\p{L}\p{M}])(?:và|với|của|cho|về|báo cáo|trình|giao|các|những|theo|tại|trong|đến|từ|để|là|do|bởi|hoặc|hoặc là|đối với|chỉ đạo|phối hợp)$/u

const paragraphs = (source: string, lines: ReadonlyArray<Line>, rows: Rows): ReadonlyArray<Line> => {
  const width = widthOf(lines)
  const joined: Array<Line> = []
  let group: Array<Line> = []
  const flush = (): void => {
    const [first, last] = [group[0], group.at(-1)]
    if (first === undefined || last === undefined) return
    joined.push(first === last ? first : { ...lineBetween(source, first.span.start, last.span.end, first.afterBlank) })
    group = []
  }
  for (const line of lines) {
    const [first, before] = [group[0], group.at(-1)]
    const isRow = rows.has(line.span.start) || (before !== undefined && rows.has(before.span.start))
    if (first !== undefined && before !== undefined && (isRow || !joins(first, before, line, width))) flush()
    group.push(line)
  }
  flush()
  return joined
}

type Section = "opening" | "discussion" | "findings" | "provisions"

/** The text between heading and recipients, in whatever order its parts come. */
const readBody = (source: string, lines: ReadonlyArray<Line>, rows: Rows, isMinutes: boolean): ReadonlyArray<Piece> => {
  const pieces: Array<Piece> = []
  let section: Section = "opening"
  let topic: Piece["topic"] = null
  let topicRank = Number.POSITIVE_INFINITY
  let isLetter = false
  let hasProvision = false
  const all = paragraphs(source, lines, rows)
  for (const [index, line] of all.entries()) {
    const { folded, marker } = line
    const isAbove = marker === null && folded.endsWith(":") && (all[index + 1]?.marker ?? null) !== null
    const push = (kind: BlockKind): void => {
      hasProvision = hasProvision || kind === "provision"
      pieces.push(pieceOf(kind, line, topic))
    }
    const row = rows.get(line.span.start)
    // What was discussed in a meeting gives nobody a task.
    if (row !== undefined && !(isMinutes && (section === "opening" || section === "discussion"))) {
      section = "provisions"
      hasProvision = true
      pieces.push(rowPiece(line, row))
      continue
    }
    const part = isMinutes ? minutesPart(line) : null
    const isListed = pieces.at(-1)?.kind === "salutation" && (marker?.form === "bullet" || isUnfinished(pieces.at(-1)))
    if (section === "opening" && (isSalutation(line) || (isListed && folded.length < PROSE * 2))) {
      isLetter = true
      push("salutation")
    } else if (marker === null && isPlaceAndDate(line)) push("place_date")
    else if (part !== null) {
      section = part
      push(part !== "provisions" ? part : marker === null ? "bridge" : "provision")
    } else if (isMinutes && marker === null && isClosing(folded)) push("bridge")
    else if (isMinutes && (section === "opening" || section === "discussion")) push(section)
    else if (marker === null && section !== "provisions" && isReport(folded)) push("reports_heard")
    else if (marker === null && section === "opening" && isMeeting(folded)) push("opening")
    else if (marker === null && (isClosing(folded) || (index >= all.length - 2 && asksForAll(folded)))) push("bridge")
    else if (
      isFindingsHeading(source, line, all[index + 1]) &&
      (marker !== null || section !== "provisions" || folded.length < PROSE)
    ) {
      section = "findings"
      const found = findingsTopic(folded) ?? "neutral"
      topic = found === "neutral" ? null : found
      topicRank = marker?.rank ?? Number.POSITIVE_INFINITY
      push("findings_heading")
    } else if (
      marker === null &&
      (isBridge(folded) || (isAbove && (isBridgeTo(all[index + 1]) || !opensProvision(source, line))))
    ) {
      section = "provisions"
      push("bridge")
    } else if (!hasProvision && isStanding(source, line, all[index + 1])) push("finding")
    else if ((marker === null ? section === "provisions" : isAlone(line, all[index + 1])) && assesses(source, line))
      push("finding")
    else if (section === "provisions")
      push(
        marker !== null || opensProvision(source, line) || isProse(line) || tellsSomebody(source, line)
          ? "provision"
          : "unrecognised"
      )
    else if (marker !== null && marker.form !== "bullet" && marker.rank <= topicRank) {
      section = "provisions"
      push("provision")
    } else if (opensProvision(source, line)) {
      section = "provisions"
      push("provision")
    } else if (
      section === "opening" &&
      marker === null &&
      (isGround(folded) || (isLetter && !isLimitation(folded) && !isTold(pieces.at(-1))))
    )
      push("opening")
    else {
      section = "findings"
      push("finding")
    }
  }
  return pieces
}

const rowPiece = (line: Line, row: NonNullable<Piece["row"]>): Piece =>
  pieceOf(row === "heading" ? "bridge" : "provision", line, null, row)

// "1. Thời gian qua, các cấp đã …": an item before all others, with nothing below it, that only tells how things stand.
const isStanding = (source: string, line: Line, next: Line | undefined): boolean =>
  line.marker !== null &&
  line.marker.form !== "bullet" &&
  next?.marker != null &&
  next.marker.rank <= line.marker.rank &&
  onlyTells(source, line)

// Nothing stands below it.
const isAlone = ({ marker }: Line, next: Line | undefined): boolean =>
  marker !== null && (next?.marker == null || next.marker.rank <= marker.rank)

const isFindingsHeading = (source: string, line: Line, next: Line | undefined): boolean =>
  findingsTopic(line.folded) !== null ||
  (maybeFindings(line.folded) && next !== undefined && !opensProvision(source, next) && !isBridge(next.folded))

// Numbers and letters below a line without one count for the whole text, bullets for that line.
const isBridgeTo = (next: Line | undefined): boolean => next?.marker != null && next.marker.form !== "bullet"

const isUnfinished = (piece: Piece | undefined): boolean => piece !== undefined && /[:;,]$/.test(piece.folded)

// "… Kho bạc Nhà nước tỉnh nhận thấy:" tells how things stand.
const isTold = (piece: Piece | undefined): boolean =>
  piece !== undefined && /(?:nhận thấy|cho thấy|thấy rằng|đánh giá|ghi nhận) ?:$/u.test(piece.folded)

// A paragraph of the text, and not a stray word or heading.
const isProse = ({ folded, isUpper }: Line): boolean => !isUpper && folded.length >= 40 && /[.;:!]$/.test(folded)

/**
 * The recipients and the signature, which may stand side by side; of what comes behind an annex's heading only tables of
 * tasks are read.
 */
const readTail = (source: string, lines: ReadonlyArray<Line>, rows: Rows): ReadonlyArray<Piece> => {
  const pieces: Array<Piece> = []
  let isSignature = false
  let isAnnex = false
  for (const line of lines) {
    isAnnex = isAnnex || (line.isUpper && /^(?:phụ lục|danh mục|biểu)(?: |$)/u.test(line.folded))
    if (isAnnex) {
      const row = rows.get(line.span.start)
      pieces.push(row === undefined ? pieceOf("unrecognised", line) : rowPiece(line, row))
      continue
    }
    for (const cell of cellsOf(source, line)) {
      if (isDistributionHeading(cell)) {
        isSignature = false
        const colon = cell.folded.endsWith(":") ? -1 : source.slice(cell.content.start, cell.content.end).indexOf(":")
        const cut = cell.content.start + colon + 1
        if (colon < 0) pieces.push(pieceOf("distribution_heading", cell))
        else {
          pieces.push(pieceOf("distribution_heading", lineBetween(source, cell.span.start, cut, cell.afterBlank)))
          pieces.push(pieceOf("recipients", lineBetween(source, cut, cell.span.end, false)))
        }
      } else if (isPlaceAndDate(cell)) pieces.push(pieceOf("place_date", cell))
      else if (
        isRestOfList(source, pieces.at(-1), cell) ||
        (!isSignature && isRestOfName(source, pieces.at(-1), cell))
      ) {
        const before = pieces.pop()
        pieces.push(
          pieceOf("recipients", lineBetween(source, before?.span.start ?? cell.span.start, cell.span.end, false))
        )
      } else if (cell.marker?.form === "bullet" || goesOnFrom(pieces.at(-1), cell))
        pieces.push(pieceOf("recipients", cell))
      else {
        isSignature = isSignature || isSigning(cell)
        pieces.push(pieceOf(isSignature ? "signature" : "recipients", cell))
      }
    }
  }
  return pieces
}

// A line of recipients that ends in a comma goes on in the next one, also beside a signature.
const goesOnFrom = (before: Piece | undefined, cell: Line): boolean =>
  before?.kind === "recipients" &&
  before.folded.endsWith(",") &&
  cell.marker === null &&
  /^(?!đã ký)\p{L}/u.test(cell.folded) &&
  !cell.startsCapital

// "Các phòng: NN&PTNT, TC-KH," and, on the next line, "KT&HT;": a list that its own line does not end.
const isRestOfList = (source: string, before: Piece | undefined, cell: Line): boolean =>
  before?.kind === "recipients" &&
  before.marker?.form === "bullet" &&
  /:.*,$/u.test(before.folded) &&
  /[;.]$/.test(cell.folded) &&
  cell.marker === null &&
  cell.folded.length < LONGEST_REST &&
  isBlankOut(source.slice(before.span.end, cell.span.start))
const LONGEST_REST = 60

// "…, Văn phòng" and, on the next line, "Đảng ủy,": a line that breaks inside a name.
const isRestOfName = (source: string, before: Piece | undefined, cell: Line): boolean =>
  before?.kind === "recipients" &&
  before.marker?.form === "bullet" &&
  !/[,;.:)]$/.test(before.folded) &&
  /[,;.)]$/.test(cell.folded) &&
  cell.marker === null &&
  !cell.isUpper &&
  !isSigning(cell) &&
  isBlankOut(source.slice(before.span.end, cell.span.start))

const isBlankOut = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text)

// Fills what no piece holds: decorations and rules go to the piece before them, anything else is unrecognised.
const tile = (source: string, pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> => {
  const tiled: Array<Piece> = []
  let at = 0
  const fill = (to: number): void => {
    const rest = lineBetween(source, at, to, false)
    if (rest.span.start >= rest.span.end) return
    const before = tiled.at(-1)
    if (before !== undefined && isBlankOut(source.slice(rest.span.start, rest.span.end))) {
      tiled[tiled.length - 1] = { ...before, span: { start: before.span.start, end: rest.span.end } }
    } else tiled.push(pieceOf(isPageNumber(source, rest) ? "page_number" : "unrecognised", rest))
  }
  for (const piece of pieces) {
    if (piece.span.start < at || piece.span.end <= piece.span.start) continue
    fill(piece.span.start)
    tiled.push(piece)
    at = piece.span.end
  }
  fill(source.length)
  return tiled
}

/** The lines of the text itself: rules and page numbers stand between them, and may cut a sentence in two. */
const textLines = (source: string): ReadonlyArray<Line> => {
  const lines: Array<Line> = []
  let isCut = false
  for (const line of linesOf(source)) {
    if (isBlankOut(source.slice(line.span.start, line.span.end))) continue
    if (lines.length > 0 && isPageNumber(source, line)) {
      isCut = true
      continue
    }
    const isRest = isCut && !SENTENCE_END.test(lines.at(-1)?.folded ?? ".") && !line.startsCapital
    lines.push(isRest ? { ...line, afterBlank: false } : line)
    isCut = false
  }
  return lines
}

/** All pieces of a source that is a document of a kind that this reader knows. */
export const piecesOf = (source: string): ReadonlyArray<Piece> => {
  const lines = textLines(source)
  const head = readHead(source, lines)
  const rest = lines.slice(head.next)
  const tail = rest.findIndex(
    (line) =>
      cellsOf(source, line).some((cell) => isDistributionHeading(cell)) || (line.marker === null && isSigning(line))
  )
  const body = tail < 0 ? rest : rest.slice(0, tail)
  const rows = rowsOf(source, rest)
  return tile(source, [
    ...head.pieces,
    ...readBody(source, body, rows, isMinutesTitle(head.pieces)),
    ...readTail(source, tail < 0 ? [] : rest.slice(tail), rows)
  ])
}

/** The pieces of a source that is none: only its heading is told apart. */
export const headOf = (source: string): ReadonlyArray<Piece> => {
  const lines = textLines(source)
  const head = readHead(source, lines)
  return tile(source, [
    ...head.pieces.filter(({ kind }) => kind !== "title"),
    ...lines.slice(head.next).map((line) => pieceOf("unrecognised", line))
  ])
}

export const blockOf = ({ kind, span }: Piece): Block => ({ kind, span })
