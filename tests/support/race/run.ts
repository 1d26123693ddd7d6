// The work of one racer on its store: several fibers that write, read, follow and rebuild, and say everything they see.
import { randomInt } from "node:crypto"
import { primitives } from "@ketluan/adapters/primitives"
import {
  type Append,
  type AppendError,
  type Appended,
  EventStore,
  hex,
  now,
  ReadModel,
  root,
  StoreFailure
} from "@ketluan/domain"
import { Cause, Effect, Exit, Fiber, Layer, Result, Schedule, Schema, Stream } from "effect"
import { contentOf, markOf } from "./marks.ts"
import { beginning, ending, type Observed } from "./observed.ts"
import type { Order } from "./order.ts"
import { ledger, openPlace, raceTables } from "./place.ts"
import { appendOf, Knowledge, learn, seedOf, stepsOf } from "./script.ts"
import { TallyRow, tally } from "./tally.ts"

export type Say = (observed: Observed) => void

const CHUNK = 50
const PAGES = [1, 7, 100, 400]
const REPEATS = 200
/** Milliseconds before what failed is tried again. */
const STUMBLE = 50

const rowsOf = Schema.decodeUnknownSync(Schema.Array(TallyRow))

const sentOf = (call: string, append: Append): Observed => ({
  _tag: "Sent",
  call,
  at: beginning(),
  command: append.command.id,
  digest: append.command.digest,
  writes: append.writes.map(({ stream, expect, events }) => ({
    stream,
    expect,
    events: events.map((event) => contentOf(event))
  })),
  guards: append.guards.map(({ stream, version }) => ({ stream, version })),
  erase: append.eraseTexts
})

const answerOf = (call: string, answer: Result.Result<Appended, AppendError>): Observed => {
  const at = ending()
  if (Result.isSuccess(answer)) return { _tag: "Done", call, at, ...answer.success }
  const error = answer.failure
  if (error._tag === "StoreFailure") return { _tag: "Failed", call, at, reason: error.reason, message: error.message }
  const conflict = error._tag === "Conflict" ? error : null
  const place = { stream: conflict?.stream ?? null, actual: conflict?.actual ?? null }
  return { _tag: "Refused", call, at, tag: error._tag, ...place }
}

const writer = Effect.fnUntraced(function* (order: Order, number: number, say: Say) {
  const store = yield* EventStore
  const fiber = `${order.name}-${number}`
  const known = new Knowledge()
  let attempts = 0
  const attempt = Effect.fnUntraced(function* (append: Append) {
    attempts += 1
    const call = `${fiber}#${attempts}`
    say(sentOf(call, append))
    const answer = yield* Effect.result(store.append(append))
    say(answerOf(call, answer))
    return answer
  })
  for (let done = 0; order.calls === null || done < order.calls; done += CHUNK) {
    const seed = seedOf(order.race, fiber, done)
    const count = order.calls === null ? CHUNK : Math.min(CHUNK, order.calls - done)
    for (const [index, step] of stepsOf(seed, count).entries()) {
      const append = appendOf(step, done + index, order.race, fiber, known)
      let answer = yield* attempt(append)
      // A failed append may be in the log: it is repeated by its command id until the store says.
      for (let again = 0; again < REPEATS; again++) {
        if (Result.isSuccess(answer) || answer.failure._tag !== "StoreFailure") break
        yield* Effect.sleep(1 + (again % 10))
        answer = yield* attempt(append)
      }
      if (Result.isSuccess(answer)) {
        if (!answer.success.repeated) learn(known, append, answer.success.first)
      } else if (answer.failure._tag === "Conflict") known.versions.set(answer.failure.stream, answer.failure.actual)
    }
  }
})

/** Does it again after a failure of the store, which is said. */
const undaunted = <A, E, R>(by: string, say: Say, work: Effect.Effect<A, E | StoreFailure, R>) =>
  Effect.retry(work, {
    while: (error) => {
      if (!(error instanceof StoreFailure)) return false
      say({ _tag: "Stumbled", by, at: ending(), reason: error.reason, message: error.message })
      return true
    },
    schedule: Schedule.spaced(STUMBLE)
  })

