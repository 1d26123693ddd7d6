// Directives for people: a few lines under their provision, and one in full with the 6 rõ.
import type { AddresseeView, Clarity, DirectiveView, LinkView, ProvisionView, SixClear } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { oneLine } from "./escape.ts"
import { decidedText } from "./guesses.ts"

const partyOf = ({ kind, name, slot, named }: AddresseeView, m: Messages): string => {
  if (kind !== "open_set") return name ?? "?"
  const { named: whom } = m.directive.labels
  const { openSet } = m.labels
  const set = `${m.directive.labels.slot} ${slot}`
  const members = named.map((one) => one.name).join(", ")
  return `${name ?? "?"} (${members === "" ? `${openSet}; ${set}` : `${set}, ${whom}: ${members}`})`
}

const parties = (label: string, list: ReadonlyArray<AddresseeView>, m: Messages): ReadonlyArray<string> =>
  list.length === 0 ? [] : [`    ${label}: ${list.map((one) => oneLine(partyOf(one, m))).join("; ")}`]

/** Sets whose members nobody is asked to name have no number to name them by. */
const unnumbered = ({ kind, name }: AddresseeView): AddresseeView => ({
  kind: kind === "open_set" ? "persons" : kind,
  slug: null,
  name,
  slot: null,
  named: []
})

/** The letters of a text, so that a full stop more or less makes no difference. */
const letters = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim()

/** The six in the order in which people say them. */
const ORDER = ["person", "task", "time", "responsibility", "authority", "result"] as const satisfies ReadonlyArray<
  keyof SixClear
>

const judged = (clarity: SixClear, { directive: { words } }: Messages) =>
  ORDER.map((one) => {
    const { clear, why }: Clarity = clarity[one]
    return { name: words.six[one], clear, why: words.why[why] }
  })

const glance = (clarity: SixClear, m: Messages): string => {
  const six = judged(clarity, m)
  return m.directive.says.six(
    six.filter(({ clear }) => clear).length,
    six.filter(({ clear }) => !clear)
  )
}

const linkText = ({ kind, finding, reference, changes }: LinkView, { words }: Messages["directive"]): string =>
  [words.link[kind], finding ?? reference ?? "?", ...changes.map((change) => word(words.change, change))].join(" ")

const termText = ({ term, nilAllowed }: DirectiveView, m: Messages): ReadonlyArray<string> => {
  if (term === null) return []
  const { labels } = m.directive
  const span = m.assignment.says.span(m.day(term.from), term.to === null ? null : m.day(term.to))
  return [`    ${labels.term}: ${span}${nilAllowed ? `; ${labels.nilAllowed}` : ""}`]
}

/** One directive in a few lines under its provision, whose text its obligation need not repeat. */
export const directiveLines = (
  directive: DirectiveView,
  provision: Pick<ProvisionView, "reference" | "text">,
  m: Messages
): ReadonlyArray<string> => {
  const { labels, words } = m
  const own = m.directive
  const kind = word(words.kind, directive.kind)
  const force = word(words.force, directive.force)
  const stated =
    directive.statedForce === directive.force
      ? ""
      : ` (${labels.statedForce}: ${word(words.force, directive.statedForce)})`
  const decided = directive.classified ? `; ${own.labels.classified}` : ""
  const ended = directive.discontinued ? `; ${own.labels.discontinued}` : ""
  const repeats = letters(directive.obligation ?? "") === letters(provision.text ?? "")
  const held = directive.assignments.map(({ body, status }) => `${oneLine(body.name)}: ${word(words.status, status)}`)
  return [
    `  ${directive.reference === provision.reference ? "" : `${directive.reference}  `}[${kind}; ${force}${stated}${decided}${ended}]`,
    ...(repeats ? [] : [`    ${oneLine(directive.obligation ?? "—")}`]),
    ...(directive.decided === null ? [] : [`    ${decidedText(directive.decided, m)}`]),
    ...parties(labels.addressees, directive.lead, m),
    ...parties(labels.coordinating, directive.coordinating.map(unnumbered), m),
    ...parties(labels.monitoring, directive.monitoring.map(unnumbered), m),
    ...parties(labels.delegates, directive.delegates, m),
    ...parties(labels.liaison, directive.liaison.map(unnumbered), m),
    ...parties(labels.reportTo, directive.reportTo.map(unnumbered), m),
    ...(directive.condition === null ? [] : [`    ${labels.condition}: ${oneLine(directive.condition)}`]),
    ...(directive.deadlinePhrase === null ? [] : [`    ${labels.deadline}: “${oneLine(directive.deadlinePhrase)}”`]),
    ...termText(directive, m),
    ...(directive.result === null ? [] : [`    ${own.labels.result}: ${oneLine(directive.result)}`]),
    ...(directive.constraints.length === 0
      ? []
      : [`    ${labels.constraints}: ${directive.constraints.map(oneLine).join("; ")}`]),
    ...directive.links.map((link) => `    ${linkText(link, own)}`),
    ...(directive.clarity === null ? [] : [`    ${glance(directive.clarity, m)}`]),
    ...(held.length === 0 ? [] : [`    ${labels.assignments}: ${held.join("; ")}`])
  ]
}

/** A directive alone, with each of the six and its reason. */
export const directiveText = (directive: DirectiveView, m: Messages): string => {
  const [head = "", ...lines] = directiveLines({ ...directive, clarity: null }, { reference: "", text: null }, m)
  const six = directive.clarity === null ? [] : judged(directive.clarity, m)
  return [
    head.trim(),
    ...lines.map((line) => line.slice(2)),
    ...(six.length === 0 ? [] : ["  6 rõ:"]),
    ...six.map(({ name, clear, why }) => `    ${m.directive.says.sixLine(name, clear, why)}`)
  ].join("\n")
}
