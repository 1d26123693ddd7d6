// Where an item tells something new: another body, another day, a report, work of another kind.
import type { CivilDate } from "../kernel/index.ts"
import { bodyKey } from "../text/index.ts"
import { clauseAt, doerAt, doesAt, isApproval, type Told, toldAt } from "./addressees.ts"
import { datesIn, deadlineOf } from "./deadlines.ts"
import { headAt } from "./heads.ts"
import {
  conditionAt,
  forbidsAt,
  GATHERS,
  hasVerb,
  isReportWhen,
  kindOf,
  periodAt,
  REPORT,
  stagedEvent,
  turnAt
} from "./kinds.ts"
import { partiesAt } from "./parties.ts"
import { ASKING, EACH, JOINS, LEADS, OFFICIAL, PASSING, REPORTING, SENDS, STOPS, WATCHING, WITH } from "./roles.ts"
import { findPhrase, isLetterStart, type Phrases, phrases, type Word } from "./words.ts"

export const CONDITION = phrases("nếu|trường hợp|trong trường hợp|khi|đối với|sau khi|căn cứ|trên cơ sở|qua|theo")

export const LETTERS = "abcdđeghiklmnopqrstuvxy"
export const JOINTS = phrases("và|cũng như|đồng thời|,|;|.|, đồng thời|; đồng thời|. đồng thời|và đồng thời")
const MANNER = phrases(
  "kịp thời|sớm|khẩn trương|ngay|thường xuyên|nghiêm túc|chủ động|định kỳ|tổng hợp|hằng tháng|hằng quý|hằng năm|hàng tháng|hàng quý|hàng năm|hằng tuần|hàng tuần|thực hiện|tổng hợp kết quả ,|tổng hợp tình hình ,|tổng hợp ,|đồng chí|tổng hợp kết quả|tổng hợp tình hình|kết quả|kết quả thực hiện|kết quả triển khai|kết quả xử lý"
)
const STAGE = phrases("tổ chức|chuẩn bị|tiến hành")
/** Where a clause begins that says something of its own. `isShared`: its doers are those of the clause before it. */
export interface Cut {
  readonly at: number
  readonly told: Told | null
  readonly agrees: boolean
  readonly isShared: boolean
}

export const behind = (words: ReadonlyArray<Word>, at: number, set: Phrases): number => {
  let next = at
  for (let count = 0; count < 3 && set(words, next) > 0; count++) next += set(words, next)
  return next
}

const isPlain = (told: Told): boolean =>
  told.parties.every(
    ({ kind, name }) => kind !== "persons" || told.force !== "direct" || OFFICIAL.test(bodyKey(name).key)
  )

// "… theo dõi, đôn đốc việc thực hiện" watches the work of others, "… theo dõi việc xử lý tài sản" is work of its own.
const WORK = phrases("thực hiện|triển khai|tiến độ|kết luận này|thông báo này|các nội dung")
const isOfWork = (words: ReadonlyArray<Word>, from: number, end: number): boolean =>
  end - from <= MOST_WATCHING || findPhrase(words, WORK, from, end) >= 0
const MOST_WATCHING = 7

// "…; đồng chí B theo dõi Hội Phụ nữ": whom a person looks after is that person's own task.
const isInCharge = (words: ReadonlyArray<Word>, { parties, next }: Told, end: number): boolean =>
  parties.every(({ kind }) => kind === "persons") &&
  headAt(words, next + WATCHING(words, next)) > 0 &&
  findPhrase(words, WORK, next, end) < 0

// What a rule looks at around a joint: farther away is another matter, and reading stays linear.
const WINDOW = 120

/** An item's words with what is looked up at every joint: where its sentences end, and which words state its days. */
interface Item {
  readonly source: string
  readonly words: ReadonlyArray<Word>
  /** For each word, where its sentence ends. */
  readonly ends: ReadonlyArray<number>
  /** For each word, how many days are stated before it. */
  readonly days: ReadonlyArray<number>
  /** Which words stand in a list of those who are named, its commas too. */
  readonly listed: () => ReadonlyArray<boolean>
}

