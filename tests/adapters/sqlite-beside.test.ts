// Tables that are made beside the live ones in SQLite, kept by processes that come and go, or stopped.
import { connect, storeOn } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { EventStore, ReadModel } from "@ketluan/domain"
import Database from "better-sqlite3"
import { Effect, Fiber } from "effect"
import { expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne, ledger as notesLedger } from "../support/notes.ts"
import { ofKind } from "../support/race/calls.ts"
import type { Order } from "../support/race/order.ts"
import { openPlace, type Place } from "../support/race/place.ts"
import { endingAt, type Part, runRace, verdict } from "../support/race/race.ts"
import { startRacer } from "../support/race/racers.ts"

const path = temporaryFolder()

const idle: Part = { kind: "process", writers: 0, calls: 0, readers: 0, followers: [], rebuilds: false }
const writing: Part = { ...idle, writers: 3, calls: 60 }

const orderFor = (place: Place, name: string, { kind: _, ...part }: Part, change: Partial<Order> = {}): Order => ({
  place,
  kept: "inline",
  name,
  race: 1,
  ...part,
  ...change
})

/** A store with some hundred events. */
const filled = async () => {
  const place = { kind: "sqlite", path: path() } as const
  const { violations } = await runRace(place, "inline", 7001, [writing, { ...writing, kind: "thread" }])
  expect(violations).toEqual([])
  return place
}

const buildingIn = ({ path: file }: { readonly path: string }): ReadonlyArray<unknown> => {
  const db = new Database(file, { readonly: true })
  const found = db
    .prepare("select name from sqlite_schema where type = 'table' and name like '%\\_building%' escape '\\'")
    .pluck()
    .all()
  db.close()
  return found
}

it("[53] two programs rebuild at once while others append and read: one after the other, and nobody sees a half-built table", async () => {
  const { violations, failures, counts } = await runRace({ kind: "sqlite", path: path() }, "inline", 7002, [
    { ...writing, readers: 2 },
    { ...idle, rebuilds: true, readers: 2 },
    { ...idle, rebuilds: true }
  ])
  expect(violations).toEqual([])
  expect(failures).toEqual([])
  expect(counts.rebuilds).toBeGreaterThan(2)
})

it("programs that open a store at once, whose tables they must make anew, all open it", async () => {
  const place = await filled()
  const racers = await Promise.all([startRacer("process"), startRacer("process"), startRacer("process")])
  for (const [index, racer] of racers.entries())
    racer.start(orderFor(place, `r${index}`, idle, { kept: "asynchronous" }))
  for (const racer of racers) {
    expect(await racer.until(({ _tag }) => _tag === "Written")).toBe(true)
    expect(racer.observed.map(({ _tag }) => _tag)).toEqual(["Opened", "Written"])
  }
  for (const racer of racers) racer.stop()
  await Promise.all(racers.map((racer) => racer.ended))
  expect((await endingAt(place, "asynchronous")).tables.filter(({ live, rebuilt }) => live !== rebuilt)).toEqual([])
})

it("what a killed rebuild left behind is removed by whoever opens the store next", async () => {
  const place = await filled()
  const racer = await startRacer("process")
  racer.start(orderFor(place, "r", { ...idle, rebuilds: true }))
  await racer.until(({ _tag }) => _tag === "Opened")
  while (buildingIn(place).length === 0) await new Promise((resolve) => setImmediate(resolve))
  racer.kill()
  await racer.ended
  // It may have been killed behind its last step.
  const left = buildingIn(place)
  await Effect.gen(function* () {
    for (let waited = 0; buildingIn(place).length > 0 && waited < 30_000; waited += 100) yield* Effect.sleep(100)
    expect([left, buildingIn(place)]).toEqual([left, []])
  }).pipe(Effect.provide(openPlace(place, "inline")), Effect.runPromise)
})

it("[55] words that are erased during a rebuild are in no table after it", () =>
  Effect.gen(function* () {
    const connection = yield* connect({ path: path() })
    const context = yield* storeOn(connection, { projections: testProjections })
    yield* Effect.gen(function* () {
      const tables = yield* ReadModel
      const [notes] = testProjections
      if (notes === undefined) throw new Error("there are tables")
      const words = "lời sẽ xóa"
      for (let count = 0; count < 40; count++) yield* appendOne({ words })
      const rebuild = yield* Effect.forkChild(tables.rebuild(testProjections, 1))
      // Far enough that the words are in what is being built, and not at its end.
      for (let steps = 0; steps < 25; steps++) yield* Effect.yieldNow
      expect(buildingIn(connection).length).toBeGreaterThan(0)
      yield* appendOne({ words: "khác", eraseTexts: Array.from({ length: 40 }, (_, index) => index + 1) })
      yield* Fiber.join(rebuild)
      const versions = JSON.stringify(yield* tables.versions(notesLedger, notes))
      expect(versions).not.toContain(words)
      yield* tables.rebuild(testProjections, 100)
      expect(JSON.stringify(yield* tables.versions(notesLedger, notes))).toBe(versions)
    }).pipe(Effect.provideContext(context))
  }).pipe(Effect.scoped, Effect.runPromise))

it("a projection that fails stops alone, tells where and why, and how far it is behind", () =>
  Effect.gen(function* () {
    const connection = yield* connect({ path: path() })
    const context = yield* storeOn(connection, { projections: testProjections })
    yield* Effect.gen(function* () {
      const tables = yield* ReadModel
      yield* appendOne()
      yield* appendOne({ type: "Broken" })
      for (let count = 0; count < 3; count++) yield* appendOne()
      expect(yield* tables.progress(notesLedger)).toEqual([
        { projection: "fragile", next: 2, behind: 4, stopped: "cannot take Broken" },
        { projection: "lines", next: 6, behind: 0, stopped: null },
        { projection: "notes", next: 6, behind: 0, stopped: null }
      ])
    }).pipe(Effect.provideContext(context))
  }).pipe(Effect.scoped, Effect.runPromise))

it("[53] of three processes that keep a table asynchronously the working ones are killed: the last goes on, each event once", async () => {
  const place = { kind: "sqlite", path: path() } as const
  const [first, second, last] = await Promise.all([startRacer("process"), startRacer("process"), startRacer("process")])
  if (first === undefined || second === undefined || last === undefined) throw new Error("there are three")
  const racers = [first, second, last]
  for (const [index, racer] of racers.entries())
    racer.start(
      orderFor(place, `r${index}`, index < 2 ? { ...writing, calls: null } : { ...idle, readers: 1, followers: [0] }, {
        kept: "asynchronous"
      })
    )
  for (const racer of [first, second]) {
    let acknowledged = 0
    await racer.until(({ _tag }) => {
      if (_tag === "Done") acknowledged += 1
      return acknowledged === 60
    })
    racer.kill()
    await racer.ended
  }
  // A look that begins now waits for everything that was acknowledged.
  const looks = ofKind(last.observed, "Tally").length
  expect(await last.until(() => ofKind(last.observed, "Tally").length > looks + 1)).toBe(true)
  last.stop()
  await last.ended
  const { violations, failures } = verdict(
    racers.flatMap(({ observed }) => observed),
    await Effect.runPromise(Effect.promise(() => endingAt(place, "asynchronous")))
  )
  expect(violations).toEqual([])
  expect(failures).toEqual([])
  expect(await Effect.runPromise(sizeAt(place))).toBeGreaterThan(100)
})

const sizeAt = (place: Place) =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const [name] = yield* store.ledgers
    return name === undefined ? 0 : ((yield* store.head(name))?.frontier.size ?? 0)
  }).pipe(Effect.provide(openPlace(place, "asynchronous")))
