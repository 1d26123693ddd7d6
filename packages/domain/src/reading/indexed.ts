// What every rule looks up in a source, worked out once for the whole of it: its folded text, its words, its dates.
import type { Span } from "../kernel/index.ts"
import { datesOf } from "../text/dates.ts"
import { type DateFound, type Folded, foldText } from "../text/index.ts"
import { isBlank } from "../text/letters.ts"

/** Characters that Markdown leaks into texts. */
export const isDecoration = (char: string): boolean => DECORATIONS.has(char)
const DECORATIONS = new Set(["*", "_", "#", "`", "|", "~", "\\", ">"])

/** What stands around a passage and is no part of it. */
export const isAround = (char: string): boolean => isBlank(char) || isDecoration(char)

const slots: Array<() => void> = []

/** Works something out for a source and keeps it while a reading runs, whose rules all ask about the same source. */
export const keptFor = <A>(workOut: (source: string) => A): ((source: string) => A) => {
  let last: { readonly source: string; readonly value: A } | null = null
  slots.push(() => {
    last = null
  })
  return (source) => {
    if (last?.source === source) return last.value
    const value = workOut(source)
    last = { source, value }
    return value
  }
}

/** Lets go of all that is kept, at the end of a reading. */
export const forget = (): void => {
  for (const clear of slots) clear()
}

// "Quí I" and "Quý I" are one spelling of a quarter; both letters have one place in the folded text.
const wholeFolded = keptFor((source) => {
  const folded = foldText(source, 0, source.length, isDecoration)
  return { ...folded, text: horned(folded.text.replaceAll("quí", "quý")) }
})
// Accents that scanning and old keyboards lose or move: "cưòng", "thuờng" are "cường", "thường"; as many letters as before.
const HALF_HORNED = /ư[oòóỏõọ](?=\p{L})|(?<!q)u[ờớợ](?=\p{L})/gu
const TONED = new Map([..."oòóỏõọ"].map((letter, at) => [letter, "ơờớởỡợ".charAt(at)]))
const horned = (text: string): string =>
  text.replace(HALF_HORNED, (pair) => `ư${TONED.get(pair.charAt(1)) ?? pair.charAt(1)}`)
const allDates = keptFor((source) => datesOf(wholeFolded(source)))

/** The first place of a rising list whose value is at least `least`. */
export const firstAt = (length: number, valueAt: (at: number) => number, least: number): number => {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (valueAt(middle) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** The folded text of a passage, without Markdown; its places are offsets in the source. */
export const foldedIn = (source: string, { start, end }: Span): Folded => {
  const whole = wholeFolded(source)
  const { text, starts, ends } = whole
  const from = firstAt(starts.length, (at) => starts[at] ?? 0, start)
  const to = firstAt(starts.length, (at) => ends[at] ?? 0, end + 1)
  return { ...whole, text: text.slice(from, to), from }
}

/** The dates that lie in a passage; their spans are offsets in the source. */
export const datesWithin = (source: string, { start, end }: Span): ReadonlyArray<DateFound> => {
  const dates = allDates(source)
  const from = firstAt(dates.length, (at) => dates[at]?.span.start ?? 0, start)
  const to = firstAt(dates.length, (at) => dates[at]?.span.end ?? 0, end + 1)
  return dates.slice(from, Math.max(from, to))
}
