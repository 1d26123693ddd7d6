// A ledger's keys and checkpoints: adopting a key, and signing what is stored after reading all of it back.
import { Effect, Result, Schema } from "effect"
import { Attestation, LedgerOrigin, mustSpeak, type SignedCheckpoint, signAdoption } from "../attestation/index.ts"
import { Sha256 } from "../kernel/index.ts"
import { EventStore, hex, type LedgerName, Primitives, type Session, type StoreFailure } from "../ledger/index.ts"
import {
  consistencyRanges,
  formatAddCheckpoint,
  formatNote,
  formatTreeHead,
  formatVerifierKey,
  fromHex,
  type Note,
  numberSize,
  originLine,
  parseCheckpoint,
  parseNote,
  parseSignatures,
  parseSize,
  rereadTree,
  root,
  type Signature,
  type SignedTreeHead,
  type SigningKey,
  type SigningPlatform,
  type StoredTreeDiffers,
  signText,
  type VerifierKey,
  verifyNote
} from "../proof/index.ts"

/** The ledger has no event yet, and so nothing to sign. */
export class NothingRecorded extends Schema.TaggedError<NothingRecorded>()("NothingRecorded", {}) {}

/** Where a ledger stands; fails where it does not exist. */
export const standingHead = Effect.fnUntraced(function* (ledger: LedgerName) {
  const head = yield* (yield* EventStore).head(ledger)
  return head ?? (yield* new NothingRecorded())
})

/** Makes a key speak for the ledger. `previous` signs too; null only where no key spoke before. */
export const adoptKey = Effect.fnUntraced(function* (
  session: Session,
  platform: SigningPlatform,
  previous: SigningKey | null,
  next: SigningKey
) {
  const id = LedgerOrigin.make((yield* standingHead(session.ledger)).origin)
  const state = yield* session.load(Attestation, id)
  if (previous !== null) yield* Effect.fromResult(mustSpeak(state, formatVerifierKey(previous)))
  else if (state.keys.length > 0) yield* Effect.fromResult(mustSpeak(state, formatVerifierKey(next)))
  yield* session.run(Attestation, id, { _tag: "AdoptKey", ...signAdoption(platform, id, previous, next) }, null)
})

/** A witness of which this ledger knows the key, and how to ask it: the body of an add-checkpoint request, answered. */
export interface Witness<E, R> {
  readonly key: VerifierKey
  readonly ask: (body: string) => Effect.Effect<{ readonly status: number; readonly body: string }, E, R>
}

/** The witness did not cosign. `status` is that of HTTP; 200 where its answer holds no cosignature by its key. */
export class WitnessRefused extends Schema.TaggedError<WitnessRefused>()("WitnessRefused", {
  status: Schema.Int,
  reason: Schema.String
}) {}

/** The witness saw more events of this ledger than there are: some were lost, or this is an older copy. */
export class WitnessSawMore extends Schema.TaggedError<WitnessSawMore>()("WitnessSawMore", {
  seen: Schema.String,
  size: Schema.Int
}) {}

const isBy = (key: VerifierKey) => (signature: Signature) => signature.name === key.name && signature.id === key.id

/** The size of the newest checkpoint that carries a cosignature of this key; 0 where none does. */
const lastCosigned = (checkpoints: ReadonlyArray<SignedCheckpoint>, key: VerifierKey): number =>
  checkpoints.findLast(({ note }) =>
    Result.match(parseNote(note), {
      onFailure: () => false,
      onSuccess: ({ signatures }) => signatures.some(isBy(key))
    })
  )?.size ?? 0

const cosignatures = (
  platform: SigningPlatform,
  key: VerifierKey,
  text: string,
  body: string
): ReadonlyArray<Signature> => {
  const signatures = Result.map(parseSignatures(body), (all) => all.filter(isBy(key)))
  const verified = Result.flatMap(signatures, (own) =>
    Result.map(verifyNote(platform, { text, signatures: own }, [key]), () => own)
  )
  return Result.getOrElse(verified, () => [])
}

