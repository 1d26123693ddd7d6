// Whom an item tells: a heading "X:" above or before the text, "Giao X …" inside it, or "X chủ trì …".
import type { Span } from "../kernel/index.ts"
import { headAt, isInName, isUnknown } from "./heads.ts"
import { HAS_DUTY, LEVEL_WORD, NAME_END, OUGHT, PLURAL_NOUN, POSITION, TELLS } from "./lexicon.ts"
import type { Line } from "./lines.ts"
import { partiesAt } from "./parties.ts"
import type { PartyFound } from "./party.ts"
import type { Confidence, Force } from "./reading.ts"
import { findPhrase, type Phrases, phrases, type Word, wordsOf } from "./words.ts"

const ASSIGNS = phrases(
  "giao|giao cho|phân công|giao trách nhiệm cho|giao nhiệm vụ cho|tiếp tục giao|thống nhất giao|đồng ý giao|nhất trí giao|thống nhất phân công|trước mắt giao|ủy quyền cho|ủy quyền|ủy nhiệm|ủy nhiệm cho|giao nhiệm vụ|phân công nhiệm vụ cho"
)
const REQUIRES = phrases(
  "yêu cầu|nghiêm cấm|nhắc lại yêu cầu|tiếp tục yêu cầu|thống nhất yêu cầu|lưu ý|nhắc nhở|phê bình và yêu cầu"
)
const REQUESTS = phrases("đề nghị|kính đề nghị|trân trọng đề nghị|thống nhất đề nghị|tiếp tục đề nghị|kiến nghị|mời")
const DIRECTS = phrases("chỉ đạo")
const TOWARDS = phrases("đối với|về phía|trách nhiệm của|nhiệm vụ của|riêng đối với|riêng")
const AGREES =
  "đồng ý|nhất trí|chấp thuận|cho phép|thống nhất|thống nhất chủ trương|thống nhất với|thống nhất về|thống nhất cho|thống nhất phê duyệt|thống nhất thông qua|thông qua|cơ bản thống nhất|cơ bản đồng ý|cơ bản nhất trí|" +
  "về cơ bản thống nhất|về cơ bản đồng ý|thống nhất cao|hoàn toàn thống nhất|chấp nhận|cơ bản tán thành|tán thành|thống nhất chọn|quyết nghị"
const APPROVES = phrases(AGREES)
const APPROVES_LATE = phrases(
  "đồng ý|nhất trí|chấp thuận|cho phép|thống nhất|cơ bản thống nhất|cơ bản đồng ý|cơ bản nhất trí|thông qua|quyết nghị|tán thành|biểu quyết"
)

/** Who speaks before the verb, as in "Hội nghị giao …": it is not the one who is told. */
const SPEAKER = phrases(
  "hội nghị|cuộc họp|phiên họp|thường trực|ban thường vụ|ban chấp hành|btv|ban chấp hành đảng bộ|tập thể|tập thể lãnh đạo|lãnh đạo|ủy ban|ubnd|ủy ban nhân dân|chủ tịch|phó chủ tịch|bí thư|phó bí thư|thủ tướng|" +
    "phó thủ tướng|thủ tướng chính phủ|phó thủ tướng chính phủ|chính phủ|bộ trưởng|thứ trưởng|đồng chí|giám đốc|hđnd|văn phòng|ban chỉ đạo|chủ tọa|chủ trì|hội đồng|hội đồng thành viên|hội đồng quản trị|hội đồng trường|hđtv|hđqt|hđt|đảng ủy|đảng đoàn|ban cán sự đảng|chi bộ|chi ủy|cấp ủy|ban giám đốc|ban giám hiệu|hiệu trưởng|tổng giám đốc|thủ trưởng|chỉ huy trưởng|viện trưởng"
)
const LINK = phrases(
  "hằng ngày|hằng tuần|hằng tháng|hằng quý|hằng năm|hàng ngày|hàng tuần|hàng tháng|hàng quý|hàng năm|mỗi ngày|mỗi tuần|mỗi tháng|mỗi quý|mỗi năm|định kỳ hằng tuần|định kỳ hằng tháng|định kỳ hằng quý|định kỳ hằng năm|định kỳ hàng tháng|định kỳ hàng quý|đồng thời|và|ngoài ra|bên cạnh đó|cùng với đó|trước mắt|vì vậy|do vậy|do đó|theo đó|mặt khác|cụ thể|tiếp theo|thống nhất|tuy nhiên|riêng|tiếp tục|trên tinh thần đó|từ đó|trong đó|thời gian tới|trong thời gian tới|trước hết|thứ nhất|thứ hai|thứ ba|thứ tư|thứ năm|một là|hai là|ba là|bốn là|năm là"
)

