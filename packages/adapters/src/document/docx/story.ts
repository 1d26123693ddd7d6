// The walk through one part with text: runs to letters, fields and changes to what the page shows, paragraphs to the layout.
import type { DocumentWarning } from "../decoded.ts"
import type { Part } from "../places.ts"
import { type Lettering, lettered, letteringOf } from "./fonts.ts"
import type { Layout, Line } from "./layout.ts"
import type { Numbering } from "./numbering.ts"
import { type Look, type NumberingReference, type Styles, withProperty } from "./styles.ts"
import type { Element, Handler } from "./xml.ts"

interface Segment extends Lettering {
  readonly text: string
}

interface Paragraph {
  style: string | null
  numbering: NumberingReference
  segments: Array<Segment>
  /** What text boxes anchored in it hold; they are read behind it. */
  boxes: Array<ReadonlyArray<Line>>
  /** A tracked change took its end away: it goes on in the next one. */
  isOpenEnded: boolean
  /** Whether it has page numbers, and letters or digits besides. */
  hasPageNumber: boolean
  hasWords: boolean
}
const newParagraph = (): Paragraph => ({
  style: null,
  numbering: {},
  segments: [],
  boxes: [],
  isOpenEnded: false,
  hasPageNumber: false,
  hasWords: false
})

interface Run {
  look: Look
  style: string | null
}

/** What a walk is given. */
export interface Surroundings {
  readonly styles: Styles
  readonly numbering: Numbering
  readonly layout: Layout
  readonly warn: (about: DocumentWarning["about"], count?: number) => void
  /** A header or footer that the text refers to, by relationship. */
  readonly refer: (part: "header" | "footer", relationship: string) => void
}

const PAGE_NUMBER = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i
const SYMBOLS: Readonly<Record<string, string>> = {
  "Symbol \uf0b7": "•",
  "Wingdings \uf0a7": "▪",
  "Wingdings \uf0fc": "✓",
  "Wingdings \uf0fe": "☒",
  "Wingdings \uf0a8": "☐"
}

// What stood before a change of format, and what a reader of today's file has no use for.
const SKIPPED: ReadonlySet<string> = new Set([
  "w:pPrChange",
  "w:rPrChange",
  "w:sectPrChange",
  "w:tblPrChange",
  "w:tblGridChange",
  "w:tcPrChange",
  "w:trPrChange",
  "w:numberingChange"
])
const BREAKS: Readonly<Record<string, string>> = {
  "w:tab": "\t",
  "w:ptab": "\t",
  "w:br": "\n",
  "a:br": "\n",
  "w:cr": "\n",
  "w:noBreakHyphen": "\u2011",
  "w:softHyphen": "\u00ad"
}
const RUN: ReadonlySet<string> = new Set(["w:r", "m:r", "a:r"])
const TEXT: ReadonlySet<string> = new Set(["w:t", "m:t", "a:t"])
const REMOVED: ReadonlySet<string> = new Set(["w:del", "w:moveFrom"])
const ADDED: ReadonlySet<string> = new Set(["w:ins", "w:moveTo"])

const symbolOf = ({ attribute }: Element): string => {
  const code = Number.parseInt(attribute("w:char") ?? "", 16)
  if (!Number.isInteger(code) || code < 0x20 || code > 0xffff || (code >= 0xd800 && code < 0xe000)) return ""
  const char = String.fromCharCode(code < 0xf000 && code < 0x100 ? code + 0xf000 : code)
  return SYMBOLS[`${attribute("w:font")} ${char}`] ?? char
}

const lookOf = (styles: Styles, paragraph: Paragraph, run: Run | undefined): Look => ({
  ...styles.defaultLook,
  ...styles.lookOf(paragraph.style),
  ...(run === undefined || run.style === null ? {} : styles.lookOf(run.style)),
  ...run?.look
})

// Neighbours in the same letters are decoded together: a VNI vowel and its mark may stand in two runs.
const textOfSegments = (segments: ReadonlyArray<Segment>): string => {
  let text = ""
  let group: Array<Segment> = []
  const flush = (): void => {
    const [first] = group
    if (first !== undefined) text += lettered(group.map((one) => one.text).join(""), first)
    group = []
  }
  for (const segment of segments) {
    const [first] = group
    if (first !== undefined && (first.encoding !== segment.encoding || first.isCapital !== segment.isCapital)) flush()
    group.push(segment)
  }
  flush()
  return text
}

