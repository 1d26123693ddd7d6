// What an item tells: its obligations one by one, each with its roles, kind and deadline. Splitting is only proposed.
import { bodyKey } from "../text/index.ts"
import { doerAt, type Told, toldAt } from "./addressees.ts"
import { constraintsOf } from "./constraints.ts"
import { deadlineOf, namesDay } from "./deadlines.ts"
import { conditionAt, type KindFound, kindOf, REPORT, stagedEvent } from "./kinds.ts"
import { headAt, partiesAt } from "./parties.ts"
import type { Provision } from "./provisions.ts"
import { valueQuote } from "./quote.ts"
import type { DirectiveFound, Force, Party, Quote } from "./reading.ts"
import type { Addressed } from "./salutation.ts"
import { findPhrase, phrases, spanOf, type Word, wordsOf } from "./words.ts"

const LETTERS = "abcdđeghiklmnopqrstuvxy"
const JOINS = phrases("và|cũng như|đồng thời|,|;|.|, đồng thời|; đồng thời|. đồng thời|và đồng thời")
const SENTENCE = phrases(",|;|.|, đồng thời|; đồng thời|. đồng thời|đồng thời|và")
const MANNER = phrases(
  "kịp thời|sớm|khẩn trương|ngay|thường xuyên|nghiêm túc|chủ động|định kỳ|tổng hợp|hằng tháng|hằng quý|hằng năm|hàng tháng|hàng quý|hàng năm|hằng tuần|hàng tuần|thực hiện"
)
const STAGE = phrases("tổ chức|chuẩn bị|tiến hành")

/** Where a clause begins that says something of its own. `isShared`: its doers are those of the clause before it. */
interface Cut {
  readonly at: number
  readonly told: Told | null
  readonly isShared: boolean
}

const behind = (
  words: ReadonlyArray<Word>,
  at: number,
  set: (words: ReadonlyArray<Word>, at: number) => number
): number => {
  let next = at
  for (let count = 0; count < 3 && set(words, next) > 0; count++) next += set(words, next)
  return next
}

const isPlain = (told: Told): boolean => told.parties.every(({ kind }) => kind !== "persons" || told.force !== "direct")

// A new clause: another addressee told, a report when something arises, or an event to hold beside lasting work.
const cutAt = (source: string, words: ReadonlyArray<Word>, start: number, at: number): Cut | null => {
  const joint = Math.max(JOINS(words, at), SENTENCE(words, at))
  if (joint === 0 || at - start < 3) return null
  const next = at + joint
  const told = toldAt(source, words, next)
  if (told !== null && told.force !== "direct" && isPlain(told)) return { at: next, told, isShared: false }
  const verb = behind(words, next, MANNER)
  const isReport = REPORT(words, verb) > 0
  const isStaged = STAGE(words, next) > 0 && stagedEvent(words, next, Math.min(words.length, next + 10)) >= 0
  if (!isReport && !isStaged) return null
  const kind = kindOf(words, start, at, false).kind
  if (isReport && kind !== "conditional_report" && kind !== "periodic_report") {
    const here = kindOf(words, next, words.length, false).kind
    return here === "conditional_report" || here === "periodic_report"
      ? { at: next, told: null, isShared: false }
      : null
  }
  return isStaged && kind === "continuing" ? { at: next, told: null, isShared: true } : null
}

const MOST_CLAUSES = LETTERS.length
// No item of a conclusion is longer; beyond it nothing is proposed, so that reading stays linear.
const MOST_WORDS = 800

const cutsOf = (source: string, words: ReadonlyArray<Word>): ReadonlyArray<Cut> => {
  const cuts: Array<Cut> = [{ at: 0, told: null, isShared: false }]
  let start = 0
  for (let at = 1; at < words.length && cuts.length < MOST_CLAUSES; at++) {
    if (Math.max(JOINS(words, at), SENTENCE(words, at)) === 0) continue
    const cut = cutAt(source, words, start, at)
    if (cut === null) continue
    cuts.push(cut)
    start = cut.at
  }
  return cuts
}

const WITH = phrases("phối hợp với|phối hợp cùng|phối hợp chặt chẽ với|phối hợp chặt chẽ cùng|cùng với|phối hợp")
const ASKING = phrases(
  "liên hệ với|liên hệ|xin ý kiến của|xin ý kiến|lấy ý kiến của|lấy ý kiến|làm việc với|trao đổi với|trao đổi thống nhất với|tranh thủ ý kiến của|tham khảo ý kiến"
)
const REPORTING = phrases(
  "báo cáo về|báo cáo cho|báo cáo với|báo cáo|báo cáo kết quả về|báo cáo kết quả cho|báo cáo kết quả với|báo cáo kết quả|báo cáo lên|phản ánh về|phản ánh với|gửi báo cáo về|gửi báo cáo cho|gửi về|báo cáo , đề xuất|trình"
)
const PASSING = phrases("chỉ đạo|giao|phân công|yêu cầu|lãnh đạo , chỉ đạo|chỉ đạo , hướng dẫn")
const WATCHING = phrases("theo dõi|đôn đốc|giám sát")

