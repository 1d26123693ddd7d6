// The numbered text: each item's path, the passage it is, and whom its heading names.
import { Schema } from "effect"
import { ProvisionPath, type Span } from "../kernel/index.ts"
import { bridgeHeading, clauseAt, doesAt, type Heading, headingOf, isPassedOn } from "./addressees.ts"
import { lineBetween, type Marker } from "./lines.ts"
import { type Piece, pieceOf } from "./piece.ts"
import { quoteOf } from "./quote.ts"
import type { Party, Quote } from "./reading.ts"
import { partiesOfRow, type Row } from "./tables.ts"
import { wordsOf } from "./words.ts"

export interface Provision {
  readonly path: ProvisionPath
  readonly quote: Quote
  readonly addressees: ReadonlyArray<Party>
  /** What stands above it and tells whom; null where the item must say that itself. */
  readonly heading: Heading | null
  /** A number, letter or bullet stands in front of it. */
  readonly isNumbered: boolean
  readonly content: Span
  /** Where it is a row of a table: its cells, of which `content` is the task. */
  readonly row: Row | null
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
  /** Only says what is below it, which may be paragraphs without numbers. */
  readonly isTopic: boolean
  /** Values given to the items below it. */
  readonly used: Set<string>
  /** No number below it, from how many there are, is free. */
  free: number
  last: { readonly form: string; readonly style: string; readonly value: string } | null
  /** Whether its first item has no number: then further ones without are its own too. */
  isRun: boolean
}

const level = (rank: number, path: string, heading: Heading | null, isTopic: boolean): Level => ({
  rank,
  path,
  heading,
  isTopic,
  used: new Set(),
  free: 1,
  last: null,
  isRun: false
})

// Ten thousand items under one heading have no path; they stay unrecognised.
const isPath = Schema.is(ProvisionPath)

const BULLET = 7
const ROW = 8.5
const UNNUMBERED = 9
const ABOVE_BULLETS = BULLET - 0.5
const BELOW = 0.2
const LETTERS = "abcdđeghiklmnopqrstuvxy"

const follows = (before: string, value: string): boolean =>
  /^\d+$/.test(value)
    ? Number(value) === Number(before) + 1
    : LETTERS.indexOf(value) === LETTERS.indexOf(before) + 1 || value.charCodeAt(0) === before.charCodeAt(0) + 1

// "2.1" below no "2": the text's own number says more than its last part.
const said = (source: string, parent: Level, marker: Marker | null): string | null => {
  const value = marker?.value ?? null
  if (marker === null || value === null || marker.form !== "number") return value
  const parts = (source.slice(marker.span.start, marker.span.end).match(/\d+/g) ?? []).map(Number)
  const above = parts.slice(0, -1).join(".")
  return above === "" || `.${parent.path}`.endsWith(`.${above}`) ? value : `${above}.${value}`
}

// The item's own part of the path: what the text says, or the next free number where that is taken, or nothing is said.
// `taken` are the paths of all items before it: "3.3" may stand where nothing is 3, and again below a 3.
const valueUnder = (parent: Level, value: string | null, taken: ReadonlySet<string>): string => {
  const isFit = value !== null && !(parent.path === "" && !/^\d/.test(value))
  const isTaken = (own: string): boolean => parent.used.has(own) || taken.has(pathUnder(parent, own))
  if (isFit && !isTaken(value)) return value
  parent.free = Math.max(parent.free, parent.used.size + 1)
  while (isTaken(String(parent.free))) parent.free++
  return String(parent.free)
}

const pathUnder = ({ path }: Level, value: string): string => (path === "" ? value : `${path}.${value}`)

// "Thứ nhất, …" stands above numbers or, where a numbered topic comes right before it, below that.
const isFirstOrdinal = (marker: Marker): boolean => marker.form === "ordinal" && marker.value === "1"

// A numbered line that only says what is below it: "1. Về công tác cán bộ".
const isTopic = (source: string, piece: Piece, next: Piece | undefined): boolean => {
  if (piece.marker === null || !isItem(next) || isWithParts(source, piece)) return false
  const isAbove = next.marker === null || next.marker.rank > piece.marker.rank || isFirstOrdinal(next.marker)
  return isAbove && (piece.folded.endsWith(":") || (piece.folded.length < 160 && !/[.;,]$/.test(piece.folded)))
}

