// What a list says once for all its members, put back into each.
import type { Span } from "../kernel/index.ts"
import { headAt, type Item, NO_HEAD, PLURAL } from "./heads.ts"
import {
  BARE_ORGAN,
  BODY_HEAD,
  COMMITTEE,
  FIELD,
  LEVEL_ORGAN,
  LEVEL_WORD,
  NAME_END,
  OWNER_NOUN,
  STAFF_ORGAN
} from "./lexicon.ts"
import type { Shared } from "./mention.ts"
import type { PartyFound } from "./party.ts"
import { display, quoteOf } from "./quote.ts"
import type { Party } from "./reading.ts"
import { isLetterStart, phrases, spanOf, type Word } from "./words.ts"

const PREFIX = phrases("thường trực|lãnh đạo|tt|ttr")

/** A party before an elliptic list is completed. */
export interface Draft {
  readonly item: Item
  readonly kind: Party["kind"]
  readonly name: string
  readonly quote: Span
  readonly isCompleted: boolean
  readonly isKnown: boolean
  /** What its list says once for all members; null where it has its own head. */
  readonly shared: Shared | null
}

const isBare = (words: ReadonlyArray<Word>, { from, to }: Item): boolean =>
  Math.max(BARE_ORGAN(words, from), LEVEL_ORGAN(words, from)) === to - from

const OF_STATE = phrases("ubnd|ủy ban nhân dân")

// "Quận ủy, UBND quận Sơn Hạ": such a committee's name says its level already.
const OF_LEVEL = phrases("hu|tu|huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy")

/** What the last member of a list lends to those before it that are `of` its kind: "huyện", "các xã", "Huyện ủy". */
interface Tail {
  readonly item: Item
  readonly of: "organ" | "bare" | "staff"
}

const tailOf = (words: ReadonlyArray<Word>, { from, to }: Item): Tail | null => {
  const staff = from + STAFF_ORGAN(words, from)
  if (staff > from && staff < to && COMMITTEE(words, staff) + UNION(words, staff) > 0)
    return { item: { from: staff, to }, of: "staff" }
  const afterPrefix = from + PREFIX(words, from)
  // "UBMTTQ và các tổ chức chính trị - xã hội phường": the set's level is the organ's too.
  const isSet = PLURAL(words, from) > 0 && LEVEL_WORD(words, to - 1) === 1 && to - from > SHORTEST_SET
  if (isSet) return { item: { from: to - 1, to }, of: "bare" }
  const organ = Math.max(BARE_ORGAN(words, afterPrefix), LEVEL_ORGAN(words, afterPrefix))
  const tail = afterPrefix + organ
  // "Công an, Phòng Kinh tế huyện": so is a unit's level.
  const level = isNamedUnit(words, { from, to }) ? [2, 1].find((size) => isLevel(words, to - size, size)) : undefined
  if (level !== undefined) return { item: { from: to - level, to }, of: "organ" }
  if (organ === 0 || tail >= to) return null
  return LEVEL_WORD(words, tail) > 0 || PLURAL(words, tail) > 0 || OWNER_NOUN(words, tail) === to - tail
    ? { item: { from: tail, to }, of: "organ" }
    : null
}

// "Các ban đảng, Ủy ban Kiểm tra Tỉnh ủy": the boards are that committee's too.
const BOARDS = phrases(
  "các ban đảng|các ban|các ban xây dựng đảng|các ban tham mưu|các cơ quan tham mưu|các cơ quan tham mưu , giúp việc"
)

const UNIT_HEAD = phrases("phòng|hạt|đội|chi cục|ban quản lý")

const isNamedUnit = (words: ReadonlyArray<Word>, { from, to }: Item): boolean =>
  UNIT_HEAD(words, from) > 0 && UNIT_HEAD(words, from) < to - from

const SHORTEST_SET = 3

// Whose boards a union or an association has: "Các ban, Văn phòng, UBKT LĐLĐ tỉnh".
const UNION = phrases(
  "lđlđ|liên đoàn lao động|hội nông dân|hội lhpn|hội liên hiệp phụ nữ|hội cựu chiến binh|hội ccb|tỉnh đoàn|thành đoàn|huyện đoàn|công đoàn"
)

const isOfTail = (words: ReadonlyArray<Word>, item: Item, { of }: Tail): boolean =>
  of === "organ" ? isBare(words, item) : BARE_ORGAN(words, item.from) === item.to - item.from

