// Automatic numbers: what Word shows in front of a paragraph of a list and never stores in its text.
import type { NumberingReference } from "./styles.ts"
import type { Element, Handler } from "./xml.ts"

interface Level {
  start: number
  format: string
  /** As `%1.%2.`: the numbers of levels, and what stands around them. */
  pattern: string
  font: string
  hasBlank: boolean
  isDecimalOnly: boolean
  /** The level, from 1, whose next item makes this one start again; 0 for none, null for any above it. */
  restart: number | null
}
const newLevel = (): Level => ({
  start: 0,
  format: "decimal",
  pattern: "",
  font: "",
  hasBlank: true,
  isDecimalOnly: false,
  restart: null
})

interface Abstract {
  readonly levels: Map<number, Level>
  /** The list style that has the levels instead. */
  link: string | null
}

interface List {
  abstract: string
  readonly starts: Map<number, number>
  readonly levels: Map<number, Level>
}

const MOST_LEVELS = 9
const LONGEST_PATTERN = 40

const ROMAN: ReadonlyArray<readonly [value: number, letters: string]> = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"]
]

const roman = (value: number): string => {
  if (value < 1 || value > 3999) return String(value)
  let rest = value
  let text = ""
  for (const [worth, letters] of ROMAN) {
    while (rest >= worth) {
      text += letters
      rest -= worth
    }
  }
  return text
}

// Word's letters are the Latin ones, without đ: z, then aa, bb.
const letter = (value: number): string =>
  value < 1 || value > 260
    ? String(value)
    : String.fromCharCode(0x61 + ((value - 1) % 26)).repeat(Math.ceil(value / 26))

const shown = (value: number, format: string): string => {
  switch (format) {
    case "upperRoman":
      return roman(value).toUpperCase()
    case "lowerRoman":
      return roman(value)
    case "upperLetter":
      return letter(value).toUpperCase()
    case "lowerLetter":
      return letter(value)
    case "decimalZero":
      return String(value).padStart(2, "0")
    case "none":
      return ""
    default:
      return String(value)
  }
}

// Bullets of the symbol fonts, by their place in them: what a person sees, as Unicode has it.
const BULLETS: Readonly<Record<string, string>> = {
  "Symbol \u00b7": "•",
  "Symbol \u002d": "-",
  "Wingdings \u00a7": "▪",
  "Wingdings \u00d8": "‣",
  "Courier New o": "◦"
}

const bullet = (pattern: string, font: string): string => {
  const plain = pattern.replace(/[\uf020-\uf0ff]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xf000))
  const known = BULLETS[`${font} ${plain}`]
  if (known !== undefined) return known
  // Any other picture of a symbol font is some bullet.
  return pattern !== plain || /^(?:Symbol|Wingdings|Webdings)/.test(font) ? "•" : pattern
}

export interface Numbering {
  /** The next number of a list with the blank behind it, as "1. "; empty where the list shows none. */
  readonly next: (reference: NumberingReference) => string
}

/** Reads numbering.xml; `listOf` answers the list of a numbering style. */
export const numberingReader = (
  listOf: (style: string) => NumberingReference
): { readonly handler: Handler; readonly numbering: Numbering } => {
  const abstracts = new Map<string, Abstract>()
  const lists = new Map<string, List>()
  let abstract: Abstract | null = null
  let list: List | null = null
  let level: Level | null = null
  let overridden = 0

  const setLevel = (into: Level, { name, attribute }: Element): void => {
    const value = attribute("w:val") ?? ""
    if (name === "w:start") into.start = Number(value) || 0
    else if (name === "w:numFmt") into.format = value
    else if (name === "w:lvlText") into.pattern = value.slice(0, LONGEST_PATTERN)
    else if (name === "w:suff") into.hasBlank = value !== "nothing"
    else if (name === "w:isLgl") into.isDecimalOnly = !["0", "false", "off"].includes(value || "true")
    else if (name === "w:lvlRestart") into.restart = Number(value)
    else if (name === "w:rFonts") into.font = attribute("w:hAnsi") ?? attribute("w:ascii") ?? ""
  }

  const handler: Handler = {
    open: (element) => {
      const { name, attribute } = element
      if (name === "w:abstractNum") {
        abstract = { levels: new Map(), link: null }
        abstracts.set(attribute("w:abstractNumId") ?? "", abstract)
      } else if (name === "w:num") {
        list = { abstract: "", starts: new Map(), levels: new Map() }
        lists.set(attribute("w:numId") ?? "", list)
      } else if (name === "w:lvl") {
        level = newLevel()
        ;(abstract ?? list)?.levels.set(Number(attribute("w:ilvl")), level)
      } else if (level !== null) setLevel(level, element)
      else if (name === "w:numStyleLink" && abstract !== null) abstract.link = attribute("w:val") ?? null
      else if (list === null) return
      else if (name === "w:abstractNumId") list.abstract = attribute("w:val") ?? ""
      else if (name === "w:lvlOverride") overridden = Number(attribute("w:ilvl"))
      else if (name === "w:startOverride") list.starts.set(overridden, Number(attribute("w:val")) || 0)
    },
    text: () => {},
    close: (name) => {
      if (name === "w:abstractNum") abstract = null
      else if (name === "w:num") list = null
      else if (name === "w:lvl") level = null
    }
  }

  // Lists of one abstract count on together, each starting again only where it says so itself.
  const counts = new Map<string, Array<number | undefined>>()
  const restarted = new Set<string>()

  const linked = (id: string): string => {
    const link = abstracts.get(id)?.link ?? null
    return link === null ? id : (lists.get(listOf(link).list ?? "")?.abstract ?? id)
  }

  const next: Numbering["next"] = ({ list: id = "0", level: depth = 0 }) => {
    const found = lists.get(id)
    if (found === undefined || depth < 0 || depth >= MOST_LEVELS) return ""
    const key = linked(found.abstract)
    const levelAt = (at: number): Level | undefined => found.levels.get(at) ?? abstracts.get(key)?.levels.get(at)
    const here = levelAt(depth)
    if (here === undefined) return ""
    const values = counts.get(key) ?? []
    counts.set(key, values)
    const start = found.starts.get(depth)
    if (start !== undefined && !restarted.has(`${id} ${depth}`)) values[depth] = start
    else values[depth] = (values[depth] ?? (start ?? here.start) - 1) + 1
    restarted.add(`${id} ${depth}`)
    for (let at = 0; at < depth; at++) values[at] ??= levelAt(at)?.start ?? 1
    for (let at = depth + 1; at < MOST_LEVELS; at++) {
      const restart = levelAt(at)?.restart ?? null
      if (restart === null || depth < restart) values[at] = undefined
    }
    const text =
      here.format === "bullet"
        ? bullet(here.pattern, here.font)
        : here.pattern.replace(/%([1-9])/g, (_, place: string) => {
            const at = Number(place) - 1
            return shown(values[at] ?? 0, here.isDecimalOnly ? "decimal" : (levelAt(at)?.format ?? "decimal"))
          })
    return text.trim() === "" ? "" : `${text.trim()}${here.hasBlank ? " " : ""}`
  }
  return { handler, numbering: { next } }
}
