// The reader: verbatim text in, a proposal of what it says out. Pure, total, and linear in the length of the text.
import type { Classification } from "../kernel/index.ts"
import { findDates } from "../text/index.ts"
import { blockOf, headOf, piecesOf } from "./blocks.ts"
import { coverageOf } from "./coverage.ts"
import { discrepanciesOf } from "./discrepancies.ts"
import { distributionOf } from "./distribution.ts"
import { findingsOf } from "./findings.ts"
import { secrecyOf, urgencyOf } from "./header.ts"
import { forget } from "./indexed.ts"
import { lineBetween } from "./lines.ts"
import { issuerInHeading, numberOf } from "./number.ts"
import { directivesOf } from "./obligations.ts"
import { meetingOf } from "./opening.ts"
import type { Piece } from "./piece.ts"
import { numbered } from "./provisions.ts"
import { display, quoteOf } from "./quote.ts"
import type { Party, QuoteFound, Reading } from "./reading.ts"
import { referencesOf } from "./references.ts"
import { type Addressed, salutedIn } from "./salutation.ts"
import { mainSignature, signaturesOf } from "./signature.ts"
import { concluderOf, documentTypeOf, titleOf } from "./title.ts"

const HEIGHT: Record<Classification, number> = { ordinary: 0, secret: 1, top_secret: 2, most_secret: 3 }

type Marks = Pick<Reading, "classification" | "classificationQuote" | "urgency">

// The highest mark of secrecy above the text [10], and the first of urgency.
const marksOf = (source: string, pieces: ReadonlyArray<Piece>): Marks => {
  let marks: Marks = { classification: "ordinary", classificationQuote: null, urgency: null }
  for (const piece of pieces.filter(({ kind }) => kind === "marks")) {
    const line = lineBetween(source, piece.span.start, piece.span.end, false)
    const quote = quoteOf(source, piece.content)
    const degree = urgencyOf(line)
    if (degree !== null && marks.urgency === null)
      marks = { ...marks, urgency: { degree, quote, rule: "mark", confidence: "certain" } }
    const classification = secrecyOf(line) ?? "ordinary"
    if (HEIGHT[classification] <= HEIGHT[marks.classification]) continue
    marks = { ...marks, classification, classificationQuote: { ...quote, rule: "mark", confidence: "certain" } }
  }
  return marks
}

const issued = (source: string, pieces: ReadonlyArray<Piece>): Pick<Reading, "issueDate" | "place"> => {
  const line = pieces.find(({ kind }) => kind === "place_date")
  if (line === undefined) return { issueDate: null, place: null }
  const text = source.slice(line.content.start, line.content.end)
  const date = findDates(text)[0]
  const comma = text.indexOf(",")
  const grounds = { rule: "place-and-date-line", confidence: "certain" } as const
  const at = (span: QuoteFound["span"]): QuoteFound => ({
    ...quoteOf(source, { start: line.content.start + span.start, end: line.content.start + span.end }),
    ...grounds
  })
  return {
    issueDate:
      date?.form === "day" ? { date: date.date, quote: quoteOf(source, at(date.span).span), ...grounds } : null,
    place: comma > 0 && display(source, line.content) !== "" ? at({ start: 0, end: comma }) : null
  }
}

// In minutes the chair concludes.
const chairOf = (type: Reading["documentType"], meeting: Reading["meeting"]): Party | null =>
  type !== "BB" || meeting === null || meeting.host === null
    ? null
    : { ...meeting.host, rule: "chair-concludes", confidence: "likely" }

// A letter that asks before its items ("… đề nghị … như sau:") asks in each of them; what it directs, it directs.
const forceOfLetter = (pieces: ReadonlyArray<Piece>): Addressed["force"] => {
  const first = pieces.findIndex(({ kind }) => kind === "provision")
  const above = pieces
    .slice(0, Math.max(0, first))
    .findLast(({ kind, folded }) => kind !== "addressee" && folded.endsWith(":"))
  if (above === undefined || /yêu cầu/u.test(above.folded)) return "require"
  if (/đề nghị/u.test(above.folded)) return "request"
  return /chỉ đạo(?: (?:như sau|các nội dung sau|một số nội dung(?: như)? sau))? ?:$/u.test(above.folded)
    ? "direct"
    : "require"
}

