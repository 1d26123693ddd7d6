// Whether one text quotes another: by runs of words, whatever their case, tone marks' places and punctuation.
import { key } from "../../text/index.ts"

const wordsOf = (text: string): ReadonlyArray<string> => key(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []

/** Every string in a value of JSON. */
export const stringsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === "string") return [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/**
 * Whether a text has a run of `length` words in common with one of `texts`, or all the words of a shorter one that has at least
 * `least`.
 */
export const quoting = (
  texts: Iterable<string>,
  { length, least }: { readonly length: number; readonly least: number }
): ((text: string) => boolean) => {
  const runs = new Set<string>()
  const whole = new Set<string>()
  for (const text of texts) {
    const words = wordsOf(text)
    if (words.length >= length)
      for (let at = 0; at + length <= words.length; at++) runs.add(words.slice(at, at + length).join(" "))
    else if (words.length >= least) whole.add(` ${words.join(" ")} `)
  }
  return (text) => {
    const words = wordsOf(text)
    for (let at = 0; at + length <= words.length; at++)
      if (runs.has(words.slice(at, at + length).join(" "))) return true
    if (whole.size === 0) return false
    const all = ` ${words.join(" ")} `
    return [...whole].some((short) => all.includes(short))
  }
}
