// A folded copy of a passage for matching, which remembers where each of its characters came from [4].
import { composed, isBlank, isDash, isInvisible, isMark, lowered, placeTones } from "./letters.ts"

/** `text` is composed, lower-case, with one tone placement, plain hyphens and single spaces; see {@link foldText}. */
export interface Folded {
  readonly text: string
  /** For each UTF-16 unit of `text`, where the source character starts and ends (exclusive). */
  readonly starts: ReadonlyArray<number>
  readonly ends: ReadonlyArray<number>
}

// More marks than any writing needs; without a bound, reordering them is quadratic in some normalisers.
const MOST_MARKS = 8

const clusterEnd = (source: string, start: number, end: number): number => {
  const code = source.codePointAt(start) ?? 0
  let at = Math.min(end, start + (code > 0xffff ? 2 : 1))
  for (let marks = 0; marks < MOST_MARKS && at < end && isMark(source.charAt(at)); marks++) at++
  return at
}

// Below these, every character is one unit, and none but marks changes what is before it.
const PLAIN = 0x2200
const FIRST_MARK = 0x300
const UNITS: Array<string | undefined> = []

// What a character without marks folds to: texts are made of few, each worked out once.
const foldedUnit = (code: number): string => {
  const known = UNITS[code]
  if (known !== undefined) return known
  const char = String.fromCharCode(code)
  const folded = isBlank(char)
    ? " "
    : isInvisible(char)
      ? ""
      : isDash(char)
        ? "-"
        : lowered(composed(char)).normalize("NFC")
  UNITS[code] = folded
  return folded
}

/**
 * Folds `source` between two offsets. `isHidden` names single characters to leave out, as the decorations of Markdown.
 */
export const foldText = (
  source: string,
  start = 0,
  end = source.length,
  isHidden: (char: string) => boolean = () => false
): Folded => {
  const parts: Array<string> = []
  let afterBlank = false
  const starts: Array<number> = []
  const ends: Array<number> = []
  const push = (folded: string, from: number, to: number): void => {
    parts.push(folded)
    afterBlank = folded === " "
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(from)
      ends.push(to)
    }
  }
  let at = start
  while (at < end) {
    const code = source.charCodeAt(at)
    const after = at + 1 < end ? source.charCodeAt(at + 1) : 0
    if (code < PLAIN && (after < FIRST_MARK || !isMark(source.charAt(at + 1)))) {
      const folded = foldedUnit(code)
      if (!isHidden(source.charAt(at)) && folded !== "" && !(folded === " " && afterBlank)) push(folded, at, at + 1)
      at += 1
      continue
    }
    const next = clusterEnd(source, at, end)
    const cluster = source.slice(at, next)
    const first = cluster.charAt(0)
    if (isBlank(first)) {
      if (!afterBlank) push(" ", at, at + 1)
      at += 1
      continue
    }
    if (!(isInvisible(first) || isHidden(first)))
      push(isDash(first) ? "-" : lowered(composed(cluster)).normalize("NFC"), at, next)
    at = next
  }
  return { text: placeTones(parts.join("")), starts, ends }
}

/** Where a range of the folded text lies in the source. */
export const unfold = (
  folded: Folded,
  start: number,
  end: number
): { readonly start: number; readonly end: number } => ({
  start: folded.starts[start] ?? 0,
  end: folded.ends[end - 1] ?? folded.starts[start] ?? 0
})
