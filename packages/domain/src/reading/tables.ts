// Tables of tasks: a row of headings that names the content and the body in charge, and the rows below it, cell by cell.
import type { CivilDate, Span } from "../kernel/index.ts"
import { type DueFound, undatedOf } from "./deadline-forms.ts"
import { deadlineOf } from "./deadlines.ts"
import { datesWithin } from "./indexed.ts"
import { type Line, lineBetween } from "./lines.ts"
import { partiesFrom } from "./parties.ts"
import type { PartyFound } from "./party.ts"
import { quoteOf } from "./quote.ts"
import { wordsOf } from "./words.ts"

/** One task of a table. `number` is what its first column says; `end` is where its last cell ends. */
export interface Row {
  readonly number: string | null
  readonly content: Span
  readonly lead: Span
  readonly coordinating: Span | null
  readonly deadline: Span | null
  readonly end: number
}

/** The rows of recognised tables by where their lines begin; the headings of each, and its tasks. */
export type Rows = ReadonlyMap<number, Row | "heading">

type Column = "number" | "content" | "lead" | "coordinating" | "deadline" | "other"

const NUMBER = /^(?:stt|tt|số tt|số thứ tự)$/u
const DEADLINE = /thời hạn|thời gian|thời điểm|(?:^| )hạn |ngày hoàn thành|tiến độ/u
const WORK = /chủ trì|thực hiện|phụ trách|chịu trách nhiệm|đầu mối|được giao|tham mưu|xử lý|giải quyết/u
const SOMEBODY = /^(?:các )?(?:cơ quan|đơn vị|bộ phận|cá nhân|người|cán bộ|tổ chức|phòng|ban|địa phương|tập thể|sở)/u
const CONTENT = /^(?:các |tên )?(?:nội dung|nhiệm vụ|công việc|đầu việc|phần việc|việc|hạng mục|ý kiến chỉ đạo)/u
const LONGEST_LABEL = 60

const columnOf = ({ folded }: Line): Column => {
  const label = folded.replace(/[.:]$/, "")
  if (label.length > LONGEST_LABEL) return "other"
  if (NUMBER.test(label)) return "number"
  if (DEADLINE.test(label)) return "deadline"
  if (/^(?:đơn vị |cơ quan )?chủ trì/u.test(label) || (SOMEBODY.test(label) && WORK.test(label))) return "lead"
  if (/phối hợp/u.test(label)) return "coordinating"
  return CONTENT.test(label) ? "content" : "other"
}

// No row of a table is longer.
const LONGEST_ROW = 4000

// The cells between tabs or bars, the empty ones too.
const cellsOf = (source: string, { span }: Line): ReadonlyArray<Line> => {
  if (span.end - span.start > LONGEST_ROW) return []
  const text = source.slice(span.start, span.end)
  const mark = text.includes("\t") ? "\t" : "|"
  if (!text.includes(mark)) return []
  const cells: Array<Line> = []
  let from = 0
  for (const part of text.split(mark)) {
    cells.push(lineBetween(source, span.start + from, span.start + from + part.length, false))
    from += part.length + 1
  }
  const isFramed = mark === "|" && text.startsWith("|")
  return cells.slice(isFramed ? 1 : 0, isFramed && text.endsWith("|") ? -1 : undefined)
}

// Most lines are no row of headings, and need not be cut into cells.
const LABELS = /nội dung|nhiệm vụ|việc|hạng mục|chỉ đạo/u

// The columns, where a content and a body in charge are among them.
const columnsOf = (source: string, line: Line): ReadonlyArray<Column> | null => {
  if (line.span.end - line.span.start > LONGEST_ROW || !LABELS.test(line.folded)) return null
  const columns = cellsOf(source, line).map(columnOf)
  return columns.includes("content") && columns.includes("lead") ? columns : null
}

const hasLetters = (cell: Line | undefined): cell is Line => cell !== undefined && /\p{L}/u.test(cell.folded)
const textOf = (source: string, { span }: Line): string => source.slice(span.start, span.end)

