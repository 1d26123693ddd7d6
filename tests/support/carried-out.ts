// Erasures straight through the port of the store: one event that says what went, in the same append.
import { CommandId, type Erased, EventStore, type LedgerName, nobody, StreamName } from "@ketluan/domain"
import { Effect } from "effect"

let erasures = 0

/** `says` is what the event names, where that is not what goes. */
export const carriedOut = Effect.fnUntraced(function* (ledger: LedgerName, went: Erased, says: Erased = went) {
  erasures += 1
  return yield* (yield* EventStore).append({
    ledger,
    command: {
      id: CommandId.make(`xoa-${erasures}`),
      digest: "0".repeat(64),
      actor: nobody,
      correlationId: null,
      causationId: null
    },
    writes: [
      {
        stream: StreamName.make(`erasure/xoa-${erasures}`),
        expect: { _tag: "NoStream" },
        events: [
          {
            type: "ErasureCarriedOut",
            schemaVersion: 1,
            occurredAt: null,
            classification: "ordinary",
            facts: { by: { body: "van-phong", person: "thu-ky" }, ...says },
            texts: null
          }
        ]
      }
    ],
    guards: [],
    persons: [],
    eraseTexts: went.positions,
    sources: [],
    eraseSources: went.sources,
    erasePersons: went.persons
  })
})
