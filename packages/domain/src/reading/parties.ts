// Who is named: lists of bodies, classes, open sets and persons, with what an elliptic list leaves out put back in.
import type { Span } from "../kernel/index.ts"
import {
  BARE_ORGAN,
  BODY_HEAD,
  CAPITAL_HEAD,
  LEVEL_WORD,
  NAME_END,
  PERSON_HEAD,
  PLURAL_MORE,
  PLURAL_NOUN
} from "./lexicon.ts"
import { display, quoteOf } from "./quote.ts"
import type { Party } from "./reading.ts"
import { isLetterStart, phrases, spanOf, type Word } from "./words.ts"

const PLURAL = phrases("các|những|một số|toàn thể các|tất cả các")
const PREFIX = phrases("thường trực|lãnh đạo")
const LEAD = phrases("lãnh đạo")

/** In `prose` a name also ends at a verb; in a `list` only at a comma and its kin. */
export type Where = "prose" | "list"

/** Whether a mention of somebody begins at this word, and how many words its head has. */
export const headAt = (words: ReadonlyArray<Word>, at: number): number => {
  const plural = PLURAL(words, at)
  if (plural > 0)
    return PLURAL_NOUN(words, at + plural) > 0 || PERSON_HEAD(words, at + plural) > 0 ? plural : PERSON_HEAD(words, at)
  const head = Math.max(BODY_HEAD(words, at), PERSON_HEAD(words, at))
  if (head > 0) return isVerbHere(words, at) ? 0 : head
  return words[at]?.isCapital === true ? CAPITAL_HEAD(words, at) : 0
}

// "lãnh đạo" and "đại diện" are verbs too: a name follows only where a body does.
const isVerbHere = (words: ReadonlyArray<Word>, at: number): boolean =>
  LEAD(words, at) > 0 &&
  PLURAL(words, at + 2) === 0 &&
  BODY_HEAD(words, at + 2) === 0 &&
  !(words[at + 2]?.isCapital === true && CAPITAL_HEAD(words, at + 2) > 0) &&
  words[at + 2] !== undefined

interface Item {
  readonly from: number
  readonly to: number
}

const COMMA_NAMES = phrases(
  "văn hóa , thể thao|văn hóa , thông tin|văn hóa , khoa học|văn hóa , xã hội|nông nghiệp , nông thôn"
)
const isSet = (words: ReadonlyArray<Word>, from: number, at: number): boolean => {
  for (let index = from; index < at; index++) if (PLURAL(words, index) > 0) return true
  return false
}

// Where the mention that begins at `from` ends.
const endOf = (words: ReadonlyArray<Word>, from: number, to: number, where: Where): number => {
  let at = from + Math.max(1, headAt(words, from))
  for (let length = 0; at < to && length < 60; length++) {
    const word = words[at]
    const next = words[at + 1]
    if (word === undefined) return at
    if (word.text === ",") {
      if (COMMA_NAMES(words, at - 2) > 0 || COMMA_NAMES(words, at - 1) > 0) at += 1
      else if (
        isSet(words, Math.max(from, at - 24), at) &&
        next?.isCapital === false &&
        PLURAL_MORE(words, at + 1) > 0 &&
        !isTask(words, at + 1)
      )
        at += 2
      else return at
    } else if (word.text === "và") {
      if (headAt(words, at + 1) > 0) return at
      const more = isSet(words, Math.max(from, at - 24), at) && PLURAL_MORE(words, at + 1) > 0
      if (next?.isCapital !== true && !more) {
        if (where === "prose" || next === undefined) return at
      }
      at += 2
    } else if (word.text === "-") {
      if (next === undefined || !isLetterStart(next.text)) return at
      at += 2
    } else if (word.text === "\u201c" || word.text === "\u201d" || word.text === '"' || word.text === "'") {
      at += 1
    } else if (!isLetterStart(word.text)) {
      return at
    } else if (where === "prose" && !word.isCapital && NAME_END(words, at) > 0 && !isInName(words, at)) {
      return at
    } else {
      at += 1
    }
  }
  return Math.min(at, to)
}

// Words of a name that look like a verb: "các cấp", "cơ quan tham mưu", "Ban Chỉ đạo", "công tác xã hội".
const isInName = (words: ReadonlyArray<Word>, at: number): boolean => {
  const before = words[at - 1]?.text
  const text = words[at]?.text
  if (text === "cấp")
    return before === "các" || before === "ngành" || ["trên", "dưới", "cơ"].includes(words[at + 1]?.text ?? "")
  if (text === "tổ") return before === "các" || before === ","
  if (text === "tham") return before === "quan" || before === "vị"
  if (text === "có") return words[at + 1]?.text === "liên" || words[at + 1]?.text === "thẩm"
  return false
}

// "các cơ quan, tổ chức thực hiện": a verb, not a further kind of body.
const isTask = (words: ReadonlyArray<Word>, at: number): boolean => {
  const more = PLURAL_MORE(words, at)
  return more === 1 && words[at]?.text === "cấp" && words[at + 1]?.text === "kinh"
}

const CLASS_OWNER = phrases(
  "huyện ủy|tỉnh ủy|thành ủy|đảng ủy|trực thuộc|thuộc|cơ sở|xã|phường|thị trấn|huyện|tỉnh|thành phố|cấp huyện|cấp xã|cấp tỉnh|trên địa bàn|trung ương|thôn|ấp|khu phố"
)
const OPEN = phrases("liên quan|có liên quan|cấp trên|khác|hữu quan|cấp có thẩm quyền")

