// The document's number and the body whose number it is, by the organ code.
import { findDocumentNumber, key, type NumberFound } from "../text/index.ts"
import type { Piece } from "./piece.ts"
import { display, quoteOf } from "./quote.ts"
import type { DocumentNumber, Party, Quote } from "./reading.ts"
import { spelled } from "./spelling.ts"

const ORGANS = new Map([
  ["HU", "Huyện ủy"],
  ["BTVHU", "Ban Thường vụ Huyện ủy"],
  ["VPHU", "Văn phòng Huyện ủy"],
  ["TU", "Tỉnh ủy"],
  ["BTVTU", "Ban Thường vụ Tỉnh ủy"],
  ["VPTU", "Văn phòng Tỉnh ủy"],
  ["QU", "Quận ủy"],
  ["THU", "Thị ủy"],
  ["TXU", "Thị ủy"],
  ["ĐU", "Đảng ủy"],
  ["ĐUK", "Đảng ủy khối"],
  ["TW", "Ban Chấp hành Trung ương"],
  ["TƯ", "Ban Chấp hành Trung ương"],
  ["UBND", "UBND"],
  ["HĐND", "HĐND"],
  ["VPCP", "Văn phòng Chính phủ"],
  ["VP", "Văn phòng"]
])

const VAGUE = new Set(["UBND", "HĐND", "VP"])

/** The body that an organ code stands for, as "HU" for Huyện ủy; null for a code that no rule knows. */
export const organName = (organ: string): string | null => ORGANS.get(organ.toUpperCase()) ?? null

export interface NumberRead {
  readonly number: DocumentNumber
  readonly isSpaced: boolean
  readonly issuer: Party | null
}

const shift = (piece: Piece, span: NumberFound["span"]): NumberFound["span"] => ({
  start: piece.span.start + span.start,
  end: piece.span.start + span.end
})

// "TU" is also Thành ủy: the heading says which.
const named = (organ: string, heading: string): string | undefined =>
  organ === "TU" && /^thành ủy/u.test(heading) ? "Thành ủy" : ORGANS.get(organ.toUpperCase())

const LEVEL = /^(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?: |$)/u
// Alone it is the name of many bodies: whose it is stands above it.
const GENERIC =
  /^(?:văn phòng|ban tổ chức|ban tuyên giáo|ban dân vận|ban nội chính|ban xây dựng đảng|ủy ban kiểm tra|thanh tra)$/u
const COMMITTEE =
  /^(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân) (tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?: |$)/u

/** The issuer's lines of the heading, each with the line below that only goes on with its name. */
const headingNames = (source: string, pieces: ReadonlyArray<Piece>): ReadonlyArray<Quote> => {
  const spans: Array<Quote["span"]> = []
  for (const { content, folded } of pieces.filter(({ kind }) => kind === "issuer")) {
    const last = spans.at(-1)
    const goesOn = last !== undefined && LEVEL.test(folded) && !LEVEL.test(key(source.slice(last.start, last.end)))
    if (goesOn) spans[spans.length - 1] = { start: last.start, end: content.end }
    else spans.push(content)
  }
  return spans.map((span) => quoteOf(source, span))
}

// "UBND tỉnh An Hòa" is "UBND tỉnh" in its own documents.
const short = (name: string): string => {
  const level = COMMITTEE.exec(key(name))?.[1]
  return level === undefined ? name : `${name.split(" ", /^ubnd|^hđnd/iu.test(name) ? 1 : 4).join(" ")} ${level}`
}

const issuerInHeading = (source: string, pieces: ReadonlyArray<Piece>): Party | null => {
  const names = headingNames(source, pieces)
  const [quote, above] = [names.at(-1), names.at(-2)]
  if (quote === undefined) return null
  const name = short(spelled(display(source, quote.span)))
  const isGeneric = GENERIC.test(key(name)) && above !== undefined
  return {
    kind: "body",
    name: isGeneric ? `${name} ${short(spelled(display(source, above.span)))}` : name,
    quote,
    rule: isGeneric ? "heading-with-the-body-above" : "heading",
    confidence: isGeneric || names.length > 2 ? "likely" : "certain"
  }
}

export const numberOf = (source: string, pieces: ReadonlyArray<Piece>): NumberRead | null => {
  const piece = pieces.find(({ kind }) => kind === "number")
  const found = piece === undefined ? null : findDocumentNumber(source.slice(piece.span.start, piece.span.end))
  if (piece === undefined || found === null) return null
  const heading = pieces.find(({ kind }) => kind === "issuer")
  const name = named(found.organ, heading?.folded ?? "")
  const inHeading = issuerInHeading(source, pieces)
  // A state organ's code says less than the heading does: which level, whose office.
  const isCode = name !== undefined && (inHeading === null || !VAGUE.has(found.organ.toUpperCase()))
  return {
    number: {
      quote: quoteOf(source, shift(piece, found.span)),
      serial: found.serial,
      type: found.type,
      organ: found.organ,
      symbol: found.symbol,
      system: found.system,
      rule: found.serial === null ? "number-with-blank-serial" : "number-behind-số",
      confidence: "certain"
    },
    isSpaced: found.isSpaced,
    issuer: isCode
      ? {
          kind: "body",
          name,
          quote: quoteOf(source, shift(piece, found.organSpan)),
          rule: "organ-code",
          confidence: "certain"
        }
      : inHeading
  }
}
