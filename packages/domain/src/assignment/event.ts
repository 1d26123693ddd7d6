// What can happen to an assignment: one directive in the hands of one body, until it is accepted or ends otherwise.
import { Schema } from "effect"
import { Due, PeriodId } from "../deadline/index.ts"
import { DirectiveKind, Force } from "../directive/index.ts"
import {
  Actor,
  AssignmentId,
  added,
  BodyId,
  CivilDate,
  ConclusionId,
  DirectiveId,
  declareEvents,
  Instant,
  NamedActor,
  ProvisionPath,
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

/** How much of the obligation was reached: an axis of its own, beside lifecycle, timeliness and verification. */
export const Degree = Schema.Literals(["full", "most", "some", "none", "no_longer_relevant", "undetermined"])
export type Degree = typeof Degree.Type

/** Why an issuer ends work that nobody finished: by its own decision, or because what stood above it ended. */
export const Cause = Schema.Literals(["decision", "revoked", "parent_ended", "reiterated", "discontinued"])
export type Cause = typeof Cause.Type

/** From the first moment that was too late (inclusive) to the moment at which it was looked at. */
export const Lateness = Schema.Struct({ from: Instant, to: Instant })

const ordinal = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))

/** One occasion of a conditional duty, counted from 1, and how far it has come. */
export const OccasionState = Schema.Struct({
  occurrence: ordinal,
  stage: Schema.Literals(["raised", "reported", "responded"]),
  due: Due
})
export type OccasionState = typeof OccasionState.Type

/**
 * What an assignment took over from the one before it: first due date and evidence stay [29, 46], the bodies to which the
 * work had been passed on still answer to it [19], occasions that were raised wait for their report, periods that were
 * reported on are not owed again [35], and what was suspended stays so.
 */
export const Lineage = Schema.Struct({
  from: AssignmentId,
  how: Schema.Literals(["transferred", "split", "reassigned"]),
  firstDue: Due,
  evidence: Schema.Array(Schema.Struct({ hash: Sha256, bytes: Schema.Int })),
  children: Schema.Array(Schema.Struct({ child: AssignmentId, to: BodyId, mandatory: Schema.Boolean })),
  occurrences: Schema.Array(OccasionState),
  filed: Schema.Array(PeriodId),
  suspended: Schema.Boolean
})
export type Lineage = typeof Lineage.Type

const decided = { by: NamedActor }
const reason = { reason: Words }

