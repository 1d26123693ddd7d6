// Classes of bodies as people ask for them: every list of members, what it resolved, and how far that is.
import { Effect, Schema } from "effect"
import { type ClassStatus, classStatus, Phase } from "../assignment/index.ts"
import { BodyClass } from "../body-class/index.ts"
import { readEvent } from "../catalogue.ts"
import { Directive } from "../directive/index.ts"
import { dayOf } from "../kernel/index.ts"
import { type AsOf, counts, type LedgerName, readStream, streamOf } from "../ledger/index.ts"
import { inSnapshot, rowsOf, tables } from "../projection/index.ts"
import { sortKey } from "../text/index.ts"
import { pathOrder } from "./assignments.ts"
import { type Directory, readDirectory } from "./directory.ts"
import type { Named } from "./names.ts"
import { addresseesIn, type TableRow, textsIn } from "./rows.ts"

export interface ClassItem {
  readonly slug: string
  readonly name: string
  /** How many lists of members there are; 0 while nobody named one. */
  readonly snapshots: number
  /** The members of the newest list. */
  readonly members: number
  /** Directives of issued documents that address the class and have no list yet. */
  readonly waiting: ReadonlyArray<string>
}

/** How far the members of one list are with a directive; never those of a later list [15, 16]. */
export interface ClassDirective extends ClassStatus {
  readonly reference: string
}

export interface SnapshotView {
  /** Lists count from 1. */
  readonly snapshot: number
  /** The day of which it was recorded. */
  readonly on: string
  /** Under the names of that day [48]. */
  readonly members: ReadonlyArray<Named>
  readonly directives: ReadonlyArray<ClassDirective>
}

export interface ClassView {
  readonly slug: string
  readonly name: string
  readonly snapshots: ReadonlyArray<SnapshotView>
  readonly waiting: ReadonlyArray<string>
}

const byReference = (left: string, right: string) => (pathOrder(left) < pathOrder(right) ? -1 : 1)

const waitingFor = (directory: Directory, id: string): ReadonlyArray<string> => {
  const drafts = new Set(directory.conclusions.flatMap((row) => (row.state === "drafted" ? [row.id] : [])))
  return directory.directives
    .filter(({ divided, discontinued, conclusion }) => divided === 0 && discontinued === 0 && !drafts.has(conclusion))
    .filter(({ lead, delegates }) =>
      [...addresseesIn(lead), ...addresseesIn(delegates)].some(
        (party) => party._tag === "EachOfClass" && party.class === id
      )
    )
    .filter(({ resolved }) => !textsIn(resolved).includes(id))
    .map((row) => directory.ofDirective(row.id))
    .sort(byReference)
}

/** The classes of a ledger by name. */
export const listClasses = Effect.fnUntraced(function* (ledger: LedgerName, asOf: AsOf) {
  const directory = yield* readDirectory(ledger, asOf)
  return (yield* rowsOf(ledger, tables.classes, {}, asOf))
    .map(
      (row): ClassItem => ({
        slug: row.slug,
        name: row.name,
        snapshots: row.snapshot,
        members: textsIn(row.members).length,
        waiting: waitingFor(directory, row.id)
      })
    )
    .map((item) => ({ item, order: `${sortKey(item.name)} ${item.slug}` }))
    .sort((left, right) => (left.order < right.order ? -1 : 1))
    .map(({ item }) => item)
}, inSnapshot)

/** Where an assignment goes on, through transfers and splits, to the ends of the line. */
const endsOf = (
  byId: ReadonlyMap<string, TableRow<"assignments">>,
  id: string,
  seen: ReadonlySet<string> = new Set()
): ReadonlyArray<TableRow<"assignments">> => {
  const row = byId.get(id)
  if (row === undefined || seen.has(id)) return []
  const next = textsIn(row.continued_by)
  return next.length === 0 ? [row] : next.flatMap((later) => endsOf(byId, later, new Set([...seen, id])))
}

const isPhase = Schema.is(Phase)

const standing = ({ assignments }: Directory, reference: string, given: ReadonlyArray<string>): ClassDirective => {
  const byId = new Map(assignments.map((row) => [row.id, row]))
  return {
    reference,
    ...classStatus(
      given.map((id) =>
        endsOf(byId, id)
          .map(({ phase }) => phase)
          .filter(isPhase)
      )
    )
  }
}

interface Resolution extends ClassDirective {
  readonly snapshot: number
}

const resolutionsOf = Effect.fnUntraced(function* (ledger: LedgerName, directory: Directory, id: string, asOf: AsOf) {
  const rows = directory.directives.filter(({ resolved }) => textsIn(resolved).includes(id))
  const found = yield* Effect.forEach(
    rows,
    Effect.fnUntraced(function* (row) {
      const recorded = yield* readStream(ledger, streamOf(Directive, row.id))
      const made: Array<Resolution> = []
      for (const event of recorded.filter((one) => counts(one, asOf))) {
        const what = yield* Effect.fromResult(readEvent(event))
        if (what._tag !== "AddresseeResolved" || what.addressee._tag !== "EachOfClass") continue
        if (what.addressee.class !== id || what.snapshot === null) continue
        const assignments = what.members.map(({ assignment }) => assignment)
        made.push({ ...standing(directory, directory.ofDirective(row.id), assignments), snapshot: what.snapshot })
      }
      return made
    })
  )
  return found.flat().sort((left, right) => byReference(left.reference, right.reference))
})

/** One class in full. */
export const showClass = Effect.fnUntraced(function* (ledger: LedgerName, row: TableRow<"classes">, asOf: AsOf) {
  const directory = yield* readDirectory(ledger, asOf)
  const resolutions = yield* resolutionsOf(ledger, directory, row.id, asOf)
  const recorded = yield* readStream(ledger, streamOf(BodyClass, row.id))
  const snapshots: Array<SnapshotView> = []
  for (const event of recorded.filter((one) => counts(one, asOf))) {
    const what = yield* Effect.fromResult(readEvent(event))
    if (what._tag !== "ClassMembershipSnapshotted") continue
    const on = dayOf(event.occurredAt)
    const members = what.members.map((body) => directory.names.body(body, on))
    const directives = resolutions
      .filter(({ snapshot }) => snapshot === what.snapshot)
      .map(({ snapshot: _, ...directive }) => directive)
    snapshots.push({ snapshot: what.snapshot, on, members, directives })
  }
  const { slug, name } = row
  const view: ClassView = { slug, name, snapshots, waiting: waitingFor(directory, row.id) }
  return view
})
