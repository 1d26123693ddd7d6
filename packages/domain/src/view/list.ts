// The list of assignments, whole or a page of it, reading no more than the page needs.
import { Effect } from "effect"
import { isOpen } from "../assignment/index.ts"
import { type DeadlinePolicy, defaultPolicy } from "../deadline/index.ts"
import { Instant, instantOf, millisOf } from "../kernel/index.ts"
import { type AsOf, isNow, type LedgerName, now } from "../ledger/index.ts"
import { inSnapshot, only, rowsOf, tables, type Where } from "../projection/index.ts"
import { sortKey } from "../text/index.ts"
import {
  type AssignmentItem,
  type ItemRow,
  itemColumns,
  type JudgedRow,
  judge,
  judgedItem,
  momentOf,
  pathOrder
} from "./assignments.ts"
import { assignmentsIn, conclusionParts, namesakesOf, readSpeech, rowsIn, speechOf, unique } from "./directory.ts"
import { namesIn } from "./names.ts"
import type { TableRow } from "./rows.ts"
import { type UnresolvedItem, unresolvedOf, waitingColumns } from "./unresolved.ts"

export interface AssignmentFilter {
  /** Ids and values to match; null leaves it free. */
  readonly body: string | null
  readonly conclusion: string | null
  readonly kind: string | null
  readonly status: string | null
  readonly timeliness: string | null
  /** True leaves only what has not ended. */
  readonly open?: boolean
}

/** A part of the list: so many assignments at most, at least one, that come after one of them; null begins with the first. */
export interface AssignmentPage {
  readonly limit: number
  readonly after: { readonly id: string } | null
}

export interface AssignmentList {
  readonly assignments: ReadonlyArray<AssignmentItem>
  /** On a page, those of the documents that begin on it. */
  readonly unresolved: ReadonlyArray<UnresolvedItem>
  /** Whether there are assignments after the last one. */
  readonly more: boolean
}

/** The most rows that are read at once, where nobody can know how many are wanted. */
const BATCH = 500

const listed = only(tables.assignments, ...itemColumns, "overdue_from")
type ListedRow = ItemRow & Pick<TableRow<"assignments">, "overdue_from">

interface Question {
  readonly ledger: LedgerName
  readonly filter: AssignmentFilter
  readonly asOf: AsOf
  readonly at: Instant
  readonly policy: DeadlinePolicy
  readonly limit: number
  readonly after: { readonly id: string } | null
}

const wants = ({ body, conclusion, kind, status, open }: AssignmentFilter, row: ItemRow): boolean =>
  (body === null || row.body === body) &&
  (conclusion === null || row.conclusion === conclusion) &&
  (kind === null || row.kind === kind) &&
  (status === null || row.phase === status) &&
  (open !== true || isOpen(row.phase))

const judgedRows = ({ filter, at, policy }: Question, rows: ReadonlyArray<ListedRow>) =>
  rows
    .filter((row) => wants(filter, row))
    .map((row) => judge(row, at, policy))
    .filter(({ judged }) => filter.timeliness === null || judged.status === filter.timeliness)

const rowAfter = Effect.fnUntraced(function* ({ ledger, after, asOf }: Question) {
  return after === null ? undefined : (yield* rowsOf(ledger, listed, { id: after.id }, asOf))[0]
})

/** A place in the list of what is overdue: by the moment from which something may be, then by id. */
interface Place {
  readonly overdue_from: string
  readonly id: string
}

const isAfter = (one: Place, other: Place): boolean =>
  one.overdue_from === other.overdue_from ? one.id > other.id : one.overdue_from > other.overdue_from

const isPlaced = (row: ListedRow): row is ListedRow & Place => row.overdue_from !== null

const justAfter = (moment: string): Instant => instantOf(millisOf(Instant.make(moment)) + 1)

/** All that may be overdue among the assignments of one document, or in the past of one body. */
const fewPlaced = Effect.fnUntraced(function* ({ ledger, filter, asOf, at }: Question) {
  const { conclusion, body } = filter
  const where =
    conclusion === null
      ? { body: body ?? "" }
      : {
          directive: (yield* rowsIn(ledger, only(tables.directives, "conclusion"), [conclusion], asOf)).map(
            ({ id }) => id
          )
        }
  return (yield* assignmentsIn(ledger, listed, where, asOf))
    .filter(isPlaced)
    .filter(({ overdue_from }) => overdue_from <= at)
    .sort((left, right) => (isAfter(left, right) ? 1 : -1))
})

/** The next rows that may be overdue, as the table is ordered by it. */
const nextPlaced = Effect.fnUntraced(function* (
  { ledger, filter: { body, kind, status }, asOf, at }: Question,
  after: Place | null,
  count: number
) {
  const wanted: Where = {
    ...(body === null ? {} : { body }),
    ...(kind === null ? {} : { kind }),
    ...(status === null ? {} : { phase: status })
  }
  const below = justAfter(at)
  const read = (where: Where, orderBy: string, limit: number) =>
    rowsOf(ledger, listed, { ...wanted, ...where }, asOf, { orderBy, limit })
  if (after === null) return yield* read({ overdue_from: { below } }, "overdue_from", count)
  const { overdue_from, id } = after
  const same = (yield* read({ overdue_from, id: { from: id } }, "id", count + 1)).filter((row) => row.id !== id)
  if (same.length >= count) return same.slice(0, count)
  const later = { overdue_from: { from: justAfter(overdue_from), below } }
  return [...same, ...(yield* read(later, "overdue_from", count - same.length))]
})

