// What a careful clerk finds in a document, written by hand beside it; the shape of NAME.expected.json.
import { CivilDate, Classification, DeadlineSpec, DirectiveKind, Force, ProvisionPath } from "@ketluan/domain"
import { Schema } from "effect"

const Name = Schema.NonEmptyString
const Names = Schema.Array(Name)
const some = Schema.optionalKey(Names)
const orNull = <S extends Schema.Top>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

const Deadline = Schema.Union([
  Schema.Struct({ form: Schema.Literal("day"), date: CivilDate, bound: Schema.Literals(["before", "by"]) }),
  Schema.Struct({ form: Schema.Literal("period"), from: CivilDate, to: CivilDate }),
  Schema.Struct({ form: Schema.Literal("event") }),
  Schema.Struct({ form: Schema.Literal("urgency"), word: Schema.Literals(["kịp thời", "khẩn trương", "sớm", "ngay"]) }),
  Schema.Struct({ form: Schema.Literal("spec"), spec: DeadlineSpec })
])

/** Roles of the bodies of a directive; a role left out has nobody. */
export const roles = ["lead", "coordinating", "monitoring", "delegates", "liaison", "reportTo"] as const

const Directive = Schema.Struct({
  path: ProvisionPath,
  /** Left out where the passage is one obligation. */
  split: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[a-zđ]$/))),
  kind: DirectiveKind,
  force: Force,
  lead: some,
  coordinating: some,
  monitoring: some,
  delegates: some,
  liaison: some,
  reportTo: some,
  deadline: Schema.optionalKey(Deadline)
})

const Signature = Schema.Struct({
  mode: orNull(Schema.Literals(["T/M", "K/T", "T/L", "TUQ"])),
  collective: orNull(Name),
  principal: orNull(Name),
  position: orNull(Name),
  name: orNull(Name)
})

/**
 * A field left out is not scored for the document; null and an empty list say that the document has none. Names are
 * written as the text has them, with what an elliptic list leaves out put back; texts are whole passages of the source.
 */
export const Expected = Schema.Struct({
  /** Why the document is as it is; for people. */
  about: Schema.optionalKey(Schema.String),
  /** Names that the document shortens, and in full: either is right. */
  abbreviations: Schema.optionalKey(Schema.Record(Schema.String, Name)),
  documentType: orNull(Name),
  number: orNull(
    Schema.Struct({
      serial: Schema.NullOr(Schema.String),
      type: Schema.String,
      organ: Schema.String,
      symbol: Schema.String,
      system: Schema.Literals(["party", "state"])
    })
  ),
  issueDate: orNull(CivilDate),
  place: orNull(Name),
  title: orNull(Name),
  classification: Schema.optionalKey(Classification),
  urgency: orNull(Name),
  issuer: orNull(Name),
  concluder: orNull(Name),
  meeting: orNull(
    Schema.Struct({
      firstDay: CivilDate,
      lastDay: CivilDate,
      title: orNull(Name),
      host: orNull(Name),
      participants: some,
      reports: Schema.optionalKey(Schema.Array(Schema.Struct({ by: Name, about: orNull(Name) })))
    })
  ),
  findings: Schema.optionalKey(
    Schema.Array(Schema.Struct({ polarity: Schema.Literals(["achievement", "limitation", "neutral"]), text: Name }))
  ),
  provisions: Schema.optionalKey(Schema.Array(Schema.Struct({ path: ProvisionPath, text: Name }))),
  directives: Schema.optionalKey(Schema.Array(Directive)),
  distribution: Schema.optionalKey(
    Schema.Array(Schema.Struct({ name: Name, purpose: Schema.Literals(["execute", "inform", "file"]) }))
  ),
  /** In the order in which they stand; minutes have more than one. */
  signatures: Schema.optionalKey(Schema.Array(Signature)),
  /** Other documents: what this one replaces, repeats, or gives as its ground. */
  references: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({ symbol: Name, relation: Schema.Literals(["replaces", "amends", "reiterates", "based_on"]) })
    )
  )
})
export type Expected = typeof Expected.Type

export const decodeExpected = Schema.decodeUnknownResult(Schema.fromJsonString(Expected), {
  onExcessProperty: "error",
  errors: "all"
})
