// Contract: reading events back.
import { EventStore, hex } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { primitives } from "../primitives/index.ts"
import { appending, ledger, noted, opened, otherLedger, run, type Subject, stream, textOf, write } from "./subject.ts"

export const readingContract = (subject: Subject): void => {
  describe(`${subject.name}: reading`, () => {
    it("a ledger or stream that does not exist reads as empty", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          expect(yield* store.readLedger(ledger, 0, 10)).toEqual([])
          expect(yield* store.readStream(ledger, stream("a"))).toEqual([])
          yield* store.append(appending([write(stream("a"))]))
          expect(yield* store.readLedger(otherLedger, 0, 10)).toEqual([])
          expect(yield* store.readStream(ledger, stream("b"))).toEqual([])
        })
      ))

    it("pages of a ledger, one after the other, hold every event once and in order", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"), { events: Array.from({ length: 10 }, () => noted()) })]))
          const all = yield* store.readLedger(ledger, 0, 100)
          for (const size of [1, 3, 11, 12]) {
            const pages = []
            for (let from = 0; from < all.length; from += size)
              pages.push(...(yield* store.readLedger(ledger, from, size)))
            expect(pages).toEqual(all)
          }
          expect(yield* store.readLedger(ledger, 11, 5)).toEqual([])
        })
      ))

    it("a stream reads by version, and tells each event's place in the ledger", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          for (const id of ["a", "b", "a", "b", "a"]) yield* store.append(appending([write(stream(id))]))
          const events = yield* store.readStream(ledger, stream("a"))
          expect(events.map(({ position }) => position)).toEqual([1, 3, 5])
          expect(opened(events).map(({ version }) => version)).toEqual([1, 2, 3])
        })
      ))

    it("leaves and payloads are RFC 8785 bytes, and the leaf commits to salt and bytes of each part", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const events = [noted({ facts: { z: 1, a: "é" }, texts: { y: "b", b: "c" } }), noted({ texts: null })]
          yield* store.append(appending([write(stream("a"), { events })]))
          const [both, factsOnly] = yield* store.readStream(ledger, stream("a"))
          if (both === undefined || factsOnly === undefined || both.texts === null) throw new Error("not stored")
          expect(textOf(both.facts.bytes)).toBe('{"a":"é","z":1}')
          expect(textOf(both.texts.bytes)).toBe('{"b":"c","y":"b"}')
          expect(factsOnly.texts).toBeNull()
          const commitment = ({ salt, bytes }: typeof both.facts) =>
            hex(primitives.sha256(new Uint8Array([...salt, ...bytes])))
          const leaf = primitives.parse(both.leaf)
          expect(leaf).toMatchObject({ facts: commitment(both.facts), texts: commitment(both.texts) })
          expect(both.facts.salt).toHaveLength(32)
          expect(hex(both.facts.salt)).not.toBe(hex(both.texts.salt))
          expect(primitives.parse(factsOnly.leaf)).toMatchObject({ texts: null })
        })
      ))
  })
}
