// What can happen to a conclusion: it is registered from a document, with its provisions, findings and discrepancies.
import { Schema } from "effect"
import {
  Actor,
  BodyId,
  CivilDate,
  Classification,
  ConclusionId,
  declareEvents,
  MeetingId,
  PersonId,
  ProvisionPath,
  Sha256,
  Span,
  Text,
  Words
} from "../kernel/index.ts"

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

export const SigningMode = Schema.Literals(["T/M", "K/T", "T/L", "TUQ"])

export const conclusionEvents = declareEvents({
  /** `source` is the hash of the file's bytes, `text` of the decoded text in UTF-8; spans count in the decoded text. */
  ConclusionRegistered: {
    version: 1,
    facts: {
      /** What people call it: `08-KL/HU`; several documents may bear one, and are then told apart by their sources. */
      reference: Schema.NonEmptyString,
      source: Sha256,
      decoder: Schema.NonEmptyString,
      text: Sha256,
      number: Schema.NullOr(ConclusionNumber),
      system: Schema.NullOr(Schema.Literals(["party", "state"])),
      authorship: Authorship,
      signingMode: Schema.NullOr(SigningMode),
      meeting: Schema.NullOr(MeetingId),
      meetingLastDay: Schema.NullOr(CivilDate),
      /** Null while unknown; never filled from the meeting's day [5]. */
      issueDate: Schema.NullOr(CivilDate),
      classification: Classification
    },
    texts: { text: Text, title: Schema.NullOr(Text), number: Schema.NullOr(Text), position: Schema.NullOr(Text) }
  },
  ProvisionRecorded: { version: 1, facts: { path: ProvisionPath, span: Span }, texts: { text: Text } },
  FindingRecorded: {
    version: 1,
    facts: { ordinal: Schema.Int, polarity: Polarity, span: Span },
    texts: { text: Text }
  },
  DiscrepancyNoted: {
    version: 1,
    facts: { ordinal: Schema.Int, code: Schema.String, span: Schema.NullOr(Span), body: Schema.NullOr(BodyId) },
    texts: { quote: Schema.NullOr(Text) }
  },
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
