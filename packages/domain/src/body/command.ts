// What somebody may want with a body.
import { Schema } from "effect"
import { BodyId, CivilDate, Words } from "../kernel/index.ts"
import { bodyEvents } from "./event.ts"

export const BodyCommand = Schema.TaggedUnion({
  Register: bodyEvents.BodyRegistered.facts,
  Rename: bodyEvents.BodyRenamed.facts,
  Dissolve: { end: CivilDate, basis: Words },
  RecordSuccession: { successor: BodyId, from: CivilDate, scope: Words }
})
export type BodyCommand = typeof BodyCommand.Type