/** What is overdue, the longest first, as far as the dates go: a list that the table's order gives. */
const listOverdue = Effect.fnUntraced(function* (question: Question) {
  const { ledger, filter, asOf, at, limit } = question
  const last = yield* rowAfter(question)
  const start = last?.overdue_from ?? last?.due_end ?? null
  let after: Place | null = last === undefined || start === null ? null : { id: last.id, overdue_from: start }
  const found: Array<JudgedRow<ListedRow>> = []
  if (filter.conclusion !== null || (filter.body !== null && !isNow(asOf))) {
    const rows = yield* fewPlaced(question)
    found.push(...judgedRows(question, after === null ? rows : rows.filter(followsOn(after))))
  } else
    while (found.length <= limit) {
      const count = Math.min(limit + 1, BATCH)
      const rows: ReadonlyArray<ListedRow> = yield* nextPlaced(question, after, count)
      found.push(...judgedRows(question, rows))
      const end = rows.filter(isPlaced).at(-1)
      if (end === undefined || rows.length < count) break
      after = end
    }
  const shown = found.slice(0, limit)
  const speech = yield* readSpeech(
    ledger,
    shown.map(({ row }) => row),
    asOf
  )
  return {
    assignments: shown.map((row) => judgedItem(speech, row, at)),
    unresolved: [],
    more: found.length > limit
  } satisfies AssignmentList
})

const followsOn =
  (after: Place) =>
  (row: Place): boolean =>
    isAfter(row, after)

/** The place of a document among others: with the mark that its provisions follow, so that they stay together. */
const documentOrder = (reference: string): string => `${pathOrder(reference)}#`

const byOrder = <A extends { readonly order: string }>(left: A, right: A): number =>
  left.order < right.order ? -1 : left.order > right.order ? 1 : 0

/** The documents in the order of their references; those that bear one symbol are told apart. */
const documentsIn = Effect.fnUntraced(function* ({ ledger, filter, asOf }: Question) {
  const { body, conclusion } = filter
  const wanted =
    conclusion !== null
      ? [conclusion]
      : body === null
        ? null
        : unique(
            (yield* rowsOf(ledger, only(tables.assignments, "conclusion", "body"), { body }, now)).map(
              (row) => row.conclusion
            )
          )
  const conclusions =
    wanted === null ? yield* rowsOf(ledger, conclusionParts, {}, asOf) : yield* namesakesOf(ledger, wanted, asOf)
  const speech = speechOf({ conclusions, directives: [], assignments: [], bodies: [] }, namesIn([], []))
  const among = wanted === null ? null : new Set(wanted)
  const places = conclusions
    .filter(({ id }) => among === null || among.has(id))
    .map(({ id, state, symbol }) => ({ id, state, symbol, order: documentOrder(speech.ofConclusion(id)) }))
    .sort(byOrder)
  return { conclusions, places }
})

/** How many documents are read first, and at most, at once: the next ones are wanted only where these give too few. */
const DOCUMENTS = { first: 8, most: 256 }

interface Placed {
  readonly item: AssignmentItem
  /** The document's place, and the assignment's within the list. */
  readonly document: string
  readonly order: string
}

const placed = (item: AssignmentItem, created: number): Placed => ({
  item,
  document: documentOrder(item.conclusion),
  order: [
    pathOrder(item.provision),
    item.role === "delegate" ? 1 : 0,
    sortKey(item.body.name),
    String(created).padStart(16, "0")
  ].join(" ")
})

const placeAfter = Effect.fnUntraced(function* (question: Question) {
  const row = yield* rowAfter(question)
  if (row === undefined) return null
  const { ledger, asOf, at, policy } = question
  return placed(judgedItem(yield* readSpeech(ledger, [row], asOf), judge(row, at, policy), at), row.created)
})

