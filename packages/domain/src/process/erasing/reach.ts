// Everything that an erasure or a hold is about: each text, file and name, wherever it went. All streams that are looked at are
// guarded, so that no copy can be recorded meanwhile.
import { Effect, Result } from "effect"
import { type LedgerEvent, readEvent } from "../../catalogue.ts"
import type { HoldScope } from "../../erasure/index.ts"
import type { ConclusionId, PersonId, ProvisionPath, Sha256, Span } from "../../kernel/index.ts"
import { EventStore, type RecordedEvent, type Session, StreamName } from "../../ledger/index.ts"
import { Roster } from "../../roster/index.ts"
import { enteredIn } from "../reserve.ts"
import { quoting, stringsIn } from "./runs.ts"
import { mentions, type Survey } from "./survey.ts"

export interface Reach {
  /** Of events whose texts are still there. */
  readonly positions: ReadonlySet<number>
  /** Whose bytes are still there. */
  readonly sources: ReadonlySet<Sha256>
  /** Whose names are still there. */
  readonly persons: ReadonlySet<PersonId>
}

const none: Reach = { positions: new Set(), sources: new Set(), persons: new Set() }

export const together = (parts: ReadonlyArray<Reach>): Reach => ({
  positions: new Set(parts.flatMap(({ positions }) => [...positions])),
  sources: new Set(parts.flatMap(({ sources }) => [...sources])),
  persons: new Set(parts.flatMap(({ persons }) => [...persons]))
})

export const isEmpty = ({ positions, sources, persons }: Reach): boolean =>
  positions.size + sources.size + persons.size === 0

const shares = <A>(one: ReadonlySet<A>, other: ReadonlySet<A>): boolean => [...one].some((item) => other.has(item))

export const meet = (one: Reach, other: Reach): boolean =>
  shares(one.positions, other.positions) || shares(one.sources, other.sources) || shares(one.persons, other.persons)

interface Read {
  readonly at: RecordedEvent
  readonly event: LedgerEvent
}

const hasTexts = ({ texts }: RecordedEvent): boolean => texts !== null && texts !== "erased"

const positionsOf = (events: ReadonlyArray<RecordedEvent>): ReadonlySet<number> =>
  new Set(events.filter(hasTexts).map(({ position }) => position))

const eventsOf = Effect.fnUntraced(function* (session: Session, streams: Iterable<string>) {
  const all: Array<RecordedEvent> = []
  for (const stream of streams) all.push(...(yield* session.recordedIn(StreamName.make(stream))))
  return all
})

const keptSource = Effect.fnUntraced(function* (session: Session, hash: Sha256 | null) {
  if (hash === null) return new Set<Sha256>()
  const store = yield* EventStore
  // Damaged bytes go like others.
  const kept = yield* store
    .source(session.ledger, hash)
    .pipe(Effect.catchTag("SourceDiffers", () => Effect.succeed({ _tag: "Kept" })))
  return new Set(kept._tag === "Kept" ? [hash] : [])
})

/** The streams of what belongs to a document; nothing is added to them meanwhile. */
const streamsUnder = Effect.fnUntraced(function* (session: Session, known: Survey, conclusion: ConclusionId) {
  yield* enteredIn(session, "conclusion_directives", conclusion)
  const meeting = known.documents.get(conclusion)?.meeting ?? null
  const directives = [...known.directives].filter(([, of]) => of.conclusion === conclusion)
  const assignments = [...known.assignments].filter(([, of]) => of.conclusion === conclusion)
  const copies = [...known.copies].filter(([, of]) => of === conclusion)
  return {
    document: `conclusion/${conclusion}`,
    directives: directives.map(([id, { path }]) => ({ stream: `directive/${id}`, id, path })),
    assignments: assignments.map(([id, { directive }]) => ({ stream: `assignment/${id}`, directive })),
    others: [...(meeting === null ? [] : [`meeting/${meeting}`]), ...copies.map(([id]) => `distribution/${id}`)]
  }
})

const ofConclusion = Effect.fnUntraced(function* (session: Session, known: Survey, conclusion: ConclusionId) {
  const { document, directives, assignments, others } = yield* streamsUnder(session, known, conclusion)
  const below = [...directives, ...assignments].map(({ stream }) => stream)
  const events = yield* eventsOf(session, [document, ...others, ...below])
  const sources = yield* keptSource(session, known.documents.get(conclusion)?.source ?? null)
  return { ...none, positions: positionsOf(events), sources }
})

/** So many words in a row of a provision are a quote of it, where somebody writes about the work that it gave. */
const QUOTE = { length: 5, least: 2 }

/** The passages of the document's text that an event's texts quote. */
const spansOf = (event: LedgerEvent): ReadonlyArray<Span | null> => {
  switch (event._tag) {
    case "ProvisionRecorded":
    case "FindingRecorded":
    case "DiscrepancyNoted":
    case "DistributionPlanned":
    case "ParticipantRecorded":
    case "ReportHeard":
    case "OpinionRecorded":
      return [event.span]
    case "DirectiveExtracted":
      return [event.obligation, event.condition, event.deadlineSpan, ...event.constraints]
    default:
      return []
  }
}

