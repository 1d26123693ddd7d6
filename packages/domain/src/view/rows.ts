// The rows that views are made of, and the lists that some of their columns hold.
import { Schema } from "effect"
import { Extent } from "../body/index.ts"
import { Addressee } from "../directive/index.ts"
import { Actor, BodyId, CivilDate, DecidedOn, ReadingDecision } from "../kernel/index.ts"
import type { RowOf, tables } from "../projection/index.ts"

export type TableRow<T extends keyof typeof tables> = RowOf<(typeof tables)[T]["columns"]> & { readonly id: string }

const list = <A>(item: Schema.Codec<A, unknown>) => Schema.decodeSync(Schema.fromJsonString(Schema.Array(item)))

/** A successor as the table of bodies holds it. */
export const successorsIn = list(
  Schema.Struct({ body: BodyId, from: CivilDate, extent: Extent, scope: Schema.NullOr(Schema.String) })
)

export const addresseesIn = list(Addressee)
export const textsIn = list(Schema.String)
export const slotsIn = list(Schema.Int)

/** What somebody decided on a reader's proposal, as the tables hold it. */
export const decidedIn = Schema.decodeSync(Schema.fromJsonString(Schema.Struct({ ...DecidedOn.fields, by: Actor })))
export const decisionsIn = Schema.decodeSync(
  Schema.fromJsonString(Schema.Struct({ decisions: Schema.Array(ReadingDecision), by: Actor }))
)
