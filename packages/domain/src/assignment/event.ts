// What can happen to an assignment: one directive in the hands of one body, until it is accepted or ends otherwise.
import { Schema } from "effect"
import { Due } from "../deadline/index.ts"
import { DirectiveKind, Force } from "../directive/index.ts"
import {
  Actor,
  AssignmentId,
  BodyId,
  ConclusionId,
  DirectiveId,
  declareEvents,
  Instant,
  NamedActor,
  Sha256,
  Text,
  Words
} from "../kernel/index.ts"

/** lead and co_lead by the text; member of a class; named party of an open set; delegate of another assignee. */
export const Role = Schema.Literals(["lead", "co_lead", "member", "named", "delegate"])
export type Role = typeof Role.Type

/** What an inquiry found; "undetermined" is an answer [33]. */
export const Answer = Schema.Literals(["yes", "no", "text", "undetermined"])
export type Answer = typeof Answer.Type

const ordinal = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))

export const assignmentEvents = declareEvents({
  AssignmentCreated: {
    version: 1,
    facts: {
      directive: DirectiveId,
      conclusion: ConclusionId,
      body: BodyId,
      role: Role,
      kind: DirectiveKind,
      force: Force,
      issuer: BodyId,
      /** The bodies that hold the issuer's authority: itself, the body that concluded, the collective that signed. */
      authority: Schema.Array(BodyId),
      parent: Schema.NullOr(AssignmentId),
      due: Due
    },
    texts: {}
  },
  Acknowledged: { version: 1, facts: { by: Actor }, texts: {} },
  WorkStarted: { version: 1, facts: { by: Actor }, texts: {} },
  /** 100 per cent is not acceptance [39]. */
  ProgressReported: {
    version: 1,
    facts: { by: Actor, percent: Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 100 }))) },
    texts: { note: Text }
  },
  EvidenceAttached: { version: 1, facts: { hash: Sha256, bytes: Schema.Int, by: Actor }, texts: { name: Text } },
  EvidenceWithdrawn: { version: 1, facts: { hash: Sha256, by: Actor }, texts: { reason: Words } },
  ResultSubmitted: {
    version: 1,
    facts: {
      submission: ordinal,
      by: NamedActor,
      answer: Schema.NullOr(Answer),
      /** Whether the source of the answer is given. */
      sourced: Schema.Boolean
    },
    texts: { note: Text, answer: Schema.NullOr(Text), source: Schema.NullOr(Text) }
  },
  ResultReturned: { version: 1, facts: { submission: ordinal, by: NamedActor }, texts: { reason: Words } },
  ResultAccepted: {
    version: 1,
    facts: { submission: ordinal, by: NamedActor, evidenceWaived: Schema.Boolean },
    texts: { note: Text, waiver: Schema.NullOr(Text) }
  },
  Reopened: { version: 1, facts: { by: NamedActor }, texts: { reason: Words } },
  MonitoringAssigned: { version: 1, facts: { body: BodyId, by: NamedActor }, texts: {} },
  DelegationMade: { version: 1, facts: { child: AssignmentId, to: BodyId, by: Actor }, texts: {} },
  /** A due date decided later, as for an event that now has a day [26]. */
  DeadlineFixed: { version: 1, facts: { due: Due, by: NamedActor }, texts: { basis: Words } },
  ExtensionRequested: {
    version: 1,
    facts: { request: ordinal, until: Instant, by: Actor },
    texts: { reason: Words }
  },
  ExtensionGranted: { version: 1, facts: { request: ordinal, due: Due, by: NamedActor }, texts: { note: Text } },
  ExtensionRefused: { version: 1, facts: { request: ordinal, by: NamedActor }, texts: { reason: Words } }
})
