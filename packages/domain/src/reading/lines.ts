// The lines of a source: what stands in them, and the number, letter or bullet in front.
import type { Span } from "../kernel/index.ts"
import { key } from "../text/index.ts"
import { isBlank } from "../text/letters.ts"
import { foldedIn, isAround } from "./indexed.ts"

/**
 * The number in front of an item. `rank` orders the forms from the outside in: A., I., 1., 1.1., 1.1.1., (1), a), -, +.
 * `value` is the item's own part of a path, null for a bullet, which is counted.
 */
export interface Marker {
  readonly form: "roman" | "ordinal" | "number" | "letter" | "bullet"
  readonly rank: number
  readonly value: string | null
  /** What stands around the value and how deep a heading it is in: siblings that differ in it are numbered irregularly. */
  readonly style: string
  readonly span: Span
}

export interface Line {
  /** Without blanks at both ends; empty for a blank line. */
  readonly span: Span
  /** Without marker and Markdown. */
  readonly content: Span
  /** The content, folded. */
  readonly folded: string
  readonly marker: Marker | null
  readonly isHeading: boolean
  /** Letters, and all of them capital. */
  readonly isUpper: boolean
  /** The content's first letter is a capital. */
  readonly startsCapital: boolean
  readonly afterBlank: boolean
  /** How many blanks stand in front of it. */
  readonly indent: number
}

const END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g
const ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split(" ")
const ORDINALS = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]

const markerAt = (source: string, start: number, end: number, heading: number): Marker | null => {
  const text = source.slice(start, Math.min(end, start + 40))
  const make = (form: Marker["form"], rank: number, value: string | null, style: string, length: number): Marker => ({
    form,
    rank,
    value,
    style: `${form} ${style} ${form === "number" ? heading : 0}`,
    span: { start, end: start + length }
  })
  const number = /^\(?(\d{1,3}(?:\.\d{1,3}){0,3})( ?[.)/:-]|\s(?=\p{Lu}))\)?[*_]*(?=\s|\p{L}|$)/u.exec(text)
  if (number?.[1] !== undefined) {
    const parts = number[1].split(".")
    const isMultiple = parts.length > 1
    if (isMultiple || /\S/.test(number[2] ?? "")) {
      const value = String(Number(parts.at(-1)))
      const style = isMultiple ? "" : (number[2]?.trim() ?? "")
      // "1)" and "(1)" stand inside "1.".
      return make("number", style === ")" ? 5 : 1 + parts.length, value, style, number[0].length)
    }
  }
  // A scan takes the 1 for an l; a list's own letter l follows a k and stands before a small letter.
  const scanned = /^l ?\.(?=\s\p{Lu})/u.exec(text)
  if (scanned !== null) return make("number", 2, "1", ".", scanned[0].length)
  const capital = /^([A-H])([.)/]|\s?[-–])[*_]*(?=\s\p{Lu})/u.exec(text)
  if (capital?.[1] !== undefined)
    return make("roman", -0.5, String(capital[1].charCodeAt(0) - 64), `letter ${capital[2]?.trim()}`, capital[0].length)
  const roman = /^([IVX]{1,5})\s?([.)/:-])[*_]*(?=\s|\p{Lu}|$)/u.exec(text)
  if (roman !== null && ROMANS.includes(roman[1] ?? "")) {
    return make("roman", 0, String(ROMANS.indexOf(roman[1] ?? "") + 1), roman[2] ?? "", roman[0].length)
  }
  const letter = /^\(?([a-zđ])(?:([.)])[*_]*(?=\s|\p{L}|$)|\s?([-–/])[*_]*(?=\s\p{L}))/u.exec(text)
  if (letter?.[1] !== undefined) return make("letter", 6, letter[1], letter[2] ?? letter[3] ?? "", letter[0].length)
  const bullet = /^(?:[-–—•●▪◦‣·*+](?=\s)|[-–—•●▪+](?=\p{L}))/u.exec(text)
  if (bullet !== null) return make("bullet", bullet[0] === "+" ? 8 : 7, null, "", 1)
  const comma = text.search(/[,:]/)
  const lead = comma < 0 || !/^th|\sl/iu.test(text) ? "" : key(text.slice(0, comma + 1))
  const ordinal = /^(?:thứ (\S+)|(\S+) là)\s?[,:]/u.exec(lead)
  const place =
    ordinal === null ? -1 : ["một"].includes(ordinal[2] ?? "") ? 0 : ORDINALS.indexOf(ordinal[1] ?? ordinal[2] ?? "")
  if (place >= 0) {
    return make("ordinal", 1, String(place + 1), "", comma + 1)
  }
  return null
}

