// A read model: one table, and how each of its rows follows from events. Pure; an adapter only stores the row changes.
import type { RecordedEvent } from "../ledger/index.ts"

/** A row holds text, integers and nulls only, so that every store keeps it alike; `?` marks a column that may be null. */
export type ColumnType = "text" | "integer" | "text?" | "integer?"
export type Columns = { readonly [name: string]: ColumnType }

type CellOf<T extends ColumnType> = {
  readonly text: string
  readonly integer: number
  readonly "text?": string | null
  readonly "integer?": number | null
}[T]

export type RowOf<C extends Columns> = { readonly [Name in keyof C]: CellOf<C[Name]> }
export type Cell = string | number | null
export type Row = { readonly [name: string]: Cell }

/**
 * One table. Every row is changed by the events of one stream only, so that it can be versioned and rebuilt alone; what
 * spans streams is joined when read. Each table has, beside its columns, the row's key `id`.
 */
export interface Projection<C extends Columns = Columns> {
  /** The SQL name of the table, snake_case. */
  readonly name: string
  /** Raised when `columns`, `keys` or `evolve` change their meaning; a newer version rebuilds before reading. */
  readonly version: number
  readonly columns: C
  /** Columns that readers filter by, alone or several together; adapters index the current rows by them. */
  readonly indexed: ReadonlyArray<string | ReadonlyArray<string>>
  /**
   * What readers page through: columns with one value each, then the one that orders the list. Adapters index them over the
   * current rows and over what is over, so that such a list is as quick at any moment of the past; each costs every
   * version of a row that is over two entries, and nothing where the last column is null: who pages by one that may be null
   * gives a range of it.
   */
  readonly ordered?: ReadonlyArray<ReadonlyArray<string>>
  /** True where no two events have a row in common, as in a list of events: then no row is looked up before. */
  readonly once?: boolean
  /** The ids of the rows that an event changes; none for most events. May throw, as `evolve`. */
  keys(event: RecordedEvent): ReadonlyArray<string>
  /** The row after the event; null where there is none. Throwing stops this projection at the event, and skips nothing. */
  evolve(row: RowOf<C> | null, event: RecordedEvent, id: string): RowOf<C> | null
}

/** One version of a row: what it was from (position, day) on, until (nextPosition, nextDay); both times only rise. */
export interface RowVersion {
  readonly id: string
  /** The event that made it. */
  readonly position: number
  /** The civil day at +07:00 on which that event happened. */
  readonly day: string
  readonly nextPosition: number | null
  readonly nextDay: string | null
  /** The stream that the row belongs to. */
  readonly stream: string
  /** Null where that event removed the row. */
  readonly row: Row | null
}

/** The row after a whole history; null where there is none. Throws as `evolve` does. */
export const foldRow = <C extends Columns>(
  projection: Projection<C>,
  events: ReadonlyArray<RecordedEvent>,
  id: string
): RowOf<C> | null =>
  events
    .filter((event) => projection.keys(event).includes(id))
    .reduce<RowOf<C> | null>((row, event) => projection.evolve(row, event, id), null)
