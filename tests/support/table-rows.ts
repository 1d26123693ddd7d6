// Recorded events without a store, and the rows that the shipped tables make of them, event by event.
import {
  addDays,
  CivilDate,
  type Columns,
  catalogue,
  codec,
  type EventOf,
  foldRow,
  Instant,
  nobody,
  type Projection,
  type RecordedEvent,
  type RowOf,
  StreamName
} from "@ketluan/domain"
import { expect } from "vitest"

export type AnyEvent = EventOf<typeof catalogue>

const { encode } = codec(catalogue)
const firstDay = CivilDate.make("2024-03-08")

/** The events of one stream: the first on 2024-03-08 at position 10, each of the others a day later. */
export const recorded = (stream: string, ...events: ReadonlyArray<AnyEvent>): ReadonlyArray<RecordedEvent> =>
  events.map((event, index) => {
    const on = addDays(firstDay, index)
    return {
      ...encode(event, { occurredAt: on, classification: "ordinary" }),
      occurredAt: on,
      position: 10 + index,
      stream: StreamName.make(stream),
      version: 1 + index,
      eventId: `su-kien-${index}`,
      recordedAt: Instant.make("2024-12-31T03:00:00.000Z"),
      actor: nobody,
      commandId: `lenh-${index}`,
      commandDigest: "",
      correlationId: null,
      causationId: null
    }
  })

/** The same events after their texts were erased. */
export const erased = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> =>
  events.map((event) => ({ ...event, texts: event.texts === null ? null : "erased" }))

/** Expects the whole row after each event: the first one as it is told, each of the others changed only as it is told. */
export const follows = <C extends Columns>(
  table: Projection<C>,
  id: string,
  past: ReadonlyArray<RecordedEvent>,
  first: RowOf<C>,
  ...changes: ReadonlyArray<Partial<RowOf<C>>>
): void => {
  expect(past).toHaveLength(1 + changes.length)
  let row: RowOf<C> = first
  expect(foldRow(table, past.slice(0, 1), id)).toEqual(row)
  for (const [index, change] of changes.entries()) {
    row = { ...row, ...change }
    expect(foldRow(table, past.slice(0, index + 2), id)).toEqual(row)
  }
}

/** Expects that an event touches these rows, and makes none where there was none. */
export const makesNone = (table: Projection, ids: ReadonlyArray<string>, past: ReadonlyArray<RecordedEvent>): void => {
  for (const event of past) {
    expect([event.type, table.keys(event)]).toEqual([event.type, ids])
    for (const id of ids) expect([event.type, table.evolve(null, event, id)]).toEqual([event.type, null])
  }
}

/** Expects that an event touches no row, and would leave one as it is. */
export const passesBy = (table: Projection, past: ReadonlyArray<RecordedEvent>): void => {
  const row = { untouched: 1 }
  for (const event of past) {
    expect([event.type, table.keys(event)]).toEqual([event.type, []])
    expect(table.evolve(row, event, "hang")).toBe(row)
  }
}
