// What somebody may want to have recorded of a ledger's keys and checkpoints. Signatures are made and checked before.
import { Schema } from "effect"
import { attestationEvents } from "./event.ts"

export const AttestationCommand = Schema.TaggedUnion({
  AdoptKey: attestationEvents.KeyAdopted.facts,
  /** `key` is the verifier key of whoever signed it for the ledger. */
  RecordCheckpoint: { ...attestationEvents.CheckpointSigned.facts, key: Schema.String },
  RecordTimestamp: attestationEvents.CheckpointTimestamped.facts
})
export type AttestationCommand = typeof AttestationCommand.Type
