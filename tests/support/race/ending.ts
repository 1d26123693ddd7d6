// Reads what a race left behind: the whole ledger, its proof, and its tables as they stand and as a rebuild makes them.
import { primitives } from "@ketluan/adapters/primitives"
import {
  EventStore,
  hex,
  leafHash,
  open,
  type Projection,
  ReadModel,
  root,
  type StoredEvent,
  StoreFailure
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import type { Ending, Entry } from "./log.ts"
import { contentOf, markOf } from "./marks.ts"
import { ledger, raceTables } from "./place.ts"
import { sourcesOf } from "./script.ts"
import { proofOf } from "./whole.ts"

const PAGE = 2000
const REBUILD = 500

const entryOf = (stored: StoredEvent): Entry => {
  const { type, facts, texts, position, stream, version, commandId } = Result.getOrThrow(open(primitives, stored))
  const erased = texts === "erased"
  return {
    position,
    stream,
    version,
    command: commandId,
    ...contentOf({ type, facts, texts: erased ? null : texts }),
    ...(erased ? { texts: "erased" } : {}),
    mark: markOf(stored),
    leafHash: leafHash(primitives.sha256, stored.leaf)
  }
}

const whole = Effect.gen(function* () {
  const store = yield* EventStore
  const all: Array<StoredEvent> = []
  for (;;) {
    const page = yield* store.readLedger(ledger, all.length, PAGE)
    all.push(...page)
    if (page.length < PAGE) return all
  }
})

/** A command that is recorded has all that it brought. */
const missingSources = Effect.fnUntraced(function* (entries: ReadonlyArray<Entry>) {
  const store = yield* EventStore
  const missing: Array<string> = []
  for (const command of new Set(entries.map((entry) => entry.command)))
    for (const { hash, bytes } of sourcesOf(command)) {
      const held = yield* Effect.result(store.source(ledger, hash))
      if (Result.isFailure(held) && held.failure instanceof StoreFailure) return yield* held.failure
      const whole = Result.isSuccess(held) && held.success._tag === "Kept" && held.success.bytes.length === bytes.length
      if (!whole) missing.push(`a source of ${command} is not kept`)
    }
  return missing
})

/** Every version of every row as one text, or why it cannot be read. */
const textOf = Effect.fnUntraced(function* (projection: Projection) {
  const versions = yield* Effect.result((yield* ReadModel).versions(ledger, projection))
  return Result.isSuccess(versions) ? JSON.stringify(versions.success) : JSON.stringify(versions.failure)
})

/** Needs the store to itself. A store without the ledger has no events. */
export const endingOf: Effect.Effect<Ending, StoreFailure, EventStore | ReadModel> = Effect.gen(function* () {
  const store = yield* EventStore
  const tables = yield* ReadModel
  const stored = yield* whole
  const head = yield* store.head(ledger)
  const seen = head === null ? { size: 0, root: "" } : { size: head.frontier.size, root: "" }
  const trusted = head === null ? null : root(primitives.sha256, head.frontier)
  const checkpoints = trusted === null ? [] : [{ size: seen.size, root: trusted }]
  const live = new Map<string, string>()
  for (const projection of raceTables) live.set(projection.name, yield* textOf(projection))
  const rebuilt = yield* Effect.result(tables.rebuild(raceTables, REBUILD))
  if (Result.isFailure(rebuilt) && rebuilt.failure instanceof StoreFailure) return yield* rebuilt.failure
  const pairs: Array<Ending["tables"][number]> = []
  for (const projection of raceTables) {
    const { name } = projection
    pairs.push({ name, live: live.get(name) ?? "", rebuilt: yield* textOf(projection) })
  }
  const entries = stored.map(entryOf)
  return {
    entries,
    head: { size: seen.size, root: hex(trusted ?? primitives.sha256(new Uint8Array())) },
    findings: [...proofOf(stored, { checkpoints }), ...(yield* missingSources(entries))],
    tables: pairs
  }
})
