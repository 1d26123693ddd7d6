// One row for each assignment: where it stands, and the history that timeliness is computed from.
import { Schema } from "effect"
import type { Phase } from "../../assignment/index.ts"
import { DutyHistory, noHistory } from "../../deadline/index.ts"
import { dayOf } from "../../kernel/index.ts"
import { declareProjection, json, type Placed } from "../declare.ts"
import type { RowOf } from "../projection.ts"

const columns = {
  /** The position of its first event; orders several assignments of one directive to one body. */
  created: "integer",
  /** The day on which it was given. */
  assigned_on: "text",
  directive: "text",
  conclusion: "text",
  body: "text",
  role: "text",
  kind: "text",
  force: "text",
  parent: "text?",
  issuer: "text",
  /** JSON list of the bodies that decide for the issuer. */
  deciders: "text",
  phase: "text",
  percent: "integer?",
  first_due_end: "text?",
  due_end: "text?",
  open_extension_until: "text?",
  submissions: "integer",
  /** JSON of `DutyHistory`. */
  history: "text"
} as const

type AssignmentRow = RowOf<typeof columns>

const History = Schema.fromJsonString(DutyHistory)
const readHistory = Schema.decodeSync(History)

/** The history in an assignment's row, for `timeliness`. */
export const dutyHistoryOf = (row: { readonly history: string }): DutyHistory => readHistory(row.history)

const writeHistory = (history: DutyHistory): string => {
  const { dues, submissions, lastActivity, timed, suspensions, ended, occurrences, term, filings } = history
  return json({ dues, submissions, lastActivity, timed, suspensions, ended, occurrences, term, filings })
}

const change = (
  row: AssignmentRow | null,
  { at }: Placed,
  patch: Partial<AssignmentRow> & { readonly phase?: Phase },
  history: (before: DutyHistory) => Partial<DutyHistory> = () => ({})
): AssignmentRow | null => {
  if (row === null) return null
  const before = dutyHistoryOf(row)
  return {
    ...row,
    ...patch,
    history: writeHistory({ ...before, ...history(before), lastActivity: at.occurredAt })
  }
}

const newest =
  (patch: Partial<DutyHistory["submissions"][number]>) =>
  ({ submissions }: DutyHistory): Partial<DutyHistory> => ({
    submissions: submissions.map((submission, index) =>
      index === submissions.length - 1 ? { ...submission, ...patch } : submission
    )
  })

export const assignments = declareProjection({
  name: "assignments",
  version: 2,
  columns,
  indexed: ["conclusion", "directive", "body"],
  keys: ({ at, aggregate }) => (at.stream.startsWith("assignment/") ? [aggregate] : []),
  evolve: (row, placed) => {
    const { event, at } = placed
    switch (event._tag) {
      case "AssignmentCreated":
        return {
          created: at.position,
          assigned_on: dayOf(at.occurredAt),
          directive: event.directive,
          conclusion: event.conclusion,
          body: event.body,
          role: event.role,
          kind: event.kind,
          force: event.force,
          parent: event.parent,
          issuer: event.issuer,
          deciders: json(event.authority),
          phase: event.kind === "conditional_report" ? "armed" : "assigned",
          percent: null,
          first_due_end: event.due.end,
          due_end: event.due.end,
          open_extension_until: null,
          submissions: 0,
          history: writeHistory({
            ...noHistory,
            dues: [{ since: at.occurredAt, due: event.due }],
            lastActivity: at.occurredAt,
            timed: event.kind !== "continuing" && event.kind !== "conditional_report"
          })
        }
      case "Acknowledged":
        return change(row, placed, row?.phase === "armed" ? {} : { phase: "acknowledged" })
      case "WorkStarted":
        return change(row, placed, { phase: row?.kind === "continuing" ? "in_force" : "in_progress" })
      case "ProgressReported":
        return change(row, placed, { percent: event.percent ?? row?.percent ?? null })
      case "ResultSubmitted":
        return change(row, placed, { phase: "submitted", submissions: event.submission }, ({ submissions }) => ({
          submissions: [...submissions, { at: at.occurredAt, outcome: null, reopened: null }]
        }))
      case "ResultReturned":
        return change(row, placed, { phase: "returned" }, newest({ outcome: "returned" }))
      case "ResultAccepted":
        return change(row, placed, { phase: "accepted", open_extension_until: null }, newest({ outcome: "accepted" }))
      case "Reopened":
        return change(row, placed, { phase: "in_progress" }, newest({ reopened: at.occurredAt }))
      case "MonitoringAssigned":
        return change(row, placed, row === null ? {} : { deciders: json([...JSON.parse(row.deciders), event.body]) })
      case "DeadlineFixed":
      case "ExtensionGranted":
        return change(
          row,
          placed,
          event._tag === "DeadlineFixed"
            ? { due_end: event.due.end, first_due_end: row?.first_due_end ?? event.due.end }
            : { due_end: event.due.end, open_extension_until: null },
          ({ dues }) => ({ dues: [...dues, { since: at.occurredAt, due: event.due }] })
        )
      case "ExtensionRequested":
        return change(row, placed, { open_extension_until: event.until })
      case "ExtensionRefused":
        return change(row, placed, { open_extension_until: null })
      default:
        return change(row, placed, {})
    }
  }
})
