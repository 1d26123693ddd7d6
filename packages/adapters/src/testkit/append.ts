// Contract: an append is written as a whole, in order, and into the tree.
import { EventStore, emptyFrontier, append as grow, InvalidAppend, leafHash } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { primitives } from "../primitives/index.ts"
import { appending, exactly, ledger, noted, opened, otherLedger, run, type Subject, stream, write } from "./subject.ts"

export const appendContract = (subject: Subject): void => {
  describe(`${subject.name}: appending`, () => {
    it("the first append to a ledger opens it with a random origin", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          expect(yield* store.head(ledger)).toBeNull()
          expect(yield* store.append(appending([write(stream("a"))]))).toEqual({ first: 1, count: 1, repeated: false })
          const head = yield* store.head(ledger)
          expect(head?.origin).toMatch(/^[0-9a-f]{32}$/)
          const events = opened(yield* store.readLedger(ledger, 0, 10))
          expect(events.map(({ type }) => type)).toEqual(["LedgerOpened", "Noted"])
          expect(events[0]).toMatchObject({ position: 0, version: 1, stream: `ledger/${head?.origin}` })
        })
      ))

    it("[52] positions are dense from 0 in a ledger and versions dense from 1 in a stream, over several streams", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"), { events: [noted(), noted()] }), write(stream("b"))]))
          yield* store.append(appending([write(stream("b"), { events: [noted(), noted()] }), write(stream("a"))]))
          const events = opened(yield* store.readLedger(ledger, 1, 10))
          expect(events.map(({ position, stream, version }) => [position, stream, version])).toEqual([
            [1, "note/a", 1],
            [2, "note/a", 2],
            [3, "note/b", 1],
            [4, "note/b", 2],
            [5, "note/b", 3],
            [6, "note/a", 3]
          ])
        })
      ))

    it("what one write of an append is refused for keeps all of it out", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"))]))
          const before = yield* store.head(ledger)
          const refused = appending([write(stream("b")), write(stream("a"), { expect: exactly(7) })])
          yield* Effect.flip(store.append(refused))
          expect(yield* store.head(ledger)).toEqual(before)
          expect(yield* store.readStream(ledger, stream("b"))).toEqual([])
          expect(yield* store.answered(ledger, refused.command)).toBeNull()
        })
      ))

    it("a refused first append opens no ledger", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* Effect.flip(store.append(appending([write(stream("a"), { expect: exactly(1) })])))
          expect(yield* store.head(ledger)).toBeNull()
          expect(yield* store.ledgers).toEqual([])
        })
      ))

    it("an append that writes nothing, one stream twice, or no events is refused", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          for (const writes of [[], [write(stream("a")), write(stream("a"))], [write(stream("a"), { events: [] })]])
            expect(yield* Effect.flip(store.append(appending(writes)))).toBeInstanceOf(InvalidAppend)
        })
      ))

    it("text with U+0000 or a lone surrogate is refused, in facts and in texts", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          for (const text of ["a\u0000b", "a\ud800b"])
            for (const part of [{ facts: { text } }, { texts: { text } }, { facts: { [text]: 1 } }])
              expect(
                yield* Effect.flip(store.append(appending([write(stream("a"), { events: [noted(part)] })])))
              ).toBeInstanceOf(InvalidAppend)
          expect(yield* store.head(ledger)).toBeNull()
        })
      ))

    it("text of every plane comes back as it went in", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const words = 'Kết luận 08-KL/HU: Đảng uỷ, Đảng ủy, Uỷ 𠮟 👩‍👧 \u202e\ufffe\n\t"\\'
          yield* store.append(
            appending([write(stream("a"), { events: [noted({ facts: { words }, texts: { words } })] })])
          )
          const [event] = opened(yield* store.readStream(ledger, stream("a")))
          expect(event?.facts).toEqual({ words })
          expect(event?.texts).toEqual({ words })
        })
      ))

    it("the head's frontier is that of the RFC 6962 tree over the stored leaves", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          for (let count = 1; count < 6; count++)
            yield* store.append(
              appending([write(stream("a"), { events: Array.from({ length: count }, () => noted()) })])
            )
          const events = yield* store.readLedger(ledger, 0, 100)
          const frontier = events.reduce(
            (tree, { leaf }) => grow(primitives.sha256, tree, leafHash(primitives.sha256, leaf)),
            emptyFrontier
          )
          expect((yield* store.head(ledger))?.frontier).toEqual(frontier)
        })
      ))

    it("ledgers of one store know nothing of each other", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"))]))
          yield* store.append(appending([write(stream("a"))], { ledger: otherLedger }))
          yield* store.append(appending([write(stream("a"))], { ledger: otherLedger }))
          expect(yield* store.readStream(ledger, stream("a"))).toHaveLength(1)
          expect(yield* store.readStream(otherLedger, stream("a"))).toHaveLength(2)
          expect((yield* store.head(ledger))?.origin).not.toBe((yield* store.head(otherLedger))?.origin)
          expect(yield* store.ledgers).toEqual([otherLedger, ledger])
        })
      ))
  })
}
