// What somebody may want with a body. What other streams tell is part of the command.
import { Schema } from "effect"
import { Actor, AssignmentId, BodyId, CivilDate, Words } from "../kernel/index.ts"
import { bodyEvents, Extent } from "./event.ts"
import { Standing } from "./standing.ts"

export const BodyCommand = Schema.TaggedUnion({
  Register: bodyEvents.BodyRegistered.facts,
  Rename: bodyEvents.BodyRenamed.facts,
  /** `above`: the bodies above the new parent, up to the top. */
  Reparent: { body: BodyId, parent: Schema.NullOr(Standing), above: Schema.Array(BodyId), on: CivilDate },
  OpenTerm: { term: Words, from: CivilDate },
  /** `acted`: the newest day on which the body itself acted on an assignment; null where it never did. */
  Dissolve: { end: CivilDate, basis: Words, acted: Schema.NullOr(CivilDate) },
  /** `heirs`: every body that succeeds the successor, directly or through others [47]. */
  RecordSuccession: {
    body: BodyId,
    successor: Standing,
    heirs: Schema.Array(BodyId),
    from: CivilDate,
    extent: Extent,
    scope: Words
  },
  /** `undecided`: open assignments of the body that nobody transferred, split, let lapse or held [45]. */
  CloseDissolution: { undecided: Schema.Array(AssignmentId), by: Actor },
  /** `assignment`: of the body, open, and decided on by nobody. */
  ReopenDissolution: { assignment: AssignmentId }
})
export type BodyCommand = typeof BodyCommand.Type
