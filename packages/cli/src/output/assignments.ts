// Assignments for people: the list, and one in full.
import {
  type AssignmentItem,
  type AssignmentList,
  type AssignmentView,
  addDays,
  dayOf,
  type Instant,
  instantOf,
  millisOf,
  type OverdueInterval,
  type SuccessorGroup,
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

/** The status; of work that goes on elsewhere, with whom. */
const standing = ({ status, continuedBy, held }: AssignmentItem, m: Messages): string => {
  const next = continuedBy.map((reference) => reference.slice(reference.indexOf("@")))
  return [
    word(m.words.status, status),
    ...(held ? [`(${m.assignment.labels.held.toLowerCase()})`] : []),
    ...(next.length === 0 ? [] : [`→ ${next.join(", ")}`])
  ].join(" ")
}

/** The periods of a periodic duty, the open ones with their last day. */
export const periodsText = (periods: AssignmentView["periods"], m: Messages, columns: number | null): string => {
  const { labels, words, says } = m.assignment
  if (periods.length === 0) return says.noPeriods
  return table(
    [labels.period, m.labels.due, m.labels.status, labels.filed, labels.note],
    periods.map(({ period, due, status, filedOn, note }) => [
      period,
      m.day(lastDay(due)),
      words.period[status],
      filedOn === null ? "—" : when(filedOn, m),
      note ?? ""
    ]),
    columns
  )
}

export const listText = (
  { assignments, unresolved }: Pick<AssignmentList, "assignments" | "unresolved">,
  m: Messages,
  columns: number | null
): string => {
  const { labels, words } = m
  const rows = assignments.map((item) => [
    item.reference,
    item.body.name,
    word(words.kind, item.kind),
    standing(item, m),
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
      item.listed
        ? labels.classListed
        : item.addressee === "class"
          ? labels.class
          : `${labels.openSet}; ${m.directive.labels.slot} ${item.slot}`
    ]),
    columns
  )}`
}

/** Open assignments under the body that answers for each now; a dissolved one says who took over parts of it. */
export const successorsText = (groups: ReadonlyArray<SuccessorGroup>, m: Messages, columns: number | null): string =>
  groups.length === 0
    ? m.says.noAssignments
    : groups
        .map(({ body, ended, successors, assignments }) => {
          const heirs = successors.map(({ name, slug }) => `${name} (${slug})`).join(", ")
          const note = ended
            ? ` — ${heirs === "" ? m.assignment.says.noSuccessor : m.assignment.says.heirs(heirs)}`
            : ""
          return `${body.name} (${body.slug})${note}\n${listText({ assignments, unresolved: [] }, m, columns)}`
        })
        .join("\n\n")

type Lines = ReadonlyArray<string>

const line = (label: string, ...parts: ReadonlyArray<string | null>): Lines => {
  const shown = parts.filter((part) => part !== null && part !== "")
  return shown.length === 0 ? [] : [`  ${label}: ${oneLine(shown.join(" — "))}`]
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1)

const when = (at: string, m: Messages): string => (at.length === 10 ? m.day(at) : m.moment(at))

const answerOf = (
  { answer, text, source }: NonNullable<AssignmentView["submissions"][number]["answer"]>,
  { labels, words }: Messages
): string =>
  `${word(words.answer, answer)}${text === null ? "" : ` — ${text}`}${source === null ? "" : ` (${labels.source}: ${source})`}`

const lineageLines = ({ from, into, assignment }: AssignmentView, m: Messages): Lines => {
  const { labels, words } = m.assignment
  return [
    ...(from === null
      ? []
      : line(labels.from, `${from.body.name} (${from.reference}), ${word(words.lineage, from.how)}`, from.scope)),
    ...into.flatMap(({ body, reference, scope }) => line(labels.into, `${body.name} (${reference})`, scope)),
    ...line(m.labels.parent, assignment.parent)
  ]
}

/** Due dates, the deadline in its own words, and what was judged of them. */
export const timeLines = ({ assignment: item }: Pick<AssignmentView, "assignment">, m: Messages): Lines => {
  const { labels, words } = m
  const judged = `${word(words.timeliness, item.timeliness)}, ${labels.policy} ${item.policy}`
  const against =
    item.againstFirstDue === item.timeliness
      ? ""
      : `; ${word(words.timeliness, item.againstFirstDue)} ${labels.againstFirst}`
  return [
    ...line(labels.due, item.due === null ? null : m.day(lastDay(item.due))),
    ...line(
      labels.firstDue,
      item.firstDue === null || item.firstDue === item.due ? null : m.day(lastDay(item.firstDue))
    ),
    ...line(labels.deadline, item.deadlinePhrase === null ? null : `“${item.deadlinePhrase}”`),
    ...line(labels.timeliness, judged + against),
    ...item.overdue.flatMap((interval) => line(labels.overdueFor, spanOf(interval, m)))
  ]
}

/** Lateness that began with a day's last moment, as a successor's does, is of the day after. */
const firstDay = (from: Instant): string => dayOf(instantOf(millisOf(from) + 1))

const spanOf = (interval: OverdueInterval, m: Messages): string =>
  `${m.day(firstDay(interval.from))} – ${m.day(lastDay(interval.to))} (${m.says.days(daysOf(interval))})`

const resultLines = (view: AssignmentView, m: Messages): Lines => {
  const { labels, words, assignment } = m
  return [
    ...view.progress.flatMap(({ on, percent, note }) =>
      line(labels.progress, when(on, m), percent === null ? null : `${percent} %`, note)
    ),
    ...view.evidence.flatMap(({ name, hash, bytes, withdrawn, inherited }) =>
      line(
        labels.evidence,
        [
          `${name ?? "—"} (${bytes} B, sha256 ${hash.slice(0, 16)}…)`,
          ...(inherited ? [assignment.labels.inherited] : []),
          ...(withdrawn ? [labels.withdrawn] : [])
        ].join(", ")
      )
    ),
    ...view.submissions.flatMap(({ submission, on, outcome, note, answer, decision, waiver }) => [
      ...line(`${labels.submission} ${submission}`, when(on, m), note, word(words.outcome, outcome), decision),
      ...line(`  ${labels.answer}`, answer === null ? null : answerOf(answer, m)),
      ...line(`  ${labels.waiver}`, waiver)
    ]),
    ...line(
      assignment.labels.degree,
      view.assignment.degree === null ? null : word(assignment.words.degree, view.assignment.degree)
    )
  ]
}

const extensionLines = ({ extensions }: AssignmentView, m: Messages): Lines => {
  const { labels, words } = m.assignment
  return extensions.flatMap(({ on, until, outcome, reason, offered, decision }) => [
    ...line(
      m.labels.extensions,
      when(on, m),
      `${m.labels.until} ${m.day(lastDay(until))}`,
      reason,
      word(words.extension, outcome),
      decision
    ),
    ...(offered === null
      ? []
      : line(`  ${labels.offered}`, `${m.labels.until} ${m.day(lastDay(offered.until))}`, offered.reason))
  ])
}

const otherBodies = ({ children, monitoring, liaison }: AssignmentView, m: Messages): Lines => {
  const { labels } = m.assignment
  return [
    ...children.flatMap((child) =>
      line(
        m.labels.children,
        `${child.body.name}: ${standing(child, m)} (${child.reference})`,
        child.waiver === null ? (child.mandatory ? null : labels.optional) : labels.waived,
        child.waiver?.reason ?? null
      )
    ),
    ...line(m.labels.monitoring, monitoring.map(({ name }) => name).join("; ")),
    ...liaison.flatMap(({ on, body, about }) => line(labels.liaison, when(on, m), body.name, about))
  ]
}

const occurrenceLines = ({ occurrences }: AssignmentView, m: Messages): Lines => {
  const { labels, words } = m.assignment
  return occurrences.flatMap(({ occurrence, stage, raisedOn, what, due, report, response }) => [
    ...line(
      `${labels.occurrence} ${occurrence}`,
      when(raisedOn, m),
      what,
      due === null ? null : `${m.labels.due} ${m.day(lastDay(due))}`,
      words.occurrence[stage]
    ),
    ...(report === null ? [] : line(`  ${labels.report}`, when(report.on, m), report.note)),
    ...(response === null ? [] : line(`  ${labels.response}`, when(response.on, m), response.note))
  ])
}

const periodLine = ({ periods }: AssignmentView, m: Messages): Lines => {
  const { labels, words, says } = m.assignment
  if (periods.length === 0) return []
  const statuses = [...new Set(periods.map(({ status }) => status))]
  const counts = statuses.map((status) => ({
    status: words.period[status],
    count: periods.filter((one) => one.status === status).length
  }))
  return line(labels.period, says.periods(counts))
}

const pressingLines = ({ reminders, reviews, escalations }: AssignmentView, m: Messages): Lines => {
  const { labels } = m.assignment
  return [
    ...reviews.flatMap(({ on, note }) => line(labels.review, when(on, m), note)),
    ...reminders.flatMap(({ on, note }) => line(labels.reminder, when(on, m), note)),
    ...escalations.flatMap(({ on, level, to, overdue, note, cleared }) =>
      line(
        labels.escalation,
        when(on, m),
        `${to.name}, ${labels.level} ${level}`,
        `${m.labels.overdueFor.toLowerCase()} ${spanOf(overdue, m)}`,
        note,
        cleared === null ? null : `${labels.cleared} ${when(cleared.on, m)}`,
        cleared?.reason ?? null
      )
    )
  ]
}

const decisionLines = ({ decisions, suspensions, held }: AssignmentView, m: Messages): Lines => {
  const { labels, says } = m.assignment
  return [
    ...suspensions.flatMap(({ from, to, reason, note }) =>
      line(labels.suspension, says.span(when(from, m), to === null ? null : when(to, m)), reason, note)
    ),
    ...decisions.flatMap(({ on, event, words, by }) =>
      line(capital(word(m.words.event, event)), when(on, m), by, words)
    ),
    ...(held === null
      ? []
      : line(
          labels.held,
          when(held.on, m),
          held.until === null ? null : `${m.labels.until} ${m.day(held.until)}`,
          held.reason
        ))
  ]
}

export const assignmentText = (view: AssignmentView, m: Messages): string => {
  const { labels, words } = m
  const { assignment: item } = view
  const percent = item.percent === null ? "" : `, ${item.percent} %`
  return [
    item.reference,
    ...line(labels.obligation, item.obligation),
    ...line(labels.body, `${item.body.name} (${item.body.slug}), ${word(words.role, item.role)}`),
    ...line(labels.kind, `${word(words.kind, item.kind)}; ${word(words.force, item.force)}`),
    ...line(labels.status, `${word(words.status, item.status)}${percent}${item.stale ? `; ${labels.stale}` : ""}`),
    ...lineageLines(view, m),
    ...timeLines(view, m),
    ...resultLines(view, m),
    ...extensionLines(view, m),
    ...periodLine(view, m),
    ...occurrenceLines(view, m),
    ...otherBodies(view, m),
    ...pressingLines(view, m),
    ...decisionLines(view, m)
  ].join("\n")
}
