// The rows as a table on the screen.
import type { Machine } from "./machine.ts"
import type { Row, Unit } from "./row.ts"

const amount = (value: number | null, unit: Unit): string => {
  if (value === null) return "—"
  return unit === "ms" ? `${value.toFixed(2)} ms` : `${Math.round(value).toLocaleString("en-US")}/s`
}

const ratio = (value: number | null): string => (value === null ? "—" : `${value.toFixed(2)}×`)

const goalOf = ({ goal, unit }: Row): string => {
  const sign = unit === "ms" ? "≤" : "≥"
  const said = (value: number | null, of: string) => (value === null ? [] : [`${sign} ${value}× ${of}`])
  return [...said(goal.raw, "raw"), ...said(goal.peer, "peer")].join(", ") || "—"
}

const peersOf = ({ peers, unit }: Row): string => {
  if (peers === null) return "—"
  const shown = Object.entries(peers).map(([name, value]) => `${name} ${amount(value, unit)}`)
  return shown.length === 0 ? "not available" : shown.join(", ")
}

const verdict = ({ met }: Row): string => (met === null ? "—" : met ? "met" : "MISSED")

const heading = ["store", "work", "size", "ours", "raw", "to raw", "peers", "to peer", "goal", ""]

const cells = (row: Row): ReadonlyArray<string> => [
  row.store,
  row.work,
  row.size,
  amount(row.ours, row.unit),
  amount(row.raw, row.unit),
  ratio(row.ratioToRaw),
  peersOf(row),
  ratio(row.ratioToPeer),
  goalOf(row),
  verdict(row)
]

export interface About {
  readonly machine: Machine
  readonly versions: Readonly<Record<string, string>>
}

/** In Markdown, so that it can be kept as it is. */
export const table = (rows: ReadonlyArray<Row>, { machine, versions }: About): string => {
  const lines = [heading, ...rows.map(cells)]
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0), 3))
  const line = (texts: ReadonlyArray<string>): string =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`
  const { cpu, cores, memoryGiB, disk, system } = machine
  return [
    `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${disk}, ${system}`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
    "",
    line(heading),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(cells).map(line),
    "",
    ...rows.flatMap(({ store, work, notes }) => notes.map((note) => `${store}, ${work}: ${note}`))
  ].join("\n")
}
