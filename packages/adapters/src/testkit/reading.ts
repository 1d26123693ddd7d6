// Contract: reading events back.
import { hex } from "@ketluan/domain"
import { primitives } from "../primitives/index.ts"
import { has, holds, is } from "./check.ts"
import { type Suite, test } from "./suite.ts"
import { appending, ledger, noted, opened, otherLedger, stream, textOf, write } from "./words.ts"

export const readingSuite: Suite = {
  name: "reading",
  cases: [
    test("a ledger or stream that does not exist reads as empty", function* ({ store }) {
      is(yield* store.readLedger(ledger, 0, 10), [])
      is(yield* store.readStream(ledger, stream("a")), [])
      yield* store.append(appending([write(stream("a"))]))
      is(yield* store.readLedger(otherLedger, 0, 10), [])
      is(yield* store.readStream(ledger, stream("b")), [])
    }),

    test("pages of a ledger, one after the other, hold every event once and in order", function* ({ store }) {
      yield* store.append(appending([write(stream("a"), { events: Array.from({ length: 10 }, () => noted()) })]))
      const all = yield* store.readLedger(ledger, 0, 100)
      for (const size of [1, 3, 11, 12]) {
        const pages = []
        for (let from = 0; from < all.length; from += size) pages.push(...(yield* store.readLedger(ledger, from, size)))
        is(pages, all)
      }
      is(yield* store.readLedger(ledger, 11, 5), [])
    }),

    test("a stream reads by version, and tells each event's place in the ledger", function* ({ store }) {
      for (const id of ["a", "b", "a", "b", "a"]) yield* store.append(appending([write(stream(id))]))
      const events = yield* store.readStream(ledger, stream("a"))
      is(
        events.map(({ position }) => position),
        [1, 3, 5]
      )
      is(
        opened(events).map(({ version }) => version),
        [1, 2, 3]
      )
    }),

    test("leaves and payloads are RFC 8785 bytes, and the leaf commits to salt and bytes of each part", function* ({
      store
    }) {
      const events = [noted({ facts: { z: 1, a: "é" }, texts: { y: "b", b: "c" } }), noted({ texts: null })]
      yield* store.append(appending([write(stream("a"), { events })]))
      const [both, factsOnly] = yield* store.readStream(ledger, stream("a"))
      if (both === undefined || factsOnly === undefined || both.texts === null) throw new Error("not stored")
      is(textOf(both.facts.bytes), '{"a":"é","z":1}')
      is(textOf(both.texts.bytes), '{"b":"c","y":"b"}')
      is(factsOnly.texts, null)
      const commitment = ({ salt, bytes }: typeof both.facts) =>
        hex(primitives.sha256(new Uint8Array([...salt, ...bytes])))
      const leaf = primitives.parse(both.leaf)
      has(leaf, { facts: commitment(both.facts), texts: commitment(both.texts) })
      is(both.facts.salt.length, 32)
      holds(hex(both.facts.salt) !== hex(both.texts.salt), "each part has a salt of its own")
      has(primitives.parse(factsOnly.leaf), { texts: null })
    }),

    test("recorded gives what the stored bytes say, by pages and by stream, also of erased texts", function* ({
      store
    }) {
      for (const id of ["a", "b", "a"])
        yield* store.append(appending([write(stream(id), { events: [noted(), noted({ texts: null })] })]))
      yield* store.append(appending([write(stream("b"))], { eraseTexts: [3] }))
      const all = opened(yield* store.readLedger(ledger, 0, 100))
      is(yield* store.recorded(ledger, { from: 0, limit: 100 }), all)
      is(yield* store.recorded(ledger, { from: 2, limit: 3 }), all.slice(2, 5))
      is(yield* store.recorded(ledger, { from: 8, limit: 3 }), [])
      is(
        yield* store.recorded(ledger, { stream: stream("b") }),
        all.filter((event) => event.stream === stream("b"))
      )
      is(yield* store.recorded(ledger, { stream: stream("c") }), [])
      is(yield* store.recorded(otherLedger, { from: 0, limit: 9 }), [])
    })
  ]
}
