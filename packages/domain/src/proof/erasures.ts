// What a ledger's erasures say is gone.
import { Schema } from "effect"
import { erasureEvents } from "../erasure/index.ts"
import type { Erased, PrimitivesService, StoredEvent } from "../ledger/index.ts"
import { factsOf } from "./facts.ts"

/** What went with an ErasureCarriedOut, as its facts say; null for other facts. */
export const erasureCarriedOut: (primitives: PrimitivesService, event: Pick<StoredEvent, "facts">) => Erased | null =
  factsOf(Schema.decodeUnknownOption(Schema.Struct(erasureEvents.ErasureCarriedOut.facts)))
