// Generated histories: appends right and wrong, what a store must answer to each, and what the tables must then hold.
import {
  type Append,
  type Appended,
  addDays,
  type CivilDate,
  dayOf,
  type EventStoreService,
  type Expectation,
  instantOf,
  LedgerName,
  type Projection,
  type RecordedEvent,
  type Row,
  type StreamName
} from "@ketluan/domain"
import { Clock, Effect, Result } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { anyVersion, appending, digestOf, exactly, noStream, noted, opened, stream } from "./words.ts"

let pairs = 0

/** Two ledgers that nobody has used, so that many histories can share a store. */
export const twoLedgers = (): ReadonlyArray<LedgerName> => {
  pairs += 1
  return [`van-phong-${pairs}`, `ban-to-chuc-${pairs}`].map((name) => LedgerName.make(name))
}

const anyWrite = fc.record({
  stream: fc.nat({ max: 4 }),
  expect: fc.constantFrom("any", "any", "right", "right", "right", "none", "ahead", "behind"),
  types: fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constant("Noted") },
      { weight: 3, arbitrary: fc.constant("Removed") },
      { weight: 2, arbitrary: fc.constant("Unlisted") },
      { weight: 1, arbitrary: fc.constant("Needed") },
      { weight: 1, arbitrary: fc.constant("Broken") }
    ),
    { minLength: 1, maxLength: 3 }
  ),
  weight: fc.nat({ max: 3 }),
  words: fc.option(fc.string({ unit: "grapheme", maxLength: 6 }).filter((text) => !text.includes("\u0000"))),
  /** Claimed that many days ago, or as it is recorded. */
  daysAgo: fc.option(fc.nat({ max: 400 }))
})

const anyStep = fc.record({
  ledger: fc.nat({ max: 1 }),
  writes: fc.uniqueArray(anyWrite, { minLength: 1, maxLength: 3, selector: ({ stream }) => stream }),
  guard: fc.option(fc.record({ stream: fc.nat({ max: 4 }), holds: fc.integer({ min: 0, max: 4 }).map((n) => n > 0) })),
  command: fc.constantFrom("new", "new", "new", "new", "new", "repeated", "reused"),
  erase: fc.option(fc.nat({ max: 1000 }), { freq: 5 }),
  minutes: fc.nat({ max: 3000 })
})
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never

export const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 14 })

interface LedgerModel {
  readonly withTexts: Set<number>
  readonly erased: Set<number>
  size: number
  readonly versions: Map<StreamName, number>
  readonly newest: Map<StreamName, CivilDate>
  readonly answered: Array<{ readonly append: Append; readonly appended: Appended }>
}

const expectation = (kind: Step["writes"][number]["expect"], version: number): Expectation => {
  switch (kind) {
    case "any":
      return anyVersion
    case "none":
      return noStream
    case "right":
      return exactly(version)
    case "ahead":
      return exactly(version + 1)
    default:
      return exactly(version === 0 ? 7 : version - 1)
  }
}

const build = (step: Step, index: number, model: LedgerModel, ledger: LedgerName, today: CivilDate): Append => {
  const versionOf = (to: StreamName) => model.versions.get(to) ?? 0
  const writes = step.writes.map((written) => {
    const to = stream(written.stream)
    const newest = model.newest.get(to)
    const claimed = written.daysAgo === null ? null : addDays(today, -written.daysAgo)
    const occurredAt = claimed !== null && newest !== undefined && claimed < newest ? newest : claimed
    return {
      stream: to,
      expect: expectation(written.expect, versionOf(to)),
      events: written.types.map((type) =>
        noted({
          type,
          occurredAt,
          facts: { weight: written.weight, b: index, a: type },
          texts: written.words === null ? null : { words: written.words }
        })
      )
    }
  })
  const { guard } = step
  const guards =
    guard === null
      ? []
      : [{ stream: stream(guard.stream), version: versionOf(stream(guard.stream)) + (guard.holds ? 0 : 1) }]
  const eraseTexts = step.erase === null || model.size === 0 ? [] : [step.erase % model.size]
  return appending(writes, { ledger, guards, eraseTexts })
}

/** What the store must answer: the place of the events, or the tag of the refusal. */
const verdict = (append: Append, model: LedgerModel): Omit<Appended, "repeated"> | "Conflict" => {
  const versionOf = (to: StreamName) => model.versions.get(to) ?? 0
  const held =
    append.guards.every(({ stream, version }) => versionOf(stream) === version) &&
    append.writes.every(
      ({ stream, expect }) =>
        expect._tag === "Any" || versionOf(stream) === (expect._tag === "NoStream" ? 0 : expect.version)
    )
  if (!held) return "Conflict"
  const count = append.writes.reduce((sum, { events }) => sum + events.length, 0)
  return { first: Math.max(model.size, 1), count }
}

