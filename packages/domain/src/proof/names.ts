// The names that a ledger's rosters commit to, and those that were erased.
import { Schema } from "effect"
import type { PersonId, Sha256 } from "../kernel/index.ts"
import type { PrimitivesService, StoredEvent } from "../ledger/index.ts"
import { rosterEvents } from "../roster/index.ts"
import { factsOf } from "./facts.ts"

/** What the facts of a PersonEntered say: the person, and what the vault's entry hashes to; null for other facts. */
export const nameEntered: (
  primitives: PrimitivesService,
  event: Pick<StoredEvent, "facts">
) => { readonly person: PersonId; readonly name: Sha256 } | null = factsOf(
  Schema.decodeUnknownOption(Schema.Struct(rosterEvents.PersonEntered.facts))
)

/** Whose name the facts of a NameErased say is gone; null for other facts. */
export const nameErased: (
  primitives: PrimitivesService,
  event: Pick<StoredEvent, "facts">
) => { readonly person: PersonId } | null = factsOf(
  Schema.decodeUnknownOption(Schema.Struct(rosterEvents.NameErased.facts))
)
