// What can happen to a class of bodies: it is defined in words, and its members are listed at a moment.
import { Schema } from "effect"
import { BodyId, declareEvents, Slug, Words } from "../kernel/index.ts"

export const bodyClassEvents = declareEvents({
  ClassDefined: { version: 1, facts: { slug: Slug, name: Words, key: Words }, texts: {} },
  /** `snapshot` counts from 1; the list stays as it is for ever [15]. */
  ClassMembershipSnapshotted: {
    version: 1,
    facts: { snapshot: Schema.Int, members: Schema.Array(BodyId) },
    texts: {}
  }
})
