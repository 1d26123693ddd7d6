// Contract: sources, the original bytes of documents, kept once under their hash and erasable.
import { type EventStoreService, MAX_SOURCE_BYTES, Sha256, type Source } from "@ketluan/domain"
import { Effect, Result } from "effect"
import { primitives } from "../primitives/index.ts"
import { fails, is } from "./check.ts"
import { failing, reopened, type Suite, test } from "./suite.ts"
import { appending, ledger, noStream, otherLedger, stream, upTo, write } from "./words.ts"

const sourceOf = (bytes: Uint8Array): Source => ({ hash: Sha256.make(primitives.sha256Hex(bytes)), bytes })
const file = (words: string): Source => sourceOf(primitives.encode(words))
/** Every byte, many times: more than any page of a database holds. */
const large = sourceOf(Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31 + (at >> 8)) % 256))
const unknown = { _tag: "Unknown" } as const
const erasedAt = (position: number) => ({ _tag: "Erased", position })

const isKept = Effect.fnUntraced(function* (store: EventStoreService, source: Source) {
  is(yield* store.source(ledger, source.hash), { _tag: "Kept", bytes: source.bytes })
})

const bring = (to: string, ...sources: ReadonlyArray<Source>) => appending([write(stream(to))], { sources })
const erase = (...sources: ReadonlyArray<Source>) =>
  appending([write(stream("log"))], { eraseSources: sources.map(({ hash }) => hash) })

