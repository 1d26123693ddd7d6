// An assignment as lists show it, with its references, names and timeliness.
import {
  type DeadlinePolicy,
  type DutyHistory,
  defaultPolicy,
  type OverdueInterval,
  type Timeliness,
  type TimelinessStatus,
  timeliness
} from "../deadline/index.ts"
import { type CivilDate, dayOf, type Instant, latest } from "../kernel/index.ts"
import { dutyHistoryOf } from "../projection/index.ts"
import type { Speech } from "./directory.ts"
import type { Named } from "./names.ts"
import { type TableRow, textsIn } from "./rows.ts"
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

/** The columns that an item is made of. */
export const itemColumns = [
  "created",
  "assigned_on",
  "directive",
  "conclusion",
  "body",
  "role",
  "kind",
  "force",
  "parent",
  "phase",
  "held",
  "lineage_from",
  "lineage_how",
  "continued_by",
  "degree",
  "escalation",
  "percent",
  "first_due_end",
  "due_end",
  "history"
] as const
export type ItemRow = Pick<TableRow<"assignments">, "id" | (typeof itemColumns)[number]>

/** A row with its history and what was judged of it. */
export interface JudgedRow<R extends ItemRow = ItemRow> {
  readonly row: R
  readonly history: DutyHistory
  readonly judged: Timeliness
}

export const judge = <R extends ItemRow>(row: R, at: Instant, policy: DeadlinePolicy): JudgedRow<R> => {
  const history = dutyHistoryOf(row)
  return { row, history, judged: timeliness(history, at, policy) }
}

/** `1.2` before `1.10`, `1.2:a` before `1.2:b`. */
export const pathOrder = (reference: string): string =>
  reference.replace(/[0-9]+/g, (digits) => digits.padStart(6, "0"))

/** The moment that "as of" asks about: the last one of the valid day, or now. */
export const momentOf = ({ valid }: { readonly valid: CivilDate | null }, present: Instant): Instant =>
  valid === null ? present : latest(valid)

export const judgedItem = (speech: Speech, { row, history, judged }: JudgedRow, at: Instant): AssignmentItem => {
  const directive = speech.directiveOf(row.directive)
  return {
    reference: speech.ofAssignment(row.id),
    conclusion: speech.ofConclusion(row.conclusion),
    provision: speech.ofDirective(row.directive),
    body: speech.names.body(row.body, row.assigned_on),
    answers: answering(speech, row.body, dayOf(at)),
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
    due: row.due_end === null ? null : (history.dues.at(-1)?.due.end ?? null),
    firstDue: row.first_due_end === null ? null : (history.dues.find(({ due }) => due.end !== null)?.due.end ?? null),
    deadlineForm: directive?.deadline_form ?? "NoDeadline",
    deadlinePhrase: directive?.deadline ?? null,
    obligation: directive?.obligation ?? null,
    parent: row.parent === null ? null : speech.ofAssignment(row.parent),
    held: row.held === 1,
    degree: row.degree,
    escalation: row.escalation,
    continues:
      row.lineage_from === null || row.lineage_how === null
        ? null
        : { reference: speech.ofAssignment(row.lineage_from), how: row.lineage_how },
    continuedBy: row.continued_by === "[]" ? [] : textsIn(row.continued_by).map(speech.ofAssignment)
  }
}

export const assignmentItem = (
  speech: Speech,
  row: ItemRow,
  at: Instant,
  policy: DeadlinePolicy = defaultPolicy
): AssignmentItem => judgedItem(speech, judge(row, at, policy), at)
