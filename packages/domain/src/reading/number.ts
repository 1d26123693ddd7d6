// The document's number and the body whose number it is, by the organ code.
import { findDocumentNumber, type NumberFound } from "../text/index.ts"
import type { Piece } from "./piece.ts"
import { display, quoteOf } from "./quote.ts"
import type { DocumentNumber, Party } from "./reading.ts"
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

export const numberOf = (source: string, pieces: ReadonlyArray<Piece>): NumberRead | null => {
  const piece = pieces.find(({ kind }) => kind === "number")
  const found = piece === undefined ? null : findDocumentNumber(source.slice(piece.span.start, piece.span.end))
  if (piece === undefined || found === null) return null
  const heading = pieces.find(({ kind }) => kind === "issuer")
  const name = named(found.organ, heading?.folded ?? "")
  return {
    number: {
      quote: quoteOf(source, shift(piece, found.span)),
      serial: found.serial,
      type: found.type,
      organ: found.organ,
      symbol: found.symbol,
      system: found.system
    },
    isSpaced: found.isSpaced,
    issuer:
      name !== undefined
        ? { kind: "body", name, quote: quoteOf(source, shift(piece, found.organSpan)) }
        : heading === undefined
          ? null
          : { kind: "body", name: spelled(display(source, heading.content)), quote: quoteOf(source, heading.content) }
  }
}