const skip = (source: string, start: number, end: number): number => {
  let at = start
  while (at < end && isAround(source.charAt(at))) at++
  return at
}

/** One cell or line between two offsets. */
export const lineBetween = (source: string, from: number, to: number, afterBlank: boolean): Line => {
  let start = from
  let end = to
  while (start < end && isBlank(source.charAt(start))) start++
  while (end > start && isBlank(source.charAt(end - 1))) end--
  const heading = /^#{1,6}(?=\s)/.exec(source.slice(start, start + 7))?.[0].length ?? 0
  const isStarred = /^[*+]\s/.test(source.slice(start, start + 2))
  const afterDecoration = isStarred ? start : skip(source, start, end)
  const marker = markerAt(source, afterDecoration, end, heading)
  const contentStart = skip(source, marker?.span.end ?? afterDecoration, end)
  let contentEnd = end
  while (contentEnd > contentStart && isAround(source.charAt(contentEnd - 1))) contentEnd--
  const text = source.slice(contentStart, contentEnd)
  return {
    span: { start, end },
    content: { start: contentStart, end: contentEnd },
    folded: foldedIn(source, { start: contentStart, end: contentEnd }).text.trim(),
    marker,
    isHeading: heading > 0,
    isUpper: !/\p{Ll}/u.test(text) && /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text.normalize("NFC")),
    startsCapital: /^\p{Lu}/u.test(text),
    afterBlank,
    indent: start - from
  }
}

/** All lines that hold something, in order. */
export const linesOf = (source: string): ReadonlyArray<Line> => {
  const lines: Array<Line> = []
  let from = 0
  let afterBlank = true
  const add = (to: number): void => {
    const line = lineBetween(source, from, to, afterBlank)
    afterBlank = line.span.start === line.span.end
    if (!afterBlank) lines.push(line)
  }
  for (const match of source.matchAll(END)) {
    add(match.index)
    from = match.index + match[0].length
  }
  add(source.length)
  return lines
}

const CELLS = /\t+|\s{3,64}|\|/g
const COLUMNS = /\t+|\s{2,64}(?=[*_]{0,3}\p{Lu})|\|/gu

/** A line of two columns as its cells: tabs, bars of a table, or three blanks stand between them. */
export const cellsOf = (source: string, line: Line): ReadonlyArray<Line> => split(source, line, CELLS)

/** The columns of a heading, where two blanks and a capital begin one: blanks inside a date or number are left for it. */
export const columnsOf = (source: string, line: Line): ReadonlyArray<Line> => split(source, line, COLUMNS)

// No row of a heading or table is longer: such a line is running text, whatever stands in it.
const LONGEST_ROW = 4000

const split = (source: string, line: Line, gaps: RegExp): ReadonlyArray<Line> => {
  if (line.span.end - line.span.start > LONGEST_ROW) return [line]
  const text = source.slice(line.span.start, line.span.end)
  const cells: Array<Line> = []
  let from = line.span.start
  for (const gap of text.matchAll(gaps)) {
    cells.push(lineBetween(source, from, line.span.start + gap.index, line.afterBlank))
    from = line.span.start + gap.index + gap[0].length
  }
  if (cells.length === 0) return [line]
  cells.push(lineBetween(source, from, line.span.end, line.afterBlank))
  const full = cells.filter((cell) => cell.content.start < cell.content.end)
  return full.length < 2 ? [line] : full
}