export interface Told {
  readonly force: Force
  readonly parties: ReadonlyArray<PartyFound>
  /** The word where the addressees begin, and the one behind them. */
  readonly from: number
  readonly next: number
  /** By which rule, and how sure it is: `certain` for "Giao X", `likely` for "X chủ trì", `guess` for what is worked out. */
  readonly rule: string
  readonly confidence: Confidence
}

const cueAt = (words: ReadonlyArray<Word>, at: number): { readonly force: Force; readonly length: number } | null => {
  if (ASSIGNS(words, at) > 0) return { force: "assign", length: ASSIGNS(words, at) }
  if (REQUIRES(words, at) > 0) return { force: "require", length: REQUIRES(words, at) }
  return REQUESTS(words, at) > 0 ? { force: "request", length: REQUESTS(words, at) } : null
}

// "10 ngày một lần các xã báo cáo …".
const everyAt = (words: ReadonlyArray<Word>, at: number): number =>
  /^\d+$/u.test(words[at]?.text ?? "") && ONCE(words, at + 1) > 0 ? 1 + ONCE(words, at + 1) : 0
const ONCE = phrases("ngày một lần|ngày 1 lần|tuần một lần|tuần 1 lần|tháng một lần|tháng 1 lần")

const linked = (words: ReadonlyArray<Word>, at: number): number => {
  let start = at
  for (let count = 0; count < 3; count++) {
    const length = Math.max(LINK(words, start), everyAt(words, start))
    if (length === 0 || cueAt(words, start) !== null || APPROVES(words, start) > length) break
    start += length
    if (words[start]?.text === ",") start += 1
  }
  return start
}

/**
 * Whether who is told has it from whoever a heading above names: "Chỉ đạo các trường …", and under a Party committee's
 * name "Lãnh đạo UBND phường …".
 */
export const isPassedOn = (told: Told, above: Pick<Told, "parties"> | null): boolean => {
  if (above === null || above.parties.length === 0 || told.force !== "direct") return false
  const isLed = told.from === 0 && /^lãnh đạo /iu.test(told.parties[0]?.name ?? "")
  return told.rule === "told" || (isLed && above.parties.every(({ name }) => LEADS.test(name)))
}
const LEADS =
  /^(?:các )?(?:(?:ban thường vụ|ban chấp hành|thường trực|thường vụ) )?(?:tỉnh ủy|huyện ủy|thành ủy|quận ủy|thị ủy|đảng ủy|đảng đoàn|ban cán sự đảng|cấp ủy|chi ủy|chi bộ|đảng bộ)(?= |$)/iu

// Behind whoever speaks, where an order of theirs follows: "Chủ tịch UBND tỉnh yêu cầu …".
const spoken = (source: string, words: ReadonlyArray<Word>, at: number, isOrder: (at: number) => boolean): number => {
  const speaker = SPEAKER(words, at)
  if (speaker === 0) return at
  const named = headAt(words, at) > 0 ? partiesAt(source, words, at, words.length, "prose") : null
  // "Đảng ủy các xã phân công …": a set is told, and speaks for nobody.
  if (named?.parties.some(({ kind, name }) => kind === "class" || kind === "open_set" || OF_SET.test(name))) return at
  const list = named?.next ?? at + speaker
  const next = isOrder(list) ? list : linked(words, list)
  return isOrder(next) ? next : at
}

// "Bí thư các chi bộ": persons of as many bodies, and nobody who concludes.
const OF_SET = /^(?!các |những )\p{L}+(?: \p{L}+){0,2} (?:các|những) /iu

// Whoever has a name that begins with no known word is a guess.
const surest = (parties: ReadonlyArray<PartyFound>): Confidence =>
  parties.some(({ confidence }) => confidence === "guess") ? "guess" : "certain"

/** "Giao X", "Yêu cầu X", "Đề nghị X", "Chỉ đạo X" at a word, with who is told; null where nobody is. */
export const toldAt = (source: string, words: ReadonlyArray<Word>, at: number): Told | null => {
  const link = linked(words, at)
  const start = cueAt(words, link) !== null ? link : spoken(source, words, link, (next) => cueAt(words, next) !== null)
  const cue =
    cueAt(words, start) ??
    (DIRECTS(words, start) > 0 ? { force: "direct" as const, length: DIRECTS(words, start) } : null)
  if (cue === null) return null
  // "Đề nghị: Ban Dân vận …".
  const from = start + cue.length + (words[start + cue.length]?.text === ":" ? 1 : 0)
  if (headAt(words, from) === 0 && (cue.force === "direct" || !isUnknown(words, from))) return null
  const { parties, next } = partiesAt(source, words, from, words.length, "prose", true)
  if (parties.length === 0) return null
  return { force: cue.force, parties, from, next, rule: "told", confidence: surest(parties) }
}

