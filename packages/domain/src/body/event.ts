// What can happen to a body: it is registered under a name, renamed, dissolved, succeeded.
import { Schema } from "effect"
import { added, BodyId, CivilDate, declareEvents, Slug, Words } from "../kernel/index.ts"

/** `mass` is the Front and the mass organisations that the Party leads (đoàn thể chính trị - xã hội). */
export const BodyKind = Schema.Literals(["party", "state", "mass", "association", "enterprise", "unknown"])
export type BodyKind = typeof BodyKind.Type
/** The level of government that a body's name tells. */
export const BodyLevel = Schema.Literals(["central", "province", "district", "commune"])
export type BodyLevel = typeof BodyLevel.Type

export const bodyEvents = declareEvents({
  /**
   * `name` is a public organ's name, as first met; `key` its folded form, by which a mention is recognised. `founded` is
   * the first day of its existence, null while unknown; version 1 did not ask for it.
   */
  BodyRegistered: {
    version: 2,
    upcasts: [added({ founded: null })],
    facts: {
      slug: Slug,
      name: Words,
      key: Words,
      kind: BodyKind,
      level: Schema.NullOr(BodyLevel),
      territory: Schema.NullOr(Words),
      parent: Schema.NullOr(BodyId),
      founded: Schema.NullOr(CivilDate)
    },
    texts: {}
  },
  BodyRenamed: { version: 1, facts: { name: Words, key: Words }, texts: {} },
  /** `end` is the first day on which the body no longer exists. */
  BodyDissolved: { version: 1, facts: { end: CivilDate }, texts: { basis: Words } },
  SuccessionRecorded: { version: 1, facts: { successor: BodyId, from: CivilDate }, texts: { scope: Words } }
})
