// Contenders on one machine, side by side: they take turns, round after round, and are compared within each round.

/** One who does the work of a row. */
export interface Contender {
  readonly name: string
  /** Does the work once, and answers how many operations that was. What is not to be measured is done before. */
  readonly round: () => Promise<number>
}

export interface Outcome {
  /** Operations a second, in the order of the rounds. */
  readonly rates: ReadonlyArray<number>
  readonly median: number
}

export const median = (numbers: ReadonlyArray<number>): number => {
  const sorted = numbers.toSorted((left, right) => left - right)
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

/** Each round runs every contender once, in another order than the round before; the first round warms up and is not counted. */
export const race = async (
  contenders: ReadonlyArray<Contender>,
  rounds: number
): Promise<ReadonlyMap<string, Outcome>> => {
  const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round++) {
    const turn = round % contenders.length
    for (const { name, round: work } of [...contenders.slice(turn), ...contenders.slice(0, turn)]) {
      const start = performance.now()
      const operations = await work()
      const seconds = (performance.now() - start) / 1000
      if (round > 0) rates.get(name)?.push(operations / seconds)
    }
  }
  return new Map([...rates].map(([name, all]) => [name, { rates: all, median: median(all) }]))
}

/** How many times as fast `left` is as `right`: the middle of what each round says, since machines have slow minutes. */
export const times = (left: Outcome, right: Outcome): number =>
  median(left.rates.map((rate, round) => rate / (right.rates[round] ?? Number.NaN)))