/** "X chủ trì …", where somebody stands before what they are to do; null where the text only says how they fare. */
export const doerAt = (source: string, words: ReadonlyArray<Word>, at: number): Told | null => {
  const isKnown = headAt(words, at) > 0
  if (!isKnown && !isUnknown(words, at)) return null
  const { parties, next } = partiesAt(source, words, at, words.length, "prose", true)
  if (parties.length === 0 || next >= words.length) return null
  const comma = words[next]?.text === "," ? next + 1 : next
  const verb = behindTime(words, comma)
  if (words[verb]?.text === "để") return null
  if (isPassive(words, verb)) return null
  const isBody = isKnown || isNamed(words, at, next) || isBodyByForm(source, words, at, next)
  const does = isBody ? doesAt(words, verb) : TAKES_CHARGE(words, verb) > 0
  if (!does && !(isKnown && bansAt(words, verb))) return null
  // What a head of an office is to decide is that one's task; what a collective decides, it says.
  const isTask = INFORMS(words, verb) > 0 || (DECIDES(words, verb) > 0 && POSITION(words, at) > 0)
  const isSpeaker = SPEAKER(words, at) > 0 && (SPEAKS(words, verb) > 0 || APPROVES_LATE(words, verb) > 0)
  if ((isSpeaker && !isTask) || parties.every(({ name }) => ANYBODY.test(name))) return null
  return {
    force: givenForce(words, verb),
    parties,
    from: at,
    next,
    rule: "doer",
    confidence: isKnown && does ? "likely" : "guess"
  }
}

// "UBND huyện trong tháng 5 hoàn thành …": the time before the verb; the word itself where none stands there.
const behindTime = (words: ReadonlyArray<Word>, at: number): number => {
  const time = at + IN_TIME(words, at)
  if (time === at) return at
  let next = time
  while (
    next < time + LONGEST_TIME &&
    (/^[\d/]+$|^[ivx]+(?:\/\d+)?$/u.test(words[next]?.text ?? "") || OF_DATE(words, next) > 0)
  )
    next += Math.max(1, OF_DATE(words, next))
  if (words[next]?.text === ",") next += 1
  return next > time && TELLS(words, next) === 0 && NAME_END(words, next) > 0 ? next : at
}
const IN_TIME = phrases("trong tháng|trong quý|trong năm|trong tuần|trong các tháng|ngay trong tháng|ngay trong quý")
const OF_DATE = phrases("năm|tháng|quý|và|-|này|tới|sau|cuối|đầu")
const LONGEST_TIME = 8

// "các Trưởng khoa không bố trí …" bars; "không có", "không hoàn thành" say how things are.
const bansAt = (words: ReadonlyArray<Word>, at: number): boolean =>
  (words[at]?.text === "không" && NAME_END(words, at + 1) > 0 && FAILS(words, at + 1) === 0) ||
  (words[at]?.text === "chưa" && findPhrase(words, HELD_OFF, at, Math.min(words.length, at + FARTHEST_HOLD)) >= 0)
const FAILS = phrases(
  "có|còn|được|hoàn thành|đạt|bảo đảm|đảm bảo|kịp thời|phải|là|thường xuyên|trong|tại|theo|về|với|chủ động|quyết liệt|nghiêm túc|báo cáo|quan tâm"
)
const HELD_OFF = phrases("khi chưa|nếu chưa|đến khi|tới khi")
const FARTHEST_HOLD = 32

// "Tài liệu mật phải được tiêu hủy": what is done to a thing, by nobody named.
const isPassive = (words: ReadonlyArray<Word>, at: number): boolean =>
  ["phải", "cần"].includes(words[at]?.text ?? "") && words[at + 1]?.text === "được" && !isGiven(words, at + 1)
// A sentence begins with a capital anyway: a second one, or a figure, or "các", tells a name.
const isNamed = (words: ReadonlyArray<Word>, from: number, to: number): boolean =>
  words[from]?.text === "các" ||
  words.slice(from + 1, to).some(({ text, isCapital }) => isCapital || /^\d+$/u.test(text))
// "TTYT huyện tiêm …", "Kiểm lâm tỉnh lập …": letters that stand for words, or a level at the end, where no measure goes up.
const isBodyByForm = (source: string, words: ReadonlyArray<Word>, from: number, to: number): boolean => {
  const [first, last] = [words[from], words[to - 1]]
  if (first === undefined || last === undefined || MOVES.has(words[to]?.text ?? "")) return false
  const isShort = /^\p{Lu}{3,}$/u.test(source.slice(first.start, first.end).normalize("NFC"))
  return isShort || (to - from > 1 && LEVEL_WORD(words, to - 1) === 1)
}
const MOVES = new Set(["tăng", "giảm", "đạt", "là", "bằng", "chiếm", "còn"])
const isProperName = (words: ReadonlyArray<Word>, at: number): boolean =>
  isUnknown(words, at) && isNamed(words, at, at + 3)
