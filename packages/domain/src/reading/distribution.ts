// Who gets a copy, and why: to execute, to know, to file.

import { headAt, partiesAt } from "./parties.ts"
import type { Piece } from "./piece.ts"
import { display, valueQuote } from "./quote.ts"
import type { Party, Reading } from "./reading.ts"
import { phrases, spanOf, type Word, wordsOf } from "./words.ts"

type Line = Reading["distribution"][number]

const FILES = phrases("lưu")
const AS_ABOVE = phrases("như trên|như kính gửi|như mục|như điểm")
const TO_DO = phrases("để thực hiện|để t/h|t/h|thực hiện|để triển khai|triển khai|để chỉ đạo")
const TO_KNOW = phrases(
  "để báo cáo|b/c|báo cáo|để biết|biết|theo dõi|để theo dõi|để phối hợp|phối hợp|để đăng|để tuyên truyền"
)

const some = (words: ReadonlyArray<Word>, set: (words: ReadonlyArray<Word>, at: number) => number): boolean =>
  words.some((_, at) => set(words, at) > 0)

// A note in brackets says the purpose; it is no part of a name.
const recipientsIn = (source: string, words: ReadonlyArray<Word>): ReadonlyArray<Party> => {
  const bracket = words.findIndex(({ text }) => text === "(")
  const to = bracket < 0 ? words.length : bracket
  if (FILES(words, 0) > 0) return filedWith(source, words, to)
  let from = 0
  while (from < to && from < 4 && headAt(words, from) === 0) from++
  const { parties } = partiesAt(source, words, from, to, "list")
  if (parties.length > 0) return parties
  const quote = valueQuote(source, spanOf(words, 0, to))
  if (quote.text === "" || AS_ABOVE(words, 0) > 0) return []
  return [{ kind: "persons", name: display(source, quote.span), quote, rule: "whole-line", confidence: "guess" }]
}

// "Lưu: VT, TH": the units that keep the copies, as they are written.
const filedWith = (source: string, words: ReadonlyArray<Word>, to: number): ReadonlyArray<Party> => {
  let from = FILES(words, 0)
  while (from < to && [":", "tại", "ở"].includes(words[from]?.text ?? "")) from += 1
  const units: Array<Party> = []
  for (let at = from; at <= to; at++) {
    if (at < to && ![",", ";", "và"].includes(words[at]?.text ?? "")) continue
    const quote = valueQuote(source, spanOf(words, from, at))
    if (at > from && quote.text !== "")
      units.push({ kind: "body", name: display(source, quote.span), quote, rule: "filed", confidence: "likely" })
    from = at + 1
  }
  return units
}

const purposeOf = (
  words: ReadonlyArray<Word>,
  recipients: ReadonlyArray<Party>,
  isTold: (party: Party) => boolean
): Pick<Line, "purpose" | "rule" | "confidence"> => {
  if (FILES(words, 0) > 0) return { purpose: "file", rule: "filed", confidence: "certain" }
  const note = words.slice(words.findIndex(({ text }) => text === "(") + 1)
  if (note.length < words.length) {
    if (some(note, TO_DO)) return { purpose: "execute", rule: "purpose-in-brackets", confidence: "certain" }
    if (some(note, TO_KNOW)) return { purpose: "inform", rule: "purpose-in-brackets", confidence: "certain" }
  }
  if (AS_ABOVE(words, 0) > 0) return { purpose: "execute", rule: "as-addressed", confidence: "likely" }
  return { purpose: recipients.some(isTold) ? "execute" : "inform", rule: "told-in-the-text", confidence: "likely" }
}

// "Nơi nhận: A; B; Lưu" on one line is several.
const entries = (words: ReadonlyArray<Word>): ReadonlyArray<ReadonlyArray<Word>> => {
  const parts: Array<Array<Word>> = [[]]
  for (const word of words) {
    const last = parts.at(-1)
    if (word.text === ";") parts.push([])
    else if (last !== undefined && !(last.length === 0 && ["-", "+", "•"].includes(word.text))) last.push(word)
  }
  return parts.filter((part) => part.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))
}

/** `isTold` answers whether the text tells a recipient to do something; `addressed` are those of a letter's "Kính gửi". */
export const distributionOf = (
  source: string,
  pieces: ReadonlyArray<Piece>,
  isTold: (party: Party) => boolean,
  addressed: ReadonlyArray<Party>
): Reading["distribution"] =>
  pieces
    .filter(({ kind }) => kind === "recipients")
    .flatMap(({ content }) => entries(wordsOf(source, content)))
    .map((words) => {
      const recipients = AS_ABOVE(words, 0) > 0 ? addressed : recipientsIn(source, words)
      return {
        quote: valueQuote(source, spanOf(words, 0, words.length)),
        recipients,
        ...purposeOf(words, recipients, isTold)
      }
    })
