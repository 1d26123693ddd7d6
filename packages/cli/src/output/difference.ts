// What changed between two points, for people: under each conclusion what moved, and a count of the rest.
import { type AsOf, type ChangeGroup, type ChangeView, type Instant, isNow } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { lastDay } from "./assignments.ts"
import { recordedText, textsOf, when, whoOf } from "./log.ts"

/** What is worth a line of its own even where it moves no state: what is new, what ends, what mends. */
const TOLD: ReadonlyArray<ChangeView["event"]["_tag"]> = [
  "ConclusionRegistered",
  "ConclusionDrafted",
  "ConclusionIssued",
  "DocumentStubRecorded",
  "IssueDateEstablished",
  "ConclusionCorrected",
  "ConclusionAmended",
  "ProvisionSuperseded",
  "ConclusionRevoked",
  "ConclusionReiterated",
  "ConclusionRecalled",
  "DirectiveExtracted",
  "DirectiveClassified",
  "DirectiveDiscontinued",
  "DelegationMade",
  "Held",
  "ExtensionRequested",
  "EscalationRaised",
  "BodyRenamed",
  "BodyDissolved",
  "SuccessionRecorded"
]

/** Being late alone is not worth a line: every line of an old document is recorded late. */
const isTold = ({ event, phase, due }: ChangeView): boolean =>
  phase !== null || due !== null || TOLD.includes(event._tag)

const dueText = (due: Instant | null, m: Messages): string =>
  due === null ? m.history.says.noEnd : m.day(lastDay(due))

/** `not begun → acknowledged`, `due 2020-11-01 → 2020-11-15`. */
export const movedText = ({ phase, due }: Pick<ChangeView, "phase" | "due">, m: Messages): ReadonlyArray<string> => [
  ...(phase === null || phase.to === null
    ? []
    : [
        phase.from === null
          ? word(m.words.status, phase.to)
          : `${word(m.words.status, phase.from)} → ${word(m.words.status, phase.to)}`
      ]),
  ...(due === null
    ? []
    : [`${m.history.labels.due}: ${due.from === null ? "" : `${dueText(due.from, m)} → `}${dueText(due.to, m)}`])
]

const changeLines = (change: ChangeView, group: string | null, m: Messages): string => {
  const who = whoOf(change, m)
  const texts = textsOf(change, m)
  const what = [
    `${change.added ? "+" : "−"} ${when(change.occurredAt, m)}`,
    word(m.words.event, change.type),
    ...(change.subject === group ? [] : [change.subject]),
    ...movedText(change, m),
    ...(who === "" ? [] : [who]),
    ...(change.added ? [] : [`(${m.history.labels.notYet})`])
  ]
  return [
    `${String(change.position).padStart(6)} ${what.join("  ")}`,
    `         ${recordedText(change, m)}${texts === "" ? "" : `  ${texts}`}`
  ].join("\n")
}

const others = (changes: ReadonlyArray<ChangeView>, m: Messages): ReadonlyArray<string> => {
  const rest = changes.filter((change) => !isTold(change))
  if (rest.length === 0) return []
  const counts = [...Map.groupBy(rest, ({ type }) => type)].map(
    ([type, same]) => `${word(m.words.event, type)}${same.length === 1 ? "" : ` (${same.length})`}`
  )
  return [`        ${m.history.labels.others}: ${counts.join(", ")}`]
}

const pointText = (asOf: AsOf, m: Messages): string => {
  if (isNow(asOf)) return m.history.says.now
  if (asOf.position !== undefined) return String(asOf.position)
  return asOf.valid === null ? m.moment(asOf.known ?? "") : m.day(asOf.valid)
}

export const differenceText = (
  groups: ReadonlyArray<ChangeGroup>,
  { from, to, late }: { readonly from: AsOf; readonly to: AsOf; readonly late: number },
  m: Messages
): string => {
  const { says, labels } = m.history
  const changes = groups.flatMap((group) => group.changes)
  const head = says.between(pointText(from, m), pointText(to, m))
  if (changes.length === 0) return [head, says.unchanged].join("\n")
  const documents = groups.toSorted(
    (left, right) => Number(left.conclusion === null) - Number(right.conclusion === null)
  )
  return [
    head,
    says.changes(changes.length, changes.filter((change) => change.late).length, late),
    ...documents.flatMap((group) => [
      "",
      group.conclusion ?? labels.register,
      ...group.changes.filter(isTold).map((change) => changeLines(change, group.conclusion, m)),
      ...others(group.changes, m)
    ])
  ].join("\n")
}
