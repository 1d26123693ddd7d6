// What somebody may want with a conclusion.
import { Schema } from "effect"
import {
  Actor,
  BodyId,
  CivilDate,
  Classification,
  ConclusionId,
  MeetingId,
  ProvisionPath,
  Sha256,
  Span,
  Text
} from "../kernel/index.ts"
import { Authorship, ConclusionNumber, Polarity, SigningMode } from "./event.ts"

/** The words at a span of the document's text; decide holds them against it [4]. */
const quote = { span: Span, text: Text }

export const ConclusionCommand = Schema.TaggedUnion({
  Register: {
    reference: Schema.NonEmptyString,
    source: Sha256,
    decoder: Schema.NonEmptyString,
    text: Text,
    textHash: Sha256,
    number: Schema.NullOr(ConclusionNumber),
    numberAsWritten: Schema.NullOr(Text),
    system: Schema.NullOr(Schema.Literals(["party", "state"])),
    title: Schema.NullOr(Text),
    authorship: Authorship,
    signingMode: Schema.NullOr(SigningMode),
    position: Schema.NullOr(Text),
    meeting: Schema.NullOr(MeetingId),
    meetingLastDay: Schema.NullOr(CivilDate),
    issueDate: Schema.NullOr(CivilDate),
    classification: Classification,
    provisions: Schema.Array(Schema.Struct({ path: ProvisionPath, ...quote })),
    findings: Schema.Array(Schema.Struct({ polarity: Polarity, ...quote })),
    discrepancies: Schema.Array(
      Schema.Struct({
        code: Schema.String,
        span: Schema.NullOr(Span),
        quote: Schema.NullOr(Text),
        body: Schema.NullOr(BodyId)
      })
    ),
    /** Other conclusions that hold the same number, as the number's reservation tells [1]. */
    conflicts: Schema.Array(Schema.Struct({ other: ConclusionId, certainty: Schema.Literals(["same", "possible"]) }))
  },
  RecordStub: {
    reference: Schema.NonEmptyString,
    number: Schema.NullOr(ConclusionNumber),
    date: Schema.NullOr(CivilDate),
    classification: Classification
  },
  EstablishIssueDate: { date: CivilDate, by: Actor, basis: Text },
  /** `current` is the provision's text as recorded; null where it was erased. */
  Correct: {
    path: ProvisionPath,
    current: Schema.NullOr(Text),
    old: Text,
    new: Text,
    reason: Text,
    authority: BodyId,
    by: Actor
  }
})
export type ConclusionCommand = typeof ConclusionCommand.Type
