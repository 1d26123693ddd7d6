// What somebody may want with a body.
import { Schema } from "effect"
import { BodyId, CivilDate, Slug, Words } from "../kernel/index.ts"
import { BodyKind, BodyLevel } from "./event.ts"

export const BodyCommand = Schema.TaggedUnion({
  Register: {
    slug: Slug,
    name: Words,
    key: Words,
    kind: BodyKind,
    level: Schema.NullOr(BodyLevel),
    territory: Schema.NullOr(Words),
    parent: Schema.NullOr(BodyId)
  },
  Rename: { name: Words, key: Words },
  Dissolve: { end: CivilDate, basis: Words },
  RecordSuccession: { successor: BodyId, from: CivilDate, scope: Words }
})
export type BodyCommand = typeof BodyCommand.Type