const has = (
  words: ReadonlyArray<Word>,
  from: number,
  to: number,
  set: (words: ReadonlyArray<Word>, at: number) => number
): boolean => {
  for (let at = from; at < to; at++) if (set(words, at) > 0 && at + set(words, at) <= to) return true
  return false
}

const kindOf = (words: ReadonlyArray<Word>, { from, to }: Item): Party["kind"] => {
  if (PERSON_HEAD(words, from) > 0) return "persons"
  if (PLURAL(words, from) > 0 && PERSON_HEAD(words, from + 1) > 0 && PLURAL_NOUN(words, from + 1) === 0)
    return "persons"
  if (has(words, from, to, OPEN)) return "open_set"
  if (!has(words, from, to, PLURAL)) return "body"
  if (PLURAL(words, from) === 0) return "class"
  return has(words, from + 1, to, CLASS_OWNER) ? "class" : "open_set"
}

/** A party before an elliptic list is completed. */
interface Draft {
  readonly item: Item
  readonly kind: Party["kind"]
  readonly name: string
  readonly quote: Span
}

const isBare = (words: ReadonlyArray<Word>, { from, to }: Item): boolean => BARE_ORGAN(words, from) === to - from
const isPartyOrgan = phrases("huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|đảng ủy")

// The tail that the last member of a list lends to the ones before it: "huyện", or "các xã, thị trấn".
const tailOf = (words: ReadonlyArray<Word>, { from, to }: Item): Item | null => {
  const afterPrefix = from + PREFIX(words, from)
  const organ = BARE_ORGAN(words, afterPrefix)
  const tail = afterPrefix + organ
  if (organ === 0 || tail >= to) return null
  return LEVEL_WORD(words, tail) > 0 || PLURAL(words, tail) > 0 ? { from: tail, to } : null
}

const complete = (source: string, words: ReadonlyArray<Word>, drafts: ReadonlyArray<Draft>): ReadonlyArray<Party> => {
  const show = ({ from, to }: Item): string => display(source, spanOf(words, from, to))
  const party = (draft: Draft): Party => ({
    kind: draft.kind,
    name: draft.name,
    quote: quoteOf(source, draft.quote),
    rule: "named",
    confidence: "certain"
  })
  let prefix: string | null = null
  const prefixed = drafts.map((draft) => {
    const size = PREFIX(words, draft.item.from)
    const rest = { from: draft.item.from + size, to: draft.item.to }
    if (size > 0 && BARE_ORGAN(words, rest.from) > 0) {
      prefix = show({ from: draft.item.from, to: rest.from })
      return draft
    }
    const isMember = isBare(words, draft.item) || tailOf(words, draft.item) !== null
    if (!isMember) prefix = null
    return prefix === null || !isMember ? draft : { ...draft, name: `${prefix} ${draft.name}` }
  })
  let tail: Item | null = null
  const completed: Array<Party> = []
  for (const draft of prefixed.toReversed()) {
    const own = tailOf(words, draft.item)
    const size = PREFIX(words, draft.item.from)
    const bare = { from: draft.item.from + size, to: draft.item.to }
    if (own !== null) tail = own
    else if (!isBare(words, bare)) tail = null
    else if (tail !== null && !(LEVEL_WORD(words, tail.from) > 0 && isPartyOrgan(words, bare.from) > 0)) {
      const kind = PLURAL(words, tail.from) > 0 ? "class" : draft.kind
      completed.push({
        ...party(draft),
        kind,
        name: `${draft.name} ${show(tail)}`,
        rule: "elliptic-list",
        confidence: "likely"
      })
      continue
    }
    completed.push(party(draft))
  }
  return completed.toReversed()
}

// "các Bộ: Xây dựng, Tài chính": the kind of body that a list states once for all its members.
const SHARED_HEAD = phrases("bộ|sở|phòng|ban")

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

export interface PartyList {
  readonly parties: ReadonlyArray<Party>
  /** The word behind the list. */
  readonly next: number
}

/** The list of mentions that begins at a word; empty where none begins there. Linear in its length. */
export const partiesAt = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number,
  where: Where
): PartyList => {
  const drafts: Array<Draft> = []
  let at = from
  let next = from
  let shared: string | null = null
  while (at < to && drafts.length < 200) {
    const isFull = headAt(words, at) > 0
    const isName =
      isFull || (where === "list" && (drafts.length > 0 || shared !== null) && words[at]?.isCapital === true)
    if (!isName) break
    const end = endOf(words, at, to, where)
    // "lãnh đạo các cơ quan, đơn vị: A, B": what stands before the colon only introduces the list.
    if (words[end]?.text === ":" && where === "list" && end + 1 < to) {
      const noun = words[end - 1]
      shared = noun !== undefined && SHARED_HEAD(words, end - 1) > 0 ? capitalised(display(source, noun)) : null
      at = end + 1
      continue
    }
    if (isFull) shared = null
    const item = { from: at, to: end }
    const shown = display(source, spanOf(words, at, end))
    const name = shared === null ? shown : `${shared} ${shown}`
    drafts.push({
      item,
      kind: kindOf(words, item),
      name,
      quote: spanOf(words, at, end)
    })
    next = end
    const separator = words[end]?.text
    if (separator !== "," && separator !== ";" && separator !== "và" && separator !== "cùng") break
    at = end + 1
    if (words[at]?.text === "và" || words[at]?.text === "cùng") at += 1
  }
  return { parties: complete(source, words, drafts), next }
}
