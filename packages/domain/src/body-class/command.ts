// What somebody may want with a class of bodies.
import { Schema } from "effect"
import { Standing } from "../body/index.ts"
import { CivilDate, Slug, Words } from "../kernel/index.ts"

export const BodyClassCommand = Schema.TaggedUnion({
  Define: { slug: Slug, name: Words, key: Words },
  /** Every member with its standing, as the Body streams tell it. */
  Snapshot: { members: Schema.Array(Standing), on: CivilDate }
})
export type BodyClassCommand = typeof BodyClassCommand.Type
