// Open work by the body that answers for it today [48], and how far a dissolution has come [45, 47].
import { Option } from "effect"
import { isOpen } from "../assignment/index.ts"
import { type Extent, gapAfter } from "../body/index.ts"
import { type DeadlinePolicy, defaultPolicy } from "../deadline/index.ts"
import { type BodyId, CivilDate, dayOf, type Instant } from "../kernel/index.ts"
import { sortKey } from "../text/index.ts"
import { type AssignmentItem, assignmentItem } from "./assignments.ts"
import type { Directory } from "./directory.ts"
import type { Named } from "./names.ts"
import { successorsIn, type TableRow } from "./rows.ts"
import { follow } from "./successors.ts"

/** The open assignments that one body answers for. */
export interface SuccessorGroup {
  /** Under its name on the day asked about; a body that has ended where no one successor is beyond doubt. */
  readonly body: Named
  readonly ended: boolean
  /** Of a body that has ended: who took over parts of it; empty where nobody did. */
  readonly successors: ReadonlyArray<Named>
  /** Each under the name that its own body bore when it was given [48]. */
  readonly assignments: ReadonlyArray<AssignmentItem>
}

/**
 * [48] Open assignments by the body that answers for them at a moment: a dissolved body's under the one that took over
 * everything, or that alone took over anything. Only a view: no assignment changes its body by it.
 *
 * @example
 * const directory = yield* readDirectory(ledger, now)
 * groupBySuccessor(directory, present).map(({ body, assignments }) => `${body.name}: ${assignments.length}`)
 */
export const groupBySuccessor = (
  directory: Directory,
  at: Instant,
  policy: DeadlinePolicy = defaultPolicy
): ReadonlyArray<SuccessorGroup> => {
  const on = dayOf(at)
  const groups = new Map<string, Array<TableRow<"assignments">>>()
  for (const row of directory.assignments) {
    if (!isOpen(row.phase)) continue
    const { body } = follow(directory, row.body, on)
    groups.set(body, [...(groups.get(body) ?? []), row])
  }
  return [...groups]
    .map(([id, rows]): SuccessorGroup => {
      const { ended, successors } = follow(directory, id, on)
      return {
        body: directory.names.body(id, on),
        ended,
        successors: successors.map((one) => directory.names.body(one, on)),
        assignments: rows.map((row) => assignmentItem(directory, row, at, policy))
      }
    })
    .sort((left, right) => (sortKey(left.body.name) < sortKey(right.body.name) ? -1 : 1))
}

/** A body that takes over, and the days on which neither existed [47]. */
export interface SuccessorStatus {
  readonly body: Named
  readonly from: CivilDate
  readonly extent: Extent
  /** In words; null once erased. */
  readonly scope: string | null
  /** First and last day; null where there is no gap. */
  readonly gap: { readonly from: CivilDate; readonly to: CivilDate } | null
}

/** What became of the assignments that a dissolved body held, each list of references. */
export interface DissolutionStatus {
  readonly body: Named
  /** The first day without it; null while no dissolution is recorded. */
  readonly end: CivilDate | null
  readonly closed: boolean
  readonly successors: ReadonlyArray<SuccessorStatus>
  readonly transferred: ReadonlyArray<string>
  readonly split: ReadonlyArray<string>
  readonly lapsed: ReadonlyArray<string>
  readonly held: ReadonlyArray<string>
  /** Open, and nobody has decided: while there is one, the dissolution cannot be closed [45]. */
  readonly undecided: ReadonlyArray<string>
}

const dayIn = (text: string | null): CivilDate | null =>
  text === null ? null : Option.getOrNull(CivilDate.makeOption(text))

/** How far the dissolution of a body has come; null for a body that the directory does not know. Names are the newest ones. */
export const statusOfDissolution = (directory: Directory, body: BodyId): DissolutionStatus | null => {
  const row = directory.bodies.find(({ id }) => id === body)
  if (row === undefined) return null
  const end = dayIn(row.end_day)
  const founded = (id: string) => dayIn(directory.bodies.find((one) => one.id === id)?.founded ?? null)
  const own = directory.assignments.filter((assignment) => assignment.body === body)
  const references = (wanted: (assignment: TableRow<"assignments">) => boolean) =>
    own.filter(wanted).map(({ id }) => directory.ofAssignment(id))
  return {
    body: directory.names.body(body, null),
    end,
    closed: row.closed === 1,
    successors: successorsIn(row.successors).map(({ body: id, from, extent, scope }) => ({
      body: directory.names.body(id, null),
      from,
      extent,
      scope,
      gap: end === null ? null : gapAfter(end, from, founded(id))
    })),
    transferred: references(({ phase }) => phase === "transferred"),
    split: references(({ phase }) => phase === "split"),
    lapsed: references(({ phase }) => phase === "lapsed"),
    held: references(({ phase, held }) => isOpen(phase) && held === 1),
    undecided: references(({ phase, held }) => isOpen(phase) && held === 0)
  }
}
