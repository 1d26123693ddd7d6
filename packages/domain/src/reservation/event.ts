// What can happen to one value of a set that must be unique: somebody claims it.
import { Schema } from "effect"
import { declareEvents } from "../kernel/index.ts"

/**
 * The sets: a source's bytes [2], a document's number [1], a body's identity and its slug, a class's identity and its
 * slug. And what a decision must find whole: the directives that address one class, those of one conclusion, the
 * assignments that one body was given, the ledger's erasures and its legal holds.
 */
export const ReservedSet = Schema.Literals([
  "source",
  "number",
  "body",
  "class",
  "slug",
  "class_directives",
  "conclusion_directives",
  "body_assignments",
  "erasures",
  "legal_holds"
])
export type ReservedSet = typeof ReservedSet.Type

export const reservationEvents = declareEvents({
  /** `scope` tells equal values apart where both are known: the term or the year of a document's number. */
  Claimed: {
    version: 1,
    facts: { set: ReservedSet, holder: Schema.String, scope: Schema.NullOr(Schema.String) },
    texts: {}
  }
})
