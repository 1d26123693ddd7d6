// Contract: guards, the streams that a decision only read.
import { Conflict, EventStore } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { appending, ledger, run, type Subject, stream, write } from "./subject.ts"

export const guardsContract = (subject: Subject): void => {
  describe(`${subject.name}: guards`, () => {
    it("a guard that holds lets the append through and leaves its stream alone", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("read"))]))
          yield* store.append(
            appending([write(stream("written"))], { guards: [{ stream: stream("read"), version: 1 }] })
          )
          expect(yield* store.readStream(ledger, stream("read"))).toHaveLength(1)
        })
      ))

    it("[52] a guarded stream that has moved refuses the append", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("read"))]))
          yield* store.append(appending([write(stream("read"))]))
          const guarded = appending([write(stream("written"))], { guards: [{ stream: stream("read"), version: 1 }] })
          expect(yield* Effect.flip(store.append(guarded))).toEqual(
            new Conflict({ stream: stream("read"), expected: 1, actual: 2 })
          )
          expect(yield* store.readStream(ledger, stream("written"))).toEqual([])
        })
      ))

    it("a guard at version 0 holds while there is no such stream", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const guards = [{ stream: stream("read"), version: 0 }]
          yield* store.append(appending([write(stream("a"))], { guards }))
          yield* store.append(appending([write(stream("read"))]))
          expect(yield* Effect.flip(store.append(appending([write(stream("a"))], { guards })))).toBeInstanceOf(Conflict)
        })
      ))
  })
}
