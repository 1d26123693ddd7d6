// The log for people: a line an event, with the texts that matter below it.
import type { LogEntry } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { fateText } from "./erasure.ts"
import { oneLine } from "./escape.ts"
import { decisionText, howText } from "./guesses.ts"
import { shorten } from "./table.ts"

const GLANCE = 96

/** The texts of an event on one line; where they were erased, by whom and why; "—" where nothing tells of that. */
const textsOf = ({ event, erased }: LogEntry, m: Messages): string => {
  if (event.texts === null) return erased === null ? "—" : `[${fateText(erased, m)}]`
  const parts = Object.values<unknown>(event.texts).flatMap((value) =>
    typeof value === "string" && value !== "" ? [value] : []
  )
  return shorten(parts.join(" — "), GLANCE)
}

/** What the person decided on a reader's proposal. */
const decisionsOf = ({ event }: LogEntry, m: Messages): ReadonlyArray<string> => {
  if (event._tag === "DirectiveExtracted") return event.decided === null ? [] : [howText(event.decided, m)]
  return event._tag === "ReadingDecided" ? event.decisions.map((decision) => decisionText(decision, m)) : []
}

const when = (at: string, m: Messages): string => (at.length === 10 ? m.day(at) : m.moment(at))

/** `reference` is what was asked for; events of something below it say so. */
export const logText = (entries: ReadonlyArray<LogEntry>, reference: string, m: Messages): string => {
  const lines = entries.map((entry) => {
    const named = entry.nameErased === null ? null : `[${m.erasure.says.nameErasedAt(entry.nameErased.position)}]`
    const who = [entry.body?.name, entry.person ?? named].flatMap((part) => (part ? [oneLine(part)] : [])).join(" / ")
    const texts = textsOf(entry, m)
    const late = entry.late ? ` (${m.labels.late})` : ""
    const what = [
      when(entry.occurredAt, m),
      word(m.words.event, entry.type),
      ...(entry.subject === reference ? [] : [entry.subject]),
      ...(who === "" ? [] : [who]),
      ...decisionsOf(entry, m)
    ]
    return [
      `${String(entry.position).padStart(6)}  ${what.join("  ")}`,
      `        ${m.labels.recorded} ${when(entry.recordedAt, m)}${late}${texts === "" ? "" : `  ${texts}`}`
    ].join("\n")
  })
  return [reference, ...lines].join("\n")
}