/** The parties of a list, with the prefix, the level or the committee that only one of its members has. */
export const complete = (
  source: string,
  words: ReadonlyArray<Word>,
  drafts: ReadonlyArray<Draft>
): ReadonlyArray<PartyFound> => {
  const show = ({ from, to }: Item): string => display(source, spanOf(words, from, to))
  const party = (draft: Draft): PartyFound => ({
    kind: draft.kind,
    name: draft.name,
    quote: quoteOf(source, draft.quote),
    rule: draft.isCompleted ? "elliptic-list" : draft.isKnown ? "named" : "unknown-name",
    confidence: draft.isCompleted ? "likely" : draft.isKnown ? "certain" : "guess"
  })
  let prefix: string | null = null
  const prefixed = drafts.map((draft) => {
    const size = PREFIX(words, draft.item.from)
    const rest = { from: draft.item.from + size, to: draft.item.to }
    if (size > 0 && BARE_ORGAN(words, rest.from) > 0) {
      prefix = show({ from: draft.item.from, to: rest.from })
      return draft
    }
    // "Thường trực Đảng ủy và UBND xã": two organs, of which the second has no standing members.
    const isPair =
      drafts.length === 2 && words[draft.item.from - 1]?.text === "và" && OF_STATE(words, draft.item.from) > 0
    const isMember =
      !isPair &&
      BARE_ORGAN(words, draft.item.from) > 0 &&
      (isBare(words, draft.item) || tailOf(words, draft.item)?.of === "organ")
    if (!isMember) prefix = null
    return prefix === null || !isMember ? draft : { ...draft, name: `${prefix} ${draft.name}`, isCompleted: true }
  })
  let tail: Tail | null = null
  const completed: Array<PartyFound> = []
  for (const draft of prefixed.toReversed()) {
    const own = tailOf(words, draft.item)
    const size = PREFIX(words, draft.item.from)
    const bare = { from: draft.item.from + size, to: draft.item.to }
    const isStaff =
      Math.max(STAFF_ORGAN(words, draft.item.from), BOARDS(words, draft.item.from)) === draft.item.to - draft.item.from
    if (own !== null) tail = own
    else if (!isStaff && !isBare(words, bare))
      tail = tail !== null && tail.of === "organ" && isNamedUnit(words, bare) ? tail : null
    else if (tail !== null && (tail.of === "staff" ? isStaff : isOfTail(words, bare, tail))) {
      const kind = PLURAL(words, tail.item.from) > 0 ? "class" : draft.kind
      const isLevelSaid = OF_LEVEL(words, bare.from) > 0 && PLURAL(words, tail.item.from) === 0
      const from = tail.item.from + (isLevelSaid ? LEVEL_WORD(words, tail.item.from) : 0)
      const name = from < tail.item.to ? `${draft.name} ${show({ from, to: tail.item.to })}` : draft.name
      completed.push(party({ ...draft, kind, name, isCompleted: true }))
      continue
    }
    completed.push(party(draft))
  }
  return completed.toReversed()
}

// "các Bộ: Xây dựng, Tài chính": the kind of body that a list states once for all its members.
const SHARED_HEAD = phrases(
  "bộ|sở|ngành|phòng|ban|vụ|cục|chi cục|hội|khoa|bộ môn|tổ|đội|trạm|phân xưởng|trung tâm|viện|trường|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|đồn biên phòng|trạm y tế|đồng chí|đ/c|hồ thủy điện|hồ chứa|nhà máy thủy điện|nhà máy"
)

/** A kind of place, of which there are several with one kind of body each. */
export const PLACE = phrases("xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|đồn biên phòng|trạm y tế")

// "các sở, ngành: Nội vụ, Tài chính": its members are of the first kind.
const AND_MORE = phrases(
  ", ngành|, ban , ngành|, ban ngành|, ban|và ngành|, thành phố|, tp|, phường|, thị trấn|, thị xã , thành phố|, phường , thị trấn|, phường , đặc khu"
)

const INTRODUCES = phrases("lãnh đạo|đại diện|đại diện lãnh đạo")

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What a list that says its kind once puts before each member: "Sở", "UBND xã", "Giám đốc Sở"; null where it says none. */
export const sharedBefore = (source: string, words: ReadonlyArray<Word>, from: number, end: number): Shared | null => {
  let plural = end - 1
  while (plural > from && plural > end - 6 && PLURAL(words, plural) === 0) plural--
  const noun = plural + PLURAL(words, plural)
  const size = SHARED_HEAD(words, noun)
  if (noun === plural || size === 0 || noun + size + AND_MORE(words, noun + size) !== end) return null
  const shown = display(source, spanOf(words, noun, noun + size))
  const start = from + INTRODUCES(words, from)
  const owner = plural === start ? "" : display(source, spanOf(words, start, plural))
  const text = owner === "" ? capitalised(shown) : `${owner} ${shown}`
  return { text, owner, isOfPlaces: PLACE(words, noun) > 0, isOfAll: false }
}

const PARTY_OF = phrases("ban cán sự đảng|đảng đoàn|đảng ủy|đảng bộ|chi bộ")

/** What "Ban cán sự đảng: TAND, VKSND tỉnh" puts before each member; null where no such committee stands there. */
export const committeeBefore = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  end: number
): Shared | null =>
  PARTY_OF(words, from) === end - from && headAt(words, end + 1) > 0
    ? { text: display(source, spanOf(words, from, end)), owner: "", isOfPlaces: false, isOfAll: true }
    : null

/**
 * "các Sở Công Thương, Tài chính", "UBND các xã An Bình, Hòa Phú": where the list begins that shares its noun; `at` where
 * it is none.
 */
