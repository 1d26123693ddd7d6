// Plain tables: columns as wide as their widest cell, the last one cut where the terminal ends.
import { CliOutput } from "effect/cli"
import { oneLine } from "./escape.ts"

const { displayWidth } = CliOutput

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - displayWidth(text)))

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

export const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const lines = [head, ...rows].map((row) => row.map(oneLine))
  const widths = head.map((_, column) => Math.max(...lines.map((row) => displayWidth(row[column] ?? ""))))
  const print = (row: ReadonlyArray<string>) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd()
  const rule = widths.map((width) => "─".repeat(width)).join("  ")
  const [first, ...rest] = lines
  return [print(first ?? []), rule, ...rest.map(print)].join("\n")
}
