// Document numbers by their shape: Party `08-KL/HU`, state `467/TB-VPCP`, with the ways in which typing spoils them.
import type { Span } from "../kernel/index.ts"
import { type Folded, foldText, unfold } from "./folded.ts"

/** `symbol` is the number as it should be written; `isSpaced` tells that the text has blanks inside it. */
export interface NumberFound {
  readonly span: Span
  /** Null when left blank. */
  readonly serial: string | null
  readonly type: string
  readonly organ: string
  readonly symbol: string
  /** By the order of the two separators: a Party number has the hyphen first, a state number the stroke. */
  readonly system: "party" | "state"
  readonly isSpaced: boolean
  readonly organSpan: Span
}

const SERIAL = "(\\d{1,5}[a-z]?(?: ?/ ?\\d{4})?|[._… ]{0,40})"
const WRITTEN_SERIAL = "(\\d{1,5}[a-z]?(?: ?/ ?\\d{4})?)"
const ORGAN = "([\\p{L}\\p{M}&]{1,12}(?:[-/.][\\p{L}\\p{M}\\d&]{1,12}){0,3})"
const UNIT = "(?: ?- ?[\\p{L}\\p{M}\\d&]{1,12}(?:[-/.][\\p{L}\\p{M}\\d&]{1,12}){0,3})?"
const LETTERS = "([\\p{L}\\p{M}&]{1,10})"
const TYPE = "([\\p{L}\\p{M}]{1,6})"
const BEFORE = "(?<![\\p{L}\\p{M}\\p{N}])"
const AFTER = "(?![\\p{L}\\p{M}\\p{N}])"
// Scans lose the marks of "Số".
const PREFIX = "(s[ốôo] ?[:.]? ?)"

// Party `08-KL/HU`, state `467/TB-VPCP`, and the state letter without a type, `1234/UBND-TH`.
const party = (serial: string): string => `${serial} ?-? ?${TYPE} ?/ ?${ORGAN}`
const state = (serial: string): string => `${serial} ?/ ?${TYPE} ?- ?${ORGAN}`
const letter = (serial: string): string => `${serial} ?/ ?(?:${LETTERS}${UNIT})`
const shapes = (serial: string): string => `(?:${party(serial)}|${state(serial)})`

const SHAPE = new RegExp(`${BEFORE}${PREFIX}?${shapes(SERIAL)}${AFTER}`, "u")
const LETTER = new RegExp(`${BEFORE}${PREFIX}${letter(SERIAL)}${AFTER}`, "u")
const BARE = new RegExp(`^${PREFIX}?${shapes(WRITTEN_SERIAL)}$`, "u")
const MENTION = new RegExp(`${BEFORE}${PREFIX}?${shapes(WRITTEN_SERIAL)}${AFTER}`, "gu")

// A letter has no type in its number: the words before it say what it is.
const LETTER_MENTION = new RegExp(
  `(?<=(?:công văn|văn bản|cv)(?: (?:chỉ đạo|đôn đốc|hỏa tốc))? )${PREFIX}${letter(WRITTEN_SERIAL)}${AFTER}`,
  "gu"
)

// What a type may be. Anything else of that shape ("số 24/7-ABC") is no document number.
const TYPES = new Set(
  "kl tb tbkl nq qđ ct qc qyđ hd bc kh cv ttr ctr ctrhđ đa pa tt ql gm gt bb lb ttlt cđ nđ hđ đt".split(" ")
)

// Scans take the U of UBND for Ư.
const display = (text: string): string => {
  const letters = text.normalize("NFC").replace(/\s/g, "").replace(/[ÐƉ]/g, "Đ").replace(/[‐-―]/g, "-")
  return (letters === letters.toLowerCase() ? letters.toUpperCase() : letters).replace(/^ƯBND/, "UBND")
}

type IsType = (type: string) => boolean
const isKnown: IsType = (type) => TYPES.has(type)

/**
 * The first document number that stands behind the word `Số`, or that is the whole text; null where there is none.
 * A blank serial ("Số     -KL/HU") is read as such.
 */
export const findDocumentNumber = (text: string): NumberFound | null => find(text, isKnown)

/** What somebody types as a number, of whatever type; null where it has not the shape of one. */
export const parseDocumentNumber = (text: string): NumberFound | null => find(text, () => true)

