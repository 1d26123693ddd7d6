// A document's own slips and customs, found by general rules; they are noted and never mended.
import { bodyKey } from "../text/index.ts"
import { coverageOf } from "./coverage.ts"
import { LEVEL_WORD } from "./lexicon.ts"
import type { NumberingSlip } from "./provisions.ts"
import { quoteOf } from "./quote.ts"
import type { DiscrepancyCode, DiscrepancyFound, Party, Quote, Reading } from "./reading.ts"
import { phrases, spanOf, type Word, wordsOf } from "./words.ts"

type Unchecked = Omit<Reading, "discrepancies">

const slip = (code: DiscrepancyCode, quote: Quote | null): DiscrepancyFound => ({ code, quote })

/** Whether the list says that it covers whoever is addressed ("như trên"). */
export const namesEverybody = ({ distribution }: Pick<Reading, "distribution">): boolean =>
  distribution.some(({ quote }) => /^như (?:trên|mục|điểm|kính gửi|thành phần)/iu.test(quote.text))

const notDistributed = (
  reading: Unchecked,
  code: DiscrepancyCode,
  parties: ReadonlyArray<Party>
): ReadonlyArray<DiscrepancyFound> => {
  const { distribution } = reading
  if (distribution.length === 0 || namesEverybody(reading)) return []
  const isCovered = coverageOf(distribution.flatMap(({ recipients }) => recipients))
  const seen = new Map<string, Party>()
  for (const party of parties) {
    const isNamed = party.kind === "body"
    const { key } = bodyKey(party.name)
    if (isNamed && !seen.has(key) && !isCovered(party)) seen.set(key, party)
  }
  return Array.from(seen.values(), ({ quote }) => slip(code, quote))
}

// Slips that are never a word of their own.
const MISSPELT = phrases(
  "tiên biểu|bổ xung|sát nhập|xữ lý|sử lý|nghành|hổ trợ|đãm bảo|khuyếch đại|sữa chữa|dử liệu|kết luân|thực hiên|chĩ đạo|trễn khai|chuẫn bị|tỗ chức|hướng dẩn|cũng cố|cơ quang|xắp xếp|kễ từ"
)
const CUSTOMARY = phrases("thường trực ubnd|thường trực ủy ban nhân dân")

const everyFirst = (
  source: string,
  words: ReadonlyArray<Word>,
  set: typeof MISSPELT,
  code: DiscrepancyCode
): ReadonlyArray<DiscrepancyFound> => {
  const seen = new Set<string>()
  const found: Array<DiscrepancyFound> = []
  for (let at = 0; at < words.length; at++) {
    const length = set(words, at)
    if (length === 0) continue
    const text = words
      .slice(at, at + length)
      .map((word) => word.text)
      .join(" ")
    if (seen.has(text)) continue
    seen.add(text)
    found.push(slip(code, quoteOf(source, spanOf(words, at, at + length))))
  }
  return found
}

const MOST_NAMES = 64

const partiesOf = (reading: Unchecked): ReadonlyArray<Party> => [
  ...(reading.meeting?.participants ?? []),
  ...(reading.meeting?.reports.map(({ by }) => by) ?? []),
  ...reading.provisions.flatMap(({ addressees }) => addressees),
  ...reading.directives.flatMap(({ lead, coordinating, monitoring, delegates, liaison, reportTo }) => [
    ...lead,
    ...coordinating,
    ...monitoring,
    ...delegates,
    ...liaison,
    ...reportTo
  ]),
  ...reading.distribution.flatMap(({ recipients }) => recipients)
]

// The words of each body's name without its level word; names of one word say nothing about capitals.
const namesOf = (source: string, reading: Unchecked): ReadonlyMap<string, ReadonlyArray<ReadonlyArray<string>>> => {
  const names = new Map<string, Array<ReadonlyArray<string>>>()
  const seen = new Set<string>()
  for (const { kind, quote } of partiesOf(reading)) {
    if (kind !== "body" || seen.size >= MOST_NAMES) continue
    const words = wordsOf(source, quote.span)
    const last = words.length - 1
    const texts = words.slice(0, LEVEL_WORD(words, last) > 0 ? last : undefined).map(({ text }) => text)
    const first = texts[0]
    if (first === undefined || texts.length < 2 || texts.length > 16 || seen.has(texts.join(" "))) continue
    seen.add(texts.join(" "))
    names.set(first, [...(names.get(first) ?? []), texts])
  }
  return names
}

