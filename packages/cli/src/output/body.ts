// Bodies for people: the list, one in full, and what a dissolved one leaves undecided.
import type { AssignmentItem, BodyItem, BodyView, SuccessionView } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { lastDay } from "./assignments.ts"
import { oneLine } from "./escape.ts"
import { shorten, table } from "./table.ts"

const GLANCE = 48

const endOf = ({ end, closed }: BodyItem, { day, registers }: Messages): string =>
  end === null ? registers.says.exists : registers.says.endedOn(day(end), closed)

export const bodiesText = (bodies: ReadonlyArray<BodyItem>, m: Messages, columns: number | null): string => {
  const { labels, words, says } = m.registers
  if (bodies.length === 0) return says.noBodies
  return table(
    [labels.shortName, labels.name, labels.kind, labels.parent, labels.open, labels.state],
    bodies.map((body) => [
      body.slug,
      body.name,
      word(words.bodyKind, body.kind),
      body.parent?.name ?? "—",
      says.openHeld(body.open, body.held),
      endOf(body, m)
    ]),
    columns
  )
}

const successionLine = (edge: SuccessionView, { day, registers }: Messages): string => {
  const { labels, says, words } = registers
  const scope = edge.scope === null ? "" : `: ${edge.scope}`
  const gap = edge.gap === null ? "" : `; ${labels.gap}: ${says.gap(day(edge.gap.from), day(edge.gap.to))}`
  return `${edge.body.name} (${edge.body.slug}), ${says.since(day(edge.from))}, ${word(words.extent, edge.extent)}${scope}${gap}`
}

export const bodyText = (view: BodyView, m: Messages): string => {
  const { day, registers } = m
  const { labels, says, words } = registers
  const line = (label: string, value: string | null) => (value === null ? [] : [`  ${label}: ${oneLine(value)}`])
  const level = view.level === null ? "" : `, ${word(words.level, view.level)}`
  const names = view.names.map(({ name, from }) => `${name} (${says.since(day(from))})`).join("; ")
  return [
    `${oneLine(view.name)} (${view.slug})`,
    ...line(labels.kind, `${word(words.bodyKind, view.kind)}${level}`),
    ...line(labels.names, view.names.length > 1 ? names : null),
    ...line(labels.parent, view.parent === null ? null : `${view.parent.name} (${view.parent.slug})`),
    ...line(labels.territory, view.territory),
    ...line(labels.founded, view.founded === null ? null : day(view.founded)),
    ...line(
      labels.terms,
      view.terms.length === 0
        ? null
        : view.terms.map(({ term, from }) => `${term} (${says.since(day(from))})`).join("; ")
    ),
    ...line(labels.state, endOf(view, m)),
    ...line(labels.basis, view.basis),
    ...view.successors.flatMap((edge) => line(labels.successors, successionLine(edge, m))),
    ...view.predecessors.flatMap((edge) => line(labels.predecessors, successionLine(edge, m))),
    ...line(labels.open, says.openHeld(view.open, view.held))
  ].join("\n")
}

/** What to type on each: commands of `assignment`, to a successor where one is recorded. */
const decisions = (program: string, { reference }: AssignmentItem, { successors }: BodyView): ReadonlyArray<string> => {
  const [only, other] = successors.map(({ body }) => body.slug)
  const to = only !== undefined && other === undefined ? only : "…"
  return [
    `${program} assignment transfer ${reference} --to ${to} --reason "…"`,
    `${program} assignment split ${reference} --to "…=…" --to "…=…" --reason "…"`,
    `${program} assignment lapse ${reference} --reason "…"`,
    `${program} assignment hold ${reference} --reason "…"`
  ]
}

export const undecidedText = (
  view: BodyView,
  assignments: ReadonlyArray<AssignmentItem>,
  m: Messages,
  columns: number | null,
  program: string
): string => {
  const { says } = m.registers
  const { labels, words } = m
  const name = oneLine(view.name)
  const [first] = assignments
  const above = view.end === null ? [says.stillExists(name)] : []
  if (first === undefined) {
    const close =
      view.end === null || view.closed ? [] : ["", `${labels.next}:`, `  ${program} body close ${view.slug}`]
    return [...above, says.nothingUndecided(name), ...close].join("\n")
  }
  const rows = assignments.map((item) => [
    item.reference,
    word(words.kind, item.kind),
    word(words.status, item.status),
    item.due === null ? "—" : m.day(lastDay(item.due)),
    shorten(item.obligation ?? "—", GLANCE)
  ])
  return [
    ...above,
    says.undecided(assignments.length, name),
    table([labels.reference, labels.kind, labels.status, labels.due, labels.obligation], rows, columns),
    "",
    `${labels.next}:`,
    ...decisions(program, first, view).map((command) => `  ${command}`)
  ].join("\n")
}
