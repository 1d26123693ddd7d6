// How an event is declared: facts, which are kept for ever and decide everything, apart from texts, which can be erased.
import { Schema } from "effect"

/**
 * Declares the events of one aggregate. Each event has a schema version, `facts` (ids, dates, enums, hashes: all that
 * rules read) and `texts` (free text and quotes, which an erasure may remove).
 *
 * @example
 * const CopyEvent = events({
 *   CopySent: { version: 1, facts: { channel: Channel }, texts: {} },
 *   CopyRefused: { version: 1, facts: {}, texts: { reason: Text } }
 * })
 */
export const events = <const D extends Record<string, EventDeclaration>>(declarations: D): EventDeclarations<D> =>
  declarations

export interface EventDeclaration {
  readonly version: number
  readonly facts: Schema.Struct.Fields
  readonly texts: Schema.Struct.Fields
}

export type EventDeclarations<D extends Record<string, EventDeclaration>> = D

type Fields<F extends Schema.Struct.Fields> = Schema.Struct<F>["Type"]

/** The union of the declared events, each `{ _tag, …facts, texts }`. */
export type EventOf<D extends Record<string, EventDeclaration>> = {
  readonly [Tag in keyof D & string]: { readonly _tag: Tag } & Fields<D[Tag]["facts"]> & {
      readonly texts: Fields<D[Tag]["texts"]>
    }
}[keyof D & string]

/** An event without its texts: all that `evolve` may see. */
export type Facts<Event> = Event extends unknown ? Omit<Event, "texts"> : never
