// The list of conclusions: drafts, documents that are out, and stubs of secret ones.
import { Effect } from "effect"
import { isOpen } from "../assignment/index.ts"
import { type AsOf, type LedgerName, now } from "../ledger/index.ts"
import { inSnapshot, rowsOf, tables } from "../projection/index.ts"
import { pathOrder } from "./assignments.ts"
import { readDirectory } from "./directory.ts"
import type { Named } from "./names.ts"

export interface ConclusionItem {
  readonly reference: string
  /** stub, drafted, issued or registered. */
  readonly state: string
  readonly classification: string
  readonly title: string | null
  readonly issuer: Named | null
  /** Null while unknown [5]. */
  readonly issueDate: string | null
  readonly meetingDay: string | null
  readonly revokedOn: string | null
  readonly recalledOn: string | null
  readonly provisions: number
  /** Assignments that it led to, and those of them that are open. */
  readonly assignments: number
  readonly open: number
  /** Discrepancies that nobody has settled. */
  readonly unsettled: number
}

const byConclusion = <R extends { readonly conclusion: string }>(rows: ReadonlyArray<R>) => {
  const groups = Map.groupBy(rows, ({ conclusion }) => conclusion)
  return (id: string): ReadonlyArray<R> => groups.get(id) ?? []
}

/** The conclusions of a ledger, by the day of issue or else of the meeting, then by reference. */
export const listConclusions = Effect.fnUntraced(function* (ledger: LedgerName, asOf: AsOf = now) {
  const directory = yield* readDirectory(ledger, asOf)
  const provisions = yield* rowsOf(ledger, tables.provisions, {}, asOf)
  const discrepancies = yield* rowsOf(ledger, tables.discrepancies, {}, asOf)
  const provisionsOf = byConclusion(provisions)
  const assignmentsOf = byConclusion(directory.assignments)
  const discrepanciesOf = byConclusion(discrepancies)
  return directory.conclusions
    .map((row): ConclusionItem => {
      const assignments = assignmentsOf(row.id)
      return {
        reference: directory.ofConclusion(row.id),
        state: row.state,
        classification: row.classification,
        title: row.title,
        issuer: row.issuer === null ? null : directory.names.body(row.issuer, row.registered_on),
        issueDate: row.issue_date,
        meetingDay: row.meeting_last_day,
        revokedOn: row.revoked_on,
        recalledOn: row.recalled_on,
        provisions: provisionsOf(row.id).length,
        assignments: assignments.length,
        open: assignments.filter(({ phase }) => isOpen(phase)).length,
        unsettled: discrepanciesOf(row.id).filter(({ resolved_on }) => resolved_on === null).length
      }
    })
    .map((item) => ({ item, order: `${item.issueDate ?? item.meetingDay ?? "—"} ${pathOrder(item.reference)}` }))
    .sort((left, right) => (left.order < right.order ? -1 : 1))
    .map(({ item }) => item)
}, inSnapshot)
