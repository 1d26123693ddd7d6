// Who is named: lists of bodies, classes, open sets and persons.
import { committeeBefore, complete, type Draft, isMember, owned, PLACE, sharedBefore, sharedFrom } from "./elliptic.ts"
import { headAt, isFigure, isUnknown, PLACE_NOUN, PLURAL } from "./heads.ts"
import { FIELD, IN_SET, LEVEL_WORD, NAME_END, PLURAL_NOUN } from "./lexicon.ts"
import { afterNote, beforeVerb, listedEnd, mentionAt, positionEnd, type Shared, type Where } from "./mention.ts"
import { kindOf, type PartyFound } from "./party.ts"
import { display } from "./quote.ts"
import { phrases, spanOf, type Word } from "./words.ts"

export interface PartyList {
  readonly parties: ReadonlyArray<PartyFound>
  /** The word behind the list. */
  readonly next: number
}

const SEPARATORS = new Set([",", ";", "và", "cùng"])

const MOST_PARTIES = 200

/**
 * The list of mentions that begins at a word; empty where none begins there. `isExpected`: the text says that somebody is
 * named here, also by a name that begins with no known word. Linear in its length.
 */
export const partiesAt = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number,
  where: Where,
  isExpected = false
): PartyList => {
  const drafts: Array<Draft> = []
  let at = from
  let next = from
  let shared: Shared | null = null
  for (let count = 0; at < to && count < MOST_PARTIES; count++) {
    const isPlace =
      shared?.isOfPlaces === true && PLACE(words, at) > 0 && words[at + PLACE(words, at)]?.isCapital === true
    const isMore =
      isPlace || (words[at]?.isCapital === true && ((where === "list" && drafts.length > 0) || shared !== null))
    const isOfAll = shared?.isOfAll === true && words[at - 1]?.text !== ";"
    const isFull = !isPlace && !isOfAll && headAt(words, at) > 0 && (shared === null || hasOwnHead(words, at))
    const isGuess = !isFull && !isMore && isGuessed(words, at, drafts.length > 0, isExpected)
    if (!isFull && !isMore && !isGuess) break
    const member = sharedFrom(words, at)
    if (isFull && member > at) {
      shared = sharedBefore(source, words, at, member)
      at = member
      continue
    }
    const mention = mentionAt(words, at, to, where, shared)
    const named = isExpected && where === "prose" ? beforeVerb(words, at, mention.end) : mention.end
    const end = Math.max(
      positionEnd(words, at, named, to, where),
      where === "prose" ? listedEnd(source, words, at, to) : 0
    )
    // "lãnh đạo các cơ quan, đơn vị: A, B": what stands before the colon only introduces the list.
    if (words[end]?.text === ":" && end + 1 < to && isFull) {
      const before = sharedBefore(source, words, at, end) ?? committeeBefore(source, words, at, end)
      const isList = before === null ? headAt(words, end + 1) > 0 && PLURAL(words, at) > 0 : isMember(words, end + 1)
      if (where === "list" || isList) {
        shared = before
        at = end + 1
        continue
      }
    }
    if (isFull) shared = null
    const item = { from: at, to: end }
    const shown = display(source, spanOf(words, at, end))
    const isPersons =
      shared !== null && /^(?:đồng chí|đ\/c|giám đốc|thủ trưởng|chủ tịch|bí thư|trưởng)/iu.test(shared.text)
    drafts.push({
      item,
      kind: isPersons ? "persons" : kindOf(words, item, mention.hasPredicate),
      name: shared === null ? shown : `${isPlace ? shared.owner : shared.text} ${shown}`.trim(),
      quote: spanOf(words, at, end),
      isCompleted: shared !== null,
      isKnown: !isGuess,
      shared
    })
    next = afterNote(words, end, to)
    if (!SEPARATORS.has(words[next]?.text ?? "")) break
    at = next + 1
    if (words[at]?.text === "và" || words[at]?.text === "cùng") at += 1
  }
  return { parties: complete(source, words, owned(source, words, drafts)), next }
}

// Whoever has a name of no known form, where the text says that somebody is named: one unknown member loses no list.
const isGuessed = (words: ReadonlyArray<Word>, at: number, isListed: boolean, isExpected: boolean): boolean => {
  if (isExpected && isUnknown(words, at)) return true
  if (!isListed) return false
  if (words[at]?.isCapital === true) return isUnknown(words, at)
  // "Sở A, đơn vị liên quan", "Sở A và nhà mạng khẩn trương …".
  // "riêng thôn 4 và thôn Đồng Kho giám sát": a place with its number or name.
  if (isExpected && PLACE_NOUN(words, at) > 0 && isOwnName(words[at + PLACE_NOUN(words, at)])) return true
  // "Trạm Y tế, trường học trên địa bàn xã phối hợp …": where they lie says whose they are.
  if (isExpected && LOCAL(words, at) > 0 && WHERE(words, at + LOCAL(words, at)) > 0) return true
  const noun = at + PLURAL_NOUN(words, at)
  if (noun === at || NAME_END(words, at) > 0) return false
  return IN_SET(words, noun) > 0 || (isExpected && words[at - 1]?.text === "và" && NAME_END(words, noun) > 0)
}

const isOwnName = (word: Word | undefined): boolean => word?.isCapital === true || isFigure(word)
const LOCAL = phrases(
  "trường học|trạm y tế|cơ sở y tế|cơ sở giáo dục|doanh nghiệp|hợp tác xã|cơ sở sản xuất|hộ kinh doanh"
)
const WHERE = phrases("trên địa bàn|thuộc|đóng trên địa bàn")

// "Các Sở: Nội vụ, Tài chính; Công an tỉnh": what a list shares does not go on to what has its own head.
const hasOwnHead = (words: ReadonlyArray<Word>, at: number): boolean => {
  const field = FIELD(words, at)
  return field === 0 || words[at - 1]?.text === ";" || LEVEL_WORD(words, at + field) > 0
}

const BEGINS = new Set([":", ";", "-", "–", "•", "+"])

/** Everybody who is named from a word on, whatever stands between the lists; `isExpected`: each entry names somebody. */
export const partiesFrom = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  isExpected = false
): ReadonlyArray<PartyFound> => {
  const parties: Array<PartyFound> = []
  let at = from
  while (at < words.length) {
    const isBegun = isExpected && (at === from || BEGINS.has(words[at - 1]?.text ?? "")) && isUnknown(words, at)
    if (headAt(words, at) === 0 && !isBegun) {
      at += 1
      continue
    }
    const list = partiesAt(source, words, at, words.length, "list", isBegun)
    parties.push(...list.parties)
    at = Math.max(at + 1, list.next)
  }
  return parties
}
