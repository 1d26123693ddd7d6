// Erasures and legal holds for people.
import type { ErasureView, Fate, HoldView, LogEntry, RecordedStep, ScopeView } from "@ketluan/domain"
import { recordedText } from "../command.ts"
import type { Messages } from "../language/index.ts"
import { oneLine } from "./escape.ts"
import { table } from "./table.ts"

const whoOf = ({ body, person }: Pick<RecordedStep, "body" | "person">): string =>
  [body?.name, person].flatMap((part) => (part ? [oneLine(part)] : [])).join(" / ")

const stepText = (step: RecordedStep, { moment }: Messages): string =>
  [moment(step.on), whoOf(step), `#${step.position}`].filter((part) => part !== "").join(", ")

/** As `recordedText`, of the step's own event: its command recorded others behind it. */
export const saidAt = (
  { recorded, position }: { readonly recorded: boolean; readonly position: number | null },
  steps: ReadonlyArray<RecordedStep | null>,
  m: Messages
): string => {
  const places = steps.flatMap((step) => (step === null || step.position > (position ?? -1) ? [] : [step.position]))
  return recordedText({ recorded, position: position === null ? null : Math.max(...places) }, m)
}

const scopeText = ({ kind, reference }: ScopeView, { erasure }: Messages): string => {
  const isOne = kind === "OfEvents" && !(reference ?? "").includes(",")
  const said = erasure.words.scope[isOne ? "OfEvent" : kind]
  return reference === null ? said : `${said} ${oneLine(reference)}`
}

const targetsText = ({ targets }: ErasureView, m: Messages): string =>
  targets.map((target) => scopeText(target, m)).join("; ")

const wentText = ({ positions, sources, persons }: ErasureView, { erasure }: Messages): string =>
  erasure.says.went(positions.length, sources.length, persons.length)

export const erasureText = (view: ErasureView, m: Messages): string => {
  const { labels, words } = m.erasure
  const { number, state, ground, proposed, decided } = view
  const line = (label: string, value: string | null) => (value === null ? [] : [`  ${label}: ${oneLine(value)}`])
  return [
    `${labels.erasure} ${number}: ${words.state[state]}`,
    ...line(labels.targets, targetsText(view, m)),
    ...line(labels.ground, words.ground[ground]),
    ...line(labels.document, proposed.document),
    ...line(labels.reason, proposed.reason),
    ...line(labels.proposed, stepText(proposed, m)),
    ...(decided === null ? [] : line(state === "declined" ? labels.declined : labels.carriedOut, stepText(decided, m))),
    ...line(labels.reason, decided?.reason ?? null),
    ...(state === "carried_out" ? line(labels.went, wentText(view, m)) : [])
  ].join("\n")
}

export const erasuresText = (erasures: ReadonlyArray<ErasureView>, m: Messages, columns: number | null): string => {
  const { labels, words, says } = m.erasure
  if (erasures.length === 0) return says.none
  return table(
    [labels.erasure, labels.state, labels.ground, labels.proposed, labels.targets],
    erasures.map((view) => [
      String(view.number),
      words.state[view.state],
      words.ground[view.ground],
      stepText(view.proposed, m),
      targetsText(view, m)
    ]),
    columns
  )
}

export const holdsText = (holds: ReadonlyArray<HoldView>, m: Messages, columns: number | null): string => {
  const { labels, words, says } = m.erasure
  if (holds.length === 0) return says.noHolds
  return table(
    [labels.hold, labels.state, labels.placed, labels.document, labels.over],
    holds.map(({ number, inForce, placed, lifted, over }) => [
      String(number),
      inForce || lifted === null ? words.hold.inForce : `${words.hold.lifted}: ${stepText(lifted, m)}`,
      stepText(placed, m),
      oneLine(placed.document ?? "—"),
      scopeText(over, m)
    ]),
    columns
  )
}

/** Where something went, by whom and why. */
export const fateText = (fate: Fate, m: Messages): string => {
  const { says, words } = m.erasure
  const why = [words.ground[fate.ground], fate.document].flatMap((part) => (part === null ? [] : [oneLine(part)]))
  return says.erasedAt(fate.position, whoOf(fate), why.join(", "))
}

/** Below what is shown: how many of its texts are gone, and why, a line for each erasure. */
export const erasedLines = (entries: ReadonlyArray<LogEntry>, m: Messages): ReadonlyArray<string> => {
  const fates = new Map<number, { readonly fate: Fate; count: number }>()
  for (const { erased } of entries) {
    if (erased === null) continue
    const known = fates.get(erased.erasure) ?? { fate: erased, count: 0 }
    known.count += 1
    fates.set(erased.erasure, known)
  }
  return [...fates.values()].map(({ fate, count }) => `${m.erasure.says.textsGone(count)} ${fateText(fate, m)}`)
}
