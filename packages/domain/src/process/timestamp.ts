// Time from outside: an authority's token over a signed checkpoint becomes part of the ledger, and all after it is younger.
import { Effect } from "effect"
import {
  Attestation,
  type CheckToken,
  CLOCK_TOLERANCE,
  checkpointOf,
  LedgerOrigin,
  TokenFails
} from "../attestation/index.ts"
import { type Instant, millisOf } from "../kernel/index.ts"
import { type LedgerName, load, type Session } from "../ledger/index.ts"
import { toBase64 } from "../proof/index.ts"
import { standingHead } from "./attest.ts"

/** The checkpoint over the first `size` events that a token may be asked for; the newest where `size` is null. */
export const checkpointToStamp = Effect.fnUntraced(function* (ledger: LedgerName, size: number | null) {
  const { origin } = yield* standingHead(ledger)
  const { state } = yield* load(ledger, Attestation, LedgerOrigin.make(origin))
  return yield* Effect.fromResult(checkpointOf(state, size))
})

export interface TokenSource<E, R> {
  /** The number of events that the checkpoint counts; the newest where it is null. */
  readonly size: number | null
  /** Whether the token was brought along, and may be over any checkpoint of that size, or of any size. */
  readonly isBrought: boolean
  /** The token over this signed note; of an unknown one where it was brought along. */
  readonly token: (note: string) => Effect.Effect<Uint8Array, E, R>
}

/**
 * Records a token over a checkpoint after checking it. Fails where its time and that of this machine cannot both be right:
 * once recorded, the ledger would contradict itself for ever.
 */
export const timestampCheckpoint = Effect.fnUntraced(function* <E, R>(
  session: Session,
  check: CheckToken,
  { size: wanted, isBrought, token: obtain }: TokenSource<E, R>
) {
  const id = LedgerOrigin.make((yield* standingHead(session.ledger)).origin)
  const state = yield* session.load(Attestation, id)
  const chosen = yield* Effect.fromResult(checkpointOf(state, wanted))
  const token = yield* obtain(chosen.note)
  const candidates = isBrought ? state.checkpoints.filter(({ size }) => size === (wanted ?? size)) : [chosen]
  const { over, accuracy, ...said } = yield* check(
    token,
    candidates.map(({ note }) => note)
  )
  const checkpoint = candidates.find(({ note }) => note === over)
  if (checkpoint === undefined) return yield* new TokenFails({ at: "imprint", reason: "" })
  const { generatedAt, authority, algorithm, trusted } = said
  const { size, root, note } = checkpoint

  const signings = (yield* session.recorded(Attestation, id)).filter(({ type }) => type === "CheckpointSigned")
  const signed = signings[state.checkpoints.indexOf(checkpoint)]
  const slack = accuracy + CLOCK_TOLERANCE
  const differs = (earlier: Instant, later: Instant) => millisOf(earlier) - slack > millisOf(later)
  if ((signed !== undefined && differs(signed.recordedAt, generatedAt)) || differs(generatedAt, session.now))
    return yield* new TokenFails({ at: "clock", reason: `${generatedAt}, and here ${session.now}` })

  const stamp = { size, root, token: toBase64(token), generatedAt, authority, algorithm }
  yield* session.run(Attestation, id, { _tag: "RecordTimestamp", ...stamp }, null)
  return { ...stamp, note, trusted }
})
