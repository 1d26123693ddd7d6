// The words of a passage with their places in the source, and matching of phrases in them; every rule reads through this.
import type { Span } from "../kernel/index.ts"
import { key, unfold } from "../text/index.ts"
import { firstAt, foldedIn, keptFor } from "./indexed.ts"

export { isDecoration } from "./indexed.ts"

/**
 * `text` is folded; `start` and `end` are offsets in the source; `isCapital`: its first letter is upper-case there. `number` is
 * that of the text in `BEGINNINGS`, 0 where no phrase begins with it.
 */
export interface Word {
  readonly text: string
  readonly number: number
  readonly start: number
  readonly end: number
  readonly isCapital: boolean
}

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
  ["ưbkt", "ubkt"],
  // "Tài nguyên & Môi trường".
  ["&", "và"]
])

// Cues of two words of which scanning often takes one mark for another: "chậm nhât", "kip thời", "trươc ngày".
const CUES = [
  "chậm nhất|muộn nhất|kịp thời|khẩn trương|thời hạn|thời gian|hoàn thành|trước ngày|đến ngày|hết ngày|chủ trì|phối hợp|báo cáo|đề nghị",
  "yêu cầu|hằng tháng|hằng quý|hằng năm|hằng tuần|định kỳ|thường xuyên|tiếp tục|triển khai|thực hiện|rà soát"
]
  .join("|")
  .split("|")
  .map((cue) => key(cue).split(" "))
const MARKS = /[\u0300-\u036f]/gu
const unmarked = (text: string): string => text.normalize("NFD").replace(MARKS, "").replaceAll("đ", "d")
const BY_LETTERS = new Map(CUES.map((cue) => [cue.map(unmarked).join(" "), cue]))
const CUE_WORDS = new Set(CUES.flat())
const FIRST_LETTERS = new Set(CUES.map(([first]) => unmarked(first ?? "")))

// What a pair of words says where one of the two is a cue's own and the other has its letters; null for any other pair.
const cueFor = (one: string, other: string): ReadonlyArray<string> | null => {
  if (CUE_WORDS.has(one) === CUE_WORDS.has(other)) return null
  const letters = unmarked(one)
  const cue = FIRST_LETTERS.has(letters) ? BY_LETTERS.get(`${letters} ${unmarked(other)}`) : undefined
  return cue !== undefined && (cue[0] === one) !== (cue[1] === other) ? cue : null
}

/** The words with which phrases begin, numbered from 1: most words of a text begin none, and rules ask of each for many sets. */
const BEGINNINGS = new Map<string, number>()

const wordsIn = (source: string, span: Span): ReadonlyArray<Word> => {
  const folded = foldedIn(source, span)
  const words: Array<Word> = []
  // One string for all places of a word: rules compare and look up words more than anything else.
  const known = new Map<string, Pick<Word, "text" | "number">>()
  const read = (text: string): Pick<Word, "text" | "number"> => ({ text, number: BEGINNINGS.get(text) ?? 0 })
  for (const match of folded.text.matchAll(WORD)) {
    const [found] = match
    const { text, number } = known.get(found) ?? read(SCANNED.get(found) ?? found)
    if (!known.has(found)) known.set(found, { text, number })
    const { start, end } = unfold(folded, match.index, match.index + found.length)
    const code = source.charCodeAt(start)
    const isCapital = code < 0x80 ? code >= 0x41 && code <= 0x5a : isUpperStart(source.slice(start, start + 2))
    const before = words.at(-1)
    const cue = before === undefined ? null : cueFor(before.text, text)
    if (cue !== null && before !== undefined) words[words.length - 1] = { ...before, ...read(cue[0] ?? before.text) }
    const corrected = cue?.[1] === undefined ? null : read(cue[1])
    words.push({ text: corrected?.text ?? text, number: corrected?.number ?? number, start, end, isCapital })
  }
  return words
}

const allWords = keptFor((source) => wordsIn(source, { start: 0, end: source.length }))

/** The words of a passage; one that the passage cuts is only as long as the passage has it. */
export const wordsOf = (source: string, span: Span): ReadonlyArray<Word> => {
  const words = allWords(source)
  const from = firstAt(words.length, (at) => words[at]?.start ?? 0, span.start)
  const to = firstAt(words.length, (at) => words[at]?.start ?? 0, span.end)
  const [before, last] = [words[from - 1], words[to - 1]]
  const head =
    before === undefined || before.end <= span.start
      ? []
      : wordsIn(source, { start: span.start, end: Math.min(before.end, span.end) })
  const isCut = to > from && last !== undefined && last.end > span.end
  const tail = isCut ? wordsIn(source, { start: last.start, end: span.end }) : []
  const whole = words.slice(from, isCut ? to - 1 : to)
  return head.length + tail.length === 0 ? whole : [...head, ...whole, ...tail]
}

/** Longest phrase of a set that stands at word `at`: how many words it has, 0 where none does. */
export type Phrases = (words: ReadonlyArray<Word>, at: number) => number

/** A set of phrases, given as texts; a bar separates them. */
export const phrases = (list: string): Phrases => {
  const byFirst: Array<ReadonlyArray<ReadonlyArray<string>> | undefined> = []
  for (const phrase of list.split("|")) {
    const parts = key(phrase).split(" ")
    const first = parts[0] ?? ""
    const number = BEGINNINGS.get(first) ?? BEGINNINGS.size + 1
    BEGINNINGS.set(first, number)
    byFirst[number] = [...(byFirst[number] ?? []), parts].sort((one, other) => other.length - one.length)
  }
  return (words, at) => {
    const number = words[at]?.number ?? 0
    const candidates = number === 0 ? undefined : byFirst[number]
    if (candidates === undefined) return 0
    for (const parts of candidates) {
      let length = 1
      while (length < parts.length && words[at + length]?.text === parts[length]) length++
      if (length === parts.length) return length
    }
    return 0
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
