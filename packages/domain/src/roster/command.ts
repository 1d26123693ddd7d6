// What somebody may want with a body's roster.
import { Schema } from "effect"
import { PersonId, Sha256 } from "../kernel/index.ts"

export const RosterCommand = Schema.TaggedUnion({
  Enter: { person: PersonId, name: Sha256 },
  /** The vault no longer names the person. */
  Forget: { person: PersonId }
})
export type RosterCommand = typeof RosterCommand.Type