export const sharedFrom = (words: ReadonlyArray<Word>, at: number): number => {
  let plural = at
  while (plural < at + MOST_OWNER && PLURAL(words, plural) === 0 && isOfName(words, plural)) plural++
  const noun = plural + PLURAL(words, plural)
  const member = noun + SHARED_HEAD(words, noun)
  if (noun === plural || member === noun || words[member]?.isCapital !== true) return at
  const field = FIELD(words, member)
  // "các Phòng GD&ĐT" alone is a set; a second field makes it a list.
  const isList = [",", "và"].includes(words[member + field]?.text ?? "") && FIELD(words, member + field + 1) > 0
  if (field > 0) return isList && BODY_HEAD(words, noun) <= member - noun + field ? member : at
  if (PLACE(words, noun) > 0) return isAmongPlaces(words, member) ? member : at
  // "các trường Tiểu học, THCS": levels of schools, and no names.
  if (SCHOOL(words, member) > 0) return at
  return isAmongBodies(words, member) ? member : at
}

const SCHOOL = phrases(
  "tiểu học|thcs|thpt|mầm non|mẫu giáo|trung học cơ sở|trung học phổ thông|ptdt nội trú|ptdt bán trú|th|thcs và thpt"
)

// "các Phòng Kỹ thuật, Kinh doanh, Vật tư": a name of few words with another behind it that has no head of its own.
const isAmongBodies = (words: ReadonlyArray<Word>, from: number): boolean => {
  if (headAt(words, from) > 0) return false
  let at = from + 1
  while (isLetterStart(words[at]?.text ?? "") && words[at]?.text !== "và" && at < from + MOST_BODY_WORDS) at++
  const next = words[at + 1]
  const isJoined = words[at]?.text === "," || (words[at]?.text === "và" && FIELD(words, at + 1) > 0)
  return (
    isJoined &&
    next?.isCapital === true &&
    headAt(words, at + 1) === 0 &&
    (FIELD(words, at + 1) > 0 || NO_HEAD(words, at + 1) === 0)
  )
}

const MOST_BODY_WORDS = 6

const MOST_OWNER = 9

const isOfName = (words: ReadonlyArray<Word>, at: number): boolean =>
  isLetterStart(words[at]?.text ?? "") && (words[at]?.isCapital === true || NAME_END(words, at) === 0)

// A place's name with another behind it.
const isAmongPlaces = (words: ReadonlyArray<Word>, from: number): boolean => {
  let at = from
  while (words[at]?.isCapital === true && at < from + MOST_PLACE_WORDS) at++
  const isJoined = words[at]?.text === "," || words[at]?.text === "và"
  return isJoined && words[at + 1]?.isCapital === true && headAt(words, from) + headAt(words, at + 1) === 0
}

const MOST_PLACE_WORDS = 5

/** Whether a word begins a member of a list whose kind is said before. */
export const isMember = (words: ReadonlyArray<Word>, at: number): boolean =>
  words[at]?.isCapital === true &&
  (FIELD(words, at) > 0 || NAME_END(words, at) === 0 || isAmongMembers(words, at + NAME_END(words, at)))

// "Các khoa: Cấp cứu, Nội …": what else would be a verb has another name with a capital behind a comma.
const isAmongMembers = (words: ReadonlyArray<Word>, comma: number): boolean =>
  words[comma]?.text === "," && words[comma + 1]?.isCapital === true && headAt(words, comma + 1) === 0

/**
 * "Các ban: Tổ chức, Dân vận Huyện ủy", "Các phòng: Nội vụ, Tư pháp huyện": whose the last is, all of a list are that says
 * its kind once.
 */
export const owned = (
  source: string,
  words: ReadonlyArray<Word>,
  drafts: ReadonlyArray<Draft>
): ReadonlyArray<Draft> => {
  let owner = ""
  let of: Shared | null = null
  return drafts
    .toReversed()
    .map((draft) => {
      const { shared, item } = draft
      if (shared === null || shared.isOfPlaces || shared.isOfAll || shared.owner !== "") {
        of = null
        return draft
      }
      const isOwned = ownerIn(words, item) < item.to
      if (shared === of && !isOwned && owner !== "") return { ...draft, name: `${draft.name} ${owner}` }
      if (shared !== of) owner = isOwned ? display(source, spanOf(words, ownerIn(words, item), item.to)) : ""
      of = shared
      return draft
    })
    .toReversed()
}

// Where a level or a committee ends a name; its end where none does.
const ownerIn = (words: ReadonlyArray<Word>, { from, to }: Item): number => {
  const size = [2, 1].find((one) => COMMITTEE(words, to - one) === one || isLevel(words, to - one, one))
  if (size === undefined || to - size <= from) return to
  // "…, An ninh Công an huyện": whose it is may be a body with a level.
  for (let at = from + 1; at < to - size; at++) if (words[at]?.isCapital === true && BODY_HEAD(words, at) > 0) return at
  return to - size
}

const isLevel = (words: ReadonlyArray<Word>, at: number, size: number): boolean =>
  words[at]?.isCapital === false && LEVEL_WORD(words, at) === size
