// Contract: a commit that fails. The caller is told, the append is there as a whole or not at all, and asking again is safe.
import { type Append, type EventStoreService, now } from "@ketluan/domain"
import { Effect, Result } from "effect"
import { has, holds, is } from "./check.ts"
import { fragile, lines, notes, testProjections } from "./projections.ts"
import { type Fault, failing, type Suite } from "./suite.ts"
import { appending, ledger, noted, opened, stream, upTo, write, writtenBy } from "./words.ts"

const events = [noted({ texts: { words: "một" } }), noted()]

/** Each fault has streams of its own. */
const to = ({ number }: Fault, id: string) => stream(`${number}-${id}`)

const commandsOf = Effect.fnUntraced(function* (store: EventStoreService, append: Append) {
  return writtenBy(append, opened(yield* store.readLedger(ledger, 0, 10_000)))
})

const isStoreFailure = <A>(what: string, result: Result.Result<A, { readonly _tag: string }>): void =>
  is({ what, error: Result.isFailure(result) ? result.failure._tag : "none" }, { what, error: "StoreFailure" })

export const faultsSuite: Suite = {
  name: "failing commits",
  cases: [
    failing(
      "[52] a commit that fails is a StoreFailure, and its append is stored as a whole or not at all",
      function* (fault, { store, tables }) {
        yield* store.append(appending([write(to(fault, "a"))]))
        const before = (yield* store.head(ledger))?.frontier.size ?? 0
        const append = appending([write(to(fault, "a"), { events }), write(to(fault, "b"))])
        yield* fault.strike
        isStoreFailure(fault.what, yield* Effect.result(store.append(append)))
        const own = yield* commandsOf(store, append)
        holds(
          own.length === 0 || own.length === 3,
          `${fault.what}: the append is whole or absent, not ${own.length} of 3`
        )
        has(yield* store.head(ledger), { frontier: { size: before + own.length } })
        is((yield* store.answered(ledger, append.command)) === null, own.length === 0)
        const rows = yield* tables.rows(ledger, notes, { id: [to(fault, "a"), to(fault, "b")] }, now)
        is(
          rows.map(({ count }) => count),
          own.length === 0 ? [1] : [3, 1]
        )
      }
    ),

    failing("asking again by the command id gives it exactly once", function* (fault, { store }) {
      const append = appending([write(to(fault, "a"), { events }), write(to(fault, "b"))])
      yield* fault.strike
      isStoreFailure(fault.what, yield* Effect.result(store.append(append)))
      const { first, count } = yield* store.append(append)
      is(
        (yield* commandsOf(store, append)).map(({ position }) => position),
        upTo(3, first)
      )
      is(yield* store.append(append), { first, count, repeated: true })
    }),

    failing(
      "[52] of many that wait while one commit fails, each is told, and all can be asked for again",
      function* (fault, { store }) {
        yield* store.append(appending([write(to(fault, "a"))]))
        const appends = upTo(12, 0).map((nth) => appending([write(to(fault, String(nth % 3)), { events })]))
        yield* fault.strike
        const results = yield* Effect.all(
          appends.map((append) => Effect.result(store.append(append))),
          { concurrency: "unbounded" }
        )
        const failed = results.filter(Result.isFailure)
        holds(failed.length > 0, `${fault.what}: somebody is told`)
        for (const result of failed) isStoreFailure(fault.what, result)
        for (const append of appends) {
          const { first } = yield* store.append(append)
          is(
            (yield* commandsOf(store, append)).map(({ position }) => position),
            upTo(2, first)
          )
        }
        const all = opened(yield* store.readLedger(ledger, 0, 10_000))
        is(
          all.map(({ position }) => position),
          upTo(all.length, 0)
        )
      }
    ),

    failing(
      "[55] an erasure whose commit fails can be asked for again, and then the words are gone",
      function* (fault, { store, tables }) {
        const said = noted({ texts: { words: "bí mật" } })
        const { first } = yield* store.append(appending([write(to(fault, "a"), { events: [said] })]))
        const erasure = appending([write(to(fault, "log"))], { eraseTexts: [first] })
        yield* fault.strike
        isStoreFailure(fault.what, yield* Effect.result(store.append(erasure)))
        yield* store.append(erasure)
        is(
          opened(yield* store.readStream(ledger, to(fault, "a"))).map(({ texts }) => texts),
          ["erased"]
        )
        is((yield* commandsOf(store, erasure)).length, 1)
        holds(!JSON.stringify(yield* tables.versions(ledger, notes)).includes("bí mật"), "no table holds the words")
      }
    ),

    failing("[53] the tables then equal a rebuild", function* (fault, { store, tables }) {
      const append = appending([write(to(fault, "a"), { events })])
      yield* fault.strike
      isStoreFailure(fault.what, yield* Effect.result(store.append(append)))
      yield* store.append(append)
      yield* store.append(appending([write(to(fault, "b"))]))
      const all = Effect.all([notes, lines, fragile].map((projection) => tables.versions(ledger, projection)))
      const live = JSON.stringify(yield* all)
      yield* tables.rebuild(testProjections, 3)
      is(JSON.stringify(yield* all), live)
    })
  ]
}
