// The list of assignments, with classes and open sets that nobody is named for yet.
import { Effect } from "effect"
import { isOpen } from "../assignment/index.ts"
import {
  type DeadlinePolicy,
  defaultPolicy,
  type OverdueInterval,
  type TimelinessStatus,
  timeliness
} from "../deadline/index.ts"
import { type CivilDate, dayOf, type Instant, latest } from "../kernel/index.ts"
import type { AsOf, LedgerName } from "../ledger/index.ts"
import { dutyHistoryOf } from "../projection/index.ts"
import { sortKey } from "../text/index.ts"
import type { Named } from "./names.ts"
import { type Directory, readDirectory } from "./references.ts"
import { addresseesIn, slotsIn, type TableRow, textsIn } from "./rows.ts"
import { answering } from "./successors.ts"

export interface AssignmentItem {
  readonly reference: string
  readonly conclusion: string
  readonly provision: string
  readonly body: Named
  /**
   * Who answers for it on the day asked about, under the names of that day: the body itself, the one that succeeds it, or,
   * where several do, each of those. Nobody where it ended without a successor. A view only: the assignment is still the body's [48].
   */
  readonly answers: ReadonlyArray<Named>
  readonly role: string
  readonly kind: string
  readonly force: string
  readonly status: string
  readonly percent: number | null
  readonly timeliness: TimelinessStatus
  readonly againstFirstDue: TimelinessStatus
  readonly overdue: ReadonlyArray<OverdueInterval>
  readonly stale: boolean
  readonly policy: string
  /** The first moment that is too late; null where none is fixed. */
  readonly due: Instant | null
  readonly firstDue: Instant | null
  readonly deadlineForm: string
  readonly deadlinePhrase: string | null
  readonly obligation: string | null
  readonly parent: string | null
  /** Left with a dissolved body by decision [45]. */
  readonly held: boolean
  readonly degree: string | null
  /** 0 while nothing was escalated [40]. */
  readonly escalation: number
  /** The assignment that it took over from, and how: transferred, split or reassigned [46]. */
  readonly continues: { readonly reference: string; readonly how: string } | null
  /** The assignments in which it goes on. */
  readonly continuedBy: ReadonlyArray<string>
}

/** A class without a snapshot, or an open set in which nobody is named: visible, and nobody's task [17]. */
export interface UnresolvedItem {
  readonly reference: string
  readonly conclusion: string
  readonly kind: string
  readonly role: "lead" | "delegate"
  readonly addressee: "class" | "open_set"
  /** The class's slug; null for an open set. */
  readonly slug: string | null
  /** Which open set of the directive, from 1; null for a class. */
  readonly slot: number | null
  readonly name: string | null
  /** Whether the class has a list of members, to which the text's delegation is not passed on by itself. */
  readonly listed: boolean
  readonly obligation: string | null
}

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

export interface AssignmentList {
  readonly assignments: ReadonlyArray<AssignmentItem>
  readonly unresolved: ReadonlyArray<UnresolvedItem>
}

/** `1.2` before `1.10`, `1.2:a` before `1.2:b`. */
export const pathOrder = (reference: string): string =>
  reference.replace(/[0-9]+/g, (digits) => digits.padStart(6, "0"))

/** The moment that "as of" asks about: the last one of the valid day, or now. */
export const momentOf = ({ valid }: { readonly valid: CivilDate | null }, present: Instant): Instant =>
  valid === null ? present : latest(valid)