const TAKES_CHARGE = phrases(
  "chủ trì|chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|làm đầu mối|phối hợp với|phối hợp cùng|khẩn trương|chủ động phối hợp|phải|cần"
)
// Somebody named before.
const ANYBODY = /^(?:đồng chí|ông|bà)$/iu
const INFORMS = phrases("thông báo cho|thông báo đến|thông báo tới")
const DECIDES = phrases("quyết định")
const SPEAKS = phrases(
  "kết luận|ghi nhận|biểu dương|đánh giá|phát biểu|trình bày|nhấn mạnh|khẳng định|hoan nghênh|cảm ơn|quyết định|thông báo|ghi|lưu ý|đề nghị|yêu cầu|giao"
)

// "X được giao tổng hợp …" assigns as "giao X tổng hợp …" does; "X được giao 100 tỷ đồng" tells nobody.
const GIVEN = phrases(
  "được giao|được phân công|được giao làm|được phân công làm|được đề nghị|được yêu cầu|được mời|được kiến nghị"
)
// "X được đề nghị cử …": the force is that of the verb, said of X and not to X.
const givenForce = (words: ReadonlyArray<Word>, at: number): Force =>
  isGiven(words, at) ? (cueAt(words, at + 1)?.force ?? "assign") : "direct"
const isGiven = (words: ReadonlyArray<Word>, at: number): boolean => {
  const next = at + GIVEN(words, at)
  return next > at && (words[next - 1]?.text === "làm" || NAME_END(words, next) > 0)
}

/** Whether a verb of a task begins at a word, or what comes before one. */
export const doesAt = (words: ReadonlyArray<Word>, at: number): boolean =>
  OUGHT(words, at) > 0 ||
  isGiven(words, at) ||
  (TELLS(words, at) === 0 &&
    NAME_END(words, at) > 0 &&
    !isInName(words, at) &&
    (words[at]?.text !== "có" || HAS_DUTY(words, at) > 0))

// What may stand before the one who is told: an aim, a condition, a matter, a time.
const ADJUNCT = phrases(
  "kinh phí|nguồn kinh phí|nguồn lực|nguồn vốn|hồ sơ|thủ tục|tài liệu|chuẩn bị nội dung|chuẩn bị tài liệu|chuẩn bị hồ sơ|để|nhằm|nếu|trường hợp|trong trường hợp|khi|sau|sau khi|trước khi|ngay sau khi|ngay sau|đối với|trên cơ sở|căn cứ|về|trong|trước|chậm nhất|từ|từ nay|đến|với|theo|qua|do|vì|việc|nội dung|các nội dung|phần|nhiệm vụ|công tác|tại|thời gian tới|" +
    "những|các|mọi|riêng|liên quan|hằng|hàng|định kỳ|tiếp thu|ghi nhận|tuy nhiên|hiện nay|nhận thức|xét|giai đoạn|năm|tháng|quý|bên cạnh|cùng với|ngay|quá trình|trong quá trình|quá thời hạn|quá hạn|hết thời hạn"
)
const SUBJECT = phrases(
  "kinh phí|nguồn kinh phí|nguồn lực|nguồn vốn|hồ sơ|thủ tục|tài liệu|chuẩn bị nội dung|chuẩn bị tài liệu|chuẩn bị hồ sơ|việc|nội dung|các nội dung|phần|nhiệm vụ|công tác|những|riêng|đối với|về"
)
const NOT_PASSIVE = new Set(["được", "đã", "không", "chưa", "bàn", "do", "vụ", "cần", "tiếp", "chuyển", "trách"])
// "Việc thẩm tra do Sở Tài chính chủ trì".
const IN_CHARGE = phrases("chủ trì|chịu trách nhiệm|đảm nhận|đảm nhiệm|phụ trách|bảo đảm|đảm bảo|quyết định")
// "chuẩn bị tài liệu họp do Tổng cục thực hiện.": nothing stands behind what they do with it.
const CARRIES_OUT = phrases("thực hiện|chuẩn bị|soạn thảo|biên soạn|tổng hợp|cung cấp|lo")
const isClauseEnd = (words: ReadonlyArray<Word>, at: number, from: number): boolean =>
  at > from && (words[at] === undefined || STOPS.has(words[at]?.text ?? "") || words[at]?.text === ",")
const RECEIVES = phrases("báo cáo|gửi|trình|về|cho|với|đến|xin ý kiến|nộp")
const isReported = (words: ReadonlyArray<Word>, at: number): boolean =>
  headAt(words, at) > 0 && (RECEIVES(words, at - 2) === 2 || RECEIVES(words, at - 1) === 1)
const STOPS = new Set([".", ";"])
const LONGEST_ADJUNCT = 70

