// What somebody may want with an assignment. `acting` tells who acts, on which day, and whether that body still exists.
import { Schema } from "effect"
import { Standing } from "../body/index.ts"
import { Due, PeriodId } from "../deadline/index.ts"
import { DirectiveKind, Force } from "../directive/index.ts"
import {
  Actor,
  AssignmentId,
  BodyId,
  CivilDate,
  ConclusionId,
  DirectiveId,
  Instant,
  PersonId,
  ProvisionPath,
  Sha256,
  Text
} from "../kernel/index.ts"
import { Answer, Cause, Degree, Lateness, Lineage, Role } from "./event.ts"

/**
 * `on` is the civil day at +07:00 on which it happened. `namesakes`: persons of other bodies under the same name, who count
 * as the same person where two different ones are asked for [37]. `succeeds`: the bodies that decide on this assignment
 * and in whose place the acting body decides: dissolved ones whose recorded successor it is by that day, and those below it
 * whose document it replaces or revokes.
 */
export const Acting = Schema.Struct({
  standing: Standing,
  person: Schema.NullOr(PersonId),
  namesakes: Schema.Array(PersonId),
  succeeds: Schema.Array(BodyId),
  on: CivilDate
})
export type Acting = typeof Acting.Type

const acting = Acting
const reason = { acting, reason: Text }
/** The ends that a new due date is held against [18, 28]. */
const parentEnd = Schema.NullOr(Instant)
const childEnd = Schema.NullOr(Instant)
/** The body that holds the assignment, and every body that succeeds it directly or through others. */
const holder = Standing
const heirs = Schema.Array(BodyId)

export const AssignmentCommand = Schema.TaggedUnion({
  Create: {
    directive: DirectiveId,
    conclusion: ConclusionId,
    assignee: Standing,
    on: CivilDate,
    role: Role,
    kind: DirectiveKind,
    force: Force,
    issuer: BodyId,
    authority: Schema.Array(BodyId),
    /** Bodies that the directive names for consultation only [20]. */
    liaison: Schema.Array(BodyId),
    parent: Schema.NullOr(AssignmentId),
    /** The end of the parent's due date, null where it has none [18]. */
    parentEnd,
    due: Due,
    lineage: Schema.NullOr(Lineage),
    term: Schema.NullOr(Schema.Struct({ from: CivilDate, to: Schema.NullOr(CivilDate) })),
    nilAllowed: Schema.Boolean
  },

  Acknowledge: { acting },
  Contest: reason,
  Reaffirm: reason,
  /** `liaison`: bodies that the directive names for consultation only [20]. */
  Reassign: { ...reason, to: Standing, assignment: AssignmentId, liaison: Schema.Array(BodyId) },
  AssignMonitoring: { acting, monitor: Standing },
  /** `ancestors`: the bodies from which this work came down, the assignee of this assignment last [18]. */
  Delegate: {
    acting,
    child: AssignmentId,
    to: Standing,
    ancestors: Schema.Array(BodyId),
    mandatory: Schema.Boolean,
    liaison: Schema.Array(BodyId)
  },
  /** Written in the text itself, and so made on the issuer's authority. */
  DelegateByText: { by: Actor, on: CivilDate, child: AssignmentId, to: Standing, ancestors: Schema.Array(BodyId) },
  RequestLiaison: { acting, with: Standing, about: Text },

  Start: { acting },
  Report: { acting, percent: Schema.NullOr(Schema.Int), note: Text },
  AttachEvidence: { acting, hash: Sha256, bytes: Schema.Int, name: Text },
  WithdrawEvidence: { ...reason, hash: Sha256 },

  Submit: {
    acting,
    note: Text,
    answer: Schema.NullOr(Answer),
    answerText: Schema.NullOr(Text),
    source: Schema.NullOr(Text)
  },
  Return: reason,
  /** `waiver`: why no evidence is asked for; null where evidence is. `openChildren`: children that have not ended [19]. */
  Accept: { acting, note: Text, waiver: Schema.NullOr(Text), openChildren: Schema.Array(AssignmentId) },
  Assess: { acting, degree: Degree, note: Text },
  WaiveChild: { ...reason, child: AssignmentId },

  Suspend: reason,
  Resume: { acting, note: Text },
  Cancel: { ...reason, cause: Cause },
  Supersede: { ...reason, conclusion: ConclusionId, path: Schema.NullOr(ProvisionPath) },
  Rebase: { ...reason, conclusion: ConclusionId, path: Schema.NullOr(ProvisionPath) },
  Discontinue: reason,
  ConcludeNotDone: reason,
  Excuse: reason,
  Lapse: reason,
  Transfer: { ...reason, holder, heirs, to: Standing, assignment: AssignmentId },
  Split: {
    ...reason,
    holder,
    heirs,
    parts: Schema.Array(Schema.Struct({ to: Standing, assignment: AssignmentId, scope: Text }))
  },
  Hold: { ...reason, holder, until: Schema.NullOr(CivilDate) },
  Reopen: reason,

  /** `childEnd`: the latest end among the children's due dates, null where none has one [18]. */
  FixDeadline: { acting, due: Due, parentEnd, childEnd, basis: Text },
  /** `due`: the same words read again; null where that changes nothing [25]. */
  RecomputeDeadline: { acting, due: Schema.NullOr(Due), parentEnd, childEnd, basis: Text },
  /** `until` is the exclusive end asked for. */
  RequestExtension: { ...reason, until: Instant, parentEnd },
  GrantExtension: { acting, parentEnd, note: Text },
  RefuseExtension: reason,
  CounterExtension: { ...reason, until: Instant, parentEnd },
  AcceptCounter: { acting, parentEnd, note: Text },
  DeclineCounter: { acting, note: Text },
  WithdrawExtension: { acting, note: Text },

  /** `periods`: those of the term that have begun, in order [35]. */
  FileReport: { acting, period: PeriodId, periods: Schema.Array(PeriodId), note: Text },
  FileNil: { acting, period: PeriodId, periods: Schema.Array(PeriodId), note: Text },
  /** The issuer lets "nothing to report" count from now on [35]. */
  AllowNil: { acting, basis: Text },
  RaiseOccurrence: { acting, due: Due, what: Text },
  ReportOccurrence: { acting, occurrence: Schema.Int, note: Text },
  RespondOccurrence: { acting, occurrence: Schema.Int, note: Text },
  Review: { acting, note: Text },

  Remind: { acting, note: Text },
  /** `overdue`: the newest time in which it was late, null where it never was; `chain`: who supervises, from near to far [40]. */
  Escalate: {
    acting,
    level: Schema.Int,
    to: Standing,
    overdue: Schema.NullOr(Lateness),
    chain: Schema.Array(BodyId),
    note: Text
  },
  ClearEscalation: reason
})
export type AssignmentCommand = typeof AssignmentCommand.Type
/** A command that somebody gives on an assignment that exists. */
export type ActingCommand = Exclude<AssignmentCommand, { _tag: "Create" | "DelegateByText" }>
export type Of<Tag extends AssignmentCommand["_tag"]> = Extract<AssignmentCommand, { _tag: Tag }>
