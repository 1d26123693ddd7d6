// What changed in a ledger between two points, by conclusion.
import { Effect } from "effect"
import { type Change, changesIn, isBetween, LATE_DAYS, rangeBetween } from "../history/index.ts"
import type { Instant } from "../kernel/index.ts"
import {
  type AsOf,
  EventStore,
  type LedgerName,
  lastWithin,
  now,
  type RecordedEvent,
  readStream,
  StreamName
} from "../ledger/index.ts"
import { rowsOf, tables } from "../projection/index.ts"
import { type Directory, readDirectory } from "./directory.ts"
import { type LogEntry, readEntries, streamsBehind } from "./log.ts"
import type { Target } from "./references.ts"

/** One event that makes a difference, with what it moved. */
export interface ChangeView extends LogEntry {
  /** False where it counts at the first point and not at the second. */
  readonly added: boolean
  readonly phase: Change["phase"]
  /** The due dates before and after, as exclusive ends. */
  readonly due: Change["due"]
}

/** The changes of one conclusion; of bodies, classes and the ledger itself, where `conclusion` is null. */
export interface ChangeGroup {
  readonly conclusion: string | null
  readonly changes: ReadonlyArray<ChangeView>
}

/** Events that are read at a time. */
const BATCH = 1000

/** The last position recorded at or before a moment; −1 where there is none. Recorded times only rise. */
const readLastKnown = Effect.fnUntraced(function* (ledger: LedgerName, size: number, known: Instant) {
  const store = yield* EventStore
  let low = 0
  let high = size
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [event] = yield* store.recorded(ledger, { from: middle, limit: 1 })
    if (event !== undefined && event.recordedAt <= known) low = middle + 1
    else high = middle
  }
  return low - 1
})

/** A moment of knowledge as the position that it is. */
const positioned = Effect.fnUntraced(function* (ledger: LedgerName, size: number, asOf: AsOf) {
  if (asOf.known === null) return asOf
  const position = lastWithin(asOf, yield* readLastKnown(ledger, size, asOf.known))
  return { valid: asOf.valid, known: null, ...(position === null ? {} : { position }) } satisfies AsOf
})

/** The streams with an event that makes a difference. */
const readMoved = Effect.fnUntraced(function* (ledger: LedgerName, from: AsOf, to: AsOf) {
  const store = yield* EventStore
  const size = (yield* store.head(ledger))?.frontier.size ?? 0
  const [one, other] = [yield* positioned(ledger, size, from), yield* positioned(ledger, size, to)]
  const range = rangeBetween(one, other, size)
  const moved = new Set<StreamName>()
  for (let at = range.from; at < range.below; at += BATCH) {
    const events = yield* store.recorded(ledger, { from: at, limit: Math.min(BATCH, range.below - at) })
    for (const event of events) if (isBetween(event, one, other)) moved.add(event.stream)
  }
  return moved
})

/** Which conclusion a stream belongs to, and what it is about. */
const placesIn = Effect.fnUntraced(function* (ledger: LedgerName, directory: Directory) {
  const copies = yield* rowsOf(ledger, tables.distribution, {}, now)
  const classes = yield* rowsOf(ledger, tables.classes, {}, now)
  const places = new Map<string, { readonly conclusion: string | null; readonly subject: string }>()
  for (const { id, meeting } of directory.conclusions) {
    const conclusion = directory.ofConclusion(id)
    places.set(`conclusion/${id}`, { conclusion, subject: conclusion })
    if (meeting !== null) places.set(`meeting/${meeting}`, { conclusion, subject: conclusion })
  }
  for (const { id, conclusion: of } of directory.directives)
    places.set(`directive/${id}`, { conclusion: directory.ofConclusion(of), subject: directory.ofDirective(id) })
  for (const { id, conclusion: of } of directory.assignments)
    places.set(`assignment/${id}`, { conclusion: directory.ofConclusion(of), subject: directory.ofAssignment(id) })
  for (const { id, conclusion: of } of copies)
    places.set(`distribution/${id}`, { conclusion: directory.ofConclusion(of), subject: directory.ofConclusion(of) })
  for (const { id, slug } of directory.bodies) places.set(`body/${id}`, { conclusion: null, subject: slug })
  for (const { id, slug } of classes) places.set(`class/${id}`, { conclusion: null, subject: slug })
  return (stream: string) => places.get(stream) ?? { conclusion: null, subject: stream }
})

interface Placed {
  readonly conclusion: string | null
  readonly subject: string
  readonly change: Change
}

const byPosition = (left: Placed, right: Placed): number =>
  left.change.recorded.position - right.change.recorded.position

const changed = (entry: LogEntry, { added, phase, due }: Change): ChangeView => ({ ...entry, added, phase, due })

const viewed = Effect.fnUntraced(function* (
  ledger: LedgerName,
  { names }: Directory,
  placed: ReadonlyArray<Placed>,
  lateDays: number
) {
  const sorted = placed.toSorted(byPosition)
  const told = sorted.map(({ subject, change: { recorded, event } }) => ({ recorded, event, subject }))
  const entries = yield* readEntries(ledger, names, told, lateDays)
  const changes = entries.flatMap((entry, index) => {
    const { conclusion, change } = sorted[index] ?? {}
    return change === undefined ? [] : [{ conclusion: conclusion ?? null, change: changed(entry, change) }]
  })
  return [...Map.groupBy(changes, ({ conclusion }) => conclusion)].map(
    ([conclusion, group]): ChangeGroup => ({ conclusion, changes: group.map(({ change }) => change) })
  )
})

const readChanges = Effect.fnUntraced(function* (ledger: LedgerName, stream: string, from: AsOf, to: AsOf) {
  const events: ReadonlyArray<RecordedEvent> = yield* readStream(ledger, StreamName.make(stream))
  return yield* Effect.fromResult(changesIn(events, from, to))
})

/** All that changed between two points, the conclusion that changed first at the top. Reads the events that lie between. */
export const readDifference = Effect.fnUntraced(function* (
  ledger: LedgerName,
  from: AsOf,
  to: AsOf,
  lateDays: number = LATE_DAYS
) {
  const directory = yield* readDirectory(ledger, now)
  const placeOf = yield* placesIn(ledger, directory)
  const found: Array<Placed> = []
  for (const stream of yield* readMoved(ledger, from, to))
    for (const change of yield* readChanges(ledger, stream, from, to)) found.push({ ...placeOf(stream), change })
  return yield* viewed(ledger, directory, found, lateDays)
})

/** What changed behind one reference; reads only the streams behind it. */
export const readDifferenceOf = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  target: Target,
  from: AsOf,
  to: AsOf,
  lateDays: number = LATE_DAYS
) {
  const document = target._tag === "Assignment" ? target.assignment.conclusion : target.conclusion.id
  const conclusion = directory.ofConclusion(document)
  const found: Array<Placed> = []
  for (const { stream, subject } of yield* streamsBehind(ledger, directory, target))
    for (const change of yield* readChanges(ledger, stream, from, to)) found.push({ conclusion, subject, change })
  return yield* viewed(ledger, directory, found, lateDays)
})