const none = (source: string): Reading => {
  const pieces = headOf(source)
  return {
    blocks: pieces.map(blockOf),
    documentType: null,
    number: numberOf(source, pieces)?.number ?? null,
    title: null,
    ...marksOf(source, pieces),
    ...issued(source, pieces),
    issuer: null,
    concluder: null,
    meeting: null,
    findings: [],
    provisions: [],
    directives: [],
    distribution: [],
    signature: null,
    signatures: [],
    references: [],
    discrepancies: []
  }
}

/**
 * Reads a document. Never throws; what no rule knows is in an `unrecognised` block, and a text of no known kind has
 * the document type null and no provisions.
 *
 * @example read(text).directives.map(({ path, split, kind }) => [path, split, kind])
 */
export const read = (source: string): Reading => {
  try {
    return readingOf(source)
  } finally {
    forget()
  }
}

const readingOf = (source: string): Reading => {
  const found = piecesOf(source)
  const numberRead = numberOf(source, found)
  const documentType = documentTypeOf(numberRead?.number.type ?? null, found)
  if (documentType === null) return none(source)
  const { pieces, provisions, slips } = numbered(source, found)
  const issuer = numberRead === null ? issuerInHeading(source, pieces) : numberRead.issuer
  const concluder = concluderOf(source, pieces)
  const saluted = salutedIn(source, pieces)
  const addressed: Addressed | null = saluted.length === 0 ? null : { parties: saluted, force: forceOfLetter(pieces) }
  const place = issued(source, pieces)
  const meeting = documentType === "CV" || documentType === "CĐ" ? null : meetingOf(source, pieces)
  const signatures = signaturesOf(source, pieces, {
    issuer: numberRead?.organName ?? issuer?.name ?? null,
    concluder,
    host: meeting?.host ?? null
  })
  const since = meeting?.firstDay ?? place.issueDate?.date ?? null
  const directives = provisions.flatMap((provision) => directivesOf(source, provision, addressed, since))
  const told = directives.flatMap(({ lead, coordinating, monitoring, delegates }) => [
    ...lead,
    ...coordinating,
    ...monitoring,
    ...delegates
  ])
  const isTold = coverageOf(told.filter(({ kind }) => kind !== "open_set"))
  const reading = {
    blocks: pieces.map(blockOf),
    documentType,
    number: numberRead?.number ?? null,
    title: titleOf(source, pieces),
    ...marksOf(source, pieces),
    ...place,
    issuer,
    concluder: concluder ?? chairOf(documentType, meeting),
    meeting,
    findings: findingsOf(source, pieces),
    provisions: provisions.map(({ path, quote, addressees, isNumbered }) => ({
      path,
      quote,
      addressees,
      ...(isNumbered
        ? ({ rule: "numbered-item", confidence: "certain" } as const)
        : ({ rule: "unnumbered-paragraph", confidence: "likely" } as const))
    })),
    directives,
    distribution: distributionOf(source, pieces, isTold, saluted),
    signature: mainSignature(signatures),
    signatures,
    references: referencesOf(source, pieces)
  }
  const evidence = {
    hasHeading: pieces.some(({ kind }) => kind === "national_heading" || kind === "issuer"),
    hasPlaceAndDate: pieces.some(({ kind }) => kind === "place_date"),
    isSpacedNumber: numberRead?.isSpaced ?? false,
    slips
  }
  return { ...reading, discrepancies: discrepanciesOf(source, reading, evidence) }
}

/**
 * Reads a document whose running text ends at `bodyEnd`. What stands behind it, as footers and notes, is one unrecognised
 * block and belongs to no provision; a mark of secrecy there counts [10]. Spans are of the whole text.
 */
export const readBody = (source: string, bodyEnd: number): Reading => {
  const reading = read(source.slice(0, bodyEnd))
  const behind = source.slice(bodyEnd)
  if (behind.trim() === "") return reading
  const blocks: Reading["blocks"] = [
    ...reading.blocks,
    { kind: "unrecognised", span: { start: bodyEnd, end: source.length } }
  ]
  const { classification, classificationQuote: quote } = read(behind)
  if (quote === null || HEIGHT[classification] <= HEIGHT[reading.classification]) return { ...reading, blocks }
  const span = { start: quote.span.start + bodyEnd, end: quote.span.end + bodyEnd }
  return { ...reading, blocks, classification, classificationQuote: { ...quote, span } }
}
