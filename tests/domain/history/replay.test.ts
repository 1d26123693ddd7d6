// A replay of the events is what the tables and the aggregates say, as of any point, on every store.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { memory, replayedTables } from "@ketluan/adapters/memory"
import { sqlite } from "@ketluan/adapters/sqlite"
import {
  type AsOf,
  Assignment,
  AssignmentId,
  addDays,
  atPosition,
  Body,
  BodyId,
  Conclusion,
  ConclusionId,
  counts,
  Directive,
  DirectiveId,
  EventStore,
  instantOf,
  LedgerName,
  listAssignments,
  load,
  millisOf,
  now,
  open,
  Primitives,
  projections,
  ReadModel,
  replay,
  startOf
} from "@ketluan/domain"
import { Effect, Layer, Result } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import { firstDay } from "../../support/assignment-play.ts"
import { anOfficeLife, live, type OfficeLife, seeded } from "../../support/office-life.ts"

const folder = mkdtempSync(join(tmpdir(), "ketluan-replay-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const everyone = { body: null, conclusion: null, kind: null, status: null, timeliness: null }
const present = instantOf(millisOf(startOf(addDays(firstDay, 400))))

/** Points on every axis and on several at once. */
const pointsOf = (size: number, pick: ReadonlyArray<number>): ReadonlyArray<AsOf> => {
  const [one = 0, two = 0, three = 0] = pick
  const valid = addDays(firstDay, two % 110)
  const known = instantOf(millisOf(startOf(firstDay)) + (three % (110 * 86_400)) * 1000)
  return [
    now,
    atPosition(one % size),
    { valid, known: null },
    { valid: null, known },
    { valid, known },
    { valid, known, position: two % size }
  ]
}

/** Everything that a replay says at each point, next to what the store says there. */
const compared = Effect.fnUntraced(function* (life: OfficeLife, ledger: LedgerName, pick: ReadonlyArray<number>) {
  yield* live(life, ledger)
  const store = yield* EventStore
  const model = yield* ReadModel
  const primitives = yield* Primitives
  const stored = yield* store.readLedger(ledger, 0, 1_000_000)
  const events = stored.map((one) => ({ stored: one, recorded: Result.getOrThrow(open(primitives, one)) }))
  const said: Array<unknown> = []
  let differing = 0
  for (const asOf of pointsOf(events.length, pick)) {
    // Batches of odd sizes, as a reader of a file gets them.
    const tables = replayedTables(ledger, projections)
    const states = replay(asOf)
    for (let from = 0; from < events.length; from += 7) {
      const batch = events.slice(from, from + 7)
      tables.take(batch)
      Result.getOrThrow(states.take(batch.map(({ recorded }) => recorded)))
    }
    const counted = events.filter(({ recorded }) => counts(recorded, asOf))
    expect(states.counted()).toBe(counted.length)
    if (counted.length < events.length) differing++
    for (const table of projections)
      expect(yield* tables.model.rows(ledger, table, {}, asOf)).toEqual(yield* model.rows(ledger, table, {}, asOf))
    for (const { stream, aggregate, version, state } of states.streams()) {
      const id = stream.slice(stream.indexOf("/") + 1)
      const own = counted.filter(({ recorded }) => recorded.stream === stream)
      expect(own).toHaveLength(version)
      if (aggregate === "assignment")
        expect(state).toEqual((yield* load(ledger, Assignment, AssignmentId.make(id), asOf)).state)
      if (aggregate === "directive")
        expect(state).toEqual((yield* load(ledger, Directive, DirectiveId.make(id), asOf)).state)
      if (aggregate === "conclusion")
        expect(state).toEqual((yield* load(ledger, Conclusion, ConclusionId.make(id), asOf)).state)
      if (aggregate === "body") expect(state).toEqual((yield* load(ledger, Body, BodyId.make(id), asOf)).state)
    }
    const listed = yield* listAssignments(ledger, everyone, asOf, present)
    const replayed = yield* listAssignments(ledger, everyone, asOf, present).pipe(
      Effect.provideService(ReadModel, tables.model)
    )
    expect(replayed).toEqual(listed)
    // The ledger's own name is drawn by the store that opens it.
    said.push({ states: states.streams().filter(({ aggregate }) => aggregate !== "ledger"), listed })
  }
  return { said, differing }
})

describe("a replay", () => {
  it("equals the tables and the aggregates at any position, day and moment of knowledge, in memory and in SQLite", async () => {
    let runs = 0
    let differing = 0
    await fc.assert(
      fc.asyncProperty(anOfficeLife, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), async (life, pick) => {
        const ledger = LedgerName.make(`so-${++runs}`)
        const told = compared(life, ledger, pick).pipe(
          Effect.provide(Layer.mergeAll(Layer.fresh(seeded), TestClock.layer()))
        )
        const path = join(folder, `${Math.floor(runs / 8)}.db`)
        const inMemory = await Effect.runPromise(told.pipe(Effect.provide(memory({ projections }))))
        const inSqlite = await Effect.runPromise(told.pipe(Effect.provide(Layer.fresh(sqlite({ path, projections })))))
        expect(inSqlite).toEqual(inMemory)
        differing += inMemory.differing
      }),
      { numRuns: 25 }
    )
    expect(differing).toBeGreaterThan(50)
  })

  it("[53] at a position is the replay of the events up to it and no further", async () => {
    await fc.assert(
      fc.asyncProperty(anOfficeLife, fc.nat(), async (life, pick) => {
        const ledger = LedgerName.make("so")
        await Effect.runPromise(
          Effect.gen(function* () {
            yield* live(life, ledger)
            const store = yield* EventStore
            const size = (yield* store.head(ledger))?.frontier.size ?? 0
            const events = yield* store.recorded(ledger, { from: 0, limit: size })
            const position = pick % size
            const whole = replay(atPosition(position))
            const cut = replay(now)
            Result.getOrThrow(whole.take(events))
            Result.getOrThrow(cut.take(events.slice(0, position + 1)))
            expect(whole.streams()).toEqual(cut.streams())
            expect(Math.max(...whole.streams().map((one) => one.position))).toBe(position)
          }).pipe(
            Effect.provide(Layer.mergeAll(Layer.fresh(memory({ projections })), Layer.fresh(seeded), TestClock.layer()))
          )
        )
      }),
      { numRuns: 40 }
    )
  })

  it("[56] stops at an event of an unknown type, also at one that would not count", () =>
    Effect.runPromise(
      Effect.gen(function* () {
        const ledger = LedgerName.make("so")
        const [life] = fc.sample(anOfficeLife, { numRuns: 1, seed: 6 })
        if (life === undefined) throw new Error("a life")
        yield* live(life, ledger)
        const events = yield* (yield* EventStore).recorded(ledger, { from: 0, limit: 5 })
        const strange = events.map((event) => (event.position === 3 ? { ...event, type: "Nobody" } : event))
        const taken = replay(atPosition(0)).take(strange)
        expect(Result.isFailure(taken) && taken.failure).toMatchObject({ position: 3, type: "Nobody" })
      }).pipe(
        Effect.provide(Layer.mergeAll(Layer.fresh(memory({ projections })), Layer.fresh(seeded), TestClock.layer()))
      )
    ))
})
