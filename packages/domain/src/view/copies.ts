// The copies of a conclusion: who gets one and why, and what became of it.
import { Effect } from "effect"
import { type AsOf, type LedgerName, now } from "../ledger/index.ts"
import { tables } from "../projection/index.ts"
import { key, unmarked } from "../text/index.ts"
import { type Directory, rowsIn } from "./directory.ts"
import type { Named } from "./names.ts"
import { AmbiguousReference, type Distance, nearest, UnknownReference } from "./references.ts"
import type { TableRow } from "./rows.ts"

export interface CopyView {
  /** The line of nơi nhận, from 1; several recipients may share one. */
  readonly line: number
  readonly recipient: {
    readonly kind: "body" | "class" | "persons"
    readonly slug: string | null
    /** In the document's words; the name of the day asked about where those were erased [48]. */
    readonly name: string | null
  }
  readonly purpose: string
  readonly status: "planned" | "sent" | "received" | "refused" | "acknowledged" | "recall_requested" | "recalled"
  /** Days; null where it did not happen. */
  readonly sent: string | null
  readonly channel: string | null
  readonly received: string | null
  readonly acknowledged: string | null
  readonly acknowledgedBy: Named | null
  readonly refused: string | null
  readonly refusedBy: Named | null
  readonly recallRequested: string | null
  readonly recallAgreed: string | null
  readonly recallRefused: string | null
}

type Row = TableRow<"distribution">

const statusOf = (row: Row): CopyView["status"] => {
  if (row.recall_agreed !== null) return "recalled"
  if (row.recall_requested !== null && row.recall_refused === null) return "recall_requested"
  if (row.refused !== null) return "refused"
  if (row.acknowledged !== null) return "acknowledged"
  if (row.received !== null) return "received"
  return row.sent === null ? "planned" : "sent"
}

const recipientOf = ({ names }: Directory, row: Row, { valid }: AsOf): CopyView["recipient"] => {
  if (row.body !== null) {
    const { slug, name } = names.body(row.body, valid)
    return { kind: "body", slug, name: row.words ?? name }
  }
  if (row.class === null) return { kind: "persons", slug: null, name: row.words }
  const { slug, name } = names.class(row.class)
  return { kind: "class", slug, name: row.words ?? name }
}

export const copyView = (directory: Directory, row: Row, asOf: AsOf): CopyView => {
  const by = (body: string | null, day: string | null) => (body === null ? null : directory.names.body(body, day))
  return {
    line: row.line,
    recipient: recipientOf(directory, row, asOf),
    purpose: row.purpose,
    status: statusOf(row),
    sent: row.sent,
    channel: row.channel,
    received: row.received,
    acknowledged: row.acknowledged,
    acknowledgedBy: by(row.acknowledged_by, row.acknowledged),
    refused: row.refused,
    refusedBy: by(row.refused_by, row.refused),
    recallRequested: row.recall_requested,
    recallAgreed: row.recall_agreed,
    recallRefused: row.recall_refused
  }
}

/** The copies of a conclusion in the order of its list. */
const readCopies = Effect.fnUntraced(function* (ledger: LedgerName, conclusion: string, asOf: AsOf) {
  return [...(yield* rowsIn(ledger, tables.distribution, [conclusion], asOf))].sort(
    (left, right) => left.line - right.line || left.span_start - right.span_start || left.span_end - right.span_end
  )
})

export const listCopies = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  conclusion: string,
  asOf: AsOf
) {
  return (yield* readCopies(ledger, conclusion, asOf)).map((row) => copyView(directory, row, asOf))
})

/** How a copy can be said among others: by its line where it is alone there, else by its recipient. */
const saidOf = ({ line, recipient }: CopyView, copies: ReadonlyArray<{ readonly view: CopyView }>): string =>
  copies.filter(({ view }) => view.line === line).length === 1
    ? String(line)
    : (recipient.slug ?? recipient.name ?? String(line))

/**
 * The copy that a text names: by the line's number where one recipient is on it, by the recipient's slug, by its name now
 * or in the document's words, with or without marks.
 */
export const resolveCopy = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  conclusion: string,
  text: string,
  distance: Distance
) {
  const wanted = text.trim()
  const copies = (yield* readCopies(ledger, conclusion, now)).map((row) => ({
    row,
    view: copyView(directory, row, now)
  }))
  const namesOf = ({ row, view }: (typeof copies)[number]) => [
    ...(view.recipient.name === null ? [] : [view.recipient.name]),
    ...(row.body === null ? [] : [directory.names.body(row.body, null).name]),
    ...(row.class === null ? [] : [directory.names.class(row.class).name])
  ]
  const ways: ReadonlyArray<(copy: (typeof copies)[number]) => boolean> = [
    ({ row }) => String(row.line) === wanted,
    ({ view }) => view.recipient.slug === wanted,
    (copy) => namesOf(copy).some((name) => key(name) === key(wanted)),
    (copy) => namesOf(copy).some((name) => unmarked(name) === unmarked(wanted))
  ]
  const found = ways.map((way) => copies.filter(way)).find((some) => some.length > 0) ?? []
  const [only, second] = found
  if (only === undefined) {
    const known = copies.flatMap((copy) => [
      ...(copy.view.recipient.slug === null ? [] : [copy.view.recipient.slug]),
      ...namesOf(copy)
    ])
    return yield* new UnknownReference({ reference: text, nearest: nearest(wanted, known, distance) })
  }
  if (second !== undefined)
    return yield* new AmbiguousReference({
      reference: text,
      candidates: found.map(({ view }) => saidOf(view, copies))
    })
  return only.row
})