export const sourcesSuite: Suite = {
  name: "sources",
  cases: [
    test("the bytes that an append brings are read back as they were, from its ledger alone", function* ({ store }) {
      const brought = [sourceOf(new Uint8Array(0)), sourceOf(Uint8Array.of(0, 255, 0)), file("tệp"), large]
      yield* store.append(bring("a", ...brought))
      for (const source of brought) yield* isKept(store, source)
      is(yield* store.source(ledger, file("khác").hash), unknown)
      is(yield* store.source(otherLedger, large.hash), unknown)
    }),

    test("the same bytes again are taken and kept, by each ledger for itself", function* ({ store }) {
      yield* store.append(bring("a", large, large))
      yield* store.append(bring("b", large, file("tệp")))
      yield* store.append({ ...bring("a", file("tệp")), ledger: otherLedger })
      yield* store.append({ ...erase(file("tệp")), ledger: otherLedger })
      for (const source of [large, file("tệp")]) yield* isKept(store, source)
      is(yield* store.source(otherLedger, file("tệp").hash), erasedAt(2))
    }),

    test("bytes that are not those of the hash are refused, and nothing of the append is written", function* ({
      store
    }) {
      yield* store.append(bring("a", file("tệp")))
      const head = yield* store.head(ledger)
      const other = file("khác")
      for (const hash of [other.hash, file("tệp").hash])
        yield* fails(store.append(bring("a", other, { hash, bytes: primitives.encode("giả") })), {
          _tag: "SourceDiffers",
          hash
        })
      is(yield* store.head(ledger), head)
      is(yield* store.source(ledger, other.hash), unknown)
      yield* isKept(store, file("tệp"))
    }),

    test("a source over the limit is refused with both sizes, and nothing of the append is written", function* ({
      store
    }) {
      const most = MAX_SOURCE_BYTES
      const source = { hash: file("tệp").hash, bytes: new Uint8Array(most + 1) }
      yield* fails(store.append(bring("a", source)), { _tag: "SourceTooLarge", size: most + 1, limit: most })
      is(yield* store.head(ledger), null)
    }),

    test("an append that is refused for anything else leaves no source behind", function* ({ store }) {
      yield* store.append(bring("a"))
      const guards = [{ stream: stream("b"), version: 1 }]
      yield* fails(store.append({ ...bring("a", large), guards }), { _tag: "Conflict" })
      is(yield* store.source(ledger, large.hash), unknown)
    }),

    test("a repeated command is answered, whatever became of its source", function* ({ store }) {
      const append = bring("a", large)
      const { first, count } = yield* store.append(append)
      yield* store.append(erase(large))
      is(yield* store.append(append), { first, count, repeated: true })
      is(yield* store.source(ledger, large.hash), erasedAt(first + count))
    }),

    test("[55] erased bytes go, a mark tells at which position, and events stay as they were", function* ({ store }) {
      yield* store.append(bring("a", large, file("tệp")))
      const before = yield* store.readStream(ledger, stream("a"))
      const { first } = yield* store.append(erase(large, large))
      is(yield* store.source(ledger, large.hash), erasedAt(first))
      yield* isKept(store, file("tệp"))
      is(yield* store.readStream(ledger, stream("a")), before)
      // Erasing again is nothing new: the mark tells of the first time.
      yield* store.append(erase(large))
      is(yield* store.source(ledger, large.hash), erasedAt(first))
    }),

    test("[55] what was erased is not taken again, under its hash or by other bytes", function* ({ store }) {
      yield* store.append(bring("a", large))
      const { first } = yield* store.append(erase(large))
      const head = yield* store.head(ledger)
      yield* fails(store.append(bring("a", large)), { _tag: "SourceErased", hash: large.hash })
      yield* fails(store.append(bring("a", { hash: large.hash, bytes: file("giả").bytes })), { _tag: "SourceDiffers" })
      is(yield* store.head(ledger), head)
      is(yield* store.source(ledger, large.hash), erasedAt(first))
    }),

    test("what is not kept cannot be erased, and an append does not erase what it brings", function* ({ store }) {
      yield* store.append(bring("a", file("tệp")))
      yield* fails(store.append(erase(file("tệp"), large)), { _tag: "InvalidAppend" })
      yield* fails(store.append({ ...erase(large), sources: [large] }), { _tag: "InvalidAppend" })
      yield* isKept(store, file("tệp"))
      is(yield* store.source(ledger, large.hash), unknown)
    }),

    test("the event that asks for the erasure of a source is recorded with it, or neither is", function* ({ store }) {
      yield* store.append(bring("a", large))
      const guards = [{ stream: stream("a"), version: 9 }]
      yield* fails(store.append({ ...erase(large), guards }), { _tag: "Conflict" })
      yield* isKept(store, large)
    }),

    test("[2] of many who bring one file at once, whoever reserves it keeps it, and nobody else leaves anything", function* ({
      store
    }) {
      const results = yield* Effect.all(
        upTo(8, 0).map((nth) =>
          Effect.result(
            store.append(
              appending([write(stream("file"), { expect: noStream })], { sources: [large, file(`bản ${nth}`)] })
            )
          )
        ),
        { concurrency: "unbounded" }
      )
      is(results.filter(Result.isSuccess).length, 1)
      yield* isKept(store, large)
      for (const [nth, result] of results.entries())
        is((yield* store.source(ledger, file(`bản ${nth}`).hash))._tag, Result.isSuccess(result) ? "Kept" : "Unknown")
    }),

    test("many at once, with sources of their own and one in common, all keep theirs", function* ({ store }) {
      yield* Effect.all(
        upTo(40, 0).map((nth) =>
          store.append(nth % 3 === 0 ? bring(`a${nth}`) : bring(`a${nth}`, file(`tệp ${nth}`), large))
        ),
        { concurrency: "unbounded" }
      )
      yield* isKept(store, large)
      for (const nth of upTo(40, 0)) if (nth % 3 !== 0) yield* isKept(store, file(`tệp ${nth}`))
    }),

    test("of bringing and erasing at once, either order is whole", function* ({ store }) {
      yield* store.append(bring("a", large))
      const results = yield* Effect.all(
        upTo(9, 0).map((nth) => Effect.result(store.append(nth === 4 ? erase(large) : bring(`b${nth}`, large)))),
        { concurrency: "unbounded" }
      )
      const position = results.flatMap((result, nth) => (Result.isSuccess(result) && nth === 4 ? [result.success] : []))
      is(position.length, 1)
      for (const result of results)
        if (Result.isFailure(result)) is(result.failure, { _tag: "SourceErased", hash: large.hash })
      is(yield* store.source(ledger, large.hash), erasedAt(position[0]?.first ?? -1))
    }),

    reopened("sources and the marks of erased ones are found again, and still refuse", function* (open) {
      const { first } = yield* open(function* ({ store }) {
        yield* store.append(bring("a", large, file("tệp")))
        return yield* store.append(erase(file("tệp")))
      })
      yield* open(function* ({ store }) {
        yield* isKept(store, large)
        is(yield* store.source(ledger, file("tệp").hash), erasedAt(first))
        yield* fails(store.append(bring("a", file("tệp"))), { _tag: "SourceErased" })
        yield* store.append(bring("a", large))
      })
    }),

    failing("a source is kept with the append of a commit that failed, or goes with it", function* (fault, { store }) {
      const source = file(`tệp ${fault.number}`)
      const append = bring(`${fault.number}-a`, source)
      yield* fault.strike
      yield* fails(store.append(append), { _tag: "StoreFailure" })
      const there = (yield* store.answered(ledger, append.command)) !== null
      is((yield* store.source(ledger, source.hash))._tag, there ? "Kept" : "Unknown")
      yield* store.append(append)
      yield* isKept(store, source)
    }),

    failing("[55] an erasure of a source whose commit fails can be asked for again", function* (fault, { store }) {
      const source = file(`tệp ${fault.number}`)
      yield* store.append(bring(`${fault.number}-a`, source))
      const erasure = erase(source)
      yield* fault.strike
      yield* fails(store.append(erasure), { _tag: "StoreFailure" })
      const { first } = yield* store.append(erasure)
      is(yield* store.source(ledger, source.hash), erasedAt(first))
    })
  ]
}
