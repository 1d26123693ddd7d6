// What an item tells: its obligations one by one, each with its roles, kind and deadline. Splitting is only proposed.
import type { CivilDate } from "../kernel/index.ts"
import { bodyKey } from "../text/index.ts"
import { clauseAt, doerAt, doesAt, type Heading, isApproval, isPassedOn, type Told, toldAt } from "./addressees.ts"
import { constraintsOf, setsBar } from "./constraints.ts"
import type { DueFound } from "./deadline-forms.ts"
import { datesIn, deadlineOf, namesDay } from "./deadlines.ts"
import { headAt, isUnknown } from "./heads.ts"
import {
  conditionAt,
  forbidsAt,
  GATHERS,
  hasVerb,
  isReportWhen,
  type KindFound,
  kindOf,
  periodAt,
  REPORT,
  stagedEvent,
  turnAt
} from "./kinds.ts"
import { LEVEL_WORD, NAME_END, NOBODY, TELLS } from "./lexicon.ts"
import { partiesAt } from "./parties.ts"
import type { Provision } from "./provisions.ts"
import { valueQuote } from "./quote.ts"
import type { Confidence, DirectiveFound, Party, Quote } from "./reading.ts"
import type { Addressed } from "./salutation.ts"
import { dueOfRow, goesOn, type Row } from "./tables.ts"
import { findPhrase, isLetterStart, type Phrases, phrases, spanOf, type Word, wordsOf } from "./words.ts"

const LETTERS = "abcdđeghiklmnopqrstuvxy"
const JOINTS = phrases("và|cũng như|đồng thời|,|;|.|, đồng thời|; đồng thời|. đồng thời|và đồng thời")
const STOPS = new Set([".", ";"])
const MANNER = phrases(
  "kịp thời|sớm|khẩn trương|ngay|thường xuyên|nghiêm túc|chủ động|định kỳ|tổng hợp|hằng tháng|hằng quý|hằng năm|hàng tháng|hàng quý|hàng năm|hằng tuần|hàng tuần|thực hiện|tổng hợp kết quả ,|tổng hợp tình hình ,|tổng hợp ,|đồng chí|tổng hợp kết quả|tổng hợp tình hình|kết quả|kết quả thực hiện|kết quả triển khai|kết quả xử lý"
)
const STAGE = phrases("tổ chức|chuẩn bị|tiến hành")
const WATCHING = phrases("theo dõi|đôn đốc|giám sát|có trách nhiệm theo dõi|chịu trách nhiệm theo dõi")

/** Where a clause begins that says something of its own. `isShared`: its doers are those of the clause before it. */
interface Cut {
  readonly at: number
  readonly told: Told | null
  readonly agrees: boolean
  readonly isShared: boolean
}