export const itemOf = (source: string, words: ReadonlyArray<Word>, since: CivilDate | null): Item => {
  const ends: Array<number> = []
  let end = words.length
  for (let at = words.length - 1; at >= 0; at--) {
    if (STOPS.has(words[at]?.text ?? "")) end = at
    ends[at] = end
  }
  const days: Array<number> = []
  const stated = datesIn(source, words, { from: 0, to: words.length }, since)
  let count = 0
  for (let at = 0; at <= words.length; at++) {
    while (count < stated.length && (stated[count]?.to ?? 0) < at) count++
    days.push(count)
  }
  let isListed: Array<boolean> | null = null
  // Few items have a comma that asks for it.
  const listed = (): ReadonlyArray<boolean> => {
    if (isListed !== null) return isListed
    isListed = words.map(() => false)
    for (let at = 0; at < words.length; at++) {
      if (headAt(words, at) === 0) continue
      const { next } = partiesAt(source, words, at, words.length, "prose")
      isListed.fill(true, at, next)
      at = Math.max(at, next - 1)
    }
    return isListed
  }
  return { source, words, ends, days, listed }
}

// "Giao A lập hồ sơ, B thẩm định": another doer behind a comma, where what stands before is work of its own.
const secondDoer = ({ source, words, listed }: Item, work: number, at: number): Told | null => {
  if (words[at]?.text !== "," || headAt(words, at + 1) === 0) return null
  let from = at
  while (from > work && !SEPARATES.has(words[from - 1]?.text ?? "")) from--
  // "nhân sự quân đội, công an tham gia cấp ủy": in small letters it is one of what is spoken of.
  if (words[at + 1]?.isCapital !== true && words[at + 1]?.text !== "các") return null
  if (CONDITION(words, from) > 0 || !doesAt(words, work) || listed()[at] === true) return null
  const told = doerAt(source, words, at + 1)
  if (JOINS(words, told?.next ?? at) > 0 && work + LEADS(words, work) === at) return null
  const isSure =
    told !== null &&
    told.confidence !== "guess" &&
    told.parties.every(({ kind }) => kind === "body" || kind === "persons")
  return isSure && WATCHING(words, told.next) === 0 ? told : null
}
const headedAt = (source: string, words: ReadonlyArray<Word>, from: number): Told | null => {
  if (headAt(words, from) === 0 || words[from]?.isCapital !== true) return null
  const { parties, next } = partiesAt(source, words, from, words.length, "prose", true)
  const isHeading = parties.length > 0 && words[next]?.text === ":" && doesAt(words, next + 1)
  return isHeading ? { force: "direct", parties, from, next: next + 1, rule: "doer", confidence: "likely" } : null
}
const SEPARATES = new Set([",", ";", "."])

