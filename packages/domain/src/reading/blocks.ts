// Cuts a source into blocks. They tile it: every non-blank character lies in exactly one, known or not.
import { opensProvision } from "./addressees.ts"
import { findingsTopic, isBridge, isClosing } from "./findings.ts"
import {
  isIssuerLine,
  isMarkLine,
  isNationalHeading,
  isPlaceAndDate,
  isTitle,
  isTitleMore,
  numberIn
} from "./header.ts"
import { cellsOf, type Line, lineBetween, linesOf } from "./lines.ts"
import { isMeeting, isReport } from "./opening.ts"
import { type Piece, pieceOf } from "./piece.ts"
import type { Block, BlockKind } from "./reading.ts"
import { isDistributionHeading, isSigning } from "./signature.ts"

// What a cell above the text is; null where it is no part of a heading.
const headPieces = (source: string, line: Line): ReadonlyArray<Piece> => {
  if (isMarkLine(line)) return [pieceOf("marks", line)]
  if (isNationalHeading(line)) return [pieceOf("national_heading", line)]
  if (isPlaceAndDate(line)) return [pieceOf("place_date", line)]
  const found = numberIn(source.slice(line.span.start, line.span.end))
  if (found !== null) {
    const end = line.span.start + found.span.end
    const rest = lineBetween(source, end, line.span.end, false)
    const number = pieceOf("number", lineBetween(source, line.span.start, end, line.afterBlank))
    if (rest.content.start >= rest.content.end) return [{ ...number, span: line.span }]
    return [number, pieceOf(isPlaceAndDate(rest) ? "place_date" : "unrecognised", rest)]
  }
  return isIssuerLine(line) && line.marker === null ? [pieceOf("issuer", line)] : []
}

const PROSE = 120
// Lines that have wide blanks of their own, where a day or serial is left open.
const WHOLE: ReadonlySet<BlockKind> = new Set<BlockKind>(["number", "place_date", "marks"])
const MOST_HEAD_LINES = 40

/** The heading: what stands above the text, and where the text begins. */
const readHead = (
  source: string,
  lines: ReadonlyArray<Line>
): { readonly pieces: ReadonlyArray<Piece>; readonly next: number } => {
  const pieces: Array<Piece> = []
  let at = 0
  for (; at < lines.length && at < MOST_HEAD_LINES; at++) {
    const line = lines[at]
    if (line === undefined || isTitle(line)) break
    const whole = headPieces(source, line)
    if (whole.length > 0 && whole.every(({ kind }) => WHOLE.has(kind))) {
      pieces.push(...whole)
      continue
    }
    const cells = cellsOf(source, line).map((cell) => ({ cell, pieces: headPieces(source, cell) }))
    if (cells.every((one) => one.pieces.length === 0)) {
      if (line.folded.length >= PROSE || line.marker !== null || isMeeting(line.folded) || isReport(line.folded)) break
      pieces.push(pieceOf("unrecognised", line))
      continue
    }
    for (const one of cells) pieces.push(...(one.pieces.length > 0 ? one.pieces : [pieceOf("unrecognised", one.cell)]))
  }
  const title = lines[at]
  if (title === undefined || !isTitle(title)) return { pieces, next: at }
  pieces.push(pieceOf("title", title))
  for (at += 1; at < lines.length; at++) {
    const line = lines[at]
    if (line === undefined) break
    const head = headPieces(source, line).filter(({ kind }) => kind !== "issuer")
    if (head.length > 0) pieces.push(...head)
    else if (isTitleMore(line) && !isReport(line.folded)) pieces.push(pieceOf("title", line))
    else break
  }
  return { pieces, next: at }
}

// Lines that a hard line break has cut from one paragraph.
const joins = (before: Line, line: Line): boolean =>
  !line.afterBlank &&
  line.marker === null &&
  !line.isHeading &&
  !line.isUpper &&
  !before.isUpper &&
  !/[.:;!?]$/.test(before.folded) &&
  !isDistributionHeading(line) &&
  !isSigning(line)

const paragraphs = (source: string, lines: ReadonlyArray<Line>): ReadonlyArray<Line> => {
  const joined: Array<Line> = []
  let group: Array<Line> = []
  const flush = (): void => {
    const [first, last] = [group[0], group.at(-1)]
    if (first === undefined || last === undefined) return
    joined.push(first === last ? first : { ...lineBetween(source, first.span.start, last.span.end, first.afterBlank) })
    group = []
  }
  for (const line of lines) {
    const before = group.at(-1)
    if (before !== undefined && !joins(before, line)) flush()
    group.push(line)
  }
  flush()
  return joined
}

