// The names by which things are known inside the ledger. They are random and mean nothing; people use references instead.
import { Schema } from "effect"

export const IDENTIFIER_FORM = /^[0-9a-z-]{1,64}$/
const Identifier = Schema.String.check(Schema.isPattern(IDENTIFIER_FORM))

export const BodyId = Identifier.pipe(Schema.brand("BodyId"))
export type BodyId = typeof BodyId.Type
export const ClassId = Identifier.pipe(Schema.brand("ClassId"))
export type ClassId = typeof ClassId.Type
export const MeetingId = Identifier.pipe(Schema.brand("MeetingId"))
export type MeetingId = typeof MeetingId.Type
export const ConclusionId = Identifier.pipe(Schema.brand("ConclusionId"))
export type ConclusionId = typeof ConclusionId.Type
export const DirectiveId = Identifier.pipe(Schema.brand("DirectiveId"))
export type DirectiveId = typeof DirectiveId.Type
export const AssignmentId = Identifier.pipe(Schema.brand("AssignmentId"))
export type AssignmentId = typeof AssignmentId.Type
export const DistributionId = Identifier.pipe(Schema.brand("DistributionId"))
export type DistributionId = typeof DistributionId.Type
/** A natural person. The name lives in the vault, never in an event. */
export const PersonId = Identifier.pipe(Schema.brand("PersonId"))
export type PersonId = typeof PersonId.Type

export const SHA256_FORM = /^[0-9a-f]{64}$/
/** SHA-256, 64 lower-case hexadecimal digits. */
export const Sha256 = Schema.String.check(Schema.isPattern(SHA256_FORM)).pipe(Schema.brand("Sha256"))
export type Sha256 = typeof Sha256.Type

/**
 * A provision's place in its conclusion: numbers and list letters joined by dots, as `1.2` or `3.1.a`. Text points keep
 * their dot; a clerk's split of one point is written behind a colon, as `1.2:a`, and is no part of the path.
 */
export const ProvisionPath = Schema.String.check(Schema.isPattern(/^[0-9]{1,4}(\.([0-9]{1,4}|[a-zđ]))*$/)).pipe(
  Schema.brand("ProvisionPath")
)
export type ProvisionPath = typeof ProvisionPath.Type

/** A body's readable name in references: folded to ASCII, as `phong-noi-vu`; unique in a ledger. */
export const Slug = Schema.String.check(Schema.isPattern(/^[0-9a-z]+(-[0-9a-z]+)*$/)).pipe(Schema.brand("Slug"))
export type Slug = typeof Slug.Type

/** Zero-based half-open range of UTF-16 offsets into the decoded text of a source. */
export const Span = Schema.Struct({
  start: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)),
  end: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
})
export type Span = typeof Span.Type

/** Free text of a document or a person; refused with U+0000 or a lone surrogate, which no store keeps faithfully. */
export const Text = Schema.String.check(
  Schema.makeFilter((text: string) => text.isWellFormed() && !text.includes("\u0000"), {
    description: "text without U+0000 and lone surrogates"
  })
)
/** Text that says something. */
export const Words = Text.check(Schema.makeFilter((text: string) => text.trim() !== "", { description: "not blank" }))
