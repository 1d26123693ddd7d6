// A whole race: racers of several kinds at one store, then the ledger that they left, and what the checker says of both.
import { EventStore } from "@ketluan/domain"
import { Deferred, Effect, Fiber } from "effect"
import { ofKind } from "./calls.ts"
import { type Counts, check, countsOf } from "./check.ts"
import { endingOf } from "./ending.ts"
import type { Ending } from "./log.ts"
import type { Observed } from "./observed.ts"
import type { Order } from "./order.ts"
import { type Kept, ledger, openPlace, type Place } from "./place.ts"
import { type Kind, type Racer, startRacer } from "./racers.ts"
import { raceOn } from "./run.ts"
import type { Violation } from "./violation.ts"

/** Milliseconds that subscribers get to come to the end when nobody writes any more. */
const PATIENCE = 60_000

/** One racer's part, without what all share. */
export type Part = Omit<Order, "place" | "kept" | "race" | "name"> & { readonly kind: Kind }

export interface Verdict {
  readonly violations: ReadonlyArray<Violation>
  readonly counts: Counts
  readonly ending: Ending
  /** What the store failed with, each way once. */
  readonly failures: ReadonlyArray<string>
}

export const verdict = (observed: ReadonlyArray<Observed>, ending: Ending): Verdict => ({
  violations: check(observed, ending),
  counts: countsOf(observed),
  ending,
  failures: [
    ...new Set(
      [...ofKind(observed, "Failed"), ...ofKind(observed, "Stumbled")].map(
        ({ reason, message }) => `${reason}: ${message}`
      )
    )
  ]
})

export const endingAt = (place: Place, kept: Kept): Promise<Ending> =>
  Effect.runPromise(endingOf.pipe(Effect.provide(openPlace(place, kept))))

const sizeOf = Effect.gen(function* () {
  return (yield* (yield* EventStore).head(ledger))?.frontier.size ?? 0
})

const nameOf = (index: number, part: Part): string => `${part.kind}-${index}`

const missed = (by: string, size: number): Violation => ({
  rule: "subscription",
  what: `${by} was not given the last of ${size} events`
})

const cameTo =
  (size: number, by: string) =>
  (one: Observed): boolean =>
    one._tag === "Followed" && one.by.startsWith(by) && one.positions.at(-1) === size - 1

/** Whether every subscriber of a racer comes to the end. */
const missing = async (racer: Racer, name: string, part: Part, size: number): Promise<ReadonlyArray<Violation>> => {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE)
  })
  const all = await Promise.all(
    part.followers.map(async (from, index): Promise<ReadonlyArray<Violation>> => {
      const by = `${name} follower ${index}`
      if (from >= size) return []
      return (await Promise.race([racer.until(cameTo(size, by)), tooLate])) ? [] : [missed(by, size)]
    })
  )
  clearTimeout(timer)
  return all.flat()
}

/** Races of processes and threads at a store that both can reach. */
export const runRace = async (place: Place, kept: Kept, race: number, team: ReadonlyArray<Part>): Promise<Verdict> => {
  const racers = await Promise.all(
    team.map(async (part, index) => ({ racer: await startRacer(part.kind), part, name: nameOf(index, part) }))
  )
  for (const {
    racer,
    part: { kind: _, ...part },
    name
  } of racers)
    racer.start({ place, kept, race, name, ...part })
  await Promise.all(racers.map(({ racer }) => racer.until(({ _tag }) => _tag === "Written")))
  const size = await Effect.runPromise(sizeOf.pipe(Effect.provide(openPlace(place, kept))))
  const late = await Promise.all(racers.map(({ racer, name, part }) => missing(racer, name, part, size)))
  for (const { racer } of racers) racer.stop()
  await Promise.all(racers.map(({ racer }) => racer.ended))
  const observed = racers.flatMap(({ racer }) => racer.observed)
  const { violations, ...rest } = verdict(observed, await endingAt(place, kept))
  return { violations: [...violations, ...late.flat()], ...rest }
}

/** The same among fibers of this process alone, on a store that nobody else can reach. */
export const runRaceHere = (place: Place, race: number, team: ReadonlyArray<Omit<Part, "kind">>): Promise<Verdict> =>
  Effect.gen(function* () {
    const observed: Array<Observed> = []
    const stopped = yield* Deferred.make<void>()
    const running = yield* Effect.forEach(team, (part, index) =>
      Effect.forkChild(
        raceOn({ place, kept: "inline", race, name: `here-${index}`, ...part }, Deferred.await(stopped), (one) => {
          observed.push(one)
        })
      )
    )
    const written = () => observed.filter(({ _tag }) => _tag === "Written").length
    while (written() < team.length) yield* Effect.sleep(5)
    const size = yield* sizeOf
    const followers = team.flatMap(({ followers }, racer) =>
      followers.map((from, index) => ({ from, by: `here-${racer} follower ${index}` }))
    )
    const behind = () =>
      followers.filter(({ from, by }) => from < size && !observed.some(cameTo(size, by))).map(({ by }) => by)
    for (let waited = 0; behind().length > 0 && waited < PATIENCE; waited += 5) yield* Effect.sleep(5)
    const late = behind().map((by) => missed(by, size))
    yield* Deferred.succeed(stopped, undefined)
    yield* Fiber.awaitAll(running)
    const { violations, ...rest } = verdict(observed, yield* endingOf)
    return { violations: [...violations, ...late], ...rest }
  }).pipe(Effect.provide(openPlace(place, "inline")), Effect.runPromise)
