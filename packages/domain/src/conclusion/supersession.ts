// How documents follow each other: what replaces what, and what in that is to be looked at [49, 51].
import { Schema } from "effect"
import { BodyLevel } from "../body/index.ts"
import { CivilDate, ConclusionId, ProvisionPath } from "../kernel/index.ts"

/** A provision of a document; `path` null means the document as a whole. */
export const Passage = Schema.Struct({ conclusion: ConclusionId, path: Schema.NullOr(ProvisionPath) })
export type Passage = typeof Passage.Type

/** Recorded all the same, since only a person can say whether it is in order. */
export const SupersessionFlag = Schema.Literals(["lower_over_higher", "older_over_newer"])
export type SupersessionFlag = typeof SupersessionFlag.Type

/** The level of a document's issuer, and its issue date; null where unknown. */
export const DocumentRank = Schema.Struct({ level: Schema.NullOr(BodyLevel), issueDate: Schema.NullOr(CivilDate) })
export type DocumentRank = typeof DocumentRank.Type

const heights: Record<BodyLevel, number> = { commune: 0, district: 1, province: 2, central: 3 }

/** [49] What is unusual when one document replaces a provision of another; nothing where either side is unknown. */
export const flagsOf = (by: DocumentRank, superseded: DocumentRank): ReadonlyArray<SupersessionFlag> => {
  const lower = by.level !== null && superseded.level !== null && heights[by.level] < heights[superseded.level]
  const older = by.issueDate !== null && superseded.issueDate !== null && by.issueDate < superseded.issueDate
  return [...(lower ? ["lower_over_higher" as const] : []), ...(older ? ["older_over_newer" as const] : [])]
}

/** Whether two passages share a provision: a document as a whole holds all of its own. */
export const overlap = (one: Passage, other: Passage): boolean =>
  one.conclusion === other.conclusion && (one.path === null || other.path === null || one.path === other.path)

/** What a reiteration changes in the obligation that it repeats. */
export const ReiterationChange = Schema.Literals(["deadline", "addressee"])
export type ReiterationChange = typeof ReiterationChange.Type

/** [51] A reiteration only links, unless it changes the deadline or the addressee. */
export const isNewObligation = (changes: ReadonlyArray<ReiterationChange>): boolean => changes.length > 0
