// Contract: the tables of projections follow the events, in the append's own transaction.
import { EventStore, now, ProjectionStopped, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { fragile, lines, notes, testProjections } from "./projections.ts"
import { appending, ledger, noted, otherLedger, run, type Subject, stream, write } from "./subject.ts"

const removed = noted({ type: "Removed", texts: null })
const broken = noted({ type: "Broken" })
const bare = (weight: number | null) => noted({ facts: weight === null ? {} : { weight }, texts: null })

export const tablesContract = (subject: Subject): void => {
  describe(`${subject.name}: tables`, () => {
    it("a row is there as soon as the append has answered, and a ledger without events has none", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          expect(yield* tables.rows(ledger, notes, {}, now)).toEqual([])
          yield* store.append(appending([write(stream("b")), write(stream("a"), { events: [bare(1), bare(2)] })]))
          expect(yield* tables.rows(ledger, notes, {}, now)).toEqual([
            { id: "note/a", count: 2, facts: '{"weight":2}', words: null },
            { id: "note/b", count: 1, facts: '{"weight":1}', words: '{"words":"đã ghi"}' }
          ])
          expect(yield* tables.rows(otherLedger, notes, {}, now)).toEqual([])
        })
      ))

    it("every version of a row is kept, with the event that made it and the one that ended it", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          yield* store.append(appending([write(stream("a"), { events: [bare(1), removed, bare(3)] })]))
          const versions = yield* tables.versions(ledger, notes)
          expect(
            versions.map(({ position, nextPosition, row }) => [position, nextPosition, row?.facts ?? null])
          ).toEqual([
            [1, 2, '{"weight":1}'],
            [2, 3, null],
            [3, null, '{"weight":3}']
          ])
          expect(versions.map(({ day, nextDay }) => day === nextDay)).toEqual([true, true, false])
          expect(new Set(versions.map(({ stream }) => stream))).toEqual(new Set(["note/a"]))
        })
      ))

    it("a projection sees an event as any later reading gives it, down to the order of keys", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          yield* store.append(
            appending([write(stream("a"), { events: [noted({ facts: { z: 1, a: [-0], m: 1e21 } })] })])
          )
          const [row] = yield* tables.rows(ledger, notes, {}, now)
          expect(row).toMatchObject({ facts: '{"a":[0],"m":1e+21,"z":1}' })
        })
      ))

    it("rows are chosen by one value, by several, and by null", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          yield* store.append(
            appending([1, 2, 3, null].map((weight, index) => write(stream(index), { events: [bare(weight)] })))
          )
          const ids = (where: Parameters<typeof tables.rows>[2]) =>
            Effect.map(tables.rows(ledger, lines, where, now), (rows) => rows.map(({ id }) => id.slice(5, 6)).join(""))
          expect(yield* ids({ weight: 2 })).toBe("1")
          expect(yield* ids({ weight: [1, 3, 9] })).toBe("02")
          expect(yield* ids({ weight: null })).toBe("3")
          expect(yield* ids({ weight: [null, 3] })).toBe("23")
          expect(yield* ids({ weight: [] })).toBe("")
          expect(yield* ids({ stream_name: ["note/0", "note/1"], weight: [2, 3] })).toBe("1")
          expect(yield* ids({ id: "note/2#1" })).toBe("2")
          expect(yield* ids({ stream_name: "' or 1 = 1 --" })).toBe("")
          expect(yield* ids({ weight: Array.from({ length: 40_000 }, (_, index) => index + 3) })).toBe("2")
        })
      ))

    it("a condition on a column that is not there, or of another type, is a mistake of the program", () =>
      run(
        subject,
        Effect.gen(function* () {
          const tables = yield* ReadModel
          yield* (yield* EventStore).append(appending([write(stream("a"))]))
          for (const where of [{ cuont: 1 }, { count: "1" }, { count: [1, "1"] }, { words: 1 }, { id: 1 }])
            expect((yield* Effect.exit(tables.rows(ledger, notes, where, now)))._tag).toBe("Failure")
        })
      ))

    it("a projection that fails stops at that event: the append succeeds and the other tables go on", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          yield* store.append(appending([write(stream("a"))]))
          yield* store.append(appending([write(stream("a"), { events: [noted(), broken, noted()] })]))
          yield* store.append(appending([write(stream("b"))]))
          const stopped = new ProjectionStopped({ projection: "fragile", position: 3, reason: "cannot take Broken" })
          expect(yield* Effect.flip(tables.rows(ledger, fragile, {}, now))).toEqual(stopped)
          expect(yield* Effect.flip(tables.versions(ledger, fragile))).toEqual(stopped)
          expect(yield* tables.rows(ledger, notes, {}, now)).toMatchObject([{ count: 3 }, { count: 1 }])
        })
      ))

    it("a projection that stopped in one ledger goes on in the others, and rebuilding stops it at the same event", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          yield* store.append(appending([write(stream("a"), { events: [broken] })]))
          yield* store.append(appending([write(stream("a"))], { ledger: otherLedger }))
          expect(yield* tables.rows(otherLedger, fragile, {}, now)).toEqual([{ id: "note/a", seen: 1 }])
          for (const batch of [1, 100])
            expect(yield* Effect.flip(tables.rebuild(testProjections, batch))).toMatchObject({
              projection: "fragile",
              position: 1
            })
          expect(yield* tables.rows(otherLedger, fragile, {}, now)).toEqual([{ id: "note/a", seen: 1 }])
        })
      ))

    it("[53] rebuilding gives the same versions of the same rows in batches of any size", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          for (const id of ["a", "b", "a"])
            yield* store.append(appending([write(stream(id), { events: [bare(1), bare(2), removed, bare(4)] })]))
          const all = Effect.all([notes, lines, fragile].map((projection) => tables.versions(ledger, projection)))
          const before = JSON.stringify(yield* all)
          for (const batch of [1, 2, 3, 5, 100]) {
            yield* tables.rebuild(testProjections, batch)
            expect(JSON.stringify(yield* all)).toBe(before)
          }
        })
      ))
  })
}
