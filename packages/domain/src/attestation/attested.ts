// The keys and checkpoints that a ledger recorded of itself, held against the signatures that they need.
import { Result } from "effect"
import type { FactsOf, Instant } from "../kernel/index.ts"
import {
  equal,
  fromHex,
  originLine,
  parseCheckpoint,
  parseVerifierKey,
  type SigningPlatform,
  verifyNote
} from "../proof/index.ts"
import { verifyAdoption } from "./adoption.ts"
import type { attestationEvents } from "./event.ts"
import type { SignedCheckpoint } from "./state.ts"
import type { TokenFails } from "./token.ts"

export type AttestationFinding =
  /** The key was not adopted by its own signature and that of the key before it. */
  | { readonly _tag: "AdoptionUnsigned"; readonly position: number }
  /** The checkpoint is not signed by the key that spoke then, or says something else than its event. */
  | { readonly _tag: "CheckpointUnsigned"; readonly position: number }
  /** The token proves nothing; `at` says why. */
  | { readonly _tag: "TimestampFails"; readonly position: number; readonly at: TokenFails["at"] }
  /** The event says that it was recorded at another time than tokens leave it. */
  | {
      readonly _tag: "RecordedOutside"
      readonly position: number
      readonly recordedAt: Instant
      readonly notBefore: Instant | null
      readonly notAfter: Instant | null
    }

export interface Attested {
  readonly findings: ReadonlyArray<AttestationFinding>
  /** Verifier keys in the order of their adoption, as far as each was adopted rightly. */
  readonly keys: ReadonlyArray<string>
  /** Those that were signed rightly, by growing position. */
  readonly checkpoints: ReadonlyArray<SignedCheckpoint & { readonly position: number }>
}

/** Events of a ledger's own stream, in order, with their positions. */
export const attested = (
  platform: SigningPlatform,
  origin: string,
  events: ReadonlyArray<{ readonly position: number; readonly event: FactsOf<typeof attestationEvents> }>
): Attested => {
  const findings: Array<AttestationFinding> = []
  const keys: Array<string> = []
  const checkpoints: Array<SignedCheckpoint & { readonly position: number }> = []
  const isSigned = ({ note: source, size, root }: SignedCheckpoint): boolean =>
    Result.getOrElse(
      Result.flatMap(
        Result.all([parseCheckpoint(source), parseVerifierKey(platform, keys.at(-1) ?? "")]),
        ([{ note, head }, key]) =>
          Result.map(
            verifyNote(platform, note, [key]),
            () => head.origin === originLine(origin) && head.size === BigInt(size) && equal(head.root, fromHex(root))
          )
      ),
      () => false
    )
  for (const { position, event } of events) {
    if (event._tag === "KeyAdopted") {
      const { key, note } = event
      if (verifyAdoption(platform, { origin, previous: keys.at(-1) ?? null, key }, note)) keys.push(key)
      else findings.push({ _tag: "AdoptionUnsigned", position })
    }
    if (event._tag === "CheckpointSigned") {
      const { size, root, note } = event
      if (isSigned({ size, root, note })) checkpoints.push({ size, root, note, position })
      else findings.push({ _tag: "CheckpointUnsigned", position })
    }
  }
  return { findings, keys, checkpoints }
}