const behindAdjunct = (source: string, words: ReadonlyArray<Word>, at: number): Told | null => {
  const isSubject = SUBJECT(words, at) > 0
  // "Những nội dung vượt thẩm quyền, Sở X …" is a matter; "Các đơn vị, …" may be told itself.
  const isMatter = !["các", "những"].includes(words[at]?.text ?? "") || headAt(words, at) === 0
  for (let next = at + 1; next < words.length && next < at + LONGEST_ADJUNCT; next++) {
    const before = words[next - 1]?.text ?? ""
    if (STOPS.has(words[next]?.text ?? "")) return null
    const actor = isSubject && before === "do" ? doerAt(source, words, next) : null
    const isLast = actor !== null && isClauseEnd(words, actor.next + CARRIES_OUT(words, actor.next), actor.next)
    if (actor !== null && (IN_CHARGE(words, actor.next) > 0 || isLast))
      return { ...actor, rule: "passive", confidence: "likely" }
    // Between two capitals a dash is of a name.
    const isDash = before === "-" && !(words[next - 2]?.isCapital === true && words[next]?.isCapital === true)
    const isJoint = before === "," || before === ":" || before === "thì" || isDash
    // "…, báo cáo Sở A, Sở B": a list that a verb has before it goes on behind its comma.
    if (!isJoint && isReported(words, next)) {
      next = Math.max(next, partiesAt(source, words, next, words.length, "prose").next - 1)
      if (words[next]?.text === ",") next--
      continue
    }
    if (!isJoint && !(isSubject && ASSIGNS(words, next) > 0 && !NOT_PASSIVE.has(before))) continue
    const told = toldAt(source, words, next)
    if (told !== null && told.force !== "direct")
      return isJoint ? told : { ...told, rule: "passive", confidence: "likely" }
    const doer = isJoint && isMatter ? doerAt(source, words, next) : null
    if (doer !== null && ASSIGNS(words, doer.next) === 0) return { ...doer, rule: "doer-behind-adjunct" }
  }
  return null
}

// "Địa phương nào để xảy ra cháy rừng thì người đứng đầu chịu trách nhiệm": who answers for it stands behind the "thì".
const answersAt = (source: string, words: ReadonlyArray<Word>, at: number): Told | null => {
  const noun = PLURAL_NOUN(words, at)
  if (noun === 0 || words[at + noun]?.text !== "nào") return null
  for (let next = at + noun; next < words.length && next < at + LONGEST_ADJUNCT; next++) {
    if (STOPS.has(words[next]?.text ?? "")) return null
    if (words[next]?.text !== "thì" || headAt(words, next + 1) === 0) continue
    const told = doerAt(source, words, next + 1)
    return told === null ? null : { ...told, rule: "answers" }
  }
  return null
}

/** Who is told in the clause that begins at a word, also behind "Để …,", "Nếu … thì", "Về …:", "Việc …"; null where nobody is. */
export const clauseAt = (source: string, words: ReadonlyArray<Word>, at: number): Told | null => {
  const told = toldAt(source, words, at)
  if (told !== null) return told
  const start = linked(words, at)
  const doer = answersAt(source, words, start) ?? doerAt(source, words, start)
  if (doer !== null) return doer
  const adjunct = [start, at].find((from) => ADJUNCT(words, from) > 0)
  return adjunct === undefined ? null : behindAdjunct(source, words, adjunct)
}

/** Whether the clause at a word agrees to something: "Thống nhất chủ trương …", "Ban Thường vụ đồng ý …". */
export const isApproval = (source: string, words: ReadonlyArray<Word>, at: number): boolean => {
  const start = LINK(words, at) > 0 && APPROVES(words, at) === 0 ? linked(words, at) : at
  const here =
    APPROVES(words, start) > 0 ? start : spoken(source, words, start, (next) => APPROVES_LATE(words, next) > 0)
  const length = APPROVES(words, here)
  if (length === 0 && ABOUT(words, start) > 0) return agreesBehind(source, words, start)
  return length > 0 && toldAt(source, words, here) === null && toldAt(source, words, here + length) === null
}

// "Về đề nghị của X, thống nhất chủ trương …".
const ABOUT = phrases("về|đối với|riêng|liên quan đến|với")
const agreesBehind = (source: string, words: ReadonlyArray<Word>, from: number): boolean => {
  for (let at = from + 2; at < words.length && at < from + LONGEST_ADJUNCT; at++) {
    if (STOPS.has(words[at]?.text ?? "")) return false
    const isJoint = words[at - 1]?.text === "," || words[at - 1]?.text === ":"
    if (isJoint && APPROVES(words, at) > 0 && ABOUT(words, at) === 0) return isApproval(source, words, at)
  }
  return false
}

