// The numbered text: each item's path, the passage it is, and whom its heading names.
import { Schema } from "effect"
import { ProvisionPath, type Span } from "../kernel/index.ts"
import { type Heading, headingOf } from "./addressees.ts"
import { lineBetween, type Marker } from "./lines.ts"
import { type Piece, pieceOf } from "./piece.ts"
import { quoteOf } from "./quote.ts"
import type { Force, Party, Quote } from "./reading.ts"

export interface Provision {
  readonly path: ProvisionPath
  readonly quote: Quote
  readonly addressees: ReadonlyArray<Party>
  /** The force that the heading states. */
  readonly force: Force
  /** A number, letter or bullet stands in front of it. */
  readonly isNumbered: boolean
  readonly content: Span
}

/** An item that is numbered otherwise than its siblings before it. */
export interface NumberingSlip {
  readonly quote: Quote
}

export interface Numbered {
  /** The pieces, with headings of addressees apart from the text behind them. */
  readonly pieces: ReadonlyArray<Piece>
  readonly provisions: ReadonlyArray<Provision>
  readonly slips: ReadonlyArray<NumberingSlip>
}

interface Level {
  readonly rank: number
  readonly path: string
  readonly heading: Heading | null
  /** Values given to the items below it. */
  readonly used: Set<string>
  last: { readonly form: string; readonly style: string; readonly value: string } | null
}

const level = (rank: number, path: string, heading: Heading | null): Level => ({
  rank,
  path,
  heading,
  used: new Set(),
  last: null
})

// Ten thousand items under one heading have no path; they stay unrecognised.
const isPath = Schema.is(ProvisionPath)

const BULLET = 7
const UNNUMBERED = 9
const LETTERS = "abcdđeghiklmnopqrstuvxy"

const follows = (before: string, value: string): boolean =>
  /^\d+$/.test(value)
    ? Number(value) === Number(before) + 1
    : LETTERS.indexOf(value) === LETTERS.indexOf(before) + 1 || value.charCodeAt(0) === before.charCodeAt(0) + 1

// The item's own part of the path: what the text says, or the next free number where that is taken, or nothing is said.
const valueUnder = (parent: Level, marker: Marker | null): string => {
  const said = marker?.value ?? null
  const isFit = said !== null && !(parent.path === "" && !/^\d/.test(said))
  if (isFit && !parent.used.has(said)) return said
  let next = parent.used.size + 1
  while (parent.used.has(String(next))) next++
  return String(next)
}

// A numbered line that only says what is below it: "1. Về công tác cán bộ".
const isTopic = (piece: Piece, next: Piece | undefined): boolean => {
  if (piece.marker === null || next?.kind !== "provision") return false
  const isAbove = next.marker === null || next.marker.rank > piece.marker.rank
  return isAbove && (piece.folded.endsWith(":") || (piece.folded.length < 160 && !/[.;,]$/.test(piece.folded)))
}

// In minutes the numbers run on through what is no provision.
const IN_MINUTES = new Set<Piece["kind"]>(["opening", "discussion"])

const isSlip = (parent: Level, marker: Marker): boolean => {
  if (marker.form === "bullet" || marker.value === null) return false
  const before = parent.last
  if (before === null) return marker.form !== "letter" ? marker.value !== "1" : marker.value !== "a"
  return before.form === marker.form && (before.style !== marker.style || !follows(before.value, marker.value))
}

export const numbered = (source: string, pieces: ReadonlyArray<Piece>): Numbered => {
  const refined: Array<Piece> = []
  const provisions: Array<Provision> = []
  const slips: Array<NumberingSlip> = []
  let stack: Array<Level> = [level(-1, "", null)]
  for (const [index, piece] of pieces.entries()) {
    const isNumberedTopic =
      piece.marker !== null &&
      (piece.kind === "findings_heading" || (IN_MINUTES.has(piece.kind) && piece.marker.form !== "bullet"))
    if (piece.kind !== "provision" && !isNumberedTopic) {
      if (piece.kind === "bridge" || piece.kind === "findings_heading")
        stack = stack.filter(({ rank }) => rank < BULLET)
      refined.push(piece)
      continue
    }
    const { marker } = piece
    const rank = marker?.rank ?? UNNUMBERED
    while (stack.length > 1 && (stack.at(-1)?.rank ?? -1) >= rank) stack.pop()
    // What has no number of its own stands beside the numbered groups, not inside the last one.
    if (marker === null) stack = stack.slice(0, 1)
    const parent = stack.at(-1)
    if (parent === undefined) continue
    const value = valueUnder(parent, marker)
    if (marker !== null && isSlip(parent, marker)) slips.push({ quote: quoteOf(source, marker.span) })
    if (marker !== null && marker.value !== null)
      parent.last = { form: marker.form, style: marker.style, value: marker.value }
    parent.used.add(value)
    const path = parent.path === "" ? value : `${parent.path}.${value}`
    if (isNumberedTopic) {
      stack.push(level(rank, path, null))
      refined.push(piece)
      continue
    }
    if (!isPath(path)) {
      refined.push({ ...piece, kind: "unrecognised" })
      continue
    }
    const own = headingOf(source, piece.content)
    const heading = own ?? parent.heading
    stack.push(level(rank, path, heading))
    if (own === null && isTopic(piece, pieces[index + 1])) {
      refined.push({ ...piece, kind: "bridge" })
      continue
    }
    const text = own === null ? piece.content : { start: own.end, end: piece.content.end }
    const body = lineBetween(source, text.start, piece.span.end, false)
    const content = own === null ? piece.content : { start: body.content.start, end: body.content.end }
    if (own !== null) refined.push({ ...piece, kind: "addressee", span: { start: piece.span.start, end: own.end } })
    if (content.start >= content.end) {
      const last = refined.at(-1)
      if (own !== null && last !== undefined) refined[refined.length - 1] = { ...last, span: piece.span }
      else refined.push(piece)
      continue
    }
    refined.push(
      own === null ? piece : { ...pieceOf("provision", body), span: { start: body.span.start, end: piece.span.end } }
    )
    provisions.push({
      path,
      quote: quoteOf(source, content),
      addressees: heading?.parties ?? [],
      force: heading?.force ?? "direct",
      isNumbered: marker !== null,
      content
    })
  }
  return { pieces: refined, provisions, slips }
}