/** Asks the witness to cosign a checkpoint, from the size that it is believed to have seen, or says that it has. */
const cosign = Effect.fnUntraced(function* <E, R>(
  platform: SigningPlatform,
  { key, ask }: Witness<E, R>,
  checkpoint: SignedTreeHead,
  believed: number,
  proofFrom: (
    seen: number
  ) => Effect.Effect<ReadonlyArray<Uint8Array>, StoreFailure | StoredTreeDiffers, EventStore | Primitives>
) {
  const {
    head: { size },
    note: { text }
  } = checkpoint
  const asking = (from: number) =>
    Effect.flatMap(proofFrom(from), (proof) => ask(formatAddCheckpoint({ oldSize: BigInt(from), proof, checkpoint })))
  const first = yield* asking(believed)
  const stale = first.status === 409 ? parseSize(first.body.trimEnd()) : undefined
  const from = stale === undefined ? undefined : numberSize(stale)
  if (stale !== undefined && stale > size) return yield* new WitnessSawMore({ seen: String(stale), size: Number(size) })
  const answer = from === undefined ? first : yield* asking(from)
  const found = answer.status === 200 ? cosignatures(platform, key, text, answer.body) : []
  return found.length > 0 ? found : yield* new WitnessRefused({ status: answer.status, reason: answer.body })
})

/**
 * Signs the ledger as it is stored: every leaf is read back, their tree is held against the head and against the last checkpoint
 * that the ledger signed, and only then the key signs. A witness that is given cosigns before the checkpoint is recorded.
 * Where nothing was recorded since the last checkpoint, and no witness is missing on it, that one is the answer, after the same
 * reading, and after the witness was asked whether it still is the newest that it saw.
 */
export const signCheckpoint = Effect.fnUntraced(function* <E, R>(
  session: Session,
  platform: SigningPlatform,
  key: SigningKey,
  witness: Witness<E, R> | null
) {
  const { ledger } = session
  const head = yield* standingHead(ledger)
  const { size } = head.frontier
  const id = LedgerOrigin.make(head.origin)
  const state = yield* session.load(Attestation, id)
  yield* Effect.fromResult(mustSpeak(state, formatVerifierKey(key)))
  const last = state.checkpoints.at(-1)
  const newest = (yield* session.recorded(Attestation, id)).at(-1)
  const seen = witness === null ? 0 : lastCosigned(state.checkpoints, witness.key)
  const nothingNew = newest?.type === "CheckpointSigned" && newest.position === size - 1
  const checkpoints = last === undefined ? [] : [{ size: last.size, root: fromHex(last.root) }]
  const stored = { size, root: root((yield* Primitives).sha256, head.frontier) }
  const isNewest = last !== undefined && nothingNew && (witness === null || seen === last.size)
  const to = isNewest ? last.size : size
  const grown = yield* rereadTree(ledger, stored, { checkpoints, ranges: consistencyRanges(seen, to) })
  const proofFrom = (from: number) =>
    from === seen ? Effect.succeed(grown) : rereadTree(ledger, stored, { ranges: consistencyRanges(from, to) })
  if (isNewest) {
    const checkpoint = yield* Effect.fromResult(parseCheckpoint(last.note))
    if (witness !== null) yield* cosign(platform, witness, checkpoint, seen, proofFrom)
    return last
  }

  const text = formatTreeHead({
    origin: originLine(head.origin),
    size: BigInt(size),
    root: stored.root,
    extensions: []
  })
  const note: Note = { text, signatures: [signText(platform, key, text)] }
  const checkpoint = yield* Effect.fromResult(parseCheckpoint(formatNote(note)))
  const signatures = [
    ...note.signatures,
    ...(witness === null ? [] : yield* cosign(platform, witness, checkpoint, seen, proofFrom))
  ]
  const recorded: SignedCheckpoint = {
    size,
    root: Sha256.make(hex(stored.root)),
    note: formatNote({ text, signatures })
  }
  yield* session.run(Attestation, id, { _tag: "RecordCheckpoint", ...recorded, key: formatVerifierKey(key) }, null)
  return recorded
})
