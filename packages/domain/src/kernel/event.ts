// How an event is declared: facts, which are kept for ever and decide everything, apart from texts, which can be erased.
import type { Schema } from "effect"

/** Fields whose encoded form is JSON, and that need no service to read or write. */
export type JsonFields = { readonly [Name in string]: Schema.ConstraintCodec<unknown, Schema.Json | undefined> }

/** One event of an aggregate: a schema version, `facts` (ids, dates, enums, hashes: all that rules read) and `texts`
 * (free text and quotes). */
export interface EventDeclaration {
  readonly version: number
  readonly facts: JsonFields
  readonly texts: JsonFields
}

export type EventDeclarations = Record<string, EventDeclaration>

/**
 * Declares the events of one aggregate.
 *
 * @example
 * const copyEvents = declareEvents({
 *   CopySent: { version: 1, facts: { channel: Channel }, texts: {} },
 *   CopyRefused: { version: 1, facts: {}, texts: { reason: Words } }
 * })
 */
export const declareEvents = <const D extends EventDeclarations>(declarations: D): D => declarations

type Fields<F extends Schema.Struct.Fields> = Schema.Struct<F>["Type"]

/** The union of the declared events, each `{ _tag, …facts, texts }`. */
export type EventOf<D extends EventDeclarations> = {
  readonly [Tag in keyof D & string]: { readonly _tag: Tag } & Fields<D[Tag]["facts"]> & {
      readonly texts: Fields<D[Tag]["texts"]>
    }
}[keyof D & string]

/** An event without its texts: all that `evolve` may see. */
export type FactsOf<D extends EventDeclarations> = {
  readonly [Tag in keyof D & string]: { readonly _tag: Tag } & Fields<D[Tag]["facts"]>
}[keyof D & string]

/** An event as it is read back: its texts are null once they were erased. */
export type ErasableOf<D extends EventDeclarations> = {
  readonly [Tag in keyof D & string]: { readonly _tag: Tag } & Fields<D[Tag]["facts"]> & {
      readonly texts: Fields<D[Tag]["texts"]> | null
    }
}[keyof D & string]
