// What the document calls itself, and whose conclusion it says that it is.

import { unmarked } from "../text/index.ts"
import { isTitleWord } from "./header.ts"
import { partiesAt } from "./parties.ts"
import type { Piece } from "./piece.ts"
import { quoteOf } from "./quote.ts"
import type { Party, QuoteFound, Reading } from "./reading.ts"
import { spelled } from "./spelling.ts"
import { findPhrase, phrases, type Word, wordsOf } from "./words.ts"

const OF = phrases("của")
const ENDS = phrases("tại|về|trong|với|sau|qua|nhằm|để")
const CONCLUDES = phrases("kết luận|thống nhất kết luận|đã kết luận|đã thống nhất|thống nhất")

const titlesOf = (pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> => pieces.filter(({ kind }) => kind === "title")

// In a letter's heading of two columns place and date stand between the lines of the subject: only the first run counts.
const firstRun = (all: ReadonlyArray<Piece>): ReadonlyArray<Piece> => {
  // A notice's subject under its number stands above its title, and is none.
  const isLetter = all.some(({ kind }) => kind === "salutation")
  const word = isLetter ? -1 : all.findIndex(({ kind, folded }) => kind === "title" && isTitleWord(folded))
  const pieces = all.slice(Math.max(0, word))
  const from = pieces.findIndex(({ kind }) => kind === "title")
  const length = pieces.slice(from).findIndex(({ kind }) => kind !== "title")
  return from < 0 ? [] : pieces.slice(from, length < 0 ? undefined : from + length)
}

export const titleOf = (source: string, pieces: ReadonlyArray<Piece>): QuoteFound | null => {
  const titles = firstRun(pieces)
  const [first, last] = [titles[0], titles.at(-1)]
  if (first === undefined || last === undefined) return null
  const quote = quoteOf(source, { start: first.content.start, end: last.content.end })
  const isWhole = titlesOf(pieces).every((title) => titles.includes(title) || title.span.end <= first.span.start)
  return { ...quote, rule: isWhole ? "title" : "title-in-columns", confidence: isWhole ? "certain" : "likely" }
}

const SHORT_NAME = 3
const CONCLUDING = new Set<Piece["kind"]>(["bridge", "reports_heard", "opening"])
// A meeting's own name may hold the word: the last one leads over.
const lastOf = (words: ReadonlyArray<Word>): number =>
  words.findLastIndex((_, at) => CONCLUDES(words, at) > 0 && !INSIDE.has(words[at - 1]?.text ?? ""))
const INSIDE = new Set(["thống", "đã", "nhất"])

/** Behind "của" in the title; otherwise the one that "kết luận như sau" in the text names. */
export const concluderOf = (source: string, pieces: ReadonlyArray<Piece>): Party | null => {
  for (const { content } of titlesOf(pieces)) {
    const words = wordsOf(source, content)
    const of = findPhrase(words, OF)
    const end = findPhrase(words, ENDS, of + 1)
    const party = of < 0 ? undefined : partiesAt(source, words, of + 1, end < 0 ? words.length : end, "list").parties[0]
    if (party !== undefined) return { ...party, name: spelled(party.name), rule: "concluder-in-title" }
  }
  for (const { kind, content } of pieces.filter((piece) => CONCLUDING.has(piece.kind))) {
    const words = wordsOf(source, { start: Math.max(content.start, content.end - 300), end: content.end })
    const last = lastOf(words)
    // "Ông A kết luận, các bên thống nhất …": where nobody stands before the last verb, somebody may before the first.
    for (const verb of new Set([last, findPhrase(words, CONCLUDES)]))
      for (let at = verb - 1; at >= 0 && at > verb - 10; at--) {
        const { parties, next } = partiesAt(source, words, at, verb, "list")
        const party = parties[0]
        if (
          party !== undefined &&
          next === verb &&
          parties.length === 1 &&
          [",", ";", "."].includes(words[at - 1]?.text ?? ".") &&
          // In the paragraph that tells of the meeting, two words are short for a name said before.
          (kind !== "opening" || verb - at > SHORT_NAME)
        )
          return { ...party, rule: "concluder-before-verb", confidence: "likely" }
      }
  }
  return null
}

/** By the number's type and the title; a notice without a conclusion in its title is a plain TB. */
export const documentTypeOf = (type: string | null, pieces: ReadonlyArray<Piece>): Reading["documentType"] => {
  const title = titlesOf(pieces)
    .map(({ folded }) => folded)
    .join(" ")
  // Scans lose its marks: "Kêt luận".
  const spaceless = unmarked(title).replace(/ /g, "")
  if (type === "KL" || type === "TBKL" || type === "CV" || type === "CĐ" || type === "BB") return type
  if (type === "TB")
    return /ketluan|ykienchidao/.test(spaceless) ? "TBKL" : title === "" || /^thongbao/.test(spaceless) ? "TB" : null
  if (type !== null || title === "") return null
  if (/^bienban/.test(spaceless)) return "BB"
  if (/^congdien/.test(spaceless)) return "CĐ"
  if (pieces.some(({ kind }) => kind === "salutation")) return "CV"
  const hasText = pieces.some(
    ({ kind }) => kind === "opening" || kind === "reports_heard" || kind === "bridge" || kind === "recipients"
  )
  if (!hasText) return null
  if (/^thongbao.{0,40}(?:ketluan|ykienchidao)/.test(spaceless)) return "TBKL"
  if (/^thongbao/.test(spaceless)) return "TB"
  return /^ketluan/.test(spaceless) ? "KL" : null
}
