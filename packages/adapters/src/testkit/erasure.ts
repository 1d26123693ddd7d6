// Contract: erasing texts removes words and keeps history.
import { now } from "@ketluan/domain"
import { Effect } from "effect"
import { fails, has, holds, is } from "./check.ts"
import { fragile, lines, notes, testProjections } from "./projections.ts"
import { type Suite, test } from "./suite.ts"
import { appending, ledger, noted, opened, stream, textOf, write } from "./words.ts"

const said = (words: string) => noted({ texts: { words } })

export const erasureSuite: Suite = {
  name: "erasure",
  cases: [
    test("[55] texts and their salt go, and leaf, facts and head stay as they were", function* ({ store }) {
      yield* store.append(
        appending([write(stream("a"), { events: [said("một"), said("hai"), noted({ texts: null })] })])
      )
      const before = yield* store.readStream(ledger, stream("a"))
      yield* store.append(appending([write(stream("log"))], { eraseTexts: [1, 3] }))
      const after = yield* store.readStream(ledger, stream("a"))
      is(
        after,
        before.map((event) => (event.position === 1 ? { ...event, texts: null, commandSalt: null } : event))
      )
      is(
        opened(after).map(({ texts }) => texts),
        ["erased", { words: "hai" }, null]
      )
    }),

    test("[53] the tables then equal a rebuild, and hold the erased words no more", function* ({ store, tables }) {
      yield* store.append(appending([write(stream("a"), { events: [said("bí mật"), said("hai")] })]))
      yield* store.append(appending([write(stream("b"), { events: [said("ba")] })]))
      yield* store.append(appending([write(stream("a"), { events: [said("bốn")] })], { eraseTexts: [1] }))
      const all = Effect.all([notes, lines, fragile].map((projection) => tables.versions(ledger, projection)))
      const live = JSON.stringify(yield* all)
      holds(!live.includes("bí mật"), "the erased words are gone")
      holds(live.includes("hai"), "other words are still there")
      yield* tables.rebuild(testProjections, 2)
      is(JSON.stringify(yield* all), live)
      has(yield* tables.rows(ledger, notes, {}, now), [{ count: 3 }, { count: 1 }])
    }),

    test("the event that asks for the erasure is recorded with it, or neither is", function* ({ store }) {
      yield* store.append(appending([write(stream("a"), { events: [said("một")] })]))
      const guards = [{ stream: stream("a"), version: 9 }]
      yield* fails(store.append(appending([write(stream("log"))], { guards, eraseTexts: [1] })), { _tag: "Conflict" })
      const [kept] = yield* store.readStream(ledger, stream("a"))
      is(kept?.texts && textOf(kept.texts.bytes), '{"words":"một"}')
    }),

    test("erasing twice is once", function* ({ store }) {
      yield* store.append(appending([write(stream("a"), { events: [said("một")] })]))
      yield* store.append(appending([write(stream("log"))], { eraseTexts: [1, 1] }))
      yield* store.append(appending([write(stream("log"))], { eraseTexts: [1] }))
      is(opened(yield* store.readStream(ledger, stream("a")))[0]?.texts, "erased")
    }),

    test("what is not recorded cannot be erased", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))]))
      for (const position of [2, -1, 0.5])
        yield* fails(store.append(appending([write(stream("a"))], { eraseTexts: [position] })), {
          _tag: "InvalidAppend"
        })
    }),

    test("[53] a stopped table stays stopped at its event when texts before it are erased", function* ({
      store,
      tables
    }) {
      yield* store.append(appending([write(stream("a"), { events: [said("một"), noted({ type: "Broken" })] })]))
      yield* store.append(appending([write(stream("a"))], { eraseTexts: [1] }))
      yield* fails(tables.versions(ledger, fragile), { position: 2 })
    }),

    test("[53] a table that cannot do without the erased words stops at that event, as a rebuild does", function* ({
      store,
      tables
    }) {
      const needed = noted({ type: "Needed", texts: { words: "một" } })
      yield* store.append(appending([write(stream("b")), write(stream("a"), { events: [needed, said("hai")] })]))
      yield* store.append(appending([write(stream("a"))], { eraseTexts: [2] }))
      const stopped = { _tag: "ProjectionStopped", projection: "fragile", position: 2 }
      yield* fails(tables.rows(ledger, fragile, {}, now), stopped)
      yield* fails(tables.rebuild(testProjections, 3), stopped)
      has(yield* tables.rows(ledger, notes, {}, now), [{ count: 3 }, { count: 1 }])
    }),

    test("[53] a stopped table goes on once the words that it stumbled over are erased, and has missed nothing", function* ({
      store,
      tables
    }) {
      yield* store.append(appending([write(stream("a"), { events: [said("một"), noted({ type: "Broken" })] })]))
      yield* store.append(appending([write(stream("b"))]))
      yield* store.append(appending([write(stream("a"))], { eraseTexts: [2] }))
      const live = yield* tables.versions(ledger, fragile)
      is(
        live.map(({ position }) => position),
        [1, 2, 4, 3]
      )
      yield* tables.rebuild(testProjections, 2)
      is(yield* tables.versions(ledger, fragile), live)
    })
  ]
}
