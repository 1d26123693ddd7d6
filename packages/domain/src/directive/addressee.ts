// Whom a directive speaks to: one body, each body of a class, or an unnamed set.
import { Schema } from "effect"
import { BodyId, ClassId } from "../kernel/index.ts"

/** `slot` tells the unnamed sets of one directive apart, from 1; their words are among its texts. */
export const Addressee = Schema.TaggedUnion({
  OneBody: { body: BodyId },
  EachOfClass: { class: ClassId },
  OpenSet: { slot: Schema.Int }
})
export type Addressee = typeof Addressee.Type

/** Those among the addressees that are named as one body. */
export const bodiesOf = (parties: ReadonlyArray<Addressee>): ReadonlyArray<BodyId> =>
  parties.flatMap((party) => (party._tag === "OneBody" ? [party.body] : []))
