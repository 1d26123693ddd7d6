// Everything that a store of notes answers, as one text; and whether each answer follows from the others.
import { primitives } from "@ketluan/adapters/primitives"
import { testProjections } from "@ketluan/adapters/testkit"
import {
  CommandId,
  EventStore,
  Leaf,
  type LedgerName,
  ReadModel,
  root,
  type StoredEvent,
  StreamName,
  type Trusted,
  verify
} from "@ketluan/domain"
import { Effect, Result, Schema } from "effect"

const readLeaf = Schema.decodeUnknownSync(Leaf)

/** What the tables, heads and answers of a ledger say, beside its events. */
export const answersOf = Effect.fnUntraced(function* (ledger: LedgerName, events: ReadonlyArray<StoredEvent>) {
  const store = yield* EventStore
  const tables = yield* ReadModel
  const leaves = events.map(({ leaf }) => readLeaf(primitives.parse(leaf)))
  const streams = [...new Set(leaves.map(({ stream }) => stream))].sort()
  const commands = [...new Set(leaves.map(({ commandId }) => commandId))].sort()
  const head = yield* store.head(ledger)
  const byStream: Array<unknown> = []
  for (const stream of streams)
    byStream.push([stream, (yield* store.readStream(ledger, StreamName.make(stream))).map(({ position }) => position)])
  const answers: Array<unknown> = []
  for (const id of commands)
    answers.push([id, yield* store.answered(ledger, { id: CommandId.make(id), digest: "0".repeat(64) })])
  const rows: Array<unknown> = []
  for (const projection of testProjections) rows.push(yield* tables.versions(ledger, projection))
  return JSON.stringify({
    ledgers: yield* store.ledgers,
    head:
      head === null ? null : { ...head, frontier: Buffer.from(root(primitives.sha256, head.frontier)).toString("hex") },
    size: head?.frontier.size,
    byStream,
    answers,
    rows
  })
})

/**
 * What the proof finds in events whose texts were erased through the port alone, as racers and these tests do, with no event that
 * says so: that they are gone is no finding here, where other checks hold it against what was asked.
 */
export const proofOf = (events: ReadonlyArray<StoredEvent>, trusted: Trusted): ReadonlyArray<string> =>
  verify(primitives, events, trusted)
    .filter(({ _tag }) => _tag !== "TextsMissing")
    .map((finding) => JSON.stringify(finding))

/** What the proof finds in a ledger's stored events, against its own head or one that was kept elsewhere. */
export const findingsOf = (
  events: ReadonlyArray<StoredEvent>,
  kept: { readonly size: number; readonly root: Uint8Array } | null
): ReadonlyArray<string> =>
  Result.getOrElse(
    Result.try(() => proofOf(events, { checkpoints: kept === null ? [] : [kept] })),
    () => ["unreadable"]
  )
