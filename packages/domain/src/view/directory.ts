// The references of a ledger and the names in them: all of them, those of some documents, or those of some assignments.
import { Effect, Schema } from "effect"
import { type AsOf, isNow, type LedgerName, now } from "../ledger/index.ts"
import { type Columns, inSnapshot, only, type Projection, rowsOf, tables } from "../projection/index.ts"
import { formatReference, fullReference, parseReference, type Reference, symbolKey } from "../reference/index.ts"
import { type Names, namesIn, readNames } from "./names.ts"
import { linksIn, successorsIn, type TableRow, textsIn } from "./rows.ts"

/** What it takes to speak of assignments: references, names, and what their directives say. */
export interface Speech {
  readonly names: Names
  readonly ofConclusion: (id: string) => string
  readonly ofDirective: (id: string) => string
  readonly ofAssignment: (id: string) => string
  readonly directiveOf: (
    id: string
  ) => Pick<TableRow<"directives">, "deadline_form" | "deadline" | "obligation"> | undefined
  readonly bodyOf: (id: string) => Pick<TableRow<"bodies">, "id" | "end_day" | "successors"> | undefined
}

/** Every reference of a ledger as of a moment, or every one of some documents and of what they lead to. */
export interface Directory extends Speech {
  readonly conclusions: ReadonlyArray<TableRow<"conclusions">>
  readonly directives: ReadonlyArray<TableRow<"directives">>
  /** In the order in which they were given. */
  readonly assignments: ReadonlyArray<TableRow<"assignments">>
  readonly bodies: ReadonlyArray<TableRow<"bodies">>
  /** The classes that have a list of members. */
  readonly listed: ReadonlySet<string>
  readonly asOf: AsOf
}

/** What tells documents of one symbol apart: the source's hash, or the id of one that never was a file here. */
export const digitsOf = ({ source, id }: Pick<TableRow<"conclusions">, "source" | "id">): string => source ?? id

const bare: Reference = { symbol: "?", source: null, path: null, split: null, body: null, ordinal: null }

type ConclusionPart = Pick<TableRow<"conclusions">, "id" | "reference" | "symbol" | "source">
type DirectivePart = Pick<
  TableRow<"directives">,
  "id" | "conclusion" | "path" | "split" | "deadline_form" | "deadline" | "obligation"
>
type AssignmentPart = Pick<TableRow<"assignments">, "id" | "created" | "directive" | "body">
type BodyPart = Pick<TableRow<"bodies">, "id" | "end_day" | "successors">

export const conclusionParts = only(tables.conclusions, "reference", "symbol", "source", "state")

const parts = {
  directives: only(tables.directives, "conclusion", "path", "split", "deadline_form", "deadline", "obligation"),
  assignments: only(tables.assignments, "created", "directive", "body"),
  bodies: only(tables.bodies, "slug", "names", "end_day", "successors")
}

const byId = <R extends { readonly id: string }>(rows: ReadonlyArray<R>): Map<string, R> =>
  new Map(rows.map((row) => [row.id, row]))

const inOrder = <R extends { readonly created: number }>(rows: Iterable<R>): ReadonlyArray<R> =>
  [...rows].sort((left, right) => left.created - right.created)

export const unique = (ids: Iterable<string | null>): ReadonlyArray<string> => [
  ...new Set([...ids].filter((id) => id !== null))
]

/**
 * References are right where the rows hold, of each document, all that bear its symbol, and of each assignment all of its
 * directive and body.
 */