export interface Heading {
  readonly force: Force
  readonly parties: ReadonlyArray<PartyFound>
  readonly coordinating: ReadonlyArray<PartyFound>
  /** The offset behind the colon, or behind the text where it is all heading. */
  readonly end: number
  /** Whether an own "Giao X" below it counts instead of it: "Đối với X:", "Yêu cầu các sở … như sau:". */
  readonly isLoose: boolean
  /** Whoever is named is to pass what stands below on: "Ban cán sự đảng UBND tỉnh lãnh đạo, chỉ đạo:". */
  readonly isPassing?: boolean
  /** Who is named to be led: "Đảng ủy UBND phường lãnh đạo UBND phường:". */
  readonly passedTo?: ReadonlyArray<PartyFound>
  readonly confidence: Confidence
}

const MOST_HEADING_WORDS = 90
const MOST_NAME_WORDS = 40
const WITH = phrases(
  "phối hợp với|phối hợp cùng|phối hợp chặt chẽ với|phối hợp chặt chẽ cùng|cùng với|phối hợp|cùng|chủ trì , phối hợp với|chủ trì phối hợp với|chủ trì , phối hợp cùng|chủ trì phối hợp cùng|chủ trì , phối hợp"
)
// Between who is told and the colon, what is no task of its own: "có trách nhiệm", "thực hiện các nhiệm vụ sau".
const HOLLOW = phrases(
  "chủ trì|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|khẩn trương|tập trung|triển khai|thực hiện|tổ chức thực hiện|triển khai thực hiện|tổ chức triển khai|thực hiện tốt|thực hiện nghiêm|một số|các|những|nội dung|nhiệm vụ|công việc|" +
    "giải pháp|vấn đề|việc|trọng tâm|cụ thể|chủ yếu|như sau|sau|sau đây|theo chức năng|được giao|nghiêm túc|quan tâm|chỉ đạo|lãnh đạo|tốt|cần|phải|và|,|đồng bộ|quyết liệt|ngay|tiếp tục|chủ động|giúp|theo|là|thêm|đến"
)
// "Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh:" tells the former.
const PASSES = phrases("lãnh đạo|chỉ đạo|lãnh đạo , chỉ đạo|tập trung chỉ đạo|tập trung lãnh đạo")
const ENDS_LIST = /(?:như sau|sau đây|sau|gồm|cụ thể) ?:$/u

const hollowFrom = (
  source: string,
  words: ReadonlyArray<Word>,
  from: number,
  to: number
): (Pick<Heading, "coordinating"> & { readonly passedTo: ReadonlyArray<PartyFound> }) | null => {
  const coordinating: Array<PartyFound> = []
  const passedTo: Array<PartyFound> = []
  let at = from
  while (at < to) {
    const cue = WITH(words, at)
    if (cue > 0 && headAt(words, at + cue) > 0) {
      const list = partiesAt(source, words, at + cue, words.length, "prose")
      if (list.next > to) return null
      coordinating.push(...list.parties)
      at = Math.max(at + cue, list.next)
      continue
    }
    const passed = at + PASSES(words, at)
    if (passed > at && headAt(words, passed) > 0) {
      const { parties, next } = partiesAt(source, words, passed, words.length, "prose")
      if (next > to) return null
      passedTo.push(...parties)
      at = Math.max(passed, next)
      continue
    }
    const length = HOLLOW(words, at)
    if (length === 0) return null
    at += length
  }
  return { coordinating, passedTo }
}

/**
 * The addressees that an item's text begins with before a colon ("1. Thường trực UBND huyện:", "Giao Sở X chủ trì,
 * phối hợp với Sở Y thực hiện các nhiệm vụ sau:"), or all of it where items follow below; null where it names none.
 */
