// Properties that count how often they reached the situation they are about, so that none can pass without trying its rule.
import fc from "fast-check"
import { expect, type TestContext } from "vitest"

/** Notes that this run reached a situation; a run counts once for each. */
export type Reach<Situation extends string> = (situation: Situation) => void

export interface Runs<Situation extends string> {
  readonly runs: number
  /** Each must be reached by at least `LEAST` runs. */
  readonly reaches: ReadonlyArray<Situation>
}

const LEAST = 100

/**
 * Set while mutants are tested (vitest.mutation.config.ts), when a property runs for each of hundreds of mutants: then
 * it makes one run in ten, always the same ones, nobody counts them, and the first failure is enough.
 */
const isMutating = process.env.KETLUAN_MUTATION === "1"
const FRACTION = 10
const SEED = 20_201_006

/**
 * Checks a property on generated values and fails where fewer than 100 runs reached one of its situations. A failing run
 * prints its seed and counterexample; the counts are annotations of the test (`--reporter=verbose`).
 */
export const holds = async <A, const Situation extends string>(
  test: TestContext,
  arbitrary: fc.Arbitrary<A>,
  { runs, reaches }: Runs<Situation>,
  check: (value: A, reach: Reach<Situation>) => void | Promise<void>
): Promise<void> => {
  const counts = new Map<Situation, number>(reaches.map((situation) => [situation, 0]))
  await fc.assert(
    fc.asyncProperty(arbitrary, async (value) => {
      const seen = new Set<Situation>()
      await check(value, (situation) => seen.add(situation))
      for (const situation of seen) counts.set(situation, (counts.get(situation) ?? 0) + 1)
    }),
    isMutating ? { numRuns: Math.ceil(runs / FRACTION), seed: SEED, endOnFailure: true } : { numRuns: runs }
  )
  if (isMutating) return
  const summary = [...counts].map(([situation, count]) => `${situation}: ${count}`).join("; ")
  await test.annotate(`reached in ${runs} runs: ${summary}`)
  const rare = [...counts].filter(([, count]) => count < LEAST)
  expect(rare, `each situation must be reached by ${LEAST} of ${runs} runs (${summary})`).toEqual([])
}