export const assignmentEvents = declareEvents({
  AssignmentCreated: {
    version: 2,
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
      due: Due,
      lineage: Schema.NullOr(Lineage),
      /** In which a periodic report is owed: from its first day, to its last or without end [35]. */
      term: Schema.NullOr(Schema.Struct({ from: CivilDate, to: Schema.NullOr(CivilDate) })),
      /** Whether "nothing to report" counts as a periodic report [35]. */
      nilAllowed: Schema.Boolean
    },
    texts: {},
    upcasts: [added({ lineage: null, term: null, nilAllowed: false })]
  },

  Acknowledged: { version: 1, facts: { by: Actor }, texts: {} },
  Contested: { version: 1, facts: { by: Actor }, texts: reason },
  Reaffirmed: { version: 1, facts: decided, texts: reason },
  Reassigned: { version: 1, facts: { ...decided, to: BodyId, assignment: AssignmentId }, texts: reason },
  MonitoringAssigned: { version: 1, facts: { body: BodyId, by: NamedActor }, texts: {} },
  /** A mandatory child must end before its parent is accepted [19]. */
  DelegationMade: {
    version: 2,
    facts: { child: AssignmentId, to: BodyId, by: Actor, mandatory: Schema.Boolean },
    texts: {},
    upcasts: [added({ mandatory: true })]
  },
  /** Asked for advice, and never made an assignee by it [20]. */
  LiaisonRequested: { version: 1, facts: { by: Actor, body: BodyId }, texts: { about: Words } },

  WorkStarted: { version: 1, facts: { by: Actor }, texts: {} },
  /** 100 per cent is not acceptance [39]. */
  ProgressReported: {
    version: 1,
    facts: { by: Actor, percent: Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 100 }))) },
    texts: { note: Text }
  },
  EvidenceAttached: { version: 1, facts: { hash: Sha256, bytes: Schema.Int, by: Actor }, texts: { name: Text } },
  EvidenceWithdrawn: { version: 1, facts: { hash: Sha256, by: Actor }, texts: reason },

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
  ResultReturned: { version: 1, facts: { submission: ordinal, by: NamedActor }, texts: reason },
  ResultAccepted: {
    version: 1,
    facts: { submission: ordinal, by: NamedActor, evidenceWaived: Schema.Boolean },
    texts: { note: Text, waiver: Schema.NullOr(Text) }
  },
  OutcomeAssessed: { version: 1, facts: { ...decided, degree: Degree }, texts: { note: Text } },
  /** The parent may be accepted although this child is open [19]. */
  WaiverGranted: { version: 1, facts: { ...decided, child: AssignmentId }, texts: reason },

  Suspended: { version: 1, facts: decided, texts: reason },
  Resumed: { version: 1, facts: decided, texts: { note: Text } },
  Cancelled: { version: 1, facts: { ...decided, cause: Cause }, texts: reason },
  /** The provision that now stands in place of the one that gave this work [49]; `path` is null where it names none. */
  Superseded: {
    version: 1,
    facts: { ...decided, conclusion: ConclusionId, path: Schema.NullOr(ProvisionPath) },
    texts: reason
  },
  /** The work goes on, on the basis of the new provision [49]. */
  Rebased: {
    version: 1,
    facts: { ...decided, conclusion: ConclusionId, path: Schema.NullOr(ProvisionPath) },
    texts: reason
  },
  Discontinued: { version: 1, facts: decided, texts: reason },
  ConcludedNotDone: { version: 1, facts: decided, texts: reason },
  Excused: { version: 1, facts: decided, texts: reason },
  Lapsed: { version: 1, facts: decided, texts: reason },
  Transferred: { version: 1, facts: { ...decided, to: BodyId, assignment: AssignmentId }, texts: reason },
  /** `scopes` says, part by part, what each body takes over. */
  Split: {
    version: 1,
    facts: { ...decided, parts: Schema.Array(Schema.Struct({ to: BodyId, assignment: AssignmentId })) },
    texts: { ...reason, scopes: Schema.Array(Words) }
  },
  /** Stays with the dissolved body for now; a decision all the same [45]. */
  Held: { version: 1, facts: { ...decided, until: Schema.NullOr(CivilDate) }, texts: reason },
  Reopened: { version: 1, facts: { by: NamedActor }, texts: reason },

  /** A due date decided later, as for an event that now has a day [26]. */
  DeadlineFixed: { version: 1, facts: { due: Due, by: NamedActor }, texts: { basis: Words } },
  /** The same words, read again with another calendar or a fact that was not known; nothing else moves a computed day [25]. */
  DeadlineRecomputed: { version: 1, facts: { due: Due, by: NamedActor }, texts: { basis: Words } },
  ExtensionRequested: {
    version: 1,
    facts: { request: ordinal, until: Instant, by: Actor },
    texts: reason
  },
  ExtensionGranted: { version: 1, facts: { request: ordinal, due: Due, by: NamedActor }, texts: { note: Text } },
  ExtensionRefused: { version: 1, facts: { request: ordinal, by: NamedActor }, texts: reason },
  /** Another day than the one asked for, which the asker takes or leaves. */
  ExtensionCountered: { version: 1, facts: { request: ordinal, until: Instant, by: NamedActor }, texts: reason },
  CounterAccepted: { version: 1, facts: { request: ordinal, due: Due, by: Actor }, texts: { note: Text } },
  CounterDeclined: { version: 1, facts: { request: ordinal, by: Actor }, texts: { note: Text } },
  ExtensionWithdrawn: { version: 1, facts: { request: ordinal, by: Actor }, texts: { note: Text } },

  PeriodicReportFiled: { version: 1, facts: { period: PeriodId, by: NamedActor }, texts: { note: Words } },
  /** From then on "nothing to report" counts as a report [35]. */
  NilReportsAllowed: { version: 1, facts: decided, texts: { basis: Words } },
  /** "Nothing to report", where that counts [35]. */
  NilReportFiled: { version: 1, facts: { period: PeriodId, by: NamedActor }, texts: { note: Text } },
  /** What a conditional duty waits for has happened, the first time, the second time … */
  OccurrenceRaised: { version: 1, facts: { occurrence: ordinal, due: Due, by: Actor }, texts: { what: Words } },
  OccurrenceReported: { version: 1, facts: { occurrence: ordinal, by: NamedActor }, texts: { note: Words } },
  OccurrenceResponded: { version: 1, facts: { occurrence: ordinal, by: NamedActor }, texts: { note: Words } },
  /** sơ kết, rà soát: a continuing duty is looked at, and goes on. */
  ReviewHeld: { version: 1, facts: decided, texts: { note: Words } },

  /** đôn đốc */
  ReminderSent: { version: 1, facts: { by: Actor }, texts: { note: Text } },
  /** báo cáo cấp trên: `overdue` is the lateness that it cites [40]. */
  EscalationRaised: {
    version: 1,
    facts: { level: ordinal, to: BodyId, overdue: Lateness, by: Actor },
    texts: { note: Text }
  },
  EscalationCleared: { version: 1, facts: decided, texts: reason }
})
