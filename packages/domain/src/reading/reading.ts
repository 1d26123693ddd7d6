// What a reader found in a document: a proposal, never a decision. Every quote is the source text at its span [4].
import { Schema } from "effect"
import { Urgency } from "../conclusion/index.ts"
import { DeadlineSpec } from "../deadline/index.ts"
import { DirectiveKind, Force } from "../directive/index.ts"
import { Purpose } from "../distribution/index.ts"
import { CivilDate, Classification, ProvisionPath, Span, Text } from "../kernel/index.ts"

/** A passage of the source; `text` equals the decoded source between the offsets of `span` [4]. */
export const Quote = Schema.Struct({ span: Span, text: Text })
export type Quote = typeof Quote.Type

/** How sure a rule is: `certain` by form, `likely` by usual practice, `guess` where a person must look. */
export const Confidence = Schema.Literals(["certain", "likely", "guess"])
export type Confidence = typeof Confidence.Type

/** What every proposal carries: the reader's rule, by name, and how sure it is. */
export const Grounds = Schema.Struct({ rule: Schema.String, confidence: Confidence })
export type Grounds = typeof Grounds.Type

/** A passage that a rule took for something. */
export const QuoteFound = Schema.Struct({ ...Quote.fields, ...Grounds.fields })
export type QuoteFound = typeof QuoteFound.Type

/**
 * Somebody whom the text names. `name` is the full name that a person would say ("Thường trực HĐND huyện"), which in an
 * elliptic list ("Thường trực Huyện ủy, HĐND, UBND huyện") is longer than the quote.
 * - `body`: one body. - `class`: a named set ("Đảng ủy các xã, thị trấn"). - `open_set`: an unnamed one ("các đơn vị liên quan").
 * - `persons`: persons in a capacity ("Các đ/c Ủy viên Ban Thường vụ Huyện ủy"), or a person without a body.
 */
export const Party = Schema.Struct({
  kind: Schema.Literals(["body", "class", "open_set", "persons"]),
  name: Text,
  quote: Quote,
  ...Grounds.fields
})
export type Party = typeof Party.Type

/** What a block of the source is; `unrecognised` keeps what no rule knew, so that nothing is dropped. */
export const BlockKind = Schema.Literals([
  "marks",
  "national_heading",
  "issuer",
  "number",
  "place_date",
  "title",
  "salutation",
  "opening",
  "reports_heard",
  "findings_heading",
  "finding",
  "bridge",
  "addressee",
  "provision",
  "distribution_heading",
  "recipients",
  "signature",
  /** What was said before the conclusion, in minutes (biên bản). */
  "discussion",
  "page_number",
  "unrecognised"
])
export type BlockKind = typeof BlockKind.Type
export const Block = Schema.Struct({ kind: BlockKind, span: Span })
export type Block = typeof Block.Type

/** `Số 08 - KL/HU`: serial `08` (null when left blank), type `KL`, organ `HU`, symbol `08-KL/HU`. */
export const DocumentNumber = Schema.Struct({
  quote: Quote,
  serial: Schema.NullOr(Schema.String),
  type: Schema.String,
  organ: Schema.String,
  symbol: Schema.String,
  system: Schema.Literals(["party", "state"]),
  ...Grounds.fields
})
export type DocumentNumber = typeof DocumentNumber.Type

export { DirectiveKind, Force }

/** A deadline as the text states it; the phrase is the quote. `day.bound`: "trước ngày D" is `before`, the others `by`. */
export const DeadlineFound = Schema.Union([
  Schema.Struct({
    form: Schema.Literal("day"),
    date: CivilDate,
    bound: Schema.Literals(["before", "by"]),
    quote: Quote,
    ...Grounds.fields
  }),
  Schema.Struct({ form: Schema.Literal("period"), from: CivilDate, to: CivilDate, quote: Quote, ...Grounds.fields }),
  Schema.Struct({ form: Schema.Literal("event"), quote: Quote, ...Grounds.fields }),
  Schema.Struct({
    form: Schema.Literal("urgency"),
    word: Schema.Literals(["kịp thời", "khẩn trương", "sớm", "ngay"]),
    quote: Quote,
    ...Grounds.fields
  }),
  /** Every other form: a clock time, days counted from something, a recurring day, a condition, a threshold. */
  Schema.Struct({ form: Schema.Literal("spec"), spec: DeadlineSpec, quote: Quote, ...Grounds.fields })
])
export type DeadlineFound = typeof DeadlineFound.Type

/** One obligation that a provision states. */
export const DirectiveFound = Schema.Struct({
  path: ProvisionPath,
  /** `a`, `b` … where the reader proposes to split one passage into several obligations; null where it does not. */
  split: Schema.NullOr(Schema.String.check(Schema.isPattern(/^[a-zđ]$/))),
  kind: DirectiveKind,
  force: Force,
  obligation: Quote,
  lead: Schema.Array(Party),
  coordinating: Schema.Array(Party),
  monitoring: Schema.Array(Party),
  /** Whom the text tells the addressee to pass the work to. */
  delegates: Schema.Array(Party),
  /** Whom the text tells the doers to consult; they get no task [20]. */
  liaison: Schema.Array(Party),
  /** Whom a report goes to. */
  reportTo: Schema.Array(Party),
  /** When a conditional report is due, as the text words the condition. */
  condition: Schema.NullOr(Quote),
  /** Quality bars on the work ("trang trọng, tiết kiệm"); they get no assignment [12]. */
  constraints: Schema.Array(Quote),
  deadline: Schema.NullOr(DeadlineFound),
  ...Grounds.fields
})
export type DirectiveFound = typeof DirectiveFound.Type