export const headingOf = (source: string, content: Span, isAbove = false): Heading | null => {
  const words = wordsOf(source, { start: content.start, end: Math.min(content.end, content.start + 900) })
  const link = linked(words, 0)
  const start = cueAt(words, link) !== null ? link : spoken(source, words, link, (next) => cueAt(words, next) !== null)
  const cue = cueAt(words, start)
  const towards = cue === null ? TOWARDS(words, start) : 0
  const from = start + (cue?.length ?? towards)
  const isKnown = headAt(words, from) > 0
  if (!isKnown && !(cue === null ? isProperName(words, from) : isUnknown(words, from))) return null
  const limit = Math.min(words.length, MOST_HEADING_WORDS)
  const { parties, next } = partiesAt(source, words, from, limit, "prose", true)
  if (parties.length === 0) return null
  const end = words.findIndex(({ text }, at) => at >= next && text === ":")
  // "Viettel Đông Hải:" heads what it is to do; any other name before a colon may be a matter.
  if (!isKnown && cue === null) {
    const isHeading = next === (end < 0 ? words.length : end) && (isAbove || doesAt(words, end + 1))
    if (!isHeading || (end < 0 && words[from]?.text !== "các")) return null
  }
  const grounds = { force: cue?.force ?? ("direct" as const), isLoose: towards > 0 }
  if (end >= 0 && end < limit) {
    const offset = words[end]?.end ?? content.end
    const hollow = hollowFrom(source, words, next, end)
    const isPassing = PASSES(words, next) > 0 && next + PASSES(words, next) === end
    if (hollow !== null) return { ...grounds, parties, ...hollow, end: offset, isPassing, confidence: "certain" }
    if (findPhrase(words, OUGHT, from, end) >= 0 || end - from > MOST_NAME_WORDS) return null
    const list = partiesAt(source, words, from, end, "list")
    return list.next < end
      ? null
      : { ...grounds, parties: list.parties, coordinating: [], end: offset, confidence: "likely" }
  }
  if (!isAbove) return null
  // Nothing but names stands on such a line, also where a name holds what is a verb elsewhere.
  const last = words.length - (words.at(-1)?.text === "." ? 1 : 0)
  const isTask =
    next < last && ((doesAt(words, next) && next + NAME_END(words, next) < last) || last - from > MOST_NAME_WORDS)
  const list = next < last && !isTask ? partiesAt(source, words, from, last, "list") : { parties, next }
  return list.next < last
    ? null
    : { ...grounds, parties: list.parties, coordinating: [], end: content.end, confidence: "likely" }
}

// The last one told before the colon: "Trong thời gian tới, yêu cầu các đơn vị tập trung thực hiện:".
const lastOrder = (source: string, words: ReadonlyArray<Word>): Told | null => {
  let order: Told | null = null
  for (let at = 0; at < words.length; at++) {
    const found = cueAt(words, at) === null ? null : toldAt(source, words, at)
    if (found === null || found.force === "direct") continue
    order = found
    at = found.next
  }
  return order
}

/**
 * Whom and how a sentence or topic that leads over to items tells: "Yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:";
 * nobody yet, but with which force, in "Ban Thường vụ yêu cầu:" and "C. Yêu cầu".
 */
export const bridgeHeading = (source: string, { start, end }: Span): Heading | null => {
  const words = wordsOf(source, { start: Math.max(start, end - 600), end })
  const isOpen = words.at(-1)?.text === ":"
  const told =
    isOpen &&
    ENDS_LIST.test(
      words
        .slice(-3)
        .map(({ text }) => text)
        .join(" ")
    )
      ? clauseAt(source, words, 0)
      : null
  const grounds = { coordinating: [], end, isLoose: true, confidence: "likely" } as const
  if (told !== null && told.force !== "direct") return { force: told.force, parties: told.parties, ...grounds }
  const order = isOpen ? lastOrder(source, words) : null
  if (order !== null) return { force: order.force, parties: order.parties, ...grounds }
  const last = words.length - (isOpen ? 1 : 0)
  for (let at = Math.max(0, last - MOST_LEADING_WORDS); at < last; at++) {
    const cue = cueAt(words, at)
    // "Yêu cầu, kiến nghị": both, so neither.
    const isBoth = [",", "và", "-"].includes(words[at - 1]?.text ?? "") && cueAt(words, at - 2) !== null
    if (cue !== null && !isBoth && isHollow(source, words, at, at + cue.length, last))
      return { force: cue.force, parties: [], ...grounds }
  }
  return null
}
const MOST_LEADING_WORDS = 12

// "4. Đề nghị với các cơ quan phối hợp": a topic that begins with the order names at most whoever it is for.
const isHollow = (source: string, words: ReadonlyArray<Word>, cue: number, from: number, to: number): boolean =>
  hollowFrom(source, words, from, to)?.coordinating.length === 0 ||
  (cue === 0 &&
    words[from]?.text === "với" &&
    to - from <= MOST_NAME_WORDS &&
    findPhrase(words, OUGHT_ALL, from, to) < 0)
const OUGHT_ALL = phrases("cần|phải|có trách nhiệm|chủ trì|thực hiện|hoàn thành")

const isOrder: Phrases = phrases(
  "cần|phải|cần phải|có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp với|chủ trì , phối hợp với|khẩn trương|theo dõi , đôn đốc|có kế hoạch|có giải pháp|căn cứ"
)

// How an order begins that leaves out who is told, because a heading above said it.
const BEGINS = phrases(
  "tiếp tục|khẩn trương|tập trung|tăng cường|đẩy mạnh|chủ động|thường xuyên|nghiêm túc|kịp thời|rà soát|hoàn thành|chỉ đạo|lãnh đạo|phối hợp|xây dựng|ban hành|tổ chức thực hiện|triển khai|quan tâm|chủ trì|" +
    "bố trí|báo cáo|định kỳ|hướng dẫn|theo dõi|đôn đốc|cần|phải|nâng cao|chấn chỉnh|khắc phục|lập|tham mưu"
)
const PAST = phrases("đã|đạt được|còn")

