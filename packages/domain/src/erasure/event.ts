// What can happen to an erasure: somebody proposes it on a legal ground, and somebody else carries it out or declines.
import { Schema } from "effect"
import { declareEvents, NamedActor, PersonId, Sha256, Words } from "../kernel/index.ts"
import { ErasureTarget } from "./scope.ts"

/**
 * The kind of legal ground. `personal_data`: Article 14 of the Law on Personal Data Protection, 91/2025/QH15 (a request of the
 * person, a purpose that is fulfilled); `state_secret`: what must not be in this ledger by the Law on Protection of State
 * Secrets, 117/2025/QH15, until 28 February 2026 29/2018/QH14 [10]; `retention_ended`: the period of keeping is over by the Law
 * on Archives, 33/2024/QH15; `authority_decision`: a court or another competent authority decided so; `other`: by the document named.
 */
export const LegalGround = Schema.Literals([
  "personal_data",
  "state_secret",
  "retention_ended",
  "authority_decision",
  "other"
])
export type LegalGround = typeof LegalGround.Type

export const erasureEvents = declareEvents({
  /** `document` is the decision or request that asks for it. */
  ErasureProposed: {
    version: 1,
    facts: { targets: Schema.NonEmptyArray(ErasureTarget), ground: LegalGround, by: NamedActor },
    texts: { document: Words, reason: Words }
  },
  /** What went with this event: the texts of events by position, sources by hash, names by person. Recorded in the same append. */
  ErasureCarriedOut: {
    version: 1,
    facts: {
      by: NamedActor,
      positions: Schema.Array(Schema.Int),
      sources: Schema.Array(Sha256),
      persons: Schema.Array(PersonId)
    },
    texts: {}
  },
  ErasureDeclined: { version: 1, facts: { by: NamedActor }, texts: { reason: Words } }
})
