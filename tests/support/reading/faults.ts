// What must hold of the reading of any text, as the first rule that does not: nothing lost, nothing made up, nothing thrown.
import { isDeepStrictEqual } from "node:util"
import { type Quote, Reading, read } from "@ketluan/domain"
import { Schema } from "effect"

const isReading = Schema.is(Reading)

const isQuote = (value: object): value is Quote =>
  "span" in value && "text" in value && typeof value.text === "string" && typeof value.span === "object"

/** Every quote in a reading, wherever it stands. */
export const quotesIn = (value: unknown): ReadonlyArray<Quote> => {
  const found: Array<Quote> = []
  const visit = (one: unknown): void => {
    if (typeof one !== "object" || one === null) return
    if (isQuote(one)) found.push(one)
    else for (const part of Object.values(one)) visit(part)
  }
  visit(value)
  return found
}

const tilingFault = (source: string, { blocks }: Reading): string | null => {
  let at = 0
  for (const { kind, span } of blocks) {
    if (span.start < at) return `block ${kind} at ${span.start} begins inside the block before it, which ends at ${at}`
    if (span.end <= span.start) return `block ${kind} at ${span.start} is empty`
    const between = source.slice(at, span.start)
    if (between.trim() !== "") return `${JSON.stringify(between)} before ${span.start} lies in no block`
    at = span.end
  }
  if (at > source.length) return `the last block ends at ${at}, behind the text of ${source.length}`
  const rest = source.slice(at)
  return rest.trim() === "" ? null : `${JSON.stringify(rest)} at the end lies in no block`
}

const quoteFault = (source: string, reading: Reading): string | null => {
  for (const { span, text } of quotesIn(reading)) {
    if (!(span.start >= 0 && span.start <= span.end && span.end <= source.length))
      return `span ${span.start}–${span.end} is no passage of a text of ${source.length}`
    if (source.slice(span.start, span.end) !== text)
      return `the quote ${JSON.stringify(text)} is not the text at ${span.start}–${span.end}`
  }
  return null
}

const twice = (values: ReadonlyArray<string>): string | undefined => {
  const seen = new Set<string>()
  return values.find((value) => seen.size === seen.add(value).size)
}

const directiveFault = ({ documentType, provisions, directives }: Reading): string | null => {
  const path = twice(provisions.map((provision) => provision.path))
  if (path !== undefined) return `two provisions have the path ${path}`
  const reference = twice(directives.map((directive) => `${directive.path}:${directive.split ?? ""}`))
  if (reference !== undefined) return `two directives are ${reference}`
  const empty = directives.find(({ obligation }) => !/[\p{L}\p{N}]/u.test(obligation.text))
  if (empty !== undefined) return `the directive ${empty.path} has no word`
  const paths = new Set<string>(provisions.map((provision) => provision.path))
  const lost = directives.find((directive) => !paths.has(directive.path))
  if (lost !== undefined) return `a directive stands at ${lost.path}, where no provision is`
  return documentType === null && provisions.length > 0 ? "a text of no known kind has provisions" : null
}

/** A text with lone surrogates or U+0000 is never stored, so that its quotes need not be storable. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\u0000")

/** Why a reading of a text is wrong; null where it is not. */
export const faultOf = (source: string): string | null => {
  let reading: Reading
  try {
    reading = read(source)
  } catch (error) {
    return `reading threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`
  }
  if (!isDeepStrictEqual(read(source), reading)) return "the second reading differs from the first"
  return (
    tilingFault(source, reading) ??
    quoteFault(source, reading) ??
    directiveFault(reading) ??
    (isStorable(source) && !isReading(reading) ? "the reading has not the declared shape" : null)
  )
}
