// Attestation: how a ledger vouches for itself, on the stream that its first event opened.
import { Schema } from "effect"
import type { Aggregate } from "../kernel/index.ts"
import { AttestationCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { attestationEvents } from "./event.ts"
import { type AttestationState, evolve, initial } from "./state.ts"

export * from "./adoption.ts"
export * from "./attested.ts"
export * from "./bounds.ts"
export * from "./command.ts"
export { checkpointOf, mustSpeak } from "./decide.ts"
export * from "./event.ts"
export type { AttestationState, SignedCheckpoint } from "./state.ts"
export * from "./timestamped.ts"
export * from "./token.ts"
export * from "./windows.ts"

/** The random origin that the ledger's first event fixed. */
export const LedgerOrigin = Schema.String.check(Schema.isPattern(/^[0-9a-z-]{1,64}$/)).pipe(
  Schema.brand("LedgerOrigin")
)
export type LedgerOrigin = typeof LedgerOrigin.Type

export const Attestation: Aggregate<LedgerOrigin, AttestationCommand, AttestationState, typeof attestationEvents> = {
  name: "ledger",
  id: LedgerOrigin,
  command: AttestationCommand,
  events: attestationEvents,
  initial,
  decide,
  evolve
}
