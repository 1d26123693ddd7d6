// Contract: what was acknowledged is there when the store is opened again.
import { now, PersonId } from "@ketluan/domain"
import { Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import { fails, has, is } from "./check.ts"
import { fragile, lines, notes, testProjections } from "./projections.ts"
import type { Opened } from "./subject.ts"
import { reopened, type Suite } from "./suite.ts"
import {
  appending,
  day,
  exactly,
  ledger,
  noStream,
  noted,
  opened,
  otherLedger,
  stream,
  upTo,
  write,
  writtenBy
} from "./words.ts"

const lan = PersonId.make("p-1")

const first = appending([
  write(stream("a"), { events: [noted({ occurredAt: day("2026-02-10") }), noted({ occurredAt: day("2026-02-20") })] }),
  write(stream("b"))
])

const lived = Effect.fnUntraced(function* ({ store }: Opened) {
  yield* store.append(first)
  yield* store.append(
    appending([write(stream("c"), { expect: noStream, events: [noted({ type: "Broken" })] })], {
      persons: [{ person: lan, name: "Lê Thị Lan", salt: new Uint8Array(32).fill(7) }]
    })
  )
  yield* TestClock.adjust("1 hour")
  yield* store.append(appending([write(stream("b"))], { eraseTexts: [2] }))
  yield* store.append(appending([write(stream("a"))], { ledger: otherLedger }))
})

/** All that a store answers. */
const look = Effect.fnUntraced(function* ({ store, tables }: Opened) {
  const ledgers = yield* store.ledgers
  const of = Effect.fnUntraced(function* (name: (typeof ledgers)[number]) {
    return {
      head: yield* store.head(name),
      events: yield* store.readLedger(name, 0, 1000),
      stream: yield* store.readStream(name, stream("a")),
      recorded: yield* store.recorded(name, { from: 0, limit: 1000 }),
      answer: yield* store.answered(name, first.command),
      names: yield* store.names(name, [lan]),
      progress: yield* tables.progress(name),
      tables: yield* Effect.forEach([notes, lines, fragile], (projection) =>
        Effect.result(Effect.all([tables.rows(name, projection, {}, now), tables.versions(name, projection)]))
      )
    }
  })
  return yield* Effect.forEach(ledgers, of)
})

export const reopeningSuite: Suite = {
  name: "opening again",
  cases: [
    reopened("a store that was opened and not written to is empty", function* (open) {
      for (const _ of upTo(2, 0))
        yield* open(function* ({ store, tables }) {
          is(yield* store.ledgers, [])
          is(yield* store.head(ledger), null)
          is(yield* tables.rows(ledger, notes, {}, now), [])
        })
    }),

    reopened(
      "everything is answered as before: events, head, answers, names, tables and what stopped",
      function* (open) {
        const before = yield* open(function* (store) {
          yield* lived(store)
          return yield* look(store)
        })
        is(before.length, 2)
        for (const _ of upTo(2, 0))
          is(
            yield* open(function* (store) {
              return yield* look(store)
            }),
            before
          )
      }
    ),

    reopened("[52] appends go on where the log ended, and a repeated command is still answered", function* (open) {
      const size = yield* open(function* (store) {
        yield* lived(store)
        return (yield* store.store.readLedger(ledger, 0, 100)).length
      })
      yield* open(function* ({ store }) {
        yield* TestClock.adjust("2 hours")
        is(yield* store.append(first), { first: 1, count: 3, repeated: true })
        has(yield* store.append(appending([write(stream("a"), { expect: exactly(2) })])), { first: size })
        const events = opened(yield* store.readStream(ledger, stream("a")))
        is(
          events.map(({ version }) => version),
          [1, 2, 3]
        )
      })
    }),

    reopened("what would have been refused still is", function* (open) {
      yield* open(function* (store) {
        yield* lived(store)
      })
      yield* open(function* ({ store }) {
        // The clock begins an hour before the newest record.
        yield* fails(store.append(appending([write(stream("a"))])), { _tag: "ClockBehind" })
        yield* TestClock.adjust("2 hours")
        const earlier = [noted({ occurredAt: day("2026-02-19") })]
        yield* fails(store.append(appending([write(stream("a"), { events: earlier })])), {
          rule: "OccursBeforePrevious"
        })
        yield* fails(store.append(appending([write(stream("c"), { expect: noStream })])), {
          _tag: "Conflict",
          actual: 1
        })
        const guards = [{ stream: stream("a"), version: 1 }]
        yield* fails(store.append(appending([write(stream("d"))], { guards })), { _tag: "Conflict", actual: 2 })
        const persons = [{ person: lan, name: "Khác", salt: new Uint8Array(32) }]
        yield* fails(store.append(appending([write(stream("d"))], { persons })), { _tag: "InvalidAppend" })
      })
    }),

    reopened("[53] the tables go on from where they stood, and equal a rebuild", function* (open) {
      yield* open(function* (store) {
        yield* lived(store)
      })
      yield* open(function* ({ store, tables }) {
        yield* TestClock.adjust("2 hours")
        yield* store.append(appending([write(stream("a")), write(stream("b"))]))
        yield* store.append(appending([write(stream("log"))], { eraseTexts: [4] }))
        const all = Effect.all([notes, lines, fragile].map((projection) => tables.versions(ledger, projection)))
        const live = JSON.stringify(yield* all)
        yield* tables.rebuild(testProjections, 3)
        is(JSON.stringify(yield* all), live)
        has(yield* tables.rows(ledger, notes, { id: "note/a" }, now), [{ count: 3 }])
      })
    }),

    reopened("a subscription goes on from any position over what was there before", function* (open) {
      yield* open(function* ({ store }) {
        yield* store.append(appending([write(stream("a"), { events: [noted(), noted(), noted()] })]))
      })
      yield* open(function* ({ store }) {
        has(yield* store.append(appending([write(stream("a"))])), { first: 4 })
        const events = yield* Stream.runCollect(Stream.take(store.subscribe(ledger, 2), 3))
        is(
          events.map(({ position }) => position),
          [2, 3, 4]
        )
      })
    }),

    reopened("[52] what many callers were answered at once is all there", function* (open) {
      const answers = yield* open(function* ({ store }) {
        const appends = upTo(40, 0).map((nth) => appending([write(stream(nth % 4), { events: [noted(), noted()] })]))
        return yield* Effect.all(
          appends.map((append) => Effect.map(store.append(append), (appended) => ({ append, appended }))),
          { concurrency: "unbounded" }
        )
      })
      yield* open(function* ({ store }) {
        const events = opened(yield* store.readLedger(ledger, 0, 1000))
        is(
          events.map(({ position }) => position),
          upTo(81, 0)
        )
        for (const { append, appended } of answers) {
          is(
            writtenBy(append, events).map(({ position }) => position),
            upTo(2, appended.first)
          )
          is(yield* store.append(append), { ...appended, repeated: true })
        }
      })
    })
  ]
}