// What stands below may begin with a numbered assessment.
const isItem = (piece: Piece | undefined): piece is Piece =>
  piece?.kind === "provision" || (piece?.kind === "finding" && piece.marker !== null)

// "Rà soát 23 giấy phép, báo cáo Chủ tịch, trong đó:": a task, of which what stands below is part.
const isWithParts = (source: string, { folded, content }: Piece): boolean =>
  /[,;] ?trong đó(?: (?:lưu ý|tập trung|chú ý|nêu rõ|làm rõ))? ?:$/u.test(folded) && doesAt(wordsOf(source, content), 0)

// What leads over may stand between a heading and its items.
const nextItem = (pieces: ReadonlyArray<Piece>, index: number): Piece | undefined => {
  const next = pieces[index + 1]
  const isBetween = next?.kind === "bridge" || (next?.kind === "finding" && next.marker === null)
  return isBetween ? pieces[index + 2] : next
}

// A first paragraph may end in "… yêu cầu các sở, ban, ngành:".
const ABOVE_ITEMS = new Set<Piece["kind"]>(["opening", "reports_heard"])

// In minutes the numbers run on through what is no provision.
const IN_MINUTES = new Set<Piece["kind"]>(["opening", "discussion"])

const isSlip = (parent: Level, marker: Marker): boolean => {
  if (marker.form === "bullet" || marker.value === null) return false
  const before = parent.last
  if (before === null) return marker.form !== "letter" ? marker.value !== "1" : marker.value !== "a"
  return before.form === marker.form && (before.style !== marker.style || !follows(before.value, marker.value))
}

// Paragraphs without numbers stand under a topic that has such ones, else beside the numbered groups.
const runsUnder = (stack: ReadonlyArray<Level>): ReadonlyArray<Level> => {
  const topic = stack.findLastIndex(({ isTopic, isRun, used }) => isTopic && (isRun || used.size === 0))
  return stack.slice(0, Math.max(1, topic + 1))
}

// Under "… yêu cầu:", a heading that only names somebody requires too.
const under = (above: Heading | null, own: Heading | null): Heading | null =>
  own !== null && own.force === "direct" && above !== null ? { ...own, force: above.force } : own

// What tells somebody itself takes only the force of a bridge above it.
const forceOnly = (above: Heading): Heading => ({ ...above, parties: [], coordinating: [] })

// What an item that tells somebody lends to the items below it that tell nobody.
const lent = (source: string, content: Span, above: Heading | null): Heading | null => {
  const words = wordsOf(source, { start: content.start, end: Math.min(content.end, content.start + 900) })
  const told = clauseAt(source, words, 0)
  if (told === null || isPassedOn(told, above)) return null
  const { force, parties } = told
  return { force, parties, coordinating: [], end: content.end, isLoose: true, confidence: "likely" }
}

// A row stands below the item above its table; who does it is what its own cell says, and how they are told what stands above.
const inTable = (source: string, row: Row, parent: Level | undefined, taken: Set<string>): Provision | null => {
  if (parent === undefined) return null
  const value = valueUnder(parent, row.number, taken)
  const path = pathUnder(parent, value)
  parent.used.add(value)
  taken.add(path)
  if (!isPath(path)) return null
  const { lead, coordinating } = partiesOfRow(source, row)
  const force = parent.heading?.force ?? "assign"
  return {
    path,
    quote: quoteOf(source, { start: row.content.start, end: row.end }),
    addressees: lead,
    heading: { force, parties: lead, coordinating, end: row.content.start, isLoose: false, confidence: "likely" },
    isNumbered: row.number !== null,
    content: row.content,
    row
  }
}

