// Contract: many callers at once on one store, and still one order that all of them see.
import { type Append, type Appended, type EventStoreService, now, PersonId, type RecordedEvent } from "@ketluan/domain"
import { Effect, Fiber, Result } from "effect"
import { fails, has, holds, is } from "./check.ts"
import { lines, notes, testProjections } from "./projections.ts"
import { type Suite, test } from "./suite.ts"
import {
  appending,
  digestOf,
  exactly,
  ledger,
  noStream,
  noted,
  opened,
  otherLedger,
  stream,
  textOf,
  upTo,
  write,
  writtenBy
} from "./words.ts"

const CALLERS = 8
const EACH = 8

/** One append and its answer; `asked` and `answered` say which came before which. */
interface Asked {
  readonly append: Append
  readonly appended: Appended
  readonly asked: number
  readonly answered: number
}

/** To a stream that all callers share, and now and then to one of the caller's own too. */
const anAppend = (caller: number, nth: number): Append => {
  const events = Array.from({ length: 1 + ((caller + nth) % 3) }, () => noted({ facts: { weight: caller, nth } }))
  const shared = write(stream("shared"), { events })
  return appending(nth % 2 === 0 ? [shared] : [write(stream(`own-${caller}`)), shared])
}

/** Every caller asks for one append after the other, all callers at once. */
const race = Effect.fnUntraced(function* (store: EventStoreService) {
  const done: Array<Asked> = []
  let moment = 0
  const caller = Effect.fnUntraced(function* (number: number) {
    for (const nth of upTo(EACH, 0)) {
      const append = anAppend(number, nth)
      const asked = ++moment
      const appended = yield* store.append(append)
      done.push({ append, appended, asked, answered: ++moment })
    }
  })
  yield* Effect.all(upTo(CALLERS, 0).map(caller), { concurrency: "unbounded", discard: true })
  return done
})

const everything = Effect.fnUntraced(function* (store: EventStoreService) {
  return opened(yield* store.readLedger(ledger, 0, 10_000))
})

const streamsOf = (events: ReadonlyArray<RecordedEvent>) => Map.groupBy(events, ({ stream }) => stream)