const reader = Effect.fnUntraced(function* (by: string, say: Say) {
  const store = yield* EventStore
  const tables = yield* ReadModel
  let size = 0
  const look = Effect.gen(function* () {
    const from = randomInt(3) === 0 ? Math.max(0, size - randomInt(20)) : randomInt(size + 1)
    const limit = PAGES[randomInt(PAGES.length)] ?? 1
    const pageSent = beginning()
    const page = yield* store.readLedger(ledger, from, limit)
    say({ _tag: "Page", by, sent: pageSent, at: ending(), from, limit, marks: page.map(markOf) })
    const headSent = beginning()
    const head = yield* store.head(ledger)
    const at = ending()
    if (head !== null) {
      size = head.frontier.size
      say({ _tag: "Head", by, sent: headSent, at, size, root: hex(root(primitives.sha256, head.frontier)) })
    }
    const tallySent = beginning()
    const rows = rowsOf(yield* tables.rows(ledger, tally, {}, now))
    say({
      _tag: "Tally",
      by,
      sent: tallySent,
      at: ending(),
      rows: rows.map(({ id, seen, sum }) => ({ stream: id, seen, sum }))
    })
  })
  for (;;) {
    yield* undaunted(by, say, look)
    yield* Effect.sleep(1 + randomInt(15))
  }
})

/** Subscribes anew behind the last event that it was given, whenever the store fails. */
const follower = Effect.fnUntraced(function* (by: string, first: number, say: Say) {
  const store = yield* EventStore
  let next = first
  let subscriptions = 0
  const follow = Effect.suspend(() => {
    const from = next
    const name = subscriptions === 0 ? by : `${by}, ${subscriptions} times anew`
    subscriptions += 1
    return Stream.runForEachArray(store.subscribe(ledger, from), (events) =>
      Effect.sync(() => {
        const positions = events.map(({ position }) => position)
        say({ _tag: "Followed", by: name, at: ending(), from, positions, marks: events.map(markOf) })
        next += events.length
      })
    )
  })
  yield* undaunted(by, say, follow)
})

const rebuilder = Effect.fnUntraced(function* (by: string, say: Say) {
  const tables = yield* ReadModel
  // One of the tables stops where words that it needs are erased: the others are rebuilt all the same.
  const rebuild = Effect.suspend(() =>
    Effect.catchTag(tables.rebuild(raceTables, 1 + randomInt(300)), "ProjectionStopped", () => Effect.void)
  )
  for (;;) {
    yield* undaunted(by, say, rebuild)
    say({ _tag: "Rebuilt", by, at: ending() })
    yield* Effect.sleep(20 + randomInt(50))
  }
})

/** Says what failed without a name; an interruption is none. */
const watched = <A, E, R>(by: string, say: Say, work: Effect.Effect<A, E, R>): Effect.Effect<void, never, R> =>
  Effect.flatMap(Effect.exit(work), (exit) =>
    Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause)
      ? Effect.void
      : Effect.sync(() => say({ _tag: "Broke", by, at: ending(), what: Cause.pretty(exit.cause) }))
  )

/** Races on a store that is open, and ends when its calls are made and it is told to stop. */
export const raceOn = Effect.fnUntraced(function* (order: Order, stopped: Effect.Effect<void>, say: Say) {
  const { name } = order
  say({ _tag: "Opened", by: name, at: ending() })
  const others = yield* Effect.forEach(
    [
      ...Array.from({ length: order.readers }, (_, index) => ({ by: `${name} reader ${index}`, work: reader })),
      ...(order.rebuilds ? [{ by: `${name} rebuilder`, work: rebuilder }] : [])
    ],
    ({ by, work }) => Effect.forkChild(watched(by, say, work(by, say)))
  )
  const followers = yield* Effect.forEach(order.followers, (from, index) => {
    const by = `${name} follower ${index}`
    return Effect.forkChild(watched(by, say, follower(by, from, say)))
  })
  const writing = Effect.forEach(
    Array.from({ length: order.writers }, (_, number) => number),
    (number) => watched(`${name} writer ${number}`, say, writer(order, number, say)),
    { concurrency: "unbounded", discard: true }
  )
  yield* order.calls === null ? Effect.race(writing, stopped) : writing
  say({ _tag: "Written", by: name, at: ending() })
  yield* stopped
  yield* Fiber.interruptAll([...others, ...followers])
})

/** Opens the store and races on it. */
export const race = (order: Order, stopped: Effect.Effect<void>, say: Say): Effect.Effect<void> =>
  watched(
    order.name,
    say,
    Effect.scoped(
      Effect.gen(function* () {
        const opening = Layer.build(openPlace(order.place, order.kept))
        const store = yield* undaunted(order.name, say, opening)
        yield* Effect.provideContext(raceOn(order, stopped, say), store)
      })
    )
  )
