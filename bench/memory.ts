// How much more memory this process takes while something goes on.

const MIB = 2 ** 20
const EVERY = 50

/** Runs the work and answers by how many MiB the resident set grew after the work's first tenth. */
export const memoryOver = async (work: () => Promise<void>): Promise<number> => {
  const samples: Array<number> = []
  const timer = setInterval(() => samples.push(process.memoryUsage.rss()), EVERY)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  const tenth = Math.ceil(samples.length / 10)
  const early = Math.max(...samples.slice(0, tenth), 0)
  const later = Math.max(...samples.slice(tenth), early)
  return Math.round((later - early) / MIB)
}
