// What can happen to a conclusion: it is registered, or drafted and issued; corrected, replaced, revoked, recalled, repeated.
import { Schema } from "effect"
import {
  Actor,
  added,
  BodyId,
  CivilDate,
  Classification,
  ConclusionId,
  DistributionId,
  declareEvents,
  MeetingId,
  PersonId,
  ProvisionPath,
  ReadingDecision,
  Sha256,
  Span,
  Text,
  Words
} from "../kernel/index.ts"
import { DocumentSystem, FormElement } from "./rule-sets.ts"
import { SigningMode } from "./signing.ts"
import { Passage, ReiterationChange, SupersessionFlag } from "./supersession.ts"

/** A document's number: `08-KL/HU` is serial `08`, type `KL`, organ `HU`; the serial is null where it was left blank. */
export const ConclusionNumber = Schema.Struct({
  serial: Schema.NullOr(Schema.String),
  type: Schema.String,
  organ: Schema.String,
  /** In which serials count: a committee's term, a calendar year; null while unknown [1]. */
  scope: Schema.NullOr(Schema.String)
})
export type ConclusionNumber = typeof ConclusionNumber.Type

export const Polarity = Schema.Literals(["achievement", "limitation", "neutral"])
export type Polarity = typeof Polarity.Type

/** Four facts that often differ in one document; none stands in for another [7]. */
export const Authorship = Schema.Struct({
  concluder: Schema.NullOr(BodyId),
  issuer: Schema.NullOr(BodyId),
  collective: Schema.NullOr(BodyId),
  signer: Schema.NullOr(PersonId)
})
export type Authorship = typeof Authorship.Type

/** khẩn, thượng khẩn, hỏa tốc. */
export const Urgency = Schema.Literals(["urgent", "very_urgent", "most_urgent"])
export type Urgency = typeof Urgency.Type

/** What recording a document finds by the rules on signing and on form, beside what its reader noted [8, 9]. */
export const FormDiscrepancy = Schema.Literals(["signature_incomplete", "mandatory_element_missing"])
export type FormDiscrepancy = typeof FormDiscrepancy.Type

