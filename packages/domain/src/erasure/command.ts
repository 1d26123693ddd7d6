// What somebody may want with an erasure.
import { Schema } from "effect"
import { NamedActor, PersonId, Sha256, Words } from "../kernel/index.ts"
import { LegalGround } from "./event.ts"
import { ErasureTarget } from "./scope.ts"

/**
 * Whether somebody bears the name of the one who proposed: then they count as one person, whatever bodies they act for.
 * "unknown" where the name of the proposer was erased meanwhile.
 */
export const Namesake = Schema.Literals(["yes", "no", "unknown"])
export type Namesake = typeof Namesake.Type

/** What is there to be erased. */
const Found = Schema.Struct({
  positions: Schema.Array(Schema.Int),
  sources: Schema.Array(Sha256),
  persons: Schema.Array(PersonId)
})

export const ErasureCommand = Schema.TaggedUnion({
  /** `nothing`: the targets that hold nothing to be erased, by their kinds. */
  Propose: {
    targets: Schema.NonEmptyArray(ErasureTarget),
    ground: LegalGround,
    document: Words,
    reason: Words,
    by: NamedActor,
    nothing: Schema.Array(Schema.String)
  },
  /**
   * `erasesOwnName`: whether a person who was found bears the name of `by`. `holds`: the legal holds in force over any of what was
   * found, by their numbers.
   */
  CarryOut: {
    by: NamedActor,
    namesake: Namesake,
    erasesOwnName: Schema.Boolean,
    found: Found,
    holds: Schema.Array(Schema.Int)
  },
  Decline: { by: NamedActor, namesake: Namesake, reason: Words }
})
export type ErasureCommand = typeof ErasureCommand.Type