/** Walks one part; its lines are those of the box that `part` opens. */
export const storyReader = (
  part: Part,
  around: Surroundings
): { readonly handler: Handler; readonly lines: () => ReadonlyArray<Line> } => {
  const { layout, numbering, styles, warn } = around
  const paragraphs: Array<Paragraph> = []
  const runs: Array<Run> = []
  /** Of each open field, whether it is a page number; and how many are. */
  const fields: Array<boolean> = []
  let pageNumberFields = 0
  const alternatives: Array<{ seen: number; hasText: boolean }> = []
  let carried: Array<Segment> = []
  let skipped = 0
  let removed = 0
  let inRunProperties = false
  let inParagraphProperties = false
  let content: "text" | "code" | null = null
  let keepsBlanks = false
  let piece = ""
  let seen = 0

  const openField = (isPageNumber: boolean): void => {
    fields.push(isPageNumber)
    if (isPageNumber) pageNumberFields += 1
  }
  const closeField = (): boolean => {
    const isPageNumber = fields.pop() ?? false
    if (isPageNumber) pageNumberFields -= 1
    return isPageNumber
  }

  const add = (text: string): void => {
    const paragraph = paragraphs.at(-1)
    if (paragraph === undefined || text === "" || removed > 0) return
    const look = lookOf(styles, paragraph, runs.at(-1))
    if (look.isHidden === true) {
      if (text.trim() !== "") warn("hidden_text")
      return
    }
    if (pageNumberFields > 0) paragraph.hasPageNumber = true
    else paragraph.hasWords ||= /[\p{L}\p{N}]/u.test(text)
    seen += text.length
    paragraph.segments.push({ text, ...letteringOf(look.font ?? "", look.isCapital ?? false) })
  }

  const closeParagraph = (): void => {
    const paragraph = paragraphs.pop()
    if (paragraph === undefined) return
    for (const segment of paragraph.segments) carried.push(segment)
    if (!paragraph.isOpenEnded) {
      const segments = carried
      carried = []
      const isMargin = part === "header" || part === "footer"
      const isNumberOnly = paragraph.hasPageNumber && !paragraph.hasWords
      const direct = paragraph.numbering
      const label = numbering.next(
        direct.list === undefined ? { ...styles.numberingOf(paragraph.style), ...direct } : direct
      )
      if (!(isMargin && isNumberOnly)) layout.paragraph(label + textOfSegments(segments), label.length)
    }
    for (const lines of paragraph.boxes) layout.append(lines)
  }

  const openBox = (): void => {
    layout.openBox("text_box")
    paragraphs.push(newParagraph())
  }
  const closeBox = (): void => {
    paragraphs.pop()
    const lines = layout.closeBox()
    const anchor = paragraphs.at(-1)
    if (anchor === undefined) layout.append(lines)
    else anchor.boxes.push(lines)
  }

  const openProperty = (element: Element): void => {
    const { name, attribute } = element
    const [paragraph, run] = [paragraphs.at(-1), runs.at(-1)]
    const value = attribute("w:val")
    if (inRunProperties) {
      if (inParagraphProperties) {
        if (REMOVED.has(name) && paragraph !== undefined) paragraph.isOpenEnded = true
        if (REMOVED.has(name) || ADDED.has(name)) warn("tracked_changes")
      } else if (run === undefined) return
      else if (name === "w:rStyle") run.style = value ?? null
      else run.look = withProperty(run.look, element)
    } else if (paragraph === undefined) return
    else if (name === "w:pStyle") paragraph.style = value ?? null
    else if (name === "w:numId" && value !== undefined) paragraph.numbering = { ...paragraph.numbering, list: value }
    else if (name === "w:ilvl" && value !== undefined)
      paragraph.numbering = { ...paragraph.numbering, level: Number(value) }
  }

  const open = (element: Element): void => {
    const { name, attribute } = element
    if (skipped > 0 || SKIPPED.has(name)) skipped += 1
    else if (
      inRunProperties ||
      (inParagraphProperties && name !== "w:rPr" && name !== "w:sectPr" && !name.endsWith("Reference"))
    )
      openProperty(element)
    else if (name === "w:p" || name === "a:p") {
      if (name === "a:p") openBox()
      paragraphs.push(newParagraph())
    } else if (name === "w:pPr") inParagraphProperties = true
    else if (name === "w:rPr") inRunProperties = true
    else if (RUN.has(name)) runs.push({ look: {}, style: null })
    else if (TEXT.has(name) || name === "w:instrText") {
      content = name === "w:instrText" ? "code" : "text"
      keepsBlanks = name === "a:t" || attribute("xml:space") === "preserve"
      piece = ""
    } else if (BREAKS[name] !== undefined) add(BREAKS[name] ?? "")
    else if (name === "w:sym") add(symbolOf(element))
    else if (REMOVED.has(name)) {
      removed += 1
      warn("tracked_changes")
    } else if (ADDED.has(name)) warn("tracked_changes")
    else if (name === "w:fldChar") {
      if (attribute("w:fldCharType") === "begin") openField(false)
      else if (attribute("w:fldCharType") === "end") closeField()
    } else if (name === "w:fldSimple") openField(PAGE_NUMBER.test(attribute("w:instr") ?? ""))
    else if (name === "w:tbl") layout.openTable()
    else if (name === "w:tr") layout.openRow()
    else if (name === "w:tc") layout.openCell()
    else if (name === "w:txbxContent") openBox()
    else if (name === "mc:AlternateContent") alternatives.push({ seen, hasText: false })
    else if (name === "mc:Fallback" && alternatives.at(-1)?.hasText === true) skipped += 1
    else if (name === "v:textpath") {
      // Stamps over a page, as MẬT or HỎA TỐC, may be drawn words.
      openBox()
      add(attribute("string") ?? "")
      layout.paragraph(textOfSegments(paragraphs.at(-1)?.segments ?? []), 0)
      closeBox()
    } else if (name === "w:headerReference") around.refer("header", attribute("r:id") ?? "")
    else if (name === "w:footerReference") around.refer("footer", attribute("r:id") ?? "")
    else if (name === "w:commentReference") warn("comments")
    else if (name === "pic:pic" || name === "v:imagedata") warn("pictures")
    else if (name === "w:object" || name === "w:altChunk" || name === "c:chart" || name === "dgm:relIds")
      warn("embedded_objects")
  }

  const close = (name: string): void => {
    if (skipped > 0) skipped -= 1
    else if (name === "w:pPr") inParagraphProperties = false
    else if (name === "w:rPr") inRunProperties = false
    else if (inRunProperties || inParagraphProperties) return
    else if (name === "w:p") closeParagraph()
    else if (name === "a:p") {
      closeParagraph()
      closeBox()
    } else if (RUN.has(name)) runs.pop()
    else if (TEXT.has(name)) {
      const text = piece.replace(/[\t\n\r]+/g, " ")
      content = null
      add(keepsBlanks ? text : text.replace(/^ +| +$/g, ""))
    } else if (name === "w:instrText") {
      if (fields.length > 0) openField(closeField() || PAGE_NUMBER.test(piece))
      content = null
    } else if (REMOVED.has(name)) removed -= 1
    else if (name === "w:fldSimple") closeField()
    else if (name === "w:tbl") layout.closeTable()
    else if (name === "w:tr") layout.closeRow()
    else if (name === "w:tc") layout.closeCell()
    else if (name === "w:txbxContent") closeBox()
    else if (name === "mc:Choice") {
      const alternative = alternatives.at(-1)
      if (alternative !== undefined && seen > alternative.seen) alternative.hasText = true
    } else if (name === "mc:AlternateContent") alternatives.pop()
  }

  layout.openBox(part)
  return {
    handler: {
      open,
      close,
      text: (text) => {
        if (content !== null && skipped === 0) piece += text
      }
    },
    lines: () => {
      // A last paragraph without an end still has its words.
      if (carried.length > 0) layout.paragraph(textOfSegments(carried), 0)
      return layout.closeBox()
    }
  }
}
