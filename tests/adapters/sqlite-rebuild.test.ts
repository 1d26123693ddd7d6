// Tables kept append by append, and tables rebuilt by another process: the same versions of the same rows.
import { sqlite } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { CommandId, EventStore, LedgerName, nobody, ReadModel, StreamName } from "@ketluan/domain"
import { Effect } from "effect"
import fc from "fast-check"
import { expect, it } from "vitest"
import { storeChild } from "../support/children.ts"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const ledgers = ["van-phong", "ban-to-chuc"].map((name) => LedgerName.make(name))

const anyAppend = fc.record({
  ledger: fc.constantFrom(...ledgers),
  stream: fc.nat({ max: 12 }),
  types: fc.array(fc.constantFrom("Noted", "Noted", "Noted", "Removed", "Unlisted"), { minLength: 1, maxLength: 4 }),
  words: fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !text.includes("\u0000")),
  erase: fc.option(fc.nat(), { freq: 8 })
})

it("[53] a rebuild in a fresh process, in batches of any size, gives the incremental tables byte for byte", async () => {
  const appends = fc.sample(anyAppend, { numRuns: 400, seed: 53 })
  const file = path()
  const live = await Effect.runPromise(
    Effect.gen(function* () {
      const store = yield* EventStore
      const tables = yield* ReadModel
      for (const [index, { ledger, stream, types, words, erase }] of appends.entries()) {
        const size = (yield* store.head(ledger))?.frontier.size ?? 0
        yield* store.append({
          ledger,
          command: {
            id: CommandId.make(`c-${index}`),
            digest: "0".repeat(64),
            actor: nobody,
            correlationId: null,
            causationId: null
          },
          writes: [
            {
              stream: StreamName.make(`note/${stream}`),
              expect: { _tag: "Any" },
              events: types.map((type) => ({
                type,
                schemaVersion: 1,
                occurredAt: null,
                classification: "ordinary",
                facts: { weight: index % 5, z: words.length, a: index },
                texts: { words }
              }))
            }
          ],
          guards: [],
          persons: [],
          eraseTexts: erase === null || size === 0 ? [] : [erase % size],
          sources: [],
          eraseSources: [],
          erasePersons: []
        })
      }
      const all = []
      for (const ledger of yield* store.ledgers)
        for (const projection of testProjections) all.push(yield* tables.versions(ledger, projection))
      return JSON.stringify({ done: all })
    }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })))
  )
  expect(live.length).toBeGreaterThan(100_000)
  const child = await storeChild()
  for (const batch of [1, 7, 64, 10_000]) {
    const rebuilt = JSON.stringify(await child.ask({ do: "rebuild", path: file, batch, tables: "ours" }))
    expect(rebuilt === live, `in batches of ${batch}`).toBe(true)
  }
  child.end()
})
