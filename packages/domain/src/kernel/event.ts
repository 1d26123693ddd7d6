// How an event is declared: facts, which are kept for ever and decide everything, apart from texts, which can be erased.
import type { Schema } from "effect"

/** Fields whose encoded form is JSON, and that need no service to read or write. */
export type JsonFields = { readonly [Name in string]: Schema.ConstraintCodec<unknown, Schema.Json | undefined> }

/** What is stored of one event; `texts` is null where the type has none, or they were erased. */
export interface Payload {
  readonly facts: { readonly [name: string]: Schema.Json }
  readonly texts: { readonly [name: string]: Schema.Json } | null
}

/** From one version of an event's payload to the next; total on what that version could hold. */
export type Upcast = (payload: Payload) => Payload

/** For a version that only added facts and texts: what they are in an event from before. Erased texts stay erased. */
export const added =
  (facts: Payload["facts"], texts: NonNullable<Payload["texts"]> = {}): Upcast =>
  (before) => ({ facts: { ...before.facts, ...facts }, texts: before.texts && { ...before.texts, ...texts } })

/**
 * One event of an aggregate: a schema version, `facts` (ids, dates, enums, hashes: all that rules read) and `texts`
 * (free text and quotes). `upcasts` lead from version 1 to 2, from 2 to 3 and so on up to `version`: stored events stay
 * as they are, and are read as if written today [56].
 */
export interface EventDeclaration {
  readonly version: number
  readonly facts: JsonFields
  readonly texts: JsonFields
  readonly upcasts?: ReadonlyArray<Upcast>
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