export const assignmentItem = (
  directory: Directory,
  row: TableRow<"assignments">,
  at: Instant,
  policy: DeadlinePolicy = defaultPolicy
): AssignmentItem => {
  const directive = directory.directives.find(({ id }) => id === row.directive)
  const judged = timeliness(dutyHistoryOf(row), at, policy)
  return {
    reference: directory.ofAssignment(row.id),
    conclusion: directory.ofConclusion(row.conclusion),
    provision: directory.ofDirective(row.directive),
    body: directory.names.body(row.body, row.assigned_on),
    answers: answering(directory, row.body, dayOf(at)),
    role: row.role,
    kind: row.kind,
    force: row.force,
    status: row.phase,
    percent: row.percent,
    timeliness: judged.status,
    againstFirstDue: judged.againstFirst,
    overdue: judged.overdue,
    stale: judged.stale,
    policy: judged.policy,
    due: row.due_end === null ? null : (dutyHistoryOf(row).dues.at(-1)?.due.end ?? null),
    firstDue:
      row.first_due_end === null
        ? null
        : (dutyHistoryOf(row).dues.find(({ due }) => due.end !== null)?.due.end ?? null),
    deadlineForm: directive?.deadline_form ?? "NoDeadline",
    deadlinePhrase: directive?.deadline ?? null,
    obligation: directive?.obligation ?? null,
    parent: row.parent === null ? null : directory.ofAssignment(row.parent),
    held: row.held === 1,
    degree: row.degree,
    escalation: row.escalation,
    continues:
      row.lineage_from === null || row.lineage_how === null
        ? null
        : { reference: directory.ofAssignment(row.lineage_from), how: row.lineage_how },
    continuedBy: textsIn(row.continued_by).map(directory.ofAssignment)
  }
}

const unresolvedOf = (directory: Directory, row: TableRow<"directives">): ReadonlyArray<UnresolvedItem> => {
  if (row.divided === 1 || row.discontinued === 1 || row.kind === "approval" || row.kind === "constraint") return []
  const resolved = textsIn(row.resolved)
  const named = slotsIn(row.named)
  const words = row.open_sets === null ? [] : textsIn(row.open_sets)
  const common = {
    reference: directory.ofDirective(row.id),
    conclusion: directory.ofConclusion(row.conclusion),
    kind: row.kind,
    obligation: row.obligation
  }
  const open = (parties: string, role: "lead" | "delegate") =>
    addresseesIn(parties).flatMap((party): ReadonlyArray<UnresolvedItem> => {
      if (party._tag === "EachOfClass" && !resolved.includes(party.class))
        return [
          {
            ...common,
            role,
            addressee: "class",
            ...directory.names.class(party.class),
            slot: null,
            listed: directory.listed.has(party.class)
          }
        ]
      if (party._tag === "OpenSet" && !named.includes(party.slot))
        return [
          {
            ...common,
            role,
            addressee: "open_set",
            slug: null,
            name: words[party.slot - 1] ?? null,
            slot: party.slot,
            listed: false
          }
        ]
      return []
    })
  return [...open(row.lead, "lead"), ...open(row.delegates, "delegate")]
}

/** `present` is the clock's moment, used where `asOf.valid` does not say another. */
export const listAssignments = Effect.fnUntraced(function* (
  ledger: LedgerName,
  filter: AssignmentFilter,
  asOf: AsOf,
  present: Instant,
  policy: DeadlinePolicy = defaultPolicy
) {
  const directory = yield* readDirectory(ledger, asOf)
  const at = momentOf(asOf, present)
  const matches = (row: { readonly kind: string; readonly conclusion: string }) =>
    (filter.kind === null || row.kind === filter.kind) &&
    (filter.conclusion === null || row.conclusion === filter.conclusion)
  const assignments = directory.assignments
    .filter((row) => matches(row) && (filter.body === null || row.body === filter.body))
    .filter((row) => filter.status === null || row.phase === filter.status)
    .filter((row) => filter.open !== true || isOpen(row.phase))
    .map((row) => assignmentItem(directory, row, at, policy))
    .filter((item) => filter.timeliness === null || item.timeliness === filter.timeliness)
    .map((item) => ({
      item,
      order: `${pathOrder(item.provision)} ${item.role === "delegate" ? 1 : 0} ${sortKey(item.body.name)}`
    }))
    .sort((left, right) => (left.order < right.order ? -1 : 1))
    .map(({ item }) => item)
  const aside = filter.body !== null || filter.status !== null || filter.timeliness !== null
  const unresolved = aside
    ? []
    : directory.directives
        .filter(matches)
        .filter(({ conclusion }) =>
          directory.conclusions.some(({ id, state }) => id === conclusion && state !== "drafted")
        )
        .flatMap((row) => unresolvedOf(directory, row))
        .sort((left, right) => (pathOrder(left.reference) < pathOrder(right.reference) ? -1 : 1))
  return { assignments, unresolved } satisfies AssignmentList
})