export const orderSuite: Suite = {
  name: "order under many callers",
  cases: [
    test("[52] positions have no gaps, and versions none in any stream, however many append at once", function* ({
      store
    }) {
      const done = yield* race(store)
      const events = yield* everything(store)
      is(
        events.map(({ position }) => position),
        upTo(1 + done.reduce((sum, { appended }) => sum + appended.count, 0), 0)
      )
      for (const own of streamsOf(events).values())
        is(
          own.map(({ version }) => version),
          upTo(own.length, 1)
        )
      for (const [name, own] of streamsOf(events)) is(opened(yield* store.readStream(ledger, name)), own)
      has(yield* store.head(ledger), { frontier: { size: events.length } })
    }),

    test("[52] what was acknowledged stands once in the log, whole, at the place that was answered", function* ({
      store
    }) {
      const done = yield* race(store)
      const events = yield* everything(store)
      for (const { append, appended } of done) {
        const own = writtenBy(append, events)
        is(
          own.map(({ position }) => position),
          upTo(appended.count, appended.first)
        )
        is(
          own.map(({ stream, facts }) => ({ stream, facts })),
          append.writes.flatMap(({ stream, events }) => events.map(({ facts }) => ({ stream, facts })))
        )
      }
    }),

    test("[52] what was acknowledged before another append was asked for comes before it", function* ({ store }) {
      const done = yield* race(store)
      for (const one of done)
        for (const other of done)
          if (one.answered < other.asked)
            holds(one.appended.first < other.appended.first, `${one.appended.first} < ${other.appended.first}`)
    }),

    test("[52] whoever reads meanwhile sees a beginning of the log, and never less than before", function* ({ store }) {
      const seen: Array<ReadonlyArray<string>> = []
      let over = false
      const reader = Effect.gen(function* () {
        while (!over) {
          const size = (yield* store.head(ledger))?.frontier.size ?? 0
          const leaves = (yield* store.readLedger(ledger, 0, 10_000)).map(({ leaf }) => textOf(leaf))
          holds(leaves.length >= size, "what is read is no older than the head that was read before")
          const shared = yield* store.recorded(ledger, { stream: stream("shared") })
          is(
            shared.map(({ version }) => version),
            upTo(shared.length, 1)
          )
          seen.push(leaves)
          yield* Effect.sleep("1 millis")
        }
      })
      const readers = yield* Effect.forkChild(Effect.all([reader, reader, reader], { concurrency: 3, discard: true }))
      yield* race(store)
      over = true
      yield* Fiber.join(readers)
      const whole = (yield* store.readLedger(ledger, 0, 10_000)).map(({ leaf }) => textOf(leaf))
      for (const leaves of seen) is(leaves, whole.slice(0, leaves.length))
    }),

    test("[52] of many that expect the same version one goes ahead; who tries again loses nothing", function* ({
      store
    }) {
      const count = Effect.fnUntraced(function* () {
        const version = (yield* store.readStream(ledger, stream("counter"))).length
        const events = [noted({ facts: { weight: version } })]
        yield* store.append(appending([write(stream("counter"), { expect: exactly(version), events })]))
      })
      const caller = Effect.forEach(
        upTo(4, 0),
        () => Effect.retry(count(), { while: ({ _tag }) => _tag === "Conflict" }),
        { discard: true }
      )
      yield* Effect.all([caller, caller, caller, caller, caller], { concurrency: "unbounded", discard: true })
      is(
        opened(yield* store.readStream(ledger, stream("counter"))).map(({ facts }) => facts),
        upTo(20, 0).map((weight) => ({ weight }))
      )
    }),

    test("of many first appends to a ledger one opens it, and all of them are in it", function* ({ store }) {
      const appends = upTo(20, 0).map((id) => appending([write(stream(id), { expect: noStream })]))
      yield* Effect.all(appends.map(store.append), { concurrency: "unbounded", discard: true })
      const events = yield* everything(store)
      is(
        events.map(({ type }) => type),
        ["LedgerOpened", ...appends.map(() => "Noted")]
      )
      is(
        new Set(events.slice(1).map(({ stream }) => stream)),
        new Set(appends.flatMap(({ writes }) => writes.map(({ stream }) => stream)))
      )
    }),

    test("ledgers that are written at once stay apart", function* ({ store }) {
      const appends = upTo(40, 0).map((nth) =>
        appending([write(stream("a"), { events: [noted({ facts: { weight: nth % 2 } })] })], {
          ledger: nth % 2 === 0 ? ledger : otherLedger
        })
      )
      yield* Effect.all(appends.map(store.append), { concurrency: "unbounded", discard: true })
      for (const [weight, name] of [ledger, otherLedger].entries()) {
        const events = opened(yield* store.readLedger(name, 1, 100))
        is(
          events.map(({ position, facts }) => ({ position, facts })),
          upTo(20, 1).map((position) => ({ position, facts: { weight } }))
        )
      }
    }),

    test("one command that many ask for at once is recorded once, and all get the same answer", function* ({ store }) {
      const append = appending([write(stream("a"), { events: [noted(), noted()] }), write(stream("b"))])
      const answers = yield* Effect.all([...upTo(20, 0).map(() => store.append(append)), race(store)], {
        concurrency: "unbounded"
      }).pipe(Effect.map((all) => all.flatMap((answer) => ("first" in answer ? [answer] : []))))
      is(answers.filter(({ repeated }) => !repeated).length, 1)
      is(new Set(answers.map(({ first, count }) => `${first} ${count}`)).size, 1)
      const own = writtenBy(append, yield* everything(store))
      is(
        own.map(({ position }) => position),
        upTo(3, answers[0]?.first ?? -1)
      )
    }),

    test("of different contents under one command id one is recorded, and the others are refused", function* ({
      store
    }) {
      const append = appending([write(stream("a"))])
      const asked = upTo(12, 0).map((nth) => ({
        ...append,
        command: { ...append.command, digest: digestOf(String(nth % 3)) }
      }))
      const results = yield* Effect.all(
        asked.map((one) => Effect.result(store.append(one))),
        { concurrency: "unbounded" }
      )
      const taken = asked.filter((_, index) => Result.isSuccess(results[index] ?? Result.fail(null)))
      is(taken.length, 4)
      is(new Set(taken.map(({ command }) => command.digest)).size, 1)
      for (const result of results) if (Result.isFailure(result)) has(result.failure, { _tag: "CommandReused" })
      is((yield* store.readStream(ledger, stream("a"))).length, 1)
    }),

    test("each of the appends that wait together has its own verdict, and a refused one leaves nothing", function* ({
      store,
      tables
    }) {
      const lan = PersonId.make("p-1")
      const named = (name: string) => [{ person: lan, name, salt: new Uint8Array(32).fill(7) }]
      yield* store.append(appending([write(stream("a"))]))
      const repeated = appending([write(stream("c"))])
      const asked: ReadonlyArray<readonly [Append, unknown]> = [
        [appending([write(stream("a"), { expect: exactly(1) })]), { first: 2, repeated: false }],
        [appending([write(stream("b")), write(stream("a"), { expect: exactly(1) })]), { _tag: "Conflict", actual: 2 }],
        [appending([write(stream("b")), write(stream("x"), { events: [] })]), { _tag: "InvalidAppend" }],
        [repeated, { first: 3, repeated: false }],
        [
          appending([write(stream("b"))], {
            guards: [{ stream: stream("c"), version: 0 }],
            persons: named("Lê Thị Lan")
          }),
          { _tag: "Conflict", actual: 1 }
        ],
        [repeated, { first: 3, repeated: true }],
        [{ ...repeated, command: { ...repeated.command, digest: digestOf("b") } }, { _tag: "CommandReused" }],
        [appending([write(stream("d"))], { persons: named("Trần Văn Minh") }), { first: 4, repeated: false }],
        [appending([write(stream("b"))], { persons: named("Khác") }), { _tag: "InvalidAppend" }],
        [
          appending([write(stream("a"), { expect: exactly(2) })], { guards: [{ stream: stream("d"), version: 1 }] }),
          { first: 5, repeated: false }
        ]
      ]
      // All of one append, or nothing, whatever the store merged.
      const results = yield* Effect.all(
        asked.map(([append]) => Effect.result(store.append(append))),
        { concurrency: "unbounded" }
      )
      for (const [index, [, verdict]] of asked.entries()) {
        const result = results[index]
        has(result !== undefined && (Result.isSuccess(result) ? result.success : result.failure), verdict)
      }
      const events = yield* everything(store)
      is(
        events.slice(1).map(({ stream }) => stream),
        ["note/a", "note/a", "note/c", "note/d", "note/a"]
      )
      is(yield* store.names(ledger, [lan]), new Map([[lan, "Trần Văn Minh"]]))
      const rows = yield* tables.rows(ledger, notes, {}, now)
      is(
        rows.map(({ id, count }) => `${id} ${count}`),
        ["note/a 3", "note/c 1", "note/d 1"]
      )
      for (const [append] of asked.slice(1, 3)) is(yield* store.answered(ledger, append.command), null)
      yield* fails(store.append(appending([write(stream("b"), { expect: exactly(1) })])), {
        _tag: "Conflict",
        actual: 0
      })
    }),

    test("a caller that goes away leaves its append whole or not at all, and whoever asks again gets it once", function* ({
      store
    }) {
      const appends = upTo(30, 0).map((nth) =>
        appending([write(stream(nth % 3), { events: [noted(), noted()] }), write(stream(`own-${nth}`))])
      )
      const callers = yield* Effect.forEach(appends, (append) => Effect.forkChild(store.append(append)))
      for (const [nth, caller] of callers.entries()) {
        if (nth % 6 === 0) yield* Effect.sleep("1 millis")
        if (nth % 2 === 0) yield* Fiber.interrupt(caller)
      }
      const answers = yield* Effect.forEach(appends, store.append)
      const events = yield* everything(store)
      is(events.length, 1 + 3 * appends.length)
      for (const [nth, append] of appends.entries())
        is(
          writtenBy(append, events).map(({ position }) => position),
          upTo(3, answers[nth]?.first ?? -1)
        )
    }),

    test("[53] a table that is read meanwhile is never behind the log that was read before it", function* ({
      store,
      tables
    }) {
      let over = false
      const reader = Effect.gen(function* () {
        while (!over) {
          const { length } = yield* store.readStream(ledger, stream("shared"))
          const [row] = yield* tables.rows(ledger, notes, { id: "note/shared" }, now)
          const count = row === undefined ? 0 : Number(row.count)
          holds(count >= length, `a table with ${count} events follows a stream with ${length}`)
          yield* Effect.sleep("1 millis")
        }
      })
      const readers = yield* Effect.forkChild(Effect.all([reader, reader], { concurrency: 2, discard: true }))
      yield* race(store)
      over = true
      yield* Fiber.join(readers)
    }),

    test("[53] the tables have every event once, also where texts are erased while others append", function* ({
      store,
      tables
    }) {
      const { first, count } = yield* store.append(
        appending([write(stream("shared"), { events: [noted({ texts: { words: "bí mật" } }), noted()] })])
      )
      const erasures = upTo(count, first).map((position) =>
        store.append(appending([write(stream("log"))], { eraseTexts: [position] }))
      )
      yield* Effect.all([race(store), ...erasures], { concurrency: "unbounded", discard: true })
      for (const [name, own] of streamsOf((yield* everything(store)).slice(1)))
        has(yield* tables.rows(ledger, notes, { id: name }, now), [{ count: own.length }])
      const all = Effect.all([notes, lines].map((projection) => tables.versions(ledger, projection)))
      const live = JSON.stringify(yield* all)
      holds(!live.includes("bí mật"), "the erased words are gone")
      yield* tables.rebuild(testProjections, 50)
      is(JSON.stringify(yield* all), live)
    })
  ]
}
