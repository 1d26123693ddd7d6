// Making receipts: that an event is recorded, for somebody who has neither the ledger nor this program.
import { Effect, Result, Schema } from "effect"
import { Attestation, LedgerOrigin, type SignedCheckpoint } from "../attestation/index.ts"
import { EventStore, type LedgerName, load } from "../ledger/index.ts"
import { inclusionRanges, parseCheckpoint, parseNote, rereadTree, type TlogProof } from "../proof/index.ts"
import { standingHead } from "./attest.ts"

/** No signed checkpoint counts the event yet: sign one first. */
export class NoCheckpoint extends Schema.TaggedError<NoCheckpoint>()("NoCheckpoint", { position: Schema.Int }) {}

/** The ledger has no event there, or none of that command. */
export class EventUnknown extends Schema.TaggedError<EventUnknown>()("EventUnknown", { what: Schema.String }) {}

const BATCH = 1000

/**
 * The position of a command's first event, whose leaf vouches for the whole command: it holds the command's salted digest, and
 * a command is recorded as a whole or not at all. Reads the ledger from its beginning.
 */
export const positionOfCommand = Effect.fnUntraced(function* (ledger: LedgerName, command: string) {
  const store = yield* EventStore
  for (let from = 0; ; from += BATCH) {
    const events = yield* store.recorded(ledger, { from, limit: BATCH })
    const found = events.find(({ commandId, type }) => commandId === command && type !== "LedgerOpened")
    if (found !== undefined) return found.position
    if (events.length < BATCH) return yield* new EventUnknown({ what: command })
  }
})

/** Whether somebody besides the ledger signed it. */
const isCosigned = ({ note }: SignedCheckpoint): boolean =>
  Result.match(parseNote(note), { onFailure: () => false, onSuccess: ({ signatures }) => signatures.length > 1 })

/**
 * The receipt of the event at a position, and its leaf: the proof leads to the first recorded checkpoint that counts the event,
 * or to the first that a witness cosigned. The stored leaves are read back and held against that checkpoint.
 */
export const receiptFor = Effect.fnUntraced(function* (ledger: LedgerName, position: number) {
  const { origin } = yield* standingHead(ledger)
  const [event] = yield* (yield* EventStore).readLedger(ledger, position, 1)
  if (event?.position !== position) return yield* new EventUnknown({ what: String(position) })
  const { state } = yield* load(ledger, Attestation, LedgerOrigin.make(origin))
  const counting = state.checkpoints.filter(({ size }) => size > position)
  const chosen = counting.find(isCosigned) ?? counting[0]
  if (chosen === undefined) return yield* new NoCheckpoint({ position })
  const checkpoint = yield* Effect.fromResult(parseCheckpoint(chosen.note))
  const { size } = chosen
  const roots = yield* rereadTree(
    ledger,
    { size, root: checkpoint.head.root },
    { ranges: inclusionRanges(position, size) }
  )
  const receipt: TlogProof = { extra: null, index: BigInt(position), proof: roots, checkpoint }
  return { receipt, leaf: event.leaf }
})
