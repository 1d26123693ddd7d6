// How a store holds the sources that a ledger's conclusions were read from: what `verify` asks about them.
import { Effect, Option, Result, Schema } from "effect"
import { Sha256 } from "../kernel/index.ts"
import { EventStore, type LedgerName, type PrimitivesService, type StoredEvent } from "../ledger/index.ts"

/** A source without its bytes; `Differs`: what is kept under the hash has another. */
export type SourceStanding =
  | { readonly _tag: "Whole" | "Differs" | "Unknown" }
  | { readonly _tag: "Erased"; readonly position: number }

const decode = Schema.decodeUnknownOption(
  // Before version 3 nothing was said of it, and nothing was kept.
  Schema.Struct({ source: Sha256, sourceKept: Schema.optionalKey(Schema.Boolean) })
)

/** The source that a ConclusionRegistered names, and whether its bytes were kept with it; null where its facts say neither. */
export const sourceNamed = ({ parse }: PrimitivesService, { facts }: StoredEvent) => {
  const named = Option.getOrNull(
    Option.flatMap(Result.getSuccess(Result.try(() => parse(facts.bytes))), (value) => decode(value))
  )
  return named && { source: named.source, kept: named.sourceKept ?? false }
}

/** Looks at the sources one after the other, so that the bytes of one are in memory at a time. */
export const sourceStandings = Effect.fnUntraced(function* (ledger: LedgerName, hashes: Iterable<Sha256>) {
  const store = yield* EventStore
  const standings = new Map<Sha256, SourceStanding>()
  for (const hash of hashes) {
    const standing = yield* store.source(ledger, hash).pipe(
      Effect.map((held): SourceStanding => (held._tag === "Kept" ? { _tag: "Whole" } : held)),
      Effect.catchTag("SourceDiffers", () => Effect.succeed<SourceStanding>({ _tag: "Differs" }))
    )
    standings.set(hash, standing)
  }
  return standings
})
