// Contract: what a write expects of its stream.
import { Effect } from "effect"
import { fails, is } from "./check.ts"
import { type Suite, test } from "./suite.ts"
import { anyVersion, appending, exactly, ledger, noStream, stream, write } from "./words.ts"

export const expectationsSuite: Suite = {
  name: "expectations",
  cases: [
    test("[52] a stale Exactly is refused and names where the stream is", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))]))
      yield* store.append(appending([write(stream("a"), { expect: exactly(1) })]))
      yield* fails(store.append(appending([write(stream("a"), { expect: exactly(1) })])), {
        _tag: "Conflict",
        stream: stream("a"),
        expected: 1,
        actual: 2
      })
    }),

    test("[52] an Exactly ahead of its stream is refused, also on a stream that does not exist", function* ({ store }) {
      for (const expected of [1, 5])
        yield* fails(store.append(appending([write(stream("a"), { expect: exactly(expected) })])), { _tag: "Conflict" })
    }),

    test("Exactly 0 and NoStream both mean that there are no events", function* ({ store }) {
      yield* store.append(
        appending([write(stream("a"), { expect: noStream }), write(stream("b"), { expect: exactly(0) })])
      )
      for (const expect_ of [noStream, exactly(0)])
        yield* fails(store.append(appending([write(stream("a"), { expect: expect_ })])), { _tag: "Conflict" })
    }),

    test("unlimited concurrency under Any: everything succeeds", function* ({ store }) {
      const appends = Array.from({ length: 40 }, () => appending([write(stream("a"), { expect: anyVersion })]))
      yield* Effect.all(appends.map(store.append), { concurrency: "unbounded" })
      is((yield* store.readStream(ledger, stream("a"))).length, 40)
    }),

    test("of many at once that expect the same version, exactly one succeeds", function* ({ store }) {
      const race = Array.from({ length: 20 }, () => appending([write(stream("a"), { expect: noStream })]))
      const results = yield* Effect.all(
        race.map((append) => Effect.result(store.append(append))),
        { concurrency: "unbounded" }
      )
      is(results.filter(({ _tag }) => _tag === "Success").length, 1)
      is((yield* store.readStream(ledger, stream("a"))).length, 1)
    })
  ]
}
