// Which keys spoke for a ledger, and which checkpoints they signed.
import type { FactsOf, Sha256 } from "../kernel/index.ts"
import type { attestationEvents } from "./event.ts"

/** A checkpoint as it was recorded. */
export interface SignedCheckpoint {
  readonly size: number
  readonly root: Sha256
  readonly note: string
}

export interface AttestationState {
  /** Verifier keys in the order of their adoption; the last speaks now. */
  readonly keys: ReadonlyArray<string>
  /** By growing size. */
  readonly checkpoints: ReadonlyArray<SignedCheckpoint>
  /** The tokens of authorities. */
  readonly tokens: ReadonlyArray<string>
}

export const initial: AttestationState = { keys: [], checkpoints: [], tokens: [] }

export const evolve = (state: AttestationState, event: FactsOf<typeof attestationEvents>): AttestationState => {
  switch (event._tag) {
    case "LedgerOpened":
      return state
    case "KeyAdopted":
      return { ...state, keys: [...state.keys, event.key] }
    case "CheckpointSigned": {
      const { size, root, note } = event
      return { ...state, checkpoints: [...state.checkpoints, { size, root, note }] }
    }
    case "CheckpointTimestamped":
      return { ...state, tokens: [...state.tokens, event.token] }
  }
}
