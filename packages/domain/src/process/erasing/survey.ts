// One look through a whole ledger: what belongs to what, and who is mentioned where. Erasing is rare enough for it.
import { Effect } from "effect"
import { readEvent } from "../../catalogue.ts"
import {
  AssignmentId,
  BodyId,
  ConclusionId,
  DirectiveId,
  DistributionId,
  type MeetingId,
  type PersonId,
  type ProvisionPath,
  type Sha256
} from "../../kernel/index.ts"
import { EventStore, type LedgerName, type RecordedEvent, type StreamName } from "../../ledger/index.ts"

const PAGE = 1000

/** Hands over every event of a ledger, in order. */
export const eachEvent = Effect.fnUntraced(function* (ledger: LedgerName, visit: (event: RecordedEvent) => void) {
  const store = yield* EventStore
  for (let from = 0; ; from += PAGE) {
    const events = yield* store.recorded(ledger, { from, limit: PAGE })
    for (const event of events) visit(event)
    if (events.length < PAGE) return
  }
})

export interface Survey {
  readonly documents: ReadonlyMap<ConclusionId, { readonly source: Sha256 | null; readonly meeting: MeetingId | null }>
  readonly directives: ReadonlyMap<DirectiveId, { readonly conclusion: ConclusionId; readonly path: ProvisionPath }>
  readonly assignments: ReadonlyMap<
    AssignmentId,
    { readonly conclusion: ConclusionId; readonly directive: DirectiveId }
  >
  readonly copies: ReadonlyMap<DistributionId, ConclusionId>
  /** In whose roster each person stands. */
  readonly rosters: ReadonlyMap<PersonId, BodyId>
  /** The streams of the positions that were asked about. */
  readonly streams: ReadonlyMap<number, StreamName>
  /** The streams whose events mention the persons that were asked about, in leaf or facts. */
  readonly mentions: ReadonlyMap<PersonId, ReadonlySet<StreamName>>
}

/** Whether an event names a person: as who acted, or in its facts. */
export const mentions = ({ actor, facts }: RecordedEvent, person: PersonId): boolean =>
  actor.person === person || JSON.stringify(facts).includes(JSON.stringify(person))

export const survey = Effect.fnUntraced(function* (
  ledger: LedgerName,
  about: { readonly positions: Iterable<number>; readonly persons: Iterable<PersonId> }
) {
  const documents = new Map<ConclusionId, { readonly source: Sha256 | null; readonly meeting: MeetingId | null }>()
  const directives = new Map<DirectiveId, { readonly conclusion: ConclusionId; readonly path: ProvisionPath }>()
  const assignments = new Map<AssignmentId, { readonly conclusion: ConclusionId; readonly directive: DirectiveId }>()
  const copies = new Map<DistributionId, ConclusionId>()
  const rosters = new Map<PersonId, BodyId>()
  const streams = new Map<number, StreamName>()
  const mentioned = new Map([...about.persons].map((person) => [person, new Set<StreamName>()]))
  const positions = new Set(about.positions)

  const place = (recorded: RecordedEvent): void => {
    const read = readEvent(recorded)
    if (read._tag === "Failure") return
    const event = read.success
    const id = recorded.stream.slice(recorded.stream.indexOf("/") + 1)
    switch (event._tag) {
      case "ConclusionRegistered":
        documents.set(ConclusionId.make(id), { source: event.source, meeting: event.meeting })
        break
      case "ConclusionDrafted":
        documents.set(ConclusionId.make(id), { source: null, meeting: event.meeting })
        break
      case "DirectiveExtracted":
        directives.set(DirectiveId.make(id), { conclusion: event.conclusion, path: event.path })
        break
      case "AssignmentCreated":
        assignments.set(AssignmentId.make(id), { conclusion: event.conclusion, directive: event.directive })
        break
      case "DistributionPlanned":
        copies.set(DistributionId.make(id), event.conclusion)
        break
      case "PersonEntered":
        rosters.set(event.person, BodyId.make(id))
        break
      default:
    }
  }
  yield* eachEvent(ledger, (event) => {
    place(event)
    if (positions.has(event.position)) streams.set(event.position, event.stream)
    for (const [person, found] of mentioned) if (mentions(event, person)) found.add(event.stream)
  })
  const found: Survey = { documents, directives, assignments, copies, rosters, streams, mentions: mentioned }
  return found
})
