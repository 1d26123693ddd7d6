// Paragraphs and tables as they come, to lines of text that know where they stand.
import type { DecodedDocument } from "../decoded.ts"
import { type DocumentLimits, meter } from "../limits.ts"
import type { Part, Place, PlacedSpan } from "../places.ts"

interface Piece {
  /** What stands before it in its line. */
  readonly gap: "" | " " | "\t"
  readonly text: string
  readonly place: Place
  readonly numbering: number
}

/** A paragraph, or the cells of a row that stand side by side. */
export type Line = ReadonlyArray<Piece>

interface Table {
  readonly number: number
  row: number
  cells: Array<ReadonlyArray<Line>>
}

/** What holds paragraphs and tables: a part, a text box, a cell. */
interface Box {
  readonly part: Part
  readonly cell: { readonly table: number; readonly row: number; readonly cell: number } | null
  readonly lines: Array<Line>
  paragraphs: number
}

export interface Layout {
  readonly openBox: (part: Part) => void
  readonly closeBox: () => ReadonlyArray<Line>
  readonly openTable: () => void
  readonly closeTable: () => void
  readonly openRow: () => void
  readonly closeRow: () => void
  readonly openCell: () => void
  readonly closeCell: () => void
  /** A paragraph of which the first `numbering` characters are an automatic number; an empty one leaves nothing. */
  readonly paragraph: (text: string, numbering: number) => void
  /** Lines of a box that was closed. */
  readonly append: (lines: ReadonlyArray<Line>) => void
}

// From three cells on, a row is one of a table of contents, and what stands in it belongs together.
const COLUMNS_OF_A_TABLE = 3

// Two cells stand beside each other for the look - heading, recipients and signature: they are read across while each has
// one line, and one after the other where one has more.
const linesOfRow = (cells: ReadonlyArray<ReadonlyArray<Line>>): ReadonlyArray<Line> => {
  const full = cells.filter((lines) => lines.length > 0)
  const isTable = full.length >= COLUMNS_OF_A_TABLE
  const isFlat = full.every((lines) => lines.length === 1 && lines.flat().every(({ text }) => !text.includes("\n")))
  if (!isTable && !isFlat) return full.flat()
  const row = full.flatMap((lines) =>
    lines.flat().map((piece, at) => ({
      ...piece,
      text: piece.text.replaceAll("\n", " "),
      gap: at === 0 ? ("\t" as const) : (" " as const)
    }))
  )
  return row.length === 0 ? [] : [row]
}

export const newLayout = (limits: DocumentLimits): Layout => {
  const paragraphs = meter(limits, "paragraphs")
  const length = meter(limits, "textLength")
  // Headers, footers, notes and text boxes count on from one to the next.
  const counts = new Map<Part, { paragraphs: number; tables: number }>()
  const countsOf = (part: Part) => {
    const known = counts.get(part) ?? { paragraphs: 0, tables: 0 }
    counts.set(part, known)
    return known
  }
  const boxes: Array<Box> = []
  const tables: Array<Table> = []

  const placeNext = (box: Box): Place => {
    if (box.cell !== null) {
      box.paragraphs += 1
      return { kind: "cell", part: box.part, ...box.cell, paragraph: box.paragraphs }
    }
    const count = countsOf(box.part)
    count.paragraphs += 1
    return { kind: "paragraph", part: box.part, paragraph: count.paragraphs }
  }
  const append = (lines: ReadonlyArray<Line>): void => {
    for (const line of lines) boxes.at(-1)?.lines.push(line)
  }

  return {
    openBox: (part) => void boxes.push({ part, cell: null, lines: [], paragraphs: 0 }),
    closeBox: () => boxes.pop()?.lines ?? [],
    openTable: () => {
      const count = countsOf(boxes.at(-1)?.part ?? "body")
      count.tables += 1
      tables.push({ number: count.tables, row: 0, cells: [] })
    },
    closeTable: () => void tables.pop(),
    openRow: () => {
      const table = tables.at(-1)
      if (table === undefined) return
      table.row += 1
      table.cells = []
    },
    closeRow: () => append(linesOfRow(tables.at(-1)?.cells ?? [])),
    openCell: () => {
      const table = tables.at(-1)
      const cell = table === undefined ? null : { table: table.number, row: table.row, cell: table.cells.length + 1 }
      boxes.push({ part: boxes.at(-1)?.part ?? "body", cell, lines: [], paragraphs: 0 })
    },
    closeCell: () => {
      const lines = boxes.pop()?.lines ?? []
      const table = tables.at(-1)
      if (table === undefined) append(lines)
      else table.cells.push(lines)
    },
    paragraph: (text, numbering) => {
      const box = boxes.at(-1)
      if (box === undefined) return
      paragraphs(1)
      length(text.length)
      if (text.trim() !== "") box.lines.push([{ gap: "", text, place: placeNext(box), numbering }])
    },
    append
  }
}

/** The text of lines: a blank line between paragraphs, since each is whole, and a tab between cells that are read across. */
export const textOf = (
  running: ReadonlyArray<Line>,
  apart: ReadonlyArray<Line>
): Pick<DecodedDocument, "text" | "bodyEnd" | "places"> => {
  const texts: Array<string> = []
  const places: Array<PlacedSpan> = []
  let at = 0
  let bodyEnd = 0
  for (const [index, line] of [...running, ...apart].entries()) {
    for (const [column, { gap, text, place, numbering }] of line.entries()) {
      const between = column > 0 ? gap : index > 0 ? "\n\n" : ""
      const start = at + between.length
      texts.push(between, text)
      at = start + text.length
      places.push({ span: { start, end: at }, place, numbering })
    }
    if (index < running.length) bodyEnd = at
  }
  texts.push("\n")
  return { text: texts.join(""), bodyEnd, places }
}
