// One plain event after the other, for tests to which its content is all the same.
import {
  CommandId,
  EventStore,
  LedgerName,
  nobody,
  type PersonId,
  type Sha256,
  type Source,
  StreamName,
  type VaultEntry
} from "@ketluan/domain"
import { Effect, type Schema } from "effect"

export const ledger = LedgerName.make("van-phong")
export const noteStream = StreamName.make("note/a")

let commands = 0

export interface Note {
  readonly type?: string
  readonly words?: string
  readonly facts?: Schema.Json
  readonly eraseTexts?: ReadonlyArray<number>
  readonly sources?: ReadonlyArray<Source>
  readonly eraseSources?: ReadonlyArray<Sha256>
  readonly persons?: ReadonlyArray<VaultEntry>
  readonly erasePersons?: ReadonlyArray<PersonId>
}

/** Appends one event to `note/a`. */
export const appendOne = Effect.fnUntraced(function* ({
  type = "Noted",
  words = "một",
  facts = {},
  eraseTexts = [],
  sources = [],
  eraseSources = [],
  persons = [],
  erasePersons = []
}: Note = {}) {
  commands += 1
  return yield* (yield* EventStore).append({
    ledger,
    command: {
      id: CommandId.make(`note-${commands}`),
      digest: "0".repeat(64),
      actor: nobody,
      correlationId: null,
      causationId: null
    },
    writes: [
      {
        stream: noteStream,
        expect: { _tag: "Any" },
        events: [{ type, schemaVersion: 1, occurredAt: null, classification: "ordinary", facts, texts: { words } }]
      }
    ],
    guards: [],
    persons,
    eraseTexts,
    sources,
    eraseSources,
    erasePersons
  })
})
