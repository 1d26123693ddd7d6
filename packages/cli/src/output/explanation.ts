// An explanation for people: what the text says, what happened and by which rule, where it stands, what comes next.
import {
  type ChainLink,
  DeadlineSpec,
  type Explanation,
  type NextEvent,
  type QuoteView,
  type StandingView
} from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { lastDay, timeLines } from "./assignments.ts"
import { movedText } from "./difference.ts"
import { oneLine, shellWord } from "./escape.ts"
import { recordedText, textsOf, when, whoOf } from "./log.ts"

/** The command that makes each step. */
const COMMANDS: { readonly [event in NextEvent]: string } = {
  Acknowledged: "acknowledge",
  Contested: "contest",
  Reaffirmed: "reaffirm",
  Reassigned: "reassign",
  WorkStarted: "start",
  ResultSubmitted: "submit",
  ResultAccepted: "accept",
  ResultReturned: "return",
  Resumed: "resume",
  Reopened: "reopen",
  Discontinued: "discontinue",
  PeriodicReportFiled: "period file",
  OccurrenceRaised: "occurrence raise",
  OccurrenceReported: "occurrence report",
  OccurrenceResponded: "occurrence respond",
  ExtensionGranted: "extension grant",
  ExtensionRefused: "extension refuse",
  ExtensionCountered: "extension counter",
  CounterAccepted: "extension accept",
  CounterDeclined: "extension decline"
}

type Lines = ReadonlyArray<string>

const quoteLines = (
  { reference, position, text, correction }: QuoteView,
  chain: ReadonlyArray<ChainLink>,
  m: Messages
): Lines => {
  const link = chain.find((one) => one.position === position)
  const gone = link === undefined ? "" : textsOf(link, m)
  return [
    `  ${reference}: ${text === null ? gone : `“${oneLine(text)}”`}`,
    ...(correction === null ? [] : [`    ${m.labels.correction}: “${oneLine(correction)}”`])
  ]
}

const linkLines = (link: ChainLink, reference: string, m: Messages): Lines => {
  const { labels, words } = m.history
  const who = whoOf(link, m)
  const texts = textsOf(link, m)
  const what = [
    when(link.occurredAt, m),
    word(m.words.event, link.type),
    ...(link.subject === reference ? [] : [link.subject]),
    ...movedText(link, m),
    ...(who === "" ? [] : [who])
  ]
  return [
    `${String(link.position).padStart(6)}  ${what.join("  ")}`,
    `        ${recordedText(link, m)}${texts === "" ? "" : `  ${texts}`}`,
    ...(link.rule === null ? [] : [`        ${labels.rule} ${link.rule}: ${words.rule[link.rule]}`])
  ]
}

const deadlineLines = ({ deadline, assignment }: StandingView, m: Messages): Lines => {
  const { labels, words, says } = m.history
  const { dues, asked, suspensions, overdueFrom } = deadline
  return [
    ...timeLines({ assignment }, m),
    ...dues.map(({ since, due, setBy }) => {
      const stated = DeadlineSpec.match(due.spec, words.spec(m))
      const resolved = due.end === null ? says.noEnd : m.day(lastDay(due.end))
      const basis = [
        word(m.words.event, setBy),
        words.origin[due.origin],
        ...(due.policy === null ? [] : [`${m.labels.policy} ${due.policy}`]),
        ...(due.calendar === null ? [] : [`${labels.calendar} ${due.calendar}`])
      ]
      return `  ${labels.setOn} ${when(since, m)}: ${stated} → ${resolved} (${basis.join("; ")})`
    }),
    ...(asked === null
      ? []
      : [
          `  ${word(m.words.event, "ExtensionRequested")}: ${m.labels.until} ${m.day(lastDay(asked.until))}`,
          ...(asked.offered === null
            ? []
            : [`  ${word(m.words.event, "ExtensionCountered")}: ${m.labels.until} ${m.day(lastDay(asked.offered))}`])
        ]),
    ...suspensions.map(
      ({ from, to }) =>
        `  ${labels.suspended}: ${m.assignment.says.span(when(from, m), to === null ? null : when(to, m))}`
    ),
    ...(overdueFrom === null || assignment.timeliness === "overdue"
      ? []
      : [`  ${labels.overdueFrom}: ${m.moment(overdueFrom)}`])
  ]
}

const nextLines = ({ next, waitsFor, assignment }: StandingView, program: string, m: Messages): Lines => {
  const { labels, says } = m.history
  const goesOn = assignment.continuedBy
  return [
    ...(waitsFor.length === 0 ? [] : [`  ${labels.waitsFor}: ${waitsFor.join(", ")}`]),
    ...goesOn.map((reference) => `  ${m.assignment.labels.into}: ${reference}`),
    ...(next.length === 0 && goesOn.length === 0 ? [`  ${labels.nextSteps}: ${says.nothingNext}`] : []),
    ...next.map(({ event, by }) => {
      const command = `${program} assignment ${COMMANDS[event]} ${shellWord(assignment.reference)}`
      const names = says.byOneOf(by.map(({ name }) => oneLine(name)))
      return `  ${labels.nextSteps}: ${word(m.words.event, event)}, ${names} (${command})`
    })
  ]
}

/** The state in one line, which is that of `show`. */
const stateLine = ({ assignment }: StandingView, m: Messages): string =>
  `${assignment.reference}: ${word(m.words.status, assignment.status)}; ${word(m.words.timeliness, assignment.timeliness)}`

/** `program` is how the program is called again. The last lines say where it stands, and what would move it. */
export const explanationText = (explanation: Explanation, program: string, m: Messages): string => {
  const { labels } = m.history
  const { reference, about, quotes, chain, standing } = explanation
  return [
    reference,
    ...(quotes.length === 0 ? [] : [`${labels.quoted}`]),
    ...quotes.flatMap((quote) => quoteLines(quote, chain, m)),
    labels.why,
    ...chain.flatMap((link) => linkLines(link, reference, m)),
    "",
    ...standing.flatMap((one) => [
      stateLine(one, m),
      ...(about === "conclusion" ? [] : [...deadlineLines(one, m), ...nextLines(one, program, m)])
    ])
  ].join("\n")
}
