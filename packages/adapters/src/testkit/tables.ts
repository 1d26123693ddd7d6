// Contract: the tables of projections follow the events, in the append's own transaction.
import { now, ProjectionStopped } from "@ketluan/domain"
import { Effect } from "effect"
import { dies, fails, has, is } from "./check.ts"
import { fragile, lines, notes, testProjections } from "./projections.ts"
import { type Suite, test } from "./suite.ts"
import { appending, ledger, noted, otherLedger, stream, write } from "./words.ts"

const removed = noted({ type: "Removed", texts: null })
const broken = noted({ type: "Broken" })
const bare = (weight: number | null) => noted({ facts: weight === null ? {} : { weight }, texts: null })

export const tablesSuite: Suite = {
  name: "tables",
  cases: [
    test("a row is there as soon as the append has answered, and a ledger without events has none", function* ({
      store,
      tables
    }) {
      is(yield* tables.rows(ledger, notes, {}, now), [])
      yield* store.append(appending([write(stream("b")), write(stream("a"), { events: [bare(1), bare(2)] })]))
      is(yield* tables.rows(ledger, notes, {}, now), [
        { id: "note/a", count: 2, facts: '{"weight":2}', words: null },
        { id: "note/b", count: 1, facts: '{"weight":1}', words: '{"words":"đã ghi"}' }
      ])
      is(yield* tables.rows(otherLedger, notes, {}, now), [])
    }),

    test("every version of a row is kept, with the event that made it and the one that ended it", function* ({
      store,
      tables
    }) {
      yield* store.append(appending([write(stream("a"), { events: [bare(1), removed, bare(3)] })]))
      const versions = yield* tables.versions(ledger, notes)
      is(
        versions.map(({ position, nextPosition, row }) => [position, nextPosition, row?.facts ?? null]),
        [
          [1, 2, '{"weight":1}'],
          [2, 3, null],
          [3, null, '{"weight":3}']
        ]
      )
      is(
        versions.map(({ day, nextDay }) => day === nextDay),
        [true, true, false]
      )
      is(new Set(versions.map(({ stream }) => stream)), new Set(["note/a"]))
    }),

    test("a projection sees an event as any later reading gives it, down to the order of keys", function* ({
      store,
      tables
    }) {
      yield* store.append(appending([write(stream("a"), { events: [noted({ facts: { z: 1, a: [-0], m: 1e21 } })] })]))
      const [row] = yield* tables.rows(ledger, notes, {}, now)
      has(row, { facts: '{"a":[0],"m":1e+21,"z":1}' })
    }),

    test("rows are chosen by one value, by several, and by null", function* ({ store, tables }) {
      yield* store.append(
        appending([1, 2, 3, null].map((weight, index) => write(stream(index), { events: [bare(weight)] })))
      )
      const ids = (where: Parameters<typeof tables.rows>[2]) =>
        Effect.map(tables.rows(ledger, lines, where, now), (rows) => rows.map(({ id }) => id.slice(5, 6)).join(""))
      is(yield* ids({ weight: 2 }), "1")
      is(yield* ids({ weight: [1, 3, 9] }), "02")
      is(yield* ids({ weight: null }), "3")
      is(yield* ids({ weight: [null, 3] }), "23")
      is(yield* ids({ weight: [] }), "")
      is(yield* ids({ stream_name: ["note/0", "note/1"], weight: [2, 3] }), "1")
      is(yield* ids({ id: "note/2#1" }), "2")
      is(yield* ids({ stream_name: "' or 1 = 1 --" }), "")
      is(yield* ids({ weight: Array.from({ length: 40_000 }, (_, index) => index + 3) }), "2")
    }),

    test("rows are chosen by values that they have together", function* ({ store, tables }) {
      const weights = [1, 2, 1, null]
      yield* store.append(appending(weights.map((weight, index) => write(stream(index), { events: [bare(weight)] }))))
      const ids = (where: Parameters<typeof tables.rows>[2], asOf = now) =>
        Effect.map(tables.rows(ledger, lines, where, asOf), (rows) => rows.map(({ id }) => id.slice(5, 6)).join(""))
      const pair = (index: number | string, weight: number) => ({ stream_name: `note/${index}`, weight })
      is(yield* ids([pair(0, 1), pair(1, 1), pair(2, 1), pair(2, 1), pair(3, 1)]), "02")
      is(yield* ids([{ weight: 2, stream_name: "note/1" }, pair(0, 1)]), "01")
      is(yield* ids([{ id: "note/1#1", weight: 2 }]), "1")
      is(yield* ids([{ weight: 1 }]), "02")
      is(yield* ids([]), "")
      is(yield* ids([pair("' or 1 = 1 --", 1), pair('0"]', 1)]), "")
      is(yield* ids(Array.from({ length: 20_000 }, (_, index) => pair(1, index))), "1")
      const before = (yield* store.head(ledger))?.recordedAt ?? null
      yield* Effect.sleep("5 millis")
      yield* store.append(appending([write(stream(2), { events: [removed] })]))
      is(yield* ids([pair(0, 1), pair(2, 1)]), "0")
      is(yield* ids([pair(0, 1), pair(2, 1)], { valid: null, known: before }), "02")
      const page = yield* tables.rows(ledger, lines, [pair(1, 2), pair(0, 1)], now, { orderBy: "weight", limit: 1 })
      has(page, [{ weight: 1 }])
    }),

    test("a condition on a column that is not there, or of another type, is a mistake of the program", function* ({
      store,
      tables
    }) {
      yield* store.append(appending([write(stream("a"))]))
      for (const where of [
        { cuont: 1 },
        { count: "1" },
        [{ cuont: 1 }],
        [{ count: 1 }, { id: "a" }],
        { count: [1, "1"] },
        { words: 1 },
        { id: 1 }
      ])
        yield* dies(tables.rows(ledger, notes, where, now))
    }),

    test("a projection that fails stops at that event: the append succeeds and the other tables go on", function* ({
      store,
      tables
    }) {
      yield* store.append(appending([write(stream("a"))]))
      yield* store.append(appending([write(stream("a"), { events: [noted(), broken, noted()] })]))
      yield* store.append(appending([write(stream("b"))]))
      const stopped = new ProjectionStopped({ projection: "fragile", position: 3, reason: "cannot take Broken" })
      yield* fails(tables.rows(ledger, fragile, {}, now), { ...stopped })
      yield* fails(tables.versions(ledger, fragile), { ...stopped })
      has(yield* tables.rows(ledger, notes, {}, now), [{ count: 3 }, { count: 1 }])
    }),

    test("a projection that stopped in one ledger goes on in the others, and rebuilding stops it at the same event", function* ({
      store,
      tables
    }) {
      yield* store.append(appending([write(stream("a"), { events: [broken] })]))
      yield* store.append(appending([write(stream("a"))], { ledger: otherLedger }))
      is(yield* tables.rows(otherLedger, fragile, {}, now), [{ id: "note/a", seen: 1 }])
      for (const batch of [1, 100])
        yield* fails(tables.rebuild(testProjections, batch), {
          projection: "fragile",
          position: 1
        })
      is(yield* tables.rows(otherLedger, fragile, {}, now), [{ id: "note/a", seen: 1 }])
    }),

    test("[53] rebuilding gives the same versions of the same rows in batches of any size", function* ({
      store,
      tables
    }) {
      for (const id of ["a", "b", "a"])
        yield* store.append(appending([write(stream(id), { events: [bare(1), bare(2), removed, bare(4)] })]))
      const all = Effect.all([notes, lines, fragile].map((projection) => tables.versions(ledger, projection)))
      const before = JSON.stringify(yield* all)
      for (const batch of [1, 2, 3, 5, 100]) {
        yield* tables.rebuild(testProjections, batch)
        is(JSON.stringify(yield* all), before)
      }
    })
  ]
}