// A new clause: another addressee told, an agreement, a second day, a report when something arises, an event to hold
// beside lasting work.
const cutAt = (item: Item, start: number, work: number, at: number): Cut | null => {
  const { source, words, ends, days } = item
  const next = at + JOINTS(words, at)
  if (at - start < 3 || next >= words.length) return null
  const isSentence = STOPS.has(words[at]?.text ?? "")
  const own = { at: next, told: null, agrees: false, isShared: false }
  const clause = isSentence ? clauseAt(source, words, next) : toldAt(source, words, next)
  // "Phòng Nội vụ: rà soát biên chế; Phòng Tài chính: cân đối nguồn".
  const headed = words[at]?.text === ";" && clause === null ? headedAt(source, words, next) : null
  if (headed !== null) return { ...own, told: headed }
  // "…; địa phương nào chậm thì người đứng đầu chịu trách nhiệm" is no further task.
  // "A hoàn tất hệ thống, mời cơ quan chức năng nghiệm thu": inviting somebody is A's own work.
  const isInvited = !isSentence && words[next]?.text === "mời" && work > start && at > work
  // "nhân rộng mô hình …; mỗi khu phố chọn một hẻm": how much of it, and nobody told anew.
  const isMeasure = clause?.rule === "doer" && clause.parties.every(({ name }) => EACH.test(name))
  const told = clause?.rule === "answers" || isInvited || isMeasure ? null : clause
  if (told !== null && isPlain(told) && (told.force !== "direct" || (isSentence && told.rule !== "told"))) {
    const end = Math.min(ends[next] ?? words.length, next + WINDOW)
    const isWatcher =
      told.rule === "doer" &&
      words[told.from - 1]?.text !== "riêng" &&
      WATCHING(words, told.next) > 0 &&
      WATCHING(words, work) === 0 &&
      isOfWork(words, told.next, end) &&
      !isInCharge(words, told, end) &&
      findPhrase(words, REPORT, told.next, end) < 0
    if (!isWatcher) return { ...own, told }
  }
  const second = isSentence || forbidsAt(words, start) ? null : secondDoer(item, work, at)
  if (second !== null) return { ...own, told: second }
  const end = ends[next] ?? words.length
  if (isSentence && isApproval(source, words, next)) return { ...own, agrees: true }
  const until = isSentence || end - next < WINDOW ? end : next + WINDOW
  const isTwice = (days[at] ?? 0) > (days[start] ?? 0) && (days[end] ?? 0) > (days[at] ?? 0)
  if (isTwice && doesAt(words, next)) return { ...own, isShared: true }
  const verb = behind(words, next, MANNER)
  const every = periodAt(words, next, Math.min(until, next + 6))
  const isRegular = every >= 0 && findPhrase(words, REPORT, every, Math.min(until, every + 14)) >= 0
  const isReport =
    REPORT(words, verb) > 0 ||
    isRegular ||
    isReportWhen(words, next, until) ||
    (isSentence && conditionAt(words, next, until) >= 0)
  // "thí điểm …; sơ kết trước khi …": what is tried out is summed up when it is over.
  const isSummed =
    words[at]?.text === ";" &&
    SUMS_UP(words, next) > 0 &&
    SUMS_UP(words, work) === 0 &&
    deadlineOf(source, words, { from: next, to: until }, -1, null) !== null
  if (isSummed && at - work > LEAST_WORK) return { ...own, isShared: true }
  // "Xây dựng biểu theo dõi …; cập nhật vào thứ Hai hằng tuần, gửi Văn phòng": what is sent again and again is a report, whatever it is called.
  const isSentEvery =
    words[at]?.text === ";" &&
    !isReport &&
    doesAt(words, next + EVERY(words, next)) &&
    periodAt(words, next, until) >= 0 &&
    kindOf(words, next, next, until, false).kind === "periodic_report"
  const isStaged = STAGE(words, next) > 0 && stagedEvent(words, next, Math.min(words.length, next + 10)) >= 0
  const verbAt = ownVerb(words, next, until)
  const isAim = CONDITION(words, next) > 0 || words[next]?.text === "phấn"
  const isNewDay = (days[end] ?? 0) > (days[at] ?? 0) && !isAim && doesAt(words, next)
  const isTogether = words[at + 1]?.text === "đồng" && words[at]?.text === ","
  // "Lập Tổ bắt chó thả rông, mỗi tuần ra quân …": what a group that is set up does from then on.
  const isFounded =
    words[at]?.text === "," && EVERY(words, next) > 0 && FOUNDS(words, work) > 0 && periodAt(words, work, at) < 0
  const isOther =
    (isSentence || isTogether || isFounded) &&
    headAt(words, next) === 0 &&
    (hasVerb(words, verbAt, verbAt + 2) || isNewDay || (EVERY(words, next) > 0 && doesAt(words, verbAt))) &&
    (BARS(words, next) === 0 || isLasting(words, next))
  const isBan = isSentence && BANS(words, next) > 0 && BANS(words, work) === 0 && at - work > LEAST_WORK
  const hadDay = (days[at] ?? 0) > (days[start] ?? 0)
  if (isBan && kindOf(words, start, work, at, hadDay).kind === "finite") return { ...own, isShared: true }
  // "… chấp hành quy trình; trước ngày 22/3 báo cáo Bộ X": lasting work, and a report on a day.
  const isDated =
    isSentence &&
    (days[end] ?? 0) > (days[at] ?? 0) &&
    findPhrase(words, SENDS, next, Math.min(until, next + NEAR_REPORT)) >= 0
  if (!isReport && !isStaged && !isOther && !isDated && !isSentEvery) return null
  // "Bộ X là cơ quan thường trực của Y, định kỳ báo cáo …": what one is, is no task.
  if (words[work]?.text === "là" && !isSentence) return null
  const from = Math.max(start, at - WINDOW)
  const { kind, rule, confidence } = kindOf(words, from, isOther ? Math.max(from, work) : from, at, isOther && hadDay)
  if (isDated && kind === "continuing" && rule === "lasting-verb") return { ...own, isShared: true }
  if (isSentEvery && LASTS.has(kind) && GATHERS_ONLY(words, work) === 0) return { ...own, isShared: true }
  if (rule === "again-and-again" && !hasVerb(words, from, at)) return null
  if (isReport && kind === "periodic_report" && isSentence && isReportWhen(words, next, until)) return own
  // "tổng hợp …; báo cáo thứ Năm hằng tuần cho đến hết ngày …": what is gathered is what is reported each time.
  const isGathered = words[at]?.text === ";" && GATHERS_ONLY(words, work) > 0 && REPORT(words, next) > 0
  if (isReport && kind !== "conditional_report" && kind !== "periodic_report" && !isGathered) {
    const here = kindOf(words, next, isSentence ? turnAt(words, next, next, until) : next, until, false).kind
    // "theo dõi, tổng hợp, báo cáo hằng tháng" is one work.
    const isBare = (kind === "continuing" && URGES(words, work) === 0) || at - work <= 2 || GATHERS(words, work) > 0
    // One who is named to hear it, on a day of its own, makes the report an obligation apart.
    const isApart = URGES_ON(words, work) && headAt(words, next + REPORT(words, next)) > 0
    const isOne =
      here === "periodic_report" && isBare && !isApart && !isSentence && (!isRegular || GATHERS_ONLY(words, work) > 0)
    if ((here === "conditional_report" || here === "periodic_report") && !isOne) return own
  }
  if (isOther && confidence !== "guess") {
    const here = kindOf(words, next, EVERY(words, next) > 0 ? next : verbAt, until, (days[end] ?? 0) > (days[at] ?? 0))
    const isAgain = here.rule === "again-and-again" && periodAt(words, next, next + 1) !== next
    const differs = here.kind !== kind && LASTS.has(here.kind) && LASTS.has(kind) && !isAgain
    const isOnce = kind === "periodic_report" && here.rule === "stated-day"
    if (differs || isOnce) return { ...own, isShared: true }
  }
  return isStaged && kind === "continuing" ? { ...own, isShared: true } : null
}