type Section = "opening" | "findings" | "provisions"

/** The text between heading and recipients, in whatever order its parts come. */
const readBody = (source: string, lines: ReadonlyArray<Line>): ReadonlyArray<Piece> => {
  const pieces: Array<Piece> = []
  let section: Section = "opening"
  let topic: Piece["topic"] = null
  let topicRank = Number.POSITIVE_INFINITY
  for (const line of paragraphs(source, lines)) {
    const { folded, marker } = line
    const push = (kind: BlockKind): void => void pieces.push(pieceOf(kind, line, topic))
    if (marker === null && isPlaceAndDate(line)) push("place_date")
    else if (marker === null && section !== "provisions" && isReport(folded)) push("reports_heard")
    else if (marker === null && section === "opening" && isMeeting(folded)) push("opening")
    else if (marker === null && isClosing(folded)) push("bridge")
    else if (findingsTopic(folded) !== null && (marker !== null || section !== "provisions" || folded.length < PROSE)) {
      section = "findings"
      topic =
        findingsTopic(folded) === "neutral"
          ? null
          : (findingsTopic(folded) ?? null) === "limitation"
            ? "limitation"
            : "achievement"
      topicRank = marker?.rank ?? Number.POSITIVE_INFINITY
      push("findings_heading")
    } else if (marker === null && isBridge(folded)) {
      section = "provisions"
      push("bridge")
    } else if (section === "provisions")
      push(marker !== null || opensProvision(source, line) ? "provision" : "unrecognised")
    else if (marker !== null && marker.form !== "bullet" && marker.rank <= topicRank) {
      section = "provisions"
      push("provision")
    } else if (opensProvision(source, line)) {
      section = "provisions"
      push("provision")
    } else {
      section = "findings"
      push("finding")
    }
  }
  return pieces
}

/** The recipients and the signature, which may stand side by side. */
const readTail = (source: string, lines: ReadonlyArray<Line>): ReadonlyArray<Piece> => {
  const pieces: Array<Piece> = []
  let isSignature = false
  for (const line of lines) {
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
      else if (cell.marker?.form === "bullet") pieces.push(pieceOf("recipients", cell))
      else {
        isSignature = isSignature || isSigning(cell)
        pieces.push(pieceOf(isSignature ? "signature" : "recipients", cell))
      }
    }
  }
  return pieces
}

// Fills what no piece holds: decorations go to the piece before them, anything else is unrecognised.
const tile = (source: string, pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> => {
  const tiled: Array<Piece> = []
  let at = 0
  const fill = (to: number): void => {
    const rest = lineBetween(source, at, to, false)
    if (rest.span.start >= rest.span.end) return
    const before = tiled.at(-1)
    if (before !== undefined && rest.content.start >= rest.content.end) {
      tiled[tiled.length - 1] = { ...before, span: { start: before.span.start, end: rest.span.end } }
    } else tiled.push(pieceOf("unrecognised", rest))
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

/** All pieces of a source that is a conclusion. */
export const piecesOf = (source: string): ReadonlyArray<Piece> => {
  const lines = linesOf(source)
  const head = readHead(source, lines)
  const rest = lines.slice(head.next)
  const tail = rest.findIndex(
    (line) =>
      cellsOf(source, line).some((cell) => isDistributionHeading(cell)) || (line.marker === null && isSigning(line))
  )
  const body = tail < 0 ? rest : rest.slice(0, tail)
  return tile(source, [
    ...head.pieces,
    ...readBody(source, body),
    ...readTail(source, tail < 0 ? [] : rest.slice(tail))
  ])
}

/** The pieces of a source that is none: only its heading is told apart. */
export const headOf = (source: string): ReadonlyArray<Piece> => {
  const lines = linesOf(source)
  const head = readHead(source, lines)
  return tile(source, [
    ...head.pieces.filter(({ kind }) => kind !== "title"),
    ...lines.slice(head.next).map((line) => pieceOf("unrecognised", line))
  ])
}

export const blockOf = ({ kind, span }: Piece): Block => ({ kind, span })
