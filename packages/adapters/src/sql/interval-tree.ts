// A relational interval tree: which of many intervals hold a point is found by an ordinary index, however many do not
// (Kriegel, Pötke and Seidl, "Managing Intervals Efficiently in Object-Relational Databases", VLDB 2000).

/**
 * The node at which the interval from `begin` on and before `next` is kept: of the whole numbers above `begin` and up to
 * `next` the one that the highest power of two divides. `begin` is 0 or more.
 */
export const nodeOf = (begin: number, next: number): number => {
  let step = 1
  while (Math.floor(begin / (step * 2)) !== Math.floor(next / (step * 2))) step *= 2
  return Math.floor(next / step) * step
}

/** The nodes at which intervals are kept that hold `at`, where none has its `next` above `most`. */
export const nodesAt = (at: number, most: number): ReadonlyArray<number> => {
  const nodes: Array<number> = []
  for (let step = 1; step <= most; step *= 2) {
    if ((at + 1) % (step * 2) === 0) continue
    const node = Math.floor((at + 1) / (step * 2)) * step * 2 + step
    if (node <= most) nodes.push(node)
  }
  return nodes
}

const DAY = 86_400_000
const FIRST_DAY = Date.parse("1900-01-01")

/** A day as a whole number, 0 for the first that anybody may state. */
export const ordinalOf = (day: string): number => (Date.parse(day) - FIRST_DAY) / DAY

/** That of the day after the last one. */
export const MOST_DAYS = ordinalOf("3000-01-02")
