// Bodies as people ask for them: what each was called, who is above it, what it left, and who took over.
import { Effect, Schema } from "effect"
import { isOpen } from "../assignment/index.ts"
import { Body, type Extent, gapAfter } from "../body/index.ts"
import { readEvent } from "../catalogue.ts"
import { CivilDate, dayOf, type Instant } from "../kernel/index.ts"
import { type AsOf, counts, type LedgerName, readStream, streamOf } from "../ledger/index.ts"
import { inSnapshot, rowsOf, tables } from "../projection/index.ts"
import { sortKey } from "../text/index.ts"
import { assignmentItem, momentOf, pathOrder } from "./assignments.ts"
import { type Directory, readDirectory } from "./directory.ts"
import type { Named, Names } from "./names.ts"
import { successorsIn, type TableRow } from "./rows.ts"

export interface BodyItem {
  readonly slug: string
  /** Under the name of the day asked about [48]. */
  readonly name: string
  readonly kind: string
  readonly level: string | null
  readonly territory: string | null
  readonly parent: Named | null
  readonly founded: string | null
  /** The first day without it. */
  readonly end: string | null
  /** Whether everything that it held was decided on after its end [45]. */
  readonly closed: boolean
  /** Open assignments: those that nobody decided to leave with it, and those held by decision. */
  readonly open: number
  readonly held: number
}

export interface SuccessionView {
  readonly body: Named
  /** The first day on which it takes over. */
  readonly from: string
  readonly extent: Extent
  readonly scope: string | null
  /** The days, first and last, on which neither existed or acted [47]. */
  readonly gap: { readonly from: string; readonly to: string } | null
}

export interface BodyView extends BodyItem {
  /** Every name with the day of which it was recorded. */
  readonly names: ReadonlyArray<{ readonly name: string; readonly from: string }>
  readonly parents: ReadonlyArray<{ readonly parent: Named | null; readonly from: string }>
  readonly terms: ReadonlyArray<{ readonly term: string; readonly from: string }>
  /** The decision by which it ended. */
  readonly basis: string | null
  readonly successors: ReadonlyArray<SuccessionView>
  readonly predecessors: ReadonlyArray<SuccessionView>
}

export interface BodyFilter {
  readonly kind: string | null
  /** Only bodies that have ended by the day asked about. */
  readonly dissolved: boolean
}

const readTerms = Schema.decodeSync(
  Schema.fromJsonString(Schema.Array(Schema.Struct({ term: Schema.String, from: Schema.String })))
)

const readDay = Schema.decodeSync(Schema.NullOr(CivilDate))

const openOf = ({ assignments }: Directory, body: string) =>
  assignments.filter((row) => row.body === body && isOpen(row.phase))

const bodyItem = (directory: Directory, row: TableRow<"bodies">, { valid }: AsOf): BodyItem => {
  const open = openOf(directory, row.id)
  const { slug, name } = directory.names.body(row.id, valid)
  return {
    slug,
    name,
    kind: row.kind,
    level: row.level,
    territory: row.territory,
    parent: row.parent === null ? null : directory.names.body(row.parent, valid),
    founded: row.founded,
    end: row.end_day,
    closed: row.closed === 1,
    open: open.filter(({ held }) => held === 0).length,
    held: open.filter(({ held }) => held === 1).length
  }
}

/** The bodies of a ledger by name; `present` is the clock's moment, used where `asOf.valid` does not say another. */
export const listBodies = Effect.fnUntraced(function* (
  ledger: LedgerName,
  { kind, dissolved }: BodyFilter,
  asOf: AsOf,
  present: Instant
) {
  const directory = yield* readDirectory(ledger, asOf)
  const today = dayOf(momentOf(asOf, present))
  const rows = yield* rowsOf(ledger, tables.bodies, kind === null ? {} : { kind }, asOf)
  return rows
    .filter(({ end_day }) => !dissolved || (end_day !== null && end_day <= today))
    .map((row) => bodyItem(directory, row, asOf))
    .map((item) => ({ item, order: `${sortKey(item.name)} ${item.slug}` }))
    .sort((left, right) => (left.order < right.order ? -1 : 1))
    .map(({ item }) => item)
}, inSnapshot)

/** The successions out of one body, each with the days that nobody covered. */
const successionsOf = ({ bodies }: Directory, row: TableRow<"bodies">) =>
  successorsIn(row.successors).map((edge) => {
    const end = readDay(row.end_day)
    const founded = readDay(bodies.find(({ id }) => id === edge.body)?.founded ?? null)
    return { ...edge, gap: end === null ? null : gapAfter(end, edge.from, founded) }
  })

const readHistory = Effect.fnUntraced(function* (ledger: LedgerName, body: string, names: Names, asOf: AsOf) {
  const recorded = yield* readStream(ledger, streamOf(Body, body))
  const called: Array<{ name: string; from: string }> = []
  const parents: Array<{ parent: Named | null; from: string }> = []
  let basis: string | null = null
  for (const event of recorded.filter((one) => counts(one, asOf))) {
    const from = dayOf(event.occurredAt)
    const what = yield* Effect.fromResult(readEvent(event))
    if (what._tag === "BodyRegistered" || what._tag === "BodyRenamed") called.push({ name: what.name, from })
    if (what._tag === "BodyReparented" || (what._tag === "BodyRegistered" && what.parent !== null))
      parents.push({ parent: what.parent === null ? null : names.body(what.parent, from), from })
    if (what._tag === "BodyDissolved") basis = what.texts?.basis ?? null
  }
  return { names: called, parents, basis }
})

/** One body in full. */
export const showBody = Effect.fnUntraced(function* (ledger: LedgerName, row: TableRow<"bodies">, asOf: AsOf) {
  const directory = yield* readDirectory(ledger, asOf)
  const named = (body: string) => directory.names.body(body, asOf.valid)
  const predecessors = directory.bodies.flatMap((one) =>
    successionsOf(directory, one)
      .filter(({ body }) => body === row.id)
      .map((edge) => ({ ...edge, body: named(one.id) }))
  )
  const view: BodyView = {
    ...bodyItem(directory, row, asOf),
    ...(yield* readHistory(ledger, row.id, directory.names, asOf)),
    terms: readTerms(row.terms),
    successors: successionsOf(directory, row).map((edge) => ({ ...edge, body: named(edge.body) })),
    predecessors
  }
  return view
})

/** [45] The open assignments of a body on which nobody has decided, in the order of the references. */
export const listUndecided = Effect.fnUntraced(function* (
  ledger: LedgerName,
  body: string,
  asOf: AsOf,
  present: Instant
) {
  const directory = yield* readDirectory(ledger, asOf)
  return openOf(directory, body)
    .filter(({ held }) => held === 0)
    .map((row) => assignmentItem(directory, row, momentOf(asOf, present)))
    .sort((left, right) => (pathOrder(left.reference) < pathOrder(right.reference) ? -1 : 1))
}, inSnapshot)
