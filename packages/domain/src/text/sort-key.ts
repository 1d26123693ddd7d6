// Vietnamese alphabetical order as plain strings, because no SQL collation knows it.
import { composed, isBlank, isDash, isMark, lowered, toneOf } from "./letters.ts"

// The order of the Unicode collation algorithm with the Vietnamese letters in their places.
const WEIGHTS = new Map(
  Array.from(" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz").map(
    (char, index) => [char, String.fromCharCode(0x22 + index)] as const
  )
)

/**
 * A string whose plain comparison (by code unit, or by UTF-8 bytes) is the Vietnamese order: letters first, then tones
 * (ngang, huyền, hỏi, ngã, sắc, nặng), then lower before upper case. Characters that no Vietnamese name has come last.
 */
export const sortKey = (text: string): string => {
  const clusters = text.trim().match(/\P{M}\p{M}{0,8}|\p{M}/gsu) ?? []
  let letters = ""
  let tones = ""
  let cases = ""
  let blank = false
  for (const raw of clusters) {
    if (isBlank(raw.charAt(0)) && blank) continue
    blank = isBlank(raw.charAt(0))
    const char = blank ? " " : isDash(raw.charAt(0)) ? "-" : composed(raw)
    const lower = lowered(char)
    const { letter, tone } = toneOf(lower)
    const base = Array.from(letter).filter((part) => !isMark(part))[0] ?? ""
    const weight = WEIGHTS.get(letter) ?? WEIGHTS.get(base)
    letters += weight ?? (base.isWellFormed() && base > "\u007F" ? base : "\uFFFD")
    tones += WEIGHTS.has(letter) || weight === undefined ? tone : 6
    cases += char === char.toLowerCase() ? 0 : 1
  }
  return `${letters} ${tones} ${cases}`
}

/** Orders names for a person's eyes; equal only where {@link sortKey} is. */
export const byVietnameseOrder = (one: string, other: string): number => {
  const [a, b] = [sortKey(one), sortKey(other)]
  return a < b ? -1 : a > b ? 1 : 0
}
