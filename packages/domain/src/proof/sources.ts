// How a store holds the sources that a ledger's conclusions were read from: what `verify` asks about them.
import { Effect, Option, Result, Schema } from "effect"
import { Sha256 } from "../kernel/index.ts"
import { EventStore, type LedgerName, Primitives, type PrimitivesService, type StoredEvent } from "../ledger/index.ts"

/** A source without its bytes; `Differs`: what is kept under the hash has another. */
export type SourceStanding =
  | { readonly _tag: "Whole" | "Differs" | "Unknown" }
  | { readonly _tag: "Erased"; readonly position: number }

const decode = Schema.decodeUnknownOption(
  // Before version 3 nothing was said of it, and nothing was kept.
  Schema.Struct({ source: Sha256, sourceKept: Schema.optionalKey(Schema.Boolean) })
)

/** The source that the facts of a ConclusionRegistered name, and whether its bytes came with it; null for other facts. */
export const sourceNamed = (
  { parse }: PrimitivesService,
  { facts }: StoredEvent
): { readonly source: Sha256; readonly kept: boolean } | null => {
  const value = Result.getSuccess(Result.try(() => parse(facts.bytes)))
  const named = Option.getOrNull(Option.flatMap(value, (found) => decode(found)))
  return named && { source: named.source, kept: named.sourceKept ?? false }
}

/**
 * How the store holds each source that these events name, for `verify`. Sources are read one after the other, so that the
 * bytes of one are in memory at a time.
 */
export const sourceStandings = Effect.fnUntraced(function* (ledger: LedgerName, events: Iterable<StoredEvent>) {
  const store = yield* EventStore
  const primitives = yield* Primitives
  const standings = new Map<Sha256, SourceStanding>()
  for (const event of events) {
    const hash = sourceNamed(primitives, event)?.source
    if (hash === undefined || standings.has(hash)) continue
    const standing = yield* store.source(ledger, hash).pipe(
      Effect.map((held): SourceStanding => (held._tag === "Kept" ? { _tag: "Whole" } : held)),
      Effect.catchTag("SourceDiffers", () => Effect.succeed<SourceStanding>({ _tag: "Differs" }))
    )
    standings.set(hash, standing)
  }
  return standings
})
