// What can happen to a legal hold: it is placed over something that may be needed as evidence, and lifted again.
import { HoldScope } from "../erasure/scope.ts"
import { declareEvents, NamedActor, Words } from "../kernel/index.ts"

const ground = { document: Words, reason: Words }

export const legalHoldEvents = declareEvents({
  /** `document` is the decision or request on which it rests. */
  LegalHoldPlaced: { version: 1, facts: { over: HoldScope, by: NamedActor }, texts: ground },
  LegalHoldLifted: { version: 1, facts: { by: NamedActor }, texts: ground }
})