/** A document's own slips and customs, noted and never mended. The code says which; the quote, where there is one, shows it. */
export const DiscrepancyCode = Schema.Literals([
  "concluder_is_not_signing_collective",
  "no_place_and_date",
  "no_heading",
  "no_number",
  "no_signature",
  "spaced_number",
  "irregular_numbering",
  "misspelling",
  "inconsistent_capitals",
  "customary_organ",
  "liaison_not_on_distribution",
  "addressee_not_on_distribution",
  "addressee_missing",
  "addressee_names_itself"
])
export type DiscrepancyCode = typeof DiscrepancyCode.Type
export const DiscrepancyFound = Schema.Struct({ code: DiscrepancyCode, quote: Schema.NullOr(Quote) })
export type DiscrepancyFound = typeof DiscrepancyFound.Type

/** What another document is to this one, as the text says it. */
export const Relation = Schema.Literals(["based_on", "reiterates", "replaces", "amends", "mentions"])
export type Relation = typeof Relation.Type

export const ReferenceFound = Schema.Struct({
  quote: Quote,
  /** The other document's number as it should be written. */
  symbol: Schema.String,
  relation: Relation,
  ...Grounds.fields
})
export type ReferenceFound = typeof ReferenceFound.Type

/**
 * What kind of document, by its number and title: kết luận, thông báo, thông báo kết luận, công văn, công điện, biên bản.
 */
export const DocumentType = Schema.Literals(["KL", "TB", "TBKL", "CV", "CĐ", "BB"])
export type DocumentType = typeof DocumentType.Type

export const SignatureFound = Schema.Struct({
  quote: Quote,
  mode: Schema.NullOr(Schema.Literals(["T/M", "K/T", "T/L", "TUQ"])),
  collective: Schema.NullOr(Party),
  /**
   * Whom K/T, T/L and TUQ sign for, as "CHỦ TỊCH" in "K/T CHỦ TỊCH" [8]; under T/M, whom the signer stands in for, where a
   * second line says so.
   */
  principal: Schema.NullOr(Quote),
  position: Schema.NullOr(Quote),
  name: Schema.NullOr(Quote),
  ...Grounds.fields
})
export type SignatureFound = typeof SignatureFound.Type

export const Reading = Schema.Struct({
  /** In order; every non-blank character of the source lies in exactly one. */
  blocks: Schema.Array(Block),
  /** Null when it is no document of a kind that this reader knows. */
  documentType: Schema.NullOr(DocumentType),
  number: Schema.NullOr(DocumentNumber),
  /** Tên loại và trích yếu. */
  title: Schema.NullOr(QuoteFound),
  /** MẬT and higher; such a document must not be stored [10]. */
  classification: Classification,
  classificationQuote: Schema.NullOr(QuoteFound),
  /** The mark of urgency: KHẨN, THƯỢNG KHẨN, HỎA TỐC. */
  urgency: Schema.NullOr(Schema.Struct({ degree: Urgency, quote: Quote, ...Grounds.fields })),
  /** Only from a place-and-date line; never from the meeting [5]. */
  issueDate: Schema.NullOr(Schema.Struct({ date: CivilDate, quote: Quote, ...Grounds.fields })),
  place: Schema.NullOr(QuoteFound),
  /** The body whose number it is, by the organ code of the number ("HU" is Huyện ủy) or the heading. */
  issuer: Schema.NullOr(Party),
  /** Who concluded, by the title ("KẾT LUẬN CỦA THƯỜNG TRỰC HUYỆN ỦY") or by the text. */
  concluder: Schema.NullOr(Party),
  meeting: Schema.NullOr(
    Schema.Struct({
      firstDay: CivilDate,
      lastDay: CivilDate,
      date: Quote,
      title: Schema.NullOr(Quote),
      host: Schema.NullOr(Party),
      /** `capacity`: the words that say as what ("chủ trì", "mời dự", "thư ký"); null for those who simply took part. */
      participants: Schema.Array(Schema.Struct({ ...Party.fields, capacity: Schema.NullOr(Quote) })),
      reports: Schema.Array(Schema.Struct({ by: Party, about: Schema.NullOr(Quote) })),
      ...Grounds.fields
    })
  ),
  findings: Schema.Array(
    Schema.Struct({
      polarity: Schema.Literals(["achievement", "limitation", "neutral"]),
      quote: Quote,
      ...Grounds.fields
    })
  ),
  provisions: Schema.Array(
    Schema.Struct({ path: ProvisionPath, quote: Quote, addressees: Schema.Array(Party), ...Grounds.fields })
  ),
  directives: Schema.Array(DirectiveFound),
  distribution: Schema.Array(
    Schema.Struct({
      quote: Quote,
      /** A line may name one who is told to act beside one who only gets to know. */
      recipients: Schema.Array(Schema.Struct({ ...Party.fields, purpose: Purpose })),
      /** The line's own; `execute` where one of its recipients is told to act. */
      purpose: Purpose,
      ...Grounds.fields
    })
  ),
  /** The one that makes the document what it is: in minutes the chair's. */
  signature: Schema.NullOr(SignatureFound),
  /** All of them, in order; more than one only in minutes. */
  signatures: Schema.Array(SignatureFound),
  /** Other documents that the text names. */
  references: Schema.Array(ReferenceFound),
  discrepancies: Schema.Array(DiscrepancyFound)
})
export type Reading = typeof Reading.Type
