// Who gets a copy, and why: to execute, to know, to file.

import { headAt } from "./heads.ts"
import { FIELD, OWNER_NOUN } from "./lexicon.ts"
import { partiesAt } from "./parties.ts"
import type { Piece } from "./piece.ts"
import { display, quoteOf, valueQuote } from "./quote.ts"
import type { Party, Reading } from "./reading.ts"
import { phrases, spanOf, type Word, wordsOf } from "./words.ts"

type Line = Reading["distribution"][number]

const FILES = phrases("lưu")
const AS_ABOVE = phrases("như trên|như kính gửi|như mục|như điểm")
const TO_DO = phrases(
  "để thực hiện|để t/h|t/h|để phối hợp thực hiện|phối hợp thực hiện|thực hiện|để triển khai|triển khai|để chỉ đạo"
)
const TO_KNOW = phrases("để báo cáo|b/c|báo cáo|để biết|biết|theo dõi|để theo dõi")

const some = (words: ReadonlyArray<Word>, set: (words: ReadonlyArray<Word>, at: number) => number): boolean =>
  words.some((_, at) => set(words, at) > 0)

const POST = phrases(
  "c|pvp|cvp|ct|pct|chủ tịch|phó chủ tịch|bí thư|phó bí thư|bt|pbt|ttg|pttg|thủ tướng|phó thủ tướng|bộ trưởng|thứ trưởng|btcn|pcn|gđ|pgđ|giám đốc|phó giám đốc|cvp|pcvp|chánh văn phòng|phó chánh văn phòng|trưởng ban|phó trưởng ban"
)
const ABBREVIATED = phrases("tt|ttr|p|vp|tp|tx|bcđ|bql|cty|cn|nh")
const SEVERAL = phrases("các")
const ENDS = [",", ";", "và"]

// Posts of one body share its name, which stands behind the last: "CT, các PCT UBND tỉnh".
const postsAt = (source: string, words: ReadonlyArray<Word>, from: number, to: number): ReadonlyArray<Party> => {
  const posts: Array<Post> = []
  let at = from
  while (at < to) {
    const post = at + SEVERAL(words, at)
    const end = post + POST(words, post)
    if (end === post) break
    posts.push({ from: at, to: end })
    at = end
    const next = at + 1 + SEVERAL(words, at + 1)
    if (!ENDS.includes(words[at]?.text ?? "") || POST(words, next) === 0) break
    at += 1
  }
  let tail = at
  while (tail < to && !ENDS.includes(words[tail]?.text ?? "")) tail += 1
  if (posts.length === 0) return []
  // A person's own name is that person's alone.
  const isPerson = tail > at + 1 && headAt(words, at) === 0 && words.slice(at, tail).every(({ isCapital }) => isCapital)
  // "CT, PCT UBND tỉnh Mai Trọng Khải": the body is all theirs, the person is the last.
  const level = words.findIndex(
    (word, place) => place > at && place < tail && !word.isCapital && LEVEL(words, place) > 0
  )
  const person = level < 0 ? tail : level + LEVEL(words, level)
  const isBoth = tail - person >= LEAST_PERSON && words.slice(person, tail).every(({ isCapital }) => isCapital)
  const nameOf = (to: number): string => (to > at ? ` ${display(source, spanOf(words, at, to))}` : "")
  const [shared, own] = [isPerson ? "" : nameOf(isBoth ? person : tail), nameOf(tail)]
  return posts.map((post, index) => ({
    kind: "persons",
    name: `${postName(source, words, post, posts[index + 1])}${index < posts.length - 1 ? shared : own}`,
    quote: valueQuote(source, spanOf(words, post.from, index === posts.length - 1 ? tail : post.to)),
    rule: "posts-of-one-body",
    confidence: "likely"
  }))
}

const LEAST_PERSON = 3

interface Post {
  readonly from: number
  readonly to: number
}

// "C, PVP UBND tỉnh": the chief and the deputy of one office, whose letters the deputy alone writes.
const postName = (source: string, words: ReadonlyArray<Word>, post: Post, next: Post | undefined): string => {
  const name = display(source, spanOf(words, post.from, post.to))
  const deputy = next === undefined ? "" : display(source, spanOf(words, next.from, next.to))
  return /^\p{Lu}$/u.test(name) && /^P\p{Lu}+$/u.test(deputy) ? `${name}${deputy.slice(1)}` : name
}

// What stands before the colon only introduces the list, or says once what all of it are ("các Vụ: PL, KTTH").
const UNIT = phrases("bộ|sở|vụ|cục|phòng|ban|chi cục|khoa")

const unitAt = (source: string, words: ReadonlyArray<Word>, colon: number): string => {
  const noun = words[colon - 1]
  if (noun === undefined || UNIT(words, colon - 1) === 0) return ""
  const shown = display(source, noun)
  return `${shown.slice(0, 1).toUpperCase()}${shown.slice(1)} `
}

