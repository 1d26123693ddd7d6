// Text of documents and people is data: nothing in it may steer the terminal.

/** Controls except the line feed, and the characters that turn the direction of text or break lines unseen. */
const unsafe = /(?!\n)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]/gu

const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16)

/** The text with everything that could steer a terminal made visible; line feeds stay. */
export const safe = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(unsafe, (character) => `\\u{${hexOf(character)}}`)

/** On one line, without Markdown's emphasis, as names and titles are shown. */
export const oneLine = (text: string): string =>
  safe(
    text
      .replace(/\*\*|__/g, "")
      .replace(/\s+/gu, " ")
      .trim()
  )

/** One word of a shell command, to be copied. */
export const shellWord = (text: string): string =>
  /^[\p{L}\p{N}\p{M}_./~@:#+-]+$/u.test(text) ? text : `'${oneLine(text).replaceAll("'", "'\\''")}'`

/** JSON whose strings cannot steer a terminal either. */
export const safeJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(unsafe, (character) => `\\u${hexOf(character).padStart(4, "0")}`)
