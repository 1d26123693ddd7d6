// What an item tells: its obligations one by one, each with its roles, kind and deadline. Splitting is only proposed.

import type { CivilDate } from "../kernel/index.ts"
import { bodyKey } from "../text/index.ts"
import { clauseAt, doerAt, doesAt, type Heading, isApproval, isPassedOn, type Told } from "./addressees.ts"
import { behindMatter, CONDITION, type Cut, cutsOf, itemOf, JOINTS, LETTERS, MOST_WORDS, ownVerb } from "./clauses.ts"
import { constraintsOf, setsBar } from "./constraints.ts"
import type { DueFound } from "./deadline-forms.ts"
import { deadlineOf, namesDay } from "./deadlines.ts"
import { headAt } from "./heads.ts"
import { forbidsAt, type KindFound, kindOf, periodAt, stagedEvent } from "./kinds.ts"
import { NAME_END, NOBODY, TELLS } from "./lexicon.ts"
import { partiesAt } from "./parties.ts"
import type { Provision } from "./provisions.ts"
import { valueQuote } from "./quote.ts"
import type { Confidence, DirectiveFound } from "./reading.ts"
import {
  askedBy,
  behindCue,
  comparedWith,
  conditionOf,
  EACH,
  HANDS,
  joinedAt,
  monitors,
  named,
  passedTo,
  reportsTo,
  SENDS,
  STOPS,
  WITH
} from "./roles.ts"
import type { Addressed } from "./salutation.ts"
import { dueOfRow, goesOn, type Row } from "./tables.ts"
import { findPhrase, phrases, spanOf, type Word, wordsOf } from "./words.ts"

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
const ENDED = phrases(
  "cấp phát|bàn giao|chi trả|nghiệm thu|ban hành|thông báo|công bố|niêm yết|giải quyết|khắc phục|bố trí"
)
const COMPLETES = phrases(
  "hoàn thành|hoàn tất|kết thúc|xong|dứt điểm|đưa vào sử dụng|đưa vào vận hành|đưa vào khai thác"
)
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
