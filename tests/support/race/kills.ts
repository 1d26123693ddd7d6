// Cycles of kill -9: racers write, read, follow and rebuild until they are killed at any moment, and what they were told holds.
import fc from "fast-check"
import { type Counts, countsOf } from "./check.ts"
import type { Observed } from "./observed.ts"
import type { Order } from "./order.ts"
import type { Kept, Place } from "./place.ts"
import { endingAt, verdict } from "./race.ts"
import { type Racer, startRacer } from "./racers.ts"
import { seedOf } from "./script.ts"
import type { Violation } from "./violation.ts"

export interface KillOptions {
  readonly cycles: number
  readonly seed: number
  /** A store that was never used; asked for again after a few cycles, so that making one is killed too. */
  readonly fresh: () => Promise<Place>
  /** Done in the middle of each cycle before the kills, as killing a server and starting it again. */
  readonly disturb?: (cycle: number) => Promise<void>
  readonly report?: (cycle: number, sum: KillResult) => void
}

export interface KillResult {
  readonly cycles: number
  readonly killed: number
  /** Kills before the killed racer had opened its store: in the middle of making or bringing up to date its tables. */
  readonly beforeOpen: number
  readonly counts: ReadonlyArray<Counts>
  readonly violations: ReadonlyArray<Violation>
}

const CYCLES_OF_A_STORE = 5

/** When a racer is killed: so many acknowledgements after its start, or so many milliseconds. */
const anyKill = fc.oneof(
  fc.record({ after: fc.constant("acknowledgements" as const), count: fc.integer({ min: 1, max: 80 }) }),
  fc.record({ after: fc.constant("milliseconds" as const), count: fc.integer({ min: 0, max: 250 }) })
)
type Kill = typeof anyKill extends fc.Arbitrary<infer K> ? K : never

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

const kill = async (racer: Racer, { after, count }: Kill): Promise<void> => {
  let acknowledged = 0
  if (after === "milliseconds") await pause(count)
  else
    await racer.until(({ _tag }) => {
      if (_tag === "Done") acknowledged += 1
      return acknowledged >= count
    })
  racer.kill()
  await racer.ended
}

/** Where a subscriber goes on that was killed: behind the last event that anybody of its store was given. */
const nextOf = (observed: ReadonlyArray<Observed>): number =>
  observed.reduce((next, one) => (one._tag === "Followed" ? Math.max(next, (one.positions.at(-1) ?? -1) + 1) : next), 0)

/** Every other cycle two race and are killed one after the other. */
const racersIn = (cycle: number): number => 1 + (cycle % 2)

const starting = (cycle: number): Promise<ReadonlyArray<Racer>> =>
  Promise.all(Array.from({ length: racersIn(cycle) }, () => startRacer("process")))

export const killCycles = async ({ cycles, seed, fresh, disturb, report }: KillOptions): Promise<KillResult> => {
  const plans = fc.sample(fc.tuple(anyKill, anyKill), { seed, numRuns: cycles })
  const counts: Array<Counts> = []
  const violations: Array<Violation> = []
  let place = await fresh()
  let observed: Array<Observed> = []
  let killed = 0
  let beforeOpen = 0
  let waiting = starting(0)
  for (const [cycle, plan] of plans.entries()) {
    if (cycle > 0 && cycle % CYCLES_OF_A_STORE === 0) {
      counts.push(countsOf(observed))
      place = await fresh()
      observed = []
    }
    // Whoever opens the store finds tables that were kept in another way, and makes them again.
    const kept: Kept = cycle % 4 < 2 ? "inline" : "asynchronous"
    const racers = await waiting
    for (const [index, racer] of racers.entries()) {
      const order: Order = {
        place,
        kept,
        name: `c${cycle}-${index}`,
        race: seedOf(seed, cycle),
        writers: 3,
        calls: null,
        readers: index === 0 ? 1 : 0,
        followers: index === 0 ? [nextOf(observed)] : [],
        rebuilds: cycle % 3 === 2
      }
      racer.start(order)
    }
    await disturb?.(cycle)
    await Promise.all(racers.map((racer, index) => kill(racer, plan[index] ?? { after: "milliseconds", count: 0 })))
    waiting = cycle + 1 < cycles ? starting(cycle + 1) : Promise.resolve([])
    killed += racers.length
    beforeOpen += racers.filter((racer) => !racer.observed.some(({ _tag }) => _tag === "Opened")).length
    observed.push(...racers.flatMap((racer) => racer.observed))
    const found = verdict(observed, await endingAt(place, kept))
    for (const { rule, what } of found.violations) violations.push({ rule, what: `cycle ${cycle}: ${what}` })
    report?.(cycle, { cycles: cycle + 1, killed, beforeOpen, counts: [...counts, found.counts], violations })
  }
  return { cycles, killed, beforeOpen, counts: [...counts, countsOf(observed)], violations }
}
