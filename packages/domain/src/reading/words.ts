// The words of a passage with their places in the source, and matching of phrases in them; every rule reads through this.
import type { Span } from "../kernel/index.ts"
import { foldText, key, unfold } from "../text/index.ts"

/** `text` is folded; `start` and `end` are offsets in the source; `isCapital`: its first letter is upper-case there. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly isCapital: boolean
}

/** Characters that Markdown leaks into texts. */
export const isDecoration = (char: string): boolean => /[*_#`|~\\>]/.test(char)

const WORD = /[\p{L}\p{M}\p{N}]+(?:[/&][\p{L}\p{M}\p{N}]+)*|\S/gu

export const isLetterStart = (text: string): boolean => /^[\p{L}\p{N}]/u.test(text)
export const isUpperStart = (text: string): boolean => /^\p{Lu}/u.test(text)

// Capitals that scanning confuses in the commonest abbreviations.
const SCANNED = new Map([
  ["ưbnd", "ubnd"],
  ["ủbnd", "ubnd"],
  ["ubnđ", "ubnd"],
  ["hdnd", "hđnd"],
  ["hđnđ", "hđnd"],
  ["ưbmttq", "ubmttq"],
  ["ủbmttq", "ubmttq"],
  ["ưbkt", "ubkt"]
])

export const wordsOf = (source: string, span: Span): ReadonlyArray<Word> => {
  const folded = foldText(source, span.start, span.end, isDecoration)
  const words: Array<Word> = []
  for (const match of folded.text.matchAll(WORD)) {
    const at = unfold(folded, match.index, match.index + match[0].length)
    words.push({ text: SCANNED.get(match[0]) ?? match[0], ...at, isCapital: isUpperStart(source.slice(at.start, at.start + 2)) })
  }
  return words
}

/** Longest phrase of a set that stands at word `at`: how many words it has, 0 where none does. */
export type Phrases = (words: ReadonlyArray<Word>, at: number) => number

/** A set of phrases, given as texts; a bar separates them. */
export const phrases = (list: string): Phrases => {
  const byFirst = new Map<string, Array<ReadonlyArray<string>>>()
  for (const phrase of list.split("|")) {
    const parts = key(phrase).split(" ")
    const first = parts[0] ?? ""
    byFirst.set(
      first,
      [...(byFirst.get(first) ?? []), parts].sort((one, other) => other.length - one.length)
    )
  }
  return (words, at) => {
    const candidates = byFirst.get(words[at]?.text ?? "") ?? []
    return candidates.find((parts) => parts.every((part, index) => words[at + index]?.text === part))?.length ?? 0
  }
}

/** The first place, from `from` and before `to`, where a phrase of the set stands; -1 where none does. */
export const findPhrase = (words: ReadonlyArray<Word>, set: Phrases, from = 0, to = words.length): number => {
  for (let at = from; at < to; at++) if (set(words, at) > 0) return at
  return -1
}

export const spanOf = (words: ReadonlyArray<Word>, from: number, to: number): Span => ({
  start: words[from]?.start ?? 0,
  end: words[to - 1]?.end ?? words[from]?.start ?? 0
})
