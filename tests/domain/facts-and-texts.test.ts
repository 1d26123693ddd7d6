// Facts decide and texts can go: states, decisions and rows without texts; no names in the open.
import {
  Assignment,
  EventStore,
  importConclusion,
  key,
  type Projection,
  projections,
  type RecordedEvent,
  type Row,
  read,
  readEvent,
  slug,
  stateFrom,
  unmarked
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { anyScript, creation, decideAfter, play } from "../support/assignment-play.ts"
import { example } from "../support/documents.ts"
import { ask, everything, inOffice, LEDGER, on } from "../support/office.ts"
import { anOfficeLife, live } from "../support/office-life.ts"
import { holds } from "../support/reached.ts"
import { aPlan, documentOf, sha256, signers, today } from "../support/reading-plan.ts"
import { everyState } from "../support/states.ts"

const erased = (event: RecordedEvent): RecordedEvent => (event.texts === null ? event : { ...event, texts: "erased" })

const folded = (table: Projection, events: ReadonlyArray<RecordedEvent>): ReadonlyMap<string, Row> => {
  const found = new Map<string, Row>()
  for (const event of events)
    for (const id of table.keys(event)) {
      const row = table.evolve(found.get(id) ?? null, event, id)
      if (row !== null) found.set(id, row)
    }
  return found
}

describe("facts and texts", () => {
  it("states and rows say the same when every text is erased, and only texts go", (test) =>
    holds(test, anOfficeLife, { runs: 110, reaches: ["texts went"] }, (life, reach) =>
      inOffice(
        Effect.gen(function* () {
          yield* live(life)
          const events = yield* everything()
          const bare = events.map(erased)
          expect(everyState(bare)).toEqual(everyState(events))
          for (const table of projections) {
            const [full, left] = [folded(table, events), folded(table, bare)]
            expect([...left.keys()]).toEqual([...full.keys()])
            for (const [id, row] of full)
              for (const [column, cell] of Object.entries(row)) {
                const now = left.get(id)?.[column]
                if (now === cell) continue
                // What was a text is gone; a fact would have stayed.
                expect([table.name, column, now]).toEqual([table.name, column, null])
                expect(table.columns[column]).toBe("text?")
                reach("texts went")
              }
          }
        })
      )
    ))

  it("decisions are the same on a history without texts", (test) =>
    holds(
      test,
      anyScript({ length: 16 }),
      { runs: 250, reaches: ["something happened", "something was refused"] },
      (script, reach) => {
        const history = [...Result.getOrThrow(decideAfter([], creation(script)))]
        for (const { command, events, refusal } of play(script)) {
          const blind = history.map(({ texts: _, ...facts }) => facts)
          const decision = Assignment.decide(command, stateFrom(Assignment, blind))
          expect(Result.isSuccess(decision) ? decision.success : null).toEqual(events)
          expect(Result.isFailure(decision) ? decision.failure.rule : null).toBe(refusal?.rule ?? null)
          reach(events === null ? "something was refused" : "something happened")
          history.push(...(events ?? []))
        }
      }
    ))

  it("no leaf, stream name, command or fact holds the name of a person", (test) =>
    holds(
      test,
      fc.tuple(
        aPlan,
        fc.constantFrom(...signers),
        fc.integer({ min: 0, max: 19 }).map((n) => n === 0)
      ),
      { runs: 110, reaches: ["a person is in the vault"] },
      ([plan, signer, whole], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const hash = sha256(example)
            const document = whole
              ? { source: hash, bytes: null, decoder: "utf-8", text: example, textHash: hash, reading: read(example) }
              : documentOf({ ...plan, signer })
            const answer = yield* ask((session) => importConclusion(session, document, { at: null, territory: null }))
            if (Result.isFailure(answer)) return
            const store = yield* EventStore
            const stored = yield* store.readLedger(LEDGER, 0, 100_000)
            const persons = (yield* everything()).flatMap((event) => {
              const read = Result.getOrThrow(readEvent(event))
              return read._tag === "PersonEntered" ? [read.person] : []
            })
            const names = [...(yield* store.names(LEDGER, persons)).values()]
            expect(names).toEqual([whole ? "Lâm Thị Hoài Thu" : signer])
            const utf8 = new TextDecoder()
            for (const { leaf, facts } of stored)
              for (const open of [utf8.decode(leaf), utf8.decode(facts.bytes)])
                for (const name of names) {
                  for (const form of [name, name.normalize("NFD"), slug(name)]) expect(open).not.toContain(form)
                  expect(key(open)).not.toContain(key(name))
                  expect(unmarked(open)).not.toContain(unmarked(name))
                }
            reach("a person is in the vault")
          })
        )
    ))
})
