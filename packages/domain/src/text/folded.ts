// A folded copy of a passage for matching, which remembers where each of its characters came from [4].
import { composed, isBlank, isDash, isInvisible, isMark, lowered, placeTones } from "./letters.ts"

/** `text` is composed, lower-case, with one tone placement, plain hyphens and single spaces; see {@link foldText}. */
export interface Folded {
  readonly text: string
  /** For each UTF-16 unit of `text`, from the place `from` on, where the source character starts and ends (exclusive). */
  readonly starts: ReadonlyArray<number>
  readonly ends: ReadonlyArray<number>
  readonly from: number
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
// Which of them are letters and digits that fold to themselves, as most of a text does.
const SAME = 1
const OTHER = 2
const KINDS = new Uint8Array(PLAIN)

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
  KINDS[code] = folded === char && /[\p{L}\p{N}]/u.test(char) ? SAME : OTHER
  return folded
}

/**
 * Folds `source` between two offsets. `isHidden` names single characters to leave out, as the decorations of Markdown;
 * letters and digits are never left out.
 */
export const foldText = (
  source: string,
  start = 0,
  end = source.length,
  isHidden: (char: string) => boolean = () => false
): Folded => {
  const starts: Array<number> = []
  const ends: Array<number> = []
  let text = ""
  // What folds to itself is copied as one run, from here on.
  let run = start
  let afterBlank = false
  const push = (folded: string, from: number, to: number): void => {
    if (from > run) text += source.slice(run, from)
    run = to
    text += folded
    if (folded !== "") afterBlank = folded === " "
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
      if (KINDS[code] === SAME) {
        starts.push(at)
        ends.push(at + 1)
        afterBlank = false
      } else {
        const folded = foldedUnit(code)
        const isLeftOut =
          folded === "" || (folded === " " && afterBlank) || (KINDS[code] === OTHER && isHidden(source.charAt(at)))
        push(isLeftOut ? "" : folded, at, at + 1)
      }
      at += 1
      continue
    }
    const next = clusterEnd(source, at, end)
    const cluster = source.slice(at, next)
    const first = cluster.charAt(0)
    const to = isBlank(first) ? at + 1 : next
    if (isBlank(first)) push(afterBlank ? "" : " ", at, to)
    else if (isInvisible(first) || isHidden(first)) push("", at, to)
    else push(isDash(first) ? "-" : lowered(composed(cluster)).normalize("NFC"), at, to)
    at = to
  }
  if (run < end) text += source.slice(run, end)
  return { text: placeTones(text), starts, ends, from: 0 }
}

/** Where a range of the folded text lies in the source. */
export const unfold = (
  { starts, ends, from }: Folded,
  start: number,
  end: number
): { readonly start: number; readonly end: number } => ({
  start: starts[from + start] ?? 0,
  end: ends[from + end - 1] ?? starts[from + start] ?? 0
})
