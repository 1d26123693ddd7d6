// Document numbers by their shape: Party `08-KL/HU`, state `467/TB-VPCP`, with the ways in which typing spoils them.
import type { Span } from "../kernel/index.ts"
import { foldText, unfold } from "./folded.ts"

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
const ORGAN = "([\\p{L}\\p{M}]{1,12}(?:[-/.][\\p{L}\\p{M}\\d]{1,12}){0,3})"
const TYPE = "([\\p{L}\\p{M}]{1,6})"
const BEFORE = "(?<![\\p{L}\\p{M}\\p{N}])"
const AFTER = "(?![\\p{L}\\p{M}\\p{N}])"
const SHAPE = new RegExp(
  `${BEFORE}(số ?[:.]? ?)?(?:${SERIAL} ?-? ?${TYPE} ?/ ?${ORGAN}|${SERIAL} ?/ ?${TYPE} ?- ?${ORGAN})${AFTER}`,
  "u"
)
const BARE = new RegExp(
  `^(số ?[:.]? ?)?(?:(\\d{1,5}[a-z]?) ?-? ?${TYPE} ?/ ?${ORGAN}|(\\d{1,5}[a-z]?(?: ?/ ?\\d{4})?) ?/ ?${TYPE} ?- ?${ORGAN})$`,
  "u"
)

// What a type may be. Anything else of that shape ("số 24/7-ABC") is no document number.
const TYPES = new Set(
  "kl tb tbkl nq qđ ct qc qyđ hd bc kh cv ttr ctr ctrhđ đa pa tt ql gm gt bb lb ttlt cđ nđ hđ đt".split(" ")
)

const display = (text: string): string => {
  const letters = text.normalize("NFC").replace(/\s/g, "").replace(/[ÐƉ]/g, "Đ").replace(/[‐-―]/g, "-")
  return letters === letters.toLowerCase() ? letters.toUpperCase() : letters
}

/**
 * The first document number that stands behind the word `Số`, or that is the whole text; null where there is none.
 * A blank serial ("Số     -KL/HU") is read as such.
 */
export const findDocumentNumber = (text: string): NumberFound | null => find(text, (type) => TYPES.has(type))

/** What somebody types as a number, of whatever type; null where it has not the shape of one. */
export const parseDocumentNumber = (text: string): NumberFound | null => find(text, () => true)

const find = (text: string, isType: (type: string) => boolean): NumberFound | null => {
  const folded = foldText(text)
  const line = folded.text.trim()
  const lead = folded.text.length - folded.text.trimStart().length
  const prefix = line.search(/(?<![\p{L}\p{M}])số(?![\p{L}\p{M}])/u)
  const from = prefix < 0 ? lead : lead + prefix
  const match = prefix < 0 ? BARE.exec(line) : SHAPE.exec(folded.text.slice(from, from + 120))
  if (match === null || (prefix >= 0 && match.index > 0)) return null
  const isParty = match[4] !== undefined
  const [serialText, type, organ] = isParty ? [match[2], match[3], match[4]] : [match[5], match[6], match[7]]
  if (type === undefined || organ === undefined || !isType(type)) return null
  const whole = match[0]
  const start = from + match.index + (match[1]?.length ?? 0)
  const end = from + match.index + whole.length
  const organSpan = unfold(folded, end - organ.length, end)
  const span = unfold(folded, from + match.index, end)
  const serial = /\d/.test(serialText ?? "") ? (serialText ?? "").replaceAll(" ", "").toUpperCase() : null
  const code = display(text.slice(organSpan.start, organSpan.end))
  const kind = type.toUpperCase()
  return {
    span,
    serial,
    type: kind,
    organ: code,
    symbol: isParty ? `${serial ?? ""}-${kind}/${code}` : `${serial ?? ""}/${kind}-${code}`,
    system: isParty ? "party" : "state",
    isSpaced: serial !== null && folded.text.slice(start, end).includes(" "),
    organSpan
  }
}
