// Contract: how far each table has come.
import { Effect } from "effect"
import { is } from "./check.ts"
import { testProjections } from "./projections.ts"
import { type Suite, test } from "./suite.ts"
import { appending, ledger, noted, otherLedger, stream, write } from "./words.ts"

const at = (projection: string, next: number, behind = 0, stopped: string | null = null) => ({
  projection,
  next,
  behind,
  stopped
})

const broken = noted({ type: "Broken" })

export const progressSuite: Suite = {
  name: "progress",
  cases: [
    test("a ledger that does not exist has no tables", function* ({ store, tables }) {
      is(yield* tables.progress(ledger), [])
      yield* store.append(appending([write(stream("a"))]))
      is(yield* tables.progress(otherLedger), [])
    }),

    test("tables that follow stand at the head, by name", function* ({ store, tables }) {
      yield* store.append(appending([write(stream("a"), { events: [noted(), noted()] })]))
      is(yield* tables.progress(ledger), [at("fragile", 3), at("lines", 3), at("notes", 3)])
      yield* store.append(appending([write(stream("unlisted"), { events: [noted({ type: "Unlisted" })] })]))
      is(yield* tables.progress(ledger), [at("fragile", 4), at("lines", 4), at("notes", 4)])
    }),

    test("a table that stopped stands at the event that it cannot take, says why, and falls behind", function* ({
      store,
      tables
    }) {
      yield* store.append(appending([write(stream("a"), { events: [noted(), broken, noted()] })]))
      yield* store.append(appending([write(stream("b"))], { ledger: otherLedger }))
      is(yield* tables.progress(ledger), [at("fragile", 2, 2, "cannot take Broken"), at("lines", 4), at("notes", 4)])
      yield* store.append(appending([write(stream("b"))]))
      is(yield* tables.progress(ledger), [at("fragile", 2, 3, "cannot take Broken"), at("lines", 5), at("notes", 5)])
      is(yield* tables.progress(otherLedger), [at("fragile", 2), at("lines", 2), at("notes", 2)])
    }),

    test("[53] rebuilding changes none of it", function* ({ store, tables }) {
      yield* store.append(appending([write(stream("a"), { events: [noted(), broken, noted()] })]))
      const before = yield* tables.progress(ledger)
      yield* Effect.result(tables.rebuild(testProjections, 2))
      is(yield* tables.progress(ledger), before)
    }),

    test("a table that goes on after an erasure has come to the head", function* ({ store, tables }) {
      yield* store.append(appending([write(stream("a"), { events: [noted(), broken, noted()] })]))
      yield* store.append(appending([write(stream("log"))], { eraseTexts: [2] }))
      is(yield* tables.progress(ledger), [at("fragile", 5), at("lines", 5), at("notes", 5)])
    })
  ]
}
