// Assignments for people: the list, and one in full.
import {
  type AssignmentItem,
  type AssignmentList,
  type AssignmentView,
  addDays,
  dayOf,
  type Instant,
  millisOf,
  type OverdueInterval,
  type UnresolvedItem
} from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { oneLine } from "./escape.ts"
import { shorten, table } from "./table.ts"

const GLANCE = 48
const DAY = 86_400_000

/** The last day that is in time, of an exclusive end; a due moment within a day keeps its day. */
export const lastDay = (due: Instant): string => {
  const day = dayOf(due)
  return due.endsWith("T17:00:00.000Z") ? addDays(day, -1) : day
}

const dueOf = ({ due, deadlinePhrase }: AssignmentItem, m: Messages): string =>
  due === null ? (deadlinePhrase === null ? "—" : `“${shorten(deadlinePhrase, GLANCE / 2)}”`) : m.day(lastDay(due))

const daysOf = ({ from, to }: OverdueInterval): number => Math.ceil((millisOf(to) - millisOf(from)) / DAY)

const lateness = ({ overdue }: AssignmentItem, m: Messages): string =>
  ` (${m.says.days(overdue.reduce((sum, interval) => sum + daysOf(interval), 0))})`

export const listText = ({ assignments, unresolved }: AssignmentList, m: Messages, columns: number | null): string => {
  const { labels, words } = m
  const rows = assignments.map((item) => [
    item.reference,
    item.body.name,
    word(words.kind, item.kind),
    word(words.status, item.status),
    dueOf(item, m),
    `${word(words.timeliness, item.timeliness)}${item.timeliness === "overdue" ? lateness(item, m) : ""}`,
    shorten(item.obligation ?? "—", GLANCE)
  ])
  const head = [
    labels.reference,
    labels.body,
    labels.kind,
    labels.status,
    labels.due,
    labels.timeliness,
    labels.obligation
  ]
  const list = rows.length === 0 ? m.says.noAssignments : table(head, rows, columns)
  if (unresolved.length === 0) return list
  return `${list}\n\n${m.says.waiting}\n${table(
    [labels.reference, labels.addressees, labels.role, labels.status],
    unresolved.map((item: UnresolvedItem) => [
      item.reference,
      item.slug === null ? (item.name ?? "—") : `${item.name} (${item.slug})`,
      word(words.role, item.role),
      item.listed ? labels.classListed : item.addressee === "class" ? labels.class : labels.openSet
    ]),
    columns
  )}`
}

const answerOf = (
  { answer, text, source }: NonNullable<AssignmentView["submissions"][number]["answer"]>,
  { labels, words }: Messages
): string =>
  `${word(words.answer, answer)}${text === null ? "" : ` — ${text}`}${source === null ? "" : ` (${labels.source}: ${source})`}`

export const assignmentText = (view: AssignmentView, m: Messages): string => {
  const { labels, words } = m
  const { assignment: item } = view
  const line = (label: string, value: string | null) => (value === null ? [] : [`  ${label}: ${oneLine(value)}`])
  const judged = `${word(words.timeliness, item.timeliness)}, ${labels.policy} ${item.policy}`
  const against =
    item.againstFirstDue === item.timeliness
      ? ""
      : `; ${word(words.timeliness, item.againstFirstDue)} ${labels.againstFirst}`
  return [
    item.reference,
    ...line(labels.obligation, item.obligation),
    ...line(labels.body, `${item.body.name} (${item.body.slug}), ${word(words.role, item.role)}`),
    ...line(labels.kind, `${word(words.kind, item.kind)}; ${word(words.force, item.force)}`),
    ...line(
      labels.status,
      `${word(words.status, item.status)}${item.percent === null ? "" : `, ${item.percent} %`}${item.stale ? `; ${labels.stale}` : ""}`
    ),
    ...line(labels.due, item.due === null ? null : m.day(lastDay(item.due))),
    ...line(
      labels.firstDue,
      item.firstDue === null || item.firstDue === item.due ? null : m.day(lastDay(item.firstDue))
    ),
    ...line(labels.deadline, item.deadlinePhrase === null ? null : `“${item.deadlinePhrase}”`),
    ...line(labels.timeliness, judged + against),
    ...item.overdue.flatMap((interval) =>
      line(
        labels.overdueFor,
        `${m.day(dayOf(interval.from))} – ${m.day(lastDay(interval.to))} (${m.says.days(daysOf(interval))})`
      )
    ),
    ...view.progress.flatMap(({ percent, note }) =>
      line(
        labels.progress,
        [percent === null ? null : `${percent} %`, note].filter((part) => part !== null).join(" — ")
      )
    ),
    ...view.evidence.flatMap(({ name, hash, bytes, withdrawn }) =>
      line(
        labels.evidence,
        `${name ?? "—"} (${bytes} B, sha256 ${hash.slice(0, 16)}…)${withdrawn ? `, ${labels.withdrawn}` : ""}`
      )
    ),
    ...view.submissions.flatMap(({ submission, outcome, note, answer, decision, waiver }) => [
      ...line(
        `${labels.submission} ${submission}`,
        [note, word(words.outcome, outcome), decision].filter((part) => part !== null).join(" — ")
      ),
      ...line(`  ${labels.answer}`, answer === null ? null : answerOf(answer, m)),
      ...line(`  ${labels.waiver}`, waiver)
    ]),
    ...view.extensions.flatMap(({ until, outcome, reason, decision }) =>
      line(
        labels.extensions,
        [`${labels.until} ${m.day(lastDay(until))}`, reason, word(words.outcome, outcome), decision]
          .filter((part) => part !== null)
          .join(" — ")
      )
    ),
    ...view.children.flatMap((child) =>
      line(labels.children, `${child.body.name}: ${word(words.status, child.status)} (${child.reference})`)
    ),
    ...line(labels.parent, item.parent)
  ].join("\n")
}