const advance = (
  append: Append,
  { first, count }: Omit<Appended, "repeated">,
  model: LedgerModel,
  today: CivilDate
) => {
  model.size = first + count
  for (const position of append.eraseTexts) if (model.withTexts.has(position)) model.erased.add(position)
  append.writes
    .flatMap(({ events }) => events)
    .forEach(({ texts }, index) => {
      if (texts !== null) model.withTexts.add(first + index)
    })
  for (const { stream, events } of append.writes) {
    model.versions.set(stream, (model.versions.get(stream) ?? 0) + events.length)
    for (const { occurredAt } of events) model.newest.set(stream, occurredAt === null ? today : dayOf(occurredAt))
  }
  model.answered.push({ append, appended: { first, count, repeated: true } })
}

export interface Outcome {
  readonly expected: unknown
  readonly actual: unknown
}

/** Runs the steps against two ledgers of the store, and answers what it said beside what it had to say. */
export const runSteps = Effect.fnUntraced(function* (
  store: EventStoreService,
  ledgers: ReadonlyArray<LedgerName>,
  steps: ReadonlyArray<Step>
) {
  const models = new Map<LedgerName, LedgerModel>()
  const outcomes: Array<Outcome> = []
  const say = (append: Append) =>
    Effect.map(Effect.result(store.append(append)), (result) =>
      Result.isSuccess(result) ? result.success : result.failure._tag
    )
  for (const [index, step] of steps.entries()) {
    yield* TestClock.adjust(step.minutes * 60_000)
    const ledger = ledgers[step.ledger] ?? LedgerName.make("other")
    const model = models.get(ledger) ?? {
      size: 0,
      versions: new Map(),
      newest: new Map(),
      answered: [],
      withTexts: new Set<number>(),
      erased: new Set<number>()
    }
    models.set(ledger, model)
    const today = dayOf(instantOf(yield* Clock.currentTimeMillis))
    const earlier = model.answered.at(step.minutes % Math.max(model.answered.length, 1))
    if (step.command === "new" || earlier === undefined) {
      const append = build(step, index, model, ledger, today)
      const expected = verdict(append, model)
      if (typeof expected !== "string") advance(append, expected, model, today)
      outcomes.push({
        expected: typeof expected === "string" ? expected : { ...expected, repeated: false },
        actual: yield* say(append)
      })
    } else if (step.command === "repeated") {
      outcomes.push({ expected: earlier.appended, actual: yield* say(earlier.append) })
    } else {
      const command = { ...earlier.append.command, digest: digestOf("f") }
      const { first, count } = earlier.appended
      // With the text of a command its salt went, and nobody can tell its content from another.
      const forgotten = [...model.erased].some((position) => position >= first && position < first + count)
      outcomes.push({
        expected: forgotten ? earlier.appended : "CommandReused",
        actual: yield* say({ ...earlier.append, command })
      })
    }
  }
  return outcomes
})

/** Every event of those ledgers that were opened. */
export const everything = Effect.fnUntraced(function* (store: EventStoreService, ledgers: ReadonlyArray<LedgerName>) {
  const all: Array<{ readonly ledger: LedgerName; readonly events: ReadonlyArray<RecordedEvent> }> = []
  for (const ledger of ledgers) {
    const events = opened(yield* store.readLedger(ledger, 0, 10_000))
    if (events.length > 0) all.push({ ledger, events })
  }
  return all
})

export type Folded = { readonly stopped: number } | { readonly rows: ReadonlyArray<Row> }

/** What a table must hold after some events, by the plainest reading of its declaration. */
export const foldPlainly = (projection: Projection, events: ReadonlyArray<RecordedEvent>): Folded => {
  const rows = new Map<string, Row>()
  for (const event of events)
    try {
      for (const id of projection.keys(event)) {
        const row = projection.evolve(rows.get(id) ?? null, event, id)
        if (row === null) rows.delete(id)
        else rows.set(id, row)
      }
    } catch {
      return { stopped: event.position }
    }
  return { rows: [...rows].map(([id, row]) => ({ ...row, id })).sort((a, b) => (a.id < b.id ? -1 : 1)) }
}
