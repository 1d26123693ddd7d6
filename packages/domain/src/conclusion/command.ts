// What somebody may want with a conclusion.
import { Schema } from "effect"
import { BodyLevel } from "../body/index.ts"
import {
  Actor,
  BodyId,
  CivilDate,
  Classification,
  ConclusionId,
  DistributionId,
  MeetingId,
  PersonId,
  ProvisionPath,
  ReadingDecision,
  Sha256,
  Span,
  Text
} from "../kernel/index.ts"
import { Authorship, ConclusionNumber, Polarity, Urgency } from "./event.ts"
import { DocumentSystem, FormElement } from "./rule-sets.ts"
import { SigningMode } from "./signing.ts"
import { DocumentRank, Passage, ReiterationChange } from "./supersession.ts"

/** The words at a span of the document's text; decide holds them against it [4]. */
const quote = { span: Span, text: Text }

/** What a document is before it is issued. */
const content = {
  reference: Schema.NonEmptyString,
  text: Text,
  textHash: Sha256,
  system: Schema.NullOr(DocumentSystem),
  title: Schema.NullOr(Text),
  meeting: Schema.NullOr(MeetingId),
  meetingLastDay: Schema.NullOr(CivilDate),
  classification: Classification,
  urgency: Schema.NullOr(Urgency),
  provisions: Schema.Array(Schema.Struct({ path: ProvisionPath, ...quote })),
  findings: Schema.Array(Schema.Struct({ polarity: Polarity, ...quote }))
}

/** Other conclusions that hold the same number, as the number's reservation tells [1]. */
const conflicts = Schema.Array(Schema.Struct({ other: ConclusionId, certainty: Schema.Literals(["same", "possible"]) }))

export const ConclusionCommand = Schema.TaggedUnion({
  Register: {
    ...content,
    source: Sha256,
    /** Whether the file's bytes are stored in the same append. */
    sourceKept: Schema.Boolean,
    decoder: Schema.NonEmptyString,
    number: Schema.NullOr(ConclusionNumber),
    numberAsWritten: Schema.NullOr(Text),
    authorship: Authorship,
    signingMode: Schema.NullOr(SigningMode),
    /** The post or the person that the signature is for [8]. */
    principal: Schema.NullOr(Text),
    position: Schema.NullOr(Text),
    place: Schema.NullOr(Text),
    issueDate: Schema.NullOr(CivilDate),
    /** The elements of form that the document shows [9]. */
    elements: Schema.Array(FormElement),
    discrepancies: Schema.Array(
      Schema.Struct({
        code: Schema.String,
        span: Schema.NullOr(Span),
        quote: Schema.NullOr(Text),
        body: Schema.NullOr(BodyId)
      })
    ),
    /** On what the reader proposed, its directives apart. */
    decisions: Schema.Array(ReadingDecision),
    conflicts
  },
  Draft: { ...content, concluder: Schema.NullOr(BodyId), issuer: Schema.NullOr(BodyId) },
  /** Strict: what a registered document would only be noted for is refused here [1, 8, 9]. */
  Issue: {
    reference: Schema.NonEmptyString,
    number: ConclusionNumber,
    issueDate: CivilDate,
    place: Schema.NullOr(Text),
    signingMode: Schema.NullOr(SigningMode),
    collective: Schema.NullOr(BodyId),
    principal: Schema.NullOr(Text),
    position: Schema.NullOr(Text),
    signer: Schema.NullOr(PersonId),
    /** Whether the printed form bears the heading, and the list of recipients; the draft's text does not tell. */
    heading: Schema.Boolean,
    recipients: Schema.Boolean,
    conflicts
  },
  RecordStub: {
    reference: Schema.NonEmptyString,
    number: Schema.NullOr(ConclusionNumber),
    date: Schema.NullOr(CivilDate),
    classification: Classification,
    conflicts
  },
  EstablishIssueDate: { date: CivilDate, by: Actor, basis: Text },
  ResolveDiscrepancy: { ordinal: Schema.Int, by: Actor, how: Text },
  /** `current` is the provision's text as recorded; null where it was erased. */
  Correct: {
    path: ProvisionPath,
    current: Schema.NullOr(Text),
    old: Text,
    new: Text,
    reason: Text,
    authority: BodyId,
    by: Actor
  },
  Amend: { by: ConclusionId, paths: Schema.Array(ProvisionPath) },
  /**
   * `conclusion` is this document, `level` its issuer's; `rank` is that of the document which replaces. `chain` holds every
   * passage by which the replacing one is itself replaced, directly or not [49].
   */
  Supersede: {
    conclusion: ConclusionId,
    level: Schema.NullOr(BodyLevel),
    path: ProvisionPath,
    by: Passage,
    rank: DocumentRank,
    chain: Schema.Array(Passage)
  },
  /** `mayRevoke` holds the bodies above the issuer that may revoke what it issued, as their streams tell. */
  Revoke: {
    authority: BodyId,
    mayRevoke: Schema.Array(BodyId),
    conclusion: Schema.NullOr(ConclusionId),
    reason: Text
  },
  Reiterate: {
    path: ProvisionPath,
    by: Schema.Struct({ conclusion: ConclusionId, path: ProvisionPath }),
    changes: Schema.Array(ReiterationChange)
  },
  /** `copy` is one whose recipient agreed to its recall [43]. */
  Recall: { copy: DistributionId }
})
export type ConclusionCommand = typeof ConclusionCommand.Type
