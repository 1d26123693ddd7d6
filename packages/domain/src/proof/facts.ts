// The facts of single events that a proof has to know.
import { Option, Result } from "effect"
import type { Part, PrimitivesService, StoredEvent } from "../ledger/index.ts"

type Decode<A> = (value: unknown) => Option.Option<A>

/** Reads a stored part of one shape; null for others. */
export const readPart = <A>({ parse }: PrimitivesService, { bytes }: Part, decode: Decode<A>): A | null =>
  Option.getOrNull(Option.flatMap(Result.getSuccess(Result.try(() => parse(bytes))), decode))

/** Reads facts of one shape; null for others. */
export const factsOf =
  <A>(decode: Decode<A>) =>
  (primitives: PrimitivesService, { facts }: Pick<StoredEvent, "facts">): A | null =>
    readPart(primitives, facts, decode)
