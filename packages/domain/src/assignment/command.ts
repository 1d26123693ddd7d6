// What somebody may want with an assignment. `acting` tells who acts, on which day, and whether that body still exists.
import { Schema } from "effect"
import { Standing } from "../body/index.ts"
import { Due } from "../deadline/index.ts"
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
  Sha256,
  Text
} from "../kernel/index.ts"
import { Answer, Role } from "./event.ts"

/**
 * `on` is the civil day at +07:00 on which it happened. `namesakes`: persons of other bodies under the same name, who count
 * as the same person where two different ones are asked for [37].
 */
export const Acting = Schema.Struct({
  standing: Standing,
  person: Schema.NullOr(PersonId),
  namesakes: Schema.Array(PersonId),
  on: CivilDate
})
export type Acting = typeof Acting.Type

const acting = Acting

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
    parentEnd: Schema.NullOr(Instant),
    due: Due
  },
  Acknowledge: { acting },
  Start: { acting },
  Report: { acting, percent: Schema.NullOr(Schema.Int), note: Text },
  AttachEvidence: { acting, hash: Sha256, bytes: Schema.Int, name: Text },
  WithdrawEvidence: { acting, hash: Sha256, reason: Text },
  Submit: {
    acting,
    note: Text,
    answer: Schema.NullOr(Answer),
    answerText: Schema.NullOr(Text),
    source: Schema.NullOr(Text)
  },
  Return: { acting, reason: Text },
  /** `waiver`: why no evidence is asked for; null where evidence is. */
  Accept: { acting, note: Text, waiver: Schema.NullOr(Text) },
  Reopen: { acting, reason: Text },
  AssignMonitoring: { acting, monitor: Standing },
  /** `ancestors`: the bodies from which this work came down, the assignee of this assignment last [18]. */
  Delegate: { acting, child: AssignmentId, to: Standing, ancestors: Schema.Array(BodyId) },
  /** Written in the text itself, and so made on the issuer's authority. */
  DelegateByText: { by: Actor, on: CivilDate, child: AssignmentId, to: Standing, ancestors: Schema.Array(BodyId) },
  /** `childEnd`: the latest end among the children's due dates, null where none has one [18]. */
  FixDeadline: {
    acting,
    due: Due,
    parentEnd: Schema.NullOr(Instant),
    childEnd: Schema.NullOr(Instant),
    basis: Text
  },
  /** `until` is the exclusive end asked for. */
  RequestExtension: { acting, until: Instant, parentEnd: Schema.NullOr(Instant), reason: Text },
  GrantExtension: { acting, parentEnd: Schema.NullOr(Instant), note: Text },
  RefuseExtension: { acting, reason: Text }
})
export type AssignmentCommand = typeof AssignmentCommand.Type
