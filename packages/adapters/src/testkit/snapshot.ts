// Contract: reads that all see one state of the store.
import { now, ProjectionStopped, ReadModel } from "@ketluan/domain"
import { Effect, Fiber } from "effect"
import { dies, fails, has, is } from "./check.ts"
import { fragile, lines, notes } from "./projections.ts"
import type { Opened } from "./subject.ts"
import { type Suite, test } from "./suite.ts"
import { appending, ledger, noted, otherLedger, stream, write } from "./words.ts"

/** How many rows each of the two tables has, where every append gives one to both. */
const counted = Effect.gen(function* () {
  const model = yield* ReadModel
  const ofNotes = yield* model.rows(ledger, notes, {}, now)
  // Others get their turn, as they do while a server answers.
  yield* Effect.yieldNow
  const ofLines = yield* model.rows(ledger, lines, {}, now)
  const versions = yield* model.versions(ledger, notes)
  const progress = yield* model.progress(ledger)
  return [ofNotes.length, ofLines.length, versions.length, (progress[0]?.next ?? 1) - 1]
})

const append = ({ store }: Opened, id: string | number) => store.append(appending([write(stream(id))]))

export const snapshotSuite: Suite = {
  name: "snapshots",
  cases: [
    test("a snapshot answers as its reads do alone", function* (opened) {
      const { tables } = opened
      is(yield* tables.snapshot(counted), [0, 0, 0, 0])
      yield* append(opened, "a")
      yield* append(opened, "b")
      is(yield* tables.snapshot(counted), [2, 2, 2, 2])
      const [all, page, other] = yield* tables.snapshot(
        Effect.flatMap(ReadModel, (model) =>
          Effect.all([
            model.rows(ledger, notes, {}, now),
            model.rows(ledger, lines, { weight: { from: 1 } }, now, { orderBy: "position", limit: 1 }),
            model.rows(otherLedger, notes, {}, now)
          ])
        )
      )
      is(all, yield* tables.rows(ledger, notes, {}, now))
      is(page, (yield* tables.rows(ledger, lines, {}, now)).slice(0, 1))
      is(other, [])
    }),

    test("its reads are of one state, whatever is written meanwhile", function* (opened) {
      yield* append(opened, "first")
      let written = 0
      const writing = yield* Effect.forkChild(
        Effect.forever(
          Effect.suspend(() => {
            written += 1
            return Effect.andThen(append(opened, written), Effect.yieldNow)
          })
        )
      )
      let seen = 0
      while (seen < 20 || written < 20) {
        const counts = yield* opened.tables.snapshot(Effect.all(Array.from({ length: 5 }, () => counted)))
        const [first = 0] = counts.flat()
        is(
          counts.flat(),
          counts.flat().map(() => first)
        )
        seen += 1
        yield* Effect.sleep("1 millis")
      }
      yield* Fiber.interrupt(writing)
    }),

    test("a snapshot within another is of the same state", function* (opened) {
      yield* append(opened, "a")
      const twice = Effect.gen(function* () {
        const { snapshot } = yield* ReadModel
        return [yield* counted, yield* snapshot(counted)]
      })
      is(yield* opened.tables.snapshot(twice), [
        [1, 1, 1, 1],
        [1, 1, 1, 1]
      ])
    }),

    test("its failure is that of its work, and the store goes on", function* (opened) {
      yield* append(opened, "a")
      yield* fails(opened.tables.snapshot(Effect.andThen(counted, Effect.fail({ why: "enough" }))), { why: "enough" })
      yield* dies(opened.tables.snapshot(Effect.andThen(counted, Effect.die(new Error("a mistake")))))
      yield* append(opened, "b")
      is(yield* opened.tables.snapshot(counted), [2, 2, 2, 2])
    }),

    test("a table that stopped fails where it is read, and the others can be read", function* ({ store, tables }) {
      yield* store.append(appending([write(stream("a"), { events: [noted({ type: "Broken" }), noted()] })]))
      const read = (projection: typeof fragile | typeof notes) =>
        Effect.flatMap(ReadModel, (model) => model.rows(ledger, projection, {}, now))
      const stopped = new ProjectionStopped({ projection: "fragile", position: 1, reason: "cannot take Broken" })
      yield* fails(tables.snapshot(read(fragile)), { ...stopped })
      const [why, rows] = yield* tables.snapshot(Effect.all([Effect.flip(read(fragile)), read(notes)]))
      is({ ...why }, { ...stopped })
      has(rows, [{ count: 1 }])
    }),

    test("a rebuild within one is a mistake of the program", function* (opened) {
      yield* append(opened, "a")
      yield* dies(opened.tables.snapshot(Effect.flatMap(ReadModel, (model) => model.rebuild([notes], 10))))
      is(yield* opened.tables.snapshot(counted), [1, 1, 1, 1])
    })
  ]
}