/** Whether an item only says how things stand: nobody is told or asked, nothing is agreed to, and it tells of what was. */
export const onlyTells = (source: string, line: Line): boolean => {
  const words = wordsOf(source, line.content)
  const lead = SINCE(words, 0) + DONE(words, 0)
  const first = words.findIndex(({ text }) => text === "." || text === ";")
  const past = findPhrase(words, PAST_TENSE, 0, first < 0 ? words.length : first)
  if (past < 0 || (lead === 0 && past > NEAR_PAST)) return false
  if (headingOf(source, line.content) !== null || clauseAt(source, words, 0) !== null) return false
  return findPhrase(words, ORDERS) < 0 && !isApproval(source, words, 0)
}
/** "Biểu dương lực lượng … đã …", "Nhất trí đánh giá: …": how a numbered item praises or assesses, and orders nothing. */
export const assesses = (source: string, line: Line): boolean => {
  const words = wordsOf(source, line.content)
  if (findPhrase(words, JUDGES_OR_PRAISES, 0, NEAR_PAST) < 0) return false
  // "Ban Thường vụ Đảng ủy ghi nhận …".
  const from =
    SPEAKER(words, 0) > 0 && headAt(words, 0) > 0 ? partiesAt(source, words, 0, words.length, "prose").next : 0
  const isJudged = JUDGES(words, from) > 0
  if (!isJudged && (PRAISES(words, from) === 0 || findPhrase(words, PAST_TENSE) < 0)) return false
  for (let at = 1; at < words.length; at++) {
    if (!["", ",", ";", "."].includes(words[at - 1]?.text ?? "")) continue
    if (cueAt(words, at) !== null || APPROVES(words, at) > 0) return false
  }
  for (let at = 0; at < words.length; at++) if (COMMANDS(words, at) > 0 && OWED(words, at) === 0) return false
  return true
}
// "nợ phải thu": money, and no duty.
const OWED = phrases("phải thu|phải trả|phải nộp")
const JUDGED = "nhất trí đánh giá|thống nhất đánh giá|cơ bản nhất trí đánh giá|thống nhất nhận định|nhất trí nhận định"
const JUDGES = phrases(JUDGED)
const PRAISED = "biểu dương|ghi nhận|đánh giá cao|hoan nghênh|nhiệt liệt biểu dương|cảm ơn|chúc mừng|trân trọng cảm ơn"
const PRAISES = phrases(PRAISED)
const JUDGES_OR_PRAISES = phrases(`${JUDGED}|${PRAISED}`)
const COMMANDS = phrases(
  "yêu cầu|đề nghị|cần|phải|có trách nhiệm|tiếp tục|khẩn trương|trước ngày|chậm nhất|thời gian tới"
)

const NEAR_PAST = 24
const SINCE = phrases(
  "thời gian qua|trong thời gian qua|thời gian vừa qua|những năm qua|vừa qua|6 tháng đầu năm|sáu tháng đầu năm|năm qua|đến nay|trong năm qua|các cấp"
)
const DONE = phrases("về cơ bản|cơ bản|nhìn chung|công tác|việc|kết quả|tình hình|tiến độ")
const PAST_TENSE = phrases("đã|đạt được|còn|được quan tâm|có chuyển biến|có nhiều chuyển biến")
const ORDERS = phrases(
  "yêu cầu|đề nghị|giao|cần|phải|chủ trì|có trách nhiệm|tiếp tục|khẩn trương|đồng ý|nhất trí|trước ngày|chậm nhất|không để|trong thời gian tới|thời gian tới"
)

/** Whether a short line among provisions is one, as somebody known is told in it: "Văn phòng Sở theo dõi, tổng hợp." */
export const tellsSomebody = (source: string, { content, folded }: Line): boolean => {
  if (!/[.;]$/u.test(folded)) return false
  const told = clauseAt(source, wordsOf(source, content), 0)
  return told !== null && told.confidence !== "guess" && told.from === 0
}

/** Whether an unnumbered line tells somebody to do something, or agrees to something. */
export const opensProvision = (source: string, line: Line): boolean => {
  const { start, end } = line.content
  const words = wordsOf(source, { start, end: Math.min(end, start + 600) })
  if (headingOf(source, line.content) !== null) return true
  const told = clauseAt(source, words, 0)
  if (told === null) return isApproval(source, words, 0) || (BEGINS(words, 0) > 0 && findPhrase(words, PAST) < 0)
  return told.rule === "told" || isOrder(words, words[told.next]?.text === "," ? told.next + 1 : told.next) > 0
}
