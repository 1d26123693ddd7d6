// The events behind a reference, in order: when they happened, when they were recorded, who, what, and where they stand.
import { Effect } from "effect"
import { type LedgerEvent, readEvent } from "../catalogue.ts"
import { daysLate, LATE_DAYS } from "../history/index.ts"
import { dayOf, type OccurredAt } from "../kernel/index.ts"
import { type AsOf, counts, type LedgerName, type RecordedEvent, readStream, StreamName } from "../ledger/index.ts"
import { rowsOf, tables } from "../projection/index.ts"
import type { Directory } from "./directory.ts"
import { type Fate, readErased } from "./erasures.ts"
import { type Named, type Names, readPersons } from "./names.ts"
import type { Target } from "./references.ts"

export interface LogEntry {
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly type: string
  readonly occurredAt: OccurredAt
  readonly recordedAt: string
  /** Days from the day that it claims to the day on which it was recorded. */
  readonly daysLate: number
  /** Recorded long after it happened: so many days or more as the asker calls late. */
  readonly late: boolean
  /** Under the name it bore then [48]. */
  readonly body: Named | null
  readonly person: string | null
  /** Whether a person acted whose name is no longer in the vault. */
  readonly nameGone: boolean
  /** What it is about, as a reference. */
  readonly subject: string
  readonly event: LedgerEvent
  /** Whether it had texts that were erased. */
  readonly textsGone: boolean
  /** Why its texts are gone; null where they are there, there are none, or no erasure tells of it. */
  readonly erased: Fate | null
  /** Why the name of the person is gone. */
  readonly nameErased: Fate | null
}

/** A stream, and what it is about, as a reference. */
export interface Subject {
  readonly stream: string
  readonly subject: string
}

/** The streams behind a reference, those of what lies below it included. */
export const streamsBehind = Effect.fnUntraced(function* (ledger: LedgerName, directory: Directory, target: Target) {
  if (target._tag === "Assignment")
    return [{ stream: `assignment/${target.assignment.id}`, subject: directory.ofAssignment(target.assignment.id) }]
  const directives =
    target._tag === "Provision"
      ? target.directives
      : directory.directives.filter(({ conclusion }) => conclusion === target.conclusion.id)
  const assignments = directory.assignments.filter(({ directive }) => directives.some(({ id }) => id === directive))
  const below = [
    ...directives.map(({ id }) => ({ stream: `directive/${id}`, subject: directory.ofDirective(id) })),
    ...assignments.map(({ id }) => ({ stream: `assignment/${id}`, subject: directory.ofAssignment(id) }))
  ]
  if (target._tag === "Provision") return below
  const { id, meeting } = target.conclusion
  const subject = directory.ofConclusion(id)
  const copies = yield* rowsOf(ledger, tables.distribution, { conclusion: id }, { valid: null, known: null })
  return [
    { stream: `conclusion/${id}`, subject },
    ...(meeting === null ? [] : [{ stream: `meeting/${meeting}`, subject }]),
    ...copies.map((copy) => ({ stream: `distribution/${copy.id}`, subject })),
    ...below
  ]
})

/** The entries of a reference's log whose texts an erasure took; cheap where nothing was ever erased. */
export const readGone = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  target: Target,
  asOf: AsOf
) {
  const { texts } = yield* readErased(ledger)
  return texts.size === 0
    ? []
    : (yield* readLog(ledger, directory, target, asOf)).filter(({ erased }) => erased !== null)
})

/** An event that is to be read by people, and what it is about. */
interface Told {
  readonly recorded: RecordedEvent
  readonly event: LedgerEvent
  readonly subject: string
}

/** Events as people read them, in the order given; from `lateDays` on, one counts as late. */
export const readEntries = Effect.fnUntraced(function* (
  ledger: LedgerName,
  names: Names,
  told: ReadonlyArray<Told>,
  lateDays: number
) {
  const acting = told.flatMap(({ recorded: { actor } }) => (actor.person === null ? [] : [actor.person]))
  const persons = yield* readPersons(ledger, new Set(acting))
  const isGone = ({ texts, actor }: RecordedEvent) =>
    texts === "erased" || (actor.person !== null && !persons.has(actor.person))
  const gone = told.some(({ recorded }) => isGone(recorded)) ? yield* readErased(ledger) : null
  return told.map(({ recorded, event, subject }): LogEntry => {
    const { position, stream, version, type, occurredAt, recordedAt, actor, texts } = recorded
    const person = actor.person === null ? null : (persons.get(actor.person) ?? null)
    return {
      position,
      stream,
      version,
      type,
      occurredAt,
      recordedAt,
      daysLate: daysLate(recorded),
      late: daysLate(recorded) >= lateDays,
      body: actor.body === null ? null : names.body(actor.body, dayOf(occurredAt)),
      person,
      nameGone: actor.person !== null && person === null,
      subject,
      event,
      textsGone: texts === "erased",
      erased: gone?.texts.get(position) ?? null,
      nameErased: actor.person === null ? null : (gone?.persons.get(actor.person) ?? null)
    }
  })
})

/** The log of a reference as of `asOf`, by position; from `lateDays` on, a record counts as late. */
export const readLog = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  target: Target,
  asOf: AsOf,
  lateDays: number = LATE_DAYS
) {
  const streams = yield* streamsBehind(ledger, directory, target)
  const found = yield* Effect.forEach(streams, ({ stream, subject }) =>
    readStream(ledger, StreamName.make(stream)).pipe(
      Effect.map((events) => events.filter((event) => counts(event, asOf)).map((recorded) => ({ recorded, subject })))
    )
  )
  const entries = found.flat().sort((left, right) => left.recorded.position - right.recorded.position)
  const told = yield* Effect.forEach(entries, ({ recorded, subject }) =>
    Effect.map(Effect.fromResult(readEvent(recorded)), (event) => ({ recorded, event, subject }))
  )
  return yield* readEntries(ledger, directory.names, told, lateDays)
})