export const speechOf = (
  rows: {
    readonly conclusions: ReadonlyArray<ConclusionPart>
    readonly directives: ReadonlyArray<DirectivePart>
    readonly assignments: Iterable<AssignmentPart>
    readonly bodies: ReadonlyArray<BodyPart>
  },
  names: Names
): Speech => {
  const conclusions = byId(rows.conclusions)
  const directives = byId(rows.directives)
  const bodies = byId(rows.bodies)
  const assignments = new Map<string, AssignmentPart>()
  const bearers = new Map<string, number>()
  for (const { symbol } of rows.conclusions) bearers.set(symbol, (bearers.get(symbol) ?? 0) + 1)
  const twins = new Map<string, Array<string>>()
  for (const row of inOrder(rows.assignments)) {
    if (assignments.has(row.id)) continue
    assignments.set(row.id, row)
    const pair = `${row.directive} ${row.body}`
    const same = twins.get(pair)
    if (same === undefined) twins.set(pair, [row.id])
    else same.push(row.id)
  }
  const known = new Map<string, Reference>()
  const ofConclusion = (id: string): Reference => {
    const row = conclusions.get(id)
    if (row === undefined) return bare
    const found =
      known.get(id) ??
      parseReference(
        (bearers.get(row.symbol) ?? 0) > 1 ? fullReference(row.reference, digitsOf(row)) : row.reference
      ) ??
      bare
    known.set(id, found)
    return found
  }
  const ofDirective = (id: string): Reference => {
    const row = directives.get(id)
    return row === undefined ? bare : { ...ofConclusion(row.conclusion), path: row.path, split: row.split }
  }
  const ofAssignment = (id: string): Reference => {
    const row = assignments.get(id)
    if (row === undefined) return bare
    const same = twins.get(`${row.directive} ${row.body}`) ?? []
    const ordinal = same.length > 1 ? same.indexOf(id) + 1 : null
    return { ...ofDirective(row.directive), body: names.body(row.body, null).slug, ordinal }
  }
  return {
    names,
    ofConclusion: (id) => formatReference(ofConclusion(id)),
    ofDirective: (id) => formatReference(ofDirective(id)),
    ofAssignment: (id) => formatReference(ofAssignment(id)),
    directiveOf: (id) => directives.get(id),
    bodyOf: (id) => bodies.get(id)
  }
}

/**
 * The rows of some documents. Whose they are never changes, so that the current rows, which are indexed by it, tell which
 * ones a past moment may have.
 */
export const rowsIn = Effect.fnUntraced(function* <C extends Columns & { readonly conclusion: "text" }>(
  ledger: LedgerName,
  table: Projection<C>,
  conclusions: ReadonlyArray<string>,
  asOf: AsOf
) {
  const where = { conclusion: conclusions }
  if (isNow(asOf)) return yield* rowsOf(ledger, table, where, now)
  const found = yield* rowsOf(ledger, only(table, "conclusion"), where, now)
  return yield* rowsOf(ledger, table, { id: found.map(({ id }) => id) }, asOf)
})

/** The assignments of some directives or of a body: as `rowsIn`. */
export const assignmentsIn = Effect.fnUntraced(function* <C extends Columns>(
  ledger: LedgerName,
  table: Projection<C>,
  where: { readonly directive?: ReadonlyArray<string>; readonly body?: string },
  asOf: AsOf
) {
  if (isNow(asOf)) return yield* rowsOf(ledger, table, where, now)
  const found = yield* rowsOf(ledger, parts.assignments, where, now)
  return yield* rowsOf(ledger, table, { id: found.map(({ id }) => id) }, asOf)
})

/** The assignments of the same directives and bodies as these, as far as there were any; these among them. */
const withTwins = Effect.fnUntraced(function* (ledger: LedgerName, rows: ReadonlyArray<AssignmentPart>, asOf: AsOf) {
  const found = byId(rows)
  const places = rows.map(({ directive, body }) => ({ directive, body }))
  const current = places.length === 0 ? [] : yield* rowsOf(ledger, parts.assignments, places, now)
  const others = new Map(current.filter(({ id }) => !found.has(id)).map((row) => [row.id, row]))
  const existed =
    others.size === 0 || isNow(asOf)
      ? others.values()
      : yield* rowsOf(ledger, parts.assignments, { id: [...others.keys()] }, asOf)
  return [...rows, ...existed]
})

/** Documents and all that bear their symbols. */
export const namesakesOf = Effect.fnUntraced(function* (ledger: LedgerName, ids: ReadonlyArray<string>, asOf: AsOf) {
  const own = yield* rowsOf(ledger, only(tables.conclusions, "symbol"), { id: ids }, asOf)
  return yield* rowsOf(ledger, conclusionParts, { symbol: unique(own.map(({ symbol }) => symbol)) }, asOf)
})

/** Bodies, and those that answer for them after their end. */
const withSuccessors = Effect.fnUntraced(function* (ledger: LedgerName, ids: ReadonlyArray<string>, asOf: AsOf) {
  const found = new Map<string, BodyPart & Pick<TableRow<"bodies">, "slug" | "names">>()
  let wanted = ids
  while (wanted.length > 0) {
    const rows = yield* rowsOf(ledger, parts.bodies, { id: wanted }, asOf)
    for (const row of rows) found.set(row.id, row)
    wanted = unique(
      rows.flatMap(({ end_day, successors }) =>
        end_day === null ? [] : successorsIn(successors).map(({ body }): string => body)
      )
    ).filter((id) => !found.has(id))
  }
  return [...found.values()]
})

