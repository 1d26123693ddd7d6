// The small words that cases are written in: appends, events and names.
import {
  type Append,
  CivilDate,
  CommandId,
  type Expectation,
  LedgerName,
  type NewEvent,
  nobody,
  open,
  type RecordedEvent,
  type StoredEvent,
  StreamName,
  type Write
} from "@ketluan/domain"
import { Result } from "effect"
import { primitives } from "../primitives/index.ts"

export const ledger = LedgerName.make("van-phong")
export const otherLedger = LedgerName.make("ban-to-chuc")
export const day = (text: string): CivilDate => CivilDate.make(text)
export const stream = (id: string | number): StreamName => StreamName.make(`note/${id}`)
export const digestOf = (content: string): string => content.padStart(64, "0")

/** An event that the `notes` table counts. */
export const noted = (change: Partial<NewEvent> = {}): NewEvent => ({
  type: "Noted",
  schemaVersion: 1,
  occurredAt: null,
  classification: "ordinary",
  facts: { weight: 1 },
  texts: { words: "đã ghi" },
  ...change
})

export const exactly = (version: number): Expectation => ({ _tag: "Exactly", version })
export const noStream: Expectation = { _tag: "NoStream" }
export const anyVersion: Expectation = { _tag: "Any" }

export const write = (to: StreamName, change: Partial<Write> = {}): Write => ({
  stream: to,
  expect: anyVersion,
  events: [noted()],
  ...change
})

let commands = 0

/** An append with a command id of its own, to `writes`. */
export const appending = (writes: ReadonlyArray<Write>, change: Partial<Append> = {}): Append => {
  commands += 1
  return {
    ledger,
    command: {
      id: CommandId.make(`command-${commands}`),
      digest: digestOf("a"),
      actor: nobody,
      correlationId: null,
      causationId: null
    },
    writes,
    guards: [],
    persons: [],
    eraseTexts: [],
    sources: [],
    eraseSources: [],
    erasePersons: [],
    ...change
  }
}

/** Reads stored events; what cannot be read fails the case. */
export const opened = (events: ReadonlyArray<StoredEvent>) =>
  events.map((event) => Result.getOrThrow(open(primitives, event)))

/** The stored bytes as text, to search them. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Whole numbers from `from` on. */
export const upTo = (count: number, from: number): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, index) => from + index)

/** The events that an append wrote, without the one that opens a ledger. */
export const writtenBy = ({ command }: Append, events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> =>
  events.filter(({ commandId, type }) => commandId === command.id && type !== "LedgerOpened")
