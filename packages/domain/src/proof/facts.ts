// The facts of single events that a proof has to know.
import { Option, Result } from "effect"
import type { PrimitivesService, StoredEvent } from "../ledger/index.ts"

/** Reads facts of one shape; null for others. */
export const factsOf =
  <A>(decode: (value: unknown) => Option.Option<A>) =>
  ({ parse }: PrimitivesService, { facts }: Pick<StoredEvent, "facts">): A | null =>
    Option.getOrNull(Option.flatMap(Result.getSuccess(Result.try(() => parse(facts.bytes))), decode))
