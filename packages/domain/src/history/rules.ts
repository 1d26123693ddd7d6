// The numbered rule behind each kind of event: what let it happen, or what it protects. Numbers are those of docs/invariants.md.
import type { Cause, Role } from "../assignment/index.ts"
import type { LedgerEvent } from "../catalogue.ts"

/** Null where no numbered rule stands behind it: it is only noted, and moves nothing. */
export const ruleOfType = {
  LedgerOpened: 52,
  KeyAdopted: 55,
  CheckpointSigned: 55,
  CheckpointTimestamped: 55,

  AssignmentCreated: 14,
  Acknowledged: 31,
  Contested: 31,
  Reaffirmed: 31,
  Reassigned: 46,
  MonitoringAssigned: 37,
  DelegationMade: 18,
  LiaisonRequested: 20,
  WorkStarted: 31,
  ProgressReported: 39,
  EvidenceAttached: 36,
  EvidenceWithdrawn: 36,
  ResultSubmitted: 37,
  ResultReturned: 38,
  ResultAccepted: 36,
  OutcomeAssessed: 37,
  WaiverGranted: 19,
  Suspended: 31,
  Resumed: 31,
  Cancelled: 31,
  Superseded: 49,
  Rebased: 49,
  Discontinued: 32,
  ConcludedNotDone: 31,
  Excused: 16,
  Lapsed: 45,
  Transferred: 46,
  Split: 46,
  Held: 45,
  Reopened: 31,
  DeadlineFixed: 26,
  DeadlineRecomputed: 25,
  ExtensionRequested: 28,
  ExtensionGranted: 28,
  ExtensionRefused: 28,
  ExtensionCountered: 28,
  CounterAccepted: 28,
  CounterDeclined: 28,
  ExtensionWithdrawn: 28,
  PeriodicReportFiled: 35,
  NilReportsAllowed: 35,
  NilReportFiled: 35,
  OccurrenceRaised: 34,
  OccurrenceReported: 34,
  OccurrenceResponded: 34,
  ReviewHeld: 32,
  ReminderSent: null,
  EscalationRaised: 40,
  EscalationCleared: 40,

  ConclusionRegistered: 1,
  ReadingDecided: null,
  ConclusionDrafted: 7,
  ConclusionIssued: 9,
  ProvisionRecorded: 4,
  FindingRecorded: 11,
  DiscrepancyNoted: 9,
  DiscrepancyResolved: 9,
  NumberConflictRecorded: 1,
  IssueDateEstablished: 5,
  ConclusionCorrected: 3,
  ConclusionAmended: 3,
  ProvisionSuperseded: 49,
  ConclusionRevoked: 50,
  ConclusionReiterated: 51,
  ConclusionRecalled: 43,
  DocumentStubRecorded: 10,

  DirectiveExtracted: 14,
  DirectiveSplit: 4,
  AddresseeResolved: 15,
  OpenSetPartyNamed: 17,
  DirectiveClassified: 12,
  DirectiveLinked: 51,
  DirectiveDiscontinued: 32,

  MeetingRecorded: 6,
  ParticipantRecorded: 13,
  ReportHeard: 4,
  OpinionRecorded: 4,

  DistributionPlanned: 13,
  CopySent: 13,
  CopyReceived: 42,
  CopyRefused: 42,
  CopyAcknowledged: 42,
  RecallRequested: 43,
  RecallAgreed: 43,
  RecallRefused: 43,

  BodyRegistered: 48,
  BodyRenamed: 48,
  BodyReparented: 21,
  TermOpened: 1,
  BodyDissolved: 44,
  SuccessionRecorded: 47,
  DissolutionClosed: 45,
  DissolutionReopened: 45,
  ClassDefined: 15,
  ClassMembershipSnapshotted: 15,
  Claimed: 1,
  PersonEntered: 37,
  NameErased: 55,

  ErasureProposed: null,
  ErasureCarriedOut: 55,
  ErasureDeclined: null,
  LegalHoldPlaced: null,
  LegalHoldLifted: null
} as const satisfies { readonly [Type in LedgerEvent["_tag"]]: number | null }

/** Why this body was given the work. */
const ruleOfRole = { lead: 14, co_lead: 14, member: 15, named: 17, delegate: 18 } as const satisfies {
  readonly [one in Role]: number
}

/** Why an issuer ended work that nobody finished. */
const ruleOfCause = {
  decision: 31,
  revoked: 50,
  parent_ended: 19,
  reiterated: 51,
  discontinued: 32
} as const satisfies { readonly [one in Cause]: number }

/** The numbers that an explanation can name, each of which the command line puts into a sentence. */
export type RuleNumber =
  | NonNullable<(typeof ruleOfType)[keyof typeof ruleOfType]>
  | (typeof ruleOfRole)[Role]
  | (typeof ruleOfCause)[Cause]

/** The number of the rule behind an event; null where there is none. */
export const ruleBehind = (event: LedgerEvent): RuleNumber | null => {
  switch (event._tag) {
    case "AssignmentCreated":
      return ruleOfRole[event.role]
    case "Cancelled":
      return ruleOfCause[event.cause]
    case "AddresseeResolved":
      return event.addressee._tag === "OneBody" ? 14 : ruleOfType.AddresseeResolved
    default:
      return ruleOfType[event._tag]
  }
}