// The parties behind each cue of a set.
const behindCue = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number,
  cue: (words: ReadonlyArray<Word>, at: number) => number
): ReadonlyArray<Party> => {
  const parties: Array<Party> = []
  let at = from
  while (at < to) {
    const length = cue(words, at)
    if (length === 0 || headAt(words, at + length) === 0) {
      at += 1
      continue
    }
    const list = partiesAt(source, words, at + length, to, "prose")
    parties.push(...list.parties)
    at = Math.max(at + length, list.next)
  }
  return parties
}

// "các cấp, các ngành" in general is nobody; it is said of every work.
const isNobody = ({ kind, name }: Party): boolean =>
  kind === "open_set" && /^(?:các|những) (?:cấp|ngành|địa phương)$/u.test(bodyKey(name).key)

const named = (parties: ReadonlyArray<Party>): ReadonlyArray<Party> =>
  parties.filter((party) => !isNobody(party) && party.kind !== "persons")

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

const TO_END = phrases("để|nhằm")

const conditionOf = (source: string, words: ReadonlyArray<Word>, from: number, to: number): Quote | null => {
  const start = conditionAt(words, from, to)
  if (start < 0) return null
  let end = start + 1
  while (end < to && ![".", ";"].includes(words[end]?.text ?? "") && TO_END(words, end) === 0) end++
  return valueQuote(source, spanOf(words, start, end))
}

const AGREED: KindFound["kind"] = "approval"

/** All obligations of an item, in order. An item that tells nobody anything has none. */
export const directivesOf = (
  source: string,
  provision: Provision,
  addressed: Addressed | null
): ReadonlyArray<DirectiveFound> => {
  const all = wordsOf(source, provision.content)
  const words = all.slice(0, MOST_WORDS)
  const cuts = cutsOf(source, words)
  const opening = toldAt(source, words, 0)
  const hasHeading = provision.addressees.length > 0
  const first = hasHeading ? null : (opening ?? doerAt(source, words, 0))
  const directives: Array<DirectiveFound> = []
  let lead = hasHeading ? provision.addressees : ((first ?? addressed)?.parties ?? [])
  let stated: Force = hasHeading ? provision.force : ((first ?? addressed)?.force ?? "direct")
  for (const [index, cut] of cuts.entries()) {
    const next = cuts[index + 1]?.at ?? words.length
    let to = next
    while (to > cut.at + 1 && (JOINS(words, to - 1) > 0 || [",", ";", "."].includes(words[to - 1]?.text ?? ""))) to--
    if (words[to - 2]?.text === "cũng" && words[to - 1]?.text === "như" && next < words.length) to -= 2
    const own = cut.told
    if (own !== null) {
      lead = own.parties
      stated = own.force
    }
    const passageEnd =
      next === words.length && all.length > words.length ? provision.content.end : (words[to - 1]?.end ?? 0)
    const verb = own?.next ?? (index === 0 ? (first?.next ?? 0) : cut.at)
    const event = stagedEvent(words, verb, to)
    const due = deadlineOf(source, words, { from: verb, to }, -1)
    const hasDay = due !== null && namesDay(due)
    const found = kindOf(words, verb, to, hasDay)
    if (lead.length === 0 && found.kind !== AGREED && found.confidence === "guess") continue
    const isOwnEvent = found.kind === "finite" && !hasDay && due?.form !== "event" && due?.form !== "spec"
    const isTask = found.kind !== AGREED
    const passed = isTask ? behindCue(source, words, verb, to, PASSING) : []
    const isSplit = cuts.length > 1
    directives.push({
      path: provision.path,
      split: isSplit ? (LETTERS[index] ?? null) : null,
      kind: found.kind,
      force: stated,
      obligation: valueQuote(source, { start: spanOf(words, cut.at, to).start, end: passageEnd }),
      lead: isTask ? lead : [],
      coordinating: named(behindCue(source, words, verb, to, WITH)),
      monitoring: named(monitors(source, words, verb, to)),
      delegates: cut.isShared && passed.length === 0 ? (directives.at(-1)?.delegates ?? []) : named(passed),
      liaison: named(behindCue(source, words, verb, to, ASKING)),
      reportTo: behindCue(source, words, verb, to, REPORTING).filter((party) => !isNobody(party)),
      condition: found.kind === "conditional_report" ? conditionOf(source, words, cut.at, to) : null,
      constraints: constraintsOf(source, words, verb, to),
      deadline: isOwnEvent && event >= 0 ? deadlineOf(source, words, { from: verb, to }, event) : due,
      rule: isSplit ? `${found.rule}, split` : found.rule,
      confidence: isSplit && found.confidence === "certain" ? "likely" : found.confidence
    })
  }
  return directives.length === 1 ? directives.map((directive) => ({ ...directive, split: null })) : directives
}