// "…; sau giải tỏa phải duy trì lực lượng", "…; hằng tuần cập nhật số liệu": where the verb of a clause stands behind its time.
export const ownVerb = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  const every = EVERY(words, from)
  if (every > 0) return from + every
  if (AFTERWARDS(words, from) === 0) return from
  for (let at = from + 1; at < to && at < from + FARTHEST_OUGHT && isLetterStart(words[at]?.text ?? ""); at++)
    if (words[at]?.text === "phải" || words[at]?.text === "cần") return at + 1
  return from
}
const EVERY = phrases(
  "hằng ngày|hằng tuần|hằng tháng|hằng quý|hằng năm|hàng ngày|hàng tuần|hàng tháng|hàng quý|hàng năm|mỗi ngày|mỗi tuần|mỗi tháng|mỗi quý"
)
const FOUNDS = phrases(
  "lập tổ|thành lập tổ|lập đội|thành lập đội|lập đoàn|thành lập đoàn|lập nhóm|thành lập nhóm|thành lập câu lạc bộ|lập chốt|thành lập chốt"
)
const AFTERWARDS = phrases(
  "sau|sau khi|trong|trong khi|trước khi|những đêm|những ngày|những buổi|những lúc|những khi|các ngày|ban đêm|vào ban đêm|vào các ngày|vào những ngày|ngày nghỉ"
)
const FARTHEST_OUGHT = 8
// What is barred from then on is an obligation apart from the work before it.
const BANS = phrases("cấm|nghiêm cấm|tạm dừng|tạm đình chỉ|đình chỉ")

const SUMS_UP = phrases("sơ kết|tổng kết|đánh giá kết quả|đánh giá hiệu quả|sơ kết , đánh giá|tổng kết , đánh giá")
const LEAST_WORK = 3
const GATHERS_ONLY = phrases("tổng hợp|thống kê|cập nhật")

