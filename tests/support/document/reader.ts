// A process of its own that decodes files and says of each how it ended and what that took: a line of JSON for each.
import { existsSync, readFileSync } from "node:fs"
import { decodeDocument } from "@ketluan/adapters/document"
import { Effect, Result } from "effect"

/** `peakMiB` is the most memory that the process held so far, its own program among it. */
export interface Report {
  readonly text: string | null
  readonly warnings: ReadonlyArray<string>
  readonly error: { readonly _tag: string; readonly [detail: string]: unknown } | null
  readonly cpuSeconds: number
  readonly peakMiB: number
}

const STATUS = "/proc/self/status"
const MIB = 1024 * 1024

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000_000
}

// Linux knows the peak of this program; what `resourceUsage` says begins with that of the process that started it.
const peakMiB = (): number => {
  const [, peak] = /^VmHWM:\s*(\d+)/m.exec(existsSync(STATUS) ? readFileSync(STATUS, "utf8") : "") ?? []
  return peak === undefined ? process.memoryUsage.rss() / MIB : Number(peak) / 1024
}

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file)
  const before = cpuSeconds()
  const result = await Effect.runPromise(Effect.result(decodeDocument(bytes)))
  const report: Report = {
    text: Result.isSuccess(result) ? result.success.text.slice(0, 1000) : null,
    warnings: Result.isSuccess(result) ? result.success.warnings.map(({ about }) => about) : [],
    error: Result.isSuccess(result) ? null : { ...result.failure, _tag: result.failure._tag },
    cpuSeconds: cpuSeconds() - before,
    peakMiB: peakMiB()
  }
  process.stdout.write(`${JSON.stringify(report)}\n`)
}
