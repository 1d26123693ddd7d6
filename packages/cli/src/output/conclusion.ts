// A conclusion in full, for people.
import type { Place } from "@ketluan/adapters/document"
import type { ConclusionView, Named, ProvisionView } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import type { Foreseen } from "../proposal.ts"
import { directiveLines } from "./directive.ts"
import { oneLine } from "./escape.ts"
import { decisionLines } from "./guesses.ts"
import { placeText } from "./source.ts"
import { shorten, table } from "./table.ts"

/** How much of a text a line of an overview shows. */
const GLANCE = 64

const nameOf = (named: Named | null, m: Messages): string => (named === null ? m.labels.unknown : named.name)

/** A provision with its directives. */
export const provisionLines = (provision: ProvisionView, m: Messages): ReadonlyArray<string> => [
  `${provision.reference}: ${oneLine(provision.text ?? "—")}`,
  ...(provision.correction === null ? [] : [`  ${m.labels.correction}: ${oneLine(provision.correction)}`]),
  ...(provision.amendedBy.length === 0 ? [] : [`  ${m.registers.labels.amendedBy}: ${provision.amendedBy.join(", ")}`]),
  ...(provision.supersededBy === null
    ? []
    : [`  ${m.registers.labels.supersededBy}: ${provision.supersededBy.reference}`]),
  ...provision.directives.flatMap((directive) => directiveLines(directive, provision, m))
]

/** All that there is of a secret document [10]. */
const stubLines = (view: ConclusionView, m: Messages): ReadonlyArray<string> => [
  view.reference,
  `  ${m.registers.labels.mark}: ${word(m.words.classification, view.classification)}; ${m.registers.says.onlyStub}`,
  `  ${m.labels.issueDate}: ${view.issueDate === null ? m.labels.unknown : m.day(view.issueDate)}`,
  ...(view.numberConflicts === 0 ? [] : [`  ${m.labels.numberConflict}: ${view.numberConflicts}`])
]

const headLines = (view: ConclusionView, m: Messages): ReadonlyArray<string> => {
  const { labels } = m
  // For a post, where not for a body: "T/L, CHỦ TỊCH, CHÁNH VĂN PHÒNG".
  const signedFor = view.collective === null && view.principal !== null ? view.principal : nameOf(view.collective, m)
  const signature = [view.signingMode, signedFor, view.position, view.signer]
  const { registers } = m
  const standing = [
    ...(view.state === "drafted" ? [`  ${registers.labels.state}: ${registers.words.standing.drafted}`] : []),
    ...(view.revokedOn === null ? [] : [`  ${registers.labels.revoked}: ${m.day(view.revokedOn)}`]),
    ...(view.recalledOn === null ? [] : [`  ${registers.labels.recalled}: ${m.day(view.recalledOn)}`]),
    ...(view.amendedBy.length === 0 ? [] : [`  ${registers.labels.amendedBy}: ${view.amendedBy.join(", ")}`])
  ]
  return [
    view.reference,
    ...standing,
    ...(view.title === null ? [] : [`  ${oneLine(view.title)}`]),
    `  ${labels.issuer}: ${oneLine(nameOf(view.issuer, m))}`,
    `  ${labels.concluder}: ${oneLine(view.concluder?.name ?? view.meeting?.chair ?? labels.unknown)}`,
    `  ${labels.signature}: ${signature.flatMap((part) => (part === null ? [] : [oneLine(part)])).join(", ")}`,
    `  ${labels.issueDate}: ${view.issueDate === null ? labels.unknown : m.day(view.issueDate)}`,
    ...(view.numberConflicts === 0 ? [] : [`  ${labels.numberConflict}: ${view.numberConflicts}`])
  ]
}

/** "Tài chính" in a list of departments is the Department of Finance. */
const inFull = ({ words, body }: NonNullable<ConclusionView["meeting"]>["participants"][number]): string =>
  words === null ? "?" : body?.name.endsWith(` ${words}`) === true ? body.name : words

