// What a ledger says of itself: that it was opened, whose key speaks for it, how far it has come, and when others saw that.
import { Schema } from "effect"
import { declareEvents, Instant, Sha256 } from "../kernel/index.ts"
import { Position } from "../ledger/index.ts"

/** Which tree: the number of leaves, and the root over them. */
const tree = { size: Position, root: Sha256 }

export const attestationEvents = declareEvents({
  /** The first event of a ledger; `origin` names it in checkpoints. */
  LedgerOpened: { version: 1, facts: { name: Schema.String, origin: Schema.String }, texts: {} },
  /** From here on `key`, a verifier key, speaks for the ledger. `note` is signed by it, and by the key before it if there is one. */
  KeyAdopted: { version: 1, facts: { key: Schema.String, note: Schema.String }, texts: {} },
  /** `note` is the signed checkpoint, with the cosignatures that it had when it was recorded. */
  CheckpointSigned: { version: 1, facts: { ...tree, note: Schema.String }, texts: {} },
  /**
   * An authority saw the checkpoint at `generatedAt`. `token` is its token (RFC 3161) as DER in base64, over the `algorithm`
   * hash of a recorded `note`: every byte of its UTF-8, the lines of signatures and the last newline included. `authority`
   * is its name as the token's certificate has it.
   */
  CheckpointTimestamped: {
    version: 1,
    facts: {
      ...tree,
      token: Schema.String,
      generatedAt: Instant,
      authority: Schema.String,
      algorithm: Schema.String
    },
    texts: {}
  }
})