export const conclusionEvents = declareEvents({
  /** `source` is the hash of the file's bytes, `text` of the decoded text in UTF-8; spans count in the decoded text. */
  ConclusionRegistered: {
    version: 3,
    facts: {
      /** What people call it: `08-KL/HU`; several documents may bear one, and are then told apart by their sources. */
      reference: Schema.NonEmptyString,
      source: Sha256,
      /** Whether the file's bytes were stored in the same append. */
      sourceKept: Schema.Boolean,
      decoder: Schema.NonEmptyString,
      text: Sha256,
      number: Schema.NullOr(ConclusionNumber),
      system: Schema.NullOr(DocumentSystem),
      authorship: Authorship,
      signingMode: Schema.NullOr(SigningMode),
      /** Whether the signature names whom it is for, in the text of that name; null where nobody looked [8]. */
      principal: Schema.NullOr(Schema.Boolean),
      meeting: Schema.NullOr(MeetingId),
      meetingLastDay: Schema.NullOr(CivilDate),
      /** Null while unknown; never filled from the meeting's day [5]. */
      issueDate: Schema.NullOr(CivilDate),
      /** The elements of form that the document shows; null where nobody looked [9]. */
      elements: Schema.NullOr(Schema.Array(FormElement)),
      classification: Classification,
      urgency: Schema.NullOr(Urgency)
    },
    texts: {
      text: Text,
      title: Schema.NullOr(Text),
      number: Schema.NullOr(Text),
      place: Schema.NullOr(Text),
      position: Schema.NullOr(Text),
      principal: Schema.NullOr(Text)
    },
    upcasts: [
      added({ principal: null, elements: null, urgency: null }, { place: null, principal: null }),
      added({ sourceKept: false })
    ]
  },
  /** What a person decided on the reader's proposal before it was recorded, its directives apart, which say so themselves. */
  ReadingDecided: { version: 1, facts: { decisions: Schema.NonEmptyArray(ReadingDecision) }, texts: {} },
  /** Has no number and no issue date yet; provisions and findings follow as for a registered document. */
  ConclusionDrafted: {
    version: 1,
    facts: {
      /** What people call it until it has a number. */
      reference: Schema.NonEmptyString,
      text: Sha256,
      system: Schema.NullOr(DocumentSystem),
      concluder: Schema.NullOr(BodyId),
      issuer: Schema.NullOr(BodyId),
      meeting: Schema.NullOr(MeetingId),
      meetingLastDay: Schema.NullOr(CivilDate),
      classification: Classification,
      urgency: Schema.NullOr(Urgency),
      /** Whether it has a title, which is among the texts [9]. */
      titled: Schema.Boolean
    },
    texts: { text: Text, title: Schema.NullOr(Text) }
  },
  ConclusionIssued: {
    version: 1,
    facts: {
      reference: Schema.NonEmptyString,
      number: ConclusionNumber,
      issueDate: CivilDate,
      signingMode: Schema.NullOr(SigningMode),
      collective: Schema.NullOr(BodyId),
      signer: Schema.NullOr(PersonId),
      principal: Schema.Boolean,
      elements: Schema.Array(FormElement),
      /** The rules by which its form was judged; null where none are known for that day [9]. */
      ruleSet: Schema.NullOr(Schema.String)
    },
    texts: { place: Schema.NullOr(Text), position: Schema.NullOr(Text), principal: Schema.NullOr(Text) }
  },
  ProvisionRecorded: { version: 1, facts: { path: ProvisionPath, span: Span }, texts: { text: Text } },
  FindingRecorded: {
    version: 1,
    facts: { ordinal: Schema.Int, polarity: Polarity, span: Span },
    texts: { text: Text }
  },
  DiscrepancyNoted: {
    version: 2,
    facts: {
      ordinal: Schema.Int,
      code: Schema.String,
      /** Which one, where the code speaks of several: a `FormElement` or a `SigningFault`. */
      detail: Schema.NullOr(Schema.String),
      span: Schema.NullOr(Span),
      body: Schema.NullOr(BodyId)
    },
    texts: { quote: Schema.NullOr(Text) },
    upcasts: [added({ detail: null })]
  },
  /** Somebody settled it; the document stays as it is. */
  DiscrepancyResolved: { version: 1, facts: { ordinal: Schema.Int, by: Actor }, texts: { how: Words } },
  NumberConflictRecorded: {
    version: 1,
    facts: { other: ConclusionId, certainty: Schema.Literals(["same", "possible"]) },
    texts: {}
  },
  IssueDateEstablished: { version: 1, facts: { date: CivilDate, by: Actor }, texts: { basis: Words } },
  /** đính chính: the provision's own text stays as it was issued [3]. */
  ConclusionCorrected: {
    version: 1,
    facts: { path: ProvisionPath, authority: BodyId, by: Actor },
    texts: { old: Words, new: Words, reason: Words }
  },
  /** sửa đổi, bổ sung: a link. `paths` are the provisions that it changes; none where it only adds. */
  ConclusionAmended: { version: 1, facts: { by: ConclusionId, paths: Schema.Array(ProvisionPath) }, texts: {} },
  /** thay thế, bãi bỏ: one provision gives way; the others stay [49]. */
  ProvisionSuperseded: {
    version: 1,
    facts: { path: ProvisionPath, by: Passage, flags: Schema.Array(SupersessionFlag) },
    texts: {}
  },
  /** hủy bỏ: `conclusion` is the document that says so, where there is one. Undoes nothing that was done [50]. */
  ConclusionRevoked: {
    version: 1,
    facts: { authority: BodyId, conclusion: Schema.NullOr(ConclusionId) },
    texts: { reason: Words }
  },
  /** A provision of a later document says the same again [51]. */
  ConclusionReiterated: {
    version: 1,
    facts: {
      path: ProvisionPath,
      by: Schema.Struct({ conclusion: ConclusionId, path: ProvisionPath }),
      changes: Schema.Array(ReiterationChange)
    },
    texts: {}
  },
  /** The recipient of this copy agreed to give it back [43]. */
  ConclusionRecalled: { version: 1, facts: { copy: DistributionId }, texts: {} },
  /** All that may be kept of a document marked Mật or higher [10]. */
  DocumentStubRecorded: {
    version: 1,
    facts: {
      reference: Schema.NonEmptyString,
      number: Schema.NullOr(ConclusionNumber),
      date: Schema.NullOr(CivilDate),
      classification: Classification
    },
    texts: {}
  }
})
