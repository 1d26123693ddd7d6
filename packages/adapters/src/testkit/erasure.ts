// Contract: erasing texts removes words and keeps history.
import { EventStore, InvalidAppend, now, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { fragile, lines, notes, testProjections } from "./projections.ts"
import { appending, ledger, noted, opened, run, type Subject, stream, textOf, write } from "./subject.ts"

const said = (words: string) => noted({ texts: { words } })

export const erasureContract = (subject: Subject): void => {
  describe(`${subject.name}: erasure`, () => {
    it("[55] texts and their salt go, and leaf, facts and head stay as they were", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(
            appending([write(stream("a"), { events: [said("một"), said("hai"), noted({ texts: null })] })])
          )
          const before = yield* store.readStream(ledger, stream("a"))
          yield* store.append(appending([write(stream("log"))], { eraseTexts: [1, 3] }))
          const after = yield* store.readStream(ledger, stream("a"))
          expect(after).toEqual(
            before.map((event) => (event.position === 1 ? { ...event, texts: null, commandSalt: null } : event))
          )
          expect(opened(after).map(({ texts }) => texts)).toEqual(["erased", { words: "hai" }, null])
        })
      ))

    it("[53] the tables then equal a rebuild, and hold the erased words no more", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          yield* store.append(appending([write(stream("a"), { events: [said("bí mật"), said("hai")] })]))
          yield* store.append(appending([write(stream("b"), { events: [said("ba")] })]))
          yield* store.append(appending([write(stream("a"), { events: [said("bốn")] })], { eraseTexts: [1] }))
          const all = Effect.all([notes, lines, fragile].map((projection) => tables.versions(ledger, projection)))
          const live = JSON.stringify(yield* all)
          expect(live).not.toContain("bí mật")
          expect(live).toContain("hai")
          yield* tables.rebuild(testProjections, 2)
          expect(JSON.stringify(yield* all)).toBe(live)
          expect(yield* tables.rows(ledger, notes, {}, now)).toMatchObject([{ count: 3 }, { count: 1 }])
        })
      ))

    it("the event that asks for the erasure is recorded with it, or neither is", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"), { events: [said("một")] })]))
          const guards = [{ stream: stream("a"), version: 9 }]
          yield* Effect.flip(store.append(appending([write(stream("log"))], { guards, eraseTexts: [1] })))
          const [kept] = yield* store.readStream(ledger, stream("a"))
          expect(kept?.texts && textOf(kept.texts.bytes)).toBe('{"words":"một"}')
        })
      ))

    it("erasing twice is once", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"), { events: [said("một")] })]))
          yield* store.append(appending([write(stream("log"))], { eraseTexts: [1, 1] }))
          yield* store.append(appending([write(stream("log"))], { eraseTexts: [1] }))
          expect(opened(yield* store.readStream(ledger, stream("a")))[0]?.texts).toBe("erased")
        })
      ))

    it("what is not recorded cannot be erased", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"))]))
          for (const position of [2, -1, 0.5])
            expect(
              yield* Effect.flip(store.append(appending([write(stream("a"))], { eraseTexts: [position] })))
            ).toBeInstanceOf(InvalidAppend)
        })
      ))

    it("[53] a stopped table stays stopped at its event when texts before it are erased", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          yield* store.append(appending([write(stream("a"), { events: [said("một"), noted({ type: "Broken" })] })]))
          yield* store.append(appending([write(stream("a"))], { eraseTexts: [1] }))
          expect(yield* Effect.flip(tables.versions(ledger, fragile))).toMatchObject({ position: 2 })
        })
      ))

    it("[53] a table that cannot do without the erased words stops at that event, as a rebuild does", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          const needed = noted({ type: "Needed", texts: { words: "một" } })
          yield* store.append(appending([write(stream("b")), write(stream("a"), { events: [needed, said("hai")] })]))
          yield* store.append(appending([write(stream("a"))], { eraseTexts: [2] }))
          const stopped = { _tag: "ProjectionStopped", projection: "fragile", position: 2 }
          expect(yield* Effect.flip(tables.rows(ledger, fragile, {}, now))).toMatchObject(stopped)
          expect(yield* Effect.flip(tables.rebuild(testProjections, 3))).toMatchObject(stopped)
          expect(yield* tables.rows(ledger, notes, {}, now)).toMatchObject([{ count: 3 }, { count: 1 }])
        })
      ))

    it("[53] a stopped table goes on once the words that it stumbled over are erased, and has missed nothing", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const tables = yield* ReadModel
          yield* store.append(appending([write(stream("a"), { events: [said("một"), noted({ type: "Broken" })] })]))
          yield* store.append(appending([write(stream("b"))]))
          yield* store.append(appending([write(stream("a"))], { eraseTexts: [2] }))
          const live = yield* tables.versions(ledger, fragile)
          expect(live.map(({ position }) => position)).toEqual([1, 2, 4, 3])
          yield* tables.rebuild(testProjections, 2)
          expect(yield* tables.versions(ledger, fragile)).toEqual(live)
        })
      ))
  })
}