// "đôn đốc các đơn vị, tổng hợp, báo cáo …": others are urged on, and what they did is reported.
const URGES = phrases("đôn đốc")
const FOLLOWS = phrases(
  "theo dõi , đôn đốc|theo dõi và đôn đốc|đôn đốc , theo dõi|theo dõi , giám sát|giám sát , đôn đốc|theo dõi đôn đốc"
)
const URGES_ON = (words: ReadonlyArray<Word>, at: number): boolean => FOLLOWS(words, at) > 0
const NEAR_REPORT = 10

// Work that lasts and work that ends are two obligations, also of one addressee.
const LASTS = new Set<string>(["continuing", "finite"])
const BARS = phrases(
  "thực hiện thường xuyên|thường xuyên|bảo đảm|đảm bảo|không để|tránh|trong đó|hoàn thành|xong|thời gian|thời hạn"
)

// "thành lập đoàn kiểm tra; thường xuyên kiểm tra đột xuất": work of its own, where "…; thường xuyên, liên tục" says how.
const isLasting = (words: ReadonlyArray<Word>, at: number): boolean =>
  words[at]?.text === "thường" && hasVerb(words, at + 2, at + 3)

const MOST_CLAUSES = LETTERS.length
// No item of a conclusion is longer; beyond it nothing is proposed, so that reading stays linear.
export const MOST_WORDS = 800

// "Về giải phóng mặt bằng: …", "Tuyến đường tỉnh 864: …": where the text begins behind the matter that it is about.
const MOST_MATTER = 30
const MOST_CUE = 4
export const behindMatter = (source: string, words: ReadonlyArray<Word>): number => {
  const colon = words.slice(0, MOST_MATTER).findIndex(({ text }) => text === ":")
  const next = colon + 1
  if (colon < 0 || next >= words.length) return 0
  // "… rà soát biên chế; Phòng Tài chính: …": behind the end of a clause there is a second one, and no matter.
  if (words.slice(0, colon).some(({ text }, at) => text === ";" || (text === "." && words[at + 1]?.isCapital === true)))
    return 0
  // "Chủ trì, phối hợp với các Bộ: Tài chính …": it only leads over to the list.
  if (introducesList(words, colon)) return 0
  // "UBND các xã: An Bình, Hòa Phú …": what stands behind the colon is still who is told.
  const told = clauseAt(source, words, 0)
  const isOrdered = told?.rule === "told" && told.from === next && colon < MOST_CUE
  if (told !== null && (isOrdered || (told.from < colon && told.next > next))) return 0
  const behind = clauseAt(source, words, next)
  // "phối hợp với các Sở: Công Thương, Tài chính …": what is only guessed there does not begin anew.
  return (behind !== null && (told === null || behind.confidence !== "guess")) ||
    isApproval(source, words, next) ||
    doesAt(words, next)
    ? next
    : 0
}

// A plural of a kind of body before a colon, behind somebody with whom one works or to whom one turns.
const introducesList = (words: ReadonlyArray<Word>, colon: number): boolean => {
  for (let at = colon - 1; at > 0 && at >= colon - LONGEST_KIND; at--) {
    const isKind = headAt(words, at) > 0 && at + headAt(words, at) >= colon - 1
    const cued = [1, 2, 3, 4].some((size) =>
      [WITH, PASSING, ASKING, REPORTING].some((cue) => cue(words, at - size) === size)
    )
    if (isKind && cued) return true
  }
  return false
}
const LONGEST_KIND = 4

export const cutsOf = (item: Item, first: Cut): ReadonlyArray<Cut> => {
  const cuts: Array<Cut> = [first]
  let start = first.at
  let work = first.told?.next ?? start
  let at = Math.max(first.at + 1, first.told?.next ?? 0)
  for (; at < item.words.length && cuts.length < MOST_CLAUSES; at++) {
    if (JOINTS(item.words, at) === 0) continue
    const cut = cutAt(item, start, work, at)
    if (cut === null) continue
    cuts.push(cut)
    start = cut.at
    work = cut.told?.next ?? start
    at = Math.max(at, (cut.told?.next ?? 0) - 1)
  }
  return cuts
}
