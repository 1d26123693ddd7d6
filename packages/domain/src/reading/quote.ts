// Quotes: passages of the source, without the blanks, Markdown and closing punctuation around a value [4].
import type { Span } from "../kernel/index.ts"
import { isAround } from "./indexed.ts"
import type { Quote } from "./reading.ts"

export const trimmed = (source: string, span: Span, isOutside: (char: string) => boolean = isAround): Span => {
  let { start, end } = span
  while (start < end && isOutside(source.charAt(start))) start++
  while (end > start && isOutside(source.charAt(end - 1))) end--
  return { start, end }
}

export const quoteOf = (source: string, span: Span): Quote => {
  const { start, end } = trimmed(source, span)
  return { span: { start, end }, text: source.slice(start, end) }
}

/** A quote of a value in a list or sentence: also without the `,` `;` `.` `:` and `./.` that close it. */
export const valueQuote = (source: string, span: Span): Quote => {
  const { start, end: last } = trimmed(source, span)
  let end = last
  while (end > start) {
    const isClosing = /[.,;:…]/.test(source.charAt(end - 1)) || isAround(source.charAt(end - 1))
    if (source.slice(Math.max(start, end - 2), end) === "./") end -= 2
    else if (isClosing) end -= 1
    else break
  }
  return quoteOf(source, { start, end })
}

/** The words of a passage as a person reads them: Markdown gone and blanks single. For names, never for quotes. */
export const display = (source: string, span: Span): string =>
  source
    .slice(span.start, span.end)
    .replace(/[*_#`|~\\>]+/g, "")
    .replace(/\s+/g, " ")
    .trim()
