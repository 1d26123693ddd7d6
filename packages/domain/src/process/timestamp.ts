// Time from outside: an authority's token over a signed checkpoint becomes part of the ledger, and all after it is younger.
import { Effect } from "effect"
import {
  Attestation,
  type CheckToken,
  CLOCK_TOLERANCE,
  checkpointOf,
  LedgerOrigin,
  type SignedCheckpoint,
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

/** Where a token comes from: asked for the checkpoint that is given, or brought along for whichever it is over. */
export type TokenSource<E, R> =
  | {
      readonly _tag: "Asked"
      readonly size: number | null
      readonly ask: (note: string) => Effect.Effect<Uint8Array, E, R>
    }
  | { readonly _tag: "Brought"; readonly size: number | null; readonly token: Uint8Array }

/**
 * Records a token over a checkpoint after checking it. Fails where its time and that of this machine cannot both be right:
 * once recorded, the ledger would contradict itself for ever.
 */
export const timestampCheckpoint = Effect.fnUntraced(function* <E, R>(
  session: Session,
  check: CheckToken,
  source: TokenSource<E, R>
) {
  const id = LedgerOrigin.make((yield* standingHead(session.ledger)).origin)
  const state = yield* session.load(Attestation, id)
  const wanted = yield* Effect.fromResult(checkpointOf(state, source.size))
  const token = source._tag === "Asked" ? yield* source.ask(wanted.note) : source.token
  const candidates: ReadonlyArray<SignedCheckpoint> =
    source._tag === "Asked"
      ? [wanted]
      : state.checkpoints.filter(({ size }) => source.size === null || size === source.size)
  const { over, accuracy, ...said } = yield* check(
    token,
    candidates.map(({ note }) => note)
  )
  const checkpoint = candidates.find(({ note }) => note === over)
  if (checkpoint === undefined) return yield* new TokenFails({ at: "imprint", reason: "none of these checkpoints" })
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