const LEVEL = phrases("tp|thành phố|xã|phường|thị trấn|đặc khu|thị xã|quận|huyện|tỉnh")

// Nothing but names stands in a line: one goes on to a comma, and past it where no name begins: "Ban Chỉ đạo về phòng, chống …".
const runsOn = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  let end = from
  while (end < to) {
    if (!ENDS.includes(words[end]?.text ?? "")) {
      if (words[end]?.text === ":") return end
      end += 1
      continue
    }
    const next = words[end + 1]
    const isName = next === undefined || next.isCapital || headAt(words, end + 1) > 0 || SEVERAL(words, end + 1) > 0
    const isPlace = LEVEL(words, end + 1) > 0 && LEVEL(words, end - 1) > 0
    if (words[end]?.text === ";" || end + 1 >= to || (isName && !isPlace)) return end
    end += 2
  }
  return end
}

// "Các Bộ: NN&MT, CA, TC": all behind the colon are short forms.
const isShortList = (source: string, words: ReadonlyArray<Word>, colon: number, to: number): boolean =>
  colon > 0 &&
  UNIT(words, colon - 1) > 0 &&
  words.slice(colon + 1, to).every(({ start, end }) => !/\p{Ll}/u.test(source.slice(start, end).normalize("NFC")))

// "các phòng, trung tâm thuộc UBND xã", "UBND các tỉnh, TP trực thuộc TW": one set, whose second noun begins no name of its own.
const asSets = (source: string, parties: ReadonlyArray<Party>): ReadonlyArray<Party> => {
  const sets: Array<Party> = []
  for (const party of parties) {
    const before = sets.at(-1)
    const isMore =
      before !== undefined &&
      (before.kind === "class" || before.kind === "open_set") &&
      (/^(?!các |những )\p{Ll}/u.test(party.name) || /^TP\.?(?: |$)|^T[TX]\.?(?: |$)/u.test(party.name)) &&
      party.quote.span.start - before.quote.span.end <= 2
    if (!isMore) {
      sets.push(party)
      continue
    }
    const quote = quoteOf(source, { start: before.quote.span.start, end: party.quote.span.end })
    sets[sets.length - 1] = { ...before, name: display(source, quote.span), quote, confidence: "likely" }
  }
  return sets
}

const extended = (name: string, more: string): string => (/^[,;-]/.test(more) ? `${name}${more}` : `${name} ${more}`)

const isShortForm = (source: string, { start, end }: Word): boolean =>
  end - start > 1 && /^[\p{Lu}&]+$/u.test(source.slice(start, end).normalize("NFC"))

// "CĐ, ĐTN, HSV Trường": short forms, of which the last alone says whose all of them are.
const shortForms = (source: string, words: ReadonlyArray<Word>, to: number): ReadonlyArray<Party> => {
  const [first, comma, owner, last] = [words[0], words[1], words[to - 1], words[to - 2]]
  if (to < 4 || first === undefined || owner === undefined || last === undefined || comma?.text !== ",") return []
  const isOwned = owner.isCapital && !isShortForm(source, owner) && OWNER_NOUN(words, to - 1) + UNIT(words, to - 1) > 0
  const isList = words
    .slice(0, to - 1)
    .every((word, at) => (at % 2 === 0 ? isShortForm(source, word) : ENDS.includes(word.text)))
  if (!isOwned || !isList || to % 2 !== 0) return []
  const shared = display(source, owner)
  return words
    .slice(0, to - 1)
    .filter((_, at) => at % 2 === 0)
    .map((word) => ({
      kind: "body",
      name: `${display(source, word)} ${shared}`,
      quote: valueQuote(source, { start: word.start, end: word === last ? owner.end : word.end }),
      rule: "short-forms-of-one-body",
      confidence: "likely"
    }))
}

