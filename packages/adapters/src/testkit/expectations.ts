// Contract: what a write expects of its stream.
import { Conflict, EventStore } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { anyVersion, appending, exactly, ledger, noStream, run, type Subject, stream, write } from "./subject.ts"

export const expectationsContract = (subject: Subject): void => {
  describe(`${subject.name}: expectations`, () => {
    it("[52] a stale Exactly is refused and names where the stream is", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"))]))
          yield* store.append(appending([write(stream("a"), { expect: exactly(1) })]))
          const error = yield* Effect.flip(store.append(appending([write(stream("a"), { expect: exactly(1) })])))
          expect(error).toEqual(new Conflict({ stream: stream("a"), expected: 1, actual: 2 }))
        })
      ))

    it("[52] an Exactly ahead of its stream is refused, also on a stream that does not exist", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          for (const expected of [1, 5])
            expect(
              yield* Effect.flip(store.append(appending([write(stream("a"), { expect: exactly(expected) })])))
            ).toBeInstanceOf(Conflict)
        })
      ))

    it("Exactly 0 and NoStream both mean that there are no events", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(
            appending([write(stream("a"), { expect: noStream }), write(stream("b"), { expect: exactly(0) })])
          )
          for (const expect_ of [noStream, exactly(0)])
            expect(
              yield* Effect.flip(store.append(appending([write(stream("a"), { expect: expect_ })])))
            ).toBeInstanceOf(Conflict)
        })
      ))

    it("unlimited concurrency under Any: everything succeeds", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const appends = Array.from({ length: 40 }, () => appending([write(stream("a"), { expect: anyVersion })]))
          yield* Effect.all(appends.map(store.append), { concurrency: "unbounded" })
          expect(yield* store.readStream(ledger, stream("a"))).toHaveLength(40)
        })
      ))

    it("of many at once that expect the same version, exactly one succeeds", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const race = Array.from({ length: 20 }, () => appending([write(stream("a"), { expect: noStream })]))
          const results = yield* Effect.all(
            race.map((append) => Effect.result(store.append(append))),
            { concurrency: "unbounded" }
          )
          expect(results.filter(({ _tag }) => _tag === "Success")).toHaveLength(1)
          expect(yield* store.readStream(ledger, stream("a"))).toHaveLength(1)
        })
      ))
  })
}
