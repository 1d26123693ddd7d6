// The tokens that a ledger recorded over its checkpoints, each checked again.
import { Effect, Result } from "effect"
import type { FactsOf } from "../kernel/index.ts"
import { fromBase64 } from "../proof/index.ts"
import type { AttestationFinding, Attested } from "./attested.ts"
import type { attestationEvents } from "./event.ts"
import { type CheckToken, type Timestamp, TokenFails } from "./token.ts"
import type { ProvenTime } from "./windows.ts"

/** A recorded token that holds. */
export interface CheckedTimestamp extends ProvenTime, Pick<Timestamp, "authority" | "trusted"> {
  /** The signed note whose UTF-8 the token is over. */
  readonly note: string
  /** DER in base64. */
  readonly token: string
}

type Stamp = Extract<FactsOf<typeof attestationEvents>, { readonly _tag: "CheckpointTimestamped" }>

const checked = Effect.fnUntraced(function* (
  check: CheckToken,
  checkpoints: Attested["checkpoints"],
  position: number,
  stamp: Stamp
) {
  const token = fromBase64(stamp.token)
  if (token === undefined) return yield* new TokenFails({ at: "form", reason: "no base64" })
  const earlier = checkpoints.filter((checkpoint) => checkpoint.position < position)
  const { over, ...found } = yield* check(
    token,
    earlier.map(({ note }) => note)
  )
  const checkpoint = earlier.find(({ note, size, root }) => note === over && size === stamp.size && root === stamp.root)
  const { generatedAt, accuracy, authority, algorithm, trusted } = found
  if (
    checkpoint === undefined ||
    generatedAt !== stamp.generatedAt ||
    authority !== stamp.authority ||
    algorithm !== stamp.algorithm
  )
    return yield* new TokenFails({ at: "facts", reason: "another checkpoint, time, authority or algorithm" })
  const time: CheckedTimestamp = {
    position,
    size: stamp.size,
    generatedAt,
    accuracy,
    authority,
    trusted,
    note: over,
    token: stamp.token
  }
  return time
})

/** Events of a ledger's own stream, in order, with their positions; `checkpoints` are those of them that are signed rightly. */
export const timestamped = Effect.fnUntraced(function* (
  check: CheckToken,
  checkpoints: Attested["checkpoints"],
  events: ReadonlyArray<{ readonly position: number; readonly event: FactsOf<typeof attestationEvents> }>
) {
  const findings: Array<AttestationFinding> = []
  const times: Array<CheckedTimestamp> = []
  for (const { position, event } of events) {
    if (event._tag !== "CheckpointTimestamped") continue
    const result = yield* Effect.result(checked(check, checkpoints, position, event))
    if (Result.isSuccess(result)) times.push(result.success)
    else findings.push({ _tag: "TimestampFails", position, at: result.failure.at })
  }
  return { findings, times }
})
