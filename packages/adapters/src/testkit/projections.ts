// The tables that the contract suites keep: small, and each with one awkward habit.
import type { Projection, RecordedEvent, RowOf } from "@ketluan/domain"

const noteColumns = { count: "integer", facts: "text", words: "text?" } as const

const wordsOf = ({ texts }: RecordedEvent): string | null => (texts === null ? null : JSON.stringify(texts))

/** A row per stream: how many events, and the newest one's facts and words as they were read. `Removed` removes it. */
export const notes: Projection<typeof noteColumns> = {
  name: "notes",
  version: 1,
  columns: noteColumns,
  indexed: [],
  ordered: [["count"]],
  keys: ({ type, stream }) => (type === "Noted" || type === "Needed" || type === "Removed" ? [stream] : []),
  evolve: (row, event): RowOf<typeof noteColumns> | null =>
    event.type === "Removed"
      ? null
      : { count: (row?.count ?? 0) + 1, facts: JSON.stringify(event.facts), words: wordsOf(event) }
}

const lineColumns = { stream_name: "text", weight: "integer?", position: "integer" } as const

const weightOf = ({ facts }: RecordedEvent): number | null =>
  typeof facts === "object" && facts !== null && "weight" in facts && typeof facts.weight === "number"
    ? facts.weight
    : null

/** Several rows per stream: one for every odd version, and `Removed` removes all of them at once. */
export const lines: Projection<typeof lineColumns> = {
  name: "lines",
  version: 1,
  columns: lineColumns,
  indexed: ["stream_name", "weight"],
  ordered: [["stream_name", "weight"]],
  keys: ({ type, stream, version }) => {
    if (type === "Noted") return version % 2 === 1 ? [`${stream}#${version}`] : []
    if (type !== "Removed") return []
    return Array.from({ length: Math.floor(version / 2) }, (_, index) => `${stream}#${2 * index + 1}`)
  },
  evolve: (_, event): RowOf<typeof lineColumns> | null =>
    event.type === "Removed" ? null : { stream_name: event.stream, weight: weightOf(event), position: event.position }
}

const fragileColumns = { seen: "integer" } as const

/** A row per stream; it cannot take `Broken` until its texts are erased, nor `Needed` once they are. */
export const fragile: Projection<typeof fragileColumns> = {
  name: "fragile",
  version: 1,
  columns: fragileColumns,
  indexed: [],
  keys: (event) => (event.stream.startsWith("note/") ? [event.stream] : []),
  evolve: (row, event) => {
    if (event.type === "Broken" && event.texts !== "erased") throw new Error("cannot take Broken")
    if (event.type === "Needed" && event.texts === "erased") throw new Error("cannot do without the words")
    return { seen: (row?.seen ?? 0) + 1 }
  }
}

/** What a store under test is opened with. */
export const testProjections: ReadonlyArray<Projection> = [notes, lines, fragile]
