// Plain tables: columns as wide as their widest cell; where the terminal is too narrow, a few lines for each row.
import { CliOutput } from "effect/cli"
import { oneLine } from "./escape.ts"

const { displayWidth } = CliOutput

/** The narrowest last column that still says something. */
const NARROWEST = 24

export const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - displayWidth(text)))

/** At most `width` columns, ending in an ellipsis where something is left out. */
export const shorten = (text: string, width: number): string => {
  const line = oneLine(text)
  if (displayWidth(line) <= width) return line
  let short = ""
  for (const character of line) {
    if (displayWidth(short + character) >= width) break
    short += character
  }
  return `${short.trimEnd()}…`
}

/** Breaks a line between words. */
const wrap = (line: string, width: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of line.split(" ")) {
    const last = lines.at(-1)
    if (last === undefined || displayWidth(`${last} ${word}`) > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** The first cell on its own line, those in the middle side by side, the last one below; empty ones left out. */
const stacked = (rows: ReadonlyArray<ReadonlyArray<string>>, columns: number): string =>
  rows
    .map(([first = "", ...cells]) => {
      const last = cells.pop() ?? ""
      const between = cells.filter((cell) => cell !== "" && cell !== "—").join(" · ")
      const below = [...wrap(between, columns - 2), ...wrap(last, columns - 2)]
      return [first, ...below.filter((line) => line !== "").map((line) => `  ${line}`)].join("\n")
    })
    .join("\n")

/** `columns` is the width of the terminal, null where there is none. */
export const table = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  columns: number | null
): string => {
  const cells = rows.map((row) => row.map(oneLine))
  const lines = [head, ...cells]
  const widths = head.map((_, column) => Math.max(...lines.map((row) => displayWidth(row[column] ?? ""))))
  const lastColumn = widths.length - 1
  const before = widths.slice(0, lastColumn).reduce((sum, width) => sum + width + 2, 0)
  const left = columns === null ? Number.POSITIVE_INFINITY : columns - before
  if (columns !== null && left < NARROWEST) return stacked(cells, columns)
  widths[lastColumn] = Math.min(widths[lastColumn] ?? 0, left)
  const print = (row: ReadonlyArray<string>) =>
    widths
      .map((width, column) => pad(shorten(row[column] ?? "", width), width))
      .join("  ")
      .trimEnd()
  return [print(head), widths.map((width) => "─".repeat(width)).join("  "), ...cells.map(print)].join("\n")
}
