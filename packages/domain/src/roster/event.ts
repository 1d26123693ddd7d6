// Which persons are known to act for a body, by id; their names are in the vault.
import { declareEvents, PersonId, Sha256 } from "../kernel/index.ts"

export const rosterEvents = declareEvents({
  /** `name` commits to the vault's entry: SHA-256 of its 32 bytes of salt followed by the name as canonical JSON. */
  PersonEntered: { version: 1, facts: { person: PersonId, name: Sha256 }, texts: {} },
  /** Recorded with the erasure of the name: nobody is found under it any more. */
  NameErased: { version: 1, facts: { person: PersonId }, texts: {} }
})
