// What an import would record: the import itself, into a store that lives only for the question.
import { existsSync } from "node:fs"
import { placeOf } from "@ketluan/adapters/document"
import { memory } from "@ketluan/adapters/memory"
import {
  CommandId,
  type ImportOptions,
  type Instant,
  importConclusion,
  LedgerName,
  listAssignments,
  nobody,
  now,
  projections,
  type ReadDocument,
  type Reading,
  readDirectoryOf,
  rehearse,
  rowsOf,
  type Span,
  showConclusion,
  tables,
  transact
} from "@ketluan/domain"
import { Effect } from "effect"
import { everything } from "./commands/list.ts"
import { databasePlace } from "./database.ts"
import type { OpenedDocument } from "./document.ts"
import type { Settings } from "./settings.ts"
import { chooseLedger, explained, storeLayer } from "./store.ts"

const aside = LedgerName.make("proposal")

/** A recorded conclusion with its assignments, as `read` and `import` show it. */
export const recordedView = Effect.fnUntraced(function* (ledger: LedgerName, source: string, present: Instant) {
  const [row] = yield* rowsOf(ledger, tables.conclusions, { source }, now)
  if (row === undefined) return yield* Effect.die(`the document ${source} is not in its table`)
  const directory = yield* readDirectoryOf(ledger, row.id, now)
  const view = yield* showConclusion(ledger, directory, row, present, now)
  const { assignments, unresolved } = yield* listAssignments(
    ledger,
    { ...everything, conclusion: row.id },
    now,
    present
  )
  return { view, assignments, unresolved }
})

/** Whether a provision, a finding or a recipient was made of a passage. */
const isUsed = ({ provisions, findings, distribution }: Reading, { start, end }: Span): boolean =>
  [...provisions, ...findings, ...distribution].some(({ quote: { span } }) => span.start < end && start < span.end)

/** The passages that no rule recognised and no person put to use, so that somebody can look at them. */
export const unrecognised = ({
  text,
  reading,
  places = [],
  decisions = []
}: ReadDocument & Partial<Pick<OpenedDocument, "places">>) =>
  reading.blocks
    .filter(({ kind }) => kind === "unrecognised")
    .filter(({ span }) => decisions.length === 0 || !isUsed(reading, span))
    .map(({ span }) => ({
      span,
      text: text.slice(span.start, span.end),
      place: placeOf({ places }, span)?.place ?? null
    }))

/** What the ledger already knows of a document: the same bytes, its number elsewhere, and how many assignments would follow. */
export interface Foreseen {
  readonly known: string | null
  readonly numberConflicts: number
  readonly assignments: number
}

/** The import rehearsed on the person's own store; null where there is none yet, or none that can be read. */
export const foresee = Effect.fnUntraced(function* (
  settings: Settings,
  document: ReadDocument,
  options: ImportOptions
) {
  const place = yield* databasePlace(settings)
  if (place._tag === "File" && !existsSync(place.path)) return null
  return yield* Effect.gen(function* () {
    const ledger = yield* chooseLedger(settings, "existing")
    const request = { ledger, id: CommandId.make("rehearsal"), content: document.source, actor: nobody }
    const { value, writes } = yield* rehearse(request, (session) => importConclusion(session, document, options))
    const [row] = value.known ? yield* rowsOf(ledger, tables.conclusions, { id: value.conclusion }, now) : []
    const types = writes.flatMap(({ events }) => events.map(({ type }) => type))
    const count = (wanted: string) => types.filter((type) => type === wanted).length
    const foreseen: Foreseen = {
      known: row?.reference ?? null,
      numberConflicts: count("NumberConflictRecorded"),
      assignments: count("AssignmentCreated")
    }
    return foreseen
  }).pipe(
    Effect.provide(storeLayer(place, "read")),
    Effect.catch(() => Effect.succeed(null))
  )
})

/** What `importConclusion` would record of the document in an empty ledger. */
export const propose = Effect.fnUntraced(function* (document: ReadDocument, options: ImportOptions, present: Instant) {
  const request = { ledger: aside, id: CommandId.make("proposal"), content: document.source, actor: nobody }
  return yield* Effect.gen(function* () {
    const outcome = yield* transact(request, (session) => importConclusion(session, document, options))
    if (outcome._tag === "Repeated") return yield* Effect.die("a new store repeats nothing")
    return yield* recordedView(aside, document.source, present)
  }).pipe(explained(aside), Effect.provide(memory({ projections })))
})
