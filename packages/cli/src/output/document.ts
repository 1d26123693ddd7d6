// Documents for people: their list, a draft that was just recorded, and what later documents did to one.
import type { ConclusionItem, ConclusionView, Drafted } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { conclusionText } from "./conclusion.ts"
import { oneLine } from "./escape.ts"
import { shorten, table } from "./table.ts"

const GLANCE = 64

/** What a document is to the office: its state, and what ended it. */
const standingOf = (item: ConclusionItem, m: Messages): string => {
  const { labels, words } = m.registers
  const mark = item.classification === "ordinary" ? "" : ` (${word(m.words.classification, item.classification)})`
  const revoked = item.revokedOn === null ? "" : `; ${labels.revoked} ${m.day(item.revokedOn)}`
  return `${word(words.standing, item.state)}${mark}${revoked}`
}

export const conclusionsText = (
  conclusions: ReadonlyArray<ConclusionItem>,
  m: Messages,
  columns: number | null
): string => {
  const { labels, says } = m.registers
  if (conclusions.length === 0) return says.noConclusions
  return table(
    [m.labels.reference, labels.state, m.labels.issueDate, labels.open, labels.unsettled, labels.title],
    conclusions.map((item) => [
      item.reference,
      standingOf(item, m),
      item.issueDate === null ? m.labels.unknown : m.day(item.issueDate),
      item.assignments === 0 ? "—" : `${item.open}/${item.assignments}`,
      item.unsettled === 0 ? "—" : String(item.unsettled),
      shorten(item.title ?? "—", GLANCE)
    ]),
    columns
  )
}

export const draftText = (
  view: ConclusionView,
  unfit: Drafted["unfit"],
  m: Messages,
  columns: number | null,
  program: string
): string => {
  const { says } = m.registers
  const left = unfit.map(({ code, quote }) => `  ${word(m.words.discrepancy, code)}: “${shorten(quote, GLANCE)}”`)
  return [
    conclusionText(view, m, columns, false),
    ...(left.length === 0 ? [] : ["", says.unfit, ...left]),
    "",
    says.drafted(view.reference),
    "",
    `${m.labels.next}:`,
    `  ${program} conclusion issue ${view.reference} --number … --date … --place … --mode T/M --collective … --position … --signer … --heading`
  ].join("\n")
}

/** What later documents did to this one. */
export const followLines = (view: ConclusionView, m: Messages): ReadonlyArray<string> => {
  const { labels, words } = m.registers
  return [
    view.reference,
    ...(view.revokedOn === null ? [] : [`  ${labels.revoked}: ${m.day(view.revokedOn)}`]),
    ...(view.amendedBy.length === 0 ? [] : [`  ${labels.amendedBy}: ${view.amendedBy.join(", ")}`]),
    ...view.provisions.flatMap(({ reference, text, supersededBy, amendedBy }) => [
      ...(supersededBy === null && amendedBy.length === 0
        ? []
        : [`  ${reference}: ${shorten(oneLine(text ?? "—"), GLANCE)}`]),
      ...(amendedBy.length === 0 ? [] : [`    ${labels.amendedBy}: ${amendedBy.join(", ")}`]),
      ...(supersededBy === null ? [] : [`    ${labels.supersededBy}: ${supersededBy.reference}`]),
      ...(supersededBy === null || supersededBy.flags.length === 0
        ? []
        : [`    ${labels.flags}: ${supersededBy.flags.map((flag) => word(words.flag, flag)).join("; ")}`])
    ])
  ]
}
