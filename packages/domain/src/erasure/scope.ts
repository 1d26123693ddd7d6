// What an erasure or a legal hold is about.
import { Schema } from "effect"
import { AssignmentId, ConclusionId, PersonId, ProvisionPath, Sha256 } from "../kernel/index.ts"

const targets = {
  /** A document with all that was recorded of it and under it, and its file. */
  OfConclusion: { conclusion: ConclusionId },
  /** A provision and those below it, wherever their words went, and the file that holds them. */
  OfProvision: { conclusion: ConclusionId, path: ProvisionPath },
  /** What was said about one assignment. */
  OfAssignment: { assignment: AssignmentId },
  /** The texts of single events, by position. */
  OfEvents: { positions: Schema.NonEmptyArray(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))) },
  /** The bytes of an imported file alone. */
  OfSource: { source: Sha256 },
  /** A name in the vault. */
  OfPerson: { person: PersonId }
}

export const ErasureTarget = Schema.TaggedUnion(targets)
export type ErasureTarget = typeof ErasureTarget.Type

/** A hold on a person also keeps what that person recorded, and what was recorded about them. */
export const HoldScope = Schema.TaggedUnion({ ...targets, WholeLedger: {} })
export type HoldScope = typeof HoldScope.Type