export const numbered = (source: string, pieces: ReadonlyArray<Piece>): Numbered => {
  const refined: Array<Piece> = []
  const provisions: Array<Provision> = []
  const slips: Array<NumberingSlip> = []
  const taken = new Set<string>()
  let stack: ReadonlyArray<Level> = [level(-1, "", null, false)]
  let isMinutes = false
  let ordinals = 1
  for (const [index, piece] of pieces.entries()) {
    isMinutes = isMinutes || IN_MINUTES.has(piece.kind)
    if (piece.row !== null) {
      stack = stack.filter(({ rank }) => rank < ROW)
      const provision = piece.row === "heading" ? null : inTable(source, piece.row, stack.at(-1), taken)
      if (provision !== null) provisions.push(provision)
      refined.push(provision === null && piece.row !== "heading" ? { ...piece, kind: "unrecognised" } : piece)
      continue
    }
    // An annex begins anew behind the signature.
    if (piece.kind === "signature") stack = [level(-1, "", null, false)]
    const isNumberedTopic =
      piece.marker !== null &&
      (piece.kind === "findings_heading" || (IN_MINUTES.has(piece.kind) && piece.marker.form !== "bullet"))
    if (piece.kind !== "provision" && !isNumberedTopic) {
      const leadsOver = piece.kind === "bridge" || (ABOVE_ITEMS.has(piece.kind) && piece.folded.endsWith(":"))
      if (leadsOver || piece.kind === "findings_heading") {
        // What the chair concluded begins anew where it stands under no number of the minutes.
        const isAnew =
          piece.kind === "bridge" && isMinutes && provisions.length === 0 && !stack.some(({ isTopic }) => isTopic)
        if (isAnew) taken.clear()
        stack = isAnew ? [level(-1, "", null, false)] : stack.filter(({ rank }) => rank < BULLET)
        const above = stack.at(-1)
        const heading = leadsOver ? bridgeHeading(source, piece.content) : null
        if (above !== undefined) stack = [...stack.slice(0, -1), { ...above, heading }]
      }
      // A numbered finding among provisions takes its number, so that the next one is no slip.
      if (piece.kind === "finding" && piece.marker?.value != null) {
        const { rank, form, style, value } = piece.marker
        const beside = stack.findLast((above) => above.rank < rank)
        if (beside !== undefined) beside.last = { form, style, value }
      }
      refined.push(piece)
      continue
    }
    const { marker } = piece
    if (marker !== null && isFirstOrdinal(marker)) {
      const above = stack.at(-1)
      ordinals = above?.isTopic && above.used.size === 0 ? above.rank + BELOW : marker.rank
    }
    const rank = (marker?.form === "ordinal" ? ordinals : marker?.rank) ?? UNNUMBERED
    const inside = stack.findLastIndex((above) => above.rank < rank)
    stack = marker === null ? runsUnder(stack.slice(0, inside + 1)) : stack.slice(0, Math.max(0, inside) + 1)
    const parent = stack.at(-1)
    if (parent === undefined) continue
    if (parent.used.size === 0) parent.isRun = marker === null
    const value = valueUnder(parent, said(source, parent, marker), taken)
    if (marker !== null && isSlip(parent, marker)) slips.push({ quote: quoteOf(source, marker.span) })
    if (marker !== null && marker.value !== null)
      parent.last = { form: marker.form, style: marker.style, value: marker.value }
    parent.used.add(value)
    const path = pathUnder(parent, value)
    taken.add(path)
    if (isNumberedTopic) {
      stack = [...stack, level(rank, path, bridgeHeading(source, piece.content), false)]
      refined.push(piece)
      continue
    }
    if (!isPath(path)) {
      refined.push({ ...piece, kind: "unrecognised" })
      continue
    }
    const isAbove = isTopic(source, piece, nextItem(pieces, index))
    const own = under(parent.heading, headingOf(source, piece.content, isAbove))
    const told = own === null ? lent(source, piece.content, parent.heading) : null
    const isOnlyTopic = own === null && told === null && isAbove
    const topic = isOnlyTopic ? bridgeHeading(source, piece.content) : null
    const lends = own ?? told ?? topic ?? parent.heading
    stack = [...stack, level(rank, path, lends, isOnlyTopic || (own !== null && isAbove))]
    if (isOnlyTopic) {
      refined.push({ ...piece, kind: "bridge" })
      continue
    }
    const heading =
      own ?? (told !== null && parent.heading?.isLoose === true ? forceOnly(parent.heading) : parent.heading)
    const text = own === null ? piece.content : { start: own.end, end: piece.content.end }
    const body = lineBetween(source, text.start, piece.span.end, false)
    const content = own === null ? piece.content : { start: body.content.start, end: body.content.end }
    if (own !== null) refined.push({ ...piece, kind: "addressee", span: { start: piece.span.start, end: own.end } })
    if (content.start >= content.end) {
      // A name by itself, without a number, heads the bullets below it.
      if (marker === null) stack = [...stack.slice(0, -1), level(ABOVE_BULLETS, path, lends, false)]
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
      heading,
      isNumbered: marker !== null,
      content,
      row: null
    })
  }
  return { pieces: refined, provisions, slips }
}
