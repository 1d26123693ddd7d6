// What can happen to a body: it is registered under a name, renamed, put under another, dissolved, succeeded.
import { Schema } from "effect"
import { Actor, AssignmentId, added, BodyId, CivilDate, declareEvents, Slug, Words } from "../kernel/index.ts"

/** `mass` is the Front and the mass organisations that the Party leads (đoàn thể chính trị - xã hội). */
export const BodyKind = Schema.Literals(["party", "state", "mass", "association", "enterprise", "unknown"])
export type BodyKind = typeof BodyKind.Type
/** The level of government that a body's name tells. */
export const BodyLevel = Schema.Literals(["central", "province", "district", "commune"])
export type BodyLevel = typeof BodyLevel.Type

/** Whether a successor takes over everything or the part that the words of the scope tell [47]. */
export const Extent = Schema.Literals(["whole", "part", "unstated"])
export type Extent = typeof Extent.Type

export const bodyEvents = declareEvents({
  /** `name` is a public organ's name, as first met; `key` its folded form, by which a mention is recognised. */
  BodyRegistered: {
    version: 2,
    facts: {
      slug: Slug,
      name: Words,
      key: Words,
      kind: BodyKind,
      level: Schema.NullOr(BodyLevel),
      territory: Schema.NullOr(Words),
      parent: Schema.NullOr(BodyId),
      /** The first day of its existence; null while unknown. */
      founded: Schema.NullOr(CivilDate)
    },
    texts: {},
    upcasts: [added({ founded: null })]
  },
  BodyRenamed: { version: 1, facts: { name: Words, key: Words }, texts: {} },
  /** The body that supervises it from then on; null where none does. */
  BodyReparented: { version: 1, facts: { parent: Schema.NullOr(BodyId) }, texts: {} },
  /** nhiệm kỳ: a committee's term, in which its documents are numbered [1]. */
  TermOpened: { version: 1, facts: { term: Words, from: CivilDate }, texts: {} },
  /** `end` is the first day on which the body no longer exists. */
  BodyDissolved: { version: 1, facts: { end: CivilDate }, texts: { basis: Words } },
  SuccessionRecorded: {
    version: 2,
    facts: { successor: BodyId, from: CivilDate, extent: Extent },
    texts: { scope: Words },
    upcasts: [added({ extent: "unstated" })]
  },
  /** Every open assignment of the dissolved body has been decided on [45]. */
  DissolutionClosed: { version: 1, facts: { by: Actor }, texts: {} },
  /** Afterwards an assignment of the body came to be open: an old document was found, or finished work was taken up again [45]. */
  DissolutionReopened: { version: 1, facts: { assignment: AssignmentId }, texts: {} }
})
