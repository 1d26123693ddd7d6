// The document's number and the body whose number it is, by the organ code.
import { findDocumentNumber, key, type NumberFound, unmarked } from "../text/index.ts"
import { startsIssuer } from "./header.ts"
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
  /** What the organ code stands for: the issuer's name without its place. */
  readonly organName: string | null
  readonly isSpaced: boolean
  readonly issuer: Party | null
}

const shift = (piece: Piece, span: NumberFound["span"]): NumberFound["span"] => ({
  start: piece.span.start + span.start,
  end: piece.span.start + span.end
})

// "TU" is also Thành ủy: the heading says which.
const named = (organ: string, isCity: boolean): string | undefined =>
  ORGANS.get(organ.toUpperCase())?.replace(/Tỉnh ủy$/u, isCity ? "Thành ủy" : "Tỉnh ủy")

const LEVEL = /^(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?: (?!ủy)|$)/u
// Alone it is the name of many bodies: whose it is stands above it.
const GENERIC =
  /^(?:văn phòng|ban tổ chức|ban tuyên giáo|ban dân vận|ban nội chính|ban xây dựng đảng|ủy ban kiểm tra|thanh tra)$/u
const PLACED =
  /^(.*?(?:huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân) (?:tỉnh|thành phố|huyện|quận|thị xã))) \p{Lu}.*$/iu

// A noun that names nobody yet, or a name that breaks off: the body of the line below is part of it, and not the one below it.
const UNFINISHED =
  /^(?:chu tich|so|bo|ban|cuc|tong cuc|chi cuc|vu|vien|hoi|doan|quy|truong(?: (?:dai hoc|cao dang|trung cap|trung hoc.{0,10}|thcs|thpt|tieu hoc|mam non|chinh tri))?|dai hoc|hoc vien|trung tam|(?:tong )?cong ty(?: (?:co phan|tnhh.{0,12}))?|tap doan|ngan hang|ban quan ly(?: (?:cac )?du an)?|ban chi dao|to cong tac|lien doan|lien hiep|benh vien|nha may)$|(?:,| va| cac| cua| ve| thuoc| -)$/

const MOST_ISSUER_LINES = 12

/** The issuer's lines of the heading, each with the line below that only goes on with its name. */
const headingNames = (
  source: string,
  pieces: ReadonlyArray<Piece>
): ReadonlyArray<{ readonly name: string; readonly quote: Quote }> => {
  const names: Array<{ readonly name: string; readonly quote: Quote }> = []
  for (const { content, folded } of pieces.filter(({ kind }) => kind === "issuer").slice(0, MOST_ISSUER_LINES)) {
    const last = names.at(-1)
    const shown = display(source, content)
    const isOpen = last !== undefined && !LEVEL.test(key(last.name))
    const isPart = LEVEL.test(folded) || UNFINISHED.test(unmarked(last?.name ?? "")) || !startsIssuer(folded)
    const goesOn = isOpen && isPart
    if (goesOn) names[names.length - 1] = { ...last, name: `${last.name} ${shown}` }
    else names.push({ name: shown, quote: quoteOf(source, content) })
  }
  return names.map(({ name, quote }) => ({ name: spelled(name), quote }))
}

/**
 * What a body is called where there is only one of its kind: "UBND tỉnh" for "UBND tỉnh An Hòa", "Huyện ủy" for "Huyện ủy
 * An Hòa". Communes are many, and keep their places.
 */
export const withoutPlace = (name: string): string => PLACED.exec(name.normalize("NFC"))?.[1] ?? name

/** The body that the heading names. */
export const issuerInHeading = (source: string, pieces: ReadonlyArray<Piece>): Party | null => {
  const names = headingNames(source, pieces)
  const [own, above] = [names.at(-1), names.at(-2)]
  if (own === undefined) return null
  const isGeneric = GENERIC.test(key(own.name)) && above !== undefined
  return {
    kind: "body",
    name: isGeneric ? `${own.name} ${above.name}` : own.name,
    quote: own.quote,
    rule: isGeneric ? "heading-with-the-body-above" : "heading",
    confidence: isGeneric || names.length > 2 ? "likely" : "certain"
  }
}

export const numberOf = (source: string, pieces: ReadonlyArray<Piece>): NumberRead | null => {
  const piece = pieces.find(({ kind }) => kind === "number")
  const found = piece === undefined ? null : findDocumentNumber(source.slice(piece.span.start, piece.span.end))
  if (piece === undefined || found === null) return null
  const isCity = pieces.some(({ kind, folded }) => kind === "issuer" && /^thành ủy/u.test(folded))
  const name = named(found.organ, isCity)
  const inHeading = issuerInHeading(source, pieces)
  // The heading says more than the code where it names the same body, or where the code says too little.
  const isSame = name !== undefined && inHeading !== null && unmarked(inHeading.name).startsWith(unmarked(name))
  const isCode = name !== undefined && !isSame && (inHeading === null || !VAGUE.has(found.organ.toUpperCase()))
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
    organName: name ?? null,
    isSpaced: found.isSpaced,
    issuer: isCode
      ? {
          kind: "body",
          name,
          quote: quoteOf(source, shift(piece, found.organSpan)),
          rule: "organ-code",
          confidence: "certain"
        }
      : isSame && inHeading !== null
        ? { ...inHeading, name: `${name}${inHeading.name.slice(name.length)}` }
        : inHeading
  }
}
