// One party: its kind, and the rule that found it.
import { type Item, PEOPLE, PLURAL } from "./heads.ts"
import { LONG_HEAD, PERSON_HEAD, PLURAL_NOUN, UNNAMED } from "./lexicon.ts"
import type { Confidence, Party } from "./reading.ts"
import { LEVELS } from "./which.ts"
import { type Phrases, phrases, type Word } from "./words.ts"

/** A party with the rule that found it. */
export interface PartyFound extends Party {
  readonly rule: string
  readonly confidence: Confidence
}

const CLASS_OWNER = phrases(
  "huyện ủy|tỉnh ủy|thành ủy|đảng ủy|xây dựng đảng|trực thuộc|thuộc|cơ sở|xã|phường|thị trấn|đặc khu|huyện|tỉnh|thành phố|cấp huyện|cấp xã|cấp tỉnh|trên địa bàn|trung ương|thôn|ấp|khu phố|chi bộ"
)

const OPEN = phrases("liên quan|có liên quan|cấp trên|khác|hữu quan|cấp có thẩm quyền|có thẩm quyền")

const has = (words: ReadonlyArray<Word>, from: number, to: number, set: Phrases): boolean => {
  for (let at = from; at < to; at++) if (set(words, at) > 0 && at + set(words, at) <= to) return true
  return false
}

/** A body, a class, an open set or persons; `hasPredicate`: the mention says which members of a set are meant. */
export const kindOf = (words: ReadonlyArray<Word>, { from, to }: Item, hasPredicate: boolean): Party["kind"] => {
  const plural = PLURAL(words, from)
  if (PERSON_HEAD(words, from) > 0) return "persons"
  const isPeople = PERSON_HEAD(words, from + plural) > 0 || PEOPLE(words, from + plural) > 0
  if (plural > 0 && isPeople && PLURAL_NOUN(words, from + plural) === 0) return "persons"
  if (UNNAMED(words, from) === to - from) return "open_set"
  if (has(words, from, to, OPEN)) return "open_set"
  if (hasPredicate) return "class"
  if (UNNAMED(words, from) > 0 && has(words, from, to, PLURAL)) return "open_set"
  if (has(words, from, to, OF_OFFICES) || (plural === 0 && has(words, from, to, OF_AREAS))) return "body"
  if (has(words, from, to, LEVELS)) return "class"
  // "Ban Quản lý các khu công nghiệp", "Liên hiệp các hội khoa học": one body, whose name holds a plural.
  if (plural === 0 && LONG_HEAD(words, from) > 0 && !has(words, from, to, OF_PLACES)) return "body"
  if (!has(words, from, to, PLURAL)) return "body"
  if (plural === 0) return "class"
  return has(words, from + 1, to, CLASS_OWNER) ? "class" : "open_set"
}

// "Đảng ủy các cơ quan Đảng", "Đảng ủy Khối các cơ quan tỉnh": one committee.
const OF_OFFICES = phrases("đảng ủy các cơ quan|đảng ủy khối các cơ quan|khối các cơ quan|đảng bộ các cơ quan")

const OF_AREAS = phrases(
  "các khu công nghiệp|các khu kinh tế|các khu chế xuất|các khu công nghệ|các khu đô thị|các cụm công nghiệp"
)

const OF_PLACES = phrases(
  "các cấp|các xã|các phường|các huyện|các thị trấn|các thị xã|các thành phố|các chi|các đơn vị|các cơ sở|các tỉnh|các thôn"
)
