// Properties that count how often they reached the situation they are about, so that none can pass without trying its rule.
import fc from "fast-check"
import { expect, type TestContext } from "vitest"

/** Notes that this run reached a situation; a run counts once for each. */
export type Reach<Situation extends string> = (situation: Situation) => void

export interface Runs<Situation extends string> {
  readonly runs: number
  /** Each must be reached by at least `LEAST` runs, in one round of `runs` or a few. */
  readonly reaches: ReadonlyArray<Situation>
}

/** What the properties of one test tried; the JSON report holds it as `meta.invariant` of the test. */
interface Tried {
  readonly runs: number
  /** Commands that were given to deciders. */
  readonly commands: number
  readonly reached: Readonly<Record<string, number>>
}

declare module "vitest" {
  interface TaskMeta {
    invariant?: Tried
  }
}

const LEAST = 100
/** How often a property is tried over, at most, until each of its situations was reached often enough. */
const ROUNDS = 3

let commands = 0

/** Counts one generated command that is given to a decider; tests of one file run one after the other. */
export const countCommand = (): void => {
  commands += 1
}

/**
 * Set while mutants are tested (vitest.mutation.config.ts), when a property runs for each of hundreds of mutants: then
 * it makes one run in thirty, always the same ones, nobody counts them, and the first failure is enough.
 */
const isMutating = process.env.KETLUAN_MUTATION === "1"
const FRACTION = 30
/** Set while rules are broken on purpose: which history shows it does not matter, so it is not made smaller. */
const stopsAtFirst = process.env.KETLUAN_STOP_AT_FIRST === "1"
const SEED = 20_201_006

/**
 * Checks a property on generated values and fails where fewer than 100 runs reached one of its situations. A failing run
 * prints its seed and counterexample; the counts are annotations of the test (`--reporter=verbose`) and its `meta`.
 */
export const holds = async <A, const Situation extends string>(
  test: TestContext,
  arbitrary: fc.Arbitrary<A>,
  { runs, reaches }: Runs<Situation>,
  check: (value: A, reach: Reach<Situation>) => void | Promise<void>
): Promise<void> => {
  const counts = new Map<Situation, number>(reaches.map((situation) => [situation, 0]))
  const rare = () => [...counts].filter(([, count]) => count < LEAST)
  const before = commands
  const property = fc.asyncProperty(arbitrary, async (value) => {
    const seen = new Set<Situation>()
    await check(value, (situation) => seen.add(situation))
    for (const situation of seen) counts.set(situation, (counts.get(situation) ?? 0) + 1)
  })
  if (isMutating) {
    await fc.assert(property, { numRuns: Math.ceil(runs / FRACTION), seed: SEED, endOnFailure: true })
    return
  }
  // A situation that chance was sparing with gets another round; one that cannot be reached fails all the same.
  let tried = 0
  for (let round = 0; round < ROUNDS && (round === 0 || rare().length > 0); round++) {
    await fc.assert(property, { numRuns: runs, endOnFailure: stopsAtFirst })
    tried += runs
  }
  const given = commands - before
  const earlier = test.task.meta.invariant
  test.task.meta.invariant = {
    runs: tried + (earlier?.runs ?? 0),
    commands: given + (earlier?.commands ?? 0),
    reached: { ...earlier?.reached, ...Object.fromEntries(counts) }
  }
  const summary = [...counts].map(([situation, count]) => `${situation}: ${count}`).join("; ")
  await test.annotate(`reached in ${tried} runs with ${given} commands: ${summary}`)
  expect(rare(), `each situation must be reached by ${LEAST} of ${tried} runs (${summary})`).toEqual([])
}
