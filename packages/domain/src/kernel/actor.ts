// Who acts: a body, and the person who acted for it. Both may be unknown; a rule that needs one says so.
import { Schema } from "effect"
import { BodyId, PersonId } from "./identifiers.ts"

export const Actor = Schema.Struct({ body: Schema.NullOr(BodyId), person: Schema.NullOr(PersonId) })
export type Actor = typeof Actor.Type

/** A named person acting for a body, as [37] asks for submitting, accepting, returning and granting. */
export const NamedActor = Schema.Struct({ body: BodyId, person: PersonId })
export type NamedActor = typeof NamedActor.Type

export const nobody: Actor = { body: null, person: null }
