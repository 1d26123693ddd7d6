// Contract: an append is written as a whole, in order, and into the tree.
import { emptyFrontier, append as grow, leafHash } from "@ketluan/domain"
import { primitives } from "../primitives/index.ts"
import { fails, has, holds, is } from "./check.ts"
import { type Suite, test } from "./suite.ts"
import { appending, exactly, ledger, noted, opened, otherLedger, stream, write } from "./words.ts"

export const appendSuite: Suite = {
  name: "appending",
  cases: [
    test("the first append to a ledger opens it with a random origin", function* ({ store }) {
      is(yield* store.head(ledger), null)
      is(yield* store.append(appending([write(stream("a"))])), { first: 1, count: 1, repeated: false })
      const head = yield* store.head(ledger)
      holds(/^[0-9a-f]{32}$/.test(head?.origin ?? ""), "an origin is 32 hexadecimal digits")
      const events = opened(yield* store.readLedger(ledger, 0, 10))
      is(
        events.map(({ type }) => type),
        ["LedgerOpened", "Noted"]
      )
      has(events[0], { position: 0, version: 1, stream: `ledger/${head?.origin}` })
    }),

    test("[52] positions are dense from 0 in a ledger and versions dense from 1 in a stream, over several streams", function* ({
      store
    }) {
      yield* store.append(appending([write(stream("a"), { events: [noted(), noted()] }), write(stream("b"))]))
      yield* store.append(appending([write(stream("b"), { events: [noted(), noted()] }), write(stream("a"))]))
      const events = opened(yield* store.readLedger(ledger, 1, 10))
      is(
        events.map(({ position, stream, version }) => [position, stream, version]),
        [
          [1, "note/a", 1],
          [2, "note/a", 2],
          [3, "note/b", 1],
          [4, "note/b", 2],
          [5, "note/b", 3],
          [6, "note/a", 3]
        ]
      )
    }),

    test("what one write of an append is refused for keeps all of it out", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))]))
      const before = yield* store.head(ledger)
      const refused = appending([write(stream("b")), write(stream("a"), { expect: exactly(7) })])
      yield* fails(store.append(refused), { _tag: "Conflict" })
      is(yield* store.head(ledger), before)
      is(yield* store.readStream(ledger, stream("b")), [])
      is(yield* store.answered(ledger, refused.command), null)
    }),

    test("a refused first append opens no ledger", function* ({ store }) {
      yield* fails(store.append(appending([write(stream("a"), { expect: exactly(1) })])), { _tag: "Conflict" })
      is(yield* store.head(ledger), null)
      is(yield* store.ledgers, [])
    }),

    test("an append that writes nothing, one stream twice, or no events is refused", function* ({ store }) {
      for (const writes of [[], [write(stream("a")), write(stream("a"))], [write(stream("a"), { events: [] })]])
        yield* fails(store.append(appending(writes)), { _tag: "InvalidAppend" })
    }),

    test("text with U+0000 or a lone surrogate is refused, in facts and in texts", function* ({ store }) {
      for (const text of ["a\u0000b", "a\ud800b"])
        for (const part of [{ facts: { text } }, { texts: { text } }, { facts: { [text]: 1 } }])
          yield* fails(store.append(appending([write(stream("a"), { events: [noted(part)] })])), {
            _tag: "InvalidAppend"
          })
      is(yield* store.head(ledger), null)
    }),

    test("text of every plane comes back as it went in", function* ({ store }) {
      const words = 'Kết luận 08-KL/HU: Đảng uỷ, Đảng ủy, Uỷ 𠮟 👩‍👧 \u202e\ufffe\n\t"\\'
      yield* store.append(appending([write(stream("a"), { events: [noted({ facts: { words }, texts: { words } })] })]))
      const [event] = opened(yield* store.readStream(ledger, stream("a")))
      is(event?.facts, { words })
      is(event?.texts, { words })
    }),

    test("the head's frontier is that of the RFC 6962 tree over the stored leaves", function* ({ store }) {
      for (let count = 1; count < 6; count++)
        yield* store.append(appending([write(stream("a"), { events: Array.from({ length: count }, () => noted()) })]))
      const events = yield* store.readLedger(ledger, 0, 100)
      const frontier = events.reduce(
        (tree, { leaf }) => grow(primitives.sha256, tree, leafHash(primitives.sha256, leaf)),
        emptyFrontier
      )
      is((yield* store.head(ledger))?.frontier, frontier)
    }),

    test("ledgers of one store know nothing of each other", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))]))
      yield* store.append(appending([write(stream("a"))], { ledger: otherLedger }))
      yield* store.append(appending([write(stream("a"))], { ledger: otherLedger }))
      is((yield* store.readStream(ledger, stream("a"))).length, 1)
      is((yield* store.readStream(otherLedger, stream("a"))).length, 2)
      holds(
        (yield* store.head(ledger))?.origin !== (yield* store.head(otherLedger))?.origin,
        "each ledger has an origin of its own"
      )
      is(yield* store.ledgers, [otherLedger, ledger])
    })
  ]
}