/** A body's name with capitals in different places: one entry per name, with the rarer spelling. */
const capitals = (source: string, words: ReadonlyArray<Word>, reading: Unchecked): ReadonlyArray<DiscrepancyFound> => {
  const names = namesOf(source, reading)
  const uses = new Map<string, Map<string, { count: number; readonly quote: Quote }>>()
  for (let at = 0; at < words.length; at++) {
    for (const texts of names.get(words[at]?.text ?? "") ?? []) {
      if (!texts.every((text, index) => words[at + index]?.text === text)) continue
      const span = spanOf(words, at, at + texts.length)
      if (!/\p{Ll}/u.test(source.slice(span.start, span.end))) continue
      const shape = texts.map((_, index) => (words[at + index]?.isCapital === true ? "A" : "a")).join("")
      const shapes = uses.get(texts.join(" ")) ?? new Map<string, { count: number; readonly quote: Quote }>()
      const use = shapes.get(shape)
      if (use === undefined) shapes.set(shape, { count: 1, quote: quoteOf(source, span) })
      else use.count += 1
      uses.set(texts.join(" "), shapes)
    }
  }
  return Array.from(uses.values())
    .filter((shapes) => shapes.size > 1)
    .map((shapes) => {
      const rarest = Array.from(shapes.values()).reduce((one, other) => (other.count <= one.count ? other : one))
      return slip("inconsistent_capitals", rarest.quote)
    })
}

/** What the document's own fields do not agree in. */
const atOdds = ({ concluder, signature }: Unchecked): ReadonlyArray<DiscrepancyFound> => {
  const collective = signature?.collective ?? null
  if (concluder === null || collective === null || bodyKey(concluder.name).key === bodyKey(collective.name).key)
    return []
  return [slip("concluder_is_not_signing_collective", collective.quote)]
}

const absent = ({ number, signature }: Unchecked): ReadonlyArray<DiscrepancyFound> => [
  ...(number === null ? [slip("no_number", null)] : []),
  ...(signature === null ? [slip("no_signature", null)] : [])
]

const notConsulted = (reading: Unchecked): ReadonlyArray<DiscrepancyFound> =>
  notDistributed(
    reading,
    "liaison_not_on_distribution",
    reading.directives.flatMap(({ liaison }) => liaison)
  )

/** What follows from fields that a person may have changed; the rest are slips of the text. */
const BY_FIELDS: ReadonlyArray<DiscrepancyCode> = [
  "concluder_is_not_signing_collective",
  "no_number",
  "no_signature",
  "liaison_not_on_distribution"
]

/** The discrepancies of a proposal after a person decided on its fields. */
export const reassessed = (proposed: Reading, decided: Unchecked): ReadonlyArray<DiscrepancyFound> => {
  const isDated = decided.issueDate !== null || decided.place !== null
  return [
    ...atOdds(decided),
    ...absent(decided),
    ...proposed.discrepancies.filter(
      ({ code }) => !BY_FIELDS.includes(code) && !(code === "no_place_and_date" && isDated)
    ),
    ...notConsulted(decided)
  ]
}

export interface Evidence {
  readonly hasHeading: boolean
  readonly hasPlaceAndDate: boolean
  readonly isSpacedNumber: boolean
  readonly slips: ReadonlyArray<NumberingSlip>
}

export const discrepanciesOf = (
  source: string,
  reading: Unchecked,
  evidence: Evidence
): ReadonlyArray<DiscrepancyFound> => {
  if (reading.documentType === null) return []
  const words = wordsOf(source, { start: 0, end: source.length })
  const { number } = reading
  const found: Array<DiscrepancyFound> = [...atOdds(reading)]
  if (!evidence.hasPlaceAndDate) found.push(slip("no_place_and_date", null))
  if (!evidence.hasHeading) found.push(slip("no_heading", null))
  found.push(...absent(reading))
  if (number !== null && evidence.isSpacedNumber) found.push(slip("spaced_number", number.quote))
  for (const { quote } of evidence.slips) found.push(slip("irregular_numbering", quote))
  return [
    ...found,
    ...everyFirst(source, words, MISSPELT, "misspelling"),
    ...capitals(source, words, reading),
    ...everyFirst(source, words, CUSTOMARY, "customary_organ"),
    ...notConsulted(reading)
  ]
}
