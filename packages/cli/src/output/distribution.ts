// The copies of a conclusion for people.
import type { CopyView } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { oneLine } from "./escape.ts"
import { shorten, table } from "./table.ts"

const GLANCE = 48

const named = ({ recipient }: CopyView): string =>
  recipient.slug === null ? (recipient.name ?? "?") : `${recipient.name ?? "?"} (${recipient.slug})`

const sentOf = ({ sent, channel }: CopyView, m: Messages): string =>
  sent === null ? "—" : `${m.day(sent)}${channel === null ? "" : `, ${word(m.registers.words.channel, channel)}`}`

export const copiesText = (
  reference: string,
  copies: ReadonlyArray<CopyView>,
  m: Messages,
  columns: number | null
): string => {
  const { labels, words, says } = m.registers
  if (copies.length === 0) return `${reference}\n${says.noCopies}`
  const day = (date: string | null) => (date === null ? "—" : m.day(date))
  return [
    reference,
    table(
      [
        labels.line,
        labels.recipient,
        labels.shortName,
        labels.purpose,
        labels.state,
        labels.sent,
        labels.received,
        labels.acknowledged
      ],
      copies.map((copy) => [
        String(copy.line),
        shorten(copy.recipient.name ?? "?", GLANCE),
        copy.recipient.slug ?? "—",
        word(m.words.purpose, copy.purpose),
        word(words.copy, copy.status),
        sentOf(copy, m),
        day(copy.received),
        day(copy.acknowledged)
      ]),
      columns
    )
  ].join("\n")
}

export const copyText = (reference: string, copy: CopyView, m: Messages): string => {
  const { labels, words, says } = m.registers
  const by = (who: CopyView["acknowledgedBy"]) => (who === null ? "" : `, ${who.name}`)
  const line = (label: string, value: string | null) => (value === null ? [] : [`  ${label}: ${oneLine(value)}`])
  const day = (date: string | null, more = "") => (date === null ? null : `${m.day(date)}${more}`)
  return [
    `${reference}, ${labels.line.toLocaleLowerCase()} ${copy.line}: ${oneLine(named(copy))}`,
    ...line(labels.state, `${word(words.copy, copy.status)} (${word(m.words.purpose, copy.purpose)})`),
    ...line(labels.sent, copy.sent === null ? null : sentOf(copy, m)),
    ...line(labels.received, day(copy.received)),
    ...line(labels.acknowledged, day(copy.acknowledged, by(copy.acknowledgedBy))),
    ...line(words.copy.refused, day(copy.refused, by(copy.refusedBy))),
    ...line(m.words.event.RecallRequested, day(copy.recallRequested)),
    ...line(m.words.event.RecallAgreed, day(copy.recallAgreed)),
    ...line(m.words.event.RecallRefused, day(copy.recallRefused)),
    ...(copy.recallAgreed === null ? [] : [says.recalledDocument(reference)])
  ].join("\n")
}
