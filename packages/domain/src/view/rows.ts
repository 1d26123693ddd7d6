// The rows that views are made of, and the lists that some of their columns hold.
import { Schema } from "effect"
import { Extent } from "../body/index.ts"
import { Addressee, Link } from "../directive/index.ts"
import { Actor, BodyId, CivilDate, DecidedOn, ReadingDecision } from "../kernel/index.ts"
import { parseJson } from "../ledger/index.ts"
import type { RowOf, tables } from "../projection/index.ts"

export type TableRow<T extends keyof typeof tables> = RowOf<(typeof tables)[T]["columns"]> & { readonly id: string }

/** A list in a row, which is JSON. */
export const listOf = <A>(item: Schema.Codec<A, unknown>): ((text: string) => ReadonlyArray<A>) => {
  const decode = Schema.decodeUnknownSync(Schema.Array(item))
  return (text) => decode(parseJson(text))
}

/** A successor as the table of bodies holds it. */
export const successorsIn = listOf(
  Schema.Struct({ body: BodyId, from: CivilDate, extent: Extent, scope: Schema.NullOr(Schema.String) })
)

export const addresseesIn = listOf(Addressee)
export const linksIn = listOf(Link)
export const textsIn = listOf(Schema.String)
export const slotsIn = listOf(Schema.Int)

/** What somebody decided on a reader's proposal, as the tables hold it. */
export const decidedIn = Schema.decodeSync(Schema.fromJsonString(Schema.Struct({ ...DecidedOn.fields, by: Actor })))
export const decisionsIn = Schema.decodeSync(
  Schema.fromJsonString(Schema.Struct({ decisions: Schema.Array(ReadingDecision), by: Actor }))
)
