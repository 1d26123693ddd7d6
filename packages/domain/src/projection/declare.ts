// How our own tables are declared: over typed events, with the row's stream at hand.
import { Result, Schema } from "effect"
import { type LedgerEvent, readEvent } from "../catalogue.ts"
import type { RecordedEvent } from "../ledger/index.ts"
import type { Columns, Projection, RowOf } from "./projection.ts"

/** An event where it stands: when, by whom, and the id of the aggregate whose stream it is in. */
export interface Placed {
  readonly event: LedgerEvent
  readonly at: RecordedEvent
  readonly aggregate: string
}

export interface Declared<C extends Columns> extends Pick<Projection<C>, "name" | "version" | "columns" | "once"> {
  readonly indexed: ReadonlyArray<(keyof C & string) | ReadonlyArray<keyof C & string>>
  readonly ordered?: ReadonlyArray<ReadonlyArray<keyof C & string>>
  readonly keys: (placed: Placed) => ReadonlyArray<string>
  readonly evolve: (row: RowOf<C> | null, placed: Placed, id: string) => RowOf<C> | null
}

const place = (at: RecordedEvent): Placed => ({
  event: Result.getOrThrow(readEvent(at)),
  at,
  aggregate: at.stream.slice(at.stream.indexOf("/") + 1)
})

export const declareProjection = <const C extends Columns>(declared: Declared<C>): Projection<C> => ({
  ...declared,
  keys: (at) => declared.keys(place(at)),
  evolve: (row, at, id) => declared.evolve(row, place(at), id)
})

/** Lists and records in a row are JSON with the keys in the order they are written here. */
export const json = (value: unknown): string => JSON.stringify(value)

const readList = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(Schema.Json)))

/** A list in a row, to be written back with more in it. */
export const listIn = (text: string): ReadonlyArray<Schema.Json> => readList(text)
