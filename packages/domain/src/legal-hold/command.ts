// What somebody may want with a legal hold.
import { Schema } from "effect"
import { HoldScope } from "../erasure/scope.ts"
import { NamedActor, Words } from "../kernel/index.ts"

export const LegalHoldCommand = Schema.TaggedUnion({
  Place: { over: HoldScope, document: Words, reason: Words, by: NamedActor },
  Lift: { document: Words, reason: Words, by: NamedActor }
})
export type LegalHoldCommand = typeof LegalHoldCommand.Type
