// What the document calls itself, and whose conclusion it says that it is.

import { partiesAt } from "./parties.ts"
import type { Piece } from "./piece.ts"
import { quoteOf } from "./quote.ts"
import type { Party, Quote, Reading } from "./reading.ts"
import { spelled } from "./spelling.ts"
import { findPhrase, phrases, wordsOf } from "./words.ts"

const OF = phrases("của")
const ENDS = phrases("tại|về|trong|với|sau|qua|nhằm|để")
const CONCLUDES = phrases("kết luận|thống nhất kết luận|đã kết luận|đã thống nhất|thống nhất")

const titlesOf = (pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> => pieces.filter(({ kind }) => kind === "title")

export const titleOf = (source: string, pieces: ReadonlyArray<Piece>): Quote | null => {
  const titles = titlesOf(pieces)
  const [first, last] = [titles[0], titles.at(-1)]
  return first === undefined || last === undefined
    ? null
    : quoteOf(source, { start: first.content.start, end: last.content.end })
}

/** Behind "của" in the title; otherwise the one that "kết luận như sau" in the text names. */
export const concluderOf = (source: string, pieces: ReadonlyArray<Piece>): Party | null => {
  for (const { content } of titlesOf(pieces)) {
    const words = wordsOf(source, content)
    const of = findPhrase(words, OF)
    const end = findPhrase(words, ENDS, of + 1)
    const party = of < 0 ? undefined : partiesAt(source, words, of + 1, end < 0 ? words.length : end, "list").parties[0]
    if (party !== undefined) return { ...party, name: spelled(party.name) }
  }
  for (const { content } of pieces.filter(({ kind }) => kind === "bridge" || kind === "reports_heard")) {
    const words = wordsOf(source, { start: Math.max(content.start, content.end - 300), end: content.end })
    const verb = findPhrase(words, CONCLUDES)
    for (let at = verb - 1; at >= 0 && at > verb - 10; at--) {
      const { parties, next } = partiesAt(source, words, at, verb, "list")
      const party = parties[0]
      if (
        party !== undefined &&
        next === verb &&
        parties.length === 1 &&
        [",", ";", "."].includes(words[at - 1]?.text ?? ".")
      )
        return party
    }
  }
  return null
}

/** By the number's type and the title; a notice without a conclusion in its title is a plain TB. */
export const documentTypeOf = (type: string | null, pieces: ReadonlyArray<Piece>): Reading["documentType"] => {
  const title = titlesOf(pieces)
    .map(({ folded }) => folded)
    .join(" ")
  const spaceless = title.replace(/ /g, "")
  if (type === "KL") return "KL"
  if (type === "TBKL") return "TBKL"
  if (type === "TB")
    return /kếtluận/u.test(spaceless) ? "TBKL" : title === "" || /^thôngbáo/u.test(spaceless) ? "TB" : null
  if (type !== null || title === "") return null
  const hasText = pieces.some(
    ({ kind }) => kind === "opening" || kind === "reports_heard" || kind === "bridge" || kind === "recipients"
  )
  if (!hasText) return null
  if (/^thôngbáo.{0,40}kếtluận/u.test(spaceless)) return "TBKL"
  if (/^thôngbáo/u.test(spaceless)) return "TB"
  return /^kếtluận/u.test(spaceless) ? "KL" : null
}