/**
 * The provision's own words, the text and the file of its document, which hold them, what else of the document overlaps them,
 * and wherever they are quoted in what belongs to the document.
 */
const ofProvision = Effect.fnUntraced(function* (
  session: Session,
  known: Survey,
  conclusion: ConclusionId,
  path: ProvisionPath
) {
  const isOf = (other: ProvisionPath): boolean => other === path || other.startsWith(`${path}.`)
  const { document, directives, assignments, others } = yield* streamsUnder(session, known, conclusion)
  const own = directives.filter((directive) => isOf(directive.path))
  const read = Effect.fnUntraced(function* (streams: Iterable<string>) {
    const events = yield* eventsOf(session, streams)
    return yield* Effect.fromResult(
      Result.all(events.map((at) => Result.map(readEvent(at), (event): Read => ({ at, event }))))
    )
  })
  const stated = yield* read([document])
  const extracted = yield* read(directives.map(({ stream }) => stream))
  const passages = stated.flatMap(({ event }) =>
    event._tag === "ProvisionRecorded" && isOf(event.path) ? [event.span] : []
  )
  if (passages.length === 0) return none
  const overlaps = (span: Span | null): boolean =>
    span !== null && passages.some(({ start, end }) => span.start < end && start < span.end)

  const ownStreams = new Set<string>(own.map(({ stream }) => stream))
  const isOwn = ({ at, event }: Read): boolean => {
    if (ownStreams.has(at.stream)) return true
    switch (event._tag) {
      case "ConclusionRegistered":
      case "ConclusionDrafted":
        return true
      case "ProvisionRecorded":
      case "ConclusionCorrected":
        return isOf(event.path) || spansOf(event).some(overlaps)
      default:
        return spansOf(event).some(overlaps)
    }
  }
  const spoken = [...stated, ...extracted]
    .filter((one) => isOwn(one) && one.event._tag !== "ConclusionRegistered" && one.event._tag !== "ConclusionDrafted")
    .filter(({ event }) => event._tag !== "ProvisionRecorded" || isOf(event.path))
    .flatMap(({ at }) => stringsIn(at.texts === "erased" ? null : at.texts))
  const quotes = quoting(spoken, QUOTE)
  const work = assignments.filter(({ directive }) => own.some(({ id }) => id === directive))
  const elsewhere = yield* read([...others, ...work.map(({ stream }) => stream)])
  const found = [...stated, ...extracted, ...elsewhere].filter(
    (one) => isOwn(one) || (spansOf(one.event).length === 0 && stringsIn(one.at.texts).some(quotes))
  )
  const sources = yield* keptSource(session, known.documents.get(conclusion)?.source ?? null)
  return { ...none, positions: positionsOf(found.map(({ at }) => at)), sources }
})

const ofPerson = Effect.fnUntraced(function* (session: Session, known: Survey, person: PersonId) {
  const body = known.rosters.get(person)
  if (body === undefined) return none
  const { persons } = yield* session.load(Roster, body)
  return { ...none, persons: new Set(persons.includes(person) ? [person] : []) }
})

/** What of a target is still there. */
export const reachOf = Effect.fnUntraced(function* (session: Session, known: Survey, scope: HoldScope) {
  const reach: Reach = yield* Effect.suspend(() => {
    switch (scope._tag) {
      case "OfConclusion":
        return ofConclusion(session, known, scope.conclusion)
      case "OfProvision":
        return ofProvision(session, known, scope.conclusion, scope.path)
      case "OfAssignment":
        return Effect.map(eventsOf(session, [`assignment/${scope.assignment}`]), (events) => ({
          ...none,
          positions: positionsOf(events)
        }))
      case "OfEvents":
        return Effect.map(
          eventsOf(session, new Set(scope.positions.flatMap((position) => known.streams.get(position) ?? []))),
          (events) => ({
            ...none,
            positions: positionsOf(events.filter(({ position }) => scope.positions.includes(position)))
          })
        )
      case "OfSource":
        return Effect.map(keptSource(session, scope.source), (sources) => ({ ...none, sources }))
      case "OfPerson":
        return ofPerson(session, known, scope.person)
      case "WholeLedger":
        return Effect.succeed(none)
    }
  })
  return reach
})

/** What a hold keeps: its scope; of a person also what they recorded, and what was recorded about them. */
export const heldBy = Effect.fnUntraced(function* (session: Session, known: Survey, scope: HoldScope) {
  const reach = yield* reachOf(session, known, scope)
  if (scope._tag !== "OfPerson") return reach
  const events = yield* eventsOf(session, known.mentions.get(scope.person) ?? [])
  return together([reach, { ...none, positions: positionsOf(events.filter((at) => mentions(at, scope.person))) }])
})