/** What leads from an assignment to its document and to other assignments. */
interface Leading {
  readonly conclusion: string
  readonly parent: string | null
  readonly lineage_from: string | null
  readonly continued_by: string
}

const leadsOf = ({ parent, lineage_from, continued_by }: Omit<Leading, "conclusion">): ReadonlyArray<string | null> => [
  parent,
  lineage_from,
  ...(continued_by === "[]" ? [] : textsIn(continued_by))
]

/** Rows at hand: those of each of the directives and the bodies asked about, and of each document all that bear its symbol. */
export interface AtHand {
  readonly conclusions: ReadonlyArray<ConclusionPart>
  readonly directives: ReadonlyArray<DirectivePart>
  readonly assignments: ReadonlyArray<AssignmentPart>
  readonly classes: ReadonlyArray<Pick<TableRow<"classes">, "id" | "slug" | "name">>
}

const nothing: AtHand = { conclusions: [], directives: [], assignments: [], classes: [] }

/** What it takes to speak of these assignments, and of those that they lead to. What is at hand is not read again. */
export const readSpeech = Effect.fnUntraced(function* (
  ledger: LedgerName,
  rows: ReadonlyArray<AssignmentPart & Leading>,
  asOf: AsOf,
  atHand: AtHand = nothing
) {
  const missing = (ids: Iterable<string | null>, known: ReadonlyArray<{ readonly id: string }>) => {
    const found = new Set(known.map(({ id }) => id))
    return unique(ids).filter((id) => !found.has(id))
  }
  const leads = missing(rows.flatMap(leadsOf), [...rows, ...atHand.assignments])
  const led = leads.length === 0 ? [] : yield* rowsOf(ledger, parts.assignments, { id: leads }, asOf)
  const directiveIds = missing(
    [...rows, ...led].map(({ directive }) => directive),
    atHand.directives
  )
  const apart = new Set(directiveIds)
  const lone = [...rows.filter(({ directive }) => apart.has(directive)), ...led]
  const assignments = [...atHand.assignments, ...(yield* withTwins(ledger, lone, asOf))]
  const directives =
    directiveIds.length === 0 ? [] : yield* rowsOf(ledger, parts.directives, { id: directiveIds }, asOf)
  const documents = missing(
    [...rows, ...directives].map(({ conclusion }) => conclusion),
    atHand.conclusions
  )
  const conclusions = documents.length === 0 ? [] : yield* namesakesOf(ledger, documents, asOf)
  const leading = new Set(rows.flatMap(leadsOf))
  const told = [...rows, ...led, ...atHand.assignments.filter(({ id }) => leading.has(id))]
  const holders = unique(told.map(({ body }) => body))
  const bodies = yield* withSuccessors(ledger, holders, asOf)
  const ids = unique([...holders, ...bodies.map(({ id }) => id)])
  const named =
    asOf.valid === null || ids.length === 0
      ? bodies
      : yield* rowsOf(ledger, only(tables.bodies, "slug", "names"), { id: ids }, { ...asOf, valid: null })
  return speechOf(
    {
      conclusions: [...atHand.conclusions, ...conclusions],
      directives: [...atHand.directives, ...directives],
      assignments,
      bodies
    },
    namesIn(named, atHand.classes)
  )
})

const supersededIn = Schema.decodeSync(Schema.fromJsonString(Schema.Struct({ conclusion: Schema.String })))

