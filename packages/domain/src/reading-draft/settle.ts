// A draft's passages in their places: every passage with its offsets, every day as the calendar has it, every name in one form.
import { Schema } from "effect"
import type { Span } from "../kernel/index.ts"
import { DAY_NAMES, DraftContent, DraftPassage, typedDay } from "./draft.ts"
import type { DraftProblem, Report } from "./problems.ts"

type Path = DraftProblem["path"]

/** How much of a text is looked through for words without a place, in UTF-16 units. */
const MOST_SEARCHED = 400_000_000

const isPassage = Schema.is(DraftPassage)
const decode = Schema.decodeUnknownSync(DraftContent)
const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The draft with every passage checked against the text [4] and found where its place was left out. */
export const settle = (content: DraftContent, text: string, report: Report): DraftContent => {
  let searched = 0

  const search = (words: string, within: Span, path: Path): Span | null => {
    const part = text.slice(within.start, within.end)
    searched += part.length
    if (searched > MOST_SEARCHED) {
      report("too_many_searches", path)
      return null
    }
    const first = words.trim() === "" ? -1 : part.indexOf(words)
    if (first < 0) {
      report("words_not_found", [...path, "words"], words)
      return null
    }
    if (part.indexOf(words, first + 1) >= 0) {
      report("words_ambiguous", [...path, "words"], words)
      return null
    }
    return { start: within.start + first, end: within.start + first + words.length }
  }

  const placed = ({ at, words }: DraftPassage, within: Span, path: Path): Span | null => {
    if (at === undefined) return search(words, within, path)
    const [start, end] = at
    if (start > end || end > text.length) {
      report("outside_text", [...path, "at"])
      return null
    }
    const there = text.slice(start, end)
    if (there !== words) report("misquoted", [...path, "words"], there)
    return { start, end }
  }

  const parts = (value: { readonly [key: string]: unknown }, path: Path, within: Span) =>
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key], within)]))

  const walk = (value: unknown, path: Path, within: Span): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index], within))
    if (typeof value === "string") return DAY_NAMES.has(String(path.at(-1))) ? (typedDay(value) ?? value) : value
    if (!isRecord(value) || path.at(-1) === "spec") return value
    // One body is written as its name alone.
    if (typeof value.body === "string" && value.confirmed !== true) return value.body
    const { at, words, ...rest } = value
    const passage = { ...(at === undefined ? {} : { at }), words }
    if (!isPassage(passage)) return parts(value, path, within)
    const span = placed(passage, within, path) ?? { start: 0, end: 0 }
    // What belongs to a provision is looked for in its words.
    const inside = path[0] === "provisions" && path.length === 2 ? span : within
    return { ...parts(rest, path, inside), at: [span.start, span.end], words }
  }

  return decode(walk(content, [], { start: 0, end: text.length }))
}
