// What the command line says of assignments, as a shape that each language fills.
import type { Degree, ExtensionOutcome, OccurrenceView, PeriodStatus, RejectionDetail, RuleName } from "@ketluan/domain"

type Say = string
type Words<Code extends string> = { readonly [code in Code]: Say }

export interface AssignmentMessages {
  /** What to do after a refusal, by rule. */
  readonly advice: { readonly [rule in RuleName]?: (detail: RejectionDetail) => Say }
  readonly words: {
    readonly degree: Words<Degree>
    readonly extension: Words<ExtensionOutcome>
    readonly lineage: Words<"transferred" | "split" | "reassigned">
    readonly period: Words<PeriodStatus>
    readonly occurrence: Words<OccurrenceView["stage"]>
  }
  readonly labels: Words<
    | "cleared"
    | "degree"
    | "escalation"
    | "filed"
    | "from"
    | "held"
    | "inherited"
    | "into"
    | "level"
    | "liaison"
    | "note"
    | "occurrence"
    | "offered"
    | "optional"
    | "period"
    | "reminder"
    | "report"
    | "response"
    | "review"
    | "suspension"
    | "waived"
  >
  readonly says: {
    readonly noPeriods: Say
    /** How many periods stand in which way. */
    readonly periods: (counts: ReadonlyArray<{ readonly status: Say; readonly count: number }>) => Say
    readonly span: (from: string, to: string | null) => Say
    readonly noSuccessor: Say
    readonly heirs: (names: string) => Say
  }
  readonly problems: {
    readonly badShare: (text: string) => Say
    readonly badShareAdvice: Say
    readonly badPeriod: (text: string) => Say
    readonly oneDay: Say
  }
  readonly help: Words<AssignmentHelp>
}

type AssignmentHelp =
  | "about"
  | "assess"
  | "attach"
  | "basis"
  | "bySuccessor"
  | "dueEvery"
  | "dueDay"
  | "cancel"
  | "child"
  | "clearEscalation"
  | "contest"
  | "counterUntil"
  | "deadline"
  | "deadlineFix"
  | "deadlineRecompute"
  | "delegate"
  | "discontinue"
  | "dueBefore"
  | "dueBy"
  | "escalate"
  | "escalateTo"
  | "evidenceFile"
  | "evidenceNamed"
  | "excuse"
  | "extensionAccept"
  | "extensionCounter"
  | "extensionDecline"
  | "extensionWithdraw"
  | "hold"
  | "holdUntil"
  | "lapse"
  | "level"
  | "liaison"
  | "liaisonWith"
  | "monitor"
  | "monitorBy"
  | "notDone"
  | "occurrence"
  | "occurrenceDue"
  | "occurrenceNumber"
  | "occurrenceRaise"
  | "occurrenceReport"
  | "occurrenceRespond"
  | "open"
  | "optional"
  | "outcome"
  | "period"
  | "periodFile"
  | "periodId"
  | "periodList"
  | "periodNil"
  | "allowNil"
  | "reaffirm"
  | "reassign"
  | "remind"
  | "reopen"
  | "resume"
  | "review"
  | "shares"
  | "split"
  | "suspend"
  | "to"
  | "transfer"
  | "waive"
  | "what"
  | "withdraw"
