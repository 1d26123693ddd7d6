// The log for people: a line an event, with the texts that matter below it.
import type { LogEntry } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { fateText } from "./erasure.ts"
import { oneLine } from "./escape.ts"
import { decisionText, howText } from "./guesses.ts"
import { shorten } from "./table.ts"

const GLANCE = 96

/** The texts of an event on one line; where they were erased, by whom and why, as far as an erasure tells of it. */
export const textsOf = ({ event, textsGone, erased }: LogEntry, m: Messages): string => {
  if (textsGone) return erased === null ? `(${m.history.labels.missing})` : `[${fateText(erased, m)}]`
  if (event.texts === null) return ""
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

export const when = (at: string, m: Messages): string => (at.length === 10 ? m.day(at) : m.moment(at))

/** The body and the person who acted; a name that is no longer in the vault says so. */
export const whoOf = ({ body, person, nameGone, nameErased }: LogEntry, { erasure, history }: Messages): string =>
  [
    body?.name,
    nameErased !== null
      ? `[${erasure.says.nameErasedAt(nameErased.position)}]`
      : nameGone
        ? `(${history.labels.nameMissing})`
        : person
  ]
    .flatMap((part) => (part ? [oneLine(part)] : []))
    .join(" / ")

/** When it was recorded, and how late where that is late. */
export const recordedText = ({ recordedAt, late, daysLate }: LogEntry, m: Messages): string =>
  `${m.labels.recorded} ${when(recordedAt, m)}${late ? ` (${m.history.says.late(daysLate)})` : ""}`

/** `reference` is what was asked for; events of something below it say so. */
export const logText = (entries: ReadonlyArray<LogEntry>, reference: string, m: Messages): string => {
  const lines = entries.map((entry) => {
    const who = whoOf(entry, m)
    const texts = textsOf(entry, m)
    const what = [
      when(entry.occurredAt, m),
      word(m.words.event, entry.type),
      ...(entry.subject === reference ? [] : [entry.subject]),
      ...(who === "" ? [] : [who]),
      ...decisionsOf(entry, m)
    ]
    return [
      `${String(entry.position).padStart(6)}  ${what.join("  ")}`,
      `        ${recordedText(entry, m)}${texts === "" ? "" : `  ${texts}`}`
    ].join("\n")
  })
  return [reference, ...lines].join("\n")
}