const behind = (words: ReadonlyArray<Word>, at: number, set: Phrases): number => {
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

const itemOf = (source: string, words: ReadonlyArray<Word>, since: CivilDate | null): Item => {
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
// "Giao A chủ trì, B phối hợp …": B has no work of its own.
const LEADS = phrases("chủ trì|là cơ quan chủ trì|làm đầu mối")
const JOINS = phrases("phối hợp|cùng phối hợp|tham gia|phối hợp thực hiện")
const joinedAt = (source: string, words: ReadonlyArray<Word>, work: number, to: number): ReadonlyArray<Party> => {
  const comma = work + LEADS(words, work)
  if (comma === work || comma + 1 >= to || words[comma]?.text !== "," || headAt(words, comma + 1) === 0) return []
  const { parties, next } = partiesAt(source, words, comma + 1, to, "prose")
  return JOINS(words, next) > 0 ? parties : []
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
const ownVerb = (words: ReadonlyArray<Word>, from: number, to: number): number => {
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
const MOST_WORDS = 800

// "Về giải phóng mặt bằng: …", "Tuyến đường tỉnh 864: …": where the text begins behind the matter that it is about.
const MOST_MATTER = 30
const MOST_CUE = 4
const behindMatter = (source: string, words: ReadonlyArray<Word>): number => {
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

const cutsOf = (item: Item, first: Cut): ReadonlyArray<Cut> => {
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

const WITH = phrases(
  "chủ trì với|phối hợp với|phối hợp cùng|phối hợp chặt chẽ với|phối hợp chặt chẽ cùng|phối hợp cùng với|cùng với|phối hợp|phối hợp chặt chẽ|với sự phối hợp của|với sự tham gia của|cùng"
)
const ASKING = phrases(
  "liên hệ với|liên hệ|xin ý kiến của|xin ý kiến|lấy ý kiến của|lấy ý kiến|làm việc với|đàm phán với|thương thảo với|hội chẩn với|trao đổi với|trao đổi thống nhất với|tranh thủ ý kiến của|tham khảo ý kiến của|tham khảo ý kiến|có văn bản hỏi|có công văn hỏi|gửi văn bản hỏi|hỏi ý kiến|hỏi ý kiến của"
)
// "Đối chiếu số liệu với Kho bạc": with whom, behind what is held against each other.
const COMPARES = phrases("đối chiếu|đối soát")
const comparedWith = (source: string, words: ReadonlyArray<Word>, from: number, to: number): ReadonlyArray<Party> => {
  const verb = findPhrase(words, COMPARES, from, Math.min(to, from + NEAR_VERB))
  if (verb < 0) return []
  for (let at = verb + 1; at < Math.min(to, verb + FARTHEST_OTHER) && isLetterStart(words[at]?.text ?? ""); at++) {
    if (
      words[at]?.text !== "với" ||
      headAt(words, at + 1) === 0 ||
      ["phối", "hợp", "cùng"].includes(words[at - 1]?.text ?? "")
    )
      continue
    return partiesAt(source, words, at + 1, to, "prose").parties.filter(({ kind }) => kind === "body")
  }
  return []
}
// "lấy ý kiến các phòng": whoever is only a set is part of how the work is done.
const askedBy = (source: string, words: ReadonlyArray<Word>, from: number, to: number): ReadonlyArray<Party> => {
  const asked = behindCue(source, words, from, to, ASKING)
  const opinion = findPhrase(words, OPINIONS, from, to)
  if (opinion < 0) return asked
  const end = words[opinion + OPINIONS(words, opinion)]?.start ?? 0
  return asked.filter(({ kind, quote }) => kind !== "open_set" || quote.span.start !== end)
}
const OPINIONS = phrases("lấy ý kiến|lấy ý kiến của|tham khảo ý kiến")
const NEAR_VERB = 6
const FARTHEST_OTHER = 14
const REPORTING = phrases(
  "báo cáo về|báo cáo cho|báo cáo với|báo cáo|báo cáo kết quả về|báo cáo kết quả cho|báo cáo kết quả với|báo cáo kết quả|báo cáo lên|phản ánh về|phản ánh với|nộp lại cho|nộp cho|gửi lại|gửi lại cho|gửi báo cáo về|gửi báo cáo cho|gửi về|nộp|trả lời|báo cáo , đề xuất|đề xuất|trình|gửi|nộp về|gửi kết quả về|báo cáo ngay|báo cáo kịp thời|báo cáo bằng văn bản|báo cáo trực tiếp|báo cáo lại|báo cáo lại với|báo cáo lại cho|báo cáo bổ sung|báo cáo kết quả thực hiện với|báo cáo kết quả thực hiện về|thông tin ngay cho|thông tin kịp thời cho|phản ánh|báo ngay|báo ngay cho|báo kịp thời|thông báo ngay|thông báo ngay cho|thông báo về|thông báo kết quả về|thông báo kết quả cho|báo về|phản hồi về|phản hồi cho"
)
const SENDS = phrases(
  "báo cáo|báo tình hình|báo kết quả|báo số liệu|phản ánh|gửi|nộp|cung cấp|kiến nghị|thông báo kết quả"
)
const PASSING = phrases("chỉ đạo|giao|phân công|yêu cầu|lãnh đạo , chỉ đạo|chỉ đạo , hướng dẫn")
// "văn bản gửi Bộ X" is about a letter.
const LETTER = phrases("văn bản gửi|công văn gửi|tờ trình gửi|thư gửi|hồ sơ gửi|văn bản giao|quyết định giao")
// "dự thảo văn bản của UBND tỉnh báo cáo Bộ X": it is the paper that reports.
const PAPER = phrases("văn bản của|tờ trình của|công văn của|báo cáo của")
const isOfPaper = (words: ReadonlyArray<Word>, at: number): boolean => {
  for (let back = at - 1; back > at - 8 && isLetterStart(words[back]?.text ?? ""); back--)
    if (PAPER(words, back) > 0) return words[at]?.text === "báo" || words[at]?.text === "gửi"
  return false
}
// "Viễn thông tỉnh", "Kiểm lâm huyện": a name of one word, before its level.
const isLevelled = (words: ReadonlyArray<Word>, at: number): boolean =>
  isUnknown(words, at) && words[at + 1]?.isCapital === false && LEVEL_WORD(words, at + 2) > 0

// The parties behind each cue of a set.
const behindCue = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number,
  cue: Phrases
): ReadonlyArray<Party> => {
  const parties: Array<Party> = []
  let at = from
  while (at < to) {
    const length = cue(words, at)
    if (
      length === 0 ||
      (cue === PASSING && PROPOSES(words, at - 2) === 2) ||
      (headAt(words, at + length) === 0 && !isLevelled(words, at + length)) ||
      (LETTER(words, at - 2) > 0 && words[at - 3]?.text !== "bằng") ||
      isOfPaper(words, at)
    ) {
      at += 1
      continue
    }
    const list = partiesAt(source, words, at + length, to, "prose", isLevelled(words, at + length))
    parties.push(...list.parties)
    at = Math.max(at + length, list.next)
  }
  return parties
}

// "tham mưu phân công đồng chí …": whom another is to set to it.
const PROPOSES = phrases("tham mưu|đề xuất|dự kiến|dự thảo")
const TOWARDS = phrases("về|gửi|gửi về|lên|cho|đến|với")
const FOR_READER = phrases("để tổng hợp|để báo cáo|để trình|để tham mưu|để xem xét|để kịp thời tổng hợp")
const FARTHEST_READER = 30

// "báo cáo UBND huyện …", and "báo cáo kết quả thực hiện về Sở X".
const reportsTo = (source: string, words: ReadonlyArray<Word>, from: number, to: number): ReadonlyArray<Party> => {
  // "thông tin ngay để Văn phòng báo cáo Thường trực": who is to report it further reads it first.
  const further = furtherReader(source, words, from, to)
  if (further.length > 0) return further
  // "gửi báo cáo về A … để tổng hợp, báo cáo B": what A is to do with it comes after A.
  const aim = findPhrase(words, FOR_READER, from + 1, to)
  const first = aim < 0 ? [] : reportsTo(source, words, from, aim)
  if (first.length > 0) return first
  const near = behindCue(source, words, from, to, REPORTING).filter((party) => !isNobody(party))
  if (near.length > 0) return near
  for (let at = findPhrase(words, SENDS, from, to); at >= 0; at = findPhrase(words, SENDS, at + 1, to)) {
    for (let next = at + 2; next < Math.min(to, at + FARTHEST_READER); next++) {
      if (STOPS.has(words[next]?.text ?? "")) break
      const behindTowards = next + TOWARDS(words, next)
      // "cung cấp bản đồ cho X", "bàn giao hồ sơ cho X": who gets the thing is nobody who is reported to.
      const isGift =
        words[next]?.text === "cho" && (words[at]?.text === "cung" || findPhrase(words, HANDS, at + 1, next) >= 0)
      if (behindTowards === next || isGift || headAt(words, behindTowards) === 0) continue
      const { parties } = partiesAt(source, words, behindTowards, to, "prose")
      if (parties.length > 0 && parties.every(({ kind, name }) => kind === "body" || / cấp trên$/u.test(name)))
        return parties
    }
  }
  return []
}

const furtherReader = (source: string, words: ReadonlyArray<Word>, from: number, to: number): ReadonlyArray<Party> => {
  for (let at = from + 1; at < to; at++) {
    if (words[at]?.text !== "để" || headAt(words, at + 1) === 0) continue
    if (![1, 2, 3].some((size) => REPORT(words, at - size) === size)) continue
    const { parties, next } = partiesAt(source, words, at + 1, to, "prose")
    if (REPORT(words, next) > 0) return parties
  }
  return []
}

// "các cấp, các ngành" in general is nobody; it is said of every work.
const isNobody = ({ kind, name }: Party): boolean =>
  kind === "open_set" && /^(?:(?:các|những) (?:cấp|ngành|địa phương)|chính quyền|cấp ủy)$/u.test(bodyKey(name).key)

const named = (parties: ReadonlyArray<Party>): ReadonlyArray<Party> =>
  parties.filter((party) => !isNobody(party) && (party.kind !== "persons" || OFFICIAL.test(bodyKey(party.name).key)))
// Persons who act for what they head; "cán bộ", "đảng viên" and other people are none.
// "làm việc với từng chủ đầu tư chậm giải ngân": a way to do the work, and nobody to be counted.
const EACH = /^(?:từng|mỗi) /iu
const OFFICIAL =
  /^(?:các )?(?:đồng chí|đ\/c|(?:phó )?(?:chủ tịch|bí thư|giám đốc|trưởng|chánh)|hiệu trưởng|chỉ huy|đội trưởng|tổ trưởng|kế toán trưởng|thủ trưởng|người đứng đầu|người đại diện|ông|bà)/u

// Whom the addressee is to pass the work to: "chỉ đạo X", and "Lãnh đạo X" where that is the verb of the clause.
const passedTo = (source: string, words: ReadonlyArray<Word>, from: number, to: number): ReadonlyArray<Party> => {
  const parties = behindCue(source, words, from, to, PASSING)
  const isVerb = words[from]?.text === "lãnh" && words[from + 1]?.text === "đạo" && headAt(words, from + 2) > 0
  return isVerb ? [...partiesAt(source, words, from + 2, to, "prose").parties, ...parties] : parties
}

// "…; Văn phòng Huyện ủy theo dõi, đôn đốc": who watches over the work of another.
const monitors = (source: string, words: ReadonlyArray<Word>, from: number, to: number): ReadonlyArray<Party> => {
  for (let at = findPhrase(words, WATCHING, from + 2, to); at >= 0; at = findPhrase(words, WATCHING, at + 1, to)) {
    for (let back = Math.max(from, at - 14); back < at; back++) {
      const isStart = [",", ";", ".", "giao"].includes(words[back - 1]?.text ?? "")
      if (!isStart || headAt(words, back) === 0) continue
      const list = partiesAt(source, words, back, at, "prose")
      if (list.next === at) return list.parties
    }
  }
  return []
}

const TO_END = phrases("để|nhằm|thì|báo cáo|kịp thời")

const conditionOf = (source: string, words: ReadonlyArray<Word>, from: number, to: number): Quote | null => {
  const start = conditionAt(words, from, to)
  if (start < 0) return null
  const report = findPhrase(words, REPORT, from, to)
  let end = start + 1
  while (end < to && !STOPS.has(words[end]?.text ?? "") && TO_END(words, end) === 0) {
    if (words[end]?.text === "về" && headAt(words, end + 1) > 0) break
    if (start < report && words[end]?.text === "," && (headAt(words, end + 1) > 0 || REPORT(words, end + 1) > 0)) break
    end++
  }
  return valueQuote(source, spanOf(words, start, end))
}

const RANK: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, guess: 2 }
const least = (...levels: ReadonlyArray<Confidence>): Confidence =>
  levels.reduce((one, other) => (RANK[other] > RANK[one] ? other : one))

type Telling = Pick<Told, "parties" | "force" | "confidence">

// Under "Ban Thường vụ yêu cầu:", "Sở X rà soát …" is required too.
const forceOf = (told: Telling | null, above: Telling | null): DirectiveFound["force"] =>
  told === null || (told.force === "direct" && above !== null) ? (above?.force ?? "direct") : told.force

// "… trước ngày 30/9 (giao Phòng Kinh tế)", "… (Sở X chủ trì)": who does it, behind what is to be done.
const MOST_BRACKETED = 40
const bracketed = (source: string, words: ReadonlyArray<Word>, from: number, to: number): Told | null => {
  for (let at = Math.max(from, to - MOST_BRACKETED); at < to; at++) {
    if (words[at]?.text !== "(") continue
    const told = clauseAt(source, words, at + 1)
    if (told !== null && told.next <= to) return { ...told, rule: "in-brackets", confidence: "guess" }
  }
  return null
}

const PAST = phrases("đã|đạt được|còn|vẫn|chưa")
// "… cấp phát trước khi khai mạc huấn luyện": work that ends, right before the event.
const isEnded = (words: ReadonlyArray<Word>, from: number, to: number, { quote }: DueFound): boolean => {
  if (findPhrase(words, COMPLETES, from, to) >= 0) return true
  const due = words.findIndex(({ start }) => start >= quote.span.start)
  // "trước ngày khai giảng": that is a day, though the text does not say which.
  if (words[due]?.text === "trước" && words[due + 1]?.text === "ngày") return KEEPS(words, from) === 0
  return ENDED(words, due - 2) === 2
}
// "giám sát ổ dịch trong 30 ngày": how long it lasts, and no last day.
const isDuration = (words: ReadonlyArray<Word>, verb: number, { rule, quote }: DueFound): boolean =>
  rule === "day-to-be-fixed" && KEEPS(words, verb) > 0 && /^trong \d+ (?:giờ|ngày|tuần|tháng)$/iu.test(quote.text)
const KEEPS = phrases(
  "tăng cường|thường xuyên|tuần tra|duy trì|tiếp tục|theo dõi|giám sát|ứng trực|túc trực|bảo đảm|đảm bảo"
)
// "cử 05 người trực chốt cho đến khi hết mùa khô", "nhận hồ sơ cả thứ Bảy từ nay đến hết ngày 31/12": it lasts until then.
// "Bàn giao trụ sở cho trường sử dụng đến khi …": what is handed over is done with.
const lastingUntil = (found: KindFound, due: DueFound | null, isHanded: boolean): KindFound =>
  !isHanded &&
  found.kind === "finite" &&
  due?.form === "spec" &&
  due.spec._tag === "UntilCondition" &&
  due.rule === "until"
    ? { ...found, kind: "continuing", rule: "until", confidence: "likely" }
    : found
// "Thường xuyên", "Hằng tháng" in the cell of the deadline say that the work lasts, or which of its reports recur.
const inRow = (source: string, row: Row | null, found: KindFound, due: DueFound | null, isSent: boolean): KindFound => {
  if (row === null || !TASKS.has(found.kind)) return found
  const isAgain = due?.form === "spec" && due.spec._tag === "Recurring"
  if (isAgain && isSent) return { ...found, kind: "periodic_report", rule: "report-every", confidence: "likely" }
  return isAgain || goesOn(source, row)
    ? { ...found, kind: "continuing", rule: "cell-of-a-table", confidence: "likely" }
    : found
}
const TASKS = new Set<string>(["finite", "continuing"])
const HANDS = phrases("bàn giao|chuyển giao|tạm giao|giao lại|cấp phát|trả lại")
const ENDED = phrases(
  "cấp phát|bàn giao|chi trả|nghiệm thu|ban hành|thông báo|công bố|niêm yết|giải quyết|khắc phục|bố trí"
)
const COMPLETES = phrases(
  "hoàn thành|hoàn tất|kết thúc|xong|dứt điểm|đưa vào sử dụng|đưa vào vận hành|đưa vào khai thác"
)
const CONDITION = phrases("nếu|trường hợp|trong trường hợp|khi|đối với|sau khi|căn cứ|trên cơ sở|qua|theo")

// The end of a clause without the joint behind it.
const clauseEnd = (words: ReadonlyArray<Word>, from: number, next: number): number => {
  let to = next
  while (to > from + 1 && (JOINTS(words, to - 1) > 0 || [",", ";", "."].includes(words[to - 1]?.text ?? ""))) to--
  return words[to - 2]?.text === "cũng" && words[to - 1]?.text === "như" && next < words.length ? to - 2 : to
}

// "Khoa Dược xin cấp mực in …": whoever a provision begins with is told, also where no list knows the verb; a guess.
const byPlace = (source: string, words: ReadonlyArray<Word>, at: number): Told | null => {
  if (headAt(words, at) === 0 || words[at]?.isCapital !== true) return null
  const list = partiesAt(source, words, at, words.length, "prose", true)
  // A name that has swallowed its verb ends with its last capital, whose word may have a second syllable.
  let last = list.next - 1
  while (last > at && words[last]?.isCapital !== true) last--
  const isSwallowed = !/^\p{L}/u.test(words[list.next]?.text ?? ".")
  const isWord = words[last - 1]?.isCapital !== true || headAt(words, last - 1) > 0
  const to = isSwallowed ? last + (isWord ? 2 : 1) : list.next
  const { parties, next } = isSwallowed ? partiesAt(source, words, at, to, "list") : list
  const isNamed =
    (last > at || !isSwallowed) && next === to && parties.every(({ kind }) => kind === "body" || kind === "persons")
  const isTask =
    words[to]?.isCapital === false &&
    /^\p{L}/u.test(words[to]?.text ?? "") &&
    TELLS(words, to) + NOBODY(words, to) + NAME_END(words, to) === 0
  if (!isNamed || !isTask || words.length - to < LEAST_TASK || findPhrase(words, PAST, to, to + NEAR_PAST) >= 0)
    return null
  return { force: "direct", parties, from: at, next: to, rule: "doer-by-place", confidence: "guess" }
}
const LEAST_TASK = 3
const NEAR_PAST = 12

// "Số liệu còn thiếu, Cục Thống kê bổ sung": somebody with a verb behind the first comma, whatever stands before it; a guess.
const behindMatterComma = (source: string, words: ReadonlyArray<Word>, from: number): Told | null => {
  if (PRAISES(words, from) > 0 || forbidsAt(words, from) || doesAt(words, from)) return null
  for (let at = from + 1; at < words.length - LEAST_TASK && at < from + FARTHEST_COMMA; at++) {
    const text = words[at]?.text ?? ""
    if (STOPS.has(text) || text === ":" || (PAST(words, at) > 0 && text !== "còn")) return null
    if (text !== "," || headAt(words, at + 1) === 0) continue
    const told = doerAt(source, words, at + 1)
    const isSure = told?.parties.every(({ kind }) => kind === "body" || kind === "persons") === true
    return isSure && told !== null ? { ...told, rule: "doer-behind-comma", confidence: "guess" } : null
  }
  return null
}
const FARTHEST_COMMA = 24

// A heading that says who is told holds for all below it; what an item of it "giao" further is delegation. Only where it
// names a set, an item may be one member's own.
const isOwn = (heading: Heading | null, above: Telling | null, told: Told): boolean => {
  const { parties, force, confidence, rule } = told
  if (isPassedOn(told, above)) return false
  if (heading === null || heading.isLoose) return true
  // "Riêng X …" below a list: who is one of it.
  const among = new Set(heading.parties.map(({ name }) => bodyKey(name).key))
  if (parties.length < among.size && parties.every(({ name }) => among.has(bodyKey(name).key))) return true
  const isOfSet = heading.parties.every(
    ({ kind, name }) => kind === "class" || kind === "open_set" || /^(?:các|những) /iu.test(name)
  )
  // "Phân công cấp ủy viên phụ trách …": who is only some of a member's own people is that member's to name.
  // Below "các đơn vị", which is everybody, a set by what it has is told for itself.
  const isClass =
    heading.parties.every(({ kind }) => kind === "open_set") && parties.every(({ kind }) => kind === "class")
  if (isClass && rule === "doer") return true
  const isOne = parties.every(
    ({ kind, name }) => (kind === "body" || (kind === "persons" && HAS_NAME.test(name))) && !GENERIC.test(name)
  )
  return isOfSet && isOne && (confidence !== "guess" || rule === "doer-by-place") && force !== "require"
}
const HAS_NAME = /.\p{Lu}/u
const HAS_WORD = /[\p{L}\p{N}]/u
// "Chi bộ", "Thủ trưởng đơn vị": anybody's own.
const GENERIC = /^(?:(?:chi bộ|cấp ủy|đảng ủy|văn phòng|cơ quan)$|lãnh đạo|chỉ huy|cán bộ|đảng viên|cá nhân|tập thể)/iu

/**
 * All obligations of an item, in order. An item that tells nobody anything has none. `addressed` is whom the text before
 * it speaks to; `since` the document's own day, which no deadline precedes.
 */
export const directivesOf = (
  source: string,
  provision: Provision,
  addressed: Addressed | null,
  since: CivilDate | null
): ReadonlyArray<DirectiveFound> => {
  const all = wordsOf(source, provision.content)
  const words = all.slice(0, MOST_WORDS)
  const { heading } = provision
  const start = behindMatter(source, words)
  const opening = clauseAt(source, words, start) ?? (start > 0 ? clauseAt(source, words, 0) : null)
  const agreesFirst = isApproval(source, words, start)
  const saluted: Telling | null = addressed === null ? null : { ...addressed, confidence: "likely" }
  // "Kính gửi: A … Chủ tịch yêu cầu:" tells A, with the force of the latter.
  const isForceOnly = heading !== null && heading.parties.length === 0 && saluted !== null
  const above: Telling | null = isForceOnly ? { ...saluted, force: heading.force } : (heading ?? saluted)
  const placed =
    opening === null && !agreesFirst ? (byPlace(source, words, start) ?? behindMatterComma(source, words, start)) : null
  const first =
    placed !== null && isOwn(heading, above, placed)
      ? placed
      : agreesFirst || (opening !== null && !isOwn(heading, above, opening))
        ? null
        : opening
  const cuts = cutsOf(itemOf(source, words, since), { at: start, told: first, agrees: agreesFirst, isShared: false })
  const directives: Array<DirectiveFound> = []
  const { row } = provision
  const ofCell = row === null ? null : dueOfRow(source, row, since)
  let told = above
  for (const [index, cut] of cuts.entries()) {
    const next = cuts[index + 1]?.at ?? words.length
    const to = clauseEnd(words, cut.at, next)
    const own = cut.told
    // "Giao A tham mưu; B thẩm định": the order goes on.
    const goesOn = own?.rule === "doer" && told !== null && [";", ","].includes(words[cut.at - 1]?.text ?? "")
    if (own !== null) told = goesOn ? { ...own, force: told?.force ?? own.force } : own
    const behind = (told?.parties.length ?? 0) === 0 && !cut.agrees ? bracketed(source, words, cut.at, to) : null
    const lead = (behind ?? told)?.parties ?? []
    const passageEnd =
      next === words.length && all.length > words.length ? provision.content.end : (words[to - 1]?.end ?? 0)
    const obligation = valueQuote(source, {
      start: index === 0 ? provision.content.start : spanOf(words, cut.at, to).start,
      end: passageEnd
    })
    if (!HAS_WORD.test(obligation.text)) continue
    const verb = own?.next ?? cut.at
    const isSaluted = isForceOnly && own === null && behind === null
    const isToldNobody = own === null && !cut.agrees && (lead.length === 0 || isSaluted)
    const isBar = isToldNobody && cuts.length === 1 && headAt(words, cut.at) === 0 && setsBar(words, cut.at, to)
    const doing = own === null && index > 0 ? ownVerb(words, cut.at, to) : verb
    const event = stagedEvent(words, verb, to)
    const said = cut.agrees || isBar ? null : dueOf(source, words, cut, verb, to, since)
    const dated = said === null || said.form === "urgency" ? (ofCell ?? said) : said
    const due = dated !== null && isDuration(words, verb, dated) ? null : dated
    const isDone = due?.rule === "before-an-event" && isEnded(words, verb, to, due)
    const hasDay = isDone || (due !== null && namesDay(due))
    const found: KindFound = cut.agrees
      ? { kind: "approval", rule: "agrees", confidence: "likely", event: -1 }
      : inRow(
          source,
          row,
          lastingUntil(
            kindOf(words, cut.at, own?.rule === "passive" ? cut.at : doing, to, hasDay),
            due,
            HANDS(words, verb) > 0
          ),
          due,
          row !== null && findPhrase(words, SENDS, cut.at, to) >= 0
        )
    const isTold = (lead.length > 0 && !isSaluted) || cut.agrees || found.kind === "conditional_report"
    if (!isTold && !isBar && !isImperative(words, cut.at, to)) continue
    const isOwnEvent = !isBar && found.kind === "finite" && !hasDay && due?.form !== "event" && due?.form !== "spec"
    const isTask = !cut.agrees
    const under = index === 0 && first === null && heading?.isPassing === true ? (opening?.parties ?? []) : []
    const passed =
      isTask && behind === null && !forbidsAt(words, verb) ? [...under, ...passedTo(source, words, verb, to)] : []
    const deadline = isOwnEvent && event >= 0 ? deadlineOf(source, words, { from: verb, to }, event, since) : due
    const readers = reportsTo(source, words, verb, to)
    // "nếu …, có văn bản xin ý kiến Thường trực": whom they turn to then hears of it.
    const isTurn = found.kind === "conditional_report" && readers.length === 0
    directives.push({
      path: provision.path,
      split: null,
      kind: isBar ? "constraint" : found.kind,
      force: isTask ? forceOf(behind ?? told, above) : "direct",
      obligation,
      lead: isTask ? lead : [],
      coordinating: named([
        ...(isTask && told === heading ? (heading?.coordinating ?? []) : []),
        ...(own === null ? [] : joinedAt(source, words, verb, to)),
        ...behindCue(source, words, verb, to, WITH)
      ]),
      monitoring: named(monitors(source, words, verb, to)),
      delegates:
        isTask && told === heading && passed.length === 0 && (heading?.passedTo?.length ?? 0) > 0
          ? named(heading?.passedTo ?? [])
          : cut.isShared && passed.length === 0
            ? (directives.at(-1)?.delegates ?? [])
            : named(passed),
      liaison: named(
        isTurn ? [] : [...askedBy(source, words, verb, to), ...comparedWith(source, words, verb, to)]
      ).filter(({ name }) => !EACH.test(name)),
      reportTo: isTurn ? named(askedBy(source, words, verb, to)) : readers,
      condition: found.kind === "conditional_report" ? conditionOf(source, words, cut.at, to) : null,
      constraints: constraintsOf(source, words, verb, to),
      deadline,
      rule: isBar ? "sets-a-bar" : found.rule,
      confidence: least(
        found.confidence,
        isTask ? ((behind ?? told)?.confidence ?? "guess") : "certain",
        deadline?.confidence === "guess" ? "guess" : "certain"
      )
    })
  }
  return lettered(directives)
}

// Letters go to the obligations that there are, in order; a single one is no split, and a split is never certain.
const lettered = (directives: ReadonlyArray<DirectiveFound>): ReadonlyArray<DirectiveFound> =>
  directives.length < 2
    ? directives
    : directives.map((directive, index) => ({
        ...directive,
        split: LETTERS[index] ?? null,
        rule: `${directive.rule}, split`,
        confidence: least(directive.confidence, "likely")
      }))

// Told nobody by name, and yet an order: "Tiếp tục thực hiện tốt …".
const PRAISES = phrases(
  "hạn chế|ghi nhận|biểu dương|đánh giá cao|hoan nghênh|cảm ơn|chúc mừng|chia sẻ|đánh giá|kết luận|thông báo này"
)
const isImperative = (words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  if (forbidsAt(words, from) || RESULTS(words, from) > 0 || isPassiveTask(words, from, to)) return true
  const at = DATES(words, from) > 0 ? behindComma(words, from, to) : from
  return doesAt(words, at) && PRAISES(words, at) === 0 && headAt(words, at) === 0 && findPhrase(words, PAST, at, to) < 0
}
// "Hồ sơ được thu hồi, lưu trước ngày …", "Danh sách phải được niêm yết": done to a thing by nobody named. What has no
// day and no duty only says how things stand.
const isPassiveTask = (words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  for (let at = from + 1; at < to && at < from + FARTHEST_PASSIVE; at++) {
    const text = words[at]?.text ?? ""
    if (STOPS.has(text) || text === ",") return false
    if (text !== "được" || NAME_END(words, at + 1) === 0) continue
    const before = words[at - 1]?.text ?? ""
    if (["đã", "đang", "chưa", "vẫn", "cơ bản"].includes(before)) return false
    const duty = before === "phải" || before === "cần"
    return duty || findPhrase(words, DUE, at, to) >= 0
  }
  return false
}
const FARTHEST_PASSIVE = 24
const DUE = phrases("trước ngày|chậm nhất|trong tháng|trong quý|trong tuần|hoàn thành trong|trước")
const RESULTS = phrases(
  "kết quả báo cáo|kết quả thực hiện báo cáo|kết quả gửi|kết quả thực hiện gửi|kết quả triển khai thực hiện báo cáo|kết quả , báo cáo"
)
// "Trong quý III/2026, hoàn thành …", "Để …, tiếp tục …".
const DATES = phrases("trong|trước|từ nay|từ|đến|để|nhằm|chậm nhất|thời gian tới|căn cứ|trên cơ sở|đối với|về")
const behindComma = (words: ReadonlyArray<Word>, from: number, to: number): number => {
  for (let at = from; at < to && at < from + 30; at++)
    if (words[at]?.text === "," && doesAt(words, at + 1)) return at + 1
  return from
}

// Behind the addressee, or in front of it ("Trong tháng 9/2025, Sở X …"); a condition's own days are none.
const dueOf = (
  source: string,
  words: ReadonlyArray<Word>,
  { at, told }: Cut,
  verb: number,
  to: number,
  since: CivilDate | null
): DueFound | null => {
  // "Hằng tuần X tổng hợp, báo cáo vào chiều thứ Năm": its day stands apart.
  const from = periodAt(words, at, at + 1) === at ? at : verb
  const due = deadlineOf(source, words, { from, to }, -1, since)
  if (told === null || told.from <= at + 2) return due
  if (CONDITION(words, at) > 0) {
    const until = due === null ? deadlineOf(source, words, { from: at, to: told.from }, -1, since) : null
    return until?.rule === "threshold" ? until : due
  }
  if (due !== null && due.form !== "urgency" && due.form !== "event") return due
  return deadlineOf(source, words, { from: at, to: told.from }, -1, since) ?? due
}