const rowOf = (source: string, line: Line, columns: ReadonlyArray<Column>): Row | null => {
  const cells = cellsOf(source, line)
  const last = cells.at(-1)
  const [contentAt, leadAt] = [columns.indexOf("content"), columns.indexOf("lead")]
  const [content, lead] = [cells[contentAt], cells[leadAt]]
  if (cells.length > columns.length || !hasLetters(content) || !hasLetters(lead) || last === undefined) return null
  const numberAt = columns.indexOf("number")
  const first = numberAt < 0 ? undefined : cells[numberAt]
  const number = first === undefined ? undefined : /^[*_ ]*0*(\d{1,4})[.)*_ ]*$/u.exec(textOf(source, first))?.[1]
  const at = (column: Column): Line | undefined => {
    const index = columns.indexOf(column)
    if (index < 0) return undefined
    if (cells.length === columns.length) return cells[index]
    // Word's empty cells leave nothing: what stands behind the body is told apart by what it says.
    return cells.slice(Math.max(contentAt, leadAt) + 1).find((cell) => isDue(source, cell) === (column === "deadline"))
  }
  const spanOf = (cell: Line | undefined): Span | null =>
    cell === undefined || !/[\p{L}\p{N}]/u.test(cell.folded) ? null : cell.content
  return {
    number: number ?? null,
    content: content.content,
    lead: lead.content,
    coordinating: spanOf(at("coordinating")),
    deadline: spanOf(at("deadline")),
    end: last.span.end
  }
}

const isDue = (source: string, { content, folded }: Line): boolean =>
  ALWAYS.test(folded) || dueIn(source, content, null) !== null || /^(?:ngày )?\d{1,2}\/\d{1,2}$/u.test(folded)

/** All tables of tasks in a text. A table ends where a line has no cells, but for the heading of a group inside it. */
export const rowsOf = (source: string, lines: ReadonlyArray<Line>): Rows => {
  const rows = new Map<number, Row | "heading">()
  let columns: ReadonlyArray<Column> | null = null
  for (const [index, line] of lines.entries()) {
    const heading = columnsOf(source, line)
    if (heading !== null) {
      columns = heading
      rows.set(line.span.start, "heading")
      continue
    }
    if (columns === null) continue
    const row = rowOf(source, line, columns)
    const next = lines[index + 1]
    if (row !== null) rows.set(line.span.start, row)
    else if (next === undefined || line.folded.length > LONGEST_LABEL * 2 || rowOf(source, next, columns) === null)
      columns = null
  }
  return withTasks(rows)
}

// A row of headings with nothing below it is none.
const withTasks = (rows: ReadonlyMap<number, Row | "heading">): Rows =>
  [...rows.values()].some((row) => row !== "heading") ? rows : new Map()

const ALWAYS = /^(?:làm |thực hiện )?(?:thường xuyên|liên tục|lâu dài)/u

/** Whether the cell of the deadline says that the work goes on: "Thường xuyên". */
export const goesOn = (source: string, { deadline }: Row): boolean =>
  deadline !== null && ALWAYS.test(lineBetween(source, deadline.start, deadline.end, false).folded)

/** When a row's task is due; in such a cell a date alone is a last day. */
export const dueOfRow = (source: string, { deadline }: Row, since: CivilDate | null): DueFound | null =>
  deadline === null ? null : dueIn(source, deadline, since)

const dueIn = (source: string, cell: Span, since: CivilDate | null): DueFound | null => {
  const words = wordsOf(source, cell)
  const said = deadlineOf(source, words, { from: 0, to: words.length }, -1, since)
  if (said !== null && said.form !== "urgency") return said
  const date = datesWithin(source, cell).at(-1)
  if (date === undefined) return undatedOf(source, cell, since, true) ?? said
  const grounds = { quote: quoteOf(source, date.span), rule: "cell-of-a-table", confidence: "likely" } as const
  return date.form === "day"
    ? { form: "day", date: date.date, bound: "by", ...grounds }
    : { form: "period", from: date.from, to: date.to, ...grounds }
}

const WITH =
  /\((?:phối hợp|cùng phối hợp|phối hợp với|phối hợp cùng|cơ quan phối hợp|đơn vị phối hợp)(?: với| cùng)? ?:? /iu

/** Who leads and who helps: the cells, and what the body's cell says in brackets: "UBND xã A (phối hợp: Sở B)". */
export const partiesOfRow = (
  source: string,
  { lead, coordinating }: Row
): { readonly lead: ReadonlyArray<PartyFound>; readonly coordinating: ReadonlyArray<PartyFound> } => {
  const bracket = WITH.exec(source.slice(lead.start, lead.end).normalize("NFC"))
  const isWhole =
    bracket === null || source.slice(lead.start, lead.end).normalize("NFC").length !== lead.end - lead.start
  const cut = isWhole ? lead.end : lead.start + bracket.index
  const named = (start: number, end: number): ReadonlyArray<PartyFound> =>
    partiesFrom(source, wordsOf(source, { start, end }), 0, true)
  return {
    lead: named(lead.start, cut),
    coordinating: [
      ...(isWhole ? [] : named(cut + bracket[0].length, lead.end)),
      ...(coordinating === null ? [] : named(coordinating.start, coordinating.end))
    ]
  }
}