/** The documents that texts may name by their symbols or digits; null where a text names none. */
const documentsNamed = Effect.fnUntraced(function* (ledger: LedgerName, typed: ReadonlyArray<string>, asOf: AsOf) {
  const found: Array<TableRow<"conclusions">> = []
  for (const text of typed) {
    const named = parseReference(text.replace(/\s+/gu, "").replace(/#.*$/u, ""))
    if (named === undefined) return null
    const { symbol, source } = named
    // Hex digits end before g.
    const digits = { from: source ?? "", below: `${source ?? ""}g` }
    const ways = symbol === null ? [{ source: digits }, { id: digits, source: null }] : [{ symbol: symbolKey(symbol) }]
    const rows = yield* Effect.forEach(ways, (where) => rowsOf(ledger, tables.conclusions, where, asOf))
    if (rows.flat().length === 0) return null
    found.push(...rows.flat())
  }
  return found
})

/** Documents, their directives and assignments, and the rows behind every reference in them. */
const readDocuments = Effect.fnUntraced(function* (
  ledger: LedgerName,
  documents: ReadonlyArray<TableRow<"conclusions">>,
  asOf: AsOf
) {
  const ids = unique(documents.map(({ id }) => id))
  const directives = new Map(byId(yield* rowsIn(ledger, tables.directives, ids, asOf)))
  const assignments = new Map(
    byId(
      directives.size === 0
        ? []
        : yield* assignmentsIn(ledger, tables.assignments, { directive: [...directives.keys()] }, asOf)
    )
  )
  // Work goes on from one assignment to the next, each of which may be of another document.
  for (let last: ReadonlyArray<TableRow<"assignments">> = [...assignments.values()]; last.length > 0; ) {
    const leads = unique(last.flatMap(leadsOf)).filter((id) => !assignments.has(id))
    last = leads.length === 0 ? [] : yield* rowsOf(ledger, tables.assignments, { id: leads }, asOf)
    for (const row of last) assignments.set(row.id, row)
  }
  const linked = [...directives.values()].flatMap(({ links }) =>
    linksIn(links).flatMap((link) => (link._tag === "Answers" ? [] : [String(link.directive)]))
  )
  const others = unique([...linked, ...[...assignments.values()].map(({ directive }) => directive)]).filter(
    (id) => !directives.has(id)
  )
  for (const row of others.length === 0 ? [] : yield* rowsOf(ledger, tables.directives, { id: others }, asOf))
    directives.set(row.id, row)
  const twins = others.length === 0 ? [] : yield* assignmentsIn(ledger, tables.assignments, { directive: others }, asOf)
  for (const row of twins) assignments.set(row.id, row)
  const changed = only(tables.provisions, "conclusion", "superseded_by", "amended_by")
  const provisions = yield* rowsIn(ledger, changed, ids, asOf)
  const mentioned = unique([
    ...ids,
    ...[...directives.values()].map(({ conclusion }) => conclusion),
    ...documents.flatMap(({ amended_by }) => textsIn(amended_by)),
    ...provisions.flatMap(({ superseded_by, amended_by }) => [
      ...(superseded_by === null ? [] : [supersededIn(superseded_by).conclusion]),
      ...textsIn(amended_by)
    ])
  ])
  const symbols = unique(
    (yield* rowsOf(ledger, only(tables.conclusions, "symbol"), { id: mentioned }, asOf)).map(({ symbol }) => symbol)
  )
  return {
    conclusions: yield* rowsOf(ledger, tables.conclusions, { symbol: symbols }, asOf),
    directives: [...directives.values()],
    assignments: inOrder(assignments.values())
  }
})

/**
 * Reads the references of a ledger as of `asOf`. Where it is told which ones people typed, only the documents are read
 * that those can name, with whatever they lead to; of a ledger that has no such document, all documents and nothing of them.
 */
export const readDirectory = Effect.fnUntraced(function* (
  ledger: LedgerName,
  asOf: AsOf,
  typed: ReadonlyArray<string> | null = null
) {
  const documents = typed === null ? null : yield* documentsNamed(ledger, typed, asOf)
  const rows =
    documents !== null
      ? yield* readDocuments(ledger, documents, asOf)
      : {
          conclusions: yield* rowsOf(ledger, tables.conclusions, {}, asOf),
          directives: typed === null ? yield* rowsOf(ledger, tables.directives, {}, asOf) : [],
          assignments: typed === null ? inOrder(yield* rowsOf(ledger, tables.assignments, {}, asOf)) : []
        }
  return yield* directoryOf(ledger, rows, asOf)
}, inSnapshot)

/** The directory of one document by its id, with whatever it leads to. */
export const readDirectoryOf = Effect.fnUntraced(function* (ledger: LedgerName, conclusion: string, asOf: AsOf) {
  const documents = yield* rowsOf(ledger, tables.conclusions, { id: conclusion }, asOf)
  return yield* directoryOf(ledger, yield* readDocuments(ledger, documents, asOf), asOf)
}, inSnapshot)

/** With bodies and classes, of which no ledger has very many. */
const directoryOf = Effect.fnUntraced(function* (
  ledger: LedgerName,
  { conclusions, directives, assignments }: Pick<Directory, "conclusions" | "directives" | "assignments">,
  asOf: AsOf
) {
  const bodies = yield* rowsOf(ledger, tables.bodies, {}, asOf)
  const classes = yield* rowsOf(ledger, only(tables.classes, "snapshot"), {}, asOf)
  const directory: Directory = {
    ...speechOf({ conclusions, directives, assignments, bodies }, yield* readNames(ledger, asOf)),
    conclusions,
    directives,
    assignments,
    bodies,
    listed: new Set(classes.filter(({ snapshot }) => snapshot > 0).map(({ id }) => id)),
    asOf
  }
  return directory
})