const meetingLines = ({ meeting }: ConclusionView, m: Messages): ReadonlyArray<string> => {
  if (meeting === null) return []
  const { labels } = m
  const days = [...new Set([meeting.firstDay, meeting.lastDay])].map(m.day).join(" – ")
  return [
    `  ${labels.meeting}: ${days}${meeting.title === null ? "" : `, ${oneLine(meeting.title)}`}`,
    ...(meeting.participants.length === 0
      ? []
      : [
          `  ${labels.participants} (${meeting.participants.length}): ${meeting.participants.map((one) => oneLine(inFull(one))).join("; ")}`
        ]),
    ...meeting.reports.map(
      ({ by, about }) =>
        `  ${labels.reports}: ${oneLine(by ?? "?")}${about === null ? "" : ` — ${shorten(about, GLANCE * 2)}`}`
    )
  ]
}

const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : ["", title, ...lines]

/** What does not fit, by the numbers under which it is settled. */
export const discrepancyLines = ({ discrepancies }: ConclusionView, m: Messages): ReadonlyArray<string> => {
  const { labels, words, registers } = m
  return section(
    `${labels.discrepancies} (${discrepancies.length})`,
    discrepancies.map(({ ordinal, code, detail, quote, body, resolution, resolvedOn }) => {
      const shown = quote ?? body?.name ?? null
      const which = detail === null ? "" : `: ${word(words.detail, detail)}`
      const what = `${word(words.discrepancy, code)}${which}${shown === null ? "" : `: “${shorten(shown, GLANCE)}”`}`
      const settled =
        resolvedOn === null ? "" : ` — ${registers.labels.settled} ${m.day(resolvedOn)}: ${oneLine(resolution ?? "—")}`
      return `  ${ordinal}. ${what}${settled}`
    })
  )
}

/** `detail` prints every provision and directive in full, otherwise a table as wide as `columns`. */
export const conclusionText = (view: ConclusionView, m: Messages, columns: number | null, detail: boolean): string => {
  const { labels, words } = m
  if (view.stub) return stubLines(view, m).join("\n")
  const directives = view.provisions.flatMap((provision) => provision.directives)
  return [
    ...headLines(view, m),
    ...meetingLines(view, m),
    ...section(
      `${labels.findings} (${view.findings.length})`,
      view.findings.map(
        ({ polarity, text }) => `  ${word(words.polarity, polarity)}: ${shorten(text ?? "—", detail ? 10_000 : GLANCE)}`
      )
    ),
    ...section(
      `${labels.provisions} (${view.provisions.length})${
        directives.length === view.provisions.length ? "" : `, ${labels.directives} (${directives.length})`
      }`,
      detail
        ? view.provisions.flatMap((provision) => provisionLines(provision, m).map((line) => `  ${line}`))
        : [
            table(
              [labels.reference, labels.kind, labels.addressees, labels.deadline, labels.obligation],
              directives.map((directive) => [
                directive.reference,
                word(words.kind, directive.kind),
                directive.lead.map((one) => one.name ?? "?").join("; "),
                shorten(directive.deadlinePhrase ?? "", GLANCE / 2),
                shorten(directive.obligation ?? "—", GLANCE)
              ]),
              columns
            )
          ]
    ),
    ...section(
      `${labels.distribution} (${view.distribution.length})`,
      view.distribution.map(
        ({ line, purpose, recipients }) =>
          `  ${line}. ${recipients.map(({ name }) => oneLine(name ?? "?")).join("; ")} (${word(words.purpose, purpose)})`
      )
    ),
    ...discrepancyLines(view, m),
    ...decisionLines(view, m)
  ].join("\n")
}

/** The passages that no rule recognised. */
export const unrecognisedLines = (
  passages: ReadonlyArray<{ readonly text: string; readonly place: Place | null }>,
  m: Messages
): ReadonlyArray<string> =>
  section(
    `${m.labels.unrecognised} (${passages.length})`,
    passages.map(
      ({ text, place }) => `  ${place === null ? "" : `[${placeText(place, m)}] `}${shorten(text, GLANCE * 2)}`
    )
  )

/** What the person's own ledger adds to a proposal; nothing where it adds nothing. */
export const foreseenLines = (
  foreseen: Foreseen | null,
  proposed: number,
  { labels, says }: Messages
): ReadonlyArray<string> => {
  if (foreseen === null) return []
  if (foreseen.known !== null) return ["", says.knownAlready(foreseen.known)]
  return [
    ...(foreseen.numberConflicts === 0 ? [] : ["", `${labels.numberConflict}: ${foreseen.numberConflicts}`]),
    ...(foreseen.assignments === proposed ? [] : ["", says.wouldAssign(foreseen.assignments)])
  ]
}
