// What each fiber of a racer asks for, by seed: streams, expectations, batches, commands repeated and fought over, erasures.
import { primitives } from "@ketluan/adapters/primitives"
import {
  type Append,
  CommandId,
  type Expectation,
  type NewEvent,
  nobody,
  Sha256,
  type Source,
  StreamName
} from "@ketluan/domain"
import fc from "fast-check"
import { ledger } from "./place.ts"

const STREAMS = 10
/** Commands that every fiber may send: about as many as each gets to in its first steps, again and again. */
const SHARED_EVERY = 6

const anyEvent = fc.record({
  type: fc.constantFrom("Noted", "Noted", "Noted", "Needed", "Unlisted", "Removed"),
  weight: fc.nat({ max: 9 }),
  words: fc.option(
    fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !text.includes("\u0000")),
    {
      freq: 4
    }
  )
})

const anyStep = fc.record({
  kind: fc.constantFrom("own", "own", "own", "own", "own", "again", "shared", "shared", "other", "invalid"),
  writes: fc.uniqueArray(
    fc.record({
      stream: fc.nat({ max: STREAMS - 1 }),
      expect: fc.constantFrom("any", "any", "known", "known", "none"),
      events: fc.array(anyEvent, { minLength: 1, maxLength: 4 })
    }),
    { minLength: 1, maxLength: 3, selector: ({ stream }) => stream }
  ),
  guard: fc.option(fc.nat({ max: STREAMS - 1 }), { freq: 3 }),
  erase: fc.oneof({ weight: 14, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat() }),
  again: fc.nat()
})
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never

/** A number from several, the same in every process. */
export const seedOf = (...parts: ReadonlyArray<string | number>): number =>
  Number.parseInt(primitives.sha256Hex(primitives.encode(parts.join("/"))).slice(0, 8), 16)

/** The next so many steps of one fiber. */
export const stepsOf = (seed: number, count: number): ReadonlyArray<Step> =>
  fc.sample(anyStep, { seed, numRuns: count })

const eventOf = ({ type, weight, words }: Step["writes"][number]["events"][number]): NewEvent => ({
  type,
  schemaVersion: 1,
  occurredAt: null,
  classification: "ordinary",
  facts: { weight, loai: type },
  texts: words === null ? null : { words }
})

/** What a fiber knows of the ledger: it expects streams where it saw them last. */
export class Knowledge {
  readonly versions = new Map<string, number>()
  readonly positions: Array<number> = []
  readonly own: Array<Append> = []
}

const expectation = (kind: Step["writes"][number]["expect"], known: number): Expectation => {
  if (kind === "any") return { _tag: "Any" }
  return kind === "none" || known === 0 ? { _tag: "NoStream" } : { _tag: "Exactly", version: known }
}

const streamOf = (number: number): StreamName => StreamName.make(`note/${number}`)

const digestOf = (writes: Append["writes"]): string =>
  primitives.sha256Hex(
    primitives.canonical(
      writes.map(({ stream, events }) => ({
        stream,
        events: events.map(({ type, facts, texts }) => ({ type, facts, texts }))
      }))
    )
  )

const fileOf = (words: string, times: number): Source => {
  const bytes = primitives.encode(`${words}\n`.repeat(times))
  return { hash: Sha256.make(primitives.sha256Hex(bytes)), bytes }
}
const inCommon = fileOf("tệp chung", 500)

/** What a command brings follows from its id: often nothing, else a file of its own, which may take several pages, and one that others bring too. */
export const sourcesOf = (command: string): ReadonlyArray<Source> => {
  const chance = seedOf("source", command) % 8
  if (chance > 2) return []
  const own = fileOf(command, 1 + chance * 300)
  return chance === 0 ? [own, inCommon] : [own]
}

const appending = (id: string, writes: Append["writes"], more: Partial<Append> = {}): Append => ({
  ledger,
  command: { id: CommandId.make(id), digest: digestOf(writes), actor: nobody, correlationId: null, causationId: null },
  writes,
  guards: [],
  persons: [],
  eraseTexts: [],
  sources: sourcesOf(id),
  eraseSources: [],
  erasePersons: [],
  ...more
})

/** The same from every fiber that comes to it, or with other content. */
const shared = (race: number, index: number, other: boolean): Append => {
  const number = Math.floor(index / SHARED_EVERY)
  const stream = streamOf(number % STREAMS)
  const events = Array.from({ length: 1 + (number % 3) }, (_, at) =>
    eventOf({ type: "Noted", weight: at, words: `${other ? "khác" : "chung"} ${race} ${number}` })
  )
  return appending(`chung-${race}-${number}`, [{ stream, expect: { _tag: "Any" }, events }])
}

/** The append that a step comes to. `fiber` names the fiber among all of the race. */
export const appendOf = (step: Step, index: number, race: number, fiber: string, known: Knowledge): Append => {
  const earlier = known.own[step.again % Math.max(known.own.length, 1)]
  if (step.kind === "again" && earlier !== undefined) return earlier
  if (step.kind === "shared" || step.kind === "other") return shared(race, index, step.kind === "other")
  const writes = step.writes.map(({ stream, expect, events }) => ({
    stream: streamOf(stream),
    expect: expectation(expect, known.versions.get(streamOf(stream)) ?? 0),
    events: events.map(eventOf)
  }))
  const id = `${race}-${fiber}-${index}`
  if (step.kind === "invalid")
    return appending(id, [
      ...writes,
      {
        stream: StreamName.make("note/khong"),
        expect: { _tag: "Any" },
        events: [eventOf({ type: "Noted", weight: 0, words: "\u0000" })]
      }
    ])
  const { guard, erase } = step
  const append = appending(id, writes, {
    guards:
      guard === null || !known.versions.has(streamOf(guard))
        ? []
        : [{ stream: streamOf(guard), version: known.versions.get(streamOf(guard)) ?? 0 }],
    eraseTexts:
      erase === null || known.positions.length === 0 ? [] : [known.positions[erase % known.positions.length] ?? 0]
  })
  known.own.push(append)
  return append
}

/** What a fiber learns from a write that was new. */
export const learn = (known: Knowledge, append: Append, first: number): void => {
  let position = first
  for (const { stream, events } of append.writes) {
    const version = known.versions.get(stream)
    if (version !== undefined) known.versions.set(stream, version + events.length)
    for (const { texts } of events) {
      if (texts !== null) known.positions.push(position)
      position += 1
    }
  }
}
