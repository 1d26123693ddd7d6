// `pnpm reading:fuzz [--runs N] [--seed S] [--json]`: mutated documents, read and held against what must hold of any text.
import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"
import { Worker } from "node:worker_threads"
import { type Counts, summed } from "./fuzz.ts"

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false }
  }
})
const [runs, seed] = [Number(values.runs), Number(values.seed)]
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error("usage: reading:fuzz [--runs N] [--seed S] [--json]")
  process.exit(2)
}

const started = performance.now()
const threads = Math.min(availableParallelism(), runs)
const shareOf = (thread: number): number => Math.floor((runs * thread) / threads)
const inThread = (_: unknown, thread: number): Promise<Counts> =>
  new Promise((resolve, reject) => {
    const workerData = { seed, from: shareOf(thread), to: shareOf(thread + 1) }
    const worker = new Worker(new URL("./fuzz-worker.ts", import.meta.url), { workerData })
    worker.on("message", resolve)
    worker.on("error", reject)
  })
const counts = summed(await Promise.all(Array.from({ length: threads }, inThread)))
const seconds = (performance.now() - started) / 1000

const rate = Math.round(counts.documents / seconds)
if (values.json) console.log(JSON.stringify({ seed, threads, seconds, documentsPerSecond: rate, ...counts }, null, 2))
else {
  for (const [name, count] of Object.entries(counts.mutations).sort())
    console.log(`${name.padEnd(28)}${String(count).padStart(8)}`)
  const size = (counts.length / 2 ** 20).toFixed(1)
  console.log(`${counts.documents} documents, ${size} Mi characters, seed ${seed}: ${counts.failures.length} failures`)
  console.log(`${seconds.toFixed(0)} s in ${threads} threads, ${rate} documents/s`)
  for (const failure of counts.failures)
    console.log(
      [
        "",
        failure.fault,
        `  document ${failure.index} of seed ${failure.seed}: ${failure.done.join(", ")}`,
        `  ${JSON.stringify(failure.text)}`
      ].join("\n")
    )
}
process.exitCode = counts.failures.length === 0 ? 0 : 1
