// The rulebook: what is reported period by period, or when something arises; and reviews of what goes on.
import type { Term } from "../../deadline/index.ts"
import { happened, refuse } from "../../kernel/index.ts"
import type { Of } from "../command.ts"
import {
  actor,
  type Decided,
  inPhase,
  isAssignee,
  issuerDecides,
  named,
  personMissing,
  stated,
  whileOpen
} from "../rules.ts"
import type { Assigned } from "../state.ts"

/** The term in which periodic reports are owed; null where the deadline does not recur. */
export const termOf = ({ term, due, firstDue }: Assigned): Term | null => {
  const recurring = [due, firstDue].map(({ spec }) => spec).find((spec) => spec._tag === "Recurring")
  return recurring?._tag === "Recurring" && term !== null ? { recurrence: recurring.recurrence, ...term } : null
}

/** [35] One report for each period of the term that has begun. */
const mayFile = ({ acting, period, periods }: Of<"FileReport" | "FileNil">, state: Assigned) => {
  const refusal = isAssignee(acting, state) ?? inPhase(state, "file report", "in_force")
  if (refusal !== undefined) return refusal
  if (!periods.includes(period)) return refuse("PeriodUnknown", 35, { period, newest: periods.at(-1) ?? null })
  return state.filed.includes(period) ? refuse("PeriodAlreadyFiled", 35, { period }) : undefined
}

export const fileReport = (command: Of<"FileReport">, state: Assigned): Decided => {
  const { acting, period, note } = command
  const by = named(acting)
  const refusal = mayFile(command, state) ?? stated(note, "ReportMissing", 35)
  if (refusal !== undefined) return refusal
  return by === undefined ? personMissing() : happened({ _tag: "PeriodicReportFiled", period, by, texts: { note } })
}

/** [35] "Nothing to report" counts only where that is allowed. */
export const fileNil = (command: Of<"FileNil">, state: Assigned): Decided => {
  const { acting, period, note } = command
  const by = named(acting)
  const refusal = mayFile(command, state)
  if (refusal !== undefined) return refusal
  if (!state.nilAllowed) return refuse("NilNotAllowed", 35)
  return by === undefined ? personMissing() : happened({ _tag: "NilReportFiled", period, by, texts: { note } })
}

/** [35] Whether a nil report counts is the issuer's to say, in the text or later. */
export const allowNil = ({ acting, basis }: Of<"AllowNil">, state: Assigned): Decided =>
  state.kind === "periodic_report"
    ? (stated(basis, "BasisMissing", 35) ??
      issuerDecides(acting, basis, state, "allow nil", (by) =>
        state.nilAllowed ? happened() : happened({ _tag: "NilReportsAllowed", by, texts: { basis } })
      ))
    : refuse("NotInThisPhase", 35, { action: "allow nil", phase: state.phase })

const isConditional = ({ kind, phase }: Assigned, action: string) =>
  kind === "conditional_report" ? undefined : refuse("NotInThisPhase", 34, { action, phase })

/** What the duty waits for has happened: the body itself says so, or whoever decides. */
export const raiseOccurrence = ({ acting, due, what }: Of<"RaiseOccurrence">, state: Assigned): Decided => {
  const own = isAssignee(acting, state) === undefined
  const refusal =
    isConditional(state, "raise occurrence") ??
    inPhase(state, "raise occurrence", "armed") ??
    stated(what, "ReportMissing", 34)
  if (refusal !== undefined) return refusal
  const raised = happened({
    _tag: "OccurrenceRaised",
    occurrence: state.occurrences.length + 1,
    due,
    by: actor(acting),
    texts: { what }
  } as const)
  return own ? raised : issuerDecides(acting, what, state, "raise occurrence", () => raised)
}

const stage = (state: Assigned, occurrence: number) =>
  state.occurrences.find((item) => item.occurrence === occurrence)?.stage

export const reportOccurrence = ({ acting, occurrence, note }: Of<"ReportOccurrence">, state: Assigned): Decided => {
  const by = named(acting)
  const refusal =
    isAssignee(acting, state) ?? inPhase(state, "report occurrence", "armed") ?? stated(note, "ReportMissing", 34)
  if (refusal !== undefined) return refusal
  if (stage(state, occurrence) === undefined) return refuse("OccurrenceUnknown", 34, { occurrence })
  if (stage(state, occurrence) !== "raised") return refuse("OccurrenceAlreadyReported", 34, { occurrence })
  return by === undefined ? personMissing() : happened({ _tag: "OccurrenceReported", occurrence, by, texts: { note } })
}

/** The body that asked answers what was reported to it. */
export const respondOccurrence = ({ acting, occurrence, note }: Of<"RespondOccurrence">, state: Assigned): Decided => {
  if (stage(state, occurrence) === undefined) return refuse("OccurrenceUnknown", 34, { occurrence })
  return issuerDecides(acting, note, state, "respond to occurrence", (by) =>
    stage(state, occurrence) === "reported"
      ? happened({ _tag: "OccurrenceResponded", occurrence, by, texts: { note } })
      : refuse("OccurrenceNotReported", 34, { occurrence })
  )
}

/** A standing duty is looked at, and goes on. */
export const review = ({ acting, note }: Of<"Review">, state: Assigned): Decided =>
  whileOpen(state, "review") ??
  inPhase(state, "review", "in_force", "armed") ??
  issuerDecides(acting, note, state, "review", (by) => happened({ _tag: "ReviewHeld", by, texts: { note } }))
