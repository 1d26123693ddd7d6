// Contract: guards, the streams that a decision only read.

import { fails, is } from "./check.ts"
import { type Suite, test } from "./suite.ts"
import { appending, ledger, stream, write } from "./words.ts"

export const guardsSuite: Suite = {
  name: "guards",
  cases: [
    test("a guard that holds lets the append through and leaves its stream alone", function* ({ store }) {
      yield* store.append(appending([write(stream("read"))]))
      yield* store.append(appending([write(stream("written"))], { guards: [{ stream: stream("read"), version: 1 }] }))
      is((yield* store.readStream(ledger, stream("read"))).length, 1)
    }),

    test("[52] a guarded stream that has moved refuses the append", function* ({ store }) {
      yield* store.append(appending([write(stream("read"))]))
      yield* store.append(appending([write(stream("read"))]))
      const guarded = appending([write(stream("written"))], { guards: [{ stream: stream("read"), version: 1 }] })
      yield* fails(store.append(guarded), { _tag: "Conflict", stream: stream("read"), expected: 1, actual: 2 })
      is(yield* store.readStream(ledger, stream("written")), [])
    }),

    test("a guard at version 0 holds while there is no such stream", function* ({ store }) {
      const guards = [{ stream: stream("read"), version: 0 }]
      yield* store.append(appending([write(stream("a"))], { guards }))
      yield* store.append(appending([write(stream("read"))]))
      yield* fails(store.append(appending([write(stream("a"))], { guards })), { _tag: "Conflict" })
    })
  ]
}
