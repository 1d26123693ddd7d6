// The events behind a reference, in order: when they happened, when they were recorded, who, what, and where they stand.
import { Effect } from "effect"
import { type LedgerEvent, readEvent } from "../catalogue.ts"
import { dayOf, type OccurredAt, type PersonId } from "../kernel/index.ts"
import { type AsOf, counts, type LedgerName, type RecordedEvent, readStream, StreamName } from "../ledger/index.ts"
import { rowsOf, tables } from "../projection/index.ts"
import type { Directory } from "./directory.ts"
import { type Fate, readErased } from "./erasures.ts"
import { type Named, readPersons } from "./names.ts"
import type { Target } from "./references.ts"

export interface LogEntry {
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly type: string
  readonly occurredAt: OccurredAt
  readonly recordedAt: string
  /** Recorded on a later day than it happened. */
  readonly late: boolean
  /** Under the name it bore then [48]. */
  readonly body: Named | null
  readonly person: string | null
  /** What it is about, as a reference. */
  readonly subject: string
  readonly event: LedgerEvent
  /** Why its texts are gone; null where they are there, there are none, or no erasure tells of it. */
  readonly erased: Fate | null
  /** Why the name of the person is gone. */
  readonly nameErased: Fate | null
}

const streamsOf = Effect.fnUntraced(function* (ledger: LedgerName, directory: Directory, target: Target) {
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

const personsIn = (events: ReadonlyArray<RecordedEvent>): ReadonlySet<PersonId> =>
  new Set(events.flatMap(({ actor }) => (actor.person === null ? [] : [actor.person])))

/** The log of a reference as of `asOf`, by position. */
export const readLog = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  target: Target,
  asOf: AsOf
) {
  const streams = yield* streamsOf(ledger, directory, target)
  const found = yield* Effect.forEach(streams, ({ stream, subject }) =>
    readStream(ledger, StreamName.make(stream)).pipe(
      Effect.map((events) => events.filter((event) => counts(event, asOf)).map((recorded) => ({ recorded, subject })))
    )
  )
  const { names } = directory
  const entries = found.flat().sort((left, right) => left.recorded.position - right.recorded.position)
  const persons = yield* readPersons(ledger, personsIn(entries.map(({ recorded }) => recorded)))
  const isGone = ({ texts, actor }: RecordedEvent) =>
    texts === "erased" || (actor.person !== null && !persons.has(actor.person))
  const gone = entries.some(({ recorded }) => isGone(recorded)) ? yield* readErased(ledger) : null
  return yield* Effect.forEach(
    entries,
    Effect.fnUntraced(function* ({ recorded, subject }) {
      const { position, stream, version, type, occurredAt, recordedAt, actor } = recorded
      const event = yield* Effect.fromResult(readEvent(recorded))
      const entry: LogEntry = {
        position,
        stream,
        version,
        type,
        occurredAt,
        recordedAt,
        late: dayOf(occurredAt) < dayOf(recordedAt),
        body: actor.body === null ? null : names.body(actor.body, dayOf(occurredAt)),
        person: actor.person === null ? null : (persons.get(actor.person) ?? null),
        subject,
        event,
        erased: gone?.texts.get(position) ?? null,
        nameErased: actor.person === null ? null : (gone?.persons.get(actor.person) ?? null)
      }
      return entry
    })
  )
})
