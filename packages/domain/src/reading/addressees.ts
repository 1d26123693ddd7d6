// Whom an item tells: a heading "X:" above or before the text, or "Giao X …" inside it.
import type { Span } from "../kernel/index.ts"
import type { Line } from "./lines.ts"
import { headAt, partiesAt } from "./parties.ts"
import type { Force, Party } from "./reading.ts"
import { phrases, type Word, wordsOf } from "./words.ts"

const ASSIGNS = phrases("giao|giao cho|phân công|giao trách nhiệm cho|tiếp tục giao|thống nhất giao")
const REQUIRES = phrases("yêu cầu|tiếp tục yêu cầu")
const REQUESTS = phrases("đề nghị|kính đề nghị|trân trọng đề nghị")
const DIRECTS = phrases("chỉ đạo")
const TOWARDS = phrases("đối với|về phía")
const APPROVES = phrases(
  "đồng ý|nhất trí|chấp thuận|cho phép|thống nhất chủ trương|thống nhất với|thống nhất về|thống nhất cho|thống nhất phê duyệt|cơ bản thống nhất|cơ bản đồng ý|cơ bản nhất trí|thống nhất"
)

/** Who speaks before the verb, as in "Hội nghị giao …": it is not the one who is told. */
const SPEAKER = phrases(
  "hội nghị|thường trực huyện ủy|thường trực tỉnh ủy|ban thường vụ|ban thường vụ huyện ủy|ban thường vụ tỉnh ủy|đồng thời|và|thống nhất"
)

export interface Told {
  readonly force: Force
  readonly parties: ReadonlyArray<Party>
  /** The word where the addressees begin, and the one behind them. */
  readonly from: number
  readonly next: number
}

const cueAt = (words: ReadonlyArray<Word>, at: number): { readonly force: Force; readonly length: number } | null => {
  if (ASSIGNS(words, at) > 0) return { force: "assign", length: ASSIGNS(words, at) }
  if (REQUIRES(words, at) > 0) return { force: "require", length: REQUIRES(words, at) }
  return REQUESTS(words, at) > 0 ? { force: "request", length: REQUESTS(words, at) } : null
}

/** "Giao X", "Yêu cầu X", "Đề nghị X", "Chỉ đạo X" at a word, with who is told; null where nobody is. */
export const toldAt = (source: string, words: ReadonlyArray<Word>, at: number): Told | null => {
  const speaker = SPEAKER(words, at)
  const start = speaker > 0 && cueAt(words, at + speaker) !== null ? at + speaker : at
  const cue =
    cueAt(words, start) ??
    (DIRECTS(words, start) > 0 ? { force: "direct" as const, length: DIRECTS(words, start) } : null)
  if (cue === null) return null
  const from = start + cue.length
  if (headAt(words, from) === 0) return null
  const { parties, next } = partiesAt(source, words, from, words.length, "prose")
  return parties.length === 0 ? null : { force: cue.force, parties, from, next }
}

/** "X chủ trì …", where a body stands before its own verb; null elsewhere. */
export const doerAt = (source: string, words: ReadonlyArray<Word>, at: number): Told | null => {
  if (headAt(words, at) === 0 || SPEAKER(words, at) > 0) return null
  const { parties, next } = partiesAt(source, words, at, words.length, "prose")
  const only = parties.every(({ kind }) => kind !== "persons")
  return parties.length > 0 && only && next < words.length ? { force: "direct", parties, from: at, next } : null
}

export const isApproval = (words: ReadonlyArray<Word>, at: number): boolean => {
  const start = at + SPEAKER(words, at)
  const here = APPROVES(words, start) > 0 ? start : at
  const length = APPROVES(words, here)
  return length > 0 && !(words[here]?.text === "thống" && length === 2 && cueAt(words, here + 2) !== null)
}

export interface Heading {
  readonly force: Force
  readonly parties: ReadonlyArray<Party>
  /** The offset behind the colon. */
  readonly end: number
}

const MOST_HEADING_WORDS = 60

/** The addressees before a colon ("1. Thường trực UBND huyện:"); null where the text before it names none. */
export const headingOf = (source: string, content: Span): Heading | null => {
  const words = wordsOf(source, { start: content.start, end: Math.min(content.end, content.start + 600) })
  const colon = words.findIndex(({ text }) => text === ":")
  if (colon < 1 || colon > MOST_HEADING_WORDS) return null
  const cue = cueAt(words, 0)
  const towards = TOWARDS(words, 0)
  const from = cue?.length ?? towards
  if (headAt(words, from) === 0) return null
  const { parties, next } = partiesAt(source, words, from, colon, "list")
  const end = words[colon]?.end ?? content.end
  return parties.length > 0 && next === colon ? { force: cue?.force ?? "direct", parties, end } : null
}

/** Whether an unnumbered line tells somebody to do something, or agrees to something. */
export const opensProvision = (source: string, line: Line): boolean => {
  const { start, end } = line.content
  const words = wordsOf(source, { start, end: Math.min(end, start + 600) })
  if (headingOf(source, line.content) !== null) return true
  const told = toldAt(source, words, 0)
  return told !== null || isApproval(words, 0)
}
