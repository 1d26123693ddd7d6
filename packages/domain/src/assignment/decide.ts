// The rulebook of assignments, by command. Numbers in brackets are invariants of the specification.
import { refuse } from "../kernel/index.ts"
import type { ActingCommand, AssignmentCommand, Of } from "./command.ts"
import * as dueDates from "./rulebook/due-dates.ts"
import * as endings from "./rulebook/endings.ts"
import * as pressing from "./rulebook/pressing.ts"
import * as reports from "./rulebook/reports.ts"
import * as results from "./rulebook/results.ts"
import * as takingOn from "./rulebook/taking-on.ts"
import * as work from "./rulebook/work.ts"
import { type Decided, exists } from "./rules.ts"
import type { Assigned, AssignmentState } from "./state.ts"

type Tag = ActingCommand["_tag"]
type Given<T extends Tag> = { readonly [One in T]: { readonly _tag: One } & Of<One> }[T]
type Rulebook = { readonly [T in Tag]: (command: Given<T>, state: Assigned) => Decided }

const rulebook: Rulebook = {
  Acknowledge: takingOn.acknowledge,
  Contest: takingOn.contest,
  Reaffirm: takingOn.reaffirm,
  Reassign: takingOn.reassign,
  AssignMonitoring: takingOn.assignMonitoring,
  Delegate: takingOn.delegate,
  RequestLiaison: takingOn.requestLiaison,
  Start: work.start,
  Report: work.report,
  AttachEvidence: work.attachEvidence,
  WithdrawEvidence: work.withdrawEvidence,
  Submit: results.submit,
  Return: results.giveBack,
  Accept: results.accept,
  Assess: results.assess,
  WaiveChild: results.waiveChild,
  Suspend: endings.suspend,
  Resume: endings.resume,
  Cancel: endings.cancel,
  Supersede: endings.supersede,
  Rebase: endings.rebase,
  Discontinue: endings.discontinue,
  ConcludeNotDone: endings.concludeNotDone,
  Excuse: endings.excuse,
  Lapse: endings.lapse,
  Transfer: endings.transfer,
  Split: endings.split,
  Hold: endings.hold,
  Reopen: endings.reopen,
  FixDeadline: dueDates.fixDeadline,
  RecomputeDeadline: dueDates.recomputeDeadline,
  RequestExtension: dueDates.requestExtension,
  GrantExtension: dueDates.grantExtension,
  RefuseExtension: dueDates.refuseExtension,
  CounterExtension: dueDates.counterExtension,
  AcceptCounter: dueDates.acceptCounter,
  DeclineCounter: dueDates.declineCounter,
  WithdrawExtension: dueDates.withdrawExtension,
  FileReport: reports.fileReport,
  FileNil: reports.fileNil,
  AllowNil: reports.allowNil,
  RaiseOccurrence: reports.raiseOccurrence,
  ReportOccurrence: reports.reportOccurrence,
  RespondOccurrence: reports.respondOccurrence,
  Review: reports.review,
  Remind: pressing.remind,
  Escalate: pressing.escalate,
  ClearEscalation: pressing.clearEscalation
}

const applied = <T extends Tag>(command: Given<T>, state: Assigned): Decided => rulebook[command._tag](command, state)

export const decide = (command: AssignmentCommand, state: AssignmentState): Decided => {
  if (command._tag === "Create")
    return state._tag === "Assigned" ? refuse("AlreadyAssigned", 15) : takingOn.create(command)
  if (state._tag === "Unassigned") return refuse("AssignmentUnknown", null)
  if (command._tag === "DelegateByText") return takingOn.delegateByText(command, state)
  return exists(command.acting) ?? applied(command, state)
}