/** Everybody in a line, to its end: whoever no rule knows is taken as written, up to the next comma. */
const recipientsIn = (source: string, words: ReadonlyArray<Word>, shared: string): ReadonlyArray<Party> => {
  // A note in brackets says the purpose; it is no part of a name.
  const bracket = words.findIndex(({ text }) => text === "(")
  const to = bracket < 0 ? words.length : bracket
  const owned = shortForms(source, words, to)
  if (owned.length > 0) return owned
  const recipients: Array<Party> = []
  const colon = words.findIndex(({ text }) => text === ":")
  const isShort = isShortList(source, words, colon, to)
  let unit = isShort ? unitAt(source, words, colon) : headAt(words, 0) > 0 ? "" : shared
  let at = isShort ? colon + 1 : 0
  while (at < to) {
    if (ENDS.includes(words[at]?.text ?? "") || /^[^\p{L}\p{N}]/u.test(words[at]?.text ?? "")) {
      at += 1
      continue
    }
    const posts = unit === "" ? postsAt(source, words, at, to) : []
    const last = posts.at(-1)
    if (last !== undefined) {
      recipients.push(...posts)
      at = words.findIndex(({ start }) => start >= last.quote.span.end)
      if (at < 0) break
      continue
    }
    const list = unit === "" ? partiesAt(source, words, at, to, "list") : { parties: [], next: at }
    const named = list.parties.at(-1)
    if (named !== undefined && list.next > at) {
      const end = runsOn(words, list.next, to)
      const whole = valueQuote(source, { start: named.quote.span.start, end: words[end - 1]?.end ?? 0 })
      const more = valueQuote(source, spanOf(words, list.next, end))
      const isLonger = end > list.next && /[\p{L}\p{N}]/u.test(more.text)
      recipients.push(
        ...list.parties.slice(0, -1),
        isLonger
          ? { ...named, name: extended(named.name, display(source, more.span)), quote: whole, confidence: "likely" }
          : named
      )
      at = end
      continue
    }
    let end = at + (unit === "" ? 0 : FIELD(words, at))
    end = unit === "" ? runsOn(words, end + 1, to) : end
    while (end < to && !ENDS.includes(words[end]?.text ?? "") && words[end]?.text !== ":") end += 1
    if (words[end]?.text === ":" && end < to) {
      unit = unitAt(source, words, end)
    } else {
      const quote = valueQuote(source, spanOf(words, at, end))
      recipients.push({
        kind: "persons",
        name: `${unit}${display(source, quote.span)}`,
        quote,
        rule: "as-written",
        confidence: "guess"
      })
    }
    at = end + 1
  }
  return asSets(source, recipients)
}

// "Lưu: VT, TH": the units that keep the copies, as they are written.
const filedWith = (source: string, words: ReadonlyArray<Word>): ReadonlyArray<Party> => {
  const bracket = words.findIndex(({ text }) => text === "(")
  const to = bracket < 0 ? words.length : bracket
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

type Stated = Pick<Line, "purpose" | "rule" | "confidence">

// What the line itself says; null where only the text tells.
const statedPurpose = (words: ReadonlyArray<Word>, isFiled: boolean): Stated | null => {
  if (isFiled) return { purpose: "file", rule: "filed", confidence: "certain" }
  const note = words.slice(words.findIndex(({ text }) => text === "(") + 1)
  if (note.length < words.length) {
    if (some(note, TO_DO)) return { purpose: "execute", rule: "purpose-in-brackets", confidence: "certain" }
    if (some(note, TO_KNOW)) return { purpose: "inform", rule: "purpose-in-brackets", confidence: "certain" }
  }
  if (AS_ABOVE(words, 0) > 0) return { purpose: "execute", rule: "as-addressed", confidence: "likely" }
  return null
}

// "Nơi nhận: A; B; Lưu" on one line is several.
const entries = (words: ReadonlyArray<Word>): ReadonlyArray<ReadonlyArray<Word>> => {
  const parts: Array<Array<Word>> = [[]]
  for (const word of words) {
    const last = parts.at(-1)
    if (word.text === ";") parts.push([])
    // "TT. Huyện ủy", "P. Nội vụ": the stop only ends an abbreviation.
    else if (word.text === "." && ABBREVIATED(last ?? [], (last?.length ?? 0) - 1) > 0) continue
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
    .flatMap(({ content }) => {
      // "Các Sở: A; B": what all of a line are holds behind a semicolon too.
      let shared = ""
      let isFiled = false
      const parts = entries(wordsOf(source, content))
      // "Sở A; Sở B (để thực hiện)": what is said once, behind the last of a line, is said of all.
      const noted = parts.findIndex((words) => words.some(({ text }) => text === "("))
      const closing = noted > 0 && noted === parts.length - 1 ? statedPurpose(parts[noted] ?? [], false) : null
      return parts.map((words) => {
        const before = shared
        const colon = words.findIndex(({ text }) => text === ":")
        if (headAt(words, 0) > 0) shared = colon > 0 ? unitAt(source, words, colon) : ""
        isFiled = isFiled || FILES(words, 0) > 0
        return { words, shared: before, isFiled, closing: closing?.purpose === "execute" ? closing : null }
      })
    })
    .map(({ words, shared, isFiled, closing }) => {
      const quote = valueQuote(source, spanOf(words, 0, words.length))
      const recipients =
        AS_ABOVE(words, 0) > 0 ? addressed : isFiled ? filedWith(source, words) : recipientsIn(source, words, shared)
      const stated = statedPurpose(words, isFiled) ?? closing
      if (stated !== null)
        return { quote, recipients: recipients.map((party) => ({ ...party, purpose: stated.purpose })), ...stated }
      const purposeOf = (party: Party): Line["purpose"] => (isTold(party) ? "execute" : "inform")
      return {
        quote,
        recipients: recipients.map((party) => ({ ...party, purpose: purposeOf(party) })),
        purpose: recipients.some(isTold) ? "execute" : "inform",
        rule: "told-in-the-text",
        confidence: "likely"
      }
    })
