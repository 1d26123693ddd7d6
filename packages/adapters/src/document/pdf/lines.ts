// The lines of a page from where its pieces stand, and its paragraphs from where its lines end.
import type { TextItem } from "./taken-apart.ts"

/** A stretch of a line without a wide gap: a line of one column. Lengths in points. */
export interface Line {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
  /** Of its first word: what a line above it would have needed. */
  readonly firstWord: number
}

// In sizes of the font: how far baselines of one line differ, what is a blank, what is a gap between columns.
const SAME_BASELINE = 0.35
const BLANK = 0.15
const COLUMN = 2

const isBlank = ({ text }: TextItem): boolean => text.trim() === ""

// Bold is sometimes made by drawing a word twice.
const isTwice = (one: TextItem, other: TextItem): boolean =>
  one.text === other.text && Math.abs(one.x - other.x) < one.size / 8 && Math.abs(one.y - other.y) < one.size / 8

const lineOf = (items: ReadonlyArray<TextItem>): Line => {
  let text = ""
  let right = 0
  let firstWord: number | null = null
  for (const item of items) {
    if (text !== "" && item.x - right > item.size * BLANK && !text.endsWith(" ") && !item.text.startsWith(" "))
      text += " "
    text += item.text
    right = item.x + item.width
  }
  const [first] = items
  for (const item of items) {
    const blank = item.text.trimStart().indexOf(" ")
    if (blank >= 0) {
      firstWord = item.x + (item.width * blank) / item.text.length - (first?.x ?? 0)
      break
    }
  }
  const left = first?.x ?? 0
  return {
    text: text.trim(),
    left,
    right,
    y: first?.y ?? 0,
    size: Math.max(...items.slice(0, 50).map(({ size }) => size)),
    firstWord: firstWord ?? right - left
  }
}

/** The rows of a page from top to bottom, each with its lines from left to right; what is not level stands behind them. */
export const rowsOf = (items: ReadonlyArray<TextItem>): ReadonlyArray<ReadonlyArray<Line>> => {
  const full = items.filter((item) => !isBlank(item))
  const level = full.filter(({ isLevel }) => isLevel).sort((one, other) => other.y - one.y || one.x - other.x)
  const rows: Array<Array<TextItem>> = []
  for (const item of level) {
    const row = rows.at(-1)
    const [first] = row ?? []
    if (row === undefined || first === undefined || first.y - item.y > Math.max(first.size, item.size) * SAME_BASELINE)
      rows.push([item])
    else row.push(item)
  }
  const lines = rows.map((row) => {
    const found: Array<Line> = []
    let stretch: Array<TextItem> = []
    for (const item of row.sort((one, other) => one.x - other.x)) {
      const last = stretch.at(-1)
      if (last !== undefined && isTwice(last, item)) continue
      if (last !== undefined && item.x - (last.x + last.width) > item.size * COLUMN) {
        found.push(lineOf(stretch))
        stretch = []
      }
      stretch.push(item)
    }
    found.push(lineOf(stretch))
    return found
  })
  return [...lines, ...full.filter(({ isLevel }) => !isLevel).map((item) => [lineOf([item])])]
}

// The numbers of a list stand apart from its text and are no column.
const WORDS = /\p{L}{3}/u
const MOST_COLUMNS = 2
// A heading or a tail has fewer.
const MOST_ROWS = 60

/**
 * Where rows from `from` on stand in two columns with one gutter - a heading, or recipients beside the signature - the row behind
 * the last of them and the gutter; null where they do not.
 */
const columnsAt = (
  rows: ReadonlyArray<ReadonlyArray<Line>>,
  from: number
): { readonly next: number; readonly gutter: number } | null => {
  let [start, end] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  let next = from
  let hasWords = false
  for (let at = from; at < Math.min(rows.length, from + MOST_ROWS); at++) {
    const row = rows[at] ?? []
    const [left, right] = row
    if (left === undefined || row.length > MOST_COLUMNS) break
    // A line alone belongs to the side of the gutter on which it stands.
    const [on, off] =
      right === undefined
        ? left.left >= (start + end) / 2
          ? [start, left.left]
          : [left.right, end]
        : [left.right, right.left]
    const [newStart, newEnd] = [Math.max(start, on), Math.min(end, off)]
    if (newEnd - newStart < left.size / 2) break
    if (at === from && right === undefined) break
    start = newStart
    end = newEnd
    hasWords ||= right !== undefined && WORDS.test(left.text)
    if (right !== undefined || left.left >= newEnd) next = at + 1
  }
  return next - from < 2 || !hasWords ? null : { next, gutter: (start + end) / 2 }
}

/** A line in the order of reading. `isFlow`: of the text across the page, whose paragraphs may go on in the next line. */
export interface Ordered {
  readonly line: Line
  readonly isFlow: boolean
  /** In a row of a table, behind another cell. */
  readonly isNextCell: boolean
}

/** The lines of a page in the order of reading: two columns one after the other, a row of a table across. */
export const inOrder = (rows: ReadonlyArray<ReadonlyArray<Line>>): ReadonlyArray<Ordered> => {
  const ordered: Array<Ordered> = []
  for (let at = 0; at < rows.length; ) {
    const columns = columnsAt(rows, at)
    if (columns === null) {
      const row = rows[at] ?? []
      for (const [column, line] of row.entries())
        ordered.push({ line, isFlow: row.length === 1, isNextCell: column > 0 })
      at += 1
      continue
    }
    const lines = rows.slice(at, columns.next).flat()
    for (const isRight of [false, true])
      for (const line of lines)
        if (line.left > columns.gutter === isRight) ordered.push({ line, isFlow: false, isNextCell: false })
    at = columns.next
  }
  return ordered
}

const MARKER = /^(?:[-–—•●▪◦‣+*]|\d{1,3}(?:\.\d{1,3})*[.)/]|[a-zđ][.)]|[IVX]{1,5}[.)-])(?:\s|\p{L})/u

/**
 * Whether a paragraph goes on: its line ends where the next word had no room left. `right`: where the text of the page ends.
 * Between two pages the distance says nothing.
 */
export const goesOn = (line: Line, next: Line, right: number, isOtherPage: boolean): boolean =>
  line.right + line.size * BLANK + next.firstWord > right &&
  next.left <= line.left + line.size / 4 &&
  Math.abs(line.size - next.size) < line.size * 0.1 &&
  (isOtherPage || line.y - next.y < line.size * 2) &&
  !MARKER.test(next.text)
