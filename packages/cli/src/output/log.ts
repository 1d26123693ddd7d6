// The log for people: a line an event, with the texts that matter below it.
import type { LogEntry } from "@ketluan/domain"
import type { Messages } from "../language/index.ts"
import { oneLine } from "./escape.ts"
import { shorten } from "./table.ts"

const GLANCE = 96

/** The texts of an event on one line; "—" where they were erased. */
const textsOf = ({ event }: LogEntry): string => {
  if (event.texts === null) return "—"
  const parts = Object.values<unknown>(event.texts).flatMap((value) =>
    typeof value === "string" && value !== "" ? [value] : []
  )
  return shorten(parts.join(" — "), GLANCE)
}

const when = (at: string, m: Messages): string =>
  at.length === 10 ? m.day(at) : new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 19).replace("T", " ")

export const logText = (entries: ReadonlyArray<LogEntry>, m: Messages): string =>
  entries
    .map((entry) => {
      const who = [entry.body?.name, entry.person].flatMap((part) => (part ? [oneLine(part)] : [])).join(" / ")
      const texts = textsOf(entry)
      const late = entry.late ? ` (${m.labels.late})` : ""
      return [
        `${String(entry.position).padStart(6)}  ${when(entry.occurredAt, m)}  ${m.words.event[entry.type] ?? entry.type}  ${entry.subject}${who === "" ? "" : `  ${who}`}`,
        `        ${m.labels.recorded} ${when(entry.recordedAt, m)}${late}${texts === "" ? "" : `  ${texts}`}`
      ].join("\n")
    })
    .join("\n")
