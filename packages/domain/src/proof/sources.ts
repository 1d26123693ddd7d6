// The sources that a ledger's conclusions were read from: what `verify` asks about them.
import { Schema } from "effect"
import { Sha256 } from "../kernel/index.ts"
import type { PrimitivesService, StoredEvent } from "../ledger/index.ts"
import { factsOf } from "./facts.ts"

/** A source without its bytes; `Differs`: what is kept under the hash has another. */
export type SourceStanding =
  | { readonly _tag: "Whole" | "Differs" | "Unknown" }
  | { readonly _tag: "Erased"; readonly position: number }

const namedIn = factsOf(
  // Before version 3 nothing was said of it, and nothing was kept.
  Schema.decodeUnknownOption(Schema.Struct({ source: Sha256, sourceKept: Schema.optionalKey(Schema.Boolean) }))
)

/** The source that the facts of a ConclusionRegistered name, and whether its bytes came with it; null for other facts. */
export const sourceNamed = (
  primitives: PrimitivesService,
  event: Pick<StoredEvent, "facts">
): { readonly source: Sha256; readonly kept: boolean } | null => {
  const named = namedIn(primitives, event)
  return named && { source: named.source, kept: named.sourceKept ?? false }
}