/** All numbers of known types in running text, in order; a serial must be written. */
export const findDocumentNumbers = (text: string): ReadonlyArray<NumberFound> => {
  if (!text.includes("/")) return []
  const folded = foldText(text)
  const typed = Array.from(folded.text.matchAll(MENTION)).flatMap((match) => {
    const found = numberOf(text, folded, match, 0, isKnown)
    return found === null || !/\p{Lu}/u.test(text.slice(found.organSpan.start, found.organSpan.end)) ? [] : [found]
  })
  const known = new Set(typed.map(({ span }) => span.start))
  const letters = Array.from(folded.text.matchAll(LETTER_MENTION)).flatMap((match) => {
    const found = letterOf(text, folded, match, 0)
    return found === null || known.has(found.span.start) ? [] : [found]
  })
  return letters.length === 0 ? typed : [...typed, ...letters].sort((one, other) => one.span.start - other.span.start)
}

const find = (text: string, isType: IsType): NumberFound | null => {
  const folded = foldText(text)
  const line = folded.text.trim()
  const lead = folded.text.length - folded.text.trimStart().length
  const prefix = line.search(/(?<![\p{L}\p{M}])s[ốôo](?![\p{L}\p{M}])/u)
  const from = prefix < 0 ? lead : lead + prefix
  const rest = folded.text.slice(from, from + 120)
  const match = prefix < 0 ? BARE.exec(line) : SHAPE.exec(rest)
  const isAtStart = match !== null && !(prefix >= 0 && match.index > 0)
  const found = isAtStart ? numberOf(text, folded, match, from, isType) : null
  if (found !== null || prefix < 0) return found
  const other = LETTER.exec(rest)
  return other === null || other.index > 0 ? null : letterOf(text, folded, other, from)
}

// What the shapes have in common: `parts` are the texts of serial, type and organ.
const made = (
  text: string,
  folded: Folded,
  match: RegExpExecArray,
  from: number,
  parts: { readonly serial: string | undefined; readonly type: string; readonly organ: number; readonly length: number }
) => {
  const start = from + match.index + (match[1]?.length ?? 0)
  const end = from + match.index + match[0].length
  const organSpan = unfold(folded, parts.organ, parts.organ + parts.length)
  const serial = /\d/.test(parts.serial ?? "") ? (parts.serial ?? "").replaceAll(" ", "").toUpperCase() : null
  return {
    span: unfold(folded, from + match.index, end),
    serial,
    type: parts.type,
    organ: display(text.slice(organSpan.start, organSpan.end)),
    isSpaced: serial !== null && folded.text.slice(start, end).includes(" "),
    organSpan
  }
}

const numberOf = (
  text: string,
  folded: Folded,
  match: RegExpExecArray,
  from: number,
  isType: IsType
): NumberFound | null => {
  const isParty = match[4] !== undefined
  const [serial, type, organ] = isParty ? [match[2], match[3], match[4]] : [match[5], match[6], match[7]]
  if (type === undefined || organ === undefined || !isType(type)) return null
  const end = from + match.index + match[0].length
  const parts = { serial, type: type.toUpperCase(), organ: end - organ.length, length: organ.length }
  const found = made(text, folded, match, from, parts)
  const { serial: written, type: kind, organ: code } = found
  return {
    ...found,
    symbol: isParty ? `${written ?? ""}-${kind}/${code}` : `${written ?? ""}/${kind}-${code}`,
    system: isParty ? "party" : "state"
  }
}

// A letter (công văn) of a state office names its organ where others have the type, in capitals.
const letterOf = (text: string, folded: Folded, match: RegExpExecArray, from: number): NumberFound | null => {
  const [whole, , serial, organ] = match
  if (organ === undefined || organ.length < 2) return null
  const at = whole.indexOf(organ, whole.indexOf("/"))
  const parts = { serial, type: "CV", organ: from + match.index + at, length: whole.length - at }
  const found = made(text, folded, match, from, parts)
  const isCapital = !/\p{Ll}/u.test(found.organ.slice(0, organ.length))
  return isCapital ? { ...found, symbol: `${found.serial ?? ""}/${found.organ}`, system: "state" } : null
}