/** Everything else is listed document by document, in the order of the references. */
const listByReference = Effect.fnUntraced(function* (question: Question) {
  const { ledger, filter, asOf, at, limit } = question
  const { conclusions, places } = yield* documentsIn(question)
  const aside = filter.body !== null || filter.status !== null || filter.timeliness !== null
  const classes = yield* rowsOf(ledger, only(tables.classes, "slug", "name"), {}, now)
  const snapshots = yield* rowsOf(ledger, only(tables.classes, "snapshot"), {}, asOf)
  const withMembers = new Set(snapshots.flatMap(({ id, snapshot }) => (snapshot > 0 ? [id] : [])))
  const drafts = new Set(places.flatMap(({ id, state }) => (state === "drafted" ? [id] : [])))

  /** All of some documents, in order. */
  const readSome = Effect.fnUntraced(function* (documents: typeof places) {
    const ids = documents.map(({ id }) => id)
    const symbols = new Set(documents.map(({ symbol }) => symbol))
    const all = documents.length === places.length && filter.conclusion === null && filter.body === null
    const stated = only(tables.directives, ...waitingColumns)
    const directives = all ? yield* rowsOf(ledger, stated, {}, asOf) : yield* rowsIn(ledger, stated, ids, asOf)
    const assignments = all
      ? yield* rowsOf(ledger, listed, {}, asOf)
      : yield* assignmentsIn(
          ledger,
          listed,
          { directive: directives.map(({ id }) => id), ...(filter.body === null ? {} : { body: filter.body }) },
          asOf
        )
    const judged = judgedRows(question, assignments)
    const speech = yield* readSpeech(
      ledger,
      judged.map(({ row }) => row),
      asOf,
      { conclusions: conclusions.filter(({ symbol }) => symbols.has(symbol)), directives, assignments, classes }
    )
    const items = judged.map((one) => placed(judgedItem(speech, one, at), one.row.created))
    const waiting = aside
      ? []
      : directives
          .filter((row) => (filter.kind === null || row.kind === filter.kind) && !drafts.has(row.conclusion))
          .flatMap((row) =>
            unresolvedOf(speech, withMembers, row).map((item) => ({
              item,
              document: documentOrder(item.conclusion),
              order: pathOrder(item.reference)
            }))
          )
    return { items: items.sort(byOrder), waiting: waiting.sort(byOrder) }
  })

  const last = yield* placeAfter(question)
  const found: Array<Placed> = []
  const waiting: Array<Effect.Success<ReturnType<typeof readSome>>["waiting"][number]> = []
  let size = limit === Number.POSITIVE_INFINITY ? places.length : DOCUMENTS.first
  let next = places.findIndex(({ order }) => last === null || order >= last.document)
  while (next >= 0 && next < places.length && found.length <= limit) {
    // Documents of one place in the order stay together.
    let end = Math.min(next + size, places.length)
    while (end < places.length && places[end]?.order === places[end - 1]?.order) end++
    const some = yield* readSome(places.slice(next, end))
    found.push(...some.items.filter(({ order }) => last === null || order > last.order))
    waiting.push(...some.waiting.filter(({ document }) => document !== last?.document))
    next = end
    size = Math.min(size * 2, DOCUMENTS.most)
  }
  const shown = found.slice(0, limit)
  const more = found.length > limit
  const through = shown.at(-1)?.document
  return {
    assignments: shown.map(({ item }) => item),
    unresolved: waiting
      .filter(({ document }) => !more || through === undefined || document <= through)
      .map(({ item }) => item),
    more
  } satisfies AssignmentList
})

/** The references of those ids that are assignments'. */
export const referencesOf = Effect.fnUntraced(function* (ledger: LedgerName, ids: ReadonlyArray<string>, asOf: AsOf) {
  const rows = ids.length === 0 ? [] : yield* rowsOf(ledger, listed, { id: ids }, asOf)
  const speech = yield* readSpeech(ledger, rows, asOf)
  return new Map(rows.map(({ id }) => [id, speech.ofAssignment(id)]))
}, inSnapshot)

/** Some assignments by their ids, in the order of the references. */
export const itemsOf = Effect.fnUntraced(function* (
  ledger: LedgerName,
  ids: ReadonlyArray<string>,
  asOf: AsOf,
  present: Instant,
  policy: DeadlinePolicy = defaultPolicy
) {
  const at = momentOf(asOf, present)
  const rows = ids.length === 0 ? [] : yield* rowsOf(ledger, listed, { id: ids }, asOf)
  const speech = yield* readSpeech(ledger, rows, asOf)
  return rows
    .map((row) => placed(judgedItem(speech, judge(row, at, policy), at), row.created))
    .sort(byOrder)
    .map(({ item }) => item)
}, inSnapshot)

/**
 * The list as of `asOf`, by the references, or what is overdue by how long it may have been; a page of it, or all where that
 * is null. `present` is the clock's moment, used where `asOf.valid` does not say another.
 *
 * A page of what is overdue reads the page's own rows. Of any other list it reads documents until there are enough, so that
 * a filter which hardly anything matches reads much.
 *
 * @example
 * const overdue = { body: null, conclusion: null, kind: null, status: null, timeliness: "overdue" }
 * const { assignments, more } = yield* listAssignments(ledger, overdue, now, present, defaultPolicy, { limit: 50, after: null })
 */
export const listAssignments = Effect.fnUntraced(function* (
  ledger: LedgerName,
  filter: AssignmentFilter,
  asOf: AsOf,
  present: Instant,
  policy: DeadlinePolicy = defaultPolicy,
  page: AssignmentPage | null = null
) {
  const question: Question = {
    ledger,
    filter,
    asOf,
    at: momentOf(asOf, present),
    policy,
    limit: page?.limit ?? Number.POSITIVE_INFINITY,
    after: page?.after ?? null
  }
  const list: AssignmentList = yield* filter.timeliness === "overdue"
    ? listOverdue(question)
    : listByReference(question)
  return list
}, inSnapshot)
